// SPDX-License-Identifier: GPL-3.0-or-later
#include "filebench.h"
#include "history/fileclaim.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace helio;
using namespace helio::test;

class FileClaimTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileIsMadeForTheUserAlone();
    void aFolderIsMadeOnlyWhereItIsWanted();
    void aSecondClaimIsRefused();
    void aForeignFileIsRefused_data();
    void aForeignFileIsRefused();
    void aNewerFileIsRefused();
    void anotherProgramReadsAndOurLogStays();
    void aFileThatIsReplacedIsSeen();
    void aLogThatIsTakenAwayIsSeen();
    void aFileThatIsCutIsSeen();
    void aFileThatACheckpointCutIsTheSame();
};

namespace {

/// A bench whose file is claimed and watched, as a hub does.
struct WatchedBench : FileBench
{
    WatchedBench()
    {
        options.inspect = [this] { return watch.inspect(); };
        options.noteCheckpoint = [this] { watch.noteCheckpoint(); };
        FileFault fault;
        claim = FileClaim::of(options.path, FileClaim::Folder::MustExist, fault);
        isReady = !fault && !watch.begin() && !open().fault && !publish("a", 3).fault;
    }
    FileClaim claim;
    FileWatch watch{options.path};
    bool isReady = false;
};

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
}

} // namespace

void FileClaimTest::aFileIsMadeForTheUserAlone()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("h.db"));
    FileFault fault;
    const FileClaim claim = FileClaim::of(path, FileClaim::Folder::MustExist, fault);
    QVERIFY(claim.isHeld() && !fault);
    const QFile::Permissions all = QFileInfo(path).permissions();
    QVERIFY(all.testFlag(QFile::WriteOwner));
    for (const QFile::Permission one : {QFile::ReadGroup, QFile::WriteGroup, QFile::ReadOther, QFile::WriteOther})
        QVERIFY(!all.testFlag(one));
}

void FileClaimTest::aFolderIsMadeOnlyWhereItIsWanted()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("one/two/h.db"));
    FileFault fault;
    QVERIFY(!FileClaim::of(path, FileClaim::Folder::MustExist, fault).isHeld());
    QCOMPARE(fault.kind, FileFault::Kind::Unreachable);
    QVERIFY(!QFileInfo::exists(folder.filePath(QStringLiteral("one"))));
    fault = {};
    QVERIFY(FileClaim::of(path, FileClaim::Folder::IsMade, fault).isHeld());
    QVERIFY(!(QFileInfo(folder.filePath(QStringLiteral("one"))).permissions() &
              (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther)));
}

void FileClaimTest::aSecondClaimIsRefused()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("h.db"));
    FileFault fault;
    {
        const FileClaim claim = FileClaim::of(path, FileClaim::Folder::MustExist, fault);
        QVERIFY(FileClaim::isHeldBySomebody(path));
        QVERIFY(!FileClaim::of(path, FileClaim::Folder::MustExist, fault).isHeld());
        QCOMPARE(fault.kind, FileFault::Kind::Taken);
    }
    fault = {};
    QVERIFY(!FileClaim::isHeldBySomebody(path));
    QVERIFY(FileClaim::of(path, FileClaim::Folder::MustExist, fault).isHeld());
}

void FileClaimTest::aForeignFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a text") << QByteArray("hello");
    QTest::newRow("zeros") << QByteArray(200, '\0');
    QTest::newRow("another database") << "SQLite format 3" + QByteArray(200, '\0');
}

void FileClaimTest::aForeignFileIsRefused()
{
    QFETCH(const QByteArray, bytes);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("h.db"));
    write(path, bytes);
    FileFault fault;
    QVERIFY(!FileClaim::of(path, FileClaim::Folder::MustExist, fault).isHeld());
    QCOMPARE(fault.kind, FileFault::Kind::Foreign);
    QCOMPARE(QFileInfo(path).size(), bytes.size());
}

void FileClaimTest::aNewerFileIsRefused()
{
    FileBench bench;
    bench.open();
    bench.file->close(bench.now);
    Database database;
    QVERIFY(database.open(bench.options.path, Database::Access::Write));
    QVERIFY(database.execute("PRAGMA user_version=9; PRAGMA wal_checkpoint(TRUNCATE)"));
    database.close();
    FileFault fault;
    QVERIFY(!FileClaim::of(bench.options.path, FileClaim::Folder::MustExist, fault).isHeld());
    QCOMPARE(fault.kind, FileFault::Kind::Newer);
}

void FileClaimTest::anotherProgramReadsAndOurLogStays()
{
    const QString sqlite = QStandardPaths::findExecutable(QStringLiteral("sqlite3"));
    if (sqlite.isEmpty())
        QSKIP("sqlite3 is not installed");
    WatchedBench bench;
    QVERIFY(bench.isReady);
    for (int i = 0; i < 2; ++i) {
        QProcess reader;
        reader.start(sqlite, {bench.options.path, QStringLiteral("SELECT count(*), min(data) FROM event")});
        QVERIFY(reader.waitForFinished());
        QCOMPARE(reader.readAllStandardOutput().trimmed(), QByteArray::number(3 + i) + "|x");
        QVERIFY(!bench.publish("a", 1).fault);
    }
}

void FileClaimTest::aFileThatIsReplacedIsSeen()
{
    WatchedBench bench;
    QVERIFY(bench.isReady);
    QVERIFY(QFile::rename(bench.options.path, bench.options.path + QStringLiteral(".away")));
    QCOMPARE(bench.watch.inspect().kind, FileFault::Kind::Gone);
    write(bench.options.path, QByteArray(100'000, 'x'));
    const HistoryCommit commit = bench.publish("a", 1);
    QCOMPARE(commit.fault.kind, FileFault::Kind::Gone);
    QCOMPARE(commit.items[0].append.outcome, AppendResult::Outcome::Away);
    QVERIFY(QFile::remove(bench.options.path) &&
            QFile::rename(bench.options.path + QStringLiteral(".away"), bench.options.path));
    QVERIFY(!bench.watch.begin() && !bench.file->open(bench.now).fault);
    QVERIFY(!bench.publish("a", 1).fault);
    QCOMPARE(bench.all().size(), 4);
}

void FileClaimTest::aLogThatIsTakenAwayIsSeen()
{
    WatchedBench bench;
    QVERIFY(bench.isReady);
    QVERIFY(!bench.watch.inspect());
    QVERIFY(QFile::rename(bench.options.path + QStringLiteral("-wal"), bench.options.path + QStringLiteral(".away")));
    QCOMPARE(bench.publish("a", 1).fault.kind, FileFault::Kind::Gone);
}

void FileClaimTest::aFileThatIsCutIsSeen()
{
    WatchedBench bench;
    QVERIFY(bench.isReady);
    QVERIFY(!bench.file->checkpoint(HistoryFile::LogRoom::GivenBack));
    QVERIFY(QFile::resize(bench.options.path, 4096));
    QCOMPARE(bench.publish("a", 1).fault.kind, FileFault::Kind::Gone);
}

void FileClaimTest::aFileThatACheckpointCutIsTheSame()
{
    WatchedBench bench;
    QVERIFY(bench.isReady);
    bench.publish("a", 500, QByteArray(1000, 'x'));
    QVERIFY(!bench.file->checkpoint(HistoryFile::LogRoom::GivenBack));
    const qint64 before = QFileInfo(bench.options.path).size();
    bench.commit({{HistoryGroup::Clear{"a"}}});
    QVERIFY(!bench.upkeepUntilDone().fault);
    QVERIFY(!bench.file->checkpoint(HistoryFile::LogRoom::GivenBack));
    QVERIFY(QFileInfo(bench.options.path).size() < before);
    QVERIFY(!bench.publish("a", 1).fault);
}

QTEST_GUILESS_MAIN(FileClaimTest)
#include "tst_fileclaim.moc"
