// SPDX-License-Identifier: GPL-3.0-or-later
#include "splits.h"

using namespace helio;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(QList<helio::Event>)

/// WHATWG HTML 9.2.5 and 9.2.6, sentence by sentence. Each stream is read whole, byte by byte, and split at every
/// index.
class EventStreamParserTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void linesEndWithCrLfLfOrCr_data();
    void linesEndWithCrLfLfOrCr();
    void oneLeadingByteOrderMarkIsIgnored_data();
    void oneLeadingByteOrderMarkIsIgnored();
    void aBlankLineDispatchesTheEvent();
    void aLineThatStartsWithAColonIsIgnored();
    void aFieldsValueFollowsTheColonWithoutOneSpace_data();
    void aFieldsValueFollowsTheColonWithoutOneSpace();
    void aLineWithoutAColonIsAFieldWithAnEmptyValue();
    void unknownFieldsAreIgnored_data();
    void unknownFieldsAreIgnored();
    void dataLinesAreJoinedByLineFeeds_data();
    void dataLinesAreJoinedByLineFeeds();
    void anEventWithoutDataIsNotDispatched();
    void theTypeBelongsToItsOwnBlockOnly();
    void theLastOfSeveralTypesCounts();
    void anEmptyTypeIsTheDefaultType();
    void lastEventIdSurvivesAnEventWithoutId();
    void anIdWithoutDataBecomesCurrentAtItsBlankLine();
    void anEmptyIdResetsTheLastEventId_data();
    void anEmptyIdResetsTheLastEventId();
    void anIdWithNullIsIgnored();
    void aReaderThatReconnectsKeepsTheIdItCameWith();
    void retryActsAtItsLine();
    void retryTakesAsciiDigitsOnly_data();
    void retryTakesAsciiDigitsOnly();
    void anUnfinishedEventIsDiscarded_data();
    void anUnfinishedEventIsDiscarded();
    void theChannelFieldIsGivenWithItsEvent();
    void invalidUtf8IsKeptAsItIs();
    void nullBytesInDataAreData();
};

namespace {

QList<Event> messages(std::initializer_list<const char *> data)
{
    QList<Event> events;
    for (const char *each : data)
        events.append({{}, {}, {}, each});
    return events;
}

} // namespace

void EventStreamParserTest::linesEndWithCrLfLfOrCr_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QList<Event>>("events");
    QTest::newRow("LF") << QByteArray("data:a\n\ndata:b\n\n") << messages({"a", "b"});
    QTest::newRow("CR") << QByteArray("data:a\r\rdata:b\r\r") << messages({"a", "b"});
    QTest::newRow("CRLF") << QByteArray("data:a\r\n\r\ndata:b\r\n\r\n") << messages({"a", "b"});
    QTest::newRow("CRLF is one end") << QByteArray("data:a\r\ndata:b\r\n\r\n") << messages({"a\nb"});
    QTest::newRow("CR CRLF are two") << QByteArray("data:a\r\r\ndata:b\n\n") << messages({"a", "b"});
    QTest::newRow("LF CR are two") << QByteArray("data:a\n\rdata:b\n\n") << messages({"a", "b"});
    QTest::newRow("CR LF CR") << QByteArray("data:a\r\n\rdata:b\r\r") << messages({"a", "b"});
    QTest::newRow("mixed") << QByteArray("data:a\rdata:b\ndata:c\r\n\r") << messages({"a\nb\nc"});
    QTest::newRow("only line ends") << QByteArray("\r\n\r\r\n\n\n\r") << messages({});
    QTest::newRow("U+2028 and U+0085 end no line") << QByteArray("data:a\xE2\x80\xA8"
                                                                 "b\xC2\x85"
                                                                 "c\v\f\n\n")
                                                   << messages({"a\xE2\x80\xA8"
                                                                "b\xC2\x85"
                                                                "c\v\f"});
}

void EventStreamParserTest::linesEndWithCrLfLfOrCr()
{
    QFETCH(QByteArray, wire);
    QTEST(readEveryWay(wire).events, "events");
}

void EventStreamParserTest::oneLeadingByteOrderMarkIsIgnored_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QList<Event>>("events");
    QTest::newRow("one") << QByteArray("\xEF\xBB\xBF"
                                       "data:a\n\n")
                         << messages({"a"});
    QTest::newRow("two: the second is part of a name") << QByteArray("\xEF\xBB\xBF\xEF\xBB\xBF"
                                                                     "data:a\n\ndata:b\n\n")
                                                       << messages({"b"});
    QTest::newRow("later: part of a name") << QByteArray("data:a\n\n\xEF\xBB\xBF"
                                                         "data:b\n\ndata:c\n\n")
                                           << messages({"a", "c"});
    QTest::newRow("in a value") << QByteArray("data:\xEF\xBB\xBF"
                                              "a\n\n")
                                << messages({"\xEF\xBB\xBF"
                                             "a"});
    QTest::newRow("on a line of its own") << QByteArray("\xEF\xBB\xBF\ndata:a\n\n") << messages({"a"});
    QTest::newRow("only its first two bytes") << QByteArray("\xEF\xBB"
                                                            "data:a\ndata:b\n\n")
                                              << messages({"b"});
    QTest::newRow("before a comment") << QByteArray("\xEF\xBB\xBF:c\ndata:a\n\n") << messages({"a"});
}

void EventStreamParserTest::oneLeadingByteOrderMarkIsIgnored()
{
    QFETCH(QByteArray, wire);
    QTEST(readEveryWay(wire).events, "events");
}

void EventStreamParserTest::aBlankLineDispatchesTheEvent()
{
    EventStreamParser parser;
    parser.feed("data:a\n");
    QVERIFY(!parser.next());
    parser.feed("\n");
    QCOMPARE(parser.next(), (Event{{}, {}, {}, "a"}));
    QVERIFY(!parser.next());
}

void EventStreamParserTest::aLineThatStartsWithAColonIsIgnored()
{
    const Reading reading = readEveryWay(":\n: a comment\n:data:no\ndata:a\n:between\ndata:b\n\n:after\n");
    QCOMPARE(reading.events, messages({"a\nb"}));
    QCOMPARE(reading.commentCount, 5u);
}

void EventStreamParserTest::aFieldsValueFollowsTheColonWithoutOneSpace_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("data:a") << QByteArray("data:a") << QByteArray("a");
    QTest::newRow("data: a") << QByteArray("data: a") << QByteArray("a");
    QTest::newRow("data:  a") << QByteArray("data:  a") << QByteArray(" a");
    QTest::newRow("data:<tab>a") << QByteArray("data:\ta") << QByteArray("\ta");
    QTest::newRow("data:a ") << QByteArray("data:a ") << QByteArray("a ");
    QTest::newRow("data::a") << QByteArray("data::a") << QByteArray(":a");
    QTest::newRow("data: ") << QByteArray("data: ") << QByteArray("");
    QTest::newRow("data:") << QByteArray("data:") << QByteArray("");
}

void EventStreamParserTest::aFieldsValueFollowsTheColonWithoutOneSpace()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, data);
    QCOMPARE(readEveryWay(line + "\n\n").events, QList<Event>({{{}, {}, {}, data}}));
}

void EventStreamParserTest::aLineWithoutAColonIsAFieldWithAnEmptyValue()
{
    QCOMPARE(readEveryWay("data\n\n").events, messages({""}));
    QCOMPARE(readEveryWay("data\ndata\n\n").events, messages({"\n"}));
    QCOMPARE(readEveryWay("event:x\nevent\ndata:a\n\n").events, messages({"a"}));
    QCOMPARE(readEveryWay("id\ndata:a\n\n", "before").lastEventId, QByteArray());
}

void EventStreamParserTest::unknownFieldsAreIgnored_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line : {"Data:x", "DATA:x", " data:x", "data :x", "dat:x", "dataa:x", "x", "nothing:x", "\xFF:x",
                             "ID:x", "Event:x", "event : x", "\uFEFFdata:x"})
        QTest::newRow(line) << QByteArray(line);
}

void EventStreamParserTest::unknownFieldsAreIgnored()
{
    QFETCH(QByteArray, line);
    const Reading reading = readEveryWay("data:a\n" + line + "\n\n");
    QCOMPARE(reading.events, messages({"a"}));
    QCOMPARE(reading.lastEventId, QByteArray());
}

void EventStreamParserTest::dataLinesAreJoinedByLineFeeds_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("two lines") << QByteArray("data:a\ndata:b\n\n") << QByteArray("a\nb");
    QTest::newRow("an empty one first") << QByteArray("data:\ndata:b\n\n") << QByteArray("\nb");
    QTest::newRow("an empty one last") << QByteArray("data:a\ndata:\n\n") << QByteArray("a\n");
    QTest::newRow("only the last line feed goes") << QByteArray("data\ndata\ndata\n\n") << QByteArray("\n\n");
    QTest::newRow("other fields between") << QByteArray("data:a\nid:1\nfoo\n:c\ndata:b\n\n") << QByteArray("a\nb");
}

void EventStreamParserTest::dataLinesAreJoinedByLineFeeds()
{
    QFETCH(QByteArray, wire);
    const Reading reading = readEveryWay(wire);
    QCOMPARE(reading.events.size(), 1);
    QTEST(reading.events.first().data, "data");
}

void EventStreamParserTest::anEventWithoutDataIsNotDispatched()
{
    QCOMPARE(readEveryWay("event:x\n\n").events, messages({}));
    QCOMPARE(readEveryWay("event:x\nid:1\nretry:5\n\ndata:a\n\n").events, QList<Event>({{{}, "1", {}, "a"}}));
}

void EventStreamParserTest::theTypeBelongsToItsOwnBlockOnly()
{
    QCOMPARE(readEveryWay("event:x\ndata:a\n\ndata:b\n\nevent:lost\n\ndata:c\n\n").events,
             QList<Event>({{{}, {}, "x", "a"}, {{}, {}, {}, "b"}, {{}, {}, {}, "c"}}));
}

void EventStreamParserTest::theLastOfSeveralTypesCounts()
{
    QCOMPARE(readEveryWay("event:x\nevent:y\ndata:a\n\n").events, QList<Event>({{{}, {}, "y", "a"}}));
}

void EventStreamParserTest::anEmptyTypeIsTheDefaultType()
{
    QCOMPARE(readEveryWay("event:\ndata:a\n\n").events, messages({"a"}));
    QCOMPARE(readEveryWay("event: \ndata:a\n\n").events, messages({"a"}));
}

void EventStreamParserTest::lastEventIdSurvivesAnEventWithoutId()
{
    const Reading reading = readEveryWay("id:1\ndata:a\n\ndata:b\n\n");
    QCOMPARE(reading.events, QList<Event>({{{}, "1", {}, "a"}, {{}, "1", {}, "b"}}));
    QCOMPARE(reading.lastEventId, "1");
}

void EventStreamParserTest::anIdWithoutDataBecomesCurrentAtItsBlankLine()
{
    EventStreamParser parser;
    parser.feed("id:7\n");
    QCOMPARE(parser.lastEventId(), QByteArray());
    parser.feed("\n");
    QCOMPARE(parser.lastEventId(), "7");
    QVERIFY(!parser.next());
}

void EventStreamParserTest::anEmptyIdResetsTheLastEventId_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line : {"id", "id:", "id: "})
        QTest::newRow(line) << QByteArray(line);
}

void EventStreamParserTest::anEmptyIdResetsTheLastEventId()
{
    QFETCH(QByteArray, line);
    const Reading reading = readEveryWay("id:1\ndata:a\n\n" + line + "\ndata:b\n\n");
    QCOMPARE(reading.events, QList<Event>({{{}, "1", {}, "a"}, {{}, {}, {}, "b"}}));
    QCOMPARE(reading.lastEventId, QByteArray());
}

void EventStreamParserTest::anIdWithNullIsIgnored()
{
    const QByteArray wire("id:1\nid:2\0\ndata:a\n\nid:\0\ndata:b\n\n", 33);
    QCOMPARE(readEveryWay(wire).events, QList<Event>({{{}, "1", {}, "a"}, {{}, "1", {}, "b"}}));
}

void EventStreamParserTest::aReaderThatReconnectsKeepsTheIdItCameWith()
{
    const Reading reading = readEveryWay("data:a\n\nid:2\ndata:cut", "1");
    QCOMPARE(reading.events, QList<Event>({{{}, "1", {}, "a"}}));
    QCOMPARE(reading.lastEventId, "1");
}

void EventStreamParserTest::retryActsAtItsLine()
{
    EventStreamParser parser;
    QVERIFY(!parser.reconnectionTime());
    parser.feed("retry:1000");
    QVERIFY(!parser.reconnectionTime());
    parser.feed("\n");
    QCOMPARE(parser.reconnectionTime(), 1000ms);
    parser.feed("data:cut\nretry: 20\nretry:x\n");
    QCOMPARE(parser.reconnectionTime(), 20ms);
}

void EventStreamParserTest::retryTakesAsciiDigitsOnly_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("milliseconds"); // -1: the line is ignored
    const auto row = [](const char *value, qint64 milliseconds) {
        QTest::newRow(value) << QByteArray(value) << milliseconds;
    };
    row("3000", 3000);
    row("0", 0);
    row("007", 7);
    row("", -1);
    row("-1", -1);
    row("+1", -1);
    row("1.5", -1);
    row("1e3", -1);
    row("0x10", -1);
    row("1000x", -1);
    row(" 1000", -1); // one space is dropped, the other is not a digit
    row("1000 ", -1);
    row("\xD9\xA1", -1);
    row("99999999999999999999999999999999", std::numeric_limits<qint32>::max());
}

void EventStreamParserTest::retryTakesAsciiDigitsOnly()
{
    QFETCH(QByteArray, value);
    QFETCH(qint64, milliseconds);
    const auto time = readEveryWay("retry: " + value + "\n").reconnectionTime;
    QCOMPARE(time ? qint64(time->count()) : -1, milliseconds);
}

void EventStreamParserTest::anUnfinishedEventIsDiscarded_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("in the middle of a name") << QByteArray("da");
    QTest::newRow("in the middle of a value") << QByteArray("data:b");
    QTest::newRow("after a line") << QByteArray("data:b\n");
    QTest::newRow("after an id") << QByteArray("id:2\ndata:b\n");
    QTest::newRow("after CR") << QByteArray("id:2\r\ndata:b\r");
    QTest::newRow("in the id") << QByteArray("data:b\nid:2");
}

void EventStreamParserTest::anUnfinishedEventIsDiscarded()
{
    QFETCH(QByteArray, end);
    const Reading reading = readEveryWay("id:1\ndata:a\n\n" + end);
    QCOMPARE(reading.events, QList<Event>({{{}, "1", {}, "a"}}));
    QCOMPARE(reading.lastEventId, "1");
}

void EventStreamParserTest::theChannelFieldIsGivenWithItsEvent()
{
    QCOMPARE(readEveryWay("channel: users.7\ndata:a\n\ndata:b\n\nchannel: lost\n\ndata:c\n\n").events,
             QList<Event>({{"users.7", {}, {}, "a"}, {{}, {}, {}, "b"}, {{}, {}, {}, "c"}}));
}

void EventStreamParserTest::invalidUtf8IsKeptAsItIs()
{
    QCOMPARE(readEveryWay("id:\xFE\nevent:\xC3\ndata:\xFF\xE2\x82\n\n").events,
             QList<Event>({{{}, "\xFE", "\xC3", "\xFF\xE2\x82"}}));
}

void EventStreamParserTest::nullBytesInDataAreData()
{
    QCOMPARE(readEveryWay(QByteArray("data:a\0b\n\n", 10)).events, QList<Event>({{{}, {}, {}, QByteArray("a\0b", 3)}}));
}

QTEST_APPLESS_MAIN(EventStreamParserTest)
#include "tst_eventstreamparser.moc"
