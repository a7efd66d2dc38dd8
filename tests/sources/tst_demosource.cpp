// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordingpublisher.h"
#include "sources/demosource.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

namespace {

double priceOf(const QJsonObject &data)
{
    return data.value(QStringLiteral("price")).toDouble(-1);
}

} // namespace

class DemoSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void publishesAValueAndAPriceAtOnceHoweverLongTheInterval();
    void publishesAgainAtEachInterval();
    void valuesFollowChance_data();
    void valuesFollowChance();
    void aPriceThatOnlyFallsStaysAboveZero();
    void aStoppedSourcePublishesNothing();
};

void DemoSourceTest::publishesAValueAndAPriceAtOnceHoweverLongTheInterval()
{
    RecordingPublisher publisher;
    DemoSource source(publisher, {.channel = "demo", .interval = 1h, .chance = {}});
    source.start();
    QTRY_COMPARE(publisher.published.size(), 2);
    QCOMPARE(publisher.published[0].channel, QByteArray("demo"));
    QCOMPARE(publisher.published[0].type, QByteArray("value"));
    QCOMPARE(publisher.published[1].channel, QByteArray("demo"));
    QCOMPARE(publisher.published[1].type, QByteArray("price"));
    for (const char *type : {"value", "price"}) {
        const QString time = publisher.objectsOf(type).first().value(QStringLiteral("timestamp")).toString();
        QVERIFY2(QDateTime::fromString(time, Qt::ISODateWithMs).isValid() && time.endsWith(u'Z'), qPrintable(time));
    }
    QVERIFY(source.isRunning());
}

void DemoSourceTest::publishesAgainAtEachInterval()
{
    RecordingPublisher publisher;
    DemoSource source(publisher, {.channel = "prices", .interval = 10ms, .chance = {}});
    source.start();
    QTRY_VERIFY(publisher.published.size() >= 6);
    QCOMPARE(publisher.published.last().channel, QByteArray("prices"));
    const QList<QJsonObject> prices = publisher.objectsOf("price");
    for (qsizetype i = 1; i < prices.size(); ++i) {
        const double change = prices[i].value(QStringLiteral("change")).toDouble(-1000);
        QVERIFY(qAbs(priceOf(prices[i - 1]) + change - priceOf(prices[i])) < 0.001);
    }
}

void DemoSourceTest::valuesFollowChance_data()
{
    QTest::addColumn<double>("chance");
    QTest::addColumn<int>("value");
    QTest::addColumn<double>("price");
    QTest::newRow("the least") << 0.0 << 0 << 99.0;
    QTest::newRow("the middle") << 0.5 << 50 << 100.0;
    QTest::newRow("nearly the most") << 0.9999999 << 99 << 101.0;
}

void DemoSourceTest::valuesFollowChance()
{
    QFETCH(double, chance);
    QFETCH(int, value);
    QFETCH(double, price);
    RecordingPublisher publisher;
    DemoSource source(publisher, {.channel = "demo", .interval = 1h, .chance = [chance] { return chance; }});
    source.start();
    QTRY_COMPARE(publisher.published.size(), 2);
    QCOMPARE(publisher.objectsOf("value").first().value(QStringLiteral("randomValue")).toInt(-1), value);
    QCOMPARE(priceOf(publisher.objectsOf("price").first()), price);
}

void DemoSourceTest::aPriceThatOnlyFallsStaysAboveZero()
{
    RecordingPublisher publisher;
    DemoSource source(publisher, {.channel = "demo", .interval = 0ms, .chance = [] { return 0.0; }});
    source.start();
    QTRY_VERIFY_WITH_TIMEOUT(publisher.published.size() > 960, 20'000);
    for (const QJsonObject &data : publisher.objectsOf("price"))
        QVERIFY(priceOf(data) >= 1);
}

void DemoSourceTest::aStoppedSourcePublishesNothing()
{
    RecordingPublisher silent;
    DemoSource stopped(silent, {});
    stopped.start();
    stopped.stop();
    QVERIFY(!stopped.isRunning());
    RecordingPublisher busy;
    DemoSource startedLater(busy, {});
    startedLater.start();
    QTRY_VERIFY(!busy.published.isEmpty());
    QVERIFY(silent.published.isEmpty());
}

QTEST_GUILESS_MAIN(DemoSourceTest)
#include "tst_demosource.moc"
