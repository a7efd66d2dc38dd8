// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/database.h"
#include "history/filecheck.h"
#include "hub/storeondisk.h"
#include "store/sqlitestore.h"
#include "storebench.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;
using namespace helio::test;

/// A file of history whose first hundred bytes, SQLite's header, are damaged: it is known as ours by what else stands
/// in its first page.
class SqliteStoreHeaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anyByteOfTheHeaderMayBeDamaged_data();
    void anyByteOfTheHeaderMayBeDamaged();
    void whatIsNotOursIsRefusedAndStaysAsItIs_data();
    void whatIsNotOursIsRefusedAndStaysAsItIs();

private:
    struct Files
    {
        QByteArray file;
        QByteArray log; ///< empty: there is none
    };
    static bool isOutlived(const Files &damaged, const QByteArray &first, const QByteArrayList &expected);
    static QByteArray read(const QString &path);
    static void write(const QString &path, const QByteArray &bytes);
};

QByteArray SqliteStoreHeaderTest::read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void SqliteStoreHeaderTest::write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

void SqliteStoreHeaderTest::anyByteOfTheHeaderMayBeDamaged_data()
{
    QTest::addColumn<bool>("hasFreePages");
    QTest::addColumn<bool>("isKilled");
    QTest::newRow("a full file") << false << false;
    QTest::newRow("a file with free pages") << true << false;
    QTest::newRow("a file with free pages and a log") << true << true;
}

void SqliteStoreHeaderTest::anyByteOfTheHeaderMayBeDamaged()
{
    QFETCH(bool, hasFreePages);
    QFETCH(bool, isKilled);
    QTemporaryDir folder(fastFolder() + QStringLiteral("/heliograph-XXXXXX"));
    const QString path = folder.filePath(QStringLiteral("history.db"));
    QByteArrayList expected;
    QByteArray first;
    QByteArray whole;
    QByteArray log;
    {
        StoreBench bench(makeSqliteStore(path));
        first = bench.publish("a", "0");
        for (int i = 1; i <= 30; ++i) {
            bench.publish("gone", QByteArray(2'000, 'x'));
            expected.append(QByteArray::number(i) + QByteArray(1'000, 'y'));
            bench.publish(i % 2 ? "a" : "b", expected.constLast());
        }
        bench.close();
    }
    if (hasFreePages) {
        Database database;
        QVERIFY(database.open(path, Database::Access::Write));
        QVERIFY(database.execute("DELETE FROM event WHERE channel=(SELECT id FROM channel WHERE name='gone')"));
        QVERIFY(database.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
        QVERIFY(database.number("PRAGMA freelist_count").value_or(0) > 10);
    }
    if (isKilled) {
        StoreBench bench(makeSqliteStore(path));
        expected.append("in the log");
        bench.publish("b", expected.constLast());
        whole = read(path); // nobody here has it open but the store, whose locks nobody else asks for
        log = read(path + QStringLiteral("-wal"));
        QVERIFY(!log.isEmpty());
    } else {
        whole = read(path);
    }
    int salvaged = 0;
    for (qsizetype at = 0; at < 100; ++at) {
        // But where the version's last byte says one of 2 to 100: such a file may be a newer version's, and is refused.
        for (const int mask : {0x01, 0xFF}) {
            Files damaged{whole, log};
            damaged.file[at] = char(damaged.file[at] ^ mask);
            salvaged += isOutlived(damaged, first, expected);
            if (QTest::currentTestFailed()) {
                qWarning("byte %d, changed by %d", int(at), mask);
                return;
            }
        }
    }
    QVERIFY2(salvaged > 80 && salvaged < 170, qPrintable(QString::number(salvaged)));
}

/// All that was kept behind `first` is there, and a gap is told where the file was put aside, which it answers.
bool SqliteStoreHeaderTest::isOutlived(const Files &damaged, const QByteArray &first, const QByteArrayList &expected)
{
    bool isSalvaged = false;
    const auto outlive = [&] {
        const QTemporaryDir folder(fastFolder() + QStringLiteral("/heliograph-XXXXXX"));
        const QString path = folder.filePath(QStringLiteral("history.db"));
        write(path, damaged.file);
        if (!damaged.log.isEmpty())
            write(path + QStringLiteral("-wal"), damaged.log);
        const SettableClock clock;
        QCOMPARE(makeSqliteStore(path)({}, clock).problem, QString());
        StoreBench bench(makeSqliteStore(path));
        QCOMPARE(bench.opened.state.kind, StoreState::Kind::Ok);
        isSalvaged = !bench.opened.state.notice.isEmpty();
        const QStringList aside =
            QDir(folder.path()).entryList({QStringLiteral("history.db.damaged-*")}, QDir::Files, QDir::Name);
        QCOMPARE(!aside.isEmpty(), isSalvaged);
        if (isSalvaged)
            QCOMPARE(read(folder.filePath(aside.constFirst())), damaged.file);
        QByteArrayList data = bench.readAll(select({"a", "b"}), after(first)).data;
        QCOMPARE(data.removeAll(HistoryReading::Gap), isSalvaged ? 1 : 0);
        QCOMPARE(data, expected);
        // What is written now takes nothing of that.
        for (int i = 0; i < 10; ++i)
            bench.publish("new", QByteArray(2'000, 'z'));
        bench.close();
        const FileCheck check = checkFile(path);
        QCOMPARE(check.problems, QStringList());
        QVERIFY(check.events >= expected.size() + 11);
        QVERIFY(!QFileInfo::exists(path + QStringLiteral(".read")));
    };
    outlive();
    return isSalvaged;
}

void SqliteStoreHeaderTest::whatIsNotOursIsRefusedAndStaysAsItIs_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("another program's") << QByteArray("CREATE TABLE t(a); PRAGMA application_id=7");
    QTest::newRow("one with tables of the same names")
        << QByteArray("CREATE TABLE meta(a); CREATE TABLE channel(a); CREATE TABLE event(a); CREATE TABLE own_id(a);"
                      "CREATE TABLE loss(a); CREATE INDEX by_channel ON event(a)");
    QTest::newRow("a newer version's") << QByteArray(
        "CREATE TABLE meta(a); PRAGMA application_id=0x48656C69; PRAGMA user_version=2");
    QTest::newRow("a text") << QByteArray();
}

void SqliteStoreHeaderTest::whatIsNotOursIsRefusedAndStaysAsItIs()
{
    QFETCH(QByteArray, sql);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("history.db"));
    if (sql.isEmpty()) {
        write(path, QByteArray(9'000, 'x'));
    } else {
        Database database;
        QVERIFY(database.open(path, Database::Access::Create) && database.execute(sql.constData()));
    }
    const QByteArray before = read(path);
    const SettableClock clock;
    const MadeStore made = makeSqliteStore(path)({}, clock);
    QVERIFY(!made.store);
    QVERIFY(!made.problem.isEmpty());
    QCOMPARE(read(path), before);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("history.db")});
}

QTEST_GUILESS_MAIN(SqliteStoreHeaderTest)
#include "tst_sqlitestore_header.moc"
