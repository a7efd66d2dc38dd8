// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakehub.h"
#include "feed/walltime.h"
#include "mcpserver.h"
#include "ui/events/eventring.h"
#include "ui/inspector/copyforms.h"
#include "ui/lens/lensfeed.h"
#include "ui/lens/mcpsessions.h"
#include "ui/streams/streamlist.h"

#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace helio;
using namespace std::chrono_literals;

namespace {

using HeaderList = QList<std::pair<QByteArray, QByteArray>>;

QByteArray body(quint64 id, const QByteArray &method = "ping")
{
    return R"({"jsonrpc":"2.0","id":)" + QByteArray::number(id) + R"(,"method":")" + method + R"("})";
}

QByteArray answerTo(quint64 id, const QByteArray &result = "{}")
{
    return R"({"jsonrpc":"2.0","id":)" + QByteArray::number(id) + R"(,"result":)" + result + '}';
}

const QByteArray Refusal = McpServer::refusal(R"({"error":"no such session"})");

/// One stream that is followed, to a server of MCP.
struct Bench
{
    explicit Bench(const QByteArray &ownBody = {}, const QByteArray &session = {})
    {
        StreamRequest request = server.request();
        request.body = ownBody;
        if (!ownBody.isEmpty())
            request.method = "POST";
        if (!session.isEmpty())
            request.headers.append({"Mcp-Session-Id", session});
        request.bearerToken = "very-secret";
        server.answers = {McpServer::json(answerTo(1))};
        stream = streams.open(request);
        follow();
    }
    void follow()
    {
        feed.follow({{stream, {}, false}, {}, Dialect::mcp()}, DialectLibrary::builtIn());
        sessions.tellFeed();
    }
    /// Sends it and waits for its end.
    void send(const QByteArray &request)
    {
        sessions.send(request);
        QTRY_VERIFY(!sessions.isRunning());
        take();
    }
    void take()
    {
        for (const FeedQueue::Item &item : queue.takeAll())
            ring.append(item.source, item.received);
        feed.readOn();
    }
    /// The answer to initialize.
    static QByteArray begun(const QByteArray &session, quint64 id = 1)
    {
        return McpServer::json(answerTo(id, R"({"protocolVersion":"2025-06-18"})"),
                               "Mcp-Session-Id: " + session + "\r\n");
    }
    /// An event of the stream's own connection.
    void hear(const QByteArray &data, const QByteArray &type = {})
    {
        ring.append(stream, {{{}, {}, type, data}, wallNow()});
        feed.readOn();
    }
    /// The stream's own request is refused.
    void refuse(int status)
    {
        Q_EMIT opener.last->stateChanged(ReadyState::Closed);
        Q_EMIT opener.last->failed({Failure::Refused, status, QStringLiteral("refused")});
    }
    const LensMessage *lastMessage() const
    {
        const auto &messages = feed.lens().messages();
        return messages.empty() ? nullptr : &messages.back();
    }
    QByteArray lastRequest() const
    {
        return server.requests.isEmpty() ? QByteArray() : server.requests.last().toLower();
    }

    McpServer server;
    EventRing ring;
    FeedQueue queue{1024 * 1024};
    FakeOpener opener;
    StreamList streams{opener, queue};
    LensFeed feed{ring};
    McpSessions sessions{streams, feed, [this](EventFeed *call, int id) { queue.attachBeside(call, id); }};
    int stream = 0;
};

} // namespace

class McpSessionsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void idsAreNeverUsedTwice();
    void anIdThatWasUsedIsRefusedInWords();
    void idsOfASessionBegunElsewhereDoNotBeginAtOne();
    void initializeBeginsASessionThatTheNextRequestsGoBy();
    void theStreamItselfGoesByTheSessionThatWasBegun();
    void aStreamThatWasRefusedWithoutASessionComesBackByItself();
    void aStreamThatIsNoGetIsNotAskedAgain();
    void theSessionIsOverWhenTheStreamThatWentByItIsNotFound();
    void theNextMethodIsTheOneThatComesNext();
    void whatWasListedIsUsedNext();
    void whatAToolRequiresIsProposed_data();
    void whatAToolRequiresIsProposed();
    void eachToolHasItsOwnArguments();
    void ofTheOldFormRequestsGoToItsEndpointAndAnswersComeByTheStream();
    void nothingIsSentToAnEndpointOfAnotherServer();
    void aSessionThatTheServerDoesNotKnowIsForgotten();
    void aSessionIsForgottenWhenItsStreamIsEdited();
    void aRequestWithoutAnAnswerIsCutWithTheReason();
    void itIsStillCutWhenTheStreamIsFollowedAnew();
    void whoCancelsTellsTheServer();
    void initializeIsCancelledWithoutTellingTheServer();
    void theTimeThatIsWaitedIsSaid();
    void aMessageIsCopiedAsTheRequestThatMadeIt();
    void aStreamThatIsRemovedEndsItsCalls();
};

void McpSessionsTest::idsAreNeverUsedTwice()
{
    Bench bench(body(4, "initialize"));
    QCOMPARE(bench.sessions.nextId(), quint64(5));
    bench.send(body(7));
    QCOMPARE(bench.sessions.nextId(), quint64(8));
    StreamRequest edited = bench.streams.request(bench.stream);
    edited.body = body(20, "initialize");
    bench.streams.edit(bench.stream, edited);
    QCOMPARE(bench.sessions.nextId(), quint64(21));
    // Texts, and numbers that none comes after, are no help with counting.
    bench.send(R"({"jsonrpc":"2.0","id":"90","method":"ping"})");
    bench.send(body(std::numeric_limits<quint64>::max()));
    QCOMPARE(bench.sessions.nextId(), quint64(21));
}

void McpSessionsTest::anIdThatWasUsedIsRefusedInWords()
{
    Bench bench;
    bench.send(body(1));
    bench.send(body(1));
    QCOMPARE(bench.server.requests.size(), 1);
    QVERIFY2(bench.sessions.stateText().contains(QStringLiteral("id 1 was used before")),
             qPrintable(bench.sessions.stateText()));
    bench.send("[" + body(2) + ',' + body(2) + ']');
    QCOMPARE(bench.server.requests.size(), 1);
    // A text is another id than the number.
    bench.send(R"({"jsonrpc":"2.0","id":"1","method":"ping"})");
    QCOMPARE(bench.server.requests.size(), 2);
}

void McpSessionsTest::idsOfASessionBegunElsewhereDoNotBeginAtOne()
{
    Bench bench({}, "given");
    QCOMPARE(bench.sessions.session().id, QByteArray("given"));
    const quint64 first = bench.sessions.nextId();
    QVERIFY(first > 1'000'000);
    bench.send(body(first));
    QVERIFY(bench.lastRequest().contains("mcp-session-id: given\r\n"));
    QCOMPARE(bench.sessions.nextId(), first + 1);
}

void McpSessionsTest::initializeBeginsASessionThatTheNextRequestsGoBy()
{
    Bench bench({}, "given");
    bench.server.answers = {
        McpServer::json(answerTo(1, R"({"protocolVersion":"2025-06-18"})"), "Mcp-Session-Id: s-1\r\n"),
        McpServer::json(answerTo(2))};
    bench.send(body(1, "initialize"));
    QVERIFY(!bench.lastRequest().contains("mcp-session-id"));
    QCOMPARE(bench.sessions.session(), (McpSession{"s-1", "2025-06-18"}));
    bench.send(body(2));
    QVERIFY(bench.lastRequest().contains("mcp-session-id: s-1\r\n"));
    QVERIFY(bench.lastRequest().contains("mcp-protocol-version: 2025-06-18\r\n"));
    // A server without sessions begins one that has no id.
    bench.server.answers = {McpServer::json(answerTo(3))};
    bench.send(body(3, "initialize"));
    QCOMPARE(bench.sessions.session().id, QByteArray());
}

void McpSessionsTest::theStreamItselfGoesByTheSessionThatWasBegun()
{
    Bench bench({}, "given");
    QSignalSpy renewed(&bench.streams, &StreamList::renewed);
    bench.server.answers = {bench.begun("s-1")};
    bench.send(body(1, "initialize"));
    const HeaderList headers = bench.opener.requests.last().headers;
    QCOMPARE(headers, (HeaderList{{"X-Key", "k"}, {"Mcp-Session-Id", "s-1"}, {"MCP-Protocol-Version", "2025-06-18"}}));
    QCOMPARE(renewed.count(), 1);
    QCOMPARE(bench.streams.state(bench.stream), StreamList::State::Connecting);
    // It is the same session still.
    bench.server.answers = {McpServer::json(answerTo(2))};
    bench.send(body(2));
    QCOMPARE(renewed.count(), 1);
    // What is kept of the stream knows nothing of it, and who asks for it otherwise begins anew.
    QCOMPARE(bench.streams.request(bench.stream).headers.last().second, QByteArray("given"));
    bench.streams.edit(bench.stream, bench.streams.request(bench.stream));
    QCOMPARE(bench.opener.requests.last().headers, bench.streams.request(bench.stream).headers);
    // One that was closed stays so, and goes by it when it is opened.
    bench.streams.close(bench.stream);
    bench.server.answers = {bench.begun("s-2", 3)};
    bench.send(body(3, "initialize"));
    QCOMPARE(bench.streams.state(bench.stream), StreamList::State::Closed);
    QCOMPARE(bench.opener.requests.last().headers[1].second, QByteArray("s-2"));
}

void McpSessionsTest::aStreamThatWasRefusedWithoutASessionComesBackByItself()
{
    Bench bench;
    bench.refuse(400);
    QCOMPARE(bench.streams.state(bench.stream), StreamList::State::Refused);
    bench.server.answers = {bench.begun("s-1"), McpServer::accepted()};
    bench.send(body(1, "initialize"));
    QCOMPARE(bench.streams.state(bench.stream), StreamList::State::Connecting);
    // Some know the session only when the client said that it is there, too.
    bench.refuse(400);
    bench.send(R"({"jsonrpc":"2.0","method":"notifications/initialized"})");
    QCOMPARE(bench.streams.state(bench.stream), StreamList::State::Connecting);
    // Who offers no stream is not asked for it again.
    bench.refuse(405);
    bench.send(R"({"jsonrpc":"2.0","method":"notifications/initialized"})");
    QCOMPARE(bench.streams.state(bench.stream), StreamList::State::Refused);
}

void McpSessionsTest::aStreamThatIsNoGetIsNotAskedAgain()
{
    Bench bench(body(4, "initialize"));
    bench.server.answers = {bench.begun("s-1")};
    bench.send(body(5, "initialize"));
    QCOMPARE(bench.sessions.session().id, QByteArray("s-1"));
    QCOMPARE(bench.opener.requests.size(), 1);
}

void McpSessionsTest::theSessionIsOverWhenTheStreamThatWentByItIsNotFound()
{
    Bench bench;
    bench.server.answers = {bench.begun("s-1")};
    bench.send(body(1, "initialize"));
    // A server that knows no stream at all may say so by the same status.
    bench.refuse(404);
    QCOMPARE(bench.sessions.session().id, QByteArray("s-1"));
    bench.streams.reopen(bench.stream);
    Q_EMIT bench.opener.last->stateChanged(ReadyState::Open);
    bench.refuse(404);
    QCOMPARE(bench.sessions.session(), McpSession());
    QCOMPARE(bench.sessions.nextMethod(), QStringLiteral("initialize"));
    QVERIFY2(bench.sessions.stateText().contains(QStringLiteral("session is over")),
             qPrintable(bench.sessions.stateText()));
    bench.server.answers = {bench.begun("s-2", 2)};
    bench.send(body(2, "initialize"));
    QCOMPARE(bench.streams.state(bench.stream), StreamList::State::Connecting);
    QCOMPARE(bench.opener.requests.last().headers[1].second, QByteArray("s-2"));
}

void McpSessionsTest::theNextMethodIsTheOneThatComesNext()
{
    Bench bench;
    QCOMPARE(bench.sessions.nextMethod(), QStringLiteral("initialize"));
    bench.send(body(1, "initialize"));
    QCOMPARE(bench.sessions.nextMethod(), QStringLiteral("notifications/initialized"));
    bench.server.answers = {McpServer::accepted()};
    bench.send(R"({"jsonrpc":"2.0","method":"notifications/initialized"})");
    QCOMPARE(bench.sessions.nextMethod(), QStringLiteral("tools/list"));
}

void McpSessionsTest::whatAToolRequiresIsProposed_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("proposed");
    const auto row = [](const char *name, const char *property, const char *value) {
        QTest::newRow(name) << QByteArray(R"({"properties":{"a":)") + property + R"(},"required":["a"]})"
                            << QByteArray(R"({"a":)") + value + '}';
    };
    row("a string", R"({"type":"string"})", R"("")");
    row("a number", R"({"type":"number"})", "0");
    row("an integer with a least", R"({"type":"integer","minimum":3})", "3");
    row("a boolean", R"({"type":"boolean"})", "false");
    row("a list", R"({"type":"array"})", "[]");
    row("an object", R"({"type":"object","required":["x"]})", "{}");
    row("nothing", R"({"type":"null"})", "null");
    row("one of several types", R"({"type":["integer","null"]})", "0");
    row("one of some values", R"({"type":"string","enum":["up","down"]})", R"("up")");
    row("a default", R"({"type":"integer","default":42})", "42");
    row("no type", "{}", R"("")");
    row("no schema", "true", R"("")");
    QTest::newRow("not listed") << QByteArray(R"({"required":["a"]})") << QByteArray(R"({"a":""})");
    QTest::newRow("not required") << QByteArray(R"({"properties":{"a":{"type":"string"}}})") << QByteArray("{}");
    QTest::newRow("no list of names") << QByteArray(R"({"required":"a"})") << QByteArray("{}");
    QTest::newRow("names that are none") << QByteArray(R"({"required":[1,null,"a"]})") << QByteArray(R"({"a":""})");
    QTest::newRow("of no size that one reads")
        << QByteArray(R"({"required":[")") + QByteArray(20'000, 'a') + R"("]})" << QByteArray("{}");
}

void McpSessionsTest::whatAToolRequiresIsProposed()
{
    QFETCH(QByteArray, schema);
    Bench bench;
    bench.server.answers = {McpServer::json(answerTo(1, R"({"tools":[{"name":"add","inputSchema":)" + schema + "}]}"))};
    bench.send(body(1, "tools/list"));
    QCOMPARE(bench.sessions.nextSubject(), QStringLiteral("add"));
    QTEST(bench.sessions.nextArguments().toUtf8(), "proposed");
}

void McpSessionsTest::eachToolHasItsOwnArguments()
{
    Bench bench;
    QCOMPARE(bench.sessions.nextArguments(), QStringLiteral("{}"));
    bench.server.answers = {McpServer::json(answerTo(
        1,
        R"({"tools":[{"name":"add","inputSchema":{"required":["a"]}},{"name":"sub","inputSchema":{"required":["b"]}}]})"))};
    bench.send(body(1, "tools/list"));
    QCOMPARE(bench.sessions.nextArguments(), QStringLiteral(R"({"a":""})"));
    bench.server.answers = {McpServer::json(answerTo(2))};
    bench.send(R"({"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"sub"}})");
    QCOMPARE(bench.sessions.nextArguments(), QStringLiteral(R"({"b":""})"));
    bench.server.answers = {McpServer::json(
        answerTo(3, R"({"prompts":[{"name":"p","arguments":[{"name":"x","required":true},{"name":"y"}]}]})"))};
    bench.send(body(3, "prompts/list"));
    QCOMPARE(bench.sessions.nextArguments(), QStringLiteral(R"({"x":""})"));
}

void McpSessionsTest::whatWasListedIsUsedNext()
{
    Bench bench;
    QCOMPARE(bench.sessions.nextSubject(), QString());
    bench.server.answers = {McpServer::json(answerTo(1, R"({"tools":[{"name":"add"},{"name":"sub"}]})"))};
    bench.send(body(1, "tools/list"));
    QCOMPARE(bench.sessions.nextMethod(), QStringLiteral("tools/call"));
    QCOMPARE(bench.sessions.nextSubject(), QStringLiteral("add"));
    // Who called another one is likely to call it again.
    bench.server.answers = {McpServer::json(answerTo(2))};
    bench.send(R"({"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"sub"}})");
    QCOMPARE(bench.sessions.nextMethod(), QStringLiteral("tools/call"));
    QCOMPARE(bench.sessions.nextSubject(), QStringLiteral("sub"));
    bench.server.answers = {McpServer::json(answerTo(3, R"({"resources":[{"name":"r","uri":"file:///r"}]})"))};
    bench.send(body(3, "resources/list"));
    QCOMPARE(bench.sessions.nextMethod(), QStringLiteral("resources/read"));
    QCOMPARE(bench.sessions.nextSubject(), QStringLiteral("file:///r"));
    // A list that did not come names nothing.
    bench.server.answers = {Refusal};
    bench.send(body(4, "prompts/list"));
    QCOMPARE(bench.sessions.nextMethod(), QStringLiteral("tools/list"));
}

void McpSessionsTest::ofTheOldFormRequestsGoToItsEndpointAndAnswersComeByTheStream()
{
    Bench bench;
    bench.hear("/messages?session=1", "endpoint");
    QTRY_VERIFY(!bench.feed.lens().mcp()->endpoint().isEmpty());
    QCOMPARE(bench.sessions.target(), bench.server.url().resolved(QUrl(QStringLiteral("/messages?session=1"))));
    // Nobody would hear the answer.
    bench.send(body(1, "initialize"));
    QVERIFY2(bench.sessions.stateText().contains(QStringLiteral("not open")), qPrintable(bench.sessions.stateText()));
    QCOMPARE(bench.server.requests.size(), 0);
    Q_EMIT bench.opener.last->stateChanged(ReadyState::Open);
    bench.server.answers = {"HTTP/1.1 202 Accepted\r\nContent-Length: 8\r\n\r\nAccepted"};
    bench.send(body(1, "initialize"));
    QVERIFY(bench.server.requests[0].startsWith("POST /messages?session=1 "));
    QVERIFY2(bench.sessions.stateText().contains(QStringLiteral("comes by the stream")),
             qPrintable(bench.sessions.stateText()));
    QTRY_VERIFY(bench.lastMessage());
    QCOMPARE(bench.lastMessage()->state, LensMessage::State::Growing);
    bench.hear(answerTo(1));
    QTRY_COMPARE(bench.lastMessage()->state, LensMessage::State::Complete);
    QCOMPARE(bench.sessions.nextMethod(), QStringLiteral("notifications/initialized"));
    // What was not answered when the stream ends never will be, also for who follows it later.
    bench.send(body(2));
    QTRY_COMPARE(bench.feed.lens().messages().size(), size_t(2));
    const StoryEntry ended{.kind = StoryEntry::Kind::Ended, .at = wallNow()};
    bench.feed.addStory({ended});
    QTRY_COMPARE(bench.lastMessage()->state, LensMessage::State::Cut);
    // The next connection is another session, which is to be begun.
    bench.hear("/messages?session=2", "endpoint");
    QTRY_COMPARE(bench.sessions.nextMethod(), QStringLiteral("initialize"));
}

void McpSessionsTest::nothingIsSentToAnEndpointOfAnotherServer()
{
    Bench bench;
    Q_EMIT bench.opener.last->stateChanged(ReadyState::Open);
    bench.hear("http://127.0.0.1:1/steal", "endpoint");
    QTRY_VERIFY(!bench.feed.lens().mcp()->endpoint().isEmpty());
    bench.send(body(1));
    QVERIFY2(bench.sessions.stateText().contains(QStringLiteral("another server")),
             qPrintable(bench.sessions.stateText()));
    QVERIFY(!bench.sessions.isRunning());
    QCOMPARE(bench.sessions.nextId(), quint64(1));
}

void McpSessionsTest::aSessionThatTheServerDoesNotKnowIsForgotten()
{
    Bench bench;
    bench.server.answers = {McpServer::json(answerTo(1), "Mcp-Session-Id: s-1\r\n"), Refusal};
    bench.send(body(1, "initialize"));
    QCOMPARE(bench.sessions.session().id, QByteArray("s-1"));
    bench.send(body(2));
    QCOMPARE(bench.sessions.session().id, QByteArray());
    QCOMPARE(bench.sessions.nextMethod(), QStringLiteral("initialize"));
    QVERIFY2(bench.sessions.stateText().contains(QStringLiteral("no such session")) &&
                 bench.sessions.stateText().contains(QStringLiteral("session is over")),
             qPrintable(bench.sessions.stateText()));
    bench.server.answers = {McpServer::json(answerTo(3), "Mcp-Session-Id: s-2\r\n")};
    bench.send(body(3, "initialize"));
    QCOMPARE(bench.sessions.session().id, QByteArray("s-2"));
}

void McpSessionsTest::aSessionIsForgottenWhenItsStreamIsEdited()
{
    Bench bench;
    bench.server.answers = {McpServer::json(answerTo(1), "Mcp-Session-Id: s-1\r\n")};
    bench.send(body(1, "initialize"));
    QCOMPARE(bench.sessions.session().id, QByteArray("s-1"));
    bench.streams.edit(bench.stream, bench.streams.request(bench.stream));
    QCOMPARE(bench.sessions.session(), McpSession());
}

void McpSessionsTest::aRequestWithoutAnAnswerIsCutWithTheReason()
{
    Bench bench;
    bench.server.answers = {Refusal};
    bench.send(body(1));
    QTRY_VERIFY(bench.lastMessage() && bench.lastMessage()->isEnded());
    QCOMPARE(bench.lastMessage()->state, LensMessage::State::Cut);
    QVERIFY2(bench.lastMessage()->cut.english().contains(QStringLiteral("404")),
             qPrintable(bench.lastMessage()->cut.english()));
    // What is answered is whole, whatever comes behind the answer.
    bench.server.answers = {"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 1000\r\n\r\ndata: " +
                            answerTo(2) + "\n\n"};
    bench.send(body(2));
    QTRY_VERIFY(bench.feed.lens().messages().size() == 2 && bench.lastMessage()->isEnded());
    QCOMPARE(bench.lastMessage()->state, LensMessage::State::Complete);
}

void McpSessionsTest::itIsStillCutWhenTheStreamIsFollowedAnew()
{
    Bench bench;
    bench.server.answers = {Refusal};
    bench.send(body(1));
    QTRY_VERIFY(bench.lastMessage() && bench.lastMessage()->isEnded());
    bench.follow();
    QTRY_VERIFY(bench.lastMessage() && bench.lastMessage()->isEnded());
    QVERIFY(bench.lastMessage()->cut.english().contains(QStringLiteral("404")));
}

void McpSessionsTest::whoCancelsTellsTheServer()
{
    Bench bench;
    bench.server.staysOpen = true;
    bench.server.answers = {QByteArray(), McpServer::accepted()};
    bench.sessions.send(body(1));
    QTRY_COMPARE(bench.server.requests.size(), 1);
    QVERIFY(bench.sessions.isRunning());
    bench.sessions.cancel(nullptr);
    QVERIFY(!bench.sessions.isRunning());
    QTRY_COMPARE(bench.server.requests.size(), 2);
    QVERIFY(bench.server.requests[1].endsWith(
        R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}})"));
    QTRY_VERIFY(bench.feed.lens().messages().size() > 1 && bench.feed.lens().messages()[0].isEnded());
    QCOMPARE(bench.feed.lens().messages()[0].state, LensMessage::State::Stopped);
    QCOMPARE(bench.feed.lens().messages()[0].finishReason, QByteArray("cancelled"));
    QVERIFY(bench.sessions.stateText().contains(QStringLiteral("cancelled")));
}

void McpSessionsTest::initializeIsCancelledWithoutTellingTheServer()
{
    Bench bench;
    bench.server.staysOpen = true;
    bench.server.answers = {QByteArray()};
    bench.sessions.send(body(1, "initialize"));
    QTRY_COMPARE(bench.server.requests.size(), 1);
    bench.sessions.cancel(nullptr);
    QTRY_VERIFY(bench.lastMessage() && bench.lastMessage()->isEnded());
    QCOMPARE(bench.lastMessage()->state, LensMessage::State::Cut);
    QCOMPARE(bench.server.requests.size(), 1);
}

void McpSessionsTest::theTimeThatIsWaitedIsSaid()
{
    Bench bench;
    bench.server.staysOpen = true;
    bench.server.answers = {QByteArray()};
    QSignalSpy changes(&bench.sessions, &McpSessions::stateChanged);
    bench.sessions.send(body(1, "tools/list"));
    QVERIFY2(bench.sessions.stateText().contains(QStringLiteral("tools/list")) &&
                 bench.sessions.stateText().contains(QStringLiteral("30 s are waited")),
             qPrintable(bench.sessions.stateText()));
    // It goes on being said while one waits.
    QTRY_VERIFY(changes.count() > 1);
}

void McpSessionsTest::aMessageIsCopiedAsTheRequestThatMadeIt()
{
    Bench bench(body(1, "initialize"));
    bench.server.answers = {McpServer::json(answerTo(2), "Mcp-Session-Id: s-1\r\n"), McpServer::json(answerTo(3))};
    bench.send(body(2, "initialize"));
    bench.send(body(3));
    QTRY_VERIFY(bench.feed.lens().messages().size() == 2 && bench.lastMessage()->isEnded());
    const auto request = bench.sessions.requestOf(*bench.lastMessage());
    QVERIFY(request);
    const QString curl = curlSubscribeWithSecrets(*request);
    for (const char *part : {"--data-raw '{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\"}'", "Mcp-Session-Id: s-1",
                             "Accept: application/json, text/event-stream", "Bearer very-secret"})
        QVERIFY2(curl.contains(QLatin1String(part)), qPrintable(curl));
    QVERIFY(!curlSubscribe(*request).contains(QStringLiteral("secret")));
    // One that the stream's own request made is none of ours.
    LensMessage other = *bench.lastMessage();
    ++other.firstEventTime;
    QVERIFY(!bench.sessions.requestOf(other));
}

void McpSessionsTest::aStreamThatIsRemovedEndsItsCalls()
{
    Bench bench;
    bench.server.staysOpen = true;
    bench.server.answers = {QByteArray()};
    bench.sessions.send(body(1));
    QTRY_COMPARE(bench.server.requests.size(), 1);
    bench.streams.remove(bench.stream);
    QVERIFY(!bench.sessions.isRunning());
}

QTEST_GUILESS_MAIN(McpSessionsTest)
#include "tst_mcpsessions.moc"
