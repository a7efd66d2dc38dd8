// SPDX-License-Identifier: GPL-3.0-or-later
#include "splits.h"

#include <QSet>

using namespace helio;

namespace {

/// An item that lives on.
struct Item
{
    using Kind = EventStreamItem::Kind;

    Kind kind;
    Event event;
    QByteArray comment;
    QByteArray raw;
    quint64 end = 0;

    friend bool operator==(const Item &, const Item &) = default;
};

Item valueOf(const EventStreamItem &item)
{
    return {item.kind, item.event, item.comment, item.raw, item.end};
}

} // namespace

/// What the parser keeps on request: comments as they come, and the bytes that said each event.
class EventStreamParserItemsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void commentsComeAsSoonAsTheirLineEnds();
    void aCommentIsAllBehindTheColon_data();
    void aCommentIsAllBehindTheColon();
    void commentsAndEventsKeepTheirOrder();
    void anEventsRawBytesAreItsBlock_data();
    void anEventsRawBytesAreItsBlock();
    void aLineFeedThatComesLateBeginsTheNext();
    void everyByteIsKeptWhereverTheStreamIsCut_data();
    void everyByteIsKeptWhereverTheStreamIsCut();
    void manyCommentsBeforeAnEventAreABlock();
    void rawBytesAreCutOffAtTheBound();
    void whatIsNotAskedForIsNotKept();
    void nextPassesOverWhatIsNoEvent();
    void anItemIsTheReadersToMoveFrom_data();
    void anItemIsTheReadersToMoveFrom();
    void aCopyOfAnItemOutlivesIt();
    void frontByFrontEventsWaitInTheSameRoom();
    void nothingIsLeftOfBytesBeyondTheBound();
};

namespace {

Item eventItem(const QByteArray &data, const QByteArray &raw = {})
{
    return {Item::Kind::Event, {{}, {}, {}, data}, {}, raw, 0};
}

Item commentItem(const QByteArray &text)
{
    return {Item::Kind::Comment, {}, text, {}, 0};
}

Item blockItem(const QByteArray &raw)
{
    return {Item::Kind::Block, {}, {}, raw, 0};
}

/// Without the places where they end: readEveryWay() judges those.
QList<Item> itemsOf(EventStreamParser &parser)
{
    QList<Item> items;
    while (const auto item = parser.nextItem()) {
        items.append(valueOf(*item));
        items.last().end = 0;
    }
    return items;
}

QByteArray rawOf(EventStreamParser &parser)
{
    QByteArray raw;
    while (const auto item = parser.nextItem())
        raw += item->raw;
    return raw;
}

} // namespace

void EventStreamParserItemsTest::commentsComeAsSoonAsTheirLineEnds()
{
    EventStreamParser parser({}, {.keepsComments = true});
    parser.feed("data:a\n: beat");
    QVERIFY(!parser.nextItem());
    parser.feed("\r");
    QCOMPARE(valueOf(parser.nextItem().value()), commentItem(" beat"));
    parser.feed("\n\r\n");
    QCOMPARE(valueOf(parser.nextItem().value()), eventItem("a"));
}

void EventStreamParserItemsTest::aCommentIsAllBehindTheColon_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray(":") << QByteArray("");
    QTest::newRow("a space stays") << QByteArray(": a") << QByteArray(" a");
    QTest::newRow("more colons") << QByteArray("::a: b:") << QByteArray(":a: b:");
    QTest::newRow("looks like a field") << QByteArray(":data:x") << QByteArray("data:x");
    QTest::newRow("invalid UTF-8 and NUL") << QByteArray(":\xFF\0x", 4) << QByteArray("\xFF\0x", 3);
    QTest::newRow("behind a BOM") << QByteArray("\xEF\xBB\xBF:a") << QByteArray("a");
}

void EventStreamParserItemsTest::aCommentIsAllBehindTheColon()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, text);
    EventStreamParser parser({}, {.keepsComments = true});
    parser.feed(line + '\n');
    QCOMPARE(itemsOf(parser), QList<Item>({commentItem(text)}));
}

void EventStreamParserItemsTest::commentsAndEventsKeepTheirOrder()
{
    EventStreamParser parser({}, {.keepsComments = true});
    parser.feed(":1\ndata:a\n:2\n\n:3\n\nid\n\ndata:b\n\n:4\n");
    QCOMPARE(itemsOf(parser), QList<Item>({commentItem("1"), commentItem("2"), eventItem("a"), commentItem("3"),
                                           eventItem("b"), commentItem("4")}));
    QCOMPARE(parser.commentCount(), 4u);
}

void EventStreamParserItemsTest::anEventsRawBytesAreItsBlock_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QList<Item>>("items");
    QTest::addColumn<QByteArray>("rest");
    const auto row = [](const char *name, const QByteArray &wire, const QList<Item> &items, const char *rest = "") {
        QTest::newRow(name) << wire << items << QByteArray(rest);
    };
    row("LF", "data:a\n\n", {eventItem("a", "data:a\n\n")});
    row("CRLF", "data:a\r\n\r\ndata:b\r\n\r\n", {eventItem("a", "data:a\r\n\r\n"), eventItem("b", "data:b\r\n\r\n")});
    row("CR", "data:a\r\rdata:b\r\r", {eventItem("a", "data:a\r\r"), eventItem("b", "data:b\r\r")});
    row("mixed", "data:a\r\n\rdata:b\n\r\n", {eventItem("a", "data:a\r\n\r"), eventItem("b", "data:b\n\r\n")});
    row("unknown fields and spaces", "what: ever\ndata:  a \nretry:x\n\n",
        {eventItem(" a ", "what: ever\ndata:  a \nretry:x\n\n")});
    row("a comment in the block", ":c\ndata:a\n:d\n\n", {eventItem("a", ":c\ndata:a\n:d\n\n")});
    row("blocks without an event", ":c\n\n\nevent:x\n\ndata:a\n\n",
        {blockItem(":c\n\n"), blockItem("\n"), blockItem("event:x\n\n"), eventItem("a", "data:a\n\n")});
    row("BOM",
        "\xEF\xBB\xBF"
        "data:a\n\n",
        {eventItem("a", "\xEF\xBB\xBF"
                        "data:a\n\n")});
    row("BOM alone on its line", "\xEF\xBB\xBF\ndata:a\n\n",
        {blockItem("\xEF\xBB\xBF\n"), eventItem("a", "data:a\n\n")});
    row("cut off", "data:a\n\ndata:b\nda", {eventItem("a", "data:a\n\n")}, "data:b\nda");
}

void EventStreamParserItemsTest::anEventsRawBytesAreItsBlock()
{
    QFETCH(QByteArray, wire);
    EventStreamParser parser({}, {.keepsRaw = true});
    parser.feed(wire);
    QTEST(itemsOf(parser), "items");
    QTEST(parser.unfinishedRaw(), "rest");
    readEveryWay(wire);
}

void EventStreamParserItemsTest::aLineFeedThatComesLateBeginsTheNext()
{
    EventStreamParser parser({}, {.keepsRaw = true});
    parser.feed("data:a\r\n\r");
    QCOMPARE(itemsOf(parser), QList<Item>({eventItem("a", "data:a\r\n\r")}));
    parser.feed("\ndata:b\r\n\r\n");
    QCOMPARE(itemsOf(parser), QList<Item>({eventItem("b", "\ndata:b\r\n\r\n")}));
}

void EventStreamParserItemsTest::everyByteIsKeptWhereverTheStreamIsCut_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::newRow("CR LF") << QByteArray(
        "\xEF\xBB\xBF:c\r\nid:1\r\ndata:a\r\n\r\n\r\n:d\r\n\r\nretry:7\r\n\r\ndata\r\n\r\n");
    QTest::newRow("CR") << QByteArray("\xEF\xBB\xBF\r:c\rdata:a\r\r\r\r:d\r\rretry:7\r\rdata:b\r\rdata:cut");
    QTest::newRow("LF") << QByteArray("\xEF\xBB\xBF:c\ndata:a\n\n\n\n:d\n\nretry:7\n\ndata:b\n:e\n\nid");
    QTest::newRow("mixed") << QByteArray(
        ":c\r\ndata:a\n\r\n\n\r\r\n:d\r\rretry:7\n\r\ndata:b\r\n\rdata:c\n\n\r\r\n:\r");
}

void EventStreamParserItemsTest::everyByteIsKeptWhereverTheStreamIsCut()
{
    QFETCH(QByteArray, wire);
    readEveryWay(wire);
    EventStreamParser plain;
    plain.feed(wire);
    const QList<Event> events = plain.takeAll();
    // In three chunks, so that the middle one may be the LF of a CR LF, or less.
    for (qsizetype first = 0; first <= wire.size(); ++first) {
        for (qsizetype second = first; second <= wire.size(); ++second) {
            EventStreamParser parser({}, {.keepsComments = true, .keepsRaw = true});
            EventStreamParser same({}, {.keepsRaw = true});
            QByteArray raw;
            for (const QByteArray &chunk :
                 {wire.first(first), wire.sliced(first, second - first), wire.sliced(second)}) {
                parser.feed(chunk);
                same.feed(chunk);
                raw += rawOf(parser);
            }
            QCOMPARE(raw + parser.unfinishedRaw(), wire);
            QCOMPARE(same.takeAll(), events);
        }
    }
}

void EventStreamParserItemsTest::manyCommentsBeforeAnEventAreABlock()
{
    constexpr qsizetype Most = EventStreamParser::LeadingCommentBytes;
    const QByteArray heartbeats = QByteArray(":\n").repeated(Most / 2);
    EventStreamParser parser({}, {.keepsRaw = true});
    parser.feed(heartbeats + "data:a\n\n");
    QCOMPARE(itemsOf(parser), QList<Item>({eventItem("a", heartbeats + "data:a\n\n")}));
    parser.feed(heartbeats + ":one more\n:and one\ndata:b\n\n");
    QCOMPARE(itemsOf(parser),
             QList<Item>({blockItem(heartbeats + ":one more\n"), eventItem("b", ":and one\ndata:b\n\n")}));
    // Behind the first field they belong to the event, whose bytes they are.
    parser.feed("data:c\n" + heartbeats + ":one more\n\n");
    QCOMPARE(itemsOf(parser), QList<Item>({eventItem("c", "data:c\n" + heartbeats + ":one more\n\n")}));

    QByteArray raw;
    for (const char &byte : heartbeats.repeated(3)) {
        parser.feed({&byte, 1});
        raw += rawOf(parser);
        QVERIFY(parser.unfinishedRaw().size() <= Most + 2);
    }
    QVERIFY(raw + parser.unfinishedRaw() == heartbeats.repeated(3));
}

void EventStreamParserItemsTest::rawBytesAreCutOffAtTheBound()
{
    EventStreamParser parser({}, {.maximumEventBytes = 20, .keepsRaw = true});
    parser.feed("data:a\n" + QByteArray(":comment\n").repeated(10));
    parser.feed("data:b\n\ndata:c\n\n");
    QCOMPARE(itemsOf(parser), QList<Item>({eventItem("a\nb", "data:a\n:comment\n:com"), eventItem("c", "data:c\n\n")}));
    QVERIFY(!parser.isTooLarge());
    // Where it ends counts what was cut off.
    parser.feed("data:d\n\n");
    QCOMPARE(parser.nextItem()->end, quint64(7 + 90 + 3 * 8));
}

void EventStreamParserItemsTest::whatIsNotAskedForIsNotKept()
{
    EventStreamParser parser;
    parser.feed(":c\n\ndata:a\n\n:d\ndata");
    QCOMPARE(itemsOf(parser), QList<Item>({eventItem("a")}));
    QCOMPARE(parser.unfinishedRaw(), QByteArray());
}

void EventStreamParserItemsTest::nextPassesOverWhatIsNoEvent()
{
    EventStreamParser parser({}, {.keepsComments = true, .keepsRaw = true});
    parser.feed(":c\n\n:d\ndata:a\n\nid\n\ndata:b\n\n:e\n\n");
    QCOMPARE(parser.next(), (Event{{}, {}, {}, "a"}));
    QCOMPARE(parser.takeAll(), QList<Event>({{{}, {}, {}, "b"}}));
    QVERIFY(!parser.nextItem());
}

void EventStreamParserItemsTest::anItemIsTheReadersToMoveFrom_data()
{
    QTest::addColumn<bool>("keepsMore");
    QTest::newRow("events alone") << false;
    QTest::newRow("comments and raw bytes too") << true;
}

void EventStreamParserItemsTest::anItemIsTheReadersToMoveFrom()
{
    QFETCH(bool, keepsMore);
    EventStreamParser parser({}, {.keepsComments = keepsMore, .keepsRaw = keepsMore});
    parser.feed("event:x\nid:1\ndata:a\n\ndata:b\n\n");
    const Event moved = std::move(parser.nextItem().value().event);
    QCOMPARE(moved, (Event{{}, "1", "x", "a"}));
    QCOMPARE(parser.nextItem().value().event, (Event{{}, "1", {}, "b"}));
    QVERIFY(!parser.nextItem());
    parser.feed("data:c\n\n");
    QCOMPARE(parser.nextItem().value().event, (Event{{}, "1", {}, "c"}));
    QCOMPARE(moved, (Event{{}, "1", "x", "a"}));
    QCOMPARE(parser.lastEventId(), "1");
}

void EventStreamParserItemsTest::aCopyOfAnItemOutlivesIt()
{
    EventStreamParser parser;
    QList<Event> copies;
    QList<Event> expected;
    for (int i = 0; i < 10'000; ++i) {
        const QByteArray number = QByteArray::number(i);
        // One that is read and left, one that is copied, one that is moved, one that says nothing, one that is passed.
        const QByteArray wire = "id:" + number + "\ndata:left" + number + "\n\ndata:copied" + number +
                                "\n\ndata:moved" + number + "\n\ndata\n\ndata:passed\n\n";
        for (QByteArrayView rest = wire; parser.feedFront(rest);) {
            QCOMPARE(parser.nextItem().value().event.data, "left" + number);
            copies.append(parser.nextItem().value().event);
            copies.append(std::move(parser.nextItem().value().event));
            copies.append(parser.nextItem().value().event);
            QVERIFY(parser.nextItem());
            QVERIFY(!parser.nextItem());
        }
        expected.append({{}, number, {}, "copied" + number});
        expected.append({{}, number, {}, "moved" + number});
        expected.append({{}, number, {}, {}});
        if (i % 3 == 0) // others keep the room that was shared
            copies.last() = Event(expected.last());
    }
    QCOMPARE(copies, expected);
}

void EventStreamParserItemsTest::frontByFrontEventsWaitInTheSameRoom()
{
    const QByteArray wire = QByteArray("data:a\n\n").repeated(100'000);
    EventStreamParser parser;
    QSet<const Event *> places;
    qsizetype count = 0;
    for (QByteArrayView rest = wire; parser.feedFront(rest);) {
        while (const auto item = parser.nextItem()) {
            places.insert(&item->event);
            ++count;
        }
    }
    QCOMPARE(count, 100'000);
    QVERIFY2(places.size() < 10'000, qPrintable(QString::number(places.size())));
}

void EventStreamParserItemsTest::nothingIsLeftOfBytesBeyondTheBound()
{
    EventStreamParser parser({}, 100);
    const QByteArray wire = "data:a\n\ndata:" + QByteArray(200'000, 'b') + "\n\ndata:c\n\n";
    QByteArrayView rest = wire;
    QVERIFY(parser.feedFront(rest));
    QVERIFY(parser.isTooLarge());
    QCOMPARE(parser.nextItem().value().event.data, "a");
    QVERIFY(!parser.feedFront(rest));
    QVERIFY(!parser.nextItem());
}

QTEST_APPLESS_MAIN(EventStreamParserItemsTest)
#include "tst_eventstreamparser_items.moc"
