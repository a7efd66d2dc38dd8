// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventspanel.h"

#include "json/utf8.h"
#include "ui/events/eventcolumns.h"
#include "ui/events/eventsnotice.h"
#include "ui/events/filterbar.h"
#include "ui/events/findbar.h"
#include "ui/events/pathcolumnmenu.h"
#include "ui/look/columnmenu.h"
#include "ui/look/tablecolumns.h"
#include "ui/streams/sources.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace helio {

EventsPanel::EventsPanel(EventTableModel &events, const QByteArray &systemChannel, Actions &actions, QWidget *parent)
    : QWidget(parent)
    , events_(events)
    , systemChannel_(systemChannel)
    , actions_(actions)
    , view_(new EventsView(events))
    , columns_(new EventColumns(events, this))
    , columnMenu_(new PathColumnMenu(events, *columns_, *view_))
    , copy_(new QAction(glyphIcon(Glyph::Copy), QString(), this))
    , filterBar_(new FilterBar(events, this))
    , notice_(new EventsNotice)
    , findBar_(new FindBar(events, *view_))
    , empty_(new EmptyPane(QStringLiteral("eventsEmpty")))
    , pages_(new QStackedWidget)
    , back_(new QPushButton)
    , showSystem_(empty_->addButton(QStringLiteral("showSystemFeed")))
    , openStream_(empty_->addButton(QStringLiteral("openStreamFromEmpty")))
    , clearFilter_(empty_->addButton(QStringLiteral("clearFilter")))
    , resume_(empty_->addButton(QStringLiteral("resume")))
{
    setObjectName(QStringLiteral("eventsPanel"));
    pages_->addWidget(empty_);
    pages_->addWidget(view_);
    back_->setObjectName(QStringLiteral("backToLive"));
    back_->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(filterBar_);
    layout->addWidget(notice_);
    layout->addWidget(pages_, 1);
    layout->addWidget(findBar_);
    layout->addWidget(back_);
    setFocusProxy(view_);

    connectActions(actions);
    connect(columnMenu_, &PathColumnMenu::columnRefused, notice_,
            [this] { notice_->showRefusal(EventsNotice::Refusal::TooManyColumns); });
    connect(columnMenu_, &PathColumnMenu::columnShown, notice_,
            [this] { notice_->clear(EventsNotice::Refusal::TooManyColumns); });
    connect(back_, &QPushButton::clicked, view_, [this] {
        view_->goLive();
        view_->setFocus();
    });
    connect(view_, &EventsView::newRowsChanged, this, &EventsPanel::showNewRows);
    connect(view_, &EventsView::liveChanged, this, &EventsPanel::showNewRows);
    connect(view_->verticalScrollBar(), &QScrollBar::rangeChanged, this, &EventsPanel::showNewRows);
    connect(resume_, &QPushButton::clicked, actions[ActionId::Pause], &QAction::trigger);
    connect(openStream_, &QPushButton::clicked, actions[ActionId::OpenStream], &QAction::trigger);
    connect(showSystem_, &QPushButton::clicked, this, [this] { events_.setMuted({HubSource, systemChannel_}, false); });

    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&events, signal, this, &EventsPanel::showWhatThereIs);
    connect(&events, &EventTableModel::filteringChanged, this, &EventsPanel::showWhatThereIs);
    for (const auto signal : {&EventTableModel::filterChanged, &EventTableModel::selectionChanged})
        connect(&events, signal, this, &EventsPanel::showWhatThereIs);
    connect(&events, &EventTableModel::mutedChanged, this, &EventsPanel::showWhatThereIs);
    connect(&events, &EventTableModel::pausedChanged, this, [this] {
        showWhatThereIs();
        showNewRows();
    });
    retranslate();
    showWhatThereIs();
}

void EventsPanel::connectActions(Actions &actions)
{
    view_->addAction(actions[ActionId::Pause]);
    view_->addAction(actions[ActionId::BackToLive]);
    connect(actions[ActionId::BackToLive], &QAction::triggered, view_, &EventsView::goLive);
    const auto here = [this] {
        if (!isVisible())
            Q_EMIT showRequested();
    };
    connect(actions[ActionId::FilterEvents], &QAction::triggered, filterBar_, [this, here] {
        here();
        filterBar_->focusField();
    });
    connect(actions[ActionId::FindEvent], &QAction::triggered, findBar_, [this, here] {
        here();
        findBar_->open();
    });
    connect(actions[ActionId::FindNext], &QAction::triggered, findBar_, [this, here] {
        here();
        findBar_->findNext();
    });
    connect(actions[ActionId::FindPrevious], &QAction::triggered, findBar_, [this, here] {
        here();
        findBar_->findPrevious();
    });
    connect(filterBar_, &FilterBar::left, view_, [this] { view_->setFocus(); });
    connect(clearFilter_, &QPushButton::clicked, this, [this] {
        events_.setSelection({});
        setFilterText({});
    });
    copy_->setObjectName(QStringLiteral("copySelectedEvents"));
    copy_->setShortcut(QKeySequence::Copy);
    copy_->setShortcutContext(Qt::WidgetShortcut);
    copy_->setShortcutVisibleInContextMenu(true);
    view_->addAction(copy_);
    connect(copy_, &QAction::triggered, this, &EventsPanel::copySelected);
    const auto enableCopy = [this] { copy_->setEnabled(view_->selectionModel()->hasSelection()); };
    connect(view_->selectionModel(), &QItemSelectionModel::selectionChanged, copy_, enableCopy);
    enableCopy();
    actions.insert(copy_, MenuId::Edit, ActionId::CopyJson);
    actions.insert(&columnMenu_->addAction(), MenuId::View, ActionId::CommandPalette);

    // What the selected event has, becomes a term.
    using Field = EventFilter::Field;
    const auto onEvent = [this, &actions](ActionId id, auto work) {
        connect(actions[id], &QAction::triggered, this, [this, work] {
            if (const auto item = events_.eventAt(view_->currentIndex().row()))
                work(*item);
        });
    };
    const auto channelTerm = [](const FeedQueue::Item &item) {
        return EventFilter::term(Field::Channel, decodeUtf8(item.received.event.channel));
    };
    onEvent(ActionId::ShowOnlyChannel,
            [=, this](const FeedQueue::Item &item) { showOnly(Field::Channel, channelTerm(item)); });
    onEvent(ActionId::HideChannel, [=, this](const FeedQueue::Item &item) { addFilterTerm(u'-' + channelTerm(item)); });
    onEvent(ActionId::FilterByType, [=, this](const FeedQueue::Item &item) {
        const QByteArray &type = item.received.event.type;
        const QString term = EventFilter::term(Field::Type, decodeUtf8(type.isEmpty() ? "message" : type));
        showOnly(Field::Type, term);
    });
    onEvent(ActionId::MuteEventChannel, [this](const FeedQueue::Item &item) {
        events_.setMuted({item.source, item.received.event.channel}, true);
    });
    const auto enable = [this, &actions] {
        for (const ActionId id :
             {ActionId::ShowOnlyChannel, ActionId::HideChannel, ActionId::FilterByType, ActionId::MuteEventChannel})
            actions[id]->setEnabled(view_->currentIndex().isValid());
    };
    connect(view_, &EventsView::currentRowChanged, this, enable);
    enable();
    view_->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view_, &QWidget::customContextMenuRequested, this, &EventsPanel::showMenu);
}

void EventsPanel::showMenu(const QPoint &at)
{
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("eventsMenu"));
    for (const ActionId id :
         {ActionId::ShowOnlyChannel, ActionId::HideChannel, ActionId::FilterByType, ActionId::MuteEventChannel})
        menu.addAction(actions_[id]);
    menu.addActions(moreActions_);
    menu.addSeparator();
    menu.addAction(copy_);
    for (const ActionId id : {ActionId::Pause, ActionId::BackToLive, ActionId::ClearEvents})
        menu.addAction(actions_[id]);
    menu.addSeparator();
    menu.addMenu(view_->columns().menu());
    menu.exec(view_->viewport()->mapToGlobal(at));
}

void EventsPanel::addStrip(QWidget *strip)
{
    auto *lines = static_cast<QVBoxLayout *>(layout());
    lines->insertWidget(lines->indexOf(pages_), strip);
}

void EventsPanel::copySelected()
{
    const std::vector<quint64> selected = view_->selectedSequences();
    QByteArray text;
    for (const quint64 sequence : selected) {
        const EventView event = events_.ring().at(sequence);
        if (text.size() + event.data.size() > EventsNotice::MaximumCopiedBytes) {
            notice_->showRefusal(EventsNotice::Refusal::TooMuchToCopy);
            return;
        }
        if (sequence != selected.front())
            text += '\n';
        text += event.data;
    }
    if (selected.empty())
        return;
    notice_->clear(EventsNotice::Refusal::TooMuchToCopy);
    QGuiApplication::clipboard()->setText(decodeUtf8(text));
}

void EventsPanel::setFilterText(const QString &text)
{
    filterBar_->setText(text);
}

void EventsPanel::addFilterTerm(const QString &term)
{
    setFilterText(EventFilter::joined(events_.filter().text(), term));
}

void EventsPanel::showOnly(EventFilter::Field field, const QString &term)
{
    setFilterText(EventFilter::withOnly(events_.filter().text(), field, term));
}

bool EventsPanel::selectEvent(quint64 sequence)
{
    // The user's filter and selection go only for what can be shown then.
    if (!events_.canShow(sequence))
        return false;
    // It is judged first, so that it is there after a slice, however many there are.
    events_.setFilterFrom(sequence);
    if (!events_.selection().isEmpty() && !events_.selection().holds(events_.ring().at(sequence))) {
        events_.setSelection({});
        events_.filterSome();
    }
    if (events_.rowOf(sequence) < 0 && events_.isFiltering())
        events_.filterSome();
    if (events_.rowOf(sequence) < 0 && !events_.filter().isEmpty()) {
        setFilterText({});
        events_.filterSome();
    }
    const int row = events_.rowOf(sequence);
    if (row < 0)
        return false;
    view_->showRow(row);
    view_->setFocus();
    return true;
}

QStringList EventsPanel::filterHistory() const
{
    return filterBar_->history();
}

void EventsPanel::setFilterHistory(const QStringList &history)
{
    filterBar_->setHistory(history);
}

void EventsPanel::setFirstLines(const QString &command, const QString &javaScript)
{
    firstCommand_ = command;
    firstJavaScript_ = javaScript;
    showWhatThereIs();
}

void EventsPanel::setNothing(const Nothing &nothing)
{
    if (nothing == nothing_)
        return;
    nothing_ = nothing;
    showWhatThereIs();
}

/// Where a filter that was typed may be why, it is what is spoken of.
bool EventsPanel::speaksOfChoice() const
{
    return !nothing_.title.isEmpty() && (nothing_.isOfAll || !events_.selection().isEmpty()) &&
           (nothing_.isSilent || events_.filter().isEmpty());
}

void EventsPanel::showSteps(const QList<QAction *> &steps)
{
    for (QAction *step : steps) {
        if (steps_.contains(step))
            continue;
        QPushButton *button = empty_->addButton(QStringLiteral("empty_") + step->objectName());
        connect(button, &QPushButton::clicked, step, &QAction::trigger);
        // Whether it can be done now may change after it was shown.
        connect(step, &QAction::changed, this, &EventsPanel::showWhatThereIs);
        steps_.insert(step, button);
    }
    for (auto it = steps_.cbegin(); it != steps_.cend(); ++it) {
        it.value()->setText(it.key()->iconText());
        it.value()->setToolTip(it.key()->toolTip());
        it.value()->setVisible(steps.contains(it.key()) && it.key()->isEnabled() && it.key()->isVisible());
    }
}

void EventsPanel::showWhatThereIs()
{
    // Nothing yet is not nothing: rows may still pass.
    const bool isEmpty = events_.rowCount() == 0 && !events_.isFiltering();
    QWidget *page = isEmpty ? static_cast<QWidget *>(empty_) : view_;
    if (pages_->currentWidget() != page)
        pages_->setCurrentWidget(page);
    if (!isEmpty)
        return;
    const bool isPaused = events_.isPaused();
    const bool hasFilter = !events_.filter().isEmpty() || !events_.selection().isEmpty();
    const bool isOfChoice = !isPaused && speaksOfChoice();
    const bool isFiltered = !isPaused && hasFilter && (isOfChoice || events_.counters().filtered > 0);
    if (isPaused)
        empty_->setTexts(tr("The view is paused"),
                         tr("Events go on arriving; they wait, and are shown when you go on (Space)."));
    else if (isOfChoice)
        empty_->setTexts(nothing_.title, nothing_.explanation);
    else if (isFiltered)
        empty_->setTexts(
            tr("No event passes the filter"),
            events_.selection().isEmpty()
                ? tr("New ones that do will appear here as they arrive. Filter: %1").arg(events_.filter().text())
                : tr("New ones that do will appear here as they arrive. Chosen in the navigator: %1")
                      .arg(filterBar_->selectionTitle()));
    else
        empty_->setTexts(tr("No events to show"),
                         tr("Events that anyone publishes to the hub, and events of opened streams, appear here as "
                            "they arrive. Publish one here (Ctrl+Shift+E) or from a terminal, and let a page "
                            "of yours receive it:"));
    showSteps(isOfChoice ? nothing_.steps : QList<QAction *>());
    QList<EmptyPane::Example> examples;
    if (isOfChoice)
        examples = nothing_.examples;
    else if (!isPaused && !isFiltered && !firstCommand_.isEmpty())
        examples = {{tr("In a terminal"), firstCommand_}, {tr("In a page (JavaScript)"), firstJavaScript_}};
    empty_->setExamples(examples);
    clearFilter_->setVisible(isFiltered);
    resume_->setVisible(isPaused);
    openStream_->setVisible(!isFiltered && !isPaused);
    showSystem_->setVisible(!isFiltered && !isPaused && !systemChannel_.isEmpty() &&
                            events_.muted().contains({HubSource, systemChannel_}));
}

void EventsPanel::showNewRows()
{
    const int rows = view_->newRows();
    // Rows that are all in sight need no way to them.
    const QScrollBar *bar = view_->verticalScrollBar();
    const bool hasMore = rows > 0 && bar->value() < bar->maximum();
    back_->setVisible(!view_->isLive() && (hasMore || (view_->isHeld() && bar->maximum() > 0)));
    if (!back_->isVisible())
        return;
    if (!hasMore) {
        back_->setText(tr("▼ the selected row holds still: back to live (End)"));
        return;
    }
    back_->setText(events_.isPaused() ? tr("▼ %Ln newer event(s), and what waits: to the end (End)", nullptr, rows)
                                      : tr("▼ %Ln new event(s): back to live (End)", nullptr, rows));
}

void EventsPanel::retranslate()
{
    view_->setAccessibleName(tr("Events"));
    showSystem_->setText(tr("Show the system feed"));
    openStream_->setText(tr("Open a stream…"));
    clearFilter_->setText(tr("Clear the filter"));
    Actions::setTexts(*copy_, tr("Copy the &selected events"),
                      tr("Copy the data of all selected events, a line for each"));
    actions_.setNeeds(copy_, tr("select events in Events first"));
    columnMenu_->retranslate();
    resume_->setText(tr("Go on"));
    back_->setAccessibleName(tr("Back to live"));
    showWhatThereIs();
    showNewRows();
}

void EventsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
