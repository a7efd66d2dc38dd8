// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverbench.h"

#include <QDateTime>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// GET /stream with a past: where it begins, gaps, poll, envelope.
class HttpReplayTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void beginsBehindTheLastEventId_data();
    void beginsBehindTheLastEventId();
    void theHeaderWinsOverTheQuery();
    void oddIdsAreResumedAfter_data();
    void oddIdsAreResumedAfter();
    void begins_data();
    void begins();
    void sinceATime();
    void replayGoesOnLive();
    void aGapIsReportedWhereItHappens();
    void anUnknownIdIsAGap();
    void anIdOfBeforeARestartIsAGap();
    void noGapWithoutLoss();
    void severalChannelsInOneOrder();
    void anEnvelopeForBrowsers();
    void pollEnds();
    void aPollThatEndsWholeSaysSo();
    void aLongHistoryComesWhole();
};

namespace {

/// a1 b1 a2 b2 a3; their ids.
QByteArrayList publishFive(const ServerBench &bench)
{
    QByteArrayList ids;
    for (const char *data : {"a1", "b1", "a2", "b2", "a3"})
        ids.append(bench.publishedId(QByteArray(data, 1), data));
    return ids;
}

} // namespace

void HttpReplayTest::beginsBehindTheLastEventId_data()
{
    QTest::addColumn<bool>("inHeader");
    QTest::newRow("as a header") << true;
    QTest::newRow("in the query") << false;
}

void HttpReplayTest::beginsBehindTheLastEventId()
{
    QFETCH(bool, inHeader);
    ServerBench bench;
    const QByteArrayList ids = publishFive(bench);
    StreamClient client(bench);
    QVERIFY(inHeader ? client.open("/stream?channel=a", {"Last-Event-ID: " + ids[0]})
                     : client.open("/stream?channel=a&lastEventId=" + ids[0]));
    QVERIFY(client.waitForEvents(2));
    QCOMPARE(client.data(), (QByteArrayList{"a2", "a3"}));
    QCOMPARE(client.events[0].id, ids[2]);
}

void HttpReplayTest::theHeaderWinsOverTheQuery()
{
    ServerBench bench;
    const QByteArrayList ids = publishFive(bench);
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a&poll=1&since=100&lastEventId=" + ids[0], {"Last-Event-ID: " + ids[2]}));
    QVERIFY(client.waitForEnd());
    QCOMPARE(client.data(), (QByteArrayList{"a3"}));
    StreamClient empty(bench);
    QVERIFY(empty.open("/stream?channel=a&poll=1&lastEventId=" + ids[0], {"Last-Event-ID:"}));
    QVERIFY(empty.waitForEnd());
    QCOMPARE(empty.data(), (QByteArrayList{"a2", "a3"}));
}

void HttpReplayTest::oddIdsAreResumedAfter_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const char *id : {"日本", "two words", "a+b", "100%", "a&b=c", "42", "-", "1-", "-1", "a:b", "\"q\"",
                           "earliest2", "123-456x", "{json}"})
        QTest::newRow(id) << QByteArray(id);
    QTest::newRow("of 256 bytes") << QByteArray(256, 'i');
}

void HttpReplayTest::oddIdsAreResumedAfter()
{
    QFETCH(QByteArray, id);
    ServerBench bench;
    bench.publish("a", "1");
    const RawResponse answer = bench.ask("POST", "/channels/a?id=" + id.toPercentEncoding(), {}, "2");
    QCOMPARE(answer.status, 200);
    QCOMPARE(jsonOf(answer).value(QStringLiteral("id")).toString().toUtf8(), id);
    bench.publish("a", "3");
    for (const bool inHeader : {true, false}) {
        StreamClient client(bench);
        QVERIFY(inHeader ? client.open("/stream?channel=a&poll=1", {"Last-Event-ID: " + id})
                         : client.open("/stream?channel=a&poll=1&lastEventId=" + id.toPercentEncoding()));
        QVERIFY(client.waitForEnd());
        QCOMPARE(client.data(), (QByteArrayList{"3"}));
    }
    StreamClient all(bench);
    QVERIFY(all.open("/stream?channel=a&poll=1&lastEventId=earliest"));
    QVERIFY(all.waitForEnd());
    QCOMPARE(all.events[1].id, id);
}

void HttpReplayTest::begins_data()
{
    QTest::addColumn<QByteArrayList>("expected");
    QTest::newRow("channel=a") << QByteArrayList{};
    QTest::newRow("channel=a&lastEventId=earliest") << QByteArrayList{"a1", "a2", "a3"};
    QTest::newRow("pattern=*&lastEventId=earliest") << QByteArrayList{"a1", "b1", "a2", "b2", "a3"};
    QTest::newRow("channel=a&channel=b&since=2") << QByteArrayList{"b2", "a3"};
    QTest::newRow("channel=b&since=1") << QByteArrayList{"b2"};
    QTest::newRow("channel=a&since=0") << QByteArrayList{};
    QTest::newRow("channel=a&since=1000") << QByteArrayList{"a1", "a2", "a3"};
    QTest::newRow("channel=a&since=10m") << QByteArrayList{"a1", "a2", "a3"};
    QTest::newRow("channel=a&since=24h") << QByteArrayList{"a1", "a2", "a3"};
    QTest::newRow("channel=a&since=&lastEventId=") << QByteArrayList{};
}

void HttpReplayTest::begins()
{
    QFETCH(QByteArrayList, expected);
    ServerBench bench;
    publishFive(bench);
    StreamClient client(bench);
    QVERIFY(client.open(QByteArray("/stream?") + QTest::currentDataTag()));
    bench.publish(QByteArray(QTest::currentDataTag()).startsWith("channel=b&") ? "b" : "a", "live");
    QVERIFY(client.waitForEvents(expected.size() + 1));
    QCOMPARE(client.data(), expected + QByteArrayList{"live"});
}

void HttpReplayTest::sinceATime()
{
    ServerBench bench;
    bench.publish("a", "old");
    const auto from = std::chrono::steady_clock::now();
    QVERIFY(QTest::qWaitFor([&] { return std::chrono::steady_clock::now() - from > 1200ms; }, 5000));
    bench.publish("a", "new");
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a&poll=1&since=1s"));
    QVERIFY(client.waitForEnd());
    QCOMPARE(client.data(), (QByteArrayList{"new"}));
}

void HttpReplayTest::replayGoesOnLive()
{
    ServerBench bench;
    const QByteArrayList ids = publishFive(bench);
    StreamClient client(bench);
    QVERIFY(client.open("/stream?pattern=*", {"Last-Event-ID: " + ids[2]}));
    bench.publish("c", "c1");
    QVERIFY(client.waitForEvents(3));
    QCOMPARE(client.data(), (QByteArrayList{"b2", "a3", "c1"}));
    QCOMPARE(client.events[0].channel, "b");
}

void HttpReplayTest::aGapIsReportedWhereItHappens()
{
    HubConfig config;
    config.history.maximumEvents = 2;
    ServerBench bench(config);
    const QByteArrayList ids = publishFive(bench);      // a1 is trimmed
    const QByteArray a4 = bench.publishedId("a", "a4"); // a2 too
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a&channel=b", {"Last-Event-ID: " + ids[0]}));
    QVERIFY(client.waitForEvents(5));
    QCOMPARE(client.events[0],
             (Event{{}, {}, "gap", "{\"requested\":\"" + ids[0] + "\",\"oldest\":\"" + ids[1] + "\"}"}));
    QCOMPARE(client.data().mid(1), (QByteArrayList{"b1", "b2", "a3", "a4"}));
    QCOMPARE(bench.json("/api/stats").value(QStringLiteral("gaps")).toInt(), 1);
}

void HttpReplayTest::anUnknownIdIsAGap()
{
    ServerBench bench;
    const QByteArrayList ids = publishFive(bench);
    for (const QByteArray id : {"unknown", "99999999999999-0", "%E6%97%A5"}) {
        StreamClient client(bench);
        QVERIFY(client.open("/stream?channel=a&poll=1&lastEventId=" + id));
        QVERIFY(client.waitForEnd());
        QCOMPARE(client.events[0].type, "gap");
        QCOMPARE(client.data().mid(1), (QByteArrayList{"a1", "a2", "a3"}));
        StreamClient nothing(bench);
        QVERIFY(nothing.open("/stream?channel=x&poll=1&lastEventId=" + id));
        QVERIFY(nothing.waitForEnd());
        QCOMPARE(nothing.events.size(), 1);
        QVERIFY(nothing.events[0].data.endsWith(",\"oldest\":null}"));
    }
}

void HttpReplayTest::anIdOfBeforeARestartIsAGap()
{
    const qint64 startedAt = QDateTime::currentMSecsSinceEpoch();
    QByteArray id;
    {
        ServerBench before;
        id = before.publishedId("a", "1");
    }
    // Two lives in one millisecond are more than ids can distinguish.
    QVERIFY(QTest::qWaitFor([&] { return QDateTime::currentMSecsSinceEpoch() > startedAt + 1; }));
    ServerBench bench;
    bench.publish("a", "2");
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a", {"Last-Event-ID: " + id}));
    QVERIFY(client.waitForEvents(2));
    QCOMPARE(client.events[0].type, "gap");
    QCOMPARE(client.events[1].data, "2");
    QVERIFY(Position::fromId(client.events[1].id) > Position::fromId(id));
}

void HttpReplayTest::noGapWithoutLoss()
{
    HubConfig config;
    config.history.maximumEvents = 2;
    ServerBench bench(config);
    const QByteArrayList ids = publishFive(bench); // a1 is trimmed
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a&poll=1", {"Last-Event-ID: " + ids[0]})); // whose reader has it
    QVERIFY(client.waitForEnd());
    QCOMPARE(client.data(), (QByteArrayList{"a2", "a3"}));
    StreamClient other(bench);
    QVERIFY(other.open("/stream?channel=b&poll=1&lastEventId=" + ids[0]));
    QVERIFY(other.waitForEnd());
    QCOMPARE(other.data(), (QByteArrayList{"b1", "b2"}));
    StreamClient earliest(bench);
    QVERIFY(earliest.open("/stream?channel=a&poll=1&lastEventId=earliest"));
    QVERIFY(earliest.waitForEnd());
    QCOMPARE(earliest.data(), (QByteArrayList{"a2", "a3"}));
}

void HttpReplayTest::severalChannelsInOneOrder()
{
    ServerBench bench;
    QByteArrayList expected;
    for (int i = 0; i < 300; ++i) {
        expected.append(QByteArray::number(i));
        bench.publish("c" + QByteArray::number(i % 7), expected.last());
    }
    StreamClient client(bench);
    QVERIFY(client.open("/stream?pattern=c[0-3]&channel=c4&pattern=c*&channel=c6&poll=1&lastEventId=earliest"));
    QVERIFY(client.waitForEnd());
    QCOMPARE(client.data(), expected);
    for (qsizetype i = 1; i < client.events.size(); ++i)
        QVERIFY(Position::fromId(client.events[i].id) > Position::fromId(client.events[i - 1].id));
}

void HttpReplayTest::anEnvelopeForBrowsers()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a&channel=b&envelope=1"));
    const RawResponse answer = bench.ask("POST", "/channels/a?event=t&retry=1234", {}, "x\ny");
    const QByteArray id = jsonOf(answer).value(QStringLiteral("id")).toString().toUtf8();
    QVERIFY(client.waitForEvents(1));
    QCOMPARE(client.events[0].data, "{\"channel\":\"a\",\"type\":\"t\",\"id\":\"" + id + "\",\"data\":\"x\\ny\"}");
    QCOMPARE(client.events[0].type, QByteArray());
    QCOMPARE(client.events[0].id, id);
    QCOMPARE(client.parser.reconnectionTime(), std::optional(1234ms));
}

void HttpReplayTest::pollEnds()
{
    ServerBench bench;
    StreamClient empty(bench);
    QVERIFY(empty.open("/stream?channel=a&poll=1"));
    QVERIFY(empty.waitForEnd());
    QVERIFY(empty.events.isEmpty());
    publishFive(bench);
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a&poll=1&lastEventId=earliest"));
    QVERIFY(client.waitForEnd());
    QCOMPARE(client.data(), (QByteArrayList{"a1", "a2", "a3"}));
    QVERIFY(bench.waitForClients(0));
}

void HttpReplayTest::aPollThatEndsWholeSaysSo()
{
    const QByteArray complete = "\n: replay complete\n\n";
    HubConfig config;
    config.server.maximumClientsPerAddress = 1;
    ServerBench bench(config);
    publishFive(bench);
    for (const char *target : {"/stream?channel=a&poll=1&lastEventId=earliest", "/stream?channel=a&poll=1"}) {
        StreamClient client(bench);
        QVERIFY(client.open(target));
        QVERIFY(client.waitForEnd());
        QVERIFY2(client.wire.endsWith(complete), client.wire.constData());
        QVERIFY(bench.waitForClients(0));
    }
    StreamClient live(bench);
    QVERIFY(live.open("/stream?channel=a"));
    QVERIFY(bench.waitForClients(1));
    StreamClient turnedAway(bench);
    QVERIFY(turnedAway.open("/stream?channel=a&poll=1&lastEventId=earliest"));
    QVERIFY(turnedAway.waitForEnd());
    QVERIFY(!turnedAway.wire.contains("replay complete"));
    bench.publish("a", "live");
    QVERIFY(live.waitForEvents(1));
    QVERIFY(!live.wire.contains("replay complete"));
}

void HttpReplayTest::aLongHistoryComesWhole()
{
    ServerBench bench;
    QByteArray lines;
    for (int i = 0; i < 5000; ++i)
        lines += "{\"channel\":\"a\",\"data\":\"" + QByteArray::number(i) + QByteArray(150, ' ') + "\"}\n";
    QCOMPARE(bench.publishLines(lines).status, 200);
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a&lastEventId=earliest"));
    bench.publish("a", "live");
    QVERIFY(client.waitForEvents(5001));
    for (int i = 0; i < 5000; ++i)
        QCOMPARE(client.events[i].data.trimmed(), QByteArray::number(i));
    QCOMPARE(client.events[5000].data, "live");
}

QTEST_GUILESS_MAIN(HttpReplayTest)
#include "tst_http_replay.moc"
