// SPDX-License-Identifier: GPL-3.0-or-later
#include "sharedcases.h"
#include "splits.h"

using namespace helio;
using namespace helio::test;

/// Streams as nobody should write them, and what the standard says of each. Each is read whole, byte by byte, and split
/// at every index.
class EventStreamParserCasesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aStreamSaysWhatTheStandardSays_data();
    void aStreamSaysWhatTheStandardSays();
    void pagesReadTheSameCases();
    void streamsTooLongToSplitEverywhere_data();
    void streamsTooLongToSplitEverywhere();
};

namespace {

constexpr qint64 NoRetry = -1;
constexpr qint64 LongestRetry = std::numeric_limits<qint32>::max();

/// One row: the stream, then the events and what remains after them.
struct Case
{
    const char *name;
    QByteArray wire;
    QList<Event> events;
    QByteArray lastEventId = {};
    qint64 retry = NoRetry;
    quint64 comments = 0;
};

Event message(const QByteArray &data, const QByteArray &id = {}, const QByteArray &type = {})
{
    return {{}, id, type, data};
}

/// A literal that holds NUL.
template <size_t Size>
QByteArray bytes(const char (&text)[Size])
{
    return QByteArray(text, Size - 1);
}

const QByteArray Bom("\xEF\xBB\xBF");

QList<Case> lineCases()
{
    return {
        {"nothing", "", {}},
        {"one LF", "\n", {}},
        {"one CR", "\r", {}},
        {"no line end at all", "data:a", {}},
        {"a blank line that is only CR at the end", "data:a\n\r", {message("a")}},
        {"a blank line that is only LF after CR", "data:a\r\n", {}},
        {"CR CR at the end", "data:a\r\r", {message("a")}},
        {"CRLF then CR", "data:a\r\n\r", {message("a")}},
        {"CR then CRLF", "data:a\r\r\n", {message("a")}},
        {"LF then CRLF", "data:a\n\r\n", {message("a")}},
        {"CRLF then LF", "data:a\r\n\n", {message("a")}},
        {"CR LF CR LF CR LF CR LF", "data:a\r\n\r\n\r\n\r\ndata:b\r\n\r\n", {message("a"), message("b")}},
        {"each line another end", "data:a\rdata:b\r\ndata:c\n\r", {message("a\nb\nc")}},
        {"an end in the middle of a CRLF", "data:a\r\n\r\ndata:b\r", {message("a")}},
        {"LF CR is two ends", "data:a\n\rdata:b\n\r", {message("a"), message("b")}},
        {"VT and FF end no line", "data:a\vb\fc\n\n", {message("a\vb\fc")}},
        {"NEL, LS and PS end no line",
         "data:\xC2\x85\xE2\x80\xA8\xE2\x80\xA9\n\n",
         {message("\xC2\x85\xE2\x80\xA8\xE2\x80\xA9")}},
        {"NUL ends no line", bytes("data:a\0\ndata:b\n\n"), {message(bytes("a\0\nb"))}},
        {"a thousand blank lines", QByteArray(1000, '\n') + "data:a\n\n", {message("a")}},
    };
}

QList<Case> markCases()
{
    return {
        {"BOM alone", Bom, {}},
        {"BOM and a blank line", Bom + "\n", {}},
        {"BOM, CRLF, then an event", Bom + "\r\ndata:a\r\n\r\n", {message("a")}},
        {"BOM before each event", Bom + "data:a\n\n" + Bom + "data:b\n\n", {message("a")}},
        {"BOM before an id", Bom + "id:1\ndata:a\n\n", {message("a", "1")}, "1"},
        {"BOM before retry", Bom + "retry:7\n\n", {}, "", 7},
        {"BOM before the field without colon", Bom + "data\n\n", {message("")}},
        {"two BOMs and data", Bom + Bom + "data:a\n\n", {}},
        {"two BOMs and a comment: no comment", Bom + Bom + ":a\n\n", {}},
        {"half a BOM", "\xEF\xBB\ndata:a\n\n", {message("a")}},
        {"a broken BOM",
         "\xEF\xBB\xBE"
         "data:a\n\n",
         {}},
        {"a BOM after a blank line", "\n" + Bom + "data:a\n\n", {}},
        {"a BOM after a comment", ":\n" + Bom + "data:a\n\n", {}, "", NoRetry, 1},
        {"a BOM as the value", "data:" + Bom + "\n\n", {message(Bom)}},
        {"UTF-16's mark is none",
         "\xFF\xFE"
         "data:a\n\ndata:b\n\n",
         {message("b")}},
        {"a BOM and then a space", Bom + " data:a\n\n", {}},
    };
}

QList<Case> fieldCases()
{
    return {
        {"a colon alone is a comment", ":\n\n", {}, "", NoRetry, 1},
        {"two colons are a comment", "::\ndata:a\n\n", {message("a")}, "", NoRetry, 1},
        {"a space before a comment: a field named so", " :x\ndata:a\n\n", {message("a")}},
        {"only spaces", "   \ndata:a\n\n", {message("a")}},
        {"a line of one space ends no event", "data:a\n \ndata:b\n\n", {message("a\nb")}},
        {"a tab before the name", "\tdata:a\n\n", {}},
        {"a tab behind the colon stays", "data:\ta\n\n", {message("\ta")}},
        {"a no-break space behind the colon stays",
         "data:\xC2\xA0"
         "a\n\n",
         {message("\xC2\xA0"
                  "a")}},
        {"a space before the colon: another field", "data : a\n\n", {}},
        {"two spaces: one stays", "data:  a\n\n", {message(" a")}},
        {"only two spaces", "data:  \n\n", {message(" ")}},
        {"colons in the value", "data:a:b: c\n\n", {message("a:b: c")}},
        {"the value looks like a field", "data:data:a\n\n", {message("data:a")}},
        {"names that begin like ours", "dat:a\ndatax:b\nevents:c\nidx:d\nretryx:1\nchannels:e\n\n", {}},
        {"names in capitals", "DATA:a\nData:b\nID:1\nEVENT:x\nRETRY:1\n\n", {}},
        {"a NUL in the name", bytes("da\0ta:a\ndata\0:b\n\n"), {}},
        {"a name of invalid UTF-8", "\xFF\xFE:a\ndata:b\n\n", {message("b")}},
        {"a full-width colon is none",
         "data\xEF\xBC\x9A"
         "a\n\n",
         {}},
        {"data without a colon, thrice", "data\ndata\ndata\n\n", {message("\n\n")}},
        {"an empty value between", "data:a\ndata\ndata:b\n\n", {message("a\n\nb")}},
        {"a comment ends no event", "data:a\n:\n:\ndata:b\n\n", {message("a\nb")}, "", NoRetry, 2},
        {"two types, the last empty", "event:x\nevent\ndata:a\n\n", {message("a")}},
        {"a type with spaces at both ends", "event:  x \ndata:a\n\n", {message("a", {}, " x ")}},
        {"types called like the browser's own",
         "event:error\ndata:a\n\nevent:open\ndata:b\n\n",
         {message("a", {}, "error"), message("b", {}, "open")}},
        {"a type behind the data", "data:a\nevent:x\n\n", {message("a", {}, "x")}},
        {"a NUL in the type", bytes("event:x\0y\ndata:a\n\n"), {message("a", {}, bytes("x\0y"))}},
        {"the same type twice, then another",
         "event:x\ndata:a\n\nevent:x\ndata:b\n\nevent:y\ndata:c\n\n",
         {message("a", {}, "x"), message("b", {}, "x"), message("c", {}, "y")}},
    };
}

QList<Case> idCases()
{
    return {
        {"an id with NUL first",
         bytes("id:\0"
               "1\ndata:a\n\n"),
         {message("a")}},
        {"an id with NUL last", bytes("id:1\0\ndata:a\n\n"), {message("a")}},
        {"an id of NUL alone", bytes("id:\0\ndata:a\n\n"), {message("a")}},
        {"a good id, then one with NUL", bytes("id:1\nid:2\0\ndata:a\n\n"), {message("a", "1")}, "1"},
        {"an id with NUL, then a good one", bytes("id:1\0\nid:2\ndata:a\n\n"), {message("a", "2")}, "2"},
        {"an id with NUL does not reset", bytes("id:1\n\nid:\0\ndata:a\n\n"), {message("a", "1")}, "1"},
        {"two ids", "id:1\nid:2\ndata:a\n\n", {message("a", "2")}, "2"},
        {"an id, then none", "id:1\nid\ndata:a\n\n", {message("a")}},
        {"an id of spaces", "id:   \ndata:a\n\n", {message("a", "  ")}, "  "},
        {"an id behind the data", "data:a\nid:1\n\n", {message("a", "1")}, "1"},
        {"an id of invalid UTF-8", "id:\xC3\x28\ndata:a\n\n", {message("a", "\xC3\x28")}, "\xC3\x28"},
        {"an id in its own block, data in the next", "id:1\n\ndata:a\n\n", {message("a", "1")}, "1"},
        {"an id that is cut off", "id:1\ndata:a\n\nid:2\ndata:b\n", {message("a", "1")}, "1"},
        {"an id line that is cut off", "data:a\n\nid:2", {message("a")}},
        {"an id that is a colon", "id::\ndata:a\n\n", {message("a", ":")}, ":"},
        {"a type alone does not reset the id", "id:1\n\nevent:x\n\ndata:a\n\n", {message("a", "1")}, "1"},
    };
}

QList<Case> retryCases()
{
    return {
        {"retry without an event", "retry:5\n", {}, "", 5},
        {"retry in a block that is cut off", "retry:5\ndata:a", {}, "", 5},
        {"the last retry counts", "retry:5\nretry:6\n\n", {}, "", 6},
        {"a bad retry keeps the good", "retry:5\nretry:x\nretry\nretry:\n\n", {}, "", 5},
        {"retry with a sign", "retry:-5\nretry:+5\n", {}},
        {"retry with spaces", "retry:  5\nretry:5 \nretry:5 5\n", {}},
        {"retry with a decimal point", "retry:5.0\n", {}},
        {"retry in hexadecimal", "retry:0x5\n", {}},
        {"retry with NUL", bytes("retry:5\0\n"), {}},
        {"retry in full-width digits", "retry:\xEF\xBC\x95\n", {}},
        {"retry with leading zeros", "retry:" + QByteArray(400, '0') + "5\n", {}, "", 5},
        {"a huge retry", "retry:" + QByteArray(400, '9') + "\n", {}, "", LongestRetry},
        {"retry of 2^63", "retry:9223372036854775808\n", {}, "", LongestRetry},
        {"retry of 2^64 and five", "retry:18446744073709551621\n", {}, "", LongestRetry},
        {"retry at the bound", "retry:2147483647\n", {}, "", LongestRetry},
        {"one below it", "retry:2147483646\n", {}, "", LongestRetry - 1},
        {"retry of none", "retry:0\n", {}, "", 0},
    };
}

QList<Case> textCases()
{
    return {
        {"invalid UTF-8 stays", "data:\x80\xC0\xAF\xED\xA0\x80\xF5\n\n", {message("\x80\xC0\xAF\xED\xA0\x80\xF5")}},
        {"a sequence cut by the line's end", "data:\xE2\x82\ndata:\xAC\n\n", {message("\xE2\x82\n\xAC")}},
        {"four bytes", "data:\xF0\x9F\x98\x80\n\n", {message("\xF0\x9F\x98\x80")}},
        {"an escape is only text", "data:a\\nb\n\n", {message("a\\nb")}},
        {"control characters", "data:\x01\x1B[31m\x7F\n\n", {message("\x01\x1B[31m\x7F")}},
        {"JSON over several lines", "data: {\ndata:  \"a\": 1\ndata: }\n\n", {message("{\n \"a\": 1\n}")}},
        {"HTML instead of a stream", "<html>\n<body>data:a</body>\n</html>\n\n", {}},
        {"headers instead of a stream", "HTTP/1.1 200 OK\r\nDate: now\r\n\r\n", {}},
        {"NDJSON instead of a stream", "{\"data\":\"a\"}\n{\"data\":\"b\"}\n\n", {}},
    };
}

QList<Case> allCases()
{
    return lineCases() + markCases() + fieldCases() + idCases() + retryCases() + textCases();
}

QJsonObject sharedCase(const Case &each)
{
    QJsonArray events;
    for (const Event &event : each.events) {
        events.append(QJsonObject{{QStringLiteral("type"), sharedBytes(event.type)},
                                  {QStringLiteral("data"), sharedBytes(event.data)},
                                  {QStringLiteral("id"), sharedBytes(event.id)}});
    }
    const QJsonValue retry = each.retry == NoRetry ? QJsonValue() : QJsonValue(each.retry);
    return {{QStringLiteral("name"), QString::fromUtf8(each.name)},
            {QStringLiteral("wire"), sharedBytes(each.wire)},
            {QStringLiteral("events"), events},
            {QStringLiteral("lastEventId"), sharedBytes(each.lastEventId)},
            {QStringLiteral("retry"), retry}};
}

} // namespace

void EventStreamParserCasesTest::aStreamSaysWhatTheStandardSays_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QList<Event>>("events");
    QTest::addColumn<QByteArray>("lastEventId");
    QTest::addColumn<qint64>("retry");
    QTest::addColumn<quint64>("comments");
    for (const Case &each : allCases())
        QTest::newRow(each.name) << each.wire << each.events << each.lastEventId << each.retry << each.comments;
}

void EventStreamParserCasesTest::aStreamSaysWhatTheStandardSays()
{
    QFETCH(QByteArray, wire);
    const Reading reading = readEveryWay(wire);
    QTEST(reading.events, "events");
    QTEST(reading.lastEventId, "lastEventId");
    QTEST(reading.reconnectionTime ? qint64(reading.reconnectionTime->count()) : NoRetry, "retry");
    QTEST(reading.commentCount, "comments");
}

void EventStreamParserCasesTest::pagesReadTheSameCases()
{
    QJsonArray shared;
    for (const Case &each : allCases())
        shared.append(sharedCase(each));
    QVERIFY(areSharedCases(QStringLiteral("streams"), shared));
}

void EventStreamParserCasesTest::streamsTooLongToSplitEverywhere_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("expected"); // the events' data, joined by '|'
    const QByteArray large(100'000, 'x');
    QTest::newRow("a large line") << "data:" + large + "\n\n" << large;
    QTest::newRow("a large line after a BOM") << Bom + "data: " + large + "\r\n\r\n" << large;
    QTest::newRow("a large line after another") << "data:a\ndata:" + large + "\n\n"
                                                << "a\n" + large;
    QTest::newRow("a large line before another") << "data:" + large + "\ndata:a\n\ndata:b\n\n" << large + "\na|b";
    QTest::newRow("a large comment between") << "data:a\n:" + large + "\n\ndata:b\n\n" << QByteArray("a|b");
    QTest::newRow("a large unknown field") << large + "\ndata:a\n\n" << QByteArray("a");
    QTest::newRow("many lines") << QByteArray("data:\r\n").repeated(30'000) + "\r\n" << QByteArray(29'999, '\n');
}

void EventStreamParserCasesTest::streamsTooLongToSplitEverywhere()
{
    QFETCH(QByteArray, wire);
    for (const qsizetype step : {qsizetype(1), qsizetype(1000), qsizetype(16 * 1024), wire.size()}) {
        EventStreamParser parser;
        QByteArrayList data;
        for (qsizetype at = 0; at < wire.size(); at += step) {
            parser.feed(QByteArrayView(wire).sliced(at, std::min(step, wire.size() - at)));
            while (const auto event = parser.next())
                data.append(event->data);
        }
        QTEST(data.join('|'), "expected");
    }
}

QTEST_APPLESS_MAIN(EventStreamParserCasesTest)
#include "tst_eventstreamparser_cases.moc"
