// SPDX-License-Identifier: GPL-3.0-or-later
#include "filebench.h"
#include "history/packedposition.h"

#include <QTest>

using namespace helio;
using namespace helio::test;

class HistoryReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aPieceHasItsBound();
    void namesAreReadInOneOrder();
    void patternsPassOverTheRest();
    void nothingBehindTheHeadIsRead();
    void anEventIsFoundByWhatItHasOnTheWire();
    void anEventIsFoundByItsOwnId();
    void theLastAreFoundByNameAndByPattern();
    void aLongSearchGoesOnInSteps();
    void sinceFindsTheFirstAtThatTime();
    void theTailIsTheEndOfTheLog();
    void aChangedByteIsADamagedPlace_data();
    void aChangedByteIsADamagedPlace();
    void aChannelThatIsMissingIsDamagedForEverybody();

private:
    HistoryReader::Piece read(const Selection &selection, Position after = {}, qint64 bytes = 1 << 20);
    bool change(const char *sql);

    std::unique_ptr<FileBench> bench_;
    std::unique_ptr<HistoryReader> reader_;
};

void HistoryReaderTest::init()
{
    reader_.reset();
    bench_ = std::make_unique<FileBench>();
    QVERIFY(!bench_->open().fault);
    reader_ = std::make_unique<HistoryReader>();
    QVERIFY(!reader_->open(bench_->options.path));
}

HistoryReader::Piece HistoryReaderTest::read(const Selection &selection, Position after, qint64 bytes)
{
    return reader_->readPiece(
        {.selection = selection, .after = after, .upTo = bench_->file->head(), .maximumBytes = bytes});
}

bool HistoryReaderTest::change(const char *sql)
{
    Database foreign;
    return foreign.open(bench_->options.path, Database::Access::Write) && foreign.execute(sql);
}

void HistoryReaderTest::aPieceHasItsBound()
{
    bench_->publish("a", 10, QByteArray(1000, 'x'));
    for (const Selection &selection : {named({"a"}), pattern("*")}) {
        Position after;
        qsizetype events = 0;
        for (int pieces = 1;; ++pieces) {
            const HistoryReader::Piece piece = read(selection, after, 3000);
            QVERIFY(piece.events.size() <= 3);
            events += piece.events.size();
            QVERIFY(piece.next > after);
            after = piece.next;
            if (piece.atEnd) {
                QVERIFY(pieces >= 4);
                break;
            }
        }
        QCOMPARE(events, 10);
        QCOMPARE(after, bench_->file->head());
        QCOMPARE(read(selection, {}, 1).events.size(), 1);
    }
}

void HistoryReaderTest::namesAreReadInOneOrder()
{
    bench_->append({said("a", "1"), said("b", "2"), said("c", "3"), said("a", "4"), said("b", "5")});
    QCOMPARE(dataOf(read(named({"b", "a", "none"})).events), QByteArrayList({"1", "2", "4", "5"}));
    const HistoryReader::Piece none = read(named({"none"}));
    QVERIFY(none.events.isEmpty() && none.atEnd && !none.fault);
    QCOMPARE(none.next, bench_->file->head());
}

void HistoryReaderTest::patternsPassOverTheRest()
{
    bench_->append({said("x.1", "1"), said("y", "2"), said("x.2", "3"), said("z", "4")});
    Selection selection = pattern("x.*");
    selection.addChannel("z");
    QCOMPARE(dataOf(read(selection).events), QByteArrayList({"1", "3", "4"}));
    HistoryReader::PieceRequest request{.selection = pattern("z"), .upTo = bench_->file->head(), .maximumExamined = 2};
    HistoryReader::Piece piece = reader_->readPiece(request);
    QVERIFY(piece.events.isEmpty() && !piece.atEnd);
    request.after = piece.next;
    piece = reader_->readPiece(request);
    QCOMPARE(dataOf(piece.events), QByteArrayList({"4"}));
}

void HistoryReaderTest::nothingBehindTheHeadIsRead()
{
    const Position head = bench_->append({said("a", "1")}).append.entries[0].event->position;
    bench_->publish("a", 1);
    for (const Selection &selection : {named({"a"}), pattern("*")}) {
        const HistoryReader::Piece piece = reader_->readPiece({.selection = selection, .upTo = head});
        QCOMPARE(piece.events.size(), 1);
        QVERIFY(piece.atEnd);
        QCOMPARE(piece.next, head);
    }
}

void HistoryReaderTest::anEventIsFoundByWhatItHasOnTheWire()
{
    const auto entries =
        bench_->append({said("a", "1", "mine"), said("b", "2", "mine"), said("a", "3")}).append.entries;
    QCOMPARE(reader_->findOnWire("mine").event->event.data, QByteArray("1"));
    QCOMPARE(reader_->findOnWire(entries[1].event->event.id).event->event.data, QByteArray("2"));
    QCOMPARE(reader_->findOnWire(entries[2].event->event.id).event->event.data, QByteArray("3"));
    QVERIFY(!reader_->findOnWire(entries[0].event->position.toId()).event);
    QVERIFY(!reader_->findOnWire("none").event);
    QVERIFY(!reader_->findOnWire("18446744073709551615-18446744073709551615").event);
    QVERIFY(!reader_->findOnWire("none").fault);
}

void HistoryReaderTest::anEventIsFoundByItsOwnId()
{
    bench_->append({said("a", "1", "mine"), said("b", "2", "mine")});
    QCOMPARE(reader_->findOwn("b", "mine").event->event.data, QByteArray("2"));
    QVERIFY(!reader_->findOwn("c", "mine").event);
    QVERIFY(!reader_->findOwn("a", "other").event);
}

void HistoryReaderTest::theLastAreFoundByNameAndByPattern()
{
    const auto entries =
        bench_->append({said("a", "1"), said("b", "2"), said("a", "3"), said("c", "4"), said("a", "5")}).append.entries;
    const Position head = bench_->file->head();
    for (const Selection &selection : {named({"a", "b"}), pattern("[ab]")}) {
        QCOMPARE(reader_->lastBefore({.selection = selection, .count = 2, .upTo = head}).after,
                 entries[1].event->position);
        QCOMPARE(reader_->lastBefore({.selection = selection, .count = 1, .upTo = entries[3].event->position}).after,
                 entries[1].event->position);
        const HistoryReader::LastSearch more = reader_->lastBefore({.selection = selection, .count = 9, .upTo = head});
        QVERIFY(more.isOver && !more.fault);
        QCOMPARE(more.after, Position());
    }
}

void HistoryReaderTest::aLongSearchGoesOnInSteps()
{
    bench_->append({said("a", "1"), said("a", "2")});
    bench_->publish("b", 20);
    HistoryReader::LastSearch search{.selection = pattern("a"), .count = 1, .upTo = bench_->file->head()};
    int steps = 0;
    for (; !search.isOver && steps < 100; ++steps)
        search = reader_->lastBefore(search, 5);
    QCOMPARE(steps, 5);
    QCOMPARE(dataOf(read(named({"a"}), search.after).events), QByteArrayList({"2"}));
}

void HistoryReaderTest::sinceFindsTheFirstAtThatTime()
{
    const qint64 begin = bench_->now.wall;
    for (int i = 0; i < 20; ++i) {
        bench_->append({said("a", QByteArray::number(i))});
        bench_->now.wall += 1000;
        bench_->now.uptime += 1000;
    }
    FileFault fault;
    QCOMPARE(dataOf(read(named({"a"}), *reader_->since(begin + 17'500, fault)).events), QByteArrayList({"18", "19"}));
    QCOMPARE(dataOf(read(named({"a"}), *reader_->since(begin + 18'000, fault)).events), QByteArrayList({"18", "19"}));
    QCOMPARE(read(named({"a"}), *reader_->since(0, fault)).events.size(), 20);
    QVERIFY(!reader_->since(begin + 20'000, fault));
    QVERIFY(!fault);
}

void HistoryReaderTest::theTailIsTheEndOfTheLog()
{
    QVERIFY(reader_->tail(1000).events.isEmpty() && !reader_->tail(1000).fault);
    for (int i = 0; i < 10; ++i)
        bench_->append({said(i % 2 ? "a" : "b", QByteArray::number(i) + QByteArray(500, 'x'))});
    const HistoryReader::Piece piece = reader_->tail(1200);
    const QList<StoredEventPtr> &tail = piece.events;
    QCOMPARE(tail.size(), 3);
    QVERIFY(tail[0]->event.data.startsWith('7') && tail[2]->event.data.startsWith('9'));
    QVERIFY(piece.next < tail[0]->position);
    QCOMPARE(dataOf(read(named({"a", "b"}), piece.next).events).size(), 3);
    QCOMPARE(reader_->tail(1 << 20).events.size(), 10);
    QCOMPARE(reader_->tail(1 << 20).next, Position());
}

void HistoryReaderTest::aChangedByteIsADamagedPlace_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("data") << QByteArray("UPDATE event SET data='2!' WHERE data='2'");
    QTest::newRow("type") << QByteArray("UPDATE event SET type='t' WHERE data='2'");
    QTest::newRow("time") << QByteArray("UPDATE event SET skew=skew+1 WHERE data='2'");
    QTest::newRow("own id") << QByteArray("UPDATE event SET own='other' WHERE data='2'");
}

void HistoryReaderTest::aChangedByteIsADamagedPlace()
{
    QFETCH(const QByteArray, sql);
    const auto entries = bench_->append({said("a", "1"), said("a", "2"), said("a", "3")}).append.entries;
    QVERIFY(change(sql.constData()));
    for (const Selection &selection : {named({"a"}), pattern("*")}) {
        const HistoryReader::Piece piece = read(selection);
        QCOMPARE(dataOf(piece.events), QByteArrayList({"1", "3"}));
        QCOMPARE(piece.damaged.size(), 1);
        QCOMPARE(piece.damaged[0].position, entries[1].event->position);
        QCOMPARE(piece.damaged[0].channel, QByteArray("a"));
        QVERIFY(piece.atEnd && !piece.fault);
    }
    QVERIFY(!reader_->findOnWire(entries[1].event->event.id).event);
}

void HistoryReaderTest::aChannelThatIsMissingIsDamagedForEverybody()
{
    bench_->append({said("a", "1"), said("b", "2")});
    QVERIFY(change("DELETE FROM channel WHERE name='b'"));
    const HistoryReader::Piece piece = read(pattern("a*"));
    QCOMPARE(dataOf(piece.events), QByteArrayList({"1"}));
    QCOMPARE(piece.damaged.size(), 1);
    QVERIFY(piece.damaged[0].channel.isEmpty());
}

QTEST_GUILESS_MAIN(HistoryReaderTest)
#include "tst_history_reader.moc"
