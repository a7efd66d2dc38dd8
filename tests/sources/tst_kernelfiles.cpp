// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/kernelfiles.h"

#include <QTest>

using namespace helio;

namespace {

bool everyDisk(const QByteArray &)
{
    return true;
}

} // namespace

class KernelFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitingForInputCountsAsIdleAndGuestsAreNotCountedTwice();
    void coresKeepTheirNumberWhenOneIsSwitchedOff();
    void statOfAnOldKernelHasFewerColumns();
    void contentThatIsNoStatGivesNothing_data();
    void contentThatIsNoStatGivesNothing();
    void loadAveragesAreThree();
    void memoryIsInBytes();
    void memoryWithoutSwapSaysZero();
    void memoryOfAnOldKernelAddsUpWhatIsAvailable();
    void moreAvailableThanThereIsCountsAsAll();
    void memoryWithoutTotalGivesNothing();
    void theLoopbackIsNoInterface();
    void aCounterMayFollowTheColonWithoutASpace();
    void anAliasKeepsItsColon();
    void countersUpTo64BitsAreRead();
    void aMachineWithOnlyALoopbackHasNoInterfaces();
    void diskSectorsAre512Bytes();
    void partitionsAreLeftOut();
    void noDiskAtAllGivesNothing();
    void uptimeIsInSeconds();
    void temperaturesAreInDegrees_data();
    void temperaturesAreInDegrees();
};

void KernelFilesTest::waitingForInputCountsAsIdleAndGuestsAreNotCountedTwice()
{
    const auto cpu = parseStat("cpu  100 20 30 1000 500 4 5 6 70 8\ncpu0 100 20 30 1000 500 4 5 6 70 8\nintr 1 2 3\n");
    QVERIFY(cpu);
    QCOMPARE(cpu->total.idle, 1500u);
    QCOMPARE(cpu->total.busy, 165u);
    QCOMPARE(cpu->cores.size(), 1);
}

void KernelFilesTest::coresKeepTheirNumberWhenOneIsSwitchedOff()
{
    const auto cpu = parseStat("cpu  3 0 0 3 0 0 0 0 0 0\ncpu0 1 0 0 1 0 0 0 0 0 0\ncpu3 2 0 0 2 0 0 0 0 0 0\n");
    QVERIFY(cpu);
    QCOMPARE(cpu->cores.keys(), (QList<int>{0, 3}));
    QCOMPARE(cpu->cores.value(3).busy, 2u);
}

void KernelFilesTest::statOfAnOldKernelHasFewerColumns()
{
    const auto cpu = parseStat("cpu  10 0 5 100\n");
    QVERIFY(cpu);
    QCOMPARE(cpu->total.idle, 100u);
    QCOMPARE(cpu->total.busy, 15u);
}

void KernelFilesTest::contentThatIsNoStatGivesNothing_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("other lines only") << QByteArray("intr 5\nctxt 7\n");
    QTest::newRow("cut in the line") << QByteArray("cpu  10 0");
    QTest::newRow("words for numbers") << QByteArray("cpu a b c d\n");
}

void KernelFilesTest::contentThatIsNoStatGivesNothing()
{
    QFETCH(QByteArray, content);
    QVERIFY(!parseStat(content));
}

void KernelFilesTest::loadAveragesAreThree()
{
    const auto load = parseLoadAverage("0.44 1.39 12.17 3/88 24178\n");
    QVERIFY(load);
    QCOMPARE(*load, (std::array<double, 3>{0.44, 1.39, 12.17}));
    QVERIFY(!parseLoadAverage("0.44 1.39"));
    QVERIFY(!parseLoadAverage("nan nan nan 1/2 3"));
}

void KernelFilesTest::memoryIsInBytes()
{
    const auto state = parseMemoryInfo("MemTotal:  1000 kB\nMemFree: 100 kB\nMemAvailable:  400 kB\nBuffers: 10 kB\n"
                                       "SwapTotal: 200 kB\nSwapFree: 150 kB\nHugePages_Total: 0\n");
    QVERIFY(state);
    QCOMPARE(state->memory.total, 1'024'000);
    QCOMPARE(state->memory.available, 409'600);
    QCOMPARE(state->swap.total, 204'800);
    QCOMPARE(state->swap.available, 153'600);
}

void KernelFilesTest::memoryWithoutSwapSaysZero()
{
    const auto state = parseMemoryInfo("MemTotal: 1000 kB\nMemAvailable: 400 kB\n");
    QVERIFY(state);
    QCOMPARE(state->swap.total, 0);
    QCOMPARE(state->swap.available, 0);
}

void KernelFilesTest::memoryOfAnOldKernelAddsUpWhatIsAvailable()
{
    const auto state = parseMemoryInfo("MemTotal: 1000 kB\nMemFree: 100 kB\nBuffers: 20 kB\nCached: 30 kB\n");
    QVERIFY(state);
    QCOMPARE(state->memory.available, 150 * 1024);
}

void KernelFilesTest::moreAvailableThanThereIsCountsAsAll()
{
    const auto state = parseMemoryInfo("MemTotal: 1000 kB\nMemAvailable: 4000 kB\n");
    QVERIFY(state);
    QCOMPARE(state->memory.available, state->memory.total);
}

void KernelFilesTest::memoryWithoutTotalGivesNothing()
{
    QVERIFY(!parseMemoryInfo(""));
    QVERIFY(!parseMemoryInfo("MemFree: 100 kB\n"));
}

void KernelFilesTest::theLoopbackIsNoInterface()
{
    const auto interfaces = parseNetworkDevices(
        "Inter-|   Receive                            |  Transmit\n"
        " face |bytes packets errs drop fifo frame compressed multicast|bytes packets errs drop fifo colls carrier "
        "compressed\n"
        "    lo:    3267      29    0    0    0     0          0         0     3267      29    0    0    0     0     0 "
        "0\n"
        "  eth0: 400066437 10438    0    0    0     0          0         0   593489    7902    0    0    0     0     0 "
        "0\n");
    QVERIFY(interfaces);
    QCOMPARE(interfaces->keys(), QList<QByteArray>{"eth0"});
    QCOMPARE(interfaces->value("eth0").in, 400'066'437u);
    QCOMPARE(interfaces->value("eth0").out, 593'489u);
}

void KernelFilesTest::aCounterMayFollowTheColonWithoutASpace()
{
    const auto interfaces = parseNetworkDevices("wlan0:12345 1 0 0 0 0 0 0 678 1 0 0 0 0 0 0\n");
    QVERIFY(interfaces);
    QCOMPARE(interfaces->value("wlan0").in, 12345u);
    QCOMPARE(interfaces->value("wlan0").out, 678u);
}

void KernelFilesTest::anAliasKeepsItsColon()
{
    const auto interfaces = parseNetworkDevices("eth0:1: 5 0 0 0 0 0 0 0 6 0 0 0 0 0 0 0\n");
    QVERIFY(interfaces);
    QCOMPARE(interfaces->keys(), QList<QByteArray>{"eth0:1"});
}

void KernelFilesTest::countersUpTo64BitsAreRead()
{
    const auto interfaces =
        parseNetworkDevices("eth0: 18446744073709551615 0 0 0 0 0 0 0 18446744073709551614 0 0 0 0 0 0 0\n");
    QVERIFY(interfaces);
    QCOMPARE(interfaces->value("eth0").in, std::numeric_limits<quint64>::max());
}

void KernelFilesTest::aMachineWithOnlyALoopbackHasNoInterfaces()
{
    const auto interfaces = parseNetworkDevices("lo: 1 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0\n");
    QVERIFY(interfaces);
    QVERIFY(interfaces->isEmpty());
    QVERIFY(!parseNetworkDevices(""));
}

void KernelFilesTest::diskSectorsAre512Bytes()
{
    const auto disks = parseDiskStatistics(" 254  0 vda 37769 8480 3314330 27590 116630 14445 4794120 22656 0 20008 "
                                           "52366 10329 28 548200 836 26458 1282\n",
                                           everyDisk);
    QVERIFY(disks);
    QCOMPARE(disks->value("vda").in, 3'314'330u * 512);
    QCOMPARE(disks->value("vda").out, 4'794'120u * 512);
}

void KernelFilesTest::partitionsAreLeftOut()
{
    const QByteArray content = "8 0 sda 1 0 10 0 1 0 20 0 0 0 0\n8 1 sda1 1 0 10 0 1 0 20 0 0 0 0\n8 2 sda2 1 0 2\n";
    const auto disks = parseDiskStatistics(content, [](const QByteArray &name) { return name == "sda"; });
    QVERIFY(disks);
    QCOMPARE(disks->keys(), QList<QByteArray>{"sda"});
}

void KernelFilesTest::noDiskAtAllGivesNothing()
{
    QVERIFY(!parseDiskStatistics("", everyDisk));
    QVERIFY(!parseDiskStatistics("7 0 loop0 0 0 0 0 0 0 0 0 0 0 0\n", [](const QByteArray &) { return false; }));
}

void KernelFilesTest::uptimeIsInSeconds()
{
    QCOMPARE(parseUptime("1248.10 2307.98\n"), std::optional(1248.10));
    QVERIFY(!parseUptime(""));
}

void KernelFilesTest::temperaturesAreInDegrees_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<double>("degrees"); // NaN: none
    QTest::newRow("47 degrees") << QByteArray("47000\n") << 47.0;
    QTest::newRow("below zero") << QByteArray("-5500\n") << -5.5;
    QTest::newRow("nothing connected: zero") << QByteArray("0\n") << qQNaN();
    QTest::newRow("nothing connected: 255") << QByteArray("255000\n") << qQNaN();
    QTest::newRow("nothing connected: absolute zero") << QByteArray("-274000\n") << qQNaN();
    QTest::newRow("an error of the driver") << QByteArray() << qQNaN();
}

void KernelFilesTest::temperaturesAreInDegrees()
{
    QFETCH(QByteArray, content);
    QFETCH(double, degrees);
    QCOMPARE(parseTemperature(content).value_or(qQNaN()), degrees);
}

QTEST_GUILESS_MAIN(KernelFilesTest)
#include "tst_kernelfiles.moc"
