// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/exchange.h"
#include "recorder.h"
#include "scriptedserver.h"

#include <QTest>

using namespace helio;

using Ending = ScriptedServer::Ending;

/// What an event source reports of its requests and answers, beside the events.
class EventSourceStoryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void requestsRedirectsAndAnswersAreReportedInOrder();
    void theReconnectionTimeIsReportedOncePerConnection();
    void closingFromWithinAnyOfThemEndsAll_data();
    void closingFromWithinAnyOfThemEndsAll();
    void howAConnectionEndedIsAValueToo_data();
    void howAConnectionEndedIsAValueToo();
    void bytesAndHeartbeatAreCounted();
    void secretsAreMasked_data();
    void secretsAreMasked();
    void aUrlIsShownWithoutItsSecrets();
};

namespace {

void listen(EventSource &source, QStringList &story)
{
    QObject::connect(&source, &EventSource::requestSent, &source, [&story](const SentRequest &request) {
        story.append(QStringLiteral("request ") + QString::fromUtf8(request.method) + u' ' + request.url.path());
        for (const auto &[name, value] : request.headers) {
            // Qt writes the names in small letters from 6.8 on.
            for (const char *shown : {"Last-Event-ID", "Authorization"}) {
                if (name.compare(shown, Qt::CaseInsensitive) == 0)
                    story.append(QString::fromUtf8(shown + (": " + value)));
            }
        }
    });
    QObject::connect(&source, &EventSource::answerArrived, &source, [&story](const ReceivedAnswer &answer) {
        story.append(QStringLiteral("answer %1 %2").arg(answer.status).arg(answer.reason));
    });
    QObject::connect(&source, &EventSource::redirected, &source, [&story](int status, const QUrl &to) {
        story.append(QStringLiteral("redirected %1 %2").arg(status).arg(to.path()));
    });
    QObject::connect(&source, &EventSource::reconnectionTimeArrived, &source, [&story](std::chrono::milliseconds time) {
        story.append(QStringLiteral("retry %1").arg(time.count()));
    });
    QObject::connect(&source, &EventFeed::readyStateChanged, &source, [&story](ReadyState state) {
        story.append(state == ReadyState::Open     ? QStringLiteral("open")
                     : state == ReadyState::Closed ? QStringLiteral("closed")
                                                   : QStringLiteral("connecting"));
    });
}

} // namespace

void EventSourceStoryTest::requestsRedirectsAndAnswersAreReportedInOrder()
{
    ScriptedServer server;
    server.answer(redirectAnswer(302, "/there"));
    server.answerStream("id:7\ndata:a\n\n", Ending::Close);
    server.answer(plainAnswer("404 Not Found"));
    EventSourceOptions options = quickOptions();
    options.bearerToken = "abc";
    EventSource source(server.url(QStringLiteral("/here")), options);
    QStringList story;
    listen(source, story);
    source.open();
    QTRY_COMPARE_WITH_TIMEOUT(source.readyState(), ReadyState::Closed, 30'000);
    const QStringList wanted{
        QStringLiteral("connecting"),
        QStringLiteral("request GET /here"),
        QStringLiteral("Authorization: Bearer abc"),
        QStringLiteral("answer 302 Redirect"),
        QStringLiteral("redirected 302 /there"),
        QStringLiteral("request GET /there"),
        QStringLiteral("Authorization: Bearer abc"),
        QStringLiteral("answer 200 OK"),
        QStringLiteral("open"),
        QStringLiteral("connecting"),
        QStringLiteral("request GET /here"),
        QStringLiteral("Authorization: Bearer abc"),
        QStringLiteral("Last-Event-ID: 7"),
        QStringLiteral("answer 404 Not Found"),
        QStringLiteral("closed"),
    };
    QCOMPARE(story, wanted);
}

void EventSourceStoryTest::theReconnectionTimeIsReportedOncePerConnection()
{
    ScriptedServer server;
    server.answerStream("retry: 1\n\ndata:a\n\nretry: 1\n\ndata:b\n\n", Ending::Close);
    server.answerStream("retry: 1\n\ndata:c\n\n");
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    QStringList story;
    listen(source, story);
    source.open();
    QTRY_COMPARE_WITH_TIMEOUT(recorder.data(), QByteArrayList({"a", "b", "c"}), 30'000);
    QCOMPARE(story.filter(QStringLiteral("retry")).size(), 2);
    server.send("retry: 5\n\ndata:d\n\n");
    QTRY_COMPARE_WITH_TIMEOUT(recorder.data().last(), QByteArray("d"), 30'000);
    QCOMPARE(story.filter(QStringLiteral("retry")).size(), 3);
}

void EventSourceStoryTest::closingFromWithinAnyOfThemEndsAll_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("requestSent") << 0;
    QTest::newRow("answerArrived") << 1;
    QTest::newRow("redirected") << 2;
    QTest::newRow("reconnectionTimeArrived") << 3;
    QTest::newRow("chunkRead") << 4;
    QTest::newRow("refusalArrived") << 5;
    QTest::newRow("connectionEnded") << 6;
}

void EventSourceStoryTest::closingFromWithinAnyOfThemEndsAll()
{
    QFETCH(int, which);
    ScriptedServer server;
    if (which == 2)
        server.answer(redirectAnswer(302, "/there"));
    if (which >= 5)
        server.answer(plainAnswer("403 Forbidden", "Content-Type: text/plain\r\n", "No."));
    server.answerStream("retry: 9\n\ndata:a\n\n");
    server.answerStream("data:b\n\n");
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    const auto close = [&source] { source.close(); };
    switch (which) {
    case 0:
        connect(&source, &EventSource::requestSent, &source, close);
        break;
    case 1:
        connect(&source, &EventSource::answerArrived, &source, close);
        break;
    case 2:
        connect(&source, &EventSource::redirected, &source, close);
        break;
    case 3:
        connect(&source, &EventSource::reconnectionTimeArrived, &source, close);
        break;
    case 4:
        connect(&source, &EventSource::chunkRead, &source, close);
        break;
    case 5:
        connect(&source, &EventSource::refusalArrived, &source, close);
        break;
    case 6:
        connect(&source, &EventSource::connectionEnded, &source, close);
        break;
    }
    source.open();
    QTRY_COMPARE_WITH_TIMEOUT(source.readyState(), ReadyState::Closed, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(server.openCount(), 0, 30'000);
    QVERIFY(recorder.batches.isEmpty());
    QVERIFY(recorder.errors.isEmpty());
    QVERIFY(!recorder.states.contains(ReadyState::Open) || which == 3 || which == 4);
}

void EventSourceStoryTest::howAConnectionEndedIsAValueToo_data()
{
    using Cause = ConnectionEnd::Cause;
    const QByteArray chunked = streamHead("Transfer-Encoding: chunked\r\n") + "9\r\ndata: a\n\n\r\n";
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Cause>("cause");
    QTest::newRow("last chunk") << chunked + "0\r\n\r\n" << Cause::Complete;
    QTest::newRow("no last chunk") << chunked << Cause::CutOff;
    QTest::newRow("neither length nor chunks") << streamHead() + "data: a\n\n" << Cause::CloseDelimited;
    QTest::newRow("fewer bytes than the length") << streamHead("Content-Length: 99\r\n") + "data: a\n\n"
                                                 << Cause::CutOff;
    QTest::newRow("no gzip") << streamHead("Content-Encoding: gzip\r\n") + "data: a\n\n" << Cause::CodingBroken;
    QTest::newRow("404") << plainAnswer("404 Not Found") << Cause::Refused;
    QTest::newRow("HTML") << plainAnswer("200 OK", "Content-Type: text/html\r\n", "<p>") << Cause::Refused;
}

void EventSourceStoryTest::howAConnectionEndedIsAValueToo()
{
    QFETCH(QByteArray, answer);
    QFETCH(ConnectionEnd::Cause, cause);
    ScriptedServer server;
    server.answer(answer, Ending::Close);
    EventSourceOptions options = quickOptions();
    options.maximumReconnects = 0;
    EventSource source(server.url(), options);
    QList<ConnectionEnd::Cause> causes;
    connect(&source, &EventSource::connectionEnded, &source,
            [&causes](const ConnectionEnd &end) { causes.append(end.cause); });
    source.open();
    QTRY_COMPARE_WITH_TIMEOUT(source.readyState(), ReadyState::Closed, 30'000);
    QCOMPARE(causes, QList{cause});
}

void EventSourceStoryTest::bytesAndHeartbeatAreCounted()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    EventSourceOptions options = quickOptions();
    // A clock of the test's own: a heartbeat comes every 20 s.
    auto now = std::make_shared<std::chrono::seconds>(0);
    options.clock = [now] { return MachineMoment{*now, *now}; };
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE_WITH_TIMEOUT(recorder.data(), QByteArrayList({"a"}), 30'000);
    QCOMPARE(source.receivedBytes(), 8u);
    QVERIFY(!source.heartbeat());
    for (int beat = 1; beat <= 3; ++beat) {
        *now += std::chrono::seconds(20);
        server.send(":\n");
        QTRY_COMPARE_WITH_TIMEOUT(source.receivedBytes(), quint64(8 + 2 * beat), 30'000);
    }
    QCOMPARE(source.heartbeat(), std::chrono::milliseconds(20'000));
}

void EventSourceStoryTest::secretsAreMasked_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char *name, const char *value, const char *shown) {
        QTest::addRow("%s: %s", name, value) << QByteArray(name) << QByteArray(value) << QByteArray(shown);
    };
    row("Accept", "text/event-stream", "text/event-stream");
    row("Authorization", "Bearer 0123456789abcdef", "Bearer …cdef");
    row("authorization", "Bearer 0123456789abcde", "Bearer …");
    row("Authorization", "Basic am9lOnBhc3N3b3JkMTIzNDU2", "Basic …");
    row("Authorization", "secret", "…");
    row("X-Api-Key", "0123456789abcdef", "…cdef");
    row("Cookie", "a=1; session=0123456789abcdef", "a=…; session=…");
    row("Cookie", "nothing", "…");
    row("Set-Cookie", "session=abc; Path=/; HttpOnly", "session=…; Path=/; HttpOnly");
    row("WWW-Authenticate", "Bearer realm=\"a\"", "Bearer realm=\"a\"");
}

void EventSourceStoryTest::secretsAreMasked()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, shown);
    QCOMPARE(maskedHeader(name, value), shown);
}

void EventSourceStoryTest::aUrlIsShownWithoutItsSecrets()
{
    const QUrl url(QStringLiteral("https://joe:secret@a.b/s?channel=x&access_token=0123456789abcdef&n=%20"));
    const QString shown = maskedUrl(url).toString();
    QVERIFY2(!shown.contains(QStringLiteral("secret")) && !shown.contains(QStringLiteral("012345")), qPrintable(shown));
    QVERIFY2(shown.contains(QStringLiteral("channel=x")) && shown.contains(QStringLiteral("cdef")), qPrintable(shown));
    const QUrl plain(QStringLiteral("https://a.b/s?channel=x%2By"));
    QCOMPARE(maskedUrl(plain), plain);
}

QTEST_GUILESS_MAIN(EventSourceStoryTest)
#include "tst_eventsource_story.moc"
