// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultyvfs.h"
#include "history/fileclaim.h"
#include "hub/storeondisk.h"
#include "store/sqlitestore.h"
#include "store/waitingbounds.h"
#include "storebench.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// What a store over a file does beside what all stores do: it is there again, waits for its disk, and holds only a
/// part in memory.
class SqliteStoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void whatWasAcknowledgedIsThereAgain();
    void anOwnIdIsKnownAgain();
    void whatWasTrimmedIsMissedAfterwardsToo();
    void lossesAreToldAfterwardsToo();
    void positionsRiseOverAClockSetBack();
    void timesAreThoseOfBefore();
    void otherBoundsAreOfWhatWasThereToo();
    void whatWasCountedAsGoneIsGoneAfterAKill();

    void whatIsInMemoryIsReadFromNoFile();
    void whatLeftMemoryIsNotTrimmed();
    void namedChannelsThatAreWholeInMemoryAreReadFromNoFile();
    void readersOfOneSelectionShareAPiece();
    void whatIsTrimmedWhileItIsReadIsLeftOut();
    void theLastAreFoundInTheFile();
    void amongTheLastIsNothingThatIsTrimmed();

    void whatCameMeanwhileIsOneGroup();
    void thoseWhoWaitedForASlowDiskAreOneGroupAgain();
    void whoDoesNotComeBackIsNotWaitedFor();
    void lossesStandBetweenWhatWasAskedForBeforeAndAfter();
    void tooMuchThatWaitsIsRefused();
    void anAppendOfNothingIsAnsweredInItsTurn();
    void whatIsNotKeptIsNotWritten();
    void aLargeLogIsPutIntoTheFile();
    void aQuietSecondEmptiesTheLog();

    void closingKeepsWhatWaits();
    void closingGivesUpAtItsDeadline();
    void callsBeforeItIsOpenWaitForThat();
    void oneThatIsClosedBeforeItIsOpenAnswersAll();
    void oneThatIsDestroyedCallsNoMore();

    void aFileOfAnotherHubIsTaken();
    void aFileOfAnotherProgramIsRefused();
    void aFolderIsMadeOnlyWhereThatIsAskedFor();

private:
    StoreFactory factory(std::chrono::milliseconds longestWait = std::chrono::milliseconds(2));
    static SqliteStore &storeOf(StoreBench &bench) { return static_cast<SqliteStore &>(*bench.store); }
    void commitSlowly(StoreBench &bench, int publishers, std::chrono::milliseconds time,
                      const std::function<void(int)> &answered);
    static HistoryLimits little(qint64 memoryBytes);

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<FaultyVfs> disk_;
    QString path_;
};

namespace {

struct Deaf : StoreListener
{
    void committed(const QList<Committed> &) override {}
    void lost(Position, const Selection &) override {}
    void figuresChanged(const QList<ChannelFigures> &, const StoreFigures &) override {}
    void stateChanged(const StoreState &) override {}
};

QList<Publication> said(const QByteArray &channel, const QByteArray &data, const QByteArray &ownId = {})
{
    return {{channel, {}, data, ownId, {}}};
}

QByteArrayList numbers(int from, int to)
{
    QByteArrayList list;
    for (int i = from; i <= to; ++i)
        list.append(QByteArray::number(i));
    return list;
}

/// By a program of its own: a connection that is closed here would let go of the store's locks.
int rowsOf(const QString &path)
{
    QProcess sqlite;
    sqlite.start(QStringLiteral("sqlite3"), {path, QStringLiteral("SELECT count(*) FROM event")});
    return sqlite.waitForFinished() ? sqlite.readAllStandardOutput().trimmed().toInt() : -1;
}

Start sinceAge(const StoreBench &bench, std::chrono::milliseconds age)
{
    return {Start::Kind::Since, {}, bench.clock.wall - age.count()};
}

} // namespace

void SqliteStoreTest::init()
{
    folder_ = std::make_unique<QTemporaryDir>(fastFolder() + QStringLiteral("/heliograph-XXXXXX"));
    disk_ = std::make_unique<FaultyVfs>();
    path_ = folder_->filePath(QStringLiteral("history.db"));
}

StoreFactory SqliteStoreTest::factory(std::chrono::milliseconds longestWait)
{
    return [this, longestWait](const HistoryLimits &limits, const Clock &clock) -> MadeStore {
        FileFault fault;
        FileClaim claim = FileClaim::of(path_, FileClaim::Folder::MustExist, fault);
        return std::make_unique<SqliteStore>(limits, clock, std::move(claim),
                                             SqliteStore::Options{path_, disk_->name(), longestWait});
    };
}

HistoryLimits SqliteStoreTest::little(qint64 memoryBytes)
{
    HistoryLimits limits;
    limits.memoryBytes = memoryBytes;
    return limits;
}

void SqliteStoreTest::whatWasAcknowledgedIsThereAgain()
{
    StoreBench bench(factory());
    QVERIFY(bench.opened.channels.isEmpty());
    const QByteArray first = bench.publish("a", "1");
    bench.append({{"a", "type", "2\nlines", {}, {}}, {"b", {}, {}, {}, {}}});
    const StoreFigures before = bench.all;
    const HistoryFigures ofA = bench.held("a");
    for (const bool isClosed : {true, false}) {
        if (isClosed)
            bench.close();
        bench.reopen();
        QCOMPARE(bench.opened.state.kind, StoreState::Kind::Ok);
        QCOMPARE(bench.opened.state.notice, QString());
        QCOMPARE(bench.opened.channels.size(), 2);
        QCOMPARE(bench.opened.all.events, 3);
        QCOMPARE(bench.opened.all.bytes, before.bytes);
        QCOMPARE(bench.opened.all.oldest, before.oldest);
        QVERIFY(bench.opened.all.disk && bench.opened.all.disk->usedBytes > 0);
        for (const ChannelFigures &one : qAsConst(bench.opened.channels)) {
            if (one.channel == "a") {
                QCOMPARE(one.held.events, 2);
                QCOMPARE(one.held.oldest, ofA.oldest);
                QCOMPARE(one.held.oldestId, first);
            }
        }
        QCOMPARE(bench.readAll(select({"~*"}), earliest()).data, (QByteArrayList{"1", "2\nlines", ""}));
        QCOMPARE(bench.readAll(select({"a"}), after(first)).data, QByteArrayList{"2\nlines"});
        QCOMPARE(bench.find(first).event->event.data, "1");
    }
}

void SqliteStoreTest::anOwnIdIsKnownAgain()
{
    StoreBench bench(factory());
    bench.publish("a", "1", "own");
    const QByteArray hidden = bench.publish("b", "2", "own");
    bench.publish("a", "3");
    bench.reopen();
    const AppendResult again = bench.append(said("b", "2", "own"));
    QVERIFY(again.entries.constFirst().repeated);
    QCOMPARE(again.entries.constFirst().event->event.id, hidden);
    QCOMPARE(bench.append(said("a", "other", "own")).outcome, AppendResult::Outcome::Conflict);
    QCOMPARE(bench.readAll(select({"a", "b"}), after("own")).data, (QByteArrayList{"2", "3"}));
    QCOMPARE(bench.find("own").event->event.data, "1");
}

void SqliteStoreTest::whatWasTrimmedIsMissedAfterwardsToo()
{
    HistoryLimits limits;
    limits.maximumEvents = 2;
    StoreBench bench(factory(), limits);
    const QByteArray other = bench.publish("quiet", "q");
    const QByteArray first = bench.publish("a", "1");
    const QByteArray second = bench.publish("a", "2");
    bench.publish("a", "3");
    bench.publish("a", "4");
    bench.reopen();
    for (const QByteArray &entry : {QByteArray("a"), QByteArray("~a*")}) {
        QCOMPARE(bench.readAll(select({entry}), after(first)).data, (QByteArrayList{HistoryReading::Gap, "3", "4"}));
        QCOMPARE(bench.readAll(select({entry}), after(second)).data, (QByteArrayList{"3", "4"}));
        QCOMPARE(bench.readAll(select({entry}), earliest()).data, (QByteArrayList{"3", "4"}));
    }
    QCOMPARE(bench.readAll(select({"quiet"}), after(other)).data, QByteArrayList());
    // Of what was before the file, nobody knows.
    QCOMPARE(bench.readAll(select({"never seen"}), after("1-0")).data, QByteArrayList{HistoryReading::Gap});
    QCOMPARE(bench.readAll(select({"never seen"}), after(other)).data, QByteArrayList());
}

void SqliteStoreTest::lossesAreToldAfterwardsToo()
{
    StoreBench bench(factory());
    const QByteArray first = bench.publish("a", "1");
    bench.store->noteLoss(select({"a"}));
    bench.publish("a", "2");
    bench.reopen();
    QCOMPARE(bench.readAll(select({"a"}), after(first)).data, (QByteArrayList{HistoryReading::Gap, "2"}));
    QCOMPARE(bench.readAll(select({"b"}), after(first)).data, QByteArrayList());
}

void SqliteStoreTest::positionsRiseOverAClockSetBack()
{
    StoreBench bench(factory());
    const Position before = bench.append(said("a", "1")).entries.constFirst().event->position;
    bench.clock.wall -= 3'600'000;
    bench.reopen();
    QVERIFY(bench.opened.head >= before);
    QVERIFY(bench.append(said("a", "2")).entries.constFirst().event->position > before);
}

void SqliteStoreTest::timesAreThoseOfBefore()
{
    StoreBench bench(factory());
    for (int i = 1; i <= 3; ++i) {
        bench.publish("a", QByteArray::number(i));
        bench.clock.advance(60s);
    }
    bench.reopen();
    QCOMPARE(bench.readAll(select({"a"}), sinceAge(bench, 120s)).data, numbers(2, 3));
    QCOMPARE(bench.readAll(select({"a"}), sinceAge(bench, 59s)).data, QByteArrayList());
}

void SqliteStoreTest::otherBoundsAreOfWhatWasThereToo()
{
    StoreBench bench(factory());
    for (int i = 1; i <= 10; ++i)
        bench.publish("a", QByteArray::number(i));
    bench.close();
    HistoryLimits limits;
    limits.maximumEvents = 3;
    bench.store.reset();
    StoreBench other(factory(), limits);
    QCOMPARE(other.opened.all.events, 3);
    QCOMPARE(other.readAll(select({"a"}), earliest()).data, numbers(8, 10));
}

void SqliteStoreTest::whatWasCountedAsGoneIsGoneAfterAKill()
{
    HistoryLimits limits = little(1'000);
    limits.maximumAge = 10s;
    StoreBench bench(factory(), limits);
    const QByteArray first = bench.publish("a", "1");
    for (int i = 2; i <= 50; ++i)
        bench.publish("a", QByteArray::number(i));
    bench.clock.advance(9s);
    bench.publish("a", "young");
    bench.clock.advance(2s);
    disk_->writesFail = true; // counting needs no write; the rows stay
    bench.store->trimByAge();
    QTRY_COMPARE(bench.held("a").events, 1);
    bench.store.reset();
    disk_->writesFail = false;
    QCOMPARE(rowsOf(path_), 51);
    bench.reopen();
    QCOMPARE(bench.opened.all.events, 1);
    for (const char *entry : {"a", "~a"}) {
        QCOMPARE(bench.readAll(select({entry}), earliest()).data, QByteArrayList{"young"});
        QCOMPARE(bench.readAll(select({entry}), after(first)).data, (QByteArrayList{HistoryReading::Gap, "young"}));
    }
    bench.pass();
    QCOMPARE(rowsOf(path_), 1);
}

void SqliteStoreTest::whatIsInMemoryIsReadFromNoFile()
{
    StoreBench bench(factory());
    QByteArray first;
    for (int i = 1; i <= 100; ++i) {
        const QByteArray id = bench.publish("a", QByteArray::number(i));
        first = first.isEmpty() ? id : first;
    }
    QCOMPARE(bench.readAll(select({"~*"}), after(first)).data.size(), 99);
    bench.reopen(); // the end of the log is read in
    QCOMPARE(bench.readAll(select({"~*"}), earliest()).data.size(), 100);
    QCOMPARE(storeOf(bench).piecesRead(), 0U);
}

void SqliteStoreTest::whatLeftMemoryIsNotTrimmed()
{
    StoreBench bench(factory(), little(20'000));
    QByteArray first;
    for (int i = 1; i <= 500; ++i) {
        const QByteArray id = bench.publish(i % 2 ? "a" : "b", QByteArray::number(i), i == 7 ? "own" : "");
        first = first.isEmpty() ? id : first;
    }
    QCOMPARE(bench.readAll(select({"a", "b"}), after(first)).data, numbers(2, 500));
    QCOMPARE(bench.readAll(select({"~?"}), earliest(), 1000).data, numbers(1, 500));
    QCOMPARE(bench.readAll(select({"a", "b"}), after("own")).data, numbers(8, 500));
    QCOMPARE(bench.find(first).event->event.data, "1");
    QCOMPARE(bench.find("own").event->event.data, "7");
    QVERIFY(bench.append(said("a", "7", "own")).entries.constFirst().repeated);
    QVERIFY(storeOf(bench).piecesRead() > 0);
}

void SqliteStoreTest::namedChannelsThatAreWholeInMemoryAreReadFromNoFile()
{
    StoreBench bench(factory(), little(20'000));
    for (int i = 1; i <= 500; ++i)
        bench.publish("a", QByteArray::number(i));
    bench.publish("late", "x");
    QCOMPARE(bench.readAll(select({"late", "never seen"}), earliest()).data, QByteArrayList{"x"});
    QCOMPARE(storeOf(bench).piecesRead(), 0U);
    QCOMPARE(bench.readAll(select({"late", "a"}), earliest()).data.size(), 501);
    QVERIFY(storeOf(bench).piecesRead() > 0);
}

void SqliteStoreTest::readersOfOneSelectionShareAPiece()
{
    StoreBench bench(factory(), little(20'000));
    QByteArrayList ids;
    for (int i = 1; i <= 500; ++i)
        ids.append(bench.publish("a", QByteArray::number(i)));
    int answered = 0;
    QSet<const StoredEvent *> seen;
    for (int reader = 0; reader < 100; ++reader) {
        const ReadRequest request{select({"a"}), *Position::fromId(ids[reader % 3]), 0, 500};
        bench.store->read(request, [&](const ReadResult &result) {
            ++answered;
            for (const StoredEventPtr &event : result.events)
                seen.insert(event.get());
        });
    }
    QTRY_COMPARE(answered, 100);
    QVERIFY2(storeOf(bench).piecesRead() <= 2, qPrintable(QString::number(storeOf(bench).piecesRead())));
    QVERIFY(seen.size() <= 2 * 12); // events, too, so that their frames are one
}

void SqliteStoreTest::whatIsTrimmedWhileItIsReadIsLeftOut()
{
    StoreBench bench(factory(), little(1'000));
    const QByteArray first = bench.publish("a", "1");
    for (int i = 2; i <= 50; ++i)
        bench.publish(i % 2 ? "b" : "a", QByteArray::number(i));
    std::optional<ReadResult> result;
    std::optional<bool> isCleared;
    bench.store->clear("a", [&](bool done) { isCleared = done; });
    bench.store->append(1, {}, [&](const AppendResult &) {
        disk_->holdSyncs(); // the rows are there while it is read
        bench.store->read({select({"a", "b"}), *Position::fromId(first), 0},
                          [&](const ReadResult &read) { result = read; });
    });
    QTRY_VERIFY(result);
    disk_->releaseSyncs();
    QVERIFY(isCleared.value_or(false));
    QVERIFY(result->gap);
    for (const StoredEventPtr &event : qAsConst(result->events))
        QCOMPARE(event->event.channel, "b");
}

void SqliteStoreTest::theLastAreFoundInTheFile()
{
    StoreBench bench(factory(), little(20'000));
    for (int i = 1; i <= 500; ++i)
        bench.publish(i % 100 == 0 ? "seldom" : "often", QByteArray::number(i));
    const Start last{Start::Kind::Last, {}, 0, 3};
    for (const char *entry : {"seldom", "~sel*"})
        QCOMPARE(bench.readAll(select({entry}), last).data, (QByteArrayList{"300", "400", "500"}));
    const Start more{Start::Kind::Last, {}, 0, 200};
    QCOMPARE(bench.readAll(select({"~*"}), more).data, numbers(301, 500));
}

void SqliteStoreTest::amongTheLastIsNothingThatIsTrimmed()
{
    StoreBench bench(factory(), little(1'000));
    for (int i = 1; i <= 50; ++i)
        bench.publish(i % 2 ? "cleared" : "b", QByteArray::number(i));
    std::optional<LocateResult> ofNames;
    std::optional<LocateResult> ofPattern;
    const Start last{Start::Kind::Last, {}, 0, 5};
    bench.store->clear("cleared", [](bool) {});
    bench.store->append(1, {}, [&](const AppendResult &) {
        disk_->holdSyncs(); // the rows are there while it is looked for
        bench.store->locate(select({"cleared", "b"}), last, [&](const LocateResult &found) { ofNames = found; });
        bench.store->locate(select({"~*"}), last, [&](const LocateResult &found) { ofPattern = found; });
    });
    QTRY_VERIFY(ofNames && ofPattern);
    disk_->releaseSyncs();
    const QByteArrayList expected{"42", "44", "46", "48", "50"};
    QCOMPARE(bench.readOn(select({"cleared", "b"}), *ofNames).data, expected);
    QCOMPARE(bench.readOn(select({"~*"}), *ofPattern).data, expected);
}

void SqliteStoreTest::whatCameMeanwhileIsOneGroup()
{
    StoreBench bench(factory());
    disk_->holdSyncs();
    QList<quint64> answered;
    const auto append = [&](quint64 ticket) {
        bench.store->append(ticket, said("a", QByteArray::number(ticket)),
                            [&, ticket](const AppendResult &) { answered.append(ticket); });
    };
    const int syncs = disk_->syncs;
    append(1);
    QTRY_VERIFY(disk_->syncs > syncs);
    for (quint64 ticket = 2; ticket <= 21; ++ticket)
        append(ticket);
    QVERIFY(bench.reports.isEmpty());
    disk_->releaseSyncs();
    QTRY_COMPARE(answered.size(), 21);
    QVERIFY(std::is_sorted(answered.cbegin(), answered.cend()));
    QTRY_COMPARE(bench.works.size(), 2);
    QCOMPARE(bench.works[0].appends, 1);
    QCOMPARE(bench.works[0].waitingAppends, 20);
    QVERIFY(bench.works[0].waitingBytes > 0);
    QCOMPARE(bench.works[1].appends, 20);
    QCOMPARE(bench.works[1].events, 20);
    QCOMPARE(bench.works[1].waitingAppends, 0);
    QCOMPARE(bench.reports.size(), 2); // all of a group in one report
    QCOMPARE(bench.reports[1].events.size(), 20);
    QCOMPARE(bench.reports[1].events[4].ticket, 6U);
}

/// One group of so many; the disk takes long for it.
void SqliteStoreTest::commitSlowly(StoreBench &bench, int publishers, std::chrono::milliseconds time,
                                   const std::function<void(int)> &answered)
{
    disk_->holdSyncs();
    const int syncs = disk_->syncs;
    for (int publisher = 0; publisher < publishers; ++publisher)
        bench.store->append(1, said("a", "x"), [=](const AppendResult &) { answered(publisher); });
    QTRY_VERIFY(disk_->syncs > syncs);
    QElapsedTimer held;
    held.start();
    QTRY_VERIFY(held.hasExpired(time.count()));
    disk_->releaseSyncs();
}

void SqliteStoreTest::thoseWhoWaitedForASlowDiskAreOneGroupAgain()
{
    StoreBench bench(factory(10s));
    constexpr int Publishers = 16;
    // They come back one after the other, each in a turn of its own, within half of a commit. Without the wait, the
    // first of them are a group each time.
    const auto isOneGroup = [&] {
        bench.works.clear();
        int back = 0;
        int answered = 0;
        QEventLoop loop; // which sleeps only where there is nothing to do
        std::function<void()> comeBack = [&] {
            bench.store->append(2, said("a", "again"), [&](const AppendResult &) {
                if (++answered == Publishers)
                    QTimer::singleShot(0, &loop, &QEventLoop::quit); // behind the report on the group
            });
            if (++back < Publishers)
                QTimer::singleShot(0, qApp, comeBack);
        };
        commitSlowly(bench, Publishers, 400ms, [&](int publisher) {
            if (publisher == Publishers - 1)
                QTimer::singleShot(0, qApp, comeBack);
        });
        loop.exec();
        return bench.works.size() > 1 && bench.works[0].appends == Publishers && bench.works[1].appends == Publishers;
    };
    bool wasOneGroup = false;
    for (int attempt = 0; attempt < 5 && !wasOneGroup; ++attempt) // a busy machine may do nothing meanwhile
        wasOneGroup = isOneGroup();
    QVERIFY(wasOneGroup);
}

void SqliteStoreTest::whoDoesNotComeBackIsNotWaitedFor()
{
    StoreBench bench(factory());
    bool isAnswered = false;
    commitSlowly(bench, 16, 10ms, [&](int publisher) {
        if (publisher == 15)
            bench.store->append(2, said("a", "the only one"), [&](const AppendResult &) { isAnswered = true; });
    });
    QTRY_VERIFY(isAnswered);
    QCOMPARE(bench.works.constLast().appends, 1);
}

void SqliteStoreTest::lossesStandBetweenWhatWasAskedForBeforeAndAfter()
{
    StoreBench bench(factory());
    int answered = 0;
    const auto count = [&](const AppendResult &) { ++answered; };
    bench.store->append(1, said("a", "1"), count);
    bench.store->noteLoss(select({"a"}));
    bench.store->append(2, said("a", "2"), count);
    bench.store->append(3, said("a", "3"), count);
    QTRY_COMPARE(answered, 3);
    using Kind = StoreBench::Report::Kind;
    QCOMPARE(bench.reports.size(), 3);
    QCOMPARE(bench.reports[0].kind, Kind::Committed);
    QCOMPARE(bench.reports[1].kind, Kind::Lost);
    QCOMPARE(bench.reports[2].events.size(), 2);
    QVERIFY(bench.reports[0].events[0].event->position < bench.reports[1].at);
    QVERIFY(bench.reports[1].at < bench.reports[2].events[0].event->position);
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data, (QByteArrayList{"1", HistoryReading::Gap, "2", "3"}));
}

void SqliteStoreTest::tooMuchThatWaitsIsRefused()
{
    StoreBench bench(factory());
    disk_->holdSyncs();
    QByteArrayList outcomes;
    const auto note = [&](const QByteArray &what) {
        return [&outcomes, what](const AppendResult &result) {
            outcomes.append(what + (result.outcome == AppendResult::Outcome::Busy ? " is busy" : ""));
        };
    };
    const int syncs = disk_->syncs;
    bench.store->append(1, said("a", "first"), note("first"));
    QTRY_VERIFY(disk_->syncs > syncs);
    const QByteArray large(int(MaximumWaitingBytes) + 1, 'x');
    const QList<Publication> many(LargeAppend + 1, {"a", {}, "x", {}, {}});
    bench.store->append(2, said("a", large), note("one"));
    bench.store->append(3, many, note("many"));
    bench.store->append(4, said("a", large), note("another"));
    bench.store->append(5, said("a", "x"), note("small"));
    bench.store->appendArrived(6, said("a", "x"), note("arrived"));
    QCOMPARE(outcomes, (QByteArrayList{"many is busy", "small is busy"}));
    disk_->releaseSyncs();
    QTRY_COMPARE_WITH_TIMEOUT(outcomes.size(), 6, 60'000);
    QCOMPARE(outcomes.mid(2), (QByteArrayList{"first", "one", "another", "arrived"}));
}

void SqliteStoreTest::anAppendOfNothingIsAnsweredInItsTurn()
{
    StoreBench bench(factory());
    disk_->holdSyncs();
    QByteArrayList answered;
    bench.store->append(1, said("a", "1"), [&](const AppendResult &) { answered.append("something"); });
    bench.store->append(2, {}, [&](const AppendResult &result) {
        answered.append(result.outcome == AppendResult::Outcome::Done ? "nothing" : "refused");
    });
    disk_->releaseSyncs();
    QTRY_COMPARE(answered, (QByteArrayList{"something", "nothing"}));
}

void SqliteStoreTest::whatIsNotKeptIsNotWritten()
{
    HistoryLimits limits;
    limits.channels = {{Pattern("system"), 0, {}, {}}};
    StoreBench bench(factory(), limits);
    bench.publish("system", "1"); // the file learns of the channel
    bench.pass();
    const int syncs = disk_->syncs;
    for (int i = 0; i < 10; ++i)
        bench.publish("system", "x");
    QCOMPARE(int(disk_->syncs), syncs);
    QCOMPARE(bench.reports.size(), 22); // they were given out, and answered
    QCOMPARE(bench.all.events, 0);
    bench.publish("a", "kept");
    QVERIFY(disk_->syncs > syncs);
}

void SqliteStoreTest::aLargeLogIsPutIntoTheFile()
{
    StoreBench bench(factory());
    qint64 largest = 0;
    for (int i = 0; i < 12; ++i) {
        bench.publish("a", QByteArray(1024 * 1024, 'x'));
        largest = std::max(largest, bench.all.disk->logBytes);
    }
    QVERIFY2(largest > 0 && largest < 8 * 1024 * 1024, qPrintable(QString::number(largest)));
    QVERIFY(bench.all.disk->fileBytes > 4 * 1024 * 1024);
}

void SqliteStoreTest::aQuietSecondEmptiesTheLog()
{
    StoreBench bench(factory());
    bench.publish("a", "x");
    QVERIFY(bench.all.disk->logBytes > 0);
    bench.store->trimByAge();
    bench.store->trimByAge(); // it was quiet since
    QTRY_COMPARE(bench.all.disk->logBytes, 0);
}

void SqliteStoreTest::closingKeepsWhatWaits()
{
    StoreBench bench(factory());
    QList<AppendResult::Outcome> outcomes;
    for (quint64 ticket = 1; ticket <= 5; ++ticket)
        bench.store->append(ticket, said("a", QByteArray::number(ticket)),
                            [&](const AppendResult &result) { outcomes.append(result.outcome); });
    bench.close();
    QCOMPARE(outcomes, QList<AppendResult::Outcome>(5, AppendResult::Outcome::Done));
    QVERIFY(!QFile::exists(path_ + QStringLiteral("-wal")));
    bench.reopen();
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data, numbers(1, 5));
}

void SqliteStoreTest::closingGivesUpAtItsDeadline()
{
    StoreBench bench(factory());
    disk_->holdSyncs();
    QList<AppendResult::Outcome> outcomes;
    const auto note = [&](const AppendResult &result) { outcomes.append(result.outcome); };
    const int syncs = disk_->syncs;
    bench.store->append(1, said("a", "1"), note);
    QTRY_VERIFY(disk_->syncs > syncs);
    bench.store->append(2, said("a", "2"), note);
    std::optional<bool> isCleared;
    bench.store->clear("a", [&](bool done) { isCleared = done; });
    bool isClosed = false;
    bench.store->close(10ms, [&] { isClosed = true; });
    QTRY_VERIFY(isClosed);
    QCOMPARE(outcomes, (QList{AppendResult::Outcome::Unknown, AppendResult::Outcome::Away}));
    QCOMPARE(isCleared, std::optional(false));
    disk_->releaseSyncs();
    bench.reopen(); // waits for the thread
    QCOMPARE(outcomes.size(), 2);
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data, numbers(1, 1));
}

void SqliteStoreTest::callsBeforeItIsOpenWaitForThat()
{
    StoreBench bench(factory());
    bench.publish("a", "1");
    bench.close();
    bench.store = factory()({}, bench.clock).store;
    QByteArrayList answered;
    Deaf deaf;
    bench.store->open(deaf, [&](const OpenResult &) { answered.append("opened"); });
    bench.store->append(1, said("a", "2"), [&](const AppendResult &result) {
        answered.append(result.outcome == AppendResult::Outcome::Done ? "appended" : "refused");
    });
    bench.store->read({select({"a"}), {}, ~quint64(0)},
                      [&](const ReadResult &result) { answered.append(QByteArray::number(result.events.size())); });
    bench.store->find("x", [&](const FindResult &) { answered.append("found"); });
    bench.store->locate(select({"a"}), earliest(), [&](const LocateResult &) { answered.append("located"); });
    QVERIFY(answered.isEmpty());
    QTRY_COMPARE(answered.size(), 5);
    QCOMPARE(answered.constFirst(), "opened");
    QVERIFY(answered.contains("appended") && answered.contains("1"));
}

void SqliteStoreTest::oneThatIsClosedBeforeItIsOpenAnswersAll()
{
    SettableClock clock;
    const auto store = factory()({}, clock).store;
    QByteArrayList answered;
    Deaf deaf;
    store->open(deaf, [&](const OpenResult &result) {
        answered.append(result.state.kind == StoreState::Kind::Away ? "not opened" : "opened");
    });
    store->append(1, said("a", "1"), [&](const AppendResult &result) {
        answered.append(result.outcome == AppendResult::Outcome::Away ? "away" : "appended");
    });
    store->find("x", [&](const FindResult &result) {
        answered.append(result.outcome == ReadOutcome::Failed ? "failed" : "found");
    });
    store->close(0ms, [&] { answered.append("closed"); });
    QCOMPARE(answered, (QByteArrayList{"not opened", "failed", "away", "closed"}));
}

void SqliteStoreTest::oneThatIsDestroyedCallsNoMore()
{
    int calls = 0;
    {
        StoreBench bench(factory(), little(1'000));
        for (int i = 0; i < 20; ++i)
            bench.publish("a", "x");
        bench.store->append(1, said("a", "1"), [&](const AppendResult &) { ++calls; });
        bench.store->read({select({"a"}), {}, 0}, [&](const ReadResult &) { ++calls; });
        bench.store->find("own", [&](const FindResult &) { ++calls; });
    }
    QCoreApplication::processEvents();
    QCOMPARE(calls, 0);
    StoreBench again(factory());
    QVERIFY(again.all.events == 0 && again.opened.all.events >= 20);
}

void SqliteStoreTest::aFileOfAnotherHubIsTaken()
{
    SettableClock clock;
    const StoreFactory make = makeSqliteStore(path_);
    MadeStore first = make({}, clock);
    QVERIFY(first.store && first.problem.isEmpty());
    QCOMPARE(first.kind, "sqlite");
    MadeStore second = make({}, clock);
    QVERIFY(!second.store);
    QVERIFY(second.isTaken);
    QVERIFY2(second.problem.contains(path_), qPrintable(second.problem));
    first.store.reset();
    QVERIFY(make({}, clock).store);
}

void SqliteStoreTest::aFileOfAnotherProgramIsRefused()
{
    QFile file(path_);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(5000, 'x')) == 5000);
    file.close();
    SettableClock clock;
    const MadeStore made = makeSqliteStore(path_)({}, clock);
    QVERIFY(!made.store && !made.isTaken && !made.problem.isEmpty());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray(5000, 'x'));
}

void SqliteStoreTest::aFolderIsMadeOnlyWhereThatIsAskedFor()
{
    SettableClock clock;
    const QString path = folder_->filePath(QStringLiteral("one/other/history.db"));
    const MadeStore made = makeSqliteStore(path)({}, clock);
    QVERIFY(!made.store && !made.isTaken && !made.problem.isEmpty());
    QVERIFY(makeSqliteStore(path, FileClaim::Folder::IsMade)({}, clock).store);
}

QTEST_GUILESS_MAIN(SqliteStoreTest)
#include "tst_sqlitestore.moc"
