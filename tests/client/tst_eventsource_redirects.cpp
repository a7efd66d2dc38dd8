// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/redirects.h"
#include "recorder.h"
#include "scriptedserver.h"

#include <QTest>

using namespace helio;

using Ending = ScriptedServer::Ending;

/// Redirects over real connections; the arithmetic is tested with Redirects.
class EventSourceRedirectsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void redirectsAreFollowed_data();
    void redirectsAreFollowed();
    void reconnectingAsksTheOriginalUrlUnlessItMovedForGood_data();
    void reconnectingAsksTheOriginalUrlUnlessItMovedForGood();
    void credentialsDoNotCrossAnOrigin();
    void credentialsStayWithinTheirOrigin();
    void theLastEventIdGoesAlong();
    void aRedirectWithoutLocationIsRefused();
    void aRedirectLoopIsRefused();
};

void EventSourceRedirectsTest::redirectsAreFollowed_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void EventSourceRedirectsTest::redirectsAreFollowed()
{
    QFETCH(int, status);
    ScriptedServer server;
    server.answer(redirectAnswer(status, "/other?x=%2F"));
    server.answerStream("data:a\n\n");
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a"}));
    QCOMPARE(server.requests().last().method, "GET");
    QCOMPARE(server.requests().last().target, "/other?x=%2F");
    QCOMPARE(server.requests().last().header("accept"), "text/event-stream");
    QCOMPARE(recorder.states, QList<ReadyState>({ReadyState::Connecting, ReadyState::Open}));
    QVERIFY(recorder.errors.isEmpty());
    QCOMPARE(source.url(), server.url());
}

void EventSourceRedirectsTest::reconnectingAsksTheOriginalUrlUnlessItMovedForGood_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("askedThen");
    QTest::newRow("301") << 301 << QByteArray("/other");
    QTest::newRow("302") << 302 << QByteArray("/stream");
    QTest::newRow("303") << 303 << QByteArray("/stream");
    QTest::newRow("307") << 307 << QByteArray("/stream");
    QTest::newRow("308") << 308 << QByteArray("/other");
}

void EventSourceRedirectsTest::reconnectingAsksTheOriginalUrlUnlessItMovedForGood()
{
    QFETCH(int, status);
    QFETCH(QByteArray, askedThen);
    ScriptedServer server;
    server.answer(redirectAnswer(status, "/other"));
    server.answerStream("data:a\n\n", Ending::Close);
    EventSource source(server.url(), quickOptions());
    source.open();
    QTRY_COMPARE(server.requests().size(), 3);
    QCOMPARE(server.requests().last().target, askedThen);
}

void EventSourceRedirectsTest::credentialsDoNotCrossAnOrigin()
{
    ScriptedServer other;
    other.answer(redirectAnswer(302, "/there"));
    other.answerStream("data:a\n\n");
    ScriptedServer server;
    server.answer(redirectAnswer(307, other.url().toEncoded()));
    QUrl url = server.url();
    url.setUserInfo(QStringLiteral("user:secret"));
    EventSourceOptions options = quickOptions();
    options.headers = {{"Cookie", "secret=1"}, {"X-Custom", "k"},         {"Accept-Encoding", "br"},
                       {"User-Agent", "mine"}, {"Accept-Language", "de"}, {"ACCEPT", "text/event-stream;q=1"}};
    EventSource source(url, options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a"}));
    QVERIFY(server.requests().first().has("authorization"));
    QCOMPARE(server.requests().first().header("cookie"), "secret=1");
    for (const ScriptedRequest &request : other.requests()) {
        QVERIFY(!request.has("authorization"));
        QVERIFY(!request.has("cookie"));
        QVERIFY(!request.has("x-custom"));
        QCOMPARE(request.header("accept-encoding"), "identity");
        QCOMPARE(request.header("user-agent"), "mine");
        QCOMPARE(request.header("accept-language"), "de");
        QCOMPARE(request.header("accept"), "text/event-stream;q=1");
    }
    // At reconnection they go to their own origin again.
    other.end(Ending::Close);
    QTRY_COMPARE(server.requests().size(), 2);
    QVERIFY(server.requests().last().has("authorization"));
}

void EventSourceRedirectsTest::credentialsStayWithinTheirOrigin()
{
    ScriptedServer server;
    server.answer(redirectAnswer(302, server.url(QStringLiteral("/there")).toEncoded()));
    EventSourceOptions options = quickOptions();
    options.headers = {{"authorization", "Bearer t"}};
    EventSource source(server.url(), options);
    source.open();
    QTRY_COMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().last().header("authorization"), "Bearer t");
}

void EventSourceRedirectsTest::theLastEventIdGoesAlong()
{
    ScriptedServer server;
    server.answer(redirectAnswer(302, "/there"));
    EventSourceOptions options = quickOptions();
    options.lastEventId = "7";
    EventSource source(server.url(), options);
    source.open();
    QTRY_COMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().last().header("last-event-id"), "7");
}

void EventSourceRedirectsTest::aRedirectWithoutLocationIsRefused()
{
    ScriptedServer server;
    server.answer(plainAnswer("301 Moved"));
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.errors.size(), 1);
    QCOMPARE(recorder.lastError().failure, Failure::Refused);
    QCOMPARE(recorder.lastError().httpStatus, 301);
    QCOMPARE(source.readyState(), ReadyState::Closed);
}

void EventSourceRedirectsTest::aRedirectLoopIsRefused()
{
    ScriptedServer server;
    for (int i = 0; i < 30; ++i)
        server.answer(redirectAnswer(302, "/stream"));
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.errors.size(), 1);
    QCOMPARE(recorder.lastError().failure, Failure::Refused);
    QCOMPARE(server.requests().size(), 1 + Redirects::MaximumInARow);
    QVERIFY(recorder.delays.isEmpty());
}

QTEST_GUILESS_MAIN(EventSourceRedirectsTest)
#include "tst_eventsource_redirects.moc"
