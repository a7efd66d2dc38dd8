// SPDX-License-Identifier: GPL-3.0-or-later
#include "filebench.h"
#include "history/packedposition.h"

#include <QFile>
#include <QTest>

using namespace helio;
using namespace helio::test;

class HistoryFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewFileBeginsBehindNow();
    void whatIsCommittedIsThereAfterARestart();
    void positionsRiseOverAClockThatIsSetBack();
    void storedTimesAreTheWallClocksAndAgesAreNot();
    void aRepetitionIsAnsweredWithTheFirst();
    void aConflictIsOfItsAppendAlone();
    void anIdThatIsTakenOnTheWireGoesOutUnderTheHubs();
    void anArrivalsIdGivesWay();
    void aTrimmedIdIsFreeAgain();
    void figuresSayWhatIsHeld();
    void aLogKeepsItsRoomUntilThatIsGivenBack();
    void aChannelKeepsItsLast();
    void trimmedRowsGoInALaterCall();
    void aTrimThatWasOnlyCountedIsCountedAgainAfterACrash();
    void whatIsTooOldGoes();
    void theFileStaysWithinItsPages();
    void whatIsKeptNowhereIsGivenOutAndNotWritten();
    void whatWasKeptNowhereIsAGapAfterARestart();
    void aDamagedTimeMakesNothingYoungerTooOld();
    void aClearedChannelHoldsNothing();
    void aLossHasItsPlace();
    void oldLossesAreJoined();
    void emptyChannelsAreForgottenIntoTheFloor();
    void anAppendOfNothingWritesNothing();
    void aForeignFileIsRefusedAndLeftAsItIs();
    void aFileInUseByAForeignWriterIsBusyForItsTime();
    void aFileThatIsGoneIsAFaultAndNotSilence();
    void aFileThatWentWhileItWasWrittenLeavesItUnknown();
};

namespace {

HistoryBounds keeping(qint64 events)
{
    HistoryBounds bounds;
    bounds.channels = {{.maximumEvents = events}};
    return bounds;
}

/// Channels that begin with "quiet" keep nothing, all others as always.
HistoryBounds keepingNothingOfQuiet()
{
    HistoryBounds bounds;
    bounds.channels = {{.maximumEvents = 0}, HistoryBounds::Channel()};
    bounds.boundsOf = [](QByteArrayView channel) { return channel.startsWith("quiet") ? 0 : 1; };
    return bounds;
}

} // namespace

void HistoryFileTest::aNewFileBeginsBehindNow()
{
    FileBench bench;
    const OpenedHistory opened = bench.open();
    QVERIFY2(!opened.fault, qPrintable(opened.fault.problem));
    QVERIFY(opened.isNew);
    QCOMPARE(opened.head, (Position{quint64(bench.now.wall) + 1, 0}));
    QCOMPARE(opened.floor, opened.head);
    QVERIFY(opened.channels.isEmpty());
    QVERIFY(opened.all.fileBytes >= 4096);
}

void HistoryFileTest::whatIsCommittedIsThereAfterARestart()
{
    FileBench bench;
    bench.open();
    Publication publication = said("a", QByteArray("l\0ine\n\xE3\x81\x82", 9), "mine");
    publication.type = "tick";
    const HistoryCommit::Item first = bench.append({publication, said("b", "")});
    QCOMPARE(first.append.outcome, AppendResult::Outcome::Done);
    QCOMPARE(first.append.entries.size(), 2);

    const OpenedHistory opened = bench.reopen();
    QVERIFY(!opened.fault && !opened.isNew);
    QCOMPARE(opened.head, first.append.entries[1].event->position);
    const QList<StoredEventPtr> events = bench.all();
    QCOMPARE(events.size(), 2);
    for (int i = 0; i < 2; ++i) {
        const StoredEvent &was = *first.append.entries[i].event;
        QCOMPARE(events[i]->event, was.event);
        QCOMPARE(events[i]->position, was.position);
        QCOMPARE(events[i]->storedAt, was.storedAt);
        QCOMPARE(events[i]->ownId, was.ownId);
    }
    QCOMPARE(events[0]->event.id, QByteArray("mine"));
    QCOMPARE(events[1]->event.id, events[1]->position.toId());
}

void HistoryFileTest::positionsRiseOverAClockThatIsSetBack()
{
    FileBench bench;
    bench.open();
    const Position before = bench.append({said("a", "1")}).append.entries[0].event->position;
    bench.now.wall -= 3'600'000;
    const Position later = bench.append({said("a", "2")}).append.entries[0].event->position;
    QVERIFY(later > before);
    QCOMPARE(bench.reopen().head, later);
    QVERIFY(bench.append({said("a", "3")}).append.entries[0].event->position > later);
}

void HistoryFileTest::storedTimesAreTheWallClocksAndAgesAreNot()
{
    HistoryBounds bounds;
    bounds.channels = {{.maximumAge = std::chrono::minutes(10)}};
    FileBench bench(bounds);
    bench.open();
    bench.publish("a", 1);
    bench.now.wall -= 3'600'000;
    bench.now.uptime += 60'000;
    QCOMPARE(bench.append({said("a", "2")}).append.entries[0].event->storedAt, bench.now.wall);
    bench.now.wall += 7'200'000; // an hour ahead of what it was
    QVERIFY(bench.upkeepUntilDone().trims.isEmpty());
    bench.now.uptime += 9 * 60'000 + 1'000;
    QCOMPARE(bench.upkeepUntilDone().all.events, 1);
    QCOMPARE(bench.all().size(), 1);
}

void HistoryFileTest::aRepetitionIsAnsweredWithTheFirst()
{
    FileBench bench;
    bench.open();
    const StoredEventPtr first = bench.append({said("a", "1", "mine")}).append.entries[0].event;
    for (int round = 0; round < 2; ++round) {
        const AppendResult again = bench.append({said("a", "1", "mine"), said("a", "2")}).append;
        QVERIFY(again.entries[0].repeated && !again.entries[1].repeated);
        QCOMPARE(again.entries[0].event->position, first->position);
        QCOMPARE(again.entries[0].event->event, first->event);
        bench.reopen();
    }
    // Within one group, and within one append, too.
    const HistoryCommit group = bench.commit({{HistoryGroup::Append{{said("a", "3", "x"), said("a", "3", "x")}},
                                               HistoryGroup::Append{{said("a", "3", "x")}}}});
    QVERIFY(!group.items[0].append.entries[0].repeated);
    QVERIFY(group.items[0].append.entries[1].repeated);
    QVERIFY(group.items[1].append.entries[0].repeated);
    QCOMPARE(group.items[1].append.entries[0].event->position, group.items[0].append.entries[0].event->position);
}

void HistoryFileTest::aConflictIsOfItsAppendAlone()
{
    FileBench bench;
    bench.open();
    bench.append({said("a", "1", "mine")});
    const HistoryCommit commit = bench.commit({{HistoryGroup::Append{{said("a", "before")}},
                                                HistoryGroup::Append{{said("a", "new"), said("a", "other", "mine")}},
                                                HistoryGroup::Append{{said("a", "behind")}}}});
    QVERIFY(!commit.fault);
    QCOMPARE(commit.items[1].append.outcome, AppendResult::Outcome::Conflict);
    QCOMPARE(commit.items[1].append.conflict, 1);
    QVERIFY(commit.items[1].append.entries.isEmpty());
    QCOMPARE(dataOf(bench.all()), QByteArrayList({"1", "before", "behind"}));
}

void HistoryFileTest::anIdThatIsTakenOnTheWireGoesOutUnderTheHubs()
{
    FileBench bench;
    bench.open();
    bench.append({said("a", "1", "mine")});
    const StoredEventPtr other = bench.append({said("b", "2", "mine")}).append.entries[0].event;
    QCOMPARE(other->event.id, other->position.toId());
    QCOMPARE(other->ownId, QByteArray("mine"));
    bench.reopen();
    QCOMPARE(bench.all(named({"b"})).constFirst()->event.id, other->position.toId());
    QVERIFY(bench.append({said("b", "2", "mine")}).append.entries[0].repeated);
}

void HistoryFileTest::anArrivalsIdGivesWay()
{
    FileBench bench;
    bench.open();
    bench.append({said("a", "1", "mine")});
    const HistoryCommit commit = bench.commit({{HistoryGroup::Append{{said("a", "2", "mine")}, true}}});
    const AppendResult &result = commit.items[0].append;
    QCOMPARE(result.outcome, AppendResult::Outcome::Done);
    QVERIFY(!result.entries[0].repeated);
    QVERIFY(result.entries[0].event->ownId.isEmpty());
    QCOMPARE(result.entries[0].event->event.id, result.entries[0].event->position.toId());
}

void HistoryFileTest::aTrimmedIdIsFreeAgain()
{
    FileBench bench(keeping(1));
    bench.open();
    const Position first = bench.append({said("a", "1", "mine")}).append.entries[0].event->position;
    bench.append({said("a", "2")});
    // Its row is still there.
    const AppendResult again = bench.append({said("a", "other", "mine")}).append;
    QCOMPARE(again.outcome, AppendResult::Outcome::Done);
    QVERIFY(!again.entries[0].repeated);
    QCOMPARE(again.entries[0].event->event.id, QByteArray("mine"));
    bench.file->upkeep(bench.now);
    bench.upkeepUntilDone();
    QVERIFY(bench.append({said("a", "other", "mine")}).append.entries[0].repeated);
    QVERIFY(again.entries[0].event->position > first);
}

void HistoryFileTest::figuresSayWhatIsHeld()
{
    FileBench bench;
    bench.open();
    const HistoryCommit commit = bench.commit(groupOf({said("a", "12345", "mine"), said("b", "1"), said("a", "1")}));
    QCOMPARE(commit.channels.size(), 2);
    const StoredEvent &first = *commit.items[0].append.entries[0].event;
    const ChannelFigures &a = commit.channels[0].channel == "a" ? commit.channels[0] : commit.channels[1];
    QCOMPARE(a.held.events, 2);
    QCOMPARE(a.held.oldest, first.position);
    QCOMPARE(a.held.oldestId, QByteArray("mine"));
    QCOMPARE(commit.all.events, 3);
    QCOMPARE(commit.all.bytes, commit.channels[0].held.bytes + commit.channels[1].held.bytes);
    QCOMPARE(commit.all.oldest, first.position);
    QVERIFY(commit.all.usedBytes > 0 && commit.all.usedBytes <= commit.all.fileBytes);
    QVERIFY(commit.all.logBytes > 4096);

    const OpenedHistory opened = bench.reopen();
    QCOMPARE(opened.all.events, 3);
    QCOMPARE(opened.all.bytes, commit.all.bytes);
    QCOMPARE(opened.channels.size(), 2);
    QCOMPARE(opened.all.logBytes, 0);
}

void HistoryFileTest::aLogKeepsItsRoomUntilThatIsGivenBack()
{
    FileBench bench;
    bench.open();
    const auto room = [&bench] { return QFileInfo(bench.options.path + QStringLiteral("-wal")).size(); };
    bench.publish("a", 20);
    const qint64 full = room();
    QVERIFY(full > 0);
    QVERIFY(!bench.file->checkpoint(HistoryFile::LogRoom::Kept));
    QCOMPARE(bench.file->logBytes(), 0);
    QCOMPARE(room(), full);
    bench.publish("a", 5);
    QVERIFY(bench.file->logBytes() > 0 && bench.file->logBytes() < full);
    QCOMPARE(room(), full); // it was written over
    QVERIFY(!bench.file->checkpoint(HistoryFile::LogRoom::GivenBack));
    QCOMPARE(room(), 0);
    QCOMPARE(bench.all().size(), 25);
}

void HistoryFileTest::aChannelKeepsItsLast()
{
    FileBench bench(keeping(3));
    bench.open();
    bench.publish("a", 3);
    const HistoryCommit commit = bench.publish("a", 2);
    QCOMPARE(commit.trims.size(), 1);
    QCOMPARE(commit.channels.constFirst().held.events, 3);
    QVERIFY(commit.trims[0].upTo < commit.channels.constFirst().held.oldest);
    QVERIFY(!commit.trims[0].isCleared);
    const OpenedHistory opened = bench.reopen();
    QCOMPARE(opened.channels.constFirst().figures.held.events, 3); // it was only counted, and is again
    QCOMPARE(bench.upkeepUntilDone().all.events, 3);
}

void HistoryFileTest::trimmedRowsGoInALaterCall()
{
    FileBench bench(keeping(2));
    bench.open();
    bench.append({said("a", "1", "one"), said("a", "2"), said("a", "3")});
    QCOMPARE(dataOf(bench.all()), QByteArrayList({"1", "2", "3"}));
    const HistoryCommit commit = bench.publish("b", 1);
    QCOMPARE(commit.removedIds.size(), 1);
    QCOMPARE(commit.removedIds[0].id, QByteArray("one"));
    QCOMPARE(dataOf(bench.all(named({"a"}))), QByteArrayList({"2", "3"}));
    for (const OpenedHistory::Channel &channel : bench.reopen().channels)
        QCOMPARE(channel.trimmed >= commit.removedIds[0].position, channel.figures.channel == "a");
}

void HistoryFileTest::aTrimThatWasOnlyCountedIsCountedAgainAfterACrash()
{
    FileBench bench(keeping(1));
    bench.open();
    bench.append({said("a", "1"), said("a", "2")});
    bench.file.reset(); // without close()
    const OpenedHistory opened = bench.open();
    QCOMPARE(dataOf(bench.all()), QByteArrayList({"1", "2"}));
    QCOMPARE(opened.channels.constFirst().figures.held.events, 1);
    QCOMPARE(opened.channels.constFirst().trimmed, bench.all().constFirst()->position);
    bench.upkeepUntilDone();
    QCOMPARE(dataOf(bench.all()), QByteArrayList({"2"}));
}

void HistoryFileTest::whatIsTooOldGoes()
{
    HistoryBounds bounds;
    bounds.channels = {{.maximumAge = std::chrono::seconds(10)}, {.maximumAge = std::chrono::hours(1)}};
    bounds.boundsOf = [](QByteArrayView channel) { return channel == QByteArrayView("short") ? 0 : 1; };
    FileBench bench(bounds);
    bench.open();
    bench.publish("short", 3);
    bench.publish("long", 2);
    bench.now.uptime += 10'000;
    QVERIFY(bench.upkeepUntilDone().trims.isEmpty());
    bench.now.uptime += 1;
    const HistoryChanges changes = bench.upkeepUntilDone();
    QCOMPARE(changes.trims.size(), 1);
    QCOMPARE(changes.trims[0].channel, QByteArray("short"));
    QCOMPARE(changes.all.events, 2);
    QCOMPARE(bench.all().size(), 2);
}

void HistoryFileTest::theFileStaysWithinItsPages()
{
    HistoryBounds bounds;
    bounds.maximumBytes = 400'000;
    FileBench bench(bounds);
    bench.open();
    for (int i = 0; i < 60; ++i) {
        QVERIFY(!bench.publish("c" + QByteArray::number(i % 7), 50, QByteArray(300, 'x')).fault);
        bench.upkeepUntilDone();
    }
    const HistoryChanges changes = bench.upkeepUntilDone();
    QVERIFY2(changes.all.usedBytes <= bounds.maximumBytes, qPrintable(QString::number(changes.all.usedBytes)));
    QVERIFY2(changes.all.usedBytes > bounds.maximumBytes / 2, qPrintable(QString::number(changes.all.usedBytes)));
    QVERIFY(changes.all.fileBytes <= bounds.maximumBytes * 12 / 10 + 64 * 4096);
    const QList<StoredEventPtr> all = bench.all();
    QCOMPARE(qint64(all.size()), changes.all.events);
    QCOMPARE(changes.all.oldest, all.constFirst()->position);
}

void HistoryFileTest::whatIsKeptNowhereIsGivenOutAndNotWritten()
{
    FileBench bench(keepingNothingOfQuiet());
    bench.open();
    bench.publish("quiet", 1);
    const qint64 log = bench.file->logBytes();
    const HistoryCommit commit = bench.commit(groupOf({said("quiet", "1", "x"), said("quiet", "1", "x")}));
    QCOMPARE(commit.items[0].append.entries[0].event->event.id, QByteArray("x"));
    QVERIFY(commit.items[0].append.entries[1].repeated);
    QCOMPARE(bench.file->logBytes(), log);
    QCOMPARE(commit.trims.size(), 1);
    QCOMPARE(commit.trims[0].upTo, commit.items[0].append.entries[0].event->position);
    QCOMPARE(commit.channels.size(), 1);
    QCOMPARE(commit.channels[0].held.events, 0);
    QVERIFY(bench.all().isEmpty());
}

void HistoryFileTest::whatWasKeptNowhereIsAGapAfterARestart()
{
    FileBench bench(keepingNothingOfQuiet());
    bench.open();
    bench.publish("loud", 1);
    const Position last = bench.append({said("quiet", "1")}).append.entries[0].event->position;
    const OpenedHistory opened = bench.reopen();
    QVERIFY(opened.head >= last);
    for (const OpenedHistory::Channel &channel : opened.channels)
        QCOMPARE(channel.trimmed >= last, channel.figures.channel == "quiet");
    // Kept from now on: what comes is held, and what came before stays missing.
    bench.options.bounds = {};
    bench.reopen();
    bench.publish("quiet", 1);
    for (const OpenedHistory::Channel &channel : bench.reopen().channels)
        QCOMPARE(channel.trimmed >= last, channel.figures.channel == "quiet");
    QCOMPARE(bench.all(named({"quiet"})).size(), 1);
}

void HistoryFileTest::aDamagedTimeMakesNothingYoungerTooOld()
{
    HistoryBounds bounds;
    bounds.channels = {{.maximumAge = std::chrono::hours(1)}};
    FileBench bench(bounds);
    bench.open();
    bench.publish("a", 10);
    bench.now.wall += 7'200'000;
    bench.now.uptime += 7'200'000;
    bench.publish("a", 10);
    const qint64 fifteenth = packed(bench.all()[14]->position);
    bench.file->close(bench.now);
    {
        Database database;
        QVERIFY(database.open(bench.options.path, Database::Access::Create));
        Statement damage(database, "UPDATE event SET stored=0 WHERE position=?");
        QVERIFY(damage.bind(1, fifteenth).run());
    }
    QCOMPARE(bench.reopen().all.events, 10);
}

void HistoryFileTest::aClearedChannelHoldsNothing()
{
    FileBench bench;
    bench.open();
    bench.publish("a", 5);
    bench.publish("b", 1);
    const HistoryCommit commit = bench.commit({{HistoryGroup::Append{{said("a", "6")}}, HistoryGroup::Clear{"a"},
                                                HistoryGroup::Clear{"none"}, HistoryGroup::Append{{said("a", "7")}}}});
    QVERIFY(!commit.fault);
    QCOMPARE(commit.trims.size(), 1);
    QVERIFY(commit.trims[0].isCleared);
    QCOMPARE(commit.trims[0].upTo, commit.items[0].append.entries[0].event->position);
    QCOMPARE(commit.all.events, 2);
    bench.file.reset(); // also over a crash
    QCOMPARE(bench.open().all.events, 2);
    bench.upkeepUntilDone();
    QCOMPARE(dataOf(bench.all(named({"a"}))), QByteArrayList({"7"}));
}

void HistoryFileTest::aLossHasItsPlace()
{
    FileBench bench;
    bench.open();
    const HistoryCommit commit =
        bench.commit({{HistoryGroup::Append{{said("a", "1")}}, HistoryGroup::Loss{named({"a", "b"})},
                       HistoryGroup::Append{{said("a", "2")}}}});
    const Position at = commit.items[1].lossAt;
    QVERIFY(at > commit.items[0].append.entries[0].event->position);
    QVERIFY(at < commit.items[2].append.entries[0].event->position);
    const OpenedHistory opened = bench.reopen();
    QCOMPARE(opened.losses.size(), 1);
    QCOMPARE(opened.losses[0].position, at);
    QCOMPARE(opened.losses[0].selection, named({"a", "b"}));
    const Position last = bench.commit({{HistoryGroup::Loss{pattern("*")}}}).items[0].lossAt;
    QCOMPARE(bench.reopen().head, last);
}

void HistoryFileTest::oldLossesAreJoined()
{
    FileBench bench;
    bench.open();
    HistoryGroup group;
    for (qsizetype i = 0; i < HistoryFile::MaximumLosses + 2; ++i)
        group.items.append(HistoryGroup::Loss{named({"c" + QByteArray::number(i)})});
    const HistoryCommit commit = bench.commit(group);
    QVERIFY(!commit.fault);
    const OpenedHistory opened = bench.reopen();
    QCOMPARE(opened.losses.size(), HistoryFile::MaximumLosses);
    QCOMPARE(opened.losses[0].position, commit.items[2].lossAt);
    QCOMPARE(opened.losses[0].selection, named({"c0", "c1", "c2"}));
}

void HistoryFileTest::emptyChannelsAreForgottenIntoTheFloor()
{
    FileBench bench(keeping(1));
    bench.open();
    QList<Publication> publications;
    for (size_t i = 0; i < HistoryFile::MaximumEmptyChannels + 5; ++i)
        publications.append(said("c" + QByteArray::number(qulonglong(i)), "x"));
    const HistoryCommit commit = bench.commit(groupOf(publications));
    HistoryGroup clearing;
    for (const Publication &publication : publications)
        clearing.items.append(HistoryGroup::Clear{publication.channel});
    bench.commit(clearing);
    bench.upkeepUntilDone();
    const OpenedHistory opened = bench.reopen();
    QCOMPARE(size_t(opened.channels.size()), HistoryFile::MaximumEmptyChannels);
    QCOMPARE(opened.floor, commit.items[0].append.entries[4].event->position);
    // Who was forgotten comes back as one of whom something may be missing.
    bench.publish("c0", 1);
    for (const OpenedHistory::Channel &channel : bench.reopen().channels)
        QVERIFY(channel.trimmed >= opened.floor);
}

void HistoryFileTest::anAppendOfNothingWritesNothing()
{
    FileBench bench;
    bench.open();
    bench.publish("a", 1);
    const qint64 log = bench.file->logBytes();
    QCOMPARE(bench.append({}).append.outcome, AppendResult::Outcome::Done);
    QCOMPARE(bench.file->logBytes(), log);
}

void HistoryFileTest::aForeignFileIsRefusedAndLeftAsItIs()
{
    FileBench bench;
    Database foreign;
    QVERIFY(foreign.open(bench.options.path, Database::Access::Create) && foreign.execute("CREATE TABLE t(a)"));
    foreign.close();
    QFile file(bench.options.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    QCOMPARE(bench.open().fault.kind, FileFault::Kind::Foreign);
    QVERIFY(!bench.file->isOpen());
    QVERIFY(file.seek(0));
    QCOMPARE(file.readAll(), before);
}

void HistoryFileTest::aFileInUseByAForeignWriterIsBusyForItsTime()
{
    FileBench bench;
    bench.open();
    Database foreign;
    QVERIFY(foreign.open(bench.options.path, Database::Access::Write) && foreign.execute("BEGIN IMMEDIATE"));
    const HistoryCommit commit = bench.publish("a", 1);
    QCOMPARE(commit.fault.kind, FileFault::Kind::Busy);
    QCOMPARE(commit.items[0].append.outcome, AppendResult::Outcome::Away);
    QVERIFY(!commit.items[0].append.problem.isEmpty());
    QVERIFY(foreign.execute("COMMIT"));
    QVERIFY(!bench.publish("a", 1).fault);
    QCOMPARE(bench.all().size(), 1);
}

void HistoryFileTest::aFileThatIsGoneIsAFaultAndNotSilence()
{
    FileBench bench;
    FileFault::Kind kind = FileFault::Kind::None;
    bench.options.inspect = [&kind] { return FileFault::of(kind); };
    bench.open();
    bench.publish("a", 1);
    kind = FileFault::Kind::Gone;
    const HistoryCommit commit = bench.publish("a", 1);
    QCOMPARE(commit.fault.kind, FileFault::Kind::Gone);
    QCOMPARE(commit.items[0].append.outcome, AppendResult::Outcome::Away);
    QVERIFY(!bench.file->isOpen());
    QCOMPARE(bench.publish("a", 1).fault.kind, FileFault::Kind::Gone);
    const Position head = bench.file->head();
    kind = FileFault::Kind::None;
    QCOMPARE(bench.file->open(bench.now).head, head);
    QVERIFY(!bench.publish("a", 1).fault);
}

void HistoryFileTest::aFileThatWentWhileItWasWrittenLeavesItUnknown()
{
    FileBench bench;
    int left = -1;
    bench.options.inspect = [&left] { return left-- == 0 ? FileFault::of(FileFault::Kind::Gone) : FileFault(); };
    bench.open();
    left = 1;
    const HistoryCommit commit = bench.publish("a", 1);
    QCOMPARE(commit.items[0].append.outcome, AppendResult::Outcome::Unknown);
    QCOMPARE(commit.fault.kind, FileFault::Kind::Gone);
}

QTEST_GUILESS_MAIN(HistoryFileTest)
#include "tst_history_file.moc"
