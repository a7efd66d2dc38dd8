// SPDX-License-Identifier: GPL-3.0-or-later
#include "filebench.h"
#include "history/filecheck.h"
#include "history/packedposition.h"
#include "history/salvage.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <random>

using namespace helio;
using namespace helio::test;

class SalvageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aDamagedPageCostsOnlyWhatItHeld();
    void aBrokenPageOfOneTextCostsThatEventAlone();
    void whatIsInTheLogAloneIsSavedToo();
    void whatTheLogSpoilsComesFromTheFile();
    void aDamagedRowBecomesALoss();
    void whatWasTrimmedStaysTrimmed();
    void theDamagedFileIsKept();
    void anotherHubDoesNotComeBetween();
    void aStopLeavesTheFileAsItIs();
    void aCrashBetweenTheRenamesIsGoneOnFrom();
    void anyDamageIsOutlived();

private:
    SalvageReport save(const std::atomic<bool> *isStopped = nullptr);
    void flip(const QString &name, qint64 at, qint64 count = 1);
    QByteArray read(const QString &name) const;

    std::unique_ptr<FileBench> bench_;
    FileClaim claim_;
    Position head_;
};

void SalvageTest::init()
{
    claim_ = {};
    bench_ = std::make_unique<FileBench>();
    FileFault fault;
    claim_ = FileClaim::of(bench_->options.path, FileClaim::Folder::MustExist, fault);
    QVERIFY(!fault && !bench_->open().fault);
    for (int i = 0; i < 100; ++i)
        bench_->append({said("c" + QByteArray::number(i % 3), QByteArray::number(i) + QByteArray(400, 'x'),
                             i % 10 == 0 ? "id" + QByteArray::number(i) : QByteArray())});
    QVERIFY(!bench_->file->checkpoint(HistoryFile::LogRoom::GivenBack));
    head_ = bench_->file->head();
}

SalvageReport SalvageTest::save(const std::atomic<bool> *isStopped)
{
    bench_->file.reset();
    return salvage(bench_->options.path, bench_->now, claim_, isStopped);
}

void SalvageTest::flip(const QString &name, qint64 at, qint64 count)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(at));
    QByteArray bytes = file.read(count);
    for (char &byte : bytes)
        byte = char(byte ^ 0x5A);
    QVERIFY(file.seek(at) && file.write(bytes) == bytes.size());
}

QByteArray SalvageTest::read(const QString &name) const
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void SalvageTest::aDamagedPageCostsOnlyWhatItHeld()
{
    const QByteArray bytes = read(bench_->options.path);
    bench_->file.reset();
    // The page that holds the 50th event.
    const qsizetype page = bytes.indexOf("50" + QByteArray(400, 'x')) / 4096;
    QVERIFY(page > 0);
    flip(bench_->options.path, page * 4096, 64);
    QVERIFY(!checkFile(bench_->options.path).problems.isEmpty());
    const SalvageReport report = save();
    QVERIFY2(!report.fault, qPrintable(report.fault.problem));
    QVERIFY(report.events >= 85 && report.events < 100);
    QVERIFY(report.holes > 0);
    QVERIFY(report.notice.contains(report.aside));

    const OpenedHistory opened = bench_->open();
    QVERIFY(!opened.fault);
    QCOMPARE(opened.all.events, report.events);
    QVERIFY(opened.head > head_);
    QCOMPARE(opened.floor, opened.head);
    QVERIFY(opened.losses.size() >= 2);
    QCOMPARE(opened.losses.constLast().position, opened.head);
    QCOMPARE(opened.losses.constLast().selection, pattern("*"));
    QVERIFY(bench_->append({said("c0", "0" + QByteArray(400, 'x'), "id0")}).append.entries[0].repeated);
    bench_->file.reset();
    QCOMPARE(checkFile(bench_->options.path).problems, QStringList());
}

void SalvageTest::aBrokenPageOfOneTextCostsThatEventAlone()
{
    bench_->now.wall += 3'600'000; // far from the others in the order
    bench_->append({said("c0", QByteArray(5'000, 'x') + "here" + QByteArray(5'000, 'x'))});
    bench_->now.wall += 3'600'000;
    bench_->append({said("c0", "behind it")});
    bench_->file.reset();
    flip(bench_->options.path, read(bench_->options.path).indexOf("xherex") / 4096 * 4096, 64);
    const SalvageReport report = save();
    QVERIFY2(!report.fault, qPrintable(report.fault.problem));
    QCOMPARE(report.events, 101);
    bench_->open();
    QCOMPARE(bench_->all().constLast()->event.data, QByteArray("behind it"));
}

void SalvageTest::whatIsInTheLogAloneIsSavedToo()
{
    bench_->append({said("c0", "in the log")});
    bench_->file.reset(); // the last connection puts the log into the file
    bench_->open();
    bench_->append({said("c0", "in the log, too")});
    const QByteArray log = read(bench_->options.path + QStringLiteral("-wal"));
    QVERIFY(!log.isEmpty());
    const QByteArray file = read(bench_->options.path);
    bench_->file.reset();
    // As a kill leaves them.
    QFile(bench_->options.path).remove();
    for (const auto &[name, bytes] :
         {std::pair(bench_->options.path, file), std::pair(bench_->options.path + QStringLiteral("-wal"), log)}) {
        QFile out(name);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(bytes);
    }
    const SalvageReport report = save();
    QVERIFY(!report.fault);
    QCOMPARE(report.events, 102);
    QVERIFY(QFileInfo::exists(report.aside + QStringLiteral("-wal")));
    bench_->open();
    QCOMPARE(bench_->all().constLast()->event.data, QByteArray("in the log, too"));
}

void SalvageTest::whatTheLogSpoilsComesFromTheFile()
{
    const QByteArray file = read(bench_->options.path);
    bench_->append({said("c0", QByteArray(9000, 'y'))});
    QByteArray log = read(bench_->options.path + QStringLiteral("-wal"));
    bench_->file.reset();
    log[24 + 32 + 5] = char(log[24 + 32 + 5] ^ 1);
    QFile(bench_->options.path).remove();
    for (const auto &[name, bytes] :
         {std::pair(bench_->options.path, file), std::pair(bench_->options.path + QStringLiteral("-wal"), log)}) {
        QFile out(name);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(bytes);
    }
    const SalvageReport report = save();
    QVERIFY(!report.fault);
    QCOMPARE(report.events, 100);
}

void SalvageTest::aDamagedRowBecomesALoss()
{
    Database database;
    QVERIFY(database.open(bench_->options.path, Database::Access::Write));
    QVERIFY(database.execute("UPDATE event SET data='changed' WHERE data LIKE '42xx%'"));
    database.close();
    const QList<StoredEventPtr> before = bench_->all();
    QCOMPARE(before.size(), 99);
    const SalvageReport report = save();
    QCOMPARE(report.damaged, 1);
    QCOMPARE(report.events, 99);
    const OpenedHistory opened = bench_->open();
    QCOMPARE(opened.losses.size(), 2);
    QVERIFY(opened.losses[0].position > before[41]->position && opened.losses[0].position < before[42]->position);
}

void SalvageTest::whatWasTrimmedStaysTrimmed()
{
    const HistoryCommit commit = bench_->commit({{HistoryGroup::Clear{"c1"}}});
    const SalvageReport report = save();
    QCOMPARE(report.events, 67);
    for (const OpenedHistory::Channel &channel : bench_->open().channels)
        QCOMPARE(channel.trimmed >= commit.trims[0].upTo, channel.figures.channel == "c1");
}

void SalvageTest::theDamagedFileIsKept()
{
    bench_->file.reset();
    const QByteArray before = read(bench_->options.path);
    const SalvageReport report = save();
    QCOMPARE(read(report.aside), before);
    QVERIFY(report.aside.contains(QStringLiteral(".damaged-")));
    bench_->open();
    const SalvageReport again = save(); // in the same second
    QVERIFY(!again.fault);
    QVERIFY(again.aside != report.aside);
    QCOMPARE(read(report.aside), before);
}

void SalvageTest::anotherHubDoesNotComeBetween()
{
    QVERIFY(!save().fault);
    FileFault fault;
    QVERIFY(!FileClaim::of(bench_->options.path, FileClaim::Folder::MustExist, fault).isHeld());
    QCOMPARE(fault.kind, FileFault::Kind::Taken);
    claim_ = {};
    QVERIFY(FileClaim::of(bench_->options.path, FileClaim::Folder::MustExist, fault).isHeld());
}

void SalvageTest::aStopLeavesTheFileAsItIs()
{
    bench_->file.reset();
    const QByteArray before = read(bench_->options.path);
    const std::atomic<bool> isStopped = true;
    const SalvageReport report = save(&isStopped);
    QCOMPARE(report.fault.kind, FileFault::Kind::Interrupted);
    QVERIFY(report.aside.isEmpty());
    QCOMPARE(read(bench_->options.path), before);
    QVERIFY(!QFileInfo::exists(bench_->options.path + QStringLiteral(".new")));
}

void SalvageTest::aCrashBetweenTheRenamesIsGoneOnFrom()
{
    bench_->file.reset();
    const QString made = bench_->options.path + QStringLiteral(".new");
    // Half made, while the file is there: it is made again.
    QVERIFY(QFile::copy(bench_->options.path, made));
    QVERIFY(finishSalvage(bench_->options.path, bench_->now));
    QVERIFY(!QFileInfo::exists(made));
    // Whole, and the file is aside, but not its log.
    QVERIFY(QFile::rename(bench_->options.path, made));
    QFile log(bench_->options.path + QStringLiteral("-wal"));
    QVERIFY(log.open(QIODevice::WriteOnly) && log.write("of the damaged one") > 0);
    log.close();
    QVERIFY(finishSalvage(bench_->options.path, bench_->now));
    QVERIFY(!QFileInfo::exists(made) && !log.exists());
    QCOMPARE(bench_->open().all.events, 100);
}

void SalvageTest::anyDamageIsOutlived()
{
    bench_->file.reset();
    const QByteArray whole = read(bench_->options.path);
    std::mt19937 random(7);
    for (int round = 0; round < 25; ++round) {
        QByteArray bytes = whole;
        for (quint32 damages = 1 + random() % 4; damages > 0; --damages) {
            const auto at = qsizetype(100 + random() % quint32(bytes.size() - 100));
            const qsizetype count = std::min<qsizetype>(1 + random() % 600, bytes.size() - at);
            for (qsizetype i = 0; i < count; ++i)
                bytes[at + i] = char(random());
        }
        if (random() % 4 == 0)
            bytes.truncate(4096 * qsizetype(2 + random() % 8));
        QFile file(bench_->options.path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
        file.close();
        const SalvageReport report = save();
        QVERIFY2(!report.fault, qPrintable(report.fault.problem));
        const OpenedHistory opened = bench_->open();
        QVERIFY2(!opened.fault, qPrintable(opened.fault.problem));
        QCOMPARE(opened.all.events, report.events);
        for (const StoredEventPtr &event : bench_->all())
            QVERIFY(event->event.data.endsWith("xxx"));
        bench_->file.reset();
        QCOMPARE(checkFile(bench_->options.path).problems, QStringList());
        QVERIFY(QFile::remove(report.aside));
    }
}

QTEST_GUILESS_MAIN(SalvageTest)
#include "tst_salvage.moc"
