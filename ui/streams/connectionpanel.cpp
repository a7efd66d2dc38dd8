// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/connectionpanel.h"

#include "event/pluralform.h"
#include "event/timeforpeople.h"
#include "json/utf8.h"
#include "ui/look/appearance.h"
#include "ui/look/emptypane.h"
#include "ui/look/format.h"
#include "ui/streams/streamlist.h"
#include "ui/streams/streamstory.h"
#include "ui/streams/streamtone.h"

#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QToolBar>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace helio {

namespace {

/// Text in the color of what it stands for.
class StoryDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), rowHeight(option.font)};
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto tone = index.siblingAtColumn(StreamStory::Time).data(StreamStory::ToneRole);
        QColor color = toneColor(tone.value<Tone>(), option->palette);
        if (index.column() != StreamStory::What || tone.value<Tone>() == Tone::Idle)
            color = mutedColor(option->palette);
        option->palette.setColor(QPalette::Text, color);
    }
};

/// Of a refusal's body, before it scrolls.
constexpr int RefusalLines = 5;

bool hasHeaders(int kind)
{
    return kind == int(StoryEntry::Kind::Request) || kind == int(StoryEntry::Kind::Answer);
}

} // namespace

ConnectionPanel::ConnectionPanel(StreamList &streams, Actions &actions, QWidget *parent)
    : QWidget(parent)
    , streams_(streams)
    , pages_(new QStackedWidget)
    , empty_(new EmptyPane(QStringLiteral("connectionEmpty")))
    , chooser_(new QComboBox)
    , state_(new QLabel)
    , facts_(new QLabel)
    , problem_(new QLabel)
    , waiting_(new QLabel)
    , refusalTitle_(new QLabel)
    , refusal_(new QPlainTextEdit)
    , trimmed_(new QLabel)
    , view_(new QTreeView)
    , page_(nullptr)
    , toggle_(new QAction(this))
    , edit_(new QAction(this))
    , copy_(new QAction(this))
    , clear_(new QAction(this))
{
    setObjectName(QStringLiteral("connectionPanel"));
    chooser_->setObjectName(QStringLiteral("connectionStream"));
    chooser_->setSizeAdjustPolicy(QComboBox::AdjustToContentsOnFirstShow);
    chooser_->setMinimumContentsLength(24);
    state_->setObjectName(QStringLiteral("connectionState"));
    facts_->setObjectName(QStringLiteral("connectionFacts"));
    facts_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    problem_->setObjectName(QStringLiteral("connectionProblem"));
    trimmed_->setObjectName(QStringLiteral("connectionTrimmed"));
    waiting_->setObjectName(QStringLiteral("connectionWaiting"));
    refusalTitle_->setObjectName(QStringLiteral("connectionRefusalTitle"));
    refusal_->setObjectName(QStringLiteral("connectionRefusal"));
    refusal_->setReadOnly(true);
    refusal_->setTabChangesFocus(true);
    refusal_->setFont(dataFont());
    refusal_->setFrameShape(QFrame::NoFrame);
    refusalTitle_->setBuddy(refusal_);
    for (QLabel *label : {facts_, problem_, waiting_, refusalTitle_, trimmed_}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setContentsMargins(8, 2, 8, 2);
    }
    copy_->setObjectName(QStringLiteral("connectionCopy"));
    copy_->setIcon(glyphIcon(Glyph::Copy));
    clear_->setObjectName(QStringLiteral("connectionClear"));
    clear_->setIcon(glyphIcon(Glyph::Clear));
    toggle_->setObjectName(QStringLiteral("connectionToggle"));
    edit_->setObjectName(QStringLiteral("connectionEdit"));
    connect(toggle_, &QAction::triggered, this, &ConnectionPanel::toggle);
    connect(edit_, &QAction::triggered, this, [this] { Q_EMIT editRequested(stream_); });
    connect(copy_, &QAction::triggered, this, &ConnectionPanel::copyText);
    connect(clear_, &QAction::triggered, this, &ConnectionPanel::clear);

    view_->setObjectName(QStringLiteral("connectionStory"));
    view_->setItemDelegate(new StoryDelegate(view_));
    view_->setUniformRowHeights(true);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setTextElideMode(Qt::ElideRight);
    view_->setSelectionMode(QAbstractItemView::SingleSelection);
    view_->setIndentation(14);
    view_->header()->setStretchLastSection(true);
    connect(view_->verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this](int value) { follows_ = value == view_->verticalScrollBar()->maximum(); });
    connect(view_->verticalScrollBar(), &QScrollBar::rangeChanged, this, &ConnectionPanel::followTail);

    auto *tools = new QToolBar;
    tools->setObjectName(QStringLiteral("connectionTools"));
    tools->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    tools->setIconSize({14, 14});
    tools->addWidget(chooser_);
    tools->addWidget(state_);
    auto *space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    tools->addWidget(space);
    for (QAction *action : {toggle_, edit_, copy_, clear_})
        tools->addAction(action);
    state_->setForegroundRole(QPalette::WindowText);
    state_->setContentsMargins(8, 0, 8, 0);

    auto *page = new QWidget;
    page_ = new QVBoxLayout(page);
    page_->setContentsMargins({});
    page_->setSpacing(0);
    page_->addWidget(tools);
    page_->addWidget(facts_);
    page_->addWidget(waiting_);
    page_->addWidget(problem_);
    page_->addWidget(refusalTitle_);
    page_->addWidget(refusal_);
    page_->addWidget(trimmed_);
    page_->addWidget(view_, 1);
    QPushButton *open = empty_->addButton(QStringLiteral("connectionOpenStream"));
    connect(open, &QPushButton::clicked, actions[ActionId::OpenStream], &QAction::trigger);
    pages_->addWidget(empty_);
    pages_->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(pages_);

    connect(chooser_, &QComboBox::activated, this, &ConnectionPanel::choose);
    connect(&streams_, &StreamList::added, this, &ConnectionPanel::addStream);
    connect(&streams_, &StreamList::removed, this, &ConnectionPanel::removeStream);
    for (const auto signal : {&StreamList::edited, &StreamList::renamed})
        connect(&streams_, signal, this, &ConnectionPanel::nameStream);
    connect(&streams_, &StreamList::changed, this, [this](int id) {
        if (id == stream_)
            showFacts();
    });
    connect(&streams_, &StreamList::reported, this, [this](int id) {
        if (id != stream_)
            return;
        showFacts();
        showRefusal();
    });
    const QList<int> ids = streams_.ids();
    for (const int id : ids)
        addStream(id);
    // Totals move with every event: they are polled, and only while they are seen.
    auto *clock = new QTimer(this);
    clock->setInterval(std::chrono::seconds(1));
    connect(clock, &QTimer::timeout, this, [this] {
        if (isVisible())
            showFacts();
    });
    clock->start();
    retranslate();
}

void ConnectionPanel::addStream(int id)
{
    chooser_->addItem(streams_.name(id), id);
    // What was just opened is what one waits for.
    showStream(id);
}

void ConnectionPanel::nameStream(int id)
{
    chooser_->setItemText(chooser_->findData(id), streams_.name(id));
}

void ConnectionPanel::removeStream(int id)
{
    chooser_->removeItem(chooser_->findData(id));
    if (stream_ != id)
        return;
    stream_ = 0;
    showStream(chooser_->currentData().toInt());
    showStory();
}

void ConnectionPanel::choose(int index)
{
    const int id = chooser_->itemData(index).toInt();
    showStream(id);
    Q_EMIT streamChosen(id);
}

void ConnectionPanel::showStream(int id)
{
    if (id == stream_ || !streams_.contains(id))
        return;
    stream_ = id;
    chooser_->setCurrentIndex(chooser_->findData(id));
    showStory();
}

void ConnectionPanel::showStory()
{
    if (story_)
        story_->disconnect(this);
    story_ = streams_.story(stream_);
    pages_->setCurrentIndex(story_ ? 1 : 0);
    // A view makes a selection model for each model, and leaves the old one to us.
    QItemSelectionModel *before = view_->selectionModel();
    view_->setModel(story_);
    delete before;
    Q_EMIT streamShown(story_ ? stream_ : 0);
    if (!story_)
        return;
    const int digit = fontMetrics().horizontalAdvance(u'0');
    view_->setColumnWidth(StreamStory::Time, 13 * digit + 30);
    view_->setColumnWidth(StreamStory::Delta, 10 * digit);
    connect(story_, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { onInserted(first, last); });
    connect(story_, &StreamStory::trimmedChanged, this, &ConnectionPanel::showTrimmed);
    onInserted(0, story_->rowCount() - 1);
    follows_ = true;
    view_->scrollToBottom();
    showTrimmed();
    showFacts();
    showRefusal();
}

void ConnectionPanel::addAboveStory(QWidget *widget)
{
    page_->insertWidget(page_->indexOf(trimmed_), widget);
}

void ConnectionPanel::onInserted(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        const StoryEntry *entry = story_->entryAt(row);
        if (!entry || !hasHeaders(int(entry->kind)))
            continue;
        // The headers of the first exchange are read, and those of an answer that says no; the rest looks the same.
        const bool isFirst = row < 2;
        if (isFirst || (entry->kind == StoryEntry::Kind::Answer && entry->status != 200))
            view_->expand(story_->index(row, 0));
    }
    followTail();
}

void ConnectionPanel::followTail()
{
    if (follows_)
        view_->scrollToBottom();
}

void ConnectionPanel::showFacts()
{
    if (!story_)
        return;
    story_->refreshCountdown();
    const auto tone = streamTone(streams_.state(stream_));
    setTextTone(state_, tone, palette());
    state_->setText(toneShape(tone) + QLatin1Char(' ') + streams_.stateText(stream_));
    const QString waiting = streams_.waitingText(stream_);
    waiting_->setVisible(!waiting.isEmpty());
    waiting_->setText(QStringLiteral("%1 · %2").arg(streams_.stateText(stream_), waiting));
    setTextTone(waiting_, Tone::Waiting, palette());
    toggle_->setText(isEnded() ? tr("Reopen") : tr("Close"));
    toggle_->setToolTip(isEnded() ? tr("Read this stream again, from where it stopped")
                                  : tr("Stop reading this stream"));
    toggle_->setIcon(glyphIcon(isEnded() ? Glyph::Start : Glyph::Close));
    setTextTone(problem_, Tone::Failed, palette());
    problem_->setText(streams_.problem(stream_));
    problem_->setVisible(!problem_->text().isEmpty());

    const StreamTotals totals = streams_.totals(stream_);
    QStringList facts;
    if (totals.openedAt != 0)
        facts.append(tr("open since %1").arg(format::moment(totals.openedAt / 1'000'000)));
    facts.append(tr("%Ln event(s)", nullptr, pluralCount(totals.events)));
    facts.append(format::bytes(double(totals.bytes)));
    facts.append(tr("%Ln request(s)", nullptr, pluralCount(totals.attempts)));
    facts.append(totals.lastEventId.isEmpty() ? tr("no last event ID")
                                              : tr("last event ID %1").arg(format::oneLine(totals.lastEventId, 80)));
    facts.append(tr("reconnection time %1").arg(timeForPeople(totals.reconnectionTime)));
    facts.append(totals.heartbeat ? tr("heartbeat every %1").arg(timeForPeople(*totals.heartbeat))
                                  : tr("no heartbeat learned"));
    facts_->setText(facts.join(QStringLiteral("  ·  ")));
}

void ConnectionPanel::showRefusal()
{
    const QByteArray body = story_ ? streams_.report(stream_).refusal : QByteArray();
    refusalTitle_->setVisible(!body.isEmpty());
    refusal_->setVisible(!body.isEmpty());
    if (shownRefusal_ == body)
        return;
    shownRefusal_ = body;
    const QString text = decodeUtf8(body);
    refusal_->setPlainText(text);
    // A long line is broken into several.
    const qsizetype lines = std::clamp<qsizetype>(refusal_->blockCount() + text.size() / 100, 1, RefusalLines);
    refusal_->setFixedHeight(int(lines) * QFontMetrics(refusal_->font()).lineSpacing() +
                             int(2 * refusal_->document()->documentMargin()) + 2);
}

void ConnectionPanel::showTrimmed()
{
    const quint64 count = story_ ? story_->trimmedCount() : 0;
    trimmed_->setVisible(count > 0);
    trimmed_->setText(tr("%Ln older entries are gone: the story keeps the newest %1.", nullptr, pluralCount(count))
                          .arg(format::count(StreamStory::MaximumEntries)));
}

bool ConnectionPanel::isEnded() const
{
    const StreamList::State state = streams_.state(stream_);
    return StreamList::isAtRest(state);
}

void ConnectionPanel::toggle()
{
    if (isEnded())
        streams_.reopen(stream_);
    else
        streams_.close(stream_);
}

void ConnectionPanel::copyText() const
{
    if (story_)
        QGuiApplication::clipboard()->setText(streams_.name(stream_) + u'\n' + story_->text());
}

void ConnectionPanel::clear()
{
    if (story_)
        story_->clear();
}

void ConnectionPanel::retranslate()
{
    chooser_->setAccessibleName(tr("Stream"));
    view_->setAccessibleName(tr("Story of the connection"));
    refusalTitle_->setText(tr("The answer's body:"));
    refusal_->setAccessibleName(tr("Body of the answer that is no stream"));
    edit_->setText(tr("Edit…"));
    edit_->setToolTip(tr("Change how this stream is asked for, and reconnect"));
    copy_->setText(tr("Copy as text"));
    copy_->setToolTip(tr("Copy the story of this connection; secrets in it are masked"));
    clear_->setText(tr("Clear"));
    clear_->setToolTip(tr("Empty the story; the stream goes on"));
    empty_->setTexts(tr("No stream yet"),
                     tr("Here is told what happens on the way to a remote event stream: requests with their headers, "
                        "redirects, answers, heartbeats, ends and attempts."));
    if (auto *open = findChild<QPushButton *>(QStringLiteral("connectionOpenStream")))
        open->setText(tr("Open a stream…"));
    if (story_)
        story_->retranslate();
    showFacts();
    showTrimmed();
}

void ConnectionPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        showFacts();
}

void ConnectionPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showFacts();
}

} // namespace helio
