// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordingpublisher.h"
#include "sources/systemsource.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

namespace {

/// A folder with `proc` and `sys` as a test wants them.
class Machine
{
public:
    void write(const QString &path, const QByteArray &content)
    {
        const QString file = folder_.filePath(path);
        QVERIFY(QDir().mkpath(QFileInfo(file).path()));
        QFile device(file);
        QVERIFY(device.open(QIODevice::WriteOnly));
        device.write(content);
    }
    void makeFolder(const QString &path) { QVERIFY(QDir().mkpath(folder_.filePath(path))); }
    SystemReader reader() const { return SystemReader(folder_.path()); }

private:
    QTemporaryDir folder_;
};

} // namespace

class SystemSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void publishesThisMachinesFigures();
    void theFirstEventComesSoonHoweverLongTheInterval();
    void aStoppedSourcePublishesNothing();
    void onlyDisksWithADeviceBehindThemAreWholeDisks();
    void theHottestSensorOfTheProcessorIsTheTemperature();
    void withoutAProcessorSensorTheHottestZoneIsTaken();
    void aMachineWithoutSensorsHasNoTemperature();
    void aMachineWithoutFilesHasNoFigures();
};

void SystemSourceTest::publishesThisMachinesFigures()
{
    RecordingPublisher publisher;
    SystemSource::Settings settings;
    settings.interval = 100ms;
    SystemSource source(publisher, settings);
    source.start();
    QTRY_VERIFY(publisher.published.size() >= 3);
    const Publication &event = publisher.published.first();
    QCOMPARE(event.channel, QByteArray("system"));
    QCOMPARE(event.type, QByteArray());
    QCOMPARE(event.id, QByteArray());
    QVERIFY(!event.data.contains('\n'));
    const QJsonObject figures = publisher.lastObject();
    for (const char *name : {"time", "cpu", "load", "memory", "swap", "network", "uptimeSeconds"})
        QVERIFY2(figures.contains(QLatin1String(name)), name);
    const QJsonObject cpu = figures.value(QStringLiteral("cpu")).toObject();
    QVERIFY(cpu.value(QStringLiteral("percent")).toDouble(-1) >= 0);
    QVERIFY(cpu.value(QStringLiteral("percent")).toDouble(-1) <= 100);
    QVERIFY(!cpu.value(QStringLiteral("cores")).toArray().isEmpty());
}

void SystemSourceTest::theFirstEventComesSoonHoweverLongTheInterval()
{
    RecordingPublisher publisher;
    SystemSource::Settings settings;
    settings.interval = 1h;
    SystemSource source(publisher, settings);
    source.start();
    QTRY_COMPARE(publisher.published.size(), 1);
    QVERIFY(source.isRunning());
}

void SystemSourceTest::aStoppedSourcePublishesNothing()
{
    RecordingPublisher silent;
    SystemSource stopped(silent, {});
    stopped.start();
    stopped.stop();
    QVERIFY(!stopped.isRunning());

    RecordingPublisher busy;
    SystemSource startedLater(busy, {});
    startedLater.start();
    QTRY_VERIFY(!busy.published.isEmpty());
    QVERIFY(silent.published.isEmpty());
}

void SystemSourceTest::onlyDisksWithADeviceBehindThemAreWholeDisks()
{
    Machine machine;
    machine.write(QStringLiteral("proc/diskstats"), "7 0 loop0 1 0 10 0 1 0 20 0\n8 0 sda 1 0 10 0 1 0 20 0\n"
                                                    "8 1 sda1 1 0 10 0 1 0 20 0\n253 0 dm-0 1 0 10 0 1 0 20 0\n"
                                                    "104 0 cciss/c0d0 1 0 10 0 1 0 20 0\n");
    machine.makeFolder(QStringLiteral("sys/block/loop0"));
    machine.makeFolder(QStringLiteral("sys/block/dm-0"));
    machine.makeFolder(QStringLiteral("sys/block/sda/device"));
    machine.makeFolder(QStringLiteral("sys/block/cciss!c0d0/device"));
    const SystemCounters counters = machine.reader().read();
    QVERIFY(counters.disks);
    QCOMPARE(counters.disks->keys(), (QList<QByteArray>{"cciss/c0d0", "sda"}));
}

void SystemSourceTest::theHottestSensorOfTheProcessorIsTheTemperature()
{
    Machine machine;
    machine.write(QStringLiteral("sys/class/hwmon/hwmon0/name"), "nvme\n");
    machine.write(QStringLiteral("sys/class/hwmon/hwmon0/temp1_input"), "80000\n");
    machine.write(QStringLiteral("sys/class/hwmon/hwmon1/name"), "coretemp\n");
    machine.write(QStringLiteral("sys/class/hwmon/hwmon1/temp1_input"), "51000\n");
    machine.write(QStringLiteral("sys/class/hwmon/hwmon1/temp2_input"), "53500\n");
    machine.write(QStringLiteral("sys/class/hwmon/hwmon1/temp3_input"), "");
    machine.write(QStringLiteral("sys/class/hwmon/hwmon1/temp1_crit"), "100000\n");
    machine.write(QStringLiteral("sys/class/thermal/thermal_zone0/temp"), "27800\n");
    QCOMPARE(machine.reader().read().temperature, std::optional(53.5));
}

void SystemSourceTest::withoutAProcessorSensorTheHottestZoneIsTaken()
{
    Machine machine;
    machine.write(QStringLiteral("sys/class/thermal/thermal_zone0/temp"), "27800\n");
    machine.write(QStringLiteral("sys/class/thermal/thermal_zone1/temp"), "44000\n");
    machine.write(QStringLiteral("sys/class/thermal/cooling_device0/temp"), "99000\n");
    QCOMPARE(machine.reader().read().temperature, std::optional(44.0));
}

void SystemSourceTest::aMachineWithoutSensorsHasNoTemperature()
{
    Machine machine;
    machine.write(QStringLiteral("proc/uptime"), "5.0 5.0\n");
    QVERIFY(!machine.reader().read().temperature);
    QCOMPARE(machine.reader().read().uptime, std::optional(5.0));
}

void SystemSourceTest::aMachineWithoutFilesHasNoFigures()
{
    RecordingPublisher publisher;
    Machine machine;
    SystemSource source(publisher, {.interval = 100ms, .reader = machine.reader()});
    source.start();
    QTRY_VERIFY(!publisher.published.isEmpty());
    QCOMPARE(publisher.lastObject().keys(), QStringList{QStringLiteral("time")});
}

QTEST_GUILESS_MAIN(SystemSourceTest)
#include "tst_systemsource.moc"
