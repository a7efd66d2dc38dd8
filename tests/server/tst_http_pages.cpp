// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverbench.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace helio;
using namespace helio::test;

/// GET /api/history: what was published before, page by page backwards.
class HttpPagesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPageIsTheLastEventsAndLeadsToTheOneBefore();
    void channelsAndPatternsMayBeNamedMoreThanOnce();
    void aTimeMayBeAskedFor();
    void whatIsWrongIsNamed_data();
    void whatIsWrongIsNamed();
    void anEventThatIsNotHeldIs404();
};

namespace {

QStringList dataOf(const QJsonObject &page)
{
    QStringList data;
    for (const QJsonValue &event : page.value(QStringLiteral("events")).toArray())
        data.append(event.toObject().value(QStringLiteral("data")).toString());
    return data;
}

} // namespace

void HttpPagesTest::aPageIsTheLastEventsAndLeadsToTheOneBefore()
{
    ServerBench bench;
    QByteArrayList ids;
    for (const char *data : {"1", "2", "3", "4", "5"})
        ids.append(bench.publishedId("a", data));
    const QJsonObject page = bench.json("/api/history?limit=2");
    QCOMPARE(dataOf(page), QStringList({QStringLiteral("4"), QStringLiteral("5")}));
    QCOMPARE(page.value(QStringLiteral("atBeginning")), QJsonValue(false));
    const QJsonObject first = page.value(QStringLiteral("events")).toArray().first().toObject();
    QCOMPARE(first.value(QStringLiteral("id")).toString().toUtf8(), ids[3]);
    QCOMPARE(first.value(QStringLiteral("channel")).toString(), QStringLiteral("a"));
    QVERIFY(first.value(QStringLiteral("type")).isNull());
    QVERIFY(first.value(QStringLiteral("storedAt")).isString());
    const QJsonObject before = bench.json("/api/history?limit=1000&before=" + ids[3]);
    QCOMPARE(dataOf(before), QStringList({QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")}));
    QCOMPARE(before.value(QStringLiteral("atBeginning")), QJsonValue(true));
}

void HttpPagesTest::channelsAndPatternsMayBeNamedMoreThanOnce()
{
    ServerBench bench;
    for (const char *channel : {"a", "b", "c.1", "c.2", "d"})
        QVERIFY(!bench.publishedId(channel, channel).isEmpty());
    QCOMPARE(dataOf(bench.json("/api/history?channel=a&channel=b&pattern=c.*")).join(u' '),
             QStringLiteral("a b c.1 c.2"));
    QCOMPARE(dataOf(bench.json("/api/history")).size(), 5);
}

void HttpPagesTest::aTimeMayBeAskedFor()
{
    ServerBench bench;
    QVERIFY(!bench.publishedId("a", "x").isEmpty());
    QCOMPARE(dataOf(bench.json("/api/history?since=1h")).size(), 1);
    QCOMPARE(dataOf(bench.json("/api/history?since=1")).size(), 1);
    QCOMPARE(dataOf(bench.json("/api/history?since=4102444800000")).size(), 0); // in the year 2100
}

void HttpPagesTest::whatIsWrongIsNamed_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char *query : {"limit=0", "limit=1001", "limit=x", "since=yesterday", "since=-1", "channel=%0A"})
        QTest::newRow(query) << QByteArray(query);
}

void HttpPagesTest::whatIsWrongIsNamed()
{
    QFETCH(QByteArray, query);
    ServerBench bench;
    const RawResponse refused = bench.ask("GET", "/api/history?" + query);
    QCOMPARE(refused.status, 400);
    QVERIFY2(jsonOf(refused)
                 .value(QStringLiteral("detail"))
                 .toString()
                 .contains(QString::fromLatin1(query.left(query.indexOf('=')))),
             refused.body.constData());
}

void HttpPagesTest::anEventThatIsNotHeldIs404()
{
    ServerBench bench;
    QCOMPARE(bench.ask("GET", "/api/history?before=nothing").status, 404);
}

QTEST_GUILESS_MAIN(HttpPagesTest)
#include "tst_http_pages.moc"
