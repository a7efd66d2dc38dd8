// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverbench.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTest>

using namespace helio;
using namespace helio::test;

/// "Why did X not get Y?", asked over HTTP, against what really happened.
class HttpExplainTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatItsSystemHasIsAcknowledged();
    void anotherChannelAndAnEarlierTimeAreNoFault();
    void whatASlowReaderHasNotTakenIsQueued();
    void whatHistoryDroppedIsLostInAGap();
    void theReasonOfADepartureIsReported();
    void whoAndWhatAreUnknownIs404();
    void anEventIsFollowedToAllClients();
    void aClientsLastEventsAreShown();
    void theLastEventsOfOneWhoIsGoneAreShown();
    void aQuestionWithoutClientOrEventIs400_data();
    void aQuestionWithoutClientOrEventIs400();
};

namespace {

/// The client's id, from the comment at the start of its stream.
QByteArray idOf(const StreamClient &client)
{
    const qsizetype at = client.raw.received().indexOf(": ");
    const QByteArray rest = client.raw.received().mid(at + 2);
    return at < 0 ? QByteArray() : rest.left(rest.indexOf('\n'));
}

RawResponse ask(const ServerBench &bench, const QByteArray &client, const QByteArray &event)
{
    return bench.ask("GET",
                     "/api/explain?client=" + client.toPercentEncoding() + "&event=" + event.toPercentEncoding());
}

QString fateOf(const ServerBench &bench, const QByteArray &client, const QByteArray &event)
{
    return jsonOf(ask(bench, client, event)).value(QStringLiteral("fate")).toString();
}

} // namespace

void HttpExplainTest::whatItsSystemHasIsAcknowledged()
{
    ServerBench bench;
    StreamClient reading(bench);
    QVERIFY(reading.open("/stream?channel=a"));
    const QByteArray client = idOf(reading);
    const QByteArray event = bench.publishedId("a", "x");
    QVERIFY(reading.waitForEvents(1));
    QTRY_COMPARE(fateOf(bench, client, event), QStringLiteral("acknowledged"));
    const QJsonObject answer = jsonOf(ask(bench, client, event));
    QCOMPARE(answer.value(QStringLiteral("client")).toString().toUtf8(), client);
    QCOMPARE(answer.value(QStringLiteral("event")).toString().toUtf8(), event);
    QCOMPARE(answer.value(QStringLiteral("channel")).toString(), QStringLiteral("a"));
    const auto takenAt = QDateTime::fromString(answer.value(QStringLiteral("takenAt")).toString(), Qt::ISODateWithMs);
    QVERIFY(takenAt.isValid() && qAbs(takenAt.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    QCOMPARE(answer.value(QStringLiteral("takenBefore")), QJsonValue(false));
    QVERIFY(answer.value(QStringLiteral("disconnectedAt")).isNull());
    QVERIFY(answer.value(QStringLiteral("disconnectReason")).isNull());
    QVERIFY(answer.value(QStringLiteral("words")).toString().contains(QStringLiteral("acknowledged")));
}

void HttpExplainTest::anotherChannelAndAnEarlierTimeAreNoFault()
{
    ServerBench bench;
    const QByteArray before = bench.publishedId("a", "x");
    StreamClient reading(bench);
    QVERIFY(reading.open("/stream?channel=a"));
    QCOMPARE(fateOf(bench, idOf(reading), before), QStringLiteral("before start"));
    QCOMPARE(fateOf(bench, idOf(reading), bench.publishedId("b", "x")), QStringLiteral("not selected"));
}

void HttpExplainTest::whatASlowReaderHasNotTakenIsQueued()
{
    ServerBench bench;
    StreamClient slow(bench);
    slow.raw.setReceiveBuffer(4096);
    QVERIFY(slow.open("/stream?channel=a"));
    const QByteArray client = idOf(slow);
    int published = 0;
    QByteArray large;
    do { // how much the kernel takes is its own affair
        large = bench.publishedId("a", QByteArray(1'000'000, 'x'));
    } while (++published < 20 && fateOf(bench, client, large) == QStringLiteral("taken"));
    QCOMPARE(fateOf(bench, client, large), QStringLiteral("queued"));
    const QByteArray behind = bench.publishedId("a", "y");
    QCOMPARE(fateOf(bench, client, behind), QStringLiteral("queued"));
    QVERIFY(slow.waitForEvents(published + 1));
    QTRY_COMPARE(fateOf(bench, client, behind), QStringLiteral("acknowledged"));
}

void HttpExplainTest::whatHistoryDroppedIsLostInAGap()
{
    HubConfig config;
    config.history.maximumEvents = 1;
    ServerBench bench(config);
    const QByteArray first = bench.publishedId("a", "1");
    const QByteArray second = bench.publishedId("a", "2");
    bench.publish("a", "3");
    StreamClient late(bench);
    QVERIFY(late.open("/stream?channel=a", {"Last-Event-ID: " + first}));
    const QByteArray client = idOf(late);
    QVERIFY(late.waitForEvents(2)); // the gap, and what is held
    const QJsonObject answer = jsonOf(ask(bench, client, second));
    QCOMPARE(answer.value(QStringLiteral("fate")).toString(), QStringLiteral("lost in gap"));
    QVERIFY(answer.value(QStringLiteral("channel")).isNull());
}

void HttpExplainTest::theReasonOfADepartureIsReported()
{
    ServerBench bench;
    StreamClient leaving(bench);
    QVERIFY(leaving.open("/stream?channel=a"));
    const QByteArray client = idOf(leaving);
    const QByteArray taken = bench.publishedId("a", "1");
    QVERIFY(leaving.waitForEvents(1));
    QTRY_COMPARE(fateOf(bench, client, taken), QStringLiteral("acknowledged"));
    leaving.raw.close();
    QVERIFY(bench.waitForClients(0));
    const QJsonObject answer = jsonOf(ask(bench, client, bench.publishedId("a", "2")));
    QCOMPARE(answer.value(QStringLiteral("fate")).toString(), QStringLiteral("never sent"));
    QCOMPARE(answer.value(QStringLiteral("disconnectReason")).toString(), QStringLiteral("closed by peer"));
    QVERIFY(answer.value(QStringLiteral("disconnectedAt")).isString());
    QVERIFY(answer.value(QStringLiteral("words")).toString().contains(QStringLiteral("closed by peer")));
    QCOMPARE(fateOf(bench, client, taken), QStringLiteral("acknowledged"));
}

void HttpExplainTest::whoAndWhatAreUnknownIs404()
{
    ServerBench bench;
    StreamClient reading(bench);
    QVERIFY(reading.open("/stream"));
    const QByteArray event = bench.publishedId("sse", "x");
    const RawResponse nobody = ask(bench, "c99", event);
    QCOMPARE(nobody.status, 404);
    QVERIFY2(nobody.body.contains("/api/disconnects"), nobody.body.constData());
    const RawResponse nothing = ask(bench, idOf(reading), "an id that nobody gave");
    QCOMPARE(nothing.status, 404);
    QVERIFY2(nothing.body.contains("no event of that id"), nothing.body.constData());
}

void HttpExplainTest::anEventIsFollowedToAllClients()
{
    ServerBench bench;
    StreamClient one(bench), two(bench), elsewhere(bench);
    QVERIFY(one.open("/stream?channel=a") && two.open("/stream?pattern=*") && elsewhere.open("/stream?channel=b"));
    const QByteArray event = bench.publishedId("a", "x");
    QVERIFY(one.waitForEvents(1) && two.waitForEvents(1));
    const QJsonObject answer = bench.json("/api/explain?event=" + event);
    QCOMPARE(answer.value(QStringLiteral("event")).toString().toUtf8(), event);
    QCOMPARE(answer.value(QStringLiteral("subscribers")).toInt(), 2);
    QCOMPARE(answer.value(QStringLiteral("taken")).toInt() + answer.value(QStringLiteral("acknowledged")).toInt(), 2);
    QCOMPARE(answer.value(QStringLiteral("queued")).toInt(-1), 0);
    QCOMPARE(answer.value(QStringLiteral("lost")).toInt(-1), 0);
    QCOMPARE(bench.ask("GET", "/api/explain?event=1-0").status, 404);
}

void HttpExplainTest::aClientsLastEventsAreShown()
{
    ServerBench bench;
    bench.publish("a", "before");
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a"));
    QByteArrayList ids;
    for (int i = 0; i < 5; ++i)
        ids.append(bench.publishedId("a", QByteArray::number(i)));
    bench.publish("b", "of another channel");
    QVERIFY(client.waitForEvents(5));
    const auto shown = [&](const QByteArray &last) {
        QByteArrayList events;
        const QJsonObject answer = bench.json("/api/explain?client=c1&last=" + last);
        for (const auto &value : answer.value(QStringLiteral("events")).toArray()) {
            const QJsonObject entry = value.toObject();
            const QString fate = entry.value(QStringLiteral("fate")).toString();
            if (entry.value(QStringLiteral("channel")).toString() != QStringLiteral("a") ||
                (fate != QStringLiteral("taken") && fate != QStringLiteral("acknowledged")) ||
                !entry.value(QStringLiteral("takenAt")).isString())
                return QByteArrayList{"not as expected"};
            events.append(entry.value(QStringLiteral("event")).toString().toUtf8());
        }
        return events;
    };
    QCOMPARE(shown("3"), ids.mid(2));
    QCOMPARE(shown("100"), ids); // nothing of what was before it
    QCOMPARE(bench.ask("GET", "/api/explain?client=c99&last=3").status, 404);
}

void HttpExplainTest::theLastEventsOfOneWhoIsGoneAreShown()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a"));
    const QByteArray first = bench.publishedId("a", "1");
    const QByteArray second = bench.publishedId("a", "2");
    QVERIFY(client.waitForEvents(2));
    client.raw.close();
    QVERIFY(bench.waitForClients(0));
    const qint64 gone = QDateTime::currentMSecsSinceEpoch();
    QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > gone); // what is published in the same may have been meant for it
    for (int i = 0; i < 5; ++i)
        bench.publish("a", "later");
    const QJsonArray events = bench.json("/api/explain?client=c1&last=2").value(QStringLiteral("events")).toArray();
    QCOMPARE(events.size(), 2);
    QCOMPARE(events[0].toObject().value(QStringLiteral("event")).toString().toUtf8(), first);
    QCOMPARE(events[1].toObject().value(QStringLiteral("event")).toString().toUtf8(), second);
}

void HttpExplainTest::aQuestionWithoutClientOrEventIs400_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char *query :
         {"", "?client=c1", "?event=", "?client=c1&event=", "?last=5", "?client=c1&last=0", "?client=c1&last=1001",
          "?client=c1&last=all", "?client=c1&event=1-0&last=5", "?client=c1&when=now"})
        QTest::newRow(*query ? query : "nothing") << QByteArray(query);
}

void HttpExplainTest::aQuestionWithoutClientOrEventIs400()
{
    QFETCH(QByteArray, query);
    ServerBench bench;
    QCOMPARE(bench.ask("GET", "/api/explain" + query).status, 400);
}

QTEST_GUILESS_MAIN(HttpExplainTest)
#include "tst_http_explain.moc"
