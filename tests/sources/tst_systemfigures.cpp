// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/systemfigures.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

namespace {

QJsonObject jsonOf(const SystemFigures &figures)
{
    return QJsonDocument::fromJson(figures.toJson()).object();
}

QJsonValue at(const SystemFigures &figures, const char *name, const char *member)
{
    return jsonOf(figures).value(QLatin1String(name)).toObject().value(QLatin1String(member));
}

} // namespace

class SystemFiguresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void usePerCoreIsTheShareOfBusyTicks();
    void aCoreThatIsOffOrJustCameIsNull();
    void aProcessorThatCountedNothingIsLeftOut();
    void idleTicksThatWentBackGiveNoMoreThanAllBusy();
    void trafficIsPerSecondWhateverTheInterval();
    void anInterfaceThatJustCameUpCountsFromTheNextReading();
    void anInterfaceThatVanishedIsLeftOut();
    void aCounterThatWentBackIsStill();
    void hugeCountersGiveFiniteWholeNumbers();
    void disksAreAddedUp();
    void withoutTimeBetweenThereAreNoRates();
    void whatTheKernelDidNotReportIsLeftOut();
    void memoryIsTotalUsedAvailableAndPercent();
    void noSwapIsZeroPercent();
    void jsonIsCompactAndTimeIsUtcWithMilliseconds();

private:
    SystemCounters before_;
    SystemCounters after_;
};

void SystemFiguresTest::init()
{
    before_ = {};
    after_ = {};
    before_.at = 10s;
    after_.at = 12s;
}

void SystemFiguresTest::usePerCoreIsTheShareOfBusyTicks()
{
    before_.cpu = CpuCounters{{1000, 1000}, {{0, {500, 500}}, {1, {500, 500}}}};
    after_.cpu = CpuCounters{{1300, 1100}, {{0, {600, 600}}, {1, {700, 500}}}};
    const SystemFigures figures = figuresBetween(before_, after_);
    QCOMPARE(at(figures, "cpu", "percent"), QJsonValue(25));
    QCOMPARE(at(figures, "cpu", "cores"), QJsonValue(QJsonArray{50, 0}));
}

void SystemFiguresTest::aCoreThatIsOffOrJustCameIsNull()
{
    before_.cpu = CpuCounters{{100, 100}, {{0, {50, 50}}, {3, {50, 50}}}};
    after_.cpu = CpuCounters{{200, 200}, {{0, {100, 100}}, {2, {5, 5}}, {3, {100, 100}}}};
    QCOMPARE(at(figuresBetween(before_, after_), "cpu", "cores"),
             QJsonValue(QJsonArray{50, QJsonValue::Null, QJsonValue::Null, 50}));
}

void SystemFiguresTest::aProcessorThatCountedNothingIsLeftOut()
{
    before_.cpu = CpuCounters{{100, 100}, {}};
    after_.cpu = before_.cpu;
    QVERIFY(!jsonOf(figuresBetween(before_, after_)).contains(QStringLiteral("cpu")));
}

void SystemFiguresTest::idleTicksThatWentBackGiveNoMoreThanAllBusy()
{
    before_.cpu = CpuCounters{{100, 100}, {}};
    after_.cpu = CpuCounters{{90, 150}, {}};
    QCOMPARE(at(figuresBetween(before_, after_), "cpu", "percent"), QJsonValue(100));
}

void SystemFiguresTest::trafficIsPerSecondWhateverTheInterval()
{
    before_.interfaces = {{"eth0", {1000, 500}}, {"wlan0", {0, 0}}};
    after_.interfaces = {{"eth0", {5000, 600}}, {"wlan0", {20, 3}}};
    const SystemFigures figures = figuresBetween(before_, after_);
    QCOMPARE(at(figures, "network", "receivedBytesPerSecond"), QJsonValue(2010));
    QCOMPARE(at(figures, "network", "sentBytesPerSecond"), QJsonValue(52));
    const QJsonObject eth0 = at(figures, "network", "interfaces").toObject().value(QStringLiteral("eth0")).toObject();
    QCOMPARE(eth0.value(QStringLiteral("receivedBytesPerSecond")), QJsonValue(2000));
    QCOMPARE(eth0.value(QStringLiteral("sentBytesPerSecond")), QJsonValue(50));
}

void SystemFiguresTest::anInterfaceThatJustCameUpCountsFromTheNextReading()
{
    before_.interfaces = QMap<QByteArray, TrafficCounters>();
    after_.interfaces = {{"usb0", {1'000'000, 1'000'000}}};
    QCOMPARE(at(figuresBetween(before_, after_), "network", "receivedBytesPerSecond"), QJsonValue(0));
    QVERIFY(at(figuresBetween(before_, after_), "network", "interfaces").toObject().isEmpty());
}

void SystemFiguresTest::anInterfaceThatVanishedIsLeftOut()
{
    before_.interfaces = {{"usb0", {1'000'000, 1'000'000}}};
    after_.interfaces = QMap<QByteArray, TrafficCounters>();
    QCOMPARE(at(figuresBetween(before_, after_), "network", "sentBytesPerSecond"), QJsonValue(0));
}

void SystemFiguresTest::aCounterThatWentBackIsStill()
{
    before_.interfaces = {{"eth0", {4'294'967'000, 100}}};
    after_.interfaces = {{"eth0", {50, 300}}};
    const SystemFigures figures = figuresBetween(before_, after_);
    QCOMPARE(at(figures, "network", "receivedBytesPerSecond"), QJsonValue(0));
    QCOMPARE(at(figures, "network", "sentBytesPerSecond"), QJsonValue(100));
}

void SystemFiguresTest::hugeCountersGiveFiniteWholeNumbers()
{
    before_.interfaces = {{"eth0", {0, 0}}};
    after_.interfaces = {{"eth0", {std::numeric_limits<quint64>::max(), std::numeric_limits<quint64>::max()}}};
    const QJsonValue received = at(figuresBetween(before_, after_), "network", "receivedBytesPerSecond");
    QCOMPARE(received.toInteger(), qint64(1) << 53);
}

void SystemFiguresTest::disksAreAddedUp()
{
    before_.disks = {{"sda", {0, 0}}, {"nvme0n1", {0, 1000}}};
    after_.disks = {{"sda", {512, 1024}}, {"nvme0n1", {1024, 2000}}};
    const SystemFigures figures = figuresBetween(before_, after_);
    QCOMPARE(at(figures, "disk", "readBytesPerSecond"), QJsonValue(768));
    QCOMPARE(at(figures, "disk", "writtenBytesPerSecond"), QJsonValue(1012));
}

void SystemFiguresTest::withoutTimeBetweenThereAreNoRates()
{
    after_.at = before_.at;
    before_.interfaces = {{"eth0", {0, 0}}};
    after_.interfaces = {{"eth0", {5, 5}}};
    after_.load = {{1, 2, 3}};
    const QJsonObject json = jsonOf(figuresBetween(before_, after_));
    QVERIFY(!json.contains(QStringLiteral("network")));
    QVERIFY(json.contains(QStringLiteral("load")));
}

void SystemFiguresTest::whatTheKernelDidNotReportIsLeftOut()
{
    QCOMPARE(jsonOf(figuresBetween(before_, after_)).keys(), QStringList{QStringLiteral("time")});
}

void SystemFiguresTest::memoryIsTotalUsedAvailableAndPercent()
{
    after_.memory = MemoryState{{3000, 1000}, {1000, 1000}};
    const QJsonObject memory = jsonOf(figuresBetween(before_, after_)).value(QStringLiteral("memory")).toObject();
    QCOMPARE(memory, (QJsonObject{{QStringLiteral("totalBytes"), 3000},
                                  {QStringLiteral("usedBytes"), 2000},
                                  {QStringLiteral("availableBytes"), 1000},
                                  {QStringLiteral("percent"), 66.7}}));
}

void SystemFiguresTest::noSwapIsZeroPercent()
{
    after_.memory = MemoryState{{3000, 1000}, {}};
    QCOMPARE(at(figuresBetween(before_, after_), "swap", "percent"), QJsonValue(0));
}

void SystemFiguresTest::jsonIsCompactAndTimeIsUtcWithMilliseconds()
{
    after_.time = 1'700'000'000'007;
    after_.temperature = 47.25;
    after_.uptime = 1248.6;
    after_.load = {{0.444, 1, 2.5}};
    QCOMPARE(figuresBetween(before_, after_).toJson(),
             QByteArray(R"({"time":"2023-11-14T22:13:20.007Z","load":[0.44,1,2.5],"temperatureCelsius":47.3,)"
                        R"("uptimeSeconds":1249})"));
}

QTEST_GUILESS_MAIN(SystemFiguresTest)
#include "tst_systemfigures.moc"
