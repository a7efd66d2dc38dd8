// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakehub.h"
#include "mcpserver.h"
#include "ui/lens/conversationpanel.h"
#include "ui/lens/conversationtext.h"
#include "ui/lens/markdownview.h"
#include "ui/lens/mcpdialog.h"
#include "ui/look/format.h"
#include "ui/streams/sources.h"
#include "ui/streams/streamlist.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace helio;

namespace {

constexpr qint64 Millisecond = 1'000'000;

QByteArray delta(const QByteArray &text, const char *type = "text")
{
    const QByteArray name = type;
    const QByteArray member = name == "text" ? "text" : "thinking";
    return R"({"type":"content_block_delta","index":)" + QByteArray(name == "text" ? "1" : "0") +
           R"(,"delta":{"type":")" + name + R"(_delta",")" + member + R"(":")" + text + R"("}})";
}

const QByteArray Start = R"({"type":"message_start","message":{"id":"m","role":"assistant","model":"model-1"}})";
const QByteArray Stop = R"({"type":"message_stop"})";

/// A panel over a ring and one stream that was opened.
struct Bench
{
    Bench()
    {
        panel.resize(900, 500);
        panel.show();
        StreamRequest request;
        request.url = QUrl(QStringLiteral("http://user:secret@model:8080/v1/messages"));
        request.method = "POST";
        request.body = "{\"stream\":true}";
        request.bearerToken = "very-secret";
        stream = streams.open(request);
        (void)QTest::qWaitForWindowExposed(&panel);
    }
    void add(const QByteArray &data)
    {
        ring.append(stream, {{{}, {}, {}, data}, (at += 10) * Millisecond});
        panel.readOn();
        QTRY_VERIFY(panel.feed().hasReadAll());
    }
    template <typename T>
    T *find(const char *name) const
    {
        T *found = panel.findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QAction *action(const char *name) const { return find<QAction>(name); }
    QAbstractItemModel *model() { return panel.view().model(); }
    int rowWith(const QString &text)
    {
        for (int row = 0; row < model()->rowCount(); ++row) {
            if (model()->index(row, 0).data().toString().contains(text))
                return row;
        }
        return -1;
    }
    void click(int row)
    {
        const QModelIndex index = model()->index(row, 0);
        panel.view().scrollTo(index);
        QTest::mouseClick(panel.view().viewport(), Qt::LeftButton, {}, panel.view().visualRect(index).center());
    }

    QTemporaryDir directory;
    QSettings settings{directory.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    EventRing ring;
    FeedQueue queue{1024 * 1024};
    FakeOpener opener;
    StreamList streams{opener, queue};
    QObject owner;
    Actions actions{&owner};
    ConversationPanel panel{ring, streams, [this](EventFeed *feed, int id) { queue.attach(feed, id); }, actions,
                            settings};
    int stream = 0;
    qint64 at = 0;
};

/// The same with a stream that speaks MCP.
struct McpBench : Bench
{
    McpBench()
    {
        panel.resize(900, 900);
        stream = streams.open(server.request());
        panel.setDialect({QStringLiteral("mcp")});
    }
    /// Sends it, waits for its end, and reads what it brought.
    void send(const QByteArray &body)
    {
        panel.mcp().send(body);
        QTRY_VERIFY(!panel.mcp().isRunning());
        for (const FeedQueue::Item &item : queue.takeAll())
            ring.append(item.source, item.received);
        panel.readOn();
        QTRY_VERIFY(panel.feed().hasReadAll());
    }

    McpServer server;
};

} // namespace

class ConversationPanelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theStreamThatWasOpenedLastIsShownWhileNothingIsChosen();
    void reasoningIsFoldedUntilItIsClicked();
    void aClickChoosesTheEventsOfThatPart();
    void anEventLeadsToWhatItMade();
    void anEventOfNoMessageSaysSo();
    void itFollowsTheEndUntilOneScrollsUp();
    void theDialectIsChosenAndKept();
    void aDialectThatIsGoneIsSaid();
    void eventsThatNoDialectFitsSaySo();
    void aStreamWithoutAnEventSaysWhatHappenedInstead();
    void eventsThatWentAreSaidAtTheirMessage();
    void bothBoundsAreSaidWhenMessagesAreGone();
    void linesThatWereBrokenAreCopiedWhole();
    void theTextOfAMessageIsCopied();
    void messagesAreSavedAsTextMarkdownAndJson();
    void theRequestIsCopiedWithoutItsSecretsUnlessAsked();
    void markdownIsRenderedOnDemandAndLoadsNothing();
    void aLinkIsFollowedOnlyWhenTheUserAgrees();
    void controlEnterSendsARequestOfMcp();
    void aRequestOfMcpIsMadeOfMethodAndParams();
    void aRequestOfMcpStandsBesideItsAnswerWithTheTimeBetween();
    void aRequestOfMcpIsCopiedAsItWasSent();
    void aRequestThatIsAwaitedCanBeCancelled();
    void aRequestOfMcpIsOfferedWhereAnAnswerAsksForASession_data();
    void aRequestOfMcpIsOfferedWhereAnAnswerAsksForASession();
    void allHaveNames();
};

void ConversationPanelTest::theStreamThatWasOpenedLastIsShownWhileNothingIsChosen()
{
    Bench bench;
    QVERIFY(bench.find<QLabel>("conversationTitle")->text().contains(QStringLiteral("model:8080")));
    bench.add(Start);
    bench.add(delta("Good morning"));
    QTRY_VERIFY(bench.rowWith(QStringLiteral("Good morning")) > 0);
    // A channel that is chosen takes its place.
    bench.panel.choose({HubSource, "orders", false});
    QCOMPARE(bench.find<QLabel>("conversationTitle")->text(), QStringLiteral("orders"));
    QCOMPARE(bench.model()->rowCount(), 0);
}

void ConversationPanelTest::reasoningIsFoldedUntilItIsClicked()
{
    Bench bench;
    bench.add(Start);
    bench.add(R"({"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}})");
    bench.add(delta("a secret thought", "thinking"));
    bench.add(delta("The answer"));
    const int label = bench.rowWith(QStringLiteral("reasoning"));
    QVERIFY(label > 0);
    QCOMPARE(bench.rowWith(QStringLiteral("a secret thought")), -1);
    bench.click(label);
    QVERIFY(bench.rowWith(QStringLiteral("a secret thought")) > 0);
    // And by the keyboard.
    QTest::keyClick(&bench.panel.view(), Qt::Key_Left);
    QCOMPARE(bench.rowWith(QStringLiteral("a secret thought")), -1);
    // What comes later leaves it folded.
    bench.add(delta(" and more", "thinking"));
    QCOMPARE(bench.rowWith(QStringLiteral("more")), -1);
}

void ConversationPanelTest::aClickChoosesTheEventsOfThatPart()
{
    Bench bench;
    bench.add(Start);
    bench.add(delta("Good "));
    bench.add(delta("morning"));
    bench.add(Stop);
    QList<EventNumbers> chosen;
    connect(&bench.panel, &ConversationPanel::eventsChosen, this,
            [&](const EventNumbers &events) { chosen.append(events); });
    bench.click(bench.rowWith(QStringLiteral("Good morning")));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0].ranges(), QList<EventNumbers::Range>({{EventRing::FirstLive + 1, EventRing::FirstLive + 2}}));
    QSignalSpy wanted(&bench.panel, &ConversationPanel::eventsWanted);
    bench.action("conversationEvents")->trigger();
    QCOMPARE(wanted.count(), 1);
}

void ConversationPanelTest::anEventLeadsToWhatItMade()
{
    Bench bench;
    bench.add(Start);
    bench.add(delta("first"));
    bench.add(Stop);
    bench.add(Start);
    bench.add(delta("second"));
    QVERIFY(bench.panel.isAbout(bench.ring.at(EventRing::FirstLive + 4)));
    bench.panel.goToEvent(EventRing::FirstLive + 4);
    QTRY_COMPARE(bench.panel.view().currentIndex().row(), bench.rowWith(QStringLiteral("second")));
    QVERIFY(!bench.panel.view().isFollowing());
}

void ConversationPanelTest::anEventOfNoMessageSaysSo()
{
    Bench bench;
    bench.add(Start);
    bench.add(Stop);
    bench.add(R"({"type":"ping"})");
    bench.panel.goToEvent(EventRing::FirstLive + 2);
    QTRY_VERIFY(bench.panel.notice().contains(QStringLiteral("no message")));
    QVERIFY(bench.find<QLabel>("conversationNotice")->isVisible());
}

void ConversationPanelTest::itFollowsTheEndUntilOneScrollsUp()
{
    Bench bench;
    bench.add(Start);
    for (int i = 0; i < 200; ++i)
        bench.ring.append(bench.stream, {{{}, {}, {}, delta("line " + QByteArray::number(i) + "\\n")}, ++bench.at});
    bench.add(delta("the end"));
    QScrollBar *bar = bench.panel.view().verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());
    // To have the keyboard is not to scroll.
    bench.panel.view().setFocus();
    QVERIFY(bench.panel.view().isFollowing() && bar->value() == bar->maximum());
    bar->setValue(50);
    QVERIFY(!bench.panel.view().isFollowing());
    const QString top = bench.model()->index(bar->value(), 0).data().toString();
    bench.add(delta("\\nand on"));
    QCOMPARE(bench.model()->index(bar->value(), 0).data().toString(), top);
    QTest::keyClick(&bench.panel.view(), Qt::Key_End);
    QTRY_COMPARE(bar->value(), bar->maximum());
    QVERIFY(bench.panel.view().isFollowing());
}

void ConversationPanelTest::theDialectIsChosenAndKept()
{
    Bench bench;
    bench.add(R"({"line":"one, "})");
    bench.add(R"({"line":"two"})");
    auto *menu = bench.find<QMenu>("conversationDialects");
    Q_EMIT menu->aboutToShow();
    QStringList names;
    for (const QAction *action : menu->actions())
        names.append(action->text());
    for (const char *name :
         {"anthropic", "openai-chat", "openai-responses", "gemini", "vercel-ui", "ag-ui", "ollama", "mcp"})
        QVERIFY2(names.contains(QLatin1String(name)), name);
    bench.panel.setDialect({QStringLiteral("$.line")});
    QTRY_VERIFY(bench.rowWith(QStringLiteral("one, two")) > 0);
    QVERIFY(bench.find<QToolButton>("conversationDialect")->text().contains(QStringLiteral("$.line")));
    // Of another run it is the same, and of another stream it is not.
    const DialectChoices again(&bench.settings);
    QCOMPARE(again.of(QStringLiteral("stream http://model:8080/v1/messages")).text, QStringLiteral("$.line"));
    QVERIFY(again.of(QStringLiteral("stream http://other/")).isAuto());
    QVERIFY(!bench.settings.allKeys().isEmpty());
}

void ConversationPanelTest::aDialectThatIsGoneIsSaid()
{
    Bench bench;
    bench.panel.setDialect({bench.directory.filePath(QStringLiteral("gone.json"))});
    QVERIFY(bench.panel.notice().contains(QStringLiteral("gone.json")));
    bench.panel.setDialect({QStringLiteral("$.[")});
    QVERIFY(bench.panel.notice().contains(QStringLiteral("no JSON path")));
    bench.panel.setDialect({});
    QCOMPARE(bench.panel.notice(), QString());
}

void ConversationPanelTest::eventsThatNoDialectFitsSaySo()
{
    Bench bench;
    for (int i = 0; i < 10; ++i)
        bench.add(R"({"price":1})");
    QTRY_VERIFY(bench.find<QToolButton>("conversationDialect")->text().contains(QStringLiteral("none fits")));
    auto *choose = bench.find<QPushButton>("conversationChooseDialect");
    QVERIFY(choose->isVisible());
    // Its menu stands below it.
    choose->click();
    auto *menu = bench.find<QMenu>("conversationDialects");
    QVERIFY(menu->isVisible());
    QCOMPARE(menu->pos().x(), choose->mapToGlobal(QPoint()).x());
    menu->close();
    QVERIFY(!bench.action("conversationSave")->isEnabled());
}

void ConversationPanelTest::aStreamWithoutAnEventSaysWhatHappenedInstead()
{
    Bench bench;
    const auto texts = [&bench] {
        QStringList all;
        for (const QLabel *label : bench.find<QWidget>("conversationEmpty")->findChildren<QLabel *>())
            all.append(label->text());
        return all.join(u'\n');
    };
    Q_EMIT bench.opener.last->stateChanged(ReadyState::Connecting);
    QTRY_VERIFY2(texts().contains(QStringLiteral("has not answered yet")), qPrintable(texts()));
    Q_EMIT bench.opener.last->stateChanged(ReadyState::Open);
    QTRY_VERIFY2(texts().contains(QStringLiteral("is open")), qPrintable(texts()));
    Q_EMIT bench.opener.last->failed({Failure::Refused, 403, QStringLiteral("The server answered 403.")});
    QTRY_VERIFY2(texts().contains(QStringLiteral("The stream was refused")), qPrintable(texts()));
    QVERIFY2(texts().contains(QStringLiteral("answered 403")), qPrintable(texts()));
    QVERIFY(!texts().contains(QStringLiteral("look like no stream")));
    bench.panel.choose({HubSource, "orders", false});
    QTRY_VERIFY2(texts().contains(QStringLiteral("Nothing came yet")), qPrintable(texts()));
}

void ConversationPanelTest::eventsThatWentAreSaidAtTheirMessage()
{
    Bench bench;
    bench.add(Start);
    bench.add(delta("Good "));
    QCOMPARE(bench.rowWith(QStringLiteral("events may be gone")), -1);
    bench.panel.onLoss(bench.stream + 1);
    bench.add(delta("morn"));
    QCOMPARE(bench.rowWith(QStringLiteral("events may be gone")), -1);
    bench.panel.onLoss(bench.stream);
    bench.add(delta("ing"));
    QTRY_VERIFY(bench.rowWith(QStringLiteral("events may be gone")) > 0);
}

void ConversationPanelTest::bothBoundsAreSaidWhenMessagesAreGone()
{
    Bench bench;
    for (qsizetype i = 0; i < LensFeed::Bounds.endedMessages; ++i) {
        for (const QByteArray &data : {Start, delta("a"), Stop})
            bench.ring.append(bench.stream, {{{}, {}, {}, data}, ++bench.at});
    }
    bench.panel.readOn();
    QTRY_VERIFY(bench.panel.feed().hasReadAll());
    QCOMPARE(bench.panel.notice(), QString());
    for (const QByteArray &data : {Start, Stop})
        bench.add(data);
    QTRY_VERIFY(!bench.panel.notice().isEmpty());
    QVERIFY2(bench.panel.notice().contains(format::count(1000)) && bench.panel.notice().contains(QStringLiteral("128")),
             qPrintable(bench.panel.notice()));
}

void ConversationPanelTest::linesThatWereBrokenAreCopiedWhole()
{
    Bench bench;
    QByteArray text;
    for (int i = 0; i < 60; ++i)
        text += "word" + QByteArray::number(i) + ' ';
    bench.add(Start);
    bench.add(delta(text + "\\nnext"));
    QTRY_VERIFY(bench.rowWith(QStringLiteral("next")) > 2);
    bench.panel.view().setFocus();
    bench.panel.view().selectAll();
    bench.action("conversationCopySelected")->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QString::fromUtf8(text + "\nnext")));
}

void ConversationPanelTest::theTextOfAMessageIsCopied()
{
    Bench bench;
    bench.add(Start);
    bench.add(delta("thought", "thinking"));
    bench.add(delta("Good\\nmorning"));
    bench.action("conversationCopyText")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Good\nmorning"));
}

void ConversationPanelTest::messagesAreSavedAsTextMarkdownAndJson()
{
    Bench bench;
    for (int i = 0; i < 2; ++i) {
        bench.add(Start);
        bench.add(delta("Good ``` morning"));
        bench.add(
            R"({"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t","name":"weather","input":{}}})");
        bench.add(
            R"({"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{}"}})");
        bench.add(Stop);
    }
    const auto saved = [&](const char *name) {
        const QString path = bench.directory.filePath(QLatin1String(name));
        if (const QString problem = bench.panel.save(path); !problem.isEmpty())
            return problem.toUtf8();
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QCOMPARE(saved("a.txt").count("Good ``` morning"), 2);
    QVERIFY(saved("a.md").contains("```json\n{}\n```"));
    const QByteArray json = saved("a.json");
    const auto read = JsonValue::read(json);
    QVERIFY(read && read->kind == JsonValue::Kind::Array);
    QVERIFY(json.contains(R"("text":"Good ``` morning")") && json.contains(R"("complete":true)"));
    QVERIFY(!bench.panel.save(QStringLiteral("/nowhere/at/all.txt")).isEmpty());
}

void ConversationPanelTest::theRequestIsCopiedWithoutItsSecretsUnlessAsked()
{
    Bench bench;
    bench.add(Start);
    bench.action("conversationCurl")->trigger();
    const QString plain = QGuiApplication::clipboard()->text();
    QVERIFY(plain.contains(QStringLiteral("--data-raw '{\"stream\":true}'")));
    QVERIFY(!plain.contains(QStringLiteral("secret")));
    bench.action("conversationCurlWithSecrets")->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("Bearer very-secret")));
}

void ConversationPanelTest::markdownIsRenderedOnDemandAndLoadsNothing()
{
    Bench bench;
    QFile picture(bench.directory.filePath(QStringLiteral("local.png")));
    QVERIFY(picture.open(QIODevice::WriteOnly));
    bench.add(Start);
    bench.add(delta("# Title\\n\\n**bold** <img src='http://evil/x.png'> ![p](http://evil/y.png) ![q](file://" +
                    picture.fileName().toUtf8() + ") <b>html</b>"));
    QVERIFY(bench.panel.view().isVisible());
    bench.action("conversationMarkdown")->setChecked(true);
    auto *rendered = bench.find<MarkdownView>("conversationRendered");
    QVERIFY(rendered->isVisible());
    const QString text = rendered->toPlainText();
    QVERIFY2(text.contains(QStringLiteral("<b>html</b>")), qPrintable(text));
    QVERIFY(!text.contains(QStringLiteral("**")));
    // Pictures are a sign of our own, from wherever they say that they come.
    for (const char *url : {"http://evil/y.png", "file:///etc/hostname"}) {
        const QVariant loaded = rendered->loadResource(QTextDocument::ImageResource, QUrl(QLatin1String(url)));
        QVERIFY(loaded.canConvert<QImage>() && loaded.value<QImage>().width() < 100);
    }
    bench.action("conversationMarkdown")->setChecked(false);
    QVERIFY(bench.panel.view().isVisible());
}

void ConversationPanelTest::aLinkIsFollowedOnlyWhenTheUserAgrees()
{
    MarkdownView view;
    QStringList asked;
    view.setQuestion([&](const QString &url) {
        asked.append(url);
        return false;
    });
    view.setText(0, "[here](https://elsewhere/?a=b) [there](file:///etc/passwd) [code](javascript:alert(1))");
    for (const char *url : {"https://elsewhere/?a=b", "file:///etc/passwd", "javascript:alert(1)"})
        Q_EMIT view.anchorClicked(QUrl(QLatin1String(url)));
    QCOMPARE(asked, QStringList{QStringLiteral("https://elsewhere/?a=b")});
    QVERIFY(view.toPlainText().contains(QStringLiteral("here")));
}

void ConversationPanelTest::controlEnterSendsARequestOfMcp()
{
    McpDialog dialog(QUrl(QStringLiteral("http://host/mcp")), {},
                     {7, QStringLiteral("tools/call"), QStringLiteral("100%4"), QStringLiteral("{\"a\":\"%1\"}")});
    QVERIFY2(dialog.body().contains(R"("name":"100%4","arguments":{"a":"%1"})"), dialog.body().constData());
    dialog.show();
    dialog.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    auto *params = dialog.findChild<QPlainTextEdit *>(QStringLiteral("mcpParams"));
    params->setFocus();
    const QString good = params->toPlainText();
    params->setPlainText(QStringLiteral("{"));
    QTest::keyClick(params, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(dialog.isVisible()); // it is no request
    params->setPlainText(good);
    QTest::keyClick(params, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
    QCOMPARE(params->toPlainText(), good);
}

void ConversationPanelTest::aRequestOfMcpIsMadeOfMethodAndParams()
{
    McpDialog dialog(QUrl(QStringLiteral("http://host/mcp")), {"session-1", "2025-11-25"},
                     {7, QStringLiteral("tools/call"), QStringLiteral("a \"b\"")});
    auto *method = dialog.findChild<QComboBox *>(QStringLiteral("mcpMethod"));
    auto *params = dialog.findChild<QPlainTextEdit *>(QStringLiteral("mcpParams"));
    QCOMPARE(
        dialog.body(),
        QByteArray(
            R"({"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"a \"b\"","arguments":{},"_meta":{"progressToken":7}}})"));
    method->setCurrentText(QStringLiteral("tools/list"));
    QCOMPARE(dialog.body(), QByteArray(R"({"jsonrpc":"2.0","id":7,"method":"tools/list"})"));
    params->setPlainText(QStringLiteral("{\"cursor\": 1}"));
    QCOMPARE(dialog.body(), QByteArray(R"({"jsonrpc":"2.0","id":7,"method":"tools/list","params":{"cursor":1}})"));
    // What the user wrote stays when another method is chosen; a notification has no id.
    method->setCurrentText(QStringLiteral("notifications/initialized"));
    QCOMPARE(dialog.body(),
             QByteArray(R"({"jsonrpc":"2.0","method":"notifications/initialized","params":{"cursor":1}})"));
    dialog.show();
    QVERIFY(dialog.findChild<QPushButton *>(QStringLiteral("mcpSend"))->isDefault());
    params->setPlainText(QStringLiteral("{"));
    QVERIFY(dialog.body().isEmpty());
    QVERIFY(!dialog.findChild<QWidget *>(QStringLiteral("mcpSend"))->isEnabled());
}

void ConversationPanelTest::aRequestOfMcpStandsBesideItsAnswerWithTheTimeBetween()
{
    McpBench bench;
    bench.server.answers = {McpServer::json(R"({"jsonrpc":"2.0","id":1,"result":{"tools":["count"]}})")};
    bench.send(R"({"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"x"}})");
    QTRY_VERIFY(bench.rowWith(QStringLiteral("complete")) >= 0);
    QCOMPARE(bench.panel.feed().lens().messages().size(), size_t(1));
    const int request = bench.rowWith(QStringLiteral("→ tools/list"));
    const int params = bench.rowWith(QStringLiteral("cursor"));
    const int time = bench.rowWith(QStringLiteral("← answered after"));
    const int answer = bench.rowWith(QStringLiteral("\"count\""));
    QVERIFY(request > 0 && request < params && params < time && time < answer);
    QCOMPARE(bench.rowWith(QStringLiteral("first event after")), -1);
}

void ConversationPanelTest::aRequestOfMcpIsCopiedAsItWasSent()
{
    McpBench bench;
    bench.server.answers = {McpServer::json(R"({"jsonrpc":"2.0","id":1,"result":{}})", "Mcp-Session-Id: s-1\r\n"),
                            McpServer::json(R"({"jsonrpc":"2.0","id":2,"result":{}})")};
    bench.send(R"({"jsonrpc":"2.0","id":1,"method":"initialize"})");
    bench.send(R"({"jsonrpc":"2.0","id":2,"method":"tools/list"})");
    QTRY_VERIFY(bench.rowWith(QStringLiteral("→ tools/list")) >= 0);
    bench.click(bench.rowWith(QStringLiteral("→ tools/list")));
    bench.action("conversationCurlWithSecrets")->trigger();
    const QString curl = QGuiApplication::clipboard()->text();
    QVERIFY2(curl.contains(QStringLiteral("\"method\":\"tools/list\"")), qPrintable(curl));
    QVERIFY2(curl.contains(QStringLiteral("Mcp-Session-Id: s-1")), qPrintable(curl));
    bench.click(bench.rowWith(QStringLiteral("→ initialize")));
    bench.action("conversationCurl")->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("\"method\":\"initialize\"")));
}

void ConversationPanelTest::aRequestThatIsAwaitedCanBeCancelled()
{
    McpBench bench;
    QVERIFY(!bench.action("conversationCancel")->isEnabled());
    bench.server.staysOpen = true;
    bench.server.answers = {QByteArray(), McpServer::accepted()};
    bench.panel.mcp().send(R"({"jsonrpc":"2.0","id":1,"method":"tools/call"})");
    QTRY_COMPARE(bench.server.requests.size(), 1);
    QVERIFY(bench.action("conversationCancel")->isEnabled());
    QVERIFY2(bench.panel.notice().contains(QStringLiteral("30 s are waited")), qPrintable(bench.panel.notice()));
    QTRY_VERIFY(bench.rowWith(QStringLiteral("growing")) >= 0);
    bench.action("conversationCancel")->trigger();
    QVERIFY(!bench.action("conversationCancel")->isEnabled());
    QTRY_COMPARE(bench.server.requests.size(), 2);
    QTRY_VERIFY(bench.rowWith(QStringLiteral("growing")) < 0);
    QVERIFY(bench.rowWith(QStringLiteral("stopped early")) >= 0);
}

void ConversationPanelTest::aRequestOfMcpIsOfferedWhereAnAnswerAsksForASession_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("said");
    QTest::addColumn<bool>("isOffered");
    QTest::newRow("a session") << QStringLiteral("http://127.0.0.1:1/x") << QStringLiteral("Missing session ID")
                               << true;
    QTest::newRow("its header") << QStringLiteral("http://127.0.0.1:1/x") << QStringLiteral("no Mcp-Session-Id")
                                << true;
    QTest::newRow("its address") << QStringLiteral("http://127.0.0.1:1/mcp") << QStringLiteral("405") << true;
    QTest::newRow("anything else") << QStringLiteral("http://127.0.0.1:1/x") << QStringLiteral("Forbidden") << false;
}

void ConversationPanelTest::aRequestOfMcpIsOfferedWhereAnAnswerAsksForASession()
{
    QFETCH(QString, url);
    QFETCH(QString, said);
    QFETCH(bool, isOffered);
    Bench bench;
    StreamRequest request;
    request.url = QUrl(url);
    bench.stream = bench.streams.open(request);
    bench.panel.show();
    Q_EMIT bench.opener.last->stateChanged(ReadyState::Closed);
    Q_EMIT bench.opener.last->failed({Failure::Refused, 400, said});
    QTRY_COMPARE(bench.find<QWidget>("conversationSendRequest")->isVisible(), isOffered);
    // In the menus it is offered for any stream; who sends one says that it speaks MCP.
    QVERIFY(bench.action("conversationSend")->isEnabled());
    bool isAsked = false;
    QTimer::singleShot(0, &bench.panel, [&isAsked] {
        auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
        isAsked = dialog != nullptr;
        if (dialog)
            dialog->accept();
    });
    bench.action("conversationSend")->trigger();
    QVERIFY(isAsked);
    QVERIFY(bench.panel.feed().lens().mcp());
    QVERIFY(bench.panel.mcp().isRunning());
}

void ConversationPanelTest::allHaveNames()
{
    Bench bench;
    bench.add(Start);
    for (const char *name : {"conversationView", "conversationDialect", "conversationTitle", "conversationNotice"})
        QVERIFY2(!bench.find<QWidget>(name)->accessibleName().isEmpty(), name);
    for (const char *name : {"showInConversation", "conversationEvents", "conversationCopyText", "conversationSave",
                             "conversationMarkdown", "conversationCurl", "conversationCurlWithSecrets",
                             "conversationSend", "conversationCancel"}) {
        const QAction *action = bench.action(name);
        QVERIFY2(!action->text().isEmpty() && !action->statusTip().isEmpty(), name);
        QCOMPARE(bench.actions.of(MenuId::Streams).count(const_cast<QAction *>(action)), 1);
    }
}

QTEST_MAIN(ConversationPanelTest)
#include "tst_conversationpanel.moc"
