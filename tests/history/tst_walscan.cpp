// SPDX-License-Identifier: GPL-3.0-or-later
#include "filebench.h"
#include "history/walscan.h"
#include "simdisk.h"

#include <QFile>
#include <QTest>

#include <random>

using namespace helio;
using namespace helio::test;

class WalScanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aLogThatIsNotThereHasNoFrames();
    void aSoundLogHasAllItsCommits();
    void behindABrokenFrameCommitsAreLost();
    void aBrokenLastCommitIsNotFoundByItsMark();
    void aBrokenHeaderIsFound();
    void framesOfALogOfBeforeAreNoneOfThisOne();
    void everyChangedByteButThoseOfTheLastMarkIsFound();
    void anyBytesAreReadWithoutHarm();
    void theSimulatedDiskIsReadToo();

private:
    QByteArray log_; ///< of 20 commits
};

namespace {

constexpr qsizetype FrameBytes = 4096 + 24;

QByteArray read(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qint64 marksIn(const QByteArray &log)
{
    qint64 marks = 0;
    for (qsizetype at = 32; at + FrameBytes <= log.size(); at += FrameBytes)
        marks += log.sliced(at + 4, 4) != QByteArray(4, '\0');
    return marks;
}

} // namespace

void WalScanTest::initTestCase()
{
    FileBench bench;
    QVERIFY(!bench.open().fault);
    for (int i = 0; i < 20; ++i)
        bench.publish("a", 1, QByteArray(300, 'x'));
    log_ = read(bench.options.path + QStringLiteral("-wal"));
    QCOMPARE(marksIn(log_), 20);
    const LogScan scan = scanLog(bench.options.path);
    QVERIFY(!scan.fault);
    QCOMPARE(scan.commits, 20);
}

void WalScanTest::aLogThatIsNotThereHasNoFrames()
{
    const QTemporaryDir folder;
    const LogScan scan = scanLog(folder.filePath(QStringLiteral("none.db")));
    QVERIFY(!scan.fault && !scan.mayMissCommits());
    QCOMPARE(scan.frames, 0);
    QVERIFY(!scanLog(QByteArray()).mayMissCommits());
}

void WalScanTest::aSoundLogHasAllItsCommits()
{
    const LogScan scan = scanLog(log_);
    QCOMPARE(scan.frames, (log_.size() - 32) / FrameBytes);
    QCOMPARE(scan.commits, 20);
    QVERIFY(!scan.mayMissCommits());
}

void WalScanTest::behindABrokenFrameCommitsAreLost()
{
    QByteArray log = log_;
    const qsizetype middle = 32 + FrameBytes * ((log.size() - 32) / FrameBytes / 2);
    log[middle + 24 + 2000] = char(log[middle + 24 + 2000] ^ 1);
    const LogScan scan = scanLog(log);
    QVERIFY(scan.mayMissCommits());
    QVERIFY(scan.lostCommits > 5);
    QCOMPARE(scan.commits + scan.lostCommits, 20);
}

void WalScanTest::aBrokenLastCommitIsNotFoundByItsMark()
{
    // Cut within the last group: nothing of it ends, and nobody was told that it did.
    const LogScan scan = scanLog(log_.chopped(100));
    QCOMPARE(scan.commits, 19);
    QVERIFY(!scan.mayMissCommits());
}

void WalScanTest::aBrokenHeaderIsFound()
{
    for (const qsizetype at : {0, 9, 17, 25}) {
        QByteArray log = log_;
        log[at] = char(log[at] ^ 4);
        QVERIFY(scanLog(log).hasBrokenHeader);
    }
}

void WalScanTest::framesOfALogOfBeforeAreNoneOfThisOne()
{
    QByteArray log = log_.first(32 + 3 * FrameBytes);
    QByteArray before = log_.sliced(32);
    for (qsizetype at = 0; at + FrameBytes <= before.size(); at += FrameBytes)
        before[at + 9] = char(before[at + 9] ^ 1); // other salts
    const LogScan scan = scanLog(log + before);
    QCOMPARE(scan.frames, 3);
    QVERIFY(!scan.mayMissCommits());
}

void WalScanTest::everyChangedByteButThoseOfTheLastMarkIsFound()
{
    std::mt19937 random(1);
    const qsizetype lastFrame = log_.size() - FrameBytes;
    for (int round = 0; round < 300; ++round) {
        const auto at = qsizetype(random() % quint32(log_.size()));
        if (at >= lastFrame && at < lastFrame + 24)
            continue;
        QByteArray log = log_;
        log[at] = char(log[at] ^ (1 << random() % 8));
        QVERIFY2(scanLog(log).mayMissCommits(), qPrintable(QString::number(at)));
    }
}

void WalScanTest::anyBytesAreReadWithoutHarm()
{
    std::mt19937 random(2);
    for (int round = 0; round < 3000; ++round) {
        QByteArray log = log_.first(qsizetype(random() % 20'000));
        for (quint32 changes = random() % 20; changes > 0 && !log.isEmpty(); --changes)
            log[qsizetype(random() % quint32(log.size()))] = char(random());
        const LogScan scan = scanLog(log);
        QVERIFY(scan.frames >= scan.commits && scan.frames <= log.size() / 500);
    }
}

void WalScanTest::theSimulatedDiskIsReadToo()
{
    SimDisk disk(1);
    FileBench bench;
    bench.options.path = QStringLiteral("h.db");
    bench.options.vfs = disk.vfs();
    QVERIFY(!bench.open().fault);
    bench.publish("a", 3);
    disk.kill();
    QCOMPARE(scanLog(bench.options.path, disk.vfs()).commits, 1);
    QByteArray log = disk.bytes("h.db-wal");
    log[40] = char(log[40] ^ 1);
    disk.setBytes("h.db-wal", log);
    QVERIFY(scanLog(bench.options.path, disk.vfs()).mayMissCommits());
    bench.file.reset();
}

QTEST_GUILESS_MAIN(WalScanTest)
#include "tst_walscan.moc"
