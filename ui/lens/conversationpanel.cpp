// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/conversationpanel.h"

#include "json/utf8.h"
#include "ui/lens/conversationactions.h"
#include "ui/lens/conversationcommands.h"
#include "ui/lens/conversationtext.h"
#include "ui/lens/conversationwords.h"
#include "ui/lens/dialectmenu.h"
#include "ui/lens/markdownview.h"
#include "ui/look/emptypane.h"
#include "ui/streams/requestsecrets.h"
#include "ui/streams/sources.h"
#include "ui/streams/streamlist.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace helio {

namespace {

constexpr qsizetype MaximumProblems = 3; ///< of the user's dialects, that are said

} // namespace

ConversationPanel::ConversationPanel(const EventRing &ring, StreamList &streams, const McpSessions::Join &join,
                                     Actions &actions, QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , streams_(streams)
    , choices_(&settings)
    , feed_(ring)
    , model_(feed_)
    , story_(streams, feed_)
    , mcp_(streams, feed_, join)
    , actions_(new ConversationActions(actions, this))
    , title_(new QLabel)
    , dialect_(new QToolButton)
    , dialects_(new DialectMenu(this))
    , notice_(new QLabel)
    , view_(new ConversationView(model_))
    , markdown_(new MarkdownView)
    , empty_(new EmptyPane(QStringLiteral("conversationEmpty")))
    , pages_(new QStackedWidget)
    , openStream_(empty_->addButton(QStringLiteral("conversationOpenStream")))
    , chooseDialect_(empty_->addButton(QStringLiteral("conversationChooseDialect")))
    , sendRequest_(empty_->addButton(QStringLiteral("conversationSendRequest")))
    , back_(new QPushButton)
    , commands_(new ConversationCommands({*view_, model_, feed_, mcp_, streams, *actions_}, this))
{
    setObjectName(QStringLiteral("conversationPanel"));
    title_->setObjectName(QStringLiteral("conversationTitle"));
    title_->setTextFormat(Qt::PlainText);
    title_->setContentsMargins(6, 0, 6, 0);
    dialect_->setObjectName(QStringLiteral("conversationDialect"));
    dialect_->setPopupMode(QToolButton::InstantPopup);
    dialect_->setToolButtonStyle(Qt::ToolButtonTextOnly);
    dialect_->setMenu(dialects_);
    notice_->setObjectName(QStringLiteral("conversationNotice"));
    notice_->setTextFormat(Qt::PlainText);
    notice_->setWordWrap(true);
    notice_->setContentsMargins(8, 2, 8, 2);
    notice_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    back_->setObjectName(QStringLiteral("conversationToEnd"));
    back_->hide();

    auto *tools = new QToolBar;
    tools->setObjectName(QStringLiteral("conversationTools"));
    tools->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    tools->setIconSize({14, 14});
    tools->addWidget(title_);
    tools->addWidget(dialect_);
    auto *space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    tools->addWidget(space);
    tools->addAction(actions_->cancel);
    auto *send = new QToolButton;
    send->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    send->setDefaultAction(actions_->send);
    sendTool_ = tools->addWidget(send);
    for (QAction *action : {actions_->markdown, actions_->copyText, actions_->save})
        tools->addAction(action);
    pages_->addWidget(empty_);
    pages_->addWidget(view_);
    pages_->addWidget(markdown_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(tools);
    layout->addWidget(notice_);
    layout->addWidget(pages_, 1);
    layout->addWidget(back_);
    setFocusProxy(view_);

    connect(view_, &ConversationView::rowChosen, this, &ConversationPanel::chooseEvents);
    connect(view_, &QAbstractItemView::activated, actions_->showEvents, &QAction::trigger);
    connect(view_, &ConversationView::followingChanged, this, &ConversationPanel::showState);
    connect(view_->verticalScrollBar(), &QScrollBar::rangeChanged, this, &ConversationPanel::showState);
    connect(back_, &QPushButton::clicked, view_, [this] {
        view_->goToEnd();
        view_->setFocus();
    });
    connect(actions_->showEvents, &QAction::triggered, this, [this] {
        const int row = view_->currentIndex().row();
        chooseEvents(row >= 0 ? row : model_.rowCount() - 1);
        Q_EMIT eventsWanted();
    });
    connect(actions_->markdown, &QAction::toggled, this, [this](bool isOn) {
        if (isOn)
            Q_EMIT showRequested();
        showWhatThereIs();
    });
    connect(dialects_, &DialectMenu::chosen, this, &ConversationPanel::setDialect);
    connect(openStream_, &QPushButton::clicked, actions[ActionId::OpenStream], &QAction::trigger);
    connect(chooseDialect_, &QPushButton::clicked, dialects_,
            [this] { dialects_->popup(chooseDialect_->mapToGlobal(QPoint(0, chooseDialect_->height()))); });
    connect(sendRequest_, &QPushButton::clicked, actions_->send, &QAction::trigger);

    connect(&feed_, &LensFeed::messagesChanged, this, &ConversationPanel::onChanged);
    // Its messages are not shown yet: whether an event made one is to be seen when they are.
    connect(&feed_, &LensFeed::detected, this, &ConversationPanel::showWhatThereIs);
    connect(&feed_, &LensFeed::readingChanged, this, &ConversationPanel::onChanged);
    connect(&mcp_, &McpSessions::stateChanged, this, &ConversationPanel::showState);
    connect(commands_, &ConversationCommands::said, this, [this](const QString &text) {
        said_ = text;
        showState();
    });
    connect(commands_, &ConversationCommands::sends, this, [this] {
        // Whoever sends one knows what the stream speaks.
        if (!feed_.lens().mcp())
            setDialect({QStringLiteral("mcp")});
        Q_EMIT showRequested();
    });
    connect(&streams_, &StreamList::added, this, [this] { choose(chosen_); });
    connect(&streams_, &StreamList::edited, this, [this](int id) {
        if (subject_.source == id)
            follow();
    });
    connect(&streams_, &StreamList::removed, this, [this](int id) {
        if (subject_.source == id)
            choose(chosen_.source == id ? EventSelection() : chosen_);
    });
    for (const auto signal : {&StreamList::changed, &StreamList::reported}) {
        connect(&streams_, signal, this, [this](int id) {
            if (subject_.source == id && pages_->currentWidget() == empty_)
                showWhatThereIs();
        });
    }
    connect(&streams_, &StreamList::renamed, this, &ConversationPanel::showState);
    retranslate();
    choose({});
}

ConversationPanel::~ConversationPanel() = default;

QAction *ConversationPanel::showInConversationAction() const
{
    return actions_->showHere;
}

void ConversationPanel::choose(const EventSelection &selection)
{
    chosen_ = selection;
    EventSelection subject = selection;
    // Whoever opens a stream, and chooses nothing, waits for that one.
    if (const QList<int> ids = streams_.ids(); subject.isEmpty() && !ids.isEmpty())
        subject.source = ids.last();
    if (subject.isFolder)
        subject = {};
    if (subject == subject_ && !subject.isEmpty())
        return;
    subject_ = subject;
    said_.clear();
    follow();
}

QString ConversationPanel::title() const
{
    if (subject_.isEmpty())
        return {};
    return *subject_.source == HubSource ? decodeUtf8(subject_.channel) : streams_.name(*subject_.source);
}

QString ConversationPanel::scope() const
{
    if (subject_.isEmpty())
        return {};
    // A stream has another number in the next run, and its name may change.
    return *subject_.source == HubSource
               ? QStringLiteral("channel ") + decodeUtf8(subject_.channel)
               : QStringLiteral("stream ") + withoutSecrets(streams_.url(*subject_.source)).toString();
}

void ConversationPanel::follow()
{
    goal_.reset();
    goalProblem_.clear();
    LensFeed::Subject subject{subject_};
    const DialectChoice choice = choices_.of(scope());
    dialects_->setChoice(choice);
    if (!subject_.isEmpty())
        subject.dialect = choice.dialect(dialects_->library(), problem_);
    else
        problem_.clear();
    const int stream = subject_.source.value_or(HubSource);
    subject.bodies = story_.bodies(stream);
    feed_.follow(subject, dialects_->library(), isVisible() ? LensFeed::Start::Now : LensFeed::Start::WhenWanted);
    story_.follow(stream);
    mcp_.tellFeed();
    showWhatThereIs();
}

void ConversationPanel::setDialect(const DialectChoice &choice)
{
    choices_.set(scope(), choice);
    follow();
}

void ConversationPanel::goToEvent(quint64 sequence)
{
    goal_ = sequence;
    goalProblem_.clear();
    tryToGo();
    showState();
}

void ConversationPanel::tryToGo()
{
    if (!goal_)
        return;
    const int row = model_.rowOfEvent(*goal_);
    if (row >= 0) {
        goal_.reset();
        if (!actions_->markdown->isChecked())
            view_->setFocus();
        view_->showRow(row);
    } else if (feed_.hasReadAll()) {
        goal_.reset();
        goalProblem_ = tr("That event is part of no message.");
    }
}

void ConversationPanel::chooseEvents(int row)
{
    goalProblem_.clear();
    if (const EventNumbers events = model_.eventsAt(model_.index(row)); !events.isEmpty())
        Q_EMIT eventsChosen(events);
    if (actions_->markdown->isChecked()) {
        showMarkdown();
        showState();
    }
}

void ConversationPanel::onLoss(int source)
{
    if (subject_.source == source)
        feed_.addLoss();
}

void ConversationPanel::onChanged()
{
    tryToGo();
    showWhatThereIs();
}

void ConversationPanel::showMarkdown()
{
    if (const LensMessage *message = commands_->currentMessage())
        markdown_->setText(message->number, spokenText(*message));
    else
        markdown_->clearText();
}

void ConversationPanel::showWhatThereIs()
{
    const bool isEmpty = model_.rowCount() == 0;
    const bool isMarkdown = actions_->markdown->isChecked();
    QWidget *page = isEmpty ? static_cast<QWidget *>(empty_) : isMarkdown ? static_cast<QWidget *>(markdown_) : view_;
    if (pages_->currentWidget() != page)
        pages_->setCurrentWidget(page);
    if (!isEmpty && isMarkdown)
        showMarkdown();
    showState();
    if (!isEmpty)
        return;
    const ConversationEmpty empty = conversationEmpty(feed_, streams_, title(), chosen_.isFolder);
    openStream_->setVisible(empty.canOpen);
    chooseDialect_->setVisible(empty.canChoose);
    sendRequest_->setVisible(empty.canSend);
    empty_->setTexts(empty.title, empty.explanation);
}

QString ConversationPanel::save(const QString &path) const
{
    return saveMessages(feed_.lens().messages(), path);
}

QString ConversationPanel::notice() const
{
    QStringList lines;
    // Rendered, its text alone is there: that it is cut must not be overlooked.
    if (const LensMessage *message = commands_->currentMessage(); message && actions_->markdown->isChecked())
        lines.append(messagetexts::head(*message));
    if (!problem_.isEmpty())
        lines.append(problem_ + u' ' + tr("It is found out instead."));
    lines += conversationLacks(feed_);
    if (!subject_.isEmpty())
        lines += dialects_->problems().mid(0, MaximumProblems);
    for (const QString &line : {goalProblem_, mcp_.stateText(), said_}) {
        if (!line.isEmpty())
            lines.append(line);
    }
    return lines.join(u'\n');
}

void ConversationPanel::showState()
{
    const Lens &lens = feed_.lens();
    const DialectChoice choice = choices_.of(scope());
    const QString name = lens.dialect() ? QString::fromUtf8(lens.dialect()->name()) : QString();
    title_->setText(title());
    title_->setVisible(!subject_.isEmpty());
    dialect_->setVisible(!subject_.isEmpty());
    if (choice.isAuto() || !problem_.isEmpty())
        dialect_->setText(!name.isEmpty()      ? tr("Dialect: auto (%1)").arg(name)
                          : lens.isDetecting() ? tr("Dialect: auto")
                                               : tr("Dialect: auto (none fits)"));
    else
        dialect_->setText(tr("Dialect: %1").arg(choice.isFile() ? name : choice.text));
    const QString text = notice();
    notice_->setText(text);
    notice_->setVisible(!text.isEmpty());
    const bool hasMessages = model_.rowCount() > 0;
    for (QAction *action : {actions_->showEvents, actions_->copyText, actions_->save, actions_->markdown})
        action->setEnabled(hasMessages);
    const bool isStream = subject_.source && streams_.contains(*subject_.source);
    for (QAction *action : {actions_->copyCurl, actions_->copyCurlWithSecrets})
        action->setEnabled(isStream);
    actions_->send->setEnabled(isStream);
    sendTool_->setVisible(looksLikeMcp(feed_, streams_));
    actions_->cancel->setEnabled(mcp_.isRunning());
    actions_->cancel->setVisible(lens.mcp());
    const QScrollBar *bar = view_->verticalScrollBar();
    back_->setVisible(!view_->isFollowing() && bar->value() < bar->maximum() && pages_->currentWidget() == view_);
}

void ConversationPanel::retranslate()
{
    actions_->retranslate();
    view_->setAccessibleName(tr("Messages"));
    markdown_->setAccessibleName(tr("The chosen message as Markdown"));
    dialect_->setAccessibleName(tr("Dialect"));
    dialect_->setToolTip(tr("How the events are read; kept for this stream or channel"));
    title_->setAccessibleName(tr("Stream or channel"));
    notice_->setAccessibleName(tr("Notice"));
    openStream_->setText(tr("Open a stream…"));
    chooseDialect_->setText(tr("Choose a dialect"));
    sendRequest_->setText(tr("Send a request of MCP…"));
    back_->setText(tr("▼ to the end of the conversation"));
    model_.retranslate();
    showWhatThereIs();
}

void ConversationPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    feed_.start();
}

void ConversationPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
