// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakehub.h"
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
    void theNextMethodIsTheOneThatComesNext();
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
