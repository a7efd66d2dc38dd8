// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder.h"
#include "scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

using Ending = ScriptedServer::Ending;

/// When it comes back in cases that the standard leaves open: servers that are busy, back-off, limits.
class EventSourceRetriesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBusyServerIsAskedAgainWhenWanted_data();
    void aBusyServerIsAskedAgainWhenWanted();
    void otherRefusalsStayForGood_data();
    void otherRefusalsStayForGood();
    void retryAfterIsObeyed_data();
    void retryAfterIsObeyed();
    void aBusyServerCountsAsAFailedAttempt();
    void aPostedRequestIsNotSentAgain();
    void theBackOffEndsAtItsMaximum();
    void theBackOffIsNeverLessThanTheServersRetry();
    void givingUpIsReportedOnItsOwn();
    void aSourceThatGaveUpCanBeOpenedAgain();
};

void EventSourceRetriesTest::aBusyServerIsAskedAgainWhenWanted_data()
{
    QTest::addColumn<QByteArray>("status");
    for (const char *status : {"429 Too Many Requests", "500 Internal Server Error", "502 Bad Gateway",
                               "503 Service Unavailable", "504 Gateway Timeout", "599 Odd"})
        QTest::newRow(status) << QByteArray(status);
}

void EventSourceRetriesTest::aBusyServerIsAskedAgainWhenWanted()
{
    QFETCH(QByteArray, status);
    ScriptedServer server;
    server.answer(plainAnswer(status, "Content-Type: text/event-stream\r\n", "data:no\n\n"));
    server.answerStream("data:a\n\n");
    EventSourceOptions options = quickOptions();
    options.retriesServerErrors = true;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a"}));
    QCOMPARE(recorder.states, QList<ReadyState>({ReadyState::Connecting, ReadyState::Open}));
    QCOMPARE(recorder.errors.size(), 1);
    QCOMPARE(recorder.lastError().failure, Failure::Transient);
    QCOMPARE(recorder.lastError().httpStatus, status.first(3).toInt());
    QCOMPARE(recorder.failedAttempts, QList<int>({1}));
}

void EventSourceRetriesTest::otherRefusalsStayForGood_data()
{
    QTest::addColumn<QByteArray>("answer");
    for (const char *status : {"204 No Content", "400 Bad", "401 Unauthorized", "403 Forbidden", "404 Not Found"})
        QTest::newRow(status) << plainAnswer(status);
    QTest::newRow("no type") << plainAnswer("200 OK");
}

void EventSourceRetriesTest::otherRefusalsStayForGood()
{
    QFETCH(QByteArray, answer);
    ScriptedServer server;
    server.answer(answer);
    EventSourceOptions options = quickOptions();
    options.retriesServerErrors = true;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(source.readyState(), ReadyState::Closed);
    QCOMPARE(recorder.lastError().failure, Failure::Refused);
}

void EventSourceRetriesTest::retryAfterIsObeyed_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<std::chrono::milliseconds>("least");
    QTest::addColumn<std::chrono::milliseconds>("most");
    const QByteArray inTwoMinutes =
        QLocale::c()
            .toString(QDateTime::currentDateTimeUtc().addSecs(120), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss"))
            .toLatin1() +
        " GMT";
    QTest::newRow("seconds") << QByteArray("120") << 120'000ms << 120'000ms;
    QTest::newRow("a date") << inTwoMinutes << 100'000ms << 120'000ms;
    QTest::newRow("too long") << QByteArray("999999") << 600'000ms << 600'000ms;
    QTest::newRow("shorter than the reconnection time") << QByteArray("1") << 5000ms << 5000ms;
    QTest::newRow("no time") << QByteArray("later") << 5000ms << 5000ms;
}

void EventSourceRetriesTest::retryAfterIsObeyed()
{
    QFETCH(QByteArray, value);
    QFETCH(std::chrono::milliseconds, least);
    QFETCH(std::chrono::milliseconds, most);
    ScriptedServer server;
    server.answer(plainAnswer("503 Unavailable", "Retry-After: " + value + "\r\n"));
    EventSourceOptions options = quickOptions();
    options.retriesServerErrors = true;
    options.reconnectionTime = 5s;
    options.maximumRetryAfter = 10min;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.delays.size(), 1);
    const auto delay = recorder.delays.first();
    QVERIFY2(least <= delay && delay <= most, qPrintable(QString::number(delay.count())));
    // What is not waited in full is said.
    QCOMPARE(recorder.lastError().message.contains(QStringLiteral("Retry-After")), most == options.maximumRetryAfter);
}

void EventSourceRetriesTest::aBusyServerCountsAsAFailedAttempt()
{
    ScriptedServer server;
    for (int i = 0; i < 3; ++i)
        server.answer(plainAnswer("503 Unavailable"));
    EventSourceOptions options = quickOptions();
    options.retriesServerErrors = true;
    options.maximumReconnects = 2;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(source.readyState(), ReadyState::Closed);
    QCOMPARE(recorder.lastError().failure, Failure::GaveUp);
    QCOMPARE(recorder.lastError().httpStatus, 503);
    QCOMPARE(server.requests().size(), 3);
}

void EventSourceRetriesTest::aPostedRequestIsNotSentAgain()
{
    ScriptedServer server;
    server.answer(plainAnswer("503 Unavailable"));
    EventSourceOptions options = quickOptions();
    options.retriesServerErrors = true;
    options.method = "POST";
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(source.readyState(), ReadyState::Closed);
    QCOMPARE(recorder.lastError().failure, Failure::Refused);
    QCOMPARE(server.requests().size(), 1);
}

void EventSourceRetriesTest::theBackOffEndsAtItsMaximum()
{
    ScriptedServer server;
    for (int i = 0; i < 6; ++i)
        server.answer({}, Ending::Close);
    EventSourceOptions options = quickOptions();
    options.maximumBackOff = 300ms;
    QList<std::chrono::milliseconds> bounds;
    options.jitter = [&bounds](std::chrono::milliseconds bound) {
        bounds.append(bound);
        return 0ms;
    };
    EventSource source(server.url(), options);
    source.open();
    QTRY_VERIFY(bounds.size() >= 4);
    QCOMPARE(bounds.first(4), QList<std::chrono::milliseconds>({100ms, 200ms, 300ms, 300ms}));
}

void EventSourceRetriesTest::theBackOffIsNeverLessThanTheServersRetry()
{
    ScriptedServer server;
    server.answerStream("retry:20\n\n", Ending::Close);
    for (int i = 0; i < 3; ++i)
        server.answerStream({}, Ending::Close);
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    source.open();
    QTRY_VERIFY(recorder.delays.size() >= 4);
    for (const auto delay : std::as_const(recorder.delays))
        QVERIFY(delay >= 20ms);
}

void EventSourceRetriesTest::givingUpIsReportedOnItsOwn()
{
    ScriptedServer server;
    for (int i = 0; i < 3; ++i)
        server.answerStream({}, Ending::Close);
    EventSourceOptions options = quickOptions();
    options.maximumReconnects = 2;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    QSignalSpy gaveUp(&source, &EventSource::gaveUp);
    source.open();
    QTRY_COMPARE(gaveUp.size(), 1);
    QCOMPARE(gaveUp.first().first().toInt(), 3);
    QCOMPARE(source.readyState(), ReadyState::Closed);
    QCOMPARE(recorder.lastError().failure, Failure::GaveUp);
}

void EventSourceRetriesTest::aSourceThatGaveUpCanBeOpenedAgain()
{
    ScriptedServer server;
    server.answer({}, Ending::Close);
    server.answerStream("data:a\n\n");
    EventSourceOptions options = quickOptions();
    options.maximumReconnects = 0;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    connect(&source, &EventSource::errorOccurred, &source, &EventSource::open); // from within its own error
    QSignalSpy gaveUp(&source, &EventSource::gaveUp);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a"}));
    QVERIFY(gaveUp.isEmpty()); // another life had begun
}

QTEST_GUILESS_MAIN(EventSourceRetriesTest)
#include "tst_eventsource_retries.moc"
