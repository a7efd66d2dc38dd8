// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder.h"
#include "scriptedserver.h"

#include <QTest>

using namespace helio;

/// One connection: what is asked, which answers open, how events come.
class EventSourceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksAsTheStandardSays();
    void ownHeadersAreAddedAndReplace();
    void aHeaderThatIsNoneIsLeftOut();
    void userInfoIsSentAsBasicAuthentication();
    void aLastEventIdGivenIsAskedForAsItsBytes();
    void aGoodAnswerOpens_data();
    void aGoodAnswerOpens();
    void anyOtherAnswerClosesForGood_data();
    void anyOtherAnswerClosesForGood();
    void aBadUrlClosesForGood_data();
    void aBadUrlClosesForGood();
    void theHeadMayComeLate();
    void eventsOfOneReadAreOneBatch();
    void aLineEndMayBeSplitBetweenChunks();
    void chunkedTransferCodingIsTakenAway();
    void eventsNamedAsTheSourcesOwnAreEvents();
    void aPlaceInTimeComesWithEachEvent();
};

namespace {

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

} // namespace

void EventSourceTest::asksAsTheStandardSays()
{
    ScriptedServer server;
    EventSource source(server.url(QStringLiteral("/a%2Fb?channel=x%20y+z")));
    QCOMPARE(source.readyState(), ReadyState::Closed);
    source.open();
    QCOMPARE(source.readyState(), ReadyState::Connecting);
    source.open(); // nothing happens
    QTRY_COMPARE(server.requests().size(), 1);
    const ScriptedRequest request = server.requests().first();
    QCOMPARE(request.method, "GET");
    QCOMPARE(request.target, "/a%2Fb?channel=x%20y+z");
    QCOMPARE(request.header("accept"), "text/event-stream");
    QCOMPARE(request.header("cache-control"), "no-cache");
    QCOMPARE(request.header("accept-encoding"), "identity");
    QVERIFY(request.header("user-agent").startsWith("Heliograph/"));
    QVERIFY(!request.has("last-event-id"));
    QVERIFY(!request.has("authorization"));
    QVERIFY(!request.has("upgrade")); // no HTTP/2
}

void EventSourceTest::ownHeadersAreAddedAndReplace()
{
    ScriptedServer server;
    EventSourceOptions options;
    options.headers = {{"X-Thing", "1"}, {"User-Agent", "mine"}, {"Authorization", "Bearer t"}, {"Cookie", "a=b; c=d"}};
    EventSource source(server.url(), options);
    source.open();
    QTRY_COMPARE(server.requests().size(), 1);
    const ScriptedRequest request = server.requests().first();
    QCOMPARE(request.header("x-thing"), "1");
    QCOMPARE(request.header("user-agent"), "mine");
    QCOMPARE(request.header("authorization"), "Bearer t");
    QCOMPARE(request.header("cookie"), "a=b; c=d");
}

void EventSourceTest::aHeaderThatIsNoneIsLeftOut()
{
    ScriptedServer server;
    EventSourceOptions options;
    options.headers = {{"X-A", "1\r\nX-B: 2"}, {"X C", "3"}, {"", "4"}, {"X-D", "5"}};
    options.lastEventId = "1\r\nX-E: 6";
    EventSource source(server.url(), options);
    source.open();
    QTRY_COMPARE(server.requests().size(), 1);
    const ScriptedRequest request = server.requests().first();
    for (const char *name : {"x-a", "x-b", "x c", "x-e", "last-event-id"})
        QVERIFY2(!request.has(name), name);
    QCOMPARE(request.header("x-d"), "5");
}

void EventSourceTest::userInfoIsSentAsBasicAuthentication()
{
    ScriptedServer server;
    QUrl url = server.url();
    url.setUserName(QStringLiteral("Aladdin"));
    url.setPassword(QStringLiteral("open sesame"));
    EventSource source(url);
    source.open();
    QTRY_COMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().first().header("authorization"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
}

void EventSourceTest::aLastEventIdGivenIsAskedForAsItsBytes()
{
    ScriptedServer server;
    EventSourceOptions options;
    options.lastEventId = "ünï\xFF 7";
    EventSource source(server.url(), options);
    QCOMPARE(source.lastEventId(), options.lastEventId);
    source.open();
    QTRY_COMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().first().header("last-event-id"), options.lastEventId);
}

void EventSourceTest::aGoodAnswerOpens_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("plain") << streamHead();
    QTest::newRow("type in capitals, with parameters")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: Text/Event-Stream; charset=latin1\r\n\r\n");
    QTest::newRow("HTTP/1.0") << QByteArray("HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
    QTest::newRow("no reason phrase") << QByteArray("HTTP/1.1 200 \r\nContent-Type: text/event-stream\r\n\r\n");
    QTest::newRow("identity encoding") << streamHead("Content-Encoding: identity\r\n");
}

void EventSourceTest::aGoodAnswerOpens()
{
    QFETCH(QByteArray, head);
    ScriptedServer server;
    server.answer(head);
    EventSource source(server.url());
    Recorder recorder(source);
    source.open();
    // Open as soon as the head is there, before the first byte of the body.
    QTRY_COMPARE(source.readyState(), ReadyState::Open);
    server.send("data: \xFF\n\n");
    QTRY_COMPARE(recorder.data(), QByteArrayList({"\xFF"}));
    QCOMPARE(recorder.states, QList<ReadyState>({ReadyState::Connecting, ReadyState::Open}));
    QVERIFY(recorder.errors.isEmpty());
}

void EventSourceTest::anyOtherAnswerClosesForGood_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("status");
    for (const char *status :
         {"204 No Content", "205 Reset Content", "201 Created", "206 Partial Content", "300 Choose", "304 Not Modified",
          "400 Bad", "401 Unauthorized", "403 Forbidden", "404 Not Found", "407 Proxy Authentication Required",
          "410 Gone", "429 Too Many", "500 Error", "502 Bad Gateway", "503 Unavailable"})
        QTest::newRow(status) << plainAnswer(status, "Content-Type: text/event-stream\r\n", "data: no\n\n")
                              << QByteArray(status).first(3).toInt();
    QTest::newRow("204 without a length") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << 204;
    QTest::newRow("401 with a challenge")
        << plainAnswer("401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"\r\n", "who?") << 401;
    QTest::newRow("404 without an end") << QByteArray("HTTP/1.1 404 Not Found\r\n\r\ndata: no\n\n") << 404;
    QTest::newRow("no type") << QByteArray("HTTP/1.1 200 OK\r\n\r\ndata: no\n\n") << 200;
    QTest::newRow("text/plain") << plainAnswer("200 OK", "Content-Type: text/plain\r\n", "data: no\n\n") << 200;
    QTest::newRow("compressed by what is not known") << streamHead("Content-Encoding: br\r\n") << 200;
}

void EventSourceTest::anyOtherAnswerClosesForGood()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, status);
    ScriptedServer server;
    server.answer(answer);
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.errors.size(), 1);
    QCOMPARE(source.readyState(), ReadyState::Closed);
    QCOMPARE(recorder.states, QList<ReadyState>({ReadyState::Connecting, ReadyState::Closed}));
    QCOMPARE(recorder.lastError().failure, Failure::Refused);
    QCOMPARE(recorder.lastError().httpStatus, status);
    QVERIFY(!recorder.lastError().message.isEmpty());
    QVERIFY(recorder.delays.isEmpty());
    QVERIFY(recorder.batches.isEmpty());
    // Whoever comes later finds that nothing else was asked meanwhile.
    EventSource later(server.url(), quickOptions());
    later.open();
    QTRY_COMPARE(server.requests().size(), 2);
}

void EventSourceTest::aBadUrlClosesForGood_data()
{
    QTest::addColumn<QString>("url");
    for (const char *url : {"", "ftp://127.0.0.1/", "file:///etc/hosts", "http:///", "stream"})
        QTest::newRow(url) << QString::fromLatin1(url);
}

void EventSourceTest::aBadUrlClosesForGood()
{
    QFETCH(QString, url);
    EventSource source{QUrl(url)};
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.errors.size(), 1);
    QCOMPARE(recorder.lastError().failure, Failure::Refused);
    QCOMPARE(source.readyState(), ReadyState::Closed);
}

void EventSourceTest::theHeadMayComeLate()
{
    ScriptedServer server;
    EventSource source(server.url());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(server.requests().size(), 1);
    QCOMPARE(source.readyState(), ReadyState::Connecting);
    server.send("HTTP/1.1 200 OK\r\nContent-Ty");
    server.send("pe: text/event-stream\r\n\r\n");
    QTRY_COMPARE(source.readyState(), ReadyState::Open);
    server.send("data:a\n\n");
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a"}));
}

void EventSourceTest::eventsOfOneReadAreOneBatch()
{
    constexpr int Count = 20'000;
    ScriptedServer server;
    server.answerStream({});
    EventSource source(server.url());
    Recorder recorder(source);
    int events = 0;
    connect(&source, &EventSource::eventsArrived, this, [&](const auto &batch) { events += int(batch.size()); });
    source.open();
    QTRY_COMPARE(source.readyState(), ReadyState::Open);
    server.send(QByteArray("data:a\n\n").repeated(Count));
    QTRY_COMPARE(events, Count);
    // How the kernel cuts it is not ours to say, but certainly not at each event.
    QVERIFY2(recorder.batches.size() < Count / 100, qPrintable(QString::number(recorder.batches.size())));
}

void EventSourceTest::aLineEndMayBeSplitBetweenChunks()
{
    ScriptedServer server;
    server.answerStream("data:a\r\n\r");
    EventSource source(server.url());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a"}));
    server.send("\ndata:b\r\n\r");
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a", "b"}));
    server.send("\nda");
    server.send("ta:c\n\n");
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a", "b", "c"}));
}

void EventSourceTest::chunkedTransferCodingIsTakenAway()
{
    ScriptedServer server;
    server.answer(streamHead("Transfer-Encoding: chunked\r\n") + chunk("data:a\n") + chunk("\nda") +
                  chunk("ta:b\r\n\r"));
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a", "b"}));
    server.send(chunk("\nid:1\ndata:c\n\n") + "0\r\n\r\n");
    QTRY_COMPARE(recorder.errors.size(), 1);
    QCOMPARE(recorder.lastError().failure, Failure::Transient);
    QCOMPARE(recorder.data(), QByteArrayList({"a", "b", "c"}));
    QTRY_COMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().last().header("last-event-id"), "1");
}

void EventSourceTest::eventsNamedAsTheSourcesOwnAreEvents()
{
    ScriptedServer server;
    server.answerStream("event:error\ndata:a\n\nevent:open\ndata:b\n\nevent:close\ndata:c\n\n");
    EventSource source(server.url());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a", "b", "c"}));
    QCOMPARE(recorder.events().first().type, "error");
    QVERIFY(recorder.errors.isEmpty());
}

void EventSourceTest::aPlaceInTimeComesWithEachEvent()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    EventSource source(server.url());
    Recorder recorder(source);
    const auto now = [] {
        return std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
    };
    const qint64 before = now();
    source.open();
    QTRY_COMPARE(recorder.batches.size(), 1);
    const qint64 at = recorder.batches.first().first().receivedAt;
    QVERIFY(before <= at && at <= now());
}

QTEST_GUILESS_MAIN(EventSourceTest)
#include "tst_eventsource.moc"
