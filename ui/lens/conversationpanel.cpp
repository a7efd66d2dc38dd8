// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/conversationpanel.h"

#include "event/timeforpeople.h"
#include "feed/walltime.h"
#include "json/utf8.h"
#include "ui/inspector/copyforms.h"
#include "ui/lens/conversationactions.h"
#include "ui/lens/conversationtext.h"
#include "ui/lens/markdownview.h"
#include "ui/lens/mcpdialog.h"
#include "ui/look/emptypane.h"
#include "ui/look/format.h"
#include "ui/streams/requestsecrets.h"
#include "ui/streams/sources.h"
#include "ui/streams/streamlist.h"
#include "ui/streams/streamstory.h"

#include <QActionGroup>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace helio {

namespace {

constexpr qsizetype MaximumSent = 1000;  ///< of a stream
constexpr qsizetype MaximumProblems = 3; ///< of the user's dialects, that are said

} // namespace

ConversationPanel::ConversationPanel(const EventRing &ring, StreamList &streams, const Join &join, Actions &actions,
                                     QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , streams_(streams)
    , join_(join)
    , library_(DialectLibrary::forUser(libraryProblems_))
    , choices_(&settings)
    , feed_(ring)
    , model_(feed_)
    , actions_(new ConversationActions(actions, this))
    , title_(new QLabel)
    , dialect_(new QToolButton)
    , dialects_(new QMenu(this))
    , notice_(new QLabel)
    , view_(new ConversationView(model_))
    , markdown_(new MarkdownView)
    , empty_(new EmptyPane(QStringLiteral("conversationEmpty")))
    , pages_(new QStackedWidget)
    , openStream_(empty_->addButton(QStringLiteral("conversationOpenStream")))
    , chooseDialect_(empty_->addButton(QStringLiteral("conversationChooseDialect")))
    , back_(new QPushButton)
{
    setObjectName(QStringLiteral("conversationPanel"));
    title_->setObjectName(QStringLiteral("conversationTitle"));
    title_->setTextFormat(Qt::PlainText);
    title_->setContentsMargins(6, 0, 6, 0);
    dialect_->setObjectName(QStringLiteral("conversationDialect"));
    dialect_->setPopupMode(QToolButton::InstantPopup);
    dialect_->setToolButtonStyle(Qt::ToolButtonTextOnly);
    dialect_->setMenu(dialects_);
    dialects_->setObjectName(QStringLiteral("conversationDialects"));
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
    for (QAction *action : {actions_->send, actions_->markdown, actions_->copyText, actions_->save})
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

    auto *copy = new QAction(this);
    copy->setObjectName(QStringLiteral("conversationCopySelected"));
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    view_->addAction(copy);
    connect(copy, &QAction::triggered, this, &ConversationPanel::copySelected);
    view_->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view_, &QWidget::customContextMenuRequested, this, [this, copy](const QPoint &at) {
        QMenu menu(this);
        menu.setObjectName(QStringLiteral("conversationMenu"));
        copy->setText(tr("Copy the &lines"));
        menu.addActions({actions_->showEvents, copy, actions_->copyText, actions_->save});
        menu.addSeparator();
        menu.addActions({actions_->copyCurl, actions_->copyCurlWithSecrets, actions_->send});
        menu.exec(view_->viewport()->mapToGlobal(at));
    });

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
    connect(actions_->copyText, &QAction::triggered, this, &ConversationPanel::copyText);
    connect(actions_->save, &QAction::triggered, this, &ConversationPanel::askToSave);
    connect(actions_->markdown, &QAction::toggled, this, [this](bool isOn) {
        if (isOn)
            Q_EMIT showRequested();
        showWhatThereIs();
    });
    connect(actions_->copyCurl, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(curlSubscribe(streams_.request(*subject_.source))); });
    connect(actions_->copyCurlWithSecrets, &QAction::triggered, this, [this] {
        QGuiApplication::clipboard()->setText(curlSubscribeWithSecrets(streams_.request(*subject_.source)));
    });
    connect(actions_->send, &QAction::triggered, this, &ConversationPanel::askForRequest);
    connect(dialects_, &QMenu::aboutToShow, this, &ConversationPanel::fillDialects);
    connect(openStream_, &QPushButton::clicked, actions[ActionId::OpenStream], &QAction::trigger);
    connect(chooseDialect_, &QPushButton::clicked, dialect_, &QToolButton::showMenu);

    connect(&feed_, &LensFeed::messagesChanged, this, &ConversationPanel::onChanged);
    // Its messages are not shown yet: whether an event made one is to be seen when they are.
    connect(&feed_, &LensFeed::detected, this, &ConversationPanel::showWhatThereIs);
    connect(&feed_, &LensFeed::readingChanged, this, &ConversationPanel::onChanged);
    connect(&streams_, &StreamList::added, this, [this](int id) {
        noteBody(id);
        choose(chosen_);
    });
    connect(&streams_, &StreamList::edited, this, [this](int id) {
        noteBody(id);
        sessions_.remove(id);
        editedAt_[id] = wallNow();
        if (subject_.source == id)
            follow();
    });
    const QList<int> ids = streams_.ids();
    for (const int id : ids)
        noteBody(id);
    connect(&streams_, &StreamList::removed, this, [this](int id) {
        bodies_.remove(id);
        sent_.remove(id);
        sessions_.remove(id);
        editedAt_.remove(id);
        lastRequestId_.remove(id);
        if (subject_.source == id)
            choose(chosen_.source == id ? EventSelection() : chosen_);
    });
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
    answer_.clear();
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
    if (!subject_.isEmpty())
        subject.dialect = choices_.of(scope()).dialect(library_, problem_);
    else
        problem_.clear();
    subject.bodies = bodies_.value(subject_.source.value_or(HubSource));
    feed_.follow(subject, library_, isVisible() ? LensFeed::Start::Now : LensFeed::Start::WhenWanted);
    followStory();
    showWhatThereIs();
}

void ConversationPanel::followStory()
{
    if (story_)
        story_->disconnect(this);
    const int stream = subject_.source.value_or(HubSource);
    story_ = streams_.story(stream);
    if (!story_)
        return;
    connect(story_, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &parent, int first, int last) {
        if (!parent.isValid())
            addStory(first, last);
    });
    addStory(0, story_->rowCount() - 1);
    const QList<Sent> all = sent_.value(stream);
    for (const Sent &sent : all)
        feed_.addSent(sent.at, sent.body);
}

void ConversationPanel::noteBody(int stream)
{
    const QByteArray body = streams_.request(stream).body;
    QList<LensFeed::Body> &all = bodies_[stream];
    if (!all.isEmpty() && all.last().body == body)
        return;
    all.append({all.isEmpty() ? 0 : wallNow(), body});
    if (all.size() > MaximumSent)
        all.removeFirst();
}

void ConversationPanel::addStory(int first, int last)
{
    QList<StoryEntry> entries;
    for (int row = first; row <= last; ++row) {
        if (const StoryEntry *entry = story_->entryAt(row); entry && momentOf(*entry))
            entries.append(*entry);
    }
    feed_.addStory(entries);
}

void ConversationPanel::setDialect(const DialectChoice &choice)
{
    choices_.set(scope(), choice);
    follow();
}

const LensMessage *ConversationPanel::currentMessage() const
{
    if (const LensMessage *message = model_.messageAt(view_->currentIndex()))
        return message;
    const auto &messages = feed_.lens().messages();
    return messages.empty() ? nullptr : &messages.back();
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
    if (actions_->markdown->isChecked())
        showMarkdown();
}

void ConversationPanel::onChanged()
{
    tryToGo();
    showWhatThereIs();
}

void ConversationPanel::fillDialects()
{
    library_ = DialectLibrary::forUser(libraryProblems_);
    dialects_->clear();
    const DialectChoice now = choices_.of(scope());
    const auto add = [&](const QString &text, const DialectChoice &choice) {
        QAction *action = dialects_->addAction(text);
        action->setObjectName(QStringLiteral("dialect_") + choice.text);
        action->setCheckable(true);
        action->setChecked(choice == now);
        connect(action, &QAction::triggered, this, [this, choice] { setDialect(choice); });
    };
    add(tr("&Auto: by the first events"), {});
    dialects_->addSeparator();
    const QStringList names = library_.names();
    for (const QString &name : names)
        add(name, {name});
    dialects_->addSeparator();
    if (now.isFile() || now.isPath())
        add(now.text, now);
    QAction *file = dialects_->addAction(tr("A &file…"));
    file->setObjectName(QStringLiteral("dialectFile"));
    connect(file, &QAction::triggered, this, &ConversationPanel::askForFile);
    QAction *path = dialects_->addAction(tr("A JSON &path…"));
    path->setObjectName(QStringLiteral("dialectPath"));
    connect(path, &QAction::triggered, this, &ConversationPanel::askForPath);
}

void ConversationPanel::askForFile()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("A dialect"), DialectLibrary::userFolder(), tr("Dialects (*.json)"));
    if (!path.isEmpty())
        setDialect({path});
}

void ConversationPanel::askForPath()
{
    const DialectChoice before = choices_.of(scope());
    bool isGood = false;
    const QString path =
        QInputDialog::getText(this, tr("A JSON path"), tr("Text and numbers at this place of each event are joined:"),
                              QLineEdit::Normal, before.isPath() ? before.text : QStringLiteral("$.text"), &isGood);
    if (!isGood || path.trimmed().isEmpty())
        return;
    const QString text = path.trimmed();
    setDialect({text.startsWith(u'$') ? text : QStringLiteral("$.") + text});
}

McpSession ConversationPanel::sessionOfStream() const
{
    const McpLens *mcp = feed_.lens().mcp();
    // Where the stream was edited, the session before may be another server's.
    if (!mcp || feed_.headTime() < editedAt_.value(subject_.source.value_or(HubSource)))
        return {};
    return {mcp->sessionId(), mcp->protocolVersion()};
}

McpSession ConversationPanel::session() const
{
    McpSession session = sessionOfStream();
    const auto kept = sessions_.constFind(subject_.source.value_or(HubSource));
    if (kept != sessions_.cend() && kept->ofStream == session.id)
        session.id = kept->id;
    return session;
}

void ConversationPanel::askForRequest()
{
    const int stream = *subject_.source;
    McpDialog dialog(streams_.url(stream), session(), lastRequestId_.value(stream, 0) + 1, this);
    if (dialog.exec() != QDialog::Accepted || subject_.source != stream)
        return;
    if (const QByteArray body = dialog.body(); !body.isEmpty())
        send(body);
}

void ConversationPanel::send(const QByteArray &body)
{
    const int stream = subject_.source.value_or(HubSource);
    if (!streams_.contains(stream))
        return;
    if (streams_.areSecretsMissing(stream)) {
        answer_ = tr("The stream lacks its secrets: edit it first.");
        showState();
        return;
    }
    auto *call = new McpCall(streams_.request(stream), session(), body, this);
    join_(call, stream);
    const qint64 sentAt = wallNow();
    const QByteArray ofStream = sessionOfStream().id;
    connect(call, &McpCall::headArrived, this, [this, stream, ofStream, sentAt](int, const LensHead &head) {
        if (sentAt < editedAt_.value(stream))
            return;
        for (const auto &[name, value] : head) {
            if (name.compare("mcp-session-id", Qt::CaseInsensitive) == 0)
                sessions_.insert(stream, {value, ofStream});
        }
    });
    connect(call, &McpCall::finished, this,
            [this, call, sentAt](const QString &problem) { onAnswer(call, sentAt, problem); });
    if (const auto json = JsonValue::read(body)) {
        if (const auto id = json->member("id"))
            lastRequestId_[stream] = std::max(lastRequestId_.value(stream), id->text.toByteArray().toULongLong());
    }
    QList<Sent> &all = sent_[stream];
    all.append({sentAt, body});
    if (all.size() > MaximumSent)
        all.removeFirst();
    if (subject_.source == stream)
        feed_.addSent(sentAt, body);
    answer_ = tr("The request was sent; its answer is awaited.");
    showState();
    call->send();
}

void ConversationPanel::onAnswer(McpCall *call, qint64 sentAt, const QString &problem)
{
    call->deleteLater();
    const auto took =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::nanoseconds(wallNow() - sentAt));
    answer_ = problem.isEmpty() ? tr("The answer ended after %1.").arg(timeForPeople(took))
                                : toneShape(Tone::Failed) + u' ' + problem;
    showState();
}

void ConversationPanel::copyText() const
{
    if (const LensMessage *message = currentMessage())
        QGuiApplication::clipboard()->setText(decodeUtf8(spokenText(*message)));
}

void ConversationPanel::copySelected() const
{
    if (const QString text = view_->selectedText(); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

QString ConversationPanel::save(const QString &path) const
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return tr("%1 cannot be written: %2").arg(path, file.errorString());
    const ConversationFormat format = conversationFormatOf(path);
    const bool isJson = format == ConversationFormat::Json;
    QByteArray out = isJson ? QByteArrayLiteral("[\n") : QByteArray();
    bool isFirst = true;
    for (const LensMessage &message : feed_.lens().messages()) {
        if (isJson && !std::exchange(isFirst, false))
            out.insert(out.size() - 1, ',');
        appendMessage(out, message, format);
        if (!isJson) {
            file.write(out);
            out.clear();
        }
    }
    file.write(isJson ? out + "]\n" : out);
    return file.commit() ? QString() : tr("%1 cannot be written: %2").arg(path, file.errorString());
}

void ConversationPanel::askToSave()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save the conversation"), QStringLiteral("conversation.md"),
        tr("Markdown (*.md)") + QStringLiteral(";;") + tr("Text (*.txt)") + QStringLiteral(";;") + tr("JSON (*.json)"));
    if (path.isEmpty())
        return;
    const QString problem = save(path);
    answer_ = problem.isEmpty() ? tr("Written to %1.").arg(path) : problem;
    showState();
}

void ConversationPanel::showMarkdown()
{
    if (const LensMessage *message = currentMessage())
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
    openStream_->setVisible(subject_.isEmpty() && !chosen_.isFolder);
    if (!isEmpty)
        return;
    const Lens &lens = feed_.lens();
    const bool isUnknown = !lens.isDetecting() && !lens.dialect();
    chooseDialect_->setVisible(!subject_.isEmpty());
    if (subject_.isEmpty())
        empty_->setTexts(tr("No conversation chosen"),
                         tr("Choose a stream, or one channel, in the navigator: answers of language models, and "
                            "requests of MCP with their answers, are shown here as messages that grow. To read one, "
                            "open a stream and paste the curl command of its request."));
    else if (!feed_.hasReadAll())
        empty_->setTexts(tr("Reading"),
                         tr("%1 % of the events that the window holds are read.").arg(int(100 * feed_.progress())));
    else if (isUnknown)
        empty_->setTexts(tr("No dialect fits these events"),
                         tr("The first events of %1 look like no stream of messages that is known here. Choose how "
                            "to read them: a dialect, a file of your own, or a JSON path at which the text stands.")
                             .arg(title()));
    else
        empty_->setTexts(
            tr("No message yet"),
            lens.isDetecting()
                ? tr("The first events of %1 will show how it is to be read.").arg(title())
                : tr("What %1 brings is read as %2.").arg(title(), QString::fromUtf8(lens.dialect()->name())));
}

QString ConversationPanel::notice() const
{
    QStringList lines;
    if (!problem_.isEmpty())
        lines.append(problem_ + u' ' + tr("It is found out instead."));
    if (const quint64 dropped = feed_.droppedCount())
        lines.append(tr("The oldest %Ln message(s) are gone: the newest are kept, up to %1.", nullptr,
                        int(std::min<quint64>(dropped, 2'000'000'000)))
                         .arg(format::bytes(double(LensFeed::Bounds.allBytes))));
    if (const quint64 missed = feed_.missedCount())
        lines.append(tr("%Ln event(s) went before they could be read: messages may lack a part.", nullptr,
                        int(std::min<quint64>(missed, 2'000'000'000))));
    if (!subject_.isEmpty())
        lines += libraryProblems_.mid(0, MaximumProblems);
    for (const QString &line : {goalProblem_, answer_}) {
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
    actions_->send->setEnabled(isStream && lens.mcp());
    actions_->send->setVisible(lens.mcp());
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
