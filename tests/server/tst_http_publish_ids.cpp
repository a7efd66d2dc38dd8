// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverbench.h"

#include <QJsonArray>
#include <QTest>

using namespace helio;
using namespace helio::test;

/// Publishers' own ids.
class HttpPublishIdsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void mayBe_data();
    void mayBe();
    void aRepeatIsAnsweredAsTheFirstTime();
    void anotherContentIsAConflict_data();
    void anotherContentIsAConflict();
    void anIdOfAnotherChannelBlocksNobody();
    void aConflictWithinARequestPublishesNothing();
    void aBatchMayBeRepeatedWhole();
    void hubsIdsRise();
};

void HttpPublishIdsTest::mayBe_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("a") << 200;
    QTest::newRow("42") << 200;
    QTest::newRow("日本") << 200;
    QTest::newRow("two words") << 200;
    QTest::newRow("a-1") << 200;
    QTest::newRow("1-") << 200;
    QTest::newRow("Earliest") << 200;
    QTest::newRow("earliest") << 400;
    QTest::newRow("1-1") << 400;
    QTest::newRow("0-0") << 400;
    QTest::newRow("99999999999999999999999999-1") << 400;
    QTest::newRow(" a") << 400;
    QTest::newRow("a ") << 400;
    QTest::newRow("a\nb") << 400;
    QTest::newRow("a\x7f") << 400;
    QTest::newRow(QByteArray(256, 'i').constData()) << 200;
    QTest::newRow(QByteArray(257, 'i').constData()) << 400;
}

void HttpPublishIdsTest::mayBe()
{
    QFETCH(int, status);
    ServerBench bench;
    const QByteArray id = QTest::currentDataTag();
    QCOMPARE(bench.ask("POST", "/channels/a?id=" + id.toPercentEncoding(), {}, "x").status, status);
    QByteArray json = "{\"data\":\"x\",\"channel\":\"a\",\"id\":\"" + id + "\"}";
    json.replace('\n', "\\n");
    QCOMPARE(bench.publishJson(json).status, status);
    QCOMPARE(bench.json("/api/stats").value(QStringLiteral("published")).toInt(-1), status == 200 ? 1 : 0);
}

void HttpPublishIdsTest::aRepeatIsAnsweredAsTheFirstTime()
{
    ServerBench bench;
    StreamClient first(bench), second(bench);
    QVERIFY(first.open("/stream?channel=a"));
    const RawResponse answer = bench.ask("POST", "/channels/a?id=own&event=t", {}, "x");
    QVERIFY(second.open("/stream?channel=a"));
    QCOMPARE(bench.ask("POST", "/channels/a?id=own&event=t&retry=500", {}, "x").body, answer.body);
    QCOMPARE(bench.publishJson(R"({"channel":"a","id":"own","type":"t","data":"x"})").body, answer.body);
    bench.publish("a", "y");
    QVERIFY(first.waitForEvents(2) && second.waitForEvents(1));
    QCOMPARE(first.data(), (QByteArrayList{"x", "y"}));
    QCOMPARE(second.data(), (QByteArrayList{"y"}));
}

void HttpPublishIdsTest::anotherContentIsAConflict_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("/channels/a?id=own&event=t") << QByteArray("y");
    QTest::newRow("/channels/a?id=own&event=u") << QByteArray("x");
    QTest::newRow("/channels/a?id=own") << QByteArray("x");
}

void HttpPublishIdsTest::anotherContentIsAConflict()
{
    QFETCH(QByteArray, body);
    ServerBench bench;
    QCOMPARE(bench.ask("POST", "/channels/a?id=own&event=t", {}, "x").status, 200);
    const RawResponse answer = bench.ask("POST", QTest::currentDataTag(), {}, body);
    QCOMPARE(answer.status, 409);
    QCOMPARE(answer.header("content-type"), "application/problem+json");
}

void HttpPublishIdsTest::anIdOfAnotherChannelBlocksNobody()
{
    ServerBench bench;
    QCOMPARE(bench.ask("POST", "/channels/builds?id=own", {}, "x").status, 200);
    const RawResponse answer = bench.ask("POST", "/channels/orders?id=own", {}, "y");
    QCOMPARE(answer.status, 200);
    QVERIFY(Position::fromId(jsonOf(answer).value(QStringLiteral("id")).toString().toUtf8()));
    QCOMPARE(bench.ask("POST", "/channels/orders?id=own", {}, "y").body, answer.body);
    QCOMPARE(bench.ask("POST", "/channels/orders?id=own", {}, "z").status, 409);
}

void HttpPublishIdsTest::aConflictWithinARequestPublishesNothing()
{
    ServerBench bench;
    const RawResponse answer = bench.publishJson(R"([{"data":"1","id":"i"},{"data":"2"},{"data":"3","id":"i"}])");
    QCOMPARE(answer.status, 409);
    QVERIFY(jsonOf(answer).value(QStringLiteral("detail")).toString().contains(QStringLiteral("Event 3")));
    QCOMPARE(bench.json("/api/stats").value(QStringLiteral("published")).toInt(-1), 0);
}

void HttpPublishIdsTest::aBatchMayBeRepeatedWhole()
{
    ServerBench bench;
    const QByteArray batch = R"([{"data":"1","id":"i"},{"data":"2","id":"j"},{"data":"1","id":"i"}])";
    const RawResponse first = bench.publishJson(batch);
    QCOMPARE(first.body, "{\"published\":3,\"ids\":[\"i\",\"j\",\"i\"]}\n");
    QCOMPARE(bench.publishJson(batch).body, first.body);
    QCOMPARE(bench.json("/api/stats").value(QStringLiteral("published")).toInt(-1), 2);
}

void HttpPublishIdsTest::hubsIdsRise()
{
    ServerBench bench;
    Position last;
    for (int i = 0; i < 50; ++i) {
        const auto position = Position::fromId(bench.publishedId(i % 2 ? "a" : "b", "x"));
        QVERIFY(position && *position > last);
        last = *position;
    }
}

QTEST_GUILESS_MAIN(HttpPublishIdsTest)
#include "tst_http_publish_ids.moc"
