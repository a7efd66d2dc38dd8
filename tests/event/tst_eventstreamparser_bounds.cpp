// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/eventstreamparser.h"

#include <QTest>

#include <limits>

#ifdef __GLIBC__
#    include <malloc.h>
#endif

using namespace helio;

/// What the standard leaves out: how large an event may be, and what reading costs.
class EventStreamParserBoundsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void anEventAtTheBoundIsRead();
    void anEventBeyondTheBoundEndsTheReading_data();
    void anEventBeyondTheBoundEndsTheReading();
    void lineAndEventHaveBoundsOfTheirOwn_data();
    void lineAndEventHaveBoundsOfTheirOwn();
    void whatWasCompleteBeforeTheBoundIsStillGiven();
    void anEventThatIsKeptKeepsLittleElse();
    void eventsThatShareMemoryAreTheirOwn();
    void aReaderThatIsBehindDoesNotMakeTheListGrow();
    void manyBytesAreReadWithoutReadingThemAgain_data();
    void manyBytesAreReadWithoutReadingThemAgain();
};

void EventStreamParserBoundsTest::initTestCase()
{
#ifdef __GLIBC__
    // What was allocated once stays with the program: else the kernel's price for fresh pages would be measured, which
    // only the larger streams pay.
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
#endif
}

void EventStreamParserBoundsTest::anEventAtTheBoundIsRead()
{
    EventStreamParser parser({}, 100);
    parser.feed("data:" + QByteArray(95, 'a') + "\n\n");
    QCOMPARE(parser.takeAll().size(), 1);
    parser.feed("data:" + QByteArray(95, 'b') + "\n\n");
    QCOMPARE(parser.takeAll().size(), 1);
    QVERIFY(!parser.isTooLarge());
}

void EventStreamParserBoundsTest::anEventBeyondTheBoundEndsTheReading_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::newRow("a data line") << "data:" + QByteArray(96, 'a') + "\n\n";
    QTest::newRow("many data lines") << QByteArray("data:aaaaaaaaa\n").repeated(11) + '\n';
    QTest::newRow("empty data lines") << QByteArray("data\n").repeated(102) + '\n';
    QTest::newRow("a comment") << ":" + QByteArray(100, 'c');
    QTest::newRow("an unknown field") << QByteArray(101, 'x');
    QTest::newRow("an id") << "id:" + QByteArray(98, '1');
}

void EventStreamParserBoundsTest::anEventBeyondTheBoundEndsTheReading()
{
    QFETCH(QByteArray, wire);
    EventStreamParser whole({}, 100);
    whole.feed(wire + "\n\ndata:after\n\n");
    QVERIFY(whole.isTooLarge());
    QCOMPARE(whole.takeAll(), QList<Event>());
    EventStreamParser bytewise({}, 100);
    for (const char &byte : wire)
        bytewise.feed({&byte, 1});
    QVERIFY(bytewise.isTooLarge());
    QCOMPARE(bytewise.takeAll(), QList<Event>());
}

void EventStreamParserBoundsTest::lineAndEventHaveBoundsOfTheirOwn_data()
{
    using Bound = EventStreamParser::Bound;
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<std::optional<Bound>>("passed");
    const auto row = [](const char *name, const QByteArray &wire, std::optional<Bound> passed) {
        QTest::newRow(name) << wire << passed;
    };
    row("a line at its bound", QByteArray(20, 'x') + '\n', {});
    row("a line over it", QByteArray(21, 'x') + '\n', Bound::Line);
    row("a line over it without its end", QByteArray(21, 'x'), Bound::Line);
    row("a comment over it", ':' + QByteArray(20, 'c') + '\n', Bound::Line);
    row("an event at its bound", QByteArray("data:123456789\n").repeated(5) + '\n', {});
    row("an event over it", QByteArray("data:123456789\n").repeated(4) + "data:1234567890\ndata\n", Bound::Event);
    row("the line feeds between count", QByteArray("data\n").repeated(51), {});
    row("one more", QByteArray("data\n").repeated(52), Bound::Event);
    row("comments are no part of an event", "data:a\n" + QByteArray(":0123456789\n").repeated(20) + '\n', {});
}

void EventStreamParserBoundsTest::lineAndEventHaveBoundsOfTheirOwn()
{
    QFETCH(QByteArray, wire);
    for (const bool keepsMore : {false, true}) {
        const EventStreamParser::Options options{20, 50, keepsMore, keepsMore};
        EventStreamParser whole({}, options);
        whole.feed(wire);
        QTEST(whole.passedBound(), "passed");
        EventStreamParser bytewise({}, options);
        for (const char &byte : wire)
            bytewise.feed({&byte, 1});
        QTEST(bytewise.passedBound(), "passed");
    }
}

void EventStreamParserBoundsTest::whatWasCompleteBeforeTheBoundIsStillGiven()
{
    EventStreamParser parser({}, 100);
    parser.feed("id:1\ndata:a\n\nid:2\ndata:" + QByteArray(101, 'b') + "\n\n");
    QVERIFY(parser.isTooLarge());
    QCOMPARE(parser.takeAll(), QList<Event>({{{}, "1", {}, "a"}}));
    QCOMPARE(parser.lastEventId(), "1");
}

void EventStreamParserBoundsTest::anEventThatIsKeptKeepsLittleElse()
{
    EventStreamParser parser;
    parser.feed(QByteArray(":a comment\n").repeated(100'000) + "id:1\nevent:x\ndata:a\n\n");
    const auto alone = parser.next();
    QVERIFY(alone);
    QCOMPARE(alone->data, "a");
    QVERIFY(alone->data.capacity() < 100);
    QVERIFY(alone->id.capacity() < 100);
    parser.feed(QByteArray("data:0123456789\n\n").repeated(100'000));
    const QList<Event> many = parser.takeAll();
    QCOMPARE(many.size(), 100'000);
    QVERIFY(many.first().data.capacity() <= 17 * 1024);
    parser.feed("data:small, after much\n\n");
    QVERIFY(parser.takeAll().first().data.capacity() < 100);
}

void EventStreamParserBoundsTest::eventsThatShareMemoryAreTheirOwn()
{
    EventStreamParser parser;
    parser.feed("id:1\ndata:aa\n\nid:2\ndata:bb\n\nid:3\ndata:cc\n\ndata:cut");
    QList<Event> events = parser.takeAll();
    QCOMPARE(events.size(), 3);
    for (const Event &event : std::as_const(events)) {
        QCOMPARE(qstrlen(event.data.constData()), size_t(2)); // a NUL behind each
        QCOMPARE(qstrlen(event.id.constData()), size_t(1));
    }
    events[0].data.append("longer than it was, over all that follows");
    events[1].data[0] = 'B';
    QCOMPARE(events.takeLast(), (Event{{}, "3", {}, "cc"}));
    QCOMPARE(events.takeLast(), (Event{{}, "2", {}, "Bb"}));
    events[0].data.append("alone with its memory now");
    QCOMPARE(events.first().id, "1");
    // Room that nobody uses any more is used again, what is still used is not.
    const QByteArray kept = events.first().data;
    for (int i = 0; i < 3; ++i) {
        parser.feed("\n\nid:3\ndata:xx\n\nid:3\ndata:yy\n\nid:3\ndata:zz\n\ndata:cut");
        QCOMPARE(parser.takeAll().last(), (Event{{}, "3", {}, "zz"}));
        QCOMPARE(events.first().data, kept);
    }
    QVERIFY(events.first().data.startsWith("aalonger"));
    parser.feed("\n\n");
    QCOMPARE(parser.next(), (Event{{}, "3", {}, "cut"}));
}

void EventStreamParserBoundsTest::aReaderThatIsBehindDoesNotMakeTheListGrow()
{
    EventStreamParser parser;
    parser.feed("data:0\n\n");
    for (int i = 1; i < 50'000; ++i) {
        parser.feed("data:" + QByteArray::number(i) + "\n\n");
        const auto event = parser.next();
        QVERIFY(event);
        QCOMPARE(event->data, QByteArray::number(i - 1));
    }
    QCOMPARE(parser.takeAll().size(), 1);
}

void EventStreamParserBoundsTest::manyBytesAreReadWithoutReadingThemAgain_data()
{
    QTest::addColumn<QByteArray>("chunk");
    QTest::addColumn<qsizetype>("events");
    constexpr qsizetype Repetitions = 1'000'000;
    QTest::newRow("tiny events") << QByteArray("data:a\n\n") << Repetitions;
    QTest::newRow("CR alone") << QByteArray("data:a\r\r") << Repetitions;
    QTest::newRow("one event of line ends") << QByteArray("data\n") << qsizetype(1);
    QTest::newRow("one long line") << QByteArray("aaaaaaaa") << qsizetype(1);
    QTest::newRow("comments") << QByteArray(":\n") << qsizetype(1);
}

void EventStreamParserBoundsTest::manyBytesAreReadWithoutReadingThemAgain()
{
    // No clock is asked: a reader that reads, or moves, what it has read once more with each
    // event or chunk has some 10^13 bytes to pass, and does not live to the end of this test.
    QFETCH(QByteArray, chunk);
    QFETCH(qsizetype, events);
    const QByteArray wire = "data:" + chunk.repeated(1'000'000) + "\n\n";
    for (const qsizetype chunkBytes : {wire.size() / 2, qsizetype(7)}) {
        EventStreamParser parser;
        qsizetype found = 0;
        const auto take = [&] {
            while (parser.next())
                ++found;
        };
        for (qsizetype at = 0; at < wire.size(); at += chunkBytes) {
            parser.feed(QByteArrayView(wire).sliced(at, std::min(chunkBytes, wire.size() - at)));
            // Whole in two chunks, all events wait at once; in small ones each is taken as it comes.
            if (chunkBytes == 7)
                take();
        }
        take();
        QVERIFY(!parser.isTooLarge());
        QCOMPARE(found, events);
    }
}

QTEST_APPLESS_MAIN(EventStreamParserBoundsTest)
#include "tst_eventstreamparser_bounds.moc"
