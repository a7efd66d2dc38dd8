// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/schema.h"
#include "history/statement.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;

class HistorySchemaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyFileBecomesAHistory();
    void aMadeFileSaysWhatItIs();
    void anotherProgramsFileIsForeign();
    void aFileOfANewerVersionIsNewer();
    void bytesThatAreNoDatabaseAreAFault();
    void aMetaValueWhoseCrcDoesNotFitIsNone();
    void aTextMayHoldAnyUtf8();
    void aFaultSaysWhatKindItIs();
    void anOldFileIsCopiedAndBroughtUpToDate();
    void aStepThatFailsLeavesTheOldFile();
    void aMissingStepLeavesTheOldFile();
};

namespace {

const QDateTime Noon(QDate(2025, 11, 29), QTime(12, 5, 1));

struct Folder
{
    QTemporaryDir dir;
    QString file = dir.filePath(QStringLiteral("history.db"));
};

bool makeOldFile(Database &database, const QString &path)
{
    return database.open(path, Database::Access::Create) &&
           database.execute("PRAGMA application_id=0x48656C69; PRAGMA user_version=0; CREATE TABLE t(a);"
                            "INSERT INTO t VALUES(7)");
}

bool addB(Database &database)
{
    return database.execute("ALTER TABLE t ADD COLUMN b");
}

bool fillB(Database &database)
{
    return database.execute("UPDATE t SET b = a * 2");
}

bool failHalfWay(Database &database)
{
    return database.execute("UPDATE t SET b = 1; INSERT INTO nothing VALUES(1)");
}

} // namespace

void HistorySchemaTest::anEmptyFileBecomesAHistory()
{
    const Folder folder;
    Database database;
    QVERIFY(database.open(folder.file, Database::Access::Create));
    QCOMPARE(formOf(database), FileForm::Empty);
    QVERIFY(createSchema(database, 5000, 77));
    QVERIFY(prepareWriter(database));
    QCOMPARE(formOf(database), FileForm::History);
    QCOMPARE(metaValue(database, "made"), 5000);
    QCOMPARE(metaValue(database, "floor"), 77);
    QVERIFY(!metaValue(database, "head"));
    QVERIFY(!database.fault());
}

void HistorySchemaTest::aMadeFileSaysWhatItIs()
{
    const Folder folder;
    Database database;
    QVERIFY(database.open(folder.file, Database::Access::Create));
    QVERIFY(createSchema(database, 0, 0) && prepareWriter(database));
    QCOMPARE(database.number("PRAGMA page_size"), 4096);
    QCOMPARE(database.number("PRAGMA auto_vacuum"), 2);
    QCOMPARE(database.number("PRAGMA synchronous"), 2);
    QCOMPARE(database.number("PRAGMA secure_delete"), 0);
    QCOMPARE(database.number("PRAGMA wal_autocheckpoint"), 0);
    Statement mode(database, "PRAGMA journal_mode");
    QVERIFY(mode.next());
    QCOMPARE(mode.text(0), QByteArray("wal"));
}

void HistorySchemaTest::anotherProgramsFileIsForeign()
{
    const Folder folder;
    Database database;
    QVERIFY(database.open(folder.file, Database::Access::Create));
    QVERIFY(database.execute("CREATE TABLE t(a)"));
    QCOMPARE(formOf(database), FileForm::Foreign);
    QVERIFY(database.execute("PRAGMA application_id=5"));
    QCOMPARE(formOf(database), FileForm::Foreign);
}

void HistorySchemaTest::aFileOfANewerVersionIsNewer()
{
    const Folder folder;
    Database database;
    QVERIFY(database.open(folder.file, Database::Access::Create));
    QVERIFY(createSchema(database, 0, 0) && database.execute("PRAGMA user_version=2"));
    QCOMPARE(formOf(database), FileForm::Newer);
    QVERIFY(database.execute("PRAGMA user_version=0"));
    QCOMPARE(formOf(database), FileForm::Older);
}

void HistorySchemaTest::bytesThatAreNoDatabaseAreAFault()
{
    const Folder folder;
    QFile file(folder.file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    Database database;
    QVERIFY(database.open(folder.file, Database::Access::Write));
    QVERIFY(!formOf(database));
    QCOMPARE(database.fault().kind, FileFault::Kind::Corrupt);
    QVERIFY(!database.fault().problem.isEmpty());
}

void HistorySchemaTest::aMetaValueWhoseCrcDoesNotFitIsNone()
{
    const Folder folder;
    Database database;
    QVERIFY(database.open(folder.file, Database::Access::Create));
    QVERIFY(createSchema(database, 5, 6) && database.execute("UPDATE meta SET value=7 WHERE key='floor'"));
    QVERIFY(!metaValue(database, "floor"));
    QVERIFY(!database.fault());
}

void HistorySchemaTest::aTextMayHoldAnyUtf8()
{
    const Folder folder;
    Database database;
    QVERIFY(database.open(folder.file, Database::Access::Create));
    QVERIFY(database.execute("CREATE TABLE t(a TEXT)"));
    const QByteArray text("a\0b\xE3\x81\x82'", 7);
    for (const QByteArray &one : {text, QByteArray()}) {
        QVERIFY(Statement(database, "INSERT INTO t VALUES(?)").bind(1, one).run());
        Statement read(database, "SELECT a FROM t ORDER BY rowid DESC LIMIT 1");
        QVERIFY(read.next());
        QCOMPARE(read.text(0), one);
        QVERIFY(!read.isNull(0));
    }
    QCOMPARE(quotedForSql("it's"), QByteArray("'it''s'"));
}

void HistorySchemaTest::aFaultSaysWhatKindItIs()
{
    const Folder folder;
    Database database;
    QVERIFY(!database.open(folder.dir.filePath(QStringLiteral("none/history.db")), Database::Access::Create));
    QCOMPARE(database.fault().kind, FileFault::Kind::Unreachable);
    QVERIFY(!database.isOpen());

    QVERIFY(database.open(folder.file, Database::Access::Create) && database.execute("CREATE TABLE t(a)"));
    Database other;
    QVERIFY(other.open(folder.file, Database::Access::Write) && other.execute("BEGIN IMMEDIATE"));
    QVERIFY(!database.execute("BEGIN IMMEDIATE"));
    QCOMPARE(database.fault().kind, FileFault::Kind::Busy);
    QVERIFY(other.execute("ROLLBACK"));
    other.close();

    QVERIFY(database.execute("PRAGMA max_page_count=3"));
    QVERIFY(!database.execute("INSERT INTO t VALUES(zeroblob(100000))"));
    QCOMPARE(database.fault().kind, FileFault::Kind::Full);

    QVERIFY(database.open(folder.file, Database::Access::Read));
    QVERIFY(!database.execute("INSERT INTO t VALUES(1)"));
    QCOMPARE(database.fault().kind, FileFault::Kind::ReadOnly);
}

void HistorySchemaTest::anOldFileIsCopiedAndBroughtUpToDate()
{
    const Folder folder;
    Database database;
    QVERIFY(makeOldFile(database, folder.file));
    const MigrationStep steps[] = {{0, addB}, {1, fillB}};
    QVERIFY(migrate(database, folder.file, Noon, steps, 2));
    QCOMPARE(database.number("PRAGMA user_version"), 2);
    QCOMPARE(database.number("SELECT b FROM t"), 14);

    Database copy;
    QVERIFY(copy.open(folder.file + QStringLiteral(".v0-20251129-120501"), Database::Access::Read));
    QCOMPARE(copy.number("PRAGMA user_version"), 0);
    QCOMPARE(copy.number("PRAGMA application_id"), HistoryApplicationId);
    QCOMPARE(copy.number("SELECT count(*) FROM pragma_table_info('t')"), 1);
}

void HistorySchemaTest::aStepThatFailsLeavesTheOldFile()
{
    const Folder folder;
    Database database;
    QVERIFY(makeOldFile(database, folder.file));
    const MigrationStep steps[] = {{0, addB}, {1, failHalfWay}};
    QVERIFY(!migrate(database, folder.file, Noon, steps, 2));
    QCOMPARE(database.fault().kind, FileFault::Kind::Corrupt);
    QCOMPARE(database.number("PRAGMA user_version"), 0);
    QCOMPARE(database.number("SELECT count(*) FROM pragma_table_info('t')"), 1);
    QVERIFY(database.execute("BEGIN IMMEDIATE; COMMIT"));
}

void HistorySchemaTest::aMissingStepLeavesTheOldFile()
{
    const Folder folder;
    Database database;
    QVERIFY(makeOldFile(database, folder.file));
    const MigrationStep steps[] = {{0, addB}};
    QVERIFY(!migrate(database, folder.file, Noon, steps, 2));
    QCOMPARE(database.fault().kind, FileFault::Kind::Corrupt);
    QCOMPARE(database.number("PRAGMA user_version"), 0);
}

QTEST_GUILESS_MAIN(HistorySchemaTest)
#include "tst_history_schema.moc"
