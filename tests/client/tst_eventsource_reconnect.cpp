// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder.h"
#include "scriptedserver.h"

#include <QElapsedTimer>
#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

using Ending = ScriptedServer::Ending;

/// What an event source does when a connection ends, and what it remembers.
class EventSourceReconnectTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyEndOfTheBodyIsOneErrorAndAnotherAttempt_data();
    void everyEndOfTheBodyIsOneErrorAndAnotherAttempt();
    void aServerThatAnswersNothingIsAskedAFewTimesAndThenOncePerAttempt_data();
    void aServerThatAnswersNothingIsAskedAFewTimesAndThenOncePerAttempt();
    void aServerThatAppearsLaterIsFound();
    void anEventThatWasCutIsDroppedAndItsIdNotKept();
    void theLastEventIdIsKeptOverReconnections();
    void anIdSetToEmptySendsNoHeader();
    void retryActsFromItsLineOnAndIsKept();
    void theReconnectionTimeIsWaited();
    void aByteOrderMarkIsIgnoredOnEachConnection();
    void refusedAtReconnectionClosesForGood();
    void attemptsInARowAreCounted();
    void theLimitGivesUp();
    void aDeliveryStartsTheCountAnew();
    void aLongRetryDoesNotWrap();
};

void EventSourceReconnectTest::everyEndOfTheBodyIsOneErrorAndAnotherAttempt_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("tail");
    QTest::addColumn<Ending>("ending");
    QTest::newRow("close") << streamHead() + "data:a\n\n" << QByteArray() << Ending::Close;
    QTest::newRow("reset") << streamHead() + "data:a\n\n" << QByteArray() << Ending::Reset;
    QTest::newRow("the length reached") << streamHead("Content-Length: 10\r\n") + "data:a\n\n"
                                        << QByteArray(":\n") << Ending::StayOpen;
    QTest::newRow("the length not reached") << streamHead("Content-Length: 99\r\n") + "data:a\n\n"
                                            << QByteArray() << Ending::Close;
    const QByteArray chunked = streamHead("Transfer-Encoding: chunked\r\n") + "8\r\ndata:a\n\n\r\n";
    QTest::newRow("the last chunk") << chunked << QByteArray("0\r\n\r\n") << Ending::StayOpen;
    QTest::newRow("no last chunk") << chunked << QByteArray() << Ending::Close;
    QTest::newRow("in the middle of a chunk") << chunked << QByteArray("ff\r\ndata:b\n") << Ending::Close;
}

void EventSourceReconnectTest::everyEndOfTheBodyIsOneErrorAndAnotherAttempt()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, tail);
    QFETCH(Ending, ending);
    ScriptedServer server;
    server.answer(head);
    server.answerStream("data:again\n\n");
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a"}));
    if (!tail.isEmpty())
        server.send(tail);
    server.end(ending);
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a", "again"}));
    QCOMPARE(recorder.states,
             QList<ReadyState>({ReadyState::Connecting, ReadyState::Open, ReadyState::Connecting, ReadyState::Open}));
    QCOMPARE(recorder.errors.size(), 1);
    QCOMPARE(recorder.lastError().failure, Failure::Transient);
    QCOMPARE(recorder.delays, QList<std::chrono::milliseconds>({1ms}));
    QCOMPARE(recorder.failedAttempts, QList<int>({0}));
    QCOMPARE(server.requests().size(), 2);
}

void EventSourceReconnectTest::aServerThatAnswersNothingIsAskedAFewTimesAndThenOncePerAttempt_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Ending>("ending");
    QTest::newRow("closed") << QByteArray() << Ending::Close;
    QTest::newRow("reset") << QByteArray() << Ending::Reset;
    QTest::newRow("half a head") << QByteArray("HTTP/1.1 200 OK\r\nContent-T") << Ending::Close;
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH\r\n") << Ending::Close;
}

void EventSourceReconnectTest::aServerThatAnswersNothingIsAskedAFewTimesAndThenOncePerAttempt()
{
    QFETCH(QByteArray, answer);
    QFETCH(Ending, ending);
    ScriptedServer server;
    for (int i = 0; i < 20; ++i)
        server.answer(answer, ending);
    EventSourceOptions options = quickOptions();
    options.reconnectionTime = 30ms;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    QList<qsizetype> asked; // before each failure
    connect(&source, &EventSource::reconnectScheduled, this, [&] { asked.append(server.requests().size()); });
    source.open();
    QTRY_VERIFY(recorder.failedAttempts.size() >= 5);
    source.close();
    QCOMPARE(recorder.failedAttempts.first(5), QList<int>({1, 2, 3, 4, 5}));
    QVERIFY(asked.first() <= 4);
    // What the manager had left it has used up.
    QVERIFY(asked.at(4) <= asked.first() + 4);
}

void EventSourceReconnectTest::aServerThatAppearsLaterIsFound()
{
    auto before = std::make_unique<ScriptedServer>();
    const quint16 port = before->port();
    const QUrl url = before->url();
    before.reset();
    EventSource source(url, quickOptions());
    Recorder recorder(source);
    source.open();
    QTRY_VERIFY(recorder.errors.size() >= 2);
    QCOMPARE(recorder.lastError().failure, Failure::Transient);
    ScriptedServer server(port);
    server.answerStream("data:a\n\n");
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a"}));
    QCOMPARE(recorder.states, QList<ReadyState>({ReadyState::Connecting, ReadyState::Open}));
}

void EventSourceReconnectTest::anEventThatWasCutIsDroppedAndItsIdNotKept()
{
    ScriptedServer server;
    server.answerStream("id:1\ndata:a\n\nid:2\ndata:cut\n", Ending::Close);
    server.answerStream("data:b\n\n");
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a", "b"}));
    QCOMPARE(server.requests().last().header("last-event-id"), "1");
    QCOMPARE(recorder.events().last().id, "1");
}

void EventSourceReconnectTest::theLastEventIdIsKeptOverReconnections()
{
    ScriptedServer server;
    server.answerStream("id:\xC3\xA4\xFF\n\n", Ending::Close); // an id without an event counts too
    server.answerStream({}, Ending::Close);
    server.answerStream("data:a\n\n");
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a"}));
    QCOMPARE(server.requests().at(1).header("last-event-id"), "\xC3\xA4\xFF");
    QCOMPARE(server.requests().at(2).header("last-event-id"), "\xC3\xA4\xFF");
    source.close();
    source.open(); // by hand: it goes on where it was
    QTRY_COMPARE(server.requests().size(), 4);
    QCOMPARE(server.requests().at(3).header("last-event-id"), "\xC3\xA4\xFF");
}

void EventSourceReconnectTest::anIdSetToEmptySendsNoHeader()
{
    ScriptedServer server;
    server.answerStream("id:1\ndata:a\n\nid\ndata:b\n\n", Ending::Close);
    EventSource source(server.url(), quickOptions());
    source.open();
    QTRY_COMPARE(server.requests().size(), 2);
    QVERIFY(!server.requests().last().has("last-event-id"));
    QCOMPARE(source.lastEventId(), QByteArray());
}

void EventSourceReconnectTest::retryActsFromItsLineOnAndIsKept()
{
    ScriptedServer server;
    server.answerStream("data:a\n\nretry:7\ndata:cut", Ending::Close);
    server.answerStream("data:b\n\n", Ending::Close);
    server.answerStream("retry:nonsense\ndata:c\n\n");
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a", "b", "c"}));
    QCOMPARE(recorder.delays, QList<std::chrono::milliseconds>({7ms, 7ms}));
    QCOMPARE(source.reconnectionTime(), 7ms);
}

void EventSourceReconnectTest::theReconnectionTimeIsWaited()
{
    ScriptedServer server;
    server.answerStream("retry:200\ndata:a\n\n", Ending::Close);
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    QElapsedTimer timer;
    connect(&source, &EventSource::errorOccurred, this, [&timer] { timer.start(); });
    source.open();
    QTRY_COMPARE(server.requests().size(), 2);
    QVERIFY2(timer.elapsed() >= 200, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(recorder.delays, QList<std::chrono::milliseconds>({200ms}));
}

void EventSourceReconnectTest::aByteOrderMarkIsIgnoredOnEachConnection()
{
    ScriptedServer server;
    server.answerStream("\xEF\xBB\xBF"
                        "data:a\n\n",
                        Ending::Close);
    server.answerStream("\xEF\xBB\xBF"
                        "data:b\n\n");
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a", "b"}));
}

void EventSourceReconnectTest::refusedAtReconnectionClosesForGood()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n", Ending::Close);
    server.answer(plainAnswer("204 No Content"));
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(source.readyState(), ReadyState::Closed);
    QCOMPARE(recorder.errors.size(), 2);
    QCOMPARE(recorder.errors.first().failure, Failure::Transient);
    QCOMPARE(recorder.errors.last().failure, Failure::Refused);
    QCOMPARE(recorder.errors.last().httpStatus, 204);
}

void EventSourceReconnectTest::attemptsInARowAreCounted()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n", Ending::Close);
    server.answerStream(":only a comment\n\n", Ending::Close);
    server.answerStream({}, Ending::Close);
    server.answerStream("data:b\n\n", Ending::Close);
    EventSourceOptions options = quickOptions();
    QList<std::chrono::milliseconds> bounds;
    options.jitter = [&bounds](std::chrono::milliseconds bound) {
        bounds.append(bound);
        return 2ms;
    };
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(server.requests().size(), 5);
    QCOMPARE(recorder.failedAttempts, QList<int>({0, 1, 2, 0}));
    QCOMPARE(recorder.delays, QList<std::chrono::milliseconds>({1ms, 3ms, 3ms, 1ms}));
    QCOMPARE(bounds, QList<std::chrono::milliseconds>({100ms, 200ms}));
}

void EventSourceReconnectTest::theLimitGivesUp()
{
    ScriptedServer server;
    for (int i = 0; i < 5; ++i)
        server.answerStream({}, Ending::Close);
    EventSourceOptions options = quickOptions();
    options.maximumReconnects = 2;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(source.readyState(), ReadyState::Closed);
    QCOMPARE(server.requests().size(), 3); // the first, and two more
    QCOMPARE(recorder.delays.size(), 2);
    QCOMPARE(recorder.errors.size(), 3);
    QCOMPARE(recorder.errors.at(1).failure, Failure::Transient);
    QCOMPARE(recorder.errors.at(2).failure, Failure::GaveUp);
    source.open(); // by hand: the count begins anew
    QTRY_VERIFY(server.requests().size() >= 5);
}

void EventSourceReconnectTest::aDeliveryStartsTheCountAnew()
{
    ScriptedServer server;
    for (int i = 0; i < 4; ++i) {
        server.answerStream({}, Ending::Close);
        server.answerStream("data:a\n\n", Ending::Close);
    }
    EventSourceOptions options = quickOptions();
    options.maximumReconnects = 1;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data().size(), 1);
    // The delivered stream's end takes the one retry, which fails: that is the limit.
    QTRY_COMPARE(source.readyState(), ReadyState::Closed);
    QCOMPARE(server.requests().size(), 3);
    QCOMPARE(recorder.lastError().failure, Failure::GaveUp);
}

void EventSourceReconnectTest::aLongRetryDoesNotWrap()
{
    ScriptedServer server;
    server.answerStream("retry:99999999999\ndata:a\n\n", Ending::Close);
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.delays.size(), 1);
    QVERIFY(recorder.delays.first() > 24h);
}

QTEST_GUILESS_MAIN(EventSourceReconnectTest)
#include "tst_eventsource_reconnect.moc"
