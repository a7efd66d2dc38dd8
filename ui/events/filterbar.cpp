// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/filterbar.h"

#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/events/eventtablemodel.h"
#include "ui/events/filter/filtersuggestion.h"
#include "ui/look/appearance.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QStringListModel>
#include <QToolButton>
#include <QVBoxLayout>

namespace helio {

namespace {

/// Names as they are written into the field, and as they may be shown.
class Candidates : public QStringListModel
{
public:
    using QStringListModel::QStringListModel;

    QVariant data(const QModelIndex &index, int role) const override
    {
        const QVariant value = QStringListModel::data(index, role);
        return role == Qt::DisplayRole ? QVariant(visibleLine(value.toString())) : value;
    }
};

} // namespace

FilterBar::FilterBar(EventTableModel &events, QWidget *parent)
    : QWidget(parent)
    , events_(events)
    , field_(new QLineEdit)
    , selection_(new QToolButton)
    , historyButton_(new QToolButton)
    , suggestion_(new QToolButton)
    , state_(new QLabel)
    , muted_(new QToolButton)
    , reason_(new QLabel(parent))
    , historyMenu_(new QMenu(this))
    , mutedMenu_(new QMenu(this))
    , candidates_(new Candidates(this))
    , completer_(new QCompleter(candidates_, this))
{
    setObjectName(QStringLiteral("filterBar"));
    field_->setObjectName(QStringLiteral("filterField"));
    field_->setClearButtonEnabled(true);
    field_->installEventFilter(this);
    selection_->setObjectName(QStringLiteral("filterSelection"));
    historyButton_->setObjectName(QStringLiteral("filterHistory"));
    historyButton_->setArrowType(Qt::DownArrow);
    historyButton_->setAutoRaise(true);
    historyMenu_->setObjectName(QStringLiteral("filterHistoryMenu"));
    suggestion_->setObjectName(QStringLiteral("filterSuggestion"));
    suggestion_->setAutoRaise(true);
    state_->setObjectName(QStringLiteral("filterState"));
    muted_->setObjectName(QStringLiteral("mutedChannels"));
    muted_->setAutoRaise(true);
    mutedMenu_->setObjectName(QStringLiteral("mutedChannelsMenu"));
    reason_->setObjectName(QStringLiteral("filterReason"));
    reason_->setWordWrap(true);
    reason_->setAutoFillBackground(true);
    reason_->setBackgroundRole(QPalette::ToolTipBase);
    reason_->setFrameShape(QFrame::StyledPanel);
    reason_->setMargin(6);
    reason_->hide();

    completer_->setWidget(field_);
    completer_->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    completer_->popup()->setObjectName(QStringLiteral("filterCandidates"));
    connect(completer_, qOverload<const QString &>(&QCompleter::activated), this, &FilterBar::complete);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(2);
    auto *line = new QHBoxLayout;
    line->setSpacing(4);
    line->addWidget(selection_);
    line->addWidget(field_, 1);
    line->addWidget(historyButton_);
    line->addWidget(state_);
    line->addWidget(muted_);
    layout->addLayout(line);
    // In a line of its own: beside the field it would leave it no room in a small window.
    layout->addWidget(suggestion_, 0, Qt::AlignLeft);

    connect(field_, &QLineEdit::textChanged, this, &FilterBar::applyText);
    connect(field_, &QLineEdit::textEdited, this, &FilterBar::offer);
    connect(field_, &QLineEdit::textEdited, this, [this] { inHistory_ = -1; });
    connect(suggestion_, &QToolButton::clicked, this, [this] {
        setText(suggestedFilter(field_->text()));
        field_->setFocus();
    });
    connect(field_, &QLineEdit::returnPressed, this, [this] {
        remember();
        Q_EMIT left();
    });
    // Not as the buttons' own menus, which would draw a second arrow.
    for (const auto &[button, menu] : {std::pair(historyButton_, historyMenu_), std::pair(muted_, mutedMenu_)})
        connect(button, &QToolButton::clicked, menu,
                [from = button, to = menu] { to->popup(from->mapToGlobal(QPoint(0, from->height()))); });
    connect(historyMenu_, &QMenu::aboutToShow, this, &FilterBar::fillHistoryMenu);
    connect(mutedMenu_, &QMenu::aboutToShow, this, &FilterBar::fillMutedMenu);
    for (const auto signal : {&EventTableModel::filteringChanged, &EventTableModel::filterChanged})
        connect(&events_, signal, this, &FilterBar::showState);
    connect(&events_, &EventTableModel::mutedChanged, this, &FilterBar::showState);
    connect(&events_, &EventTableModel::selectionChanged, this, &FilterBar::showSelection);
    connect(&events_, &EventTableModel::sourceNamed, this, &FilterBar::showSelection);
    connect(selection_, &QToolButton::clicked, this, [this] {
        events_.setSelection({});
        Q_EMIT left(); // a button that is gone has no keyboard
    });
    retranslate();
}

QString FilterBar::text() const
{
    return field_->text();
}

void FilterBar::setText(const QString &text)
{
    field_->setText(text);
    remember();
}

void FilterBar::focusField()
{
    field_->setFocus(Qt::ShortcutFocusReason);
    field_->selectAll();
}

void FilterBar::setHistory(const QStringList &history)
{
    history_ = history.mid(0, MaximumHistory);
}

void FilterBar::applyText()
{
    EventFilter::Mistake mistake;
    const QString text = field_->text();
    const qsizetype leading =
        std::find_if_not(text.begin(), text.end(), [](QChar c) { return c.isSpace(); }) - text.begin();
    const auto filter = EventFilter::parse(text.trimmed(), &mistake);
    mistake_ = filter ? QString() : tr("Character %1: %2").arg(mistake.at + leading + 1).arg(mistake.what);
    if (filter)
        events_.setFilter(*filter);
    showSuggestion();
    showState();
}

QString FilterBar::selectionTitle() const
{
    const EventSelection &selection = events_.selection();
    if (!selection.channel.isEmpty())
        return visibleLine(decodeUtf8(selection.channel)) + (selection.isFolder ? QStringLiteral(" …") : QString());
    return selection.source ? visibleLine(events_.sourceName(*selection.source)) : QString();
}

void FilterBar::showSelection()
{
    const QString title = selectionTitle();
    selection_->setVisible(!title.isEmpty());
    QString shown = fontMetrics().elidedText(title, Qt::ElideMiddle, 200);
    selection_->setText(shown.replace(u'&', QStringLiteral("&&")) + QStringLiteral("  ✕"));
    const QString tip = tr("Only events of %1, as chosen in the navigator. Click to show the others again.").arg(title);
    selection_->setToolTip(tip);
    selection_->setAccessibleName(tip);
}

void FilterBar::showSuggestion()
{
    const QString meant = suggestedFilter(field_->text());
    suggestion_->setVisible(!meant.isEmpty());
    if (meant.isEmpty())
        return;
    const QString question = tr("Did you mean %1?").arg(meant);
    suggestion_->setToolTip(question);
    suggestion_->setAccessibleName(question);
    QString shown = tr("Did you mean %1?").arg(fontMetrics().elidedText(meant, Qt::ElideRight, 400));
    suggestion_->setText(shown.replace(u'&', QStringLiteral("&&")));
}

void FilterBar::showState()
{
    const bool isEmpty = events_.filter().isEmpty();
    const bool isWritten = !field_->text().trimmed().isEmpty();
    auto tone = Tone::None;
    QString text;
    if (!mistake_.isEmpty()) {
        tone = Tone::Failed;
        text = tr("✕ not valid");
    } else if (events_.isFiltering()) {
        tone = Tone::Waiting;
        // Below 100 as long as there is something to do.
        text = tr("filtering %1 %").arg(std::min(99, int(events_.filteringProgress() * 100)));
    } else if (!isEmpty) {
        tone = Tone::Open;
        text = tr("✓ filtered");
    }
    state_->setText(text);
    state_->setVisible(!text.isEmpty());

    QString reason;
    if (!mistake_.isEmpty())
        reason = mistake_ + u' ' +
                 (isEmpty ? tr("Meanwhile everything is shown.")
                          : tr("Meanwhile this filter stays: %1").arg(events_.filter().text()));
    else if (events_.gaveUpCount() > 0)
        reason = tr("The expression costs too much on %Ln event(s); they are left out. A simpler one finds more.",
                    nullptr, int(std::min<quint64>(events_.gaveUpCount(), std::numeric_limits<int>::max())));
    if (reason_->text() != reason) {
        reason_->setText(reason);
        field_->setToolTip(reason);
        placeReason();
    }
    reason_->setVisible(!reason.isEmpty() && field_->hasFocus());

    const auto paint = [&](QWidget *widget, QPalette::ColorRole role) {
        QPalette colored = palette();
        if (tone != Tone::None)
            colored.setColor(role, toneColor(tone, palette()));
        if (widget->palette() != colored)
            widget->setPalette(colored);
    };
    paint(state_, QPalette::WindowText);
    if (mistake_.isEmpty() && isWritten)
        tone = Tone::None;
    paint(field_, QPalette::Text);

    const qsizetype muted = events_.mutedChannels().size();
    muted_->setVisible(muted > 0);
    muted_->setText(tr("%n muted", nullptr, int(muted)) + QStringLiteral(" ▾"));
}

void FilterBar::placeReason()
{
    const QPoint below = field_->mapTo(parentWidget(), QPoint(0, field_->height() + 2));
    const int width = std::min(parentWidget()->width() - below.x() - 6, std::max(field_->width(), 360));
    reason_->setGeometry(QRect(below, QSize(width, reason_->heightForWidth(width))));
    reason_->raise();
}

void FilterBar::remember()
{
    const QString text = field_->text().trimmed();
    inHistory_ = -1;
    if (text.isEmpty() || !mistake_.isEmpty())
        return;
    history_.removeAll(text);
    history_.prepend(text);
    if (history_.size() > MaximumHistory)
        history_.resize(MaximumHistory);
}

void FilterBar::walkHistory(int steps)
{
    const qsizetype wanted = std::clamp<qsizetype>(inHistory_ + steps, -1, history_.size() - 1);
    if (wanted == inHistory_)
        return;
    if (inHistory_ < 0)
        beforeHistory_ = field_->text();
    inHistory_ = wanted;
    field_->setText(wanted < 0 ? beforeHistory_ : history_.at(wanted));
}

void FilterBar::offer()
{
    const KnownNames known{events_.seenChannels().names(), events_.seenTypes().names(), events_.sourceNames()};
    completions_ = FilterCompletions::of(field_->text(), field_->cursorPosition(), known);
    if (completions_.candidates.isEmpty()) {
        completer_->popup()->hide();
        return;
    }
    candidates_->setStringList(completions_.candidates);
    completer_->setCompletionPrefix(field_->text().mid(completions_.at, completions_.length));
    QRect under = field_->rect();
    under.setWidth(std::min(under.width(), 360));
    completer_->complete(under);
    // Nothing is chosen before one chooses: Enter takes what is written, not the first that might be meant.
    completer_->popup()->setCurrentIndex({});
}

void FilterBar::complete(const QString &candidate)
{
    QString text = field_->text();
    text.replace(completions_.at, completions_.length, candidate);
    // A name is complete; a field waits for its name.
    const bool isComplete = !candidate.endsWith(u':');
    const bool isAtEnd = completions_.at + candidate.size() == text.size();
    if (isComplete && isAtEnd)
        text += u' ';
    field_->setText(text);
    field_->setCursorPosition(int(completions_.at + candidate.size() + (isComplete ? 1 : 0)));
    if (!isComplete)
        offer();
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress: {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            walkHistory(key == Qt::Key_Up ? 1 : -1);
            return true;
        }
        if (key == Qt::Key_Escape) {
            if (field_->text().isEmpty()) {
                Q_EMIT left();
            } else {
                remember();
                field_->clear();
            }
            return true;
        }
        break;
    }
    case QEvent::FocusIn:
    case QEvent::Resize:
        placeReason();
        showState();
        break;
    case QEvent::FocusOut:
        reason_->hide();
        remember();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void FilterBar::fillHistoryMenu()
{
    historyMenu_->clear();
    for (const QString &text : std::as_const(history_)) {
        QString shown = historyMenu_->fontMetrics().elidedText(visibleLine(text), Qt::ElideRight, 480);
        const QAction *action = historyMenu_->addAction(shown.replace(u'&', QStringLiteral("&&")));
        connect(action, &QAction::triggered, this, [this, text] { setText(text); });
    }
    if (history_.isEmpty())
        historyMenu_->addAction(tr("No filter was used yet"))->setEnabled(false);
}

void FilterBar::fillMutedMenu()
{
    mutedMenu_->clear();
    const auto muted = events_.mutedChannels();
    for (const auto &[source, channel] : muted) {
        QString name =
            tr("Show %1 of %2 again").arg(visibleLine(decodeUtf8(channel)), visibleLine(events_.sourceName(source)));
        const QAction *action = mutedMenu_->addAction(name.replace(u'&', QStringLiteral("&&")));
        connect(action, &QAction::triggered, this,
                [this, from = source, name = channel] { events_.setMuted(from, name, false); });
    }
}

void FilterBar::retranslate()
{
    field_->setAccessibleName(tr("Filter"));
    field_->setPlaceholderText(tr("Filter: text, /regex/, channel:, type:, id:, $.price>100 (Ctrl+L)"));
    historyButton_->setAccessibleName(tr("Filters used before"));
    historyButton_->setToolTip(tr("Filters used before"));
    state_->setAccessibleName(tr("State of the filter"));
    reason_->setAccessibleName(tr("What is wrong with the filter"));
    muted_->setAccessibleName(tr("Muted channels"));
    muted_->setToolTip(tr("Channels that are left out of the table; choose one to show it again"));
    showSelection();
    applyText();
}

void FilterBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        showState();
}

} // namespace helio
