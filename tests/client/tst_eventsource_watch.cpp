// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder.h"
#include "scriptedserver.h"

#include <QTest>

#include <utility>

using namespace helio;
using namespace std::chrono_literals;

using Ending = ScriptedServer::Ending;

namespace {

/// A clock that stands until the test moves it, and options that read it all the time.
struct TestClock
{
    MachineMoment now{1000s, 5000s};

    void advance(std::chrono::nanoseconds time)
    {
        now.awake += time;
        now.passed += time;
    }
    void sleep(std::chrono::nanoseconds time) { now.passed += time; }

    EventSourceOptions options()
    {
        EventSourceOptions options = quickOptions();
        options.clock = [this] { return now; };
        options.watchInterval = 1ms;
        options.reportsComments = true;
        return options;
    }
};

} // namespace

/// Connections that are dead without saying so.
class EventSourceWatchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void threeHeartbeatsMissedConnectAgain_data();
    void threeHeartbeatsMissedConnectAgain();
    void withoutAHeartbeatSilenceIsAllowed();
    void theWatchCanBeOff();
    void aServerWithoutHeartbeatIsLeftOnlyOnce();
    void aReadTimeoutConnectsAgain();
    void aReadTimeoutDoesNotCountWhileBytesCome();
    void aReaderThatWasBusyIsNoSilence();
    void aHeadThatIsLateIsWaitedForUnlessAsked();
    void aHeadTimeoutAsksAgain();
    void wakingUpConnectsAgainAtOnce();
    void wakingUpEndsTheWaiting();
    void wakingUpAsksAnew();
    void wakingUpIsNoMatterWhenNotWanted_data();
    void wakingUpIsNoMatterWhenNotWanted();
    void aClosedSourceSleepsOn();
};

void EventSourceWatchTest::threeHeartbeatsMissedConnectAgain_data()
{
    QTest::addColumn<QByteArray>("heartbeat");
    QTest::newRow("a comment") << QByteArray(":\n\n");
    QTest::newRow("a comment without a blank line") << QByteArray(":\n");
    QTest::newRow("event heartbeat") << QByteArray("event:heartbeat\ndata:{}\n\n:\n");
    QTest::newRow("event ping") << QByteArray("event: ping\r\ndata: 12:00\r\n\r\n:\n");
}

void EventSourceWatchTest::threeHeartbeatsMissedConnectAgain()
{
    QFETCH(QByteArray, heartbeat);
    TestClock clock;
    ScriptedServer server;
    server.answerStream({});
    EventSource source(server.url(), clock.options());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(source.readyState(), ReadyState::Open);
    for (int i = 1; i <= 3; ++i) {
        clock.advance(15s);
        server.send(heartbeat);
        QTRY_COMPARE(recorder.comments.size(), i);
    }
    // As long as is allowed, and it still hears on the same connection.
    clock.advance(44s);
    QTest::qWait(0);
    server.send(":\n");
    QTRY_COMPARE(recorder.comments.size(), 4);
    QVERIFY(recorder.errors.isEmpty());
    clock.advance(std::chrono::minutes(5));
    QTRY_COMPARE(recorder.errors.size(), 1);
    QCOMPARE(recorder.lastError().failure, Failure::Transient);
    QCOMPARE(recorder.delays, QList<std::chrono::milliseconds>({1ms})); // the reconnection time, as always
    QTRY_COMPARE(server.requests().size(), 2);
    QTRY_COMPARE(server.openCount(), 1);
}

void EventSourceWatchTest::withoutAHeartbeatSilenceIsAllowed()
{
    TestClock clock;
    ScriptedServer server;
    server.answerStream(":hello\n\ndata:a\n\n"); // a greeting is no heartbeat
    EventSource source(server.url(), clock.options());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data().size(), 1);
    for (int day = 1; day < 10; ++day) {
        clock.advance(24h);
        QTest::qWait(5); // the watch checks
        server.send("data:a\n\n");
        QTRY_COMPARE(recorder.data().size(), 1 + day);
    }
    QVERIFY(recorder.errors.isEmpty());
}

void EventSourceWatchTest::theWatchCanBeOff()
{
    TestClock clock;
    ScriptedServer server;
    server.answerStream({});
    EventSourceOptions options = clock.options();
    options.silentHeartbeats = 0;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(source.readyState(), ReadyState::Open);
    for (int i = 1; i < 6; ++i) {
        clock.advance(i < 4 ? 15s : 3600s);
        QTest::qWait(30); // longer than the second check takes
        server.send(":\n");
        QTRY_COMPARE(recorder.comments.size(), i);
    }
    QVERIFY(recorder.errors.isEmpty());
}

void EventSourceWatchTest::aServerWithoutHeartbeatIsLeftOnlyOnce()
{
    TestClock clock;
    ScriptedServer server;
    server.answerStream({});
    server.answerStream({});
    server.answerStream({});
    EventSource source(server.url(), clock.options());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(source.readyState(), ReadyState::Open);
    for (int i = 1; i <= 2; ++i) {
        clock.advance(15s);
        server.send(":\n");
        QTRY_COMPARE(recorder.comments.size(), i);
    }
    for (int i = 1; i <= 2; ++i) { // it knows the heartbeat over one reconnection
        clock.advance(46s);
        QTRY_COMPARE(recorder.errors.size(), i);
        QTRY_VERIFY(server.requests().size() == 1 + i && source.readyState() == ReadyState::Open);
    }
    clock.advance(1000s);
    QTest::qWait(50); // longer than the second check takes
    server.send("data:a\n\n");
    QTRY_COMPARE(recorder.data().size(), 1);
    QCOMPARE(server.requests().size(), 3);
}

void EventSourceWatchTest::aReadTimeoutConnectsAgain()
{
    ScriptedServer server;
    server.answerStream("id:1\ndata:a\n\n");
    server.answerStream("data:b\n\n");
    EventSourceOptions options = quickOptions();
    options.readTimeout = 50ms;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_VERIFY(recorder.data().size() >= 2);
    QCOMPARE(recorder.errors.first().failure, Failure::Transient);
    QVERIFY(recorder.errors.first().message.contains(QStringLiteral("0.05")));
    QCOMPARE(server.requests().at(1).header("last-event-id"), "1");
    QVERIFY(server.requests().at(1).arrivedAt - server.requests().at(0).arrivedAt >= 50ms);
}

void EventSourceWatchTest::aReadTimeoutDoesNotCountWhileBytesCome()
{
    TestClock clock;
    ScriptedServer server;
    server.answerStream({});
    EventSourceOptions options = clock.options();
    options.readTimeout = 10s;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(source.readyState(), ReadyState::Open);
    for (int i = 1; i <= 10; ++i) {
        clock.advance(9s);
        QTest::qWait(2);
        server.send(":\n");
        QTRY_COMPARE(recorder.comments.size(), i);
    }
    QVERIFY(recorder.errors.isEmpty());
    clock.advance(11s);
    QTRY_COMPARE(recorder.errors.size(), 1);
}

void EventSourceWatchTest::aReaderThatWasBusyIsNoSilence()
{
    TestClock clock;
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    EventSourceOptions options = clock.options();
    options.readTimeout = 100ms;
    bool wasBusy = false;
    options.clock = [&] {
        if (std::exchange(wasBusy, false)) // the watch is the first to run again: these bytes wait to be read
            server.send("data:b\n\n");
        return clock.now;
    };
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a"}));
    wasBusy = true;
    clock.advance(300ms);
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a", "b"}));
    QVERIFY(recorder.errors.isEmpty());
}

void EventSourceWatchTest::aHeadThatIsLateIsWaitedForUnlessAsked()
{
    TestClock clock;
    ScriptedServer server;
    EventSourceOptions options = clock.options();
    options.readTimeout = 10s; // of a stream, which this is not yet
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(server.requests().size(), 1);
    clock.advance(24h);
    QTest::qWait(50); // longer than the second check takes
    server.send(streamHead() + "data:a\n\n");
    QTRY_COMPARE(recorder.data().size(), 1);
    QVERIFY(recorder.errors.isEmpty());
}

void EventSourceWatchTest::aHeadTimeoutAsksAgain()
{
    ScriptedServer server;
    EventSourceOptions options = quickOptions();
    options.headTimeout = 50ms;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_VERIFY(server.requests().size() >= 2);
    QVERIFY(!recorder.errors.isEmpty());
    QCOMPARE(recorder.errors.first().failure, Failure::Transient);
    QVERIFY(server.requests().at(1).arrivedAt - server.requests().at(0).arrivedAt >= 50ms);
    QTRY_COMPARE(server.openCount(), 1);
}

void EventSourceWatchTest::wakingUpConnectsAgainAtOnce()
{
    TestClock clock;
    ScriptedServer server;
    server.answerStream("id:1\ndata:a\n\n");
    EventSourceOptions options = clock.options();
    options.reconnectionTime = 1h;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data().size(), 1);
    clock.sleep(60s);
    QTRY_COMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().last().header("last-event-id"), "1");
    QCOMPARE(recorder.errors.size(), 1);
    QCOMPARE(recorder.lastError().failure, Failure::Transient);
    QCOMPARE(recorder.delays, QList<std::chrono::milliseconds>({0ms}));
    QTRY_COMPARE(server.openCount(), 1);
}

void EventSourceWatchTest::wakingUpEndsTheWaiting()
{
    TestClock clock;
    ScriptedServer server;
    server.answerStream("data:a\n\n", Ending::Close);
    EventSourceOptions options = clock.options();
    options.reconnectionTime = 1h;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.delays.size(), 1);
    clock.sleep(60s);
    QTRY_COMPARE(server.requests().size(), 2);
    QCOMPARE(recorder.errors.size(), 1); // the end of the stream; nothing was lost by waking up
    QCOMPARE(recorder.delays.last(), 0ms);
}

void EventSourceWatchTest::wakingUpAsksAnew()
{
    TestClock clock;
    ScriptedServer server;
    EventSource source(server.url(), clock.options());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(server.requests().size(), 1);
    clock.sleep(60s);
    QTRY_COMPARE(server.requests().size(), 2);
    QVERIFY(recorder.errors.isEmpty());
    QTRY_COMPARE(server.openCount(), 1);
}

void EventSourceWatchTest::wakingUpIsNoMatterWhenNotWanted_data()
{
    QTest::addColumn<bool>("wanted");
    QTest::addColumn<QByteArray>("method");
    QTest::newRow("off") << false << QByteArray("GET");
    QTest::newRow("a request that is sent once") << true << QByteArray("POST");
}

void EventSourceWatchTest::wakingUpIsNoMatterWhenNotWanted()
{
    QFETCH(bool, wanted);
    QFETCH(QByteArray, method);
    TestClock clock;
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    EventSourceOptions options = clock.options();
    options.reconnectsAfterSleep = wanted;
    options.method = method;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data().size(), 1);
    clock.sleep(60s);
    QTest::qWait(20); // the watch would check each millisecond
    server.send("data:b\n\n");
    QTRY_COMPARE(recorder.data().size(), 2);
    QCOMPARE(server.requests().size(), 1);
}

void EventSourceWatchTest::aClosedSourceSleepsOn()
{
    TestClock clock;
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    EventSource source(server.url(), clock.options());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data().size(), 1);
    source.close();
    clock.sleep(60s);
    QTest::qWait(20); // the watch would check each millisecond
    QCOMPARE(source.readyState(), ReadyState::Closed);
    source.open(); // and does not find that sleep when it is opened again
    QTRY_COMPARE(server.requests().size(), 2);
    QTest::qWait(20);
    QCOMPARE(server.requests().size(), 2);
    QVERIFY(recorder.errors.isEmpty());
}

QTEST_GUILESS_MAIN(EventSourceWatchTest)
#include "tst_eventsource_watch.moc"
