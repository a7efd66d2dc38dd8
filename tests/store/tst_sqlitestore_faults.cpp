// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultyvfs.h"
#include "history/filecheck.h"
#include "hub/storeondisk.h"
#include "store/sqlitestore.h"
#include "storebench.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// What goes wrong with a file of history: what a store says of it, and how it works again.
class SqliteStoreFaultsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void aFullDiskTakesNothingAndIsReadAllTheSame();
    void aFullDiskThatHasRoomAgainIsFoundByTheNextAppend();
    void aFullDiskThatHasRoomAgainIsFoundWithinASecond();
    void whatCannotBeWrittenIsAway();
    void lossesWaitForADiskThatWorks();
    void whatBrokeOnTheWayIsThereAndToldOrNeither_data();
    void whatBrokeOnTheWayIsThereAndToldOrNeither();
    void aDiskThatFailsAtTheStartIsTriedAgain();

    void aFileThatWasTakenAwayIsBrokenUntilItIsBack();
    void aFileThatWasReplacedIsBroken();
    void aFileThatWasCutIsBroken();
    void aFileThatComesBackWithoutItsEndTellsALoss();

    void aFileThatIsDamagedIsSalvagedAtTheStart();
    void aFileThatIsDamagedWhileItIsOpenIsSalvaged();
    void aDamagedRowIsAGapAtItsPlace();
    void aDamagedLogIsToldAtTheStart();

private:
    StoreFactory factory();
    QString nameOf(const char *suffix) const { return path_ + QLatin1String(suffix); }
    void flip(const QString &name, qint64 at, qint64 count);
    qint64 placeOf(const QByteArray &bytes) const;
    bool ticksUntil(StoreBench &bench, StoreState::Kind kind);
    static QByteArrayList toldOf(const StoreBench &bench);

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<FaultyVfs> disk_;
    QString path_;
};

namespace {

QList<Publication> said(const QByteArray &channel, const QByteArray &data, const QByteArray &ownId = {})
{
    return {{channel, {}, data, ownId, {}}};
}

using Outcome = AppendResult::Outcome;
using Kind = StoreState::Kind;

} // namespace

void SqliteStoreFaultsTest::init()
{
    folder_ = std::make_unique<QTemporaryDir>(fastFolder() + QStringLiteral("/heliograph-XXXXXX"));
    disk_ = std::make_unique<FaultyVfs>();
    path_ = folder_->filePath(QStringLiteral("history.db"));
}

StoreFactory SqliteStoreFaultsTest::factory()
{
    return [this](const HistoryLimits &limits, const Clock &clock) -> MadeStore {
        FileFault fault;
        FileClaim claim = FileClaim::of(path_, FileClaim::Folder::MustExist, fault);
        return std::make_unique<SqliteStore>(limits, clock, std::move(claim),
                                             SqliteStore::Options{path_, disk_->name()});
    };
}

void SqliteStoreFaultsTest::flip(const QString &name, qint64 at, qint64 count)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(at));
    QByteArray bytes = file.read(count);
    for (char &byte : bytes)
        byte = char(byte ^ 0x5A);
    QVERIFY(file.seek(at) && file.write(bytes) == bytes.size());
}

/// In the file.
qint64 SqliteStoreFaultsTest::placeOf(const QByteArray &bytes) const
{
    QFile file(path_);
    return file.open(QIODevice::ReadOnly) ? file.readAll().indexOf(bytes) : -1;
}

/// Seconds pass until the store says so.
bool SqliteStoreFaultsTest::ticksUntil(StoreBench &bench, StoreState::Kind kind)
{
    return QTest::qWaitFor(
        [&] {
            if (!bench.states.isEmpty() && bench.states.constLast().kind == kind)
                return true;
            bench.store->trimByAge();
            return false;
        },
        20'000);
}

QByteArrayList SqliteStoreFaultsTest::toldOf(const StoreBench &bench)
{
    QByteArrayList data;
    for (const StoreBench::Report &report : bench.reports) {
        for (const Committed &one : report.events)
            data.append(one.event->event.data);
    }
    return data;
}

void SqliteStoreFaultsTest::aFullDiskTakesNothingAndIsReadAllTheSame()
{
    HistoryLimits limits;
    limits.memoryBytes = 1'000;
    StoreBench bench(factory(), limits);
    for (int i = 0; i < 20; ++i)
        bench.publish("a", QByteArray::number(i));
    disk_->isFull = true;
    const AppendResult result = bench.append(said("a", "no room"));
    QCOMPARE(result.outcome, Outcome::Full);
    QVERIFY(!result.problem.isEmpty());
    QCOMPARE(bench.states.size(), 1);
    QCOMPARE(bench.states[0].kind, Kind::Full);
    // The state names the file, too.
    QVERIFY(bench.states[0].problem.endsWith(QStringLiteral(": ") + result.problem));
    QCOMPARE(bench.append(said("a", "no room")).outcome, Outcome::Full);
    QCOMPARE(bench.states.size(), 1); // once is enough
    QVERIFY(!bench.clear("a"));
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data.size(), 20);
}

void SqliteStoreFaultsTest::aFullDiskThatHasRoomAgainIsFoundByTheNextAppend()
{
    StoreBench bench(factory());
    disk_->isFull = true;
    bench.append(said("a", "1", "own"));
    disk_->isFull = false;
    const AppendResult result = bench.append(said("a", "1", "own"));
    QCOMPARE(result.outcome, Outcome::Done);
    QVERIFY(!result.entries.constFirst().repeated);
    QCOMPARE(bench.states.constLast().kind, Kind::Ok);
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data, QByteArrayList{"1"});
}

void SqliteStoreFaultsTest::aFullDiskThatHasRoomAgainIsFoundWithinASecond()
{
    StoreBench bench(factory());
    bench.publish("a", "1");
    disk_->isFull = true;
    bench.append(said("a", "2"));
    for (int second = 0; second < 5; ++second)
        bench.pass();
    QCOMPARE(bench.states.constLast().kind, Kind::Full);
    disk_->isFull = false;
    bench.pass();
    bench.pass();
    QTRY_COMPARE(bench.states.constLast().kind, Kind::Ok);
    QVERIFY(bench.states.constLast().problem.isEmpty());
}

void SqliteStoreFaultsTest::whatCannotBeWrittenIsAway()
{
    StoreBench bench(factory());
    disk_->isReadOnly = true;
    QCOMPARE(bench.append(said("a", "1")).outcome, Outcome::Away);
    QCOMPARE(bench.states.constLast().kind, Kind::Away);
    disk_->isReadOnly = false;
    QVERIFY(ticksUntil(bench, Kind::Ok));
    QCOMPARE(bench.append(said("a", "2")).outcome, Outcome::Done);
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data, QByteArrayList{"2"});
}

void SqliteStoreFaultsTest::lossesWaitForADiskThatWorks()
{
    StoreBench bench(factory());
    const QByteArray first = bench.publish("a", "1");
    disk_->isFull = true;
    bench.store->noteLoss(select({"a"}));
    bench.append(said("a", "2"));
    disk_->isFull = false;
    QVERIFY(ticksUntil(bench, Kind::Ok));
    bench.publish("a", "3");
    QCOMPARE(bench.readAll(select({"a"}), after(first)).data, (QByteArrayList{HistoryReading::Gap, "3"}));
    bench.reopen();
    QCOMPARE(bench.readAll(select({"a"}), after(first)).data, (QByteArrayList{HistoryReading::Gap, "3"}));
}

void SqliteStoreFaultsTest::whatBrokeOnTheWayIsThereAndToldOrNeither_data()
{
    QTest::addColumn<bool>("isWritten");
    QTest::newRow("it could not be written") << false;
    QTest::newRow("it was written, and who knows whether it is safe") << true;
}

void SqliteStoreFaultsTest::whatBrokeOnTheWayIsThereAndToldOrNeither()
{
    QFETCH(bool, isWritten);
    StoreBench bench(factory());
    const QByteArray first = bench.publish("a", "1");
    (isWritten ? disk_->syncsFail : disk_->writesFail) = true;
    QList<AppendResult> results;
    for (quint64 ticket = 2; ticket < 4; ++ticket)
        bench.store->append(ticket, said("a", "broken " + QByteArray::number(ticket)),
                            [&](const AppendResult &result) { results.append(result); });
    QTRY_COMPARE(results.size(), 2);
    for (const AppendResult &result : qAsConst(results)) {
        QCOMPARE(result.outcome, Outcome::Unknown);
        QVERIFY(!result.problem.isEmpty());
    }
    QTRY_COMPARE(bench.states.constLast().kind, Kind::Away);
    QVERIFY(bench.append(said("a", "away")).outcome != Outcome::Done);
    disk_->syncsFail = disk_->writesFail = false;
    QVERIFY(ticksUntil(bench, Kind::Ok));
    bench.publish("a", "4");
    QByteArrayList read = bench.readAll(select({"a"}), after(first)).data;
    read.removeAll(HistoryReading::Gap); // that something may be missing may be said
    QByteArrayList told = toldOf(bench);
    QCOMPARE(told.takeFirst(), "1");
    QCOMPARE(read, told);
    QCOMPARE(told.constLast(), "4");
    bench.reopen();
    read = bench.readAll(select({"a"}), after(first)).data;
    read.removeAll(HistoryReading::Gap);
    QCOMPARE(read, told);
}

void SqliteStoreFaultsTest::aDiskThatFailsAtTheStartIsTriedAgain()
{
    StoreBench bench(factory());
    bench.publish("a", "1");
    bench.close();
    disk_->isFull = true; // a file that was closed cannot be opened without writing
    disk_->syncsFail = true;
    bench.reopen();
    if (bench.opened.state.kind != Kind::Ok) {
        QVERIFY(!bench.opened.state.problem.isEmpty());
        QVERIFY(bench.opened.head > Position());
        QCOMPARE(bench.append(said("a", "2")).outcome, Outcome::Away);
        QCOMPARE(bench.locate(select({"a"}), earliest()).outcome, ReadOutcome::Failed);
        QVERIFY(!bench.clear("a"));
    }
    disk_->isFull = disk_->syncsFail = false;
    bench.states.append(bench.opened.state);
    QVERIFY(ticksUntil(bench, Kind::Ok));
    QVERIFY(bench.append(said("a", "2")).entries.constFirst().event->position > bench.opened.head);
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data, (QByteArrayList{"1", "2"}));
    QCOMPARE(bench.all.events, 2);
}

void SqliteStoreFaultsTest::aFileThatWasTakenAwayIsBrokenUntilItIsBack()
{
    StoreBench bench(factory());
    bench.publish("a", "1");
    for (const char *suffix : {"", "-wal"})
        QVERIFY(QFile::rename(nameOf(suffix), nameOf(".away") + QLatin1String(suffix)));
    const AppendResult result = bench.append(said("a", "2"));
    QCOMPARE(result.outcome, Outcome::Away);
    QVERIFY(!result.problem.isEmpty());
    QCOMPARE(bench.states.constLast().kind, Kind::Broken);
    QCOMPARE(bench.append(said("a", "3")).outcome, Outcome::Away);
    bench.store->trimByAge();
    QVERIFY(!QFile::exists(path_)); // no other is made in its place
    for (const char *suffix : {"", "-wal"}) {
        const QString away = nameOf(".away") + QLatin1String(suffix);
        QVERIFY(!QFile::exists(away) || QFile::rename(away, nameOf(suffix)));
    }
    QVERIFY(ticksUntil(bench, Kind::Ok));
    bench.publish("a", "4");
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data, (QByteArrayList{"1", "4"}));
}

void SqliteStoreFaultsTest::aFileThatWasReplacedIsBroken()
{
    StoreBench bench(factory());
    bench.publish("a", "1");
    QVERIFY(QFile::copy(path_, nameOf(".copy")));
    QVERIFY(QFile::remove(path_) && QFile::rename(nameOf(".copy"), path_));
    QCOMPARE(bench.append(said("a", "2")).outcome, Outcome::Away);
    QCOMPARE(bench.states.constLast().kind, Kind::Broken);
    for (int second = 0; second < 5; ++second)
        bench.pass();
    QCOMPARE(bench.states.size(), 1);
}

void SqliteStoreFaultsTest::aFileThatWasCutIsBroken()
{
    StoreBench bench(factory());
    bench.publish("a", "1");
    QVERIFY(QFile::resize(path_, 4096));
    QCOMPARE(bench.append(said("a", "2")).outcome, Outcome::Away);
    QCOMPARE(bench.states.constLast().kind, Kind::Broken);
}

void SqliteStoreFaultsTest::aFileThatComesBackWithoutItsEndTellsALoss()
{
    StoreBench bench(factory());
    const QByteArray first = bench.publish("a", "1");
    bench.store->trimByAge();
    bench.store->trimByAge();
    QTRY_COMPARE(bench.all.disk->logBytes, 0);
    bench.publish("a", "in the log alone");
    QVERIFY(QFile::rename(path_, nameOf(".away")));
    QVERIFY(QFile::remove(nameOf("-wal")));
    QCOMPARE(bench.append(said("a", "2")).outcome, Outcome::Away);
    QVERIFY(QFile::rename(nameOf(".away"), path_));
    QVERIFY(ticksUntil(bench, Kind::Ok));
    bench.publish("a", "3");
    const QByteArrayList read = bench.readAll(select({"a"}), after(first)).data;
    QVERIFY(read == (QByteArrayList{HistoryReading::Gap, "3"}) || read == (QByteArrayList{"in the log alone", "3"}));
}

void SqliteStoreFaultsTest::aFileThatIsDamagedIsSalvagedAtTheStart()
{
    StoreBench bench(factory());
    for (int i = 0; i < 300; ++i)
        bench.publish("a", QByteArray::number(i) + QByteArray(400, 'x'));
    bench.close();
    bench.store.reset();
    const qint64 at = placeOf("150xxxxxxx");
    QVERIFY(at > 0);
    flip(path_, at / 4096 * 4096, 8); // a page's header
    bench.reopen();
    // It may be found only when that page is wanted.
    bench.readAll(select({"a"}), earliest());
    bench.pass();
    const auto notice = [&] {
        return bench.states.isEmpty() ? bench.opened.state.notice : bench.states.constLast().notice;
    };
    QTRY_VERIFY(notice().contains(QStringLiteral(".damaged-")));
    QVERIFY(bench.states.isEmpty() || bench.states.constLast().kind == Kind::Ok);
    const QByteArrayList read = bench.readAll(select({"a"}), earliest()).data;
    QVERIFY(read.size() > 250);
    QVERIFY(read.contains(HistoryReading::Gap));
    QCOMPARE(bench.append(said("a", "and on")).outcome, Outcome::Done);
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data.constLast(), "and on");
    bench.close();
    QCOMPARE(checkFile(path_).problems, QStringList());
}

void SqliteStoreFaultsTest::aFileThatIsDamagedWhileItIsOpenIsSalvaged()
{
    HistoryLimits limits;
    limits.memoryBytes = 10'000;
    StoreBench bench(factory(), limits);
    for (int i = 0; i < 3'000; ++i)
        bench.append(QList<Publication>(10, {"a", {}, QByteArray::number(i) + QByteArray(400, 'x'), {}, {}}));
    bench.store->trimByAge();
    bench.store->trimByAge();
    QTRY_COMPARE(bench.all.disk->logBytes, 0);
    const QFileInfo file(path_);
    flip(path_, 4096, file.size() / 2); // more than SQLite has in memory
    bench.readAll(select({"a"}), earliest());
    QVERIFY(ticksUntil(bench, Kind::Ok));
    QVERIFY(bench.states.constLast().notice.contains(QStringLiteral(".damaged-")));
    bench.append(said("a", "and on"));
    const QByteArrayList read = bench.readAll(select({"a"}), earliest()).data;
    QVERIFY(read.contains(HistoryReading::Gap));
    QCOMPARE(read.constLast(), "and on");
    QCOMPARE(bench.held("a").events, bench.all.events);
}

void SqliteStoreFaultsTest::aDamagedRowIsAGapAtItsPlace()
{
    HistoryLimits limits;
    limits.memoryBytes = 1'000;
    StoreBench bench(factory(), limits);
    const QByteArray first = bench.publish("a", "the first");
    for (int i = 0; i < 20; ++i)
        bench.publish(i % 2 ? "b" : "a", "number " + QByteArray::number(i));
    bench.close();
    bench.store.reset();
    const qint64 at = placeOf("number 10");
    QVERIFY(at > 0);
    flip(path_, at + 2, 1);
    bench.reopen();
    const QByteArrayList read = bench.readAll(select({"a"}), after(first)).data;
    QCOMPARE(read.size(), 10);
    QCOMPARE(read.indexOf(HistoryReading::Gap), 5);
    QCOMPARE(read[4], "number 8");
    QCOMPARE(read[6], "number 12");
    QVERIFY(!bench.readAll(select({"b"}), after(first)).data.contains(HistoryReading::Gap));
    const QString notice = bench.states.isEmpty() ? bench.opened.state.notice : bench.states.constLast().notice;
    QVERIFY2(notice.contains(QStringLiteral("helio history check")), qPrintable(notice));
}

void SqliteStoreFaultsTest::aDamagedLogIsToldAtTheStart()
{
    StoreBench bench(factory());
    QByteArray first;
    for (int i = 0; i < 50; ++i) {
        const QByteArray id = bench.publish("a", QByteArray::number(i));
        first = first.isEmpty() ? id : first;
    }
    // As a kill leaves them.
    for (const char *suffix : {"", "-wal"})
        QVERIFY(QFile::copy(nameOf(suffix), nameOf(".copy") + QLatin1String(suffix)));
    const qint64 logBytes = QFileInfo(nameOf("-wal")).size();
    bench.store.reset();
    for (const char *suffix : {"", "-wal", "-shm"}) {
        QFile::remove(nameOf(suffix));
        QFile::rename(nameOf(".copy") + QLatin1String(suffix), nameOf(suffix));
    }
    bench.clock.advance(1s);
    flip(nameOf("-wal"), logBytes / 2, 1);
    bench.reopen();
    QCOMPARE(bench.opened.state.kind, Kind::Ok);
    QVERIFY(!bench.opened.state.notice.isEmpty());
    const QByteArrayList read = bench.readAll(select({"a"}), after(first)).data;
    QVERIFY(read.size() < 49);
    QCOMPARE(read.constLast(), HistoryReading::Gap);
    bench.publish("a", "and on");
    QCOMPARE(bench.readAll(select({"a"}), after(first)).data.constLast(), "and on");
    bench.reopen();
    QVERIFY(bench.opened.state.notice.isEmpty());
    QVERIFY(bench.readAll(select({"a"}), after(first)).data.contains(HistoryReading::Gap));
}

QTEST_GUILESS_MAIN(SqliteStoreFaultsTest)
#include "tst_sqlitestore_faults.moc"
