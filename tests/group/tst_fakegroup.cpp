// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakegroup.h"
#include "history/selectiontext.h"

#include <QTest>

using namespace helio;
using namespace helio::test;

namespace {

/// One hub's log, and what it was told.
class Ear : public GroupLogListener
{
public:
    explicit Ear(FakeGroup &group, const QByteArray &hub = "h")
        : log(group)
    {
        log.open(*this, {.hub = hub});
    }

    void restoring(const LogHead &head) override
    {
        heard.append("restoring");
        lastHead = head;
    }
    void joined(const LogJoined &joined) override
    {
        heard.append(QByteArray("joined") + (joined.isCursorThere ? "" : " without") +
                     (joined.wasRestarted ? " restarted" : ""));
        lastHead = joined.head;
    }
    void arrived(const QList<LogEntry> &entries) override
    {
        QByteArrayList data;
        for (const LogEntry &entry : entries)
            data.append(entry.kind == LogEntry::Kind::Loss ? QByteArray("(loss)") : entry.event.data);
        heard.append(data.join(' '));
        all += entries;
    }
    void looked(const LogHead &, const StoreState &) override { heard.append("looked"); }
    void emptied(const LogHead &) override { heard.append("emptied"); }
    void left(const StoreState &) override { heard.append("left"); }

    /// One request of one event; its answer is heard.
    void publish(const QByteArray &data, quint64 number = 1)
    {
        log.append({{number, {{"a", {}, data, {}, {}}}}}, [this](const QList<LogAnswer> &answers) {
            static const char *const names[] = {"done",    "conflict", "too many", "full",
                                                "refused", "not yet",  "cut",      "unknown"};
            heard.append(names[int(answers.constFirst().outcome)]);
        });
    }
    QByteArrayList takeHeard() { return std::exchange(heard, {}); }

    FakeGroupLog log;
    QByteArrayList heard;
    QList<LogEntry> all;
    LogHead lastHead;
};

} // namespace

/// What tests of stores rest on.
class FakeGroupTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingMovesUntilTheTestSaysSo();
    void whatOneSaysAllHear();
    void readingBeginsBehindTheHead();
    void aCutRequestIsThereOrNeverWillBe();
    void whoWasFencedJoinsAnew();
    void tooFewReplicasLeaveItUnknown();
    void whatIsHeldIsNotBrought();
    void anEmptiedLogIsSeenAndIdsRise();
    void whatIsMissingIsPutBackBeforeAnybodyJoins();
    void aStrangersIdIsTheSameForAll();
    void piecesAndTheIndexSayWhatIsThere();
};

void FakeGroupTest::nothingMovesUntilTheTestSaysSo()
{
    FakeGroup group;
    Ear ear(group);
    ear.publish("0");
    QVERIFY(ear.log.answer());
    ear.log.join();
    ear.publish("1");
    QVERIFY(group.entries().empty());
    QVERIFY(ear.log.carryOut());
    QCOMPARE(group.entries().size(), 1u);
    QVERIFY(ear.log.bring());
    QVERIFY(ear.log.answer());
    QCOMPARE(ear.takeHeard(), (QByteArrayList{"not yet", "joined", "1", "done"}));
    QVERIFY(!ear.log.carryOut() && !ear.log.bring() && !ear.log.answer());
}

void FakeGroupTest::whatOneSaysAllHear()
{
    FakeGroup group;
    Ear one(group, "h");
    Ear other(group, "i");
    one.log.join();
    other.log.join();
    one.publish("1", 8);
    other.publish("2");
    one.log.settle();
    other.log.settle();
    one.log.settle();
    QCOMPARE(one.takeHeard(), (QByteArrayList{"joined", "1", "done", "2"}));
    QCOMPARE(other.takeHeard(), (QByteArrayList{"joined", "1 2", "done"}));
    QCOMPARE(other.all[0].from, (LogEntry::From{"h", 8, 0}));
}

void FakeGroupTest::readingBeginsBehindTheHead()
{
    FakeGroup group;
    group.addStrange({"a", {}, {}, "old"});
    Ear ear(group);
    ear.log.join();
    QVERIFY(!ear.log.bring());
    group.addStrange({"a", {}, {}, "new"});
    ear.log.cut();
    ear.log.join();
    QVERIFY(ear.log.bring());
    QCOMPARE(ear.takeHeard(), (QByteArrayList{"joined", "left", "joined", "new"}));
}

void FakeGroupTest::aCutRequestIsThereOrNeverWillBe()
{
    FakeGroup group;
    Ear ear(group);
    ear.log.join();
    ear.publish("1", 1);
    ear.publish("2", 2);
    ear.log.carryOut();
    ear.log.cut();
    ear.log.join();
    ear.log.settle();
    QCOMPARE(ear.takeHeard(), (QByteArrayList{"joined", "cut", "cut", "left", "joined", "1"}));
    QCOMPARE(ear.all.constLast().position, ear.lastHead.last);
}

void FakeGroupTest::whoWasFencedJoinsAnew()
{
    FakeGroup group;
    Ear ear(group);
    ear.log.join();
    group.breakFence("h");
    ear.publish("1");
    ear.log.settle();
    QVERIFY(group.entries().empty());
    ear.log.look();
    ear.publish("1");
    ear.log.settle();
    QCOMPARE(ear.takeHeard(), (QByteArrayList{"joined", "not yet", "left", "joined", "1", "done"}));
}

void FakeGroupTest::tooFewReplicasLeaveItUnknown()
{
    FakeGroup group;
    Ear ear(group);
    ear.log.open(ear, {.hub = "h", .replicas = 1});
    ear.log.join();
    ear.publish("1");
    ear.log.settle();
    group.replicas = 1;
    ear.publish("2");
    ear.log.settle();
    QCOMPARE(ear.takeHeard(), (QByteArrayList{"joined", "1", "unknown", "2", "done"}));
}

void FakeGroupTest::whatIsHeldIsNotBrought()
{
    FakeGroup group;
    Ear ear(group);
    ear.log.join();
    ear.log.hold(true);
    group.addStrange({"a", {}, {}, "1"});
    QVERIFY(!ear.log.bring());
    ear.log.hold(false);
    QVERIFY(ear.log.bring());
}

void FakeGroupTest::anEmptiedLogIsSeenAndIdsRise()
{
    FakeGroup group;
    Ear ear(group);
    ear.log.join();
    ear.publish("1");
    ear.log.settle();
    const Position seen = ear.all.constLast().position;
    group.empty();
    group.time -= 1'000'000;
    ear.log.look();
    ear.publish("2"); // behind what was seen
    std::optional<Position> at;
    ear.log.settle();
    ear.log.look(); // fenced by that
    ear.log.note(LogEntry::Kind::Loss, everyChannel(), [&](std::optional<Position> noted) { at = noted; });
    ear.log.settle();
    ear.publish("3");
    ear.log.settle();
    QCOMPARE(ear.takeHeard(), (QByteArrayList{"joined", "1", "done", "emptied", "not yet", "left", "joined without",
                                              "(loss)", "3", "done"}));
    QCOMPARE(at, nextPosition(seen));
    QVERIFY(ear.all.constLast().position > *at);
}

void FakeGroupTest::whatIsMissingIsPutBackBeforeAnybodyJoins()
{
    FakeGroup group;
    Ear ear(group);
    ear.log.join();
    for (const char *data : {"1", "2", "3"})
        ear.publish(data);
    ear.log.settle();
    QList<StoredEventPtr> events;
    for (const LogEntry &entry : ear.all)
        events.append(std::make_shared<StoredEvent>(entry.stored()));
    group.restart(events[0]->position);
    ear.log.cut();
    ear.takeHeard();
    ear.log.join();
    QCOMPARE(ear.lastHead.last, events[0]->position);
    QList<PutBack::Outcome> outcomes;
    const auto note = [&](const PutBack &put) { outcomes.append(put.outcome); };
    ear.log.putBack(events[1]->position, false, toPutBack({events[2]}), note); // "2" would be lost
    ear.log.putBack(events[0]->position, false, toPutBack(events), note);
    ear.log.settle();
    group.endRestore();
    ear.log.putBack({}, false, toPutBack(events), note);
    ear.log.settle();
    QCOMPARE(outcomes, (QList{PutBack::Outcome::Hole, PutBack::Outcome::Done, PutBack::Outcome::Over}));
    ear.log.join();
    QVERIFY(!ear.log.bring());
    QCOMPARE(ear.takeHeard(), (QByteArrayList{"restoring", "joined restarted"}));
    QCOMPARE(group.entries().size(), 3u);
}

void FakeGroupTest::aStrangersIdIsTheSameForAll()
{
    FakeGroup group;
    Ear one(group, "h");
    Ear other(group, "i");
    one.log.join();
    other.log.join();
    group.addStrange({"a", {}, {}, "1"}, "own");
    group.addStrange({"b", {}, {}, "2"}, "own");
    group.addStrange({"a", {}, {}, "3"}, "own");
    one.log.settle();
    other.log.settle();
    for (const Ear *ear : {&one, &other}) {
        QCOMPARE(ear->all[0].event.id, "own");
        QCOMPARE(ear->all[1].event.id, ear->all[1].position.toId());
        QCOMPARE(ear->all[1].ownId, "own");
        QVERIFY(ear->all[2].ownId.isEmpty());
    }
}

void FakeGroupTest::piecesAndTheIndexSayWhatIsThere()
{
    FakeGroup group;
    Ear ear(group);
    ear.log.join();
    QList<Position> positions;
    for (int i = 0; i < 150; ++i)
        positions.append(group.addStrange({"a", {}, {}, QByteArray::number(i)}));
    group.trim(positions[10]);
    LogPiece piece;
    ear.log.range({}, positions.constLast(), 1000, [&](const LogPiece &read) { piece = read; });
    ear.log.settle();
    QCOMPARE(piece.first, positions[10]);
    QCOMPARE(piece.entries.constFirst().position, positions[10]);
    QCOMPARE(piece.entries.size(), FakeGroupLog::PieceEntries);
    QVERIFY(!piece.isAtEnd);
    ear.log.range(piece.next, positions.constLast(), 1000, [&](const LogPiece &read) { piece = read; });
    ear.log.settle();
    QCOMPARE(piece.entries.size(), 40);
    QVERIFY(piece.isAtEnd);
    ear.log.pick({positions[5], positions[20]}, [&](const LogPiece &read) { piece = read; });
    ear.log.settle();
    QCOMPARE(piece.entries.size(), 1);
    IndexPiece index;
    ear.log.index(positions[11], [&](const IndexPiece &read) { index = read; });
    ear.log.settle();
    QCOMPARE(index.rows.size(), 1);
    QCOMPARE(index.rows.constFirst().position, positions[10]);
    QVERIFY(index.isAtBegin);
}

QTEST_GUILESS_MAIN(FakeGroupTest)
#include "tst_fakegroup.moc"
