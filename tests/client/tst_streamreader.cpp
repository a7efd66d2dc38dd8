// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/streamreader.h"

#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

/// What an event source reports of the bytes of its streams.
class StreamReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void commentsAndEventsComeInTheOrderOfTheStream();
    void aCommentComesAsSoonAsItsLineEnds();
    void theBytesOfAnEventAreExact_data();
    void theBytesOfAnEventAreExact();
    void blocksWithoutDataAreNoEvents();
    void theBytesOfAnEventAreCutAtItsBound();
    void theEndsOfEventsAreReported_data();
    void theEndsOfEventsAreReported();
    void whatIsAHeartbeat_data();
    void whatIsAHeartbeat();
    void aReconnectionTimeIsSetOnceOnEachConnection();
    void anotherConnectionForgetsWhatWasCutOff();
    void anEventBeyondTheBoundEndsTheReading();
};

namespace {

EventSourceOptions keepingAll(qsizetype maximumEventBytes = 1000)
{
    EventSourceOptions options;
    options.reportsComments = true;
    options.keepsRawBytes = true;
    options.maximumEventBytes = maximumEventBytes;
    return options;
}

/// `c` before each comment, `e` before each event's bytes.
QByteArrayList reported(const StreamReading &reading)
{
    QByteArrayList all;
    for (const StreamReading::Part &part : reading.parts) {
        for (const ReceivedEvent &received : part.events)
            all.append("e" + received.raw);
        if (part.comment)
            all.append("c" + *part.comment);
    }
    return all;
}

QByteArrayList reportedWhole(const QByteArray &wire)
{
    return reported(StreamReader(keepingAll()).read(wire, 0));
}

QByteArrayList reportedBytewise(const QByteArray &wire)
{
    StreamReader reader(keepingAll());
    QByteArrayList all;
    for (const char &byte : wire)
        all += reported(reader.read({&byte, 1}, 0));
    return all;
}

} // namespace

void StreamReaderTest::commentsAndEventsComeInTheOrderOfTheStream()
{
    const QByteArray wire = ":one\n: two\ndata:a\n\n:\n\ndata:b\n:within\n\n";
    const QByteArrayList expected = {"cone", "c two",   "e:one\n: two\ndata:a\n\n",
                                     "c",    "cwithin", "edata:b\n:within\n\n"};
    QCOMPARE(reportedWhole(wire), expected);
    QCOMPARE(reportedBytewise(wire), expected);
}

void StreamReaderTest::aCommentComesAsSoonAsItsLineEnds()
{
    StreamReader reader(keepingAll());
    QCOMPARE(reported(reader.read(":hel", 0)), QByteArrayList());
    QCOMPARE(reported(reader.read("lo\r", 0)), QByteArrayList({"chello"}));
    QCOMPARE(reported(reader.read("\n:x\n", 0)), QByteArrayList({"cx"}));
}

void StreamReaderTest::theBytesOfAnEventAreExact_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArrayList>("whole");
    QTest::addColumn<QByteArrayList>("bytewise"); // an event is given out at its last CR, before the LF has come
    const auto row = [](const char *name, const QByteArray &wire, const QByteArrayList &whole,
                        const QByteArrayList &bytewise = {}) {
        QTest::newRow(name) << wire << whole << (bytewise.isEmpty() ? whole : bytewise);
    };
    row("LF", "id:1\ndata:a\n\ndata:b\n\n", {"eid:1\ndata:a\n\n", "edata:b\n\n"});
    row("CR", "data:a\r\rdata:b\r\r", {"edata:a\r\r", "edata:b\r\r"});
    row("CR LF", "data:a\r\n\r\ndata:b\r\n\r\n", {"edata:a\r\n\r\n", "edata:b\r\n\r\n"},
        {"edata:a\r\n\r", "e\ndata:b\r\n\r"});
    row("mixed", "data:a\ndata:b\r\ndata:c\r\n\n", {"edata:a\ndata:b\r\ndata:c\r\n\n"});
    row("BOM",
        "\xEF\xBB\xBF"
        "data:a\n\n",
        {"e\xEF\xBB\xBF"
         "data:a\n\n"});
    row("a field without colon", "data\n\n", {"edata\n\n"});
    row("unknown fields, invalid UTF-8", "x:\xFF\ndata: \xFE\nretry:1\n\n", {"ex:\xFF\ndata: \xFE\nretry:1\n\n"});
    row("blank lines before", "\n\n\ndata:a\n\n", {"edata:a\n\n"});
}

void StreamReaderTest::theBytesOfAnEventAreExact()
{
    QFETCH(QByteArray, wire);
    QTEST(reportedWhole(wire), "whole");
    QTEST(reportedBytewise(wire), "bytewise");
}

void StreamReaderTest::blocksWithoutDataAreNoEvents()
{
    QCOMPARE(reportedWhole("id:1\n\nevent:x\n\ndatax:1\n\ndat:1\n\n data:1\n\ndata:a\n\n"),
             QByteArrayList({"edata:a\n\n"}));
}

void StreamReaderTest::theBytesOfAnEventAreCutAtItsBound()
{
    StreamReader reader(keepingAll(15));
    QCOMPARE(reported(reader.read("data:abcdefgh\ndata:b\n\ndata:c\n\n", 0)),
             QByteArrayList({"edata:abcdefgh\nd", "edata:c\n\n"}));
}

void StreamReaderTest::theEndsOfEventsAreReported_data()
{
    QTest::addColumn<QByteArrayList>("chunks");
    QTest::addColumn<QList<QList<qsizetype>>>("ends");
    const auto row = [](const char *name, const QByteArrayList &chunks, const QList<QList<qsizetype>> &ends) {
        QTest::newRow(name) << chunks << ends;
    };
    row("one event", {"data:a\n\n"}, {{8}});
    row("two, and more", {"data:a\n\n:c\ndata:b\n\ndata:c\n"}, {{8, 19}});
    row("cut within", {"data:a\n\nda", "ta:b\n\n"}, {{8}, {6}});
    row("cut before the blank line", {"data:a\n", "\n"}, {{}, {1}});
    row("CR LF", {"data:a\r\n\r\n:c\r\n"}, {{10}});
    row("CR LF cut", {"data:a\r\n\r", "\ndata:b\r\n\r\n"}, {{9}, {11}});
    row("blocks that are no events", {":c\n\nid\n\ndata:a\n\n:d\n\n", "\n\ndata\n\n"}, {{16}, {8}});
    row("many comments", {QByteArray(":\n").repeated(10'000) + "data:a\n\n"}, {{20'008}});
    row("bytes that are cut off", {"data:a\n" + QByteArray(":0123456789\n").repeated(100), "\ndata\n\n"}, {{}, {1, 7}});
}

void StreamReaderTest::theEndsOfEventsAreReported()
{
    QFETCH(QByteArrayList, chunks);
    StreamReader reader(keepingAll());
    QList<QList<qsizetype>> ends;
    for (const QByteArray &chunk : std::as_const(chunks))
        ends.append(reader.read(chunk, 0).eventEnds);
    QTEST(ends, "ends");
    QVERIFY(StreamReader(EventSourceOptions()).read("data\n\n", 0).eventEnds.isEmpty()); // not asked for
}

void StreamReaderTest::whatIsAHeartbeat_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<bool>("isHeartbeat");
    QTest::newRow("a comment") << QByteArray(":\n") << true;
    QTest::newRow("comments") << QByteArray(":\n\n:a\n\n") << true;
    QTest::newRow("an event") << QByteArray("data:a\n\n") << false;
    QTest::newRow("a comment beside an event") << QByteArray(":\n\ndata:a\n\n") << false;
    QTest::newRow("an event of such a type") << QByteArray("event:ping\ndata:1\n\n") << true;
    QTest::newRow("a comment beside it") << QByteArray(":a\nevent:ping\ndata:1\n\n") << true;
    QTest::newRow("two of them") << QByteArray("event:ping\ndata:1\n\nevent:ping\ndata:1\n\n") << false;
    QTest::newRow("one beside another event") << QByteArray("data:a\n\nevent:ping\ndata:1\n\n") << false;
    QTest::newRow("a line that has not ended") << QByteArray(":a") << false;
    QTest::newRow("a bare line end") << QByteArray("\n") << true;
    QTest::newRow("bare line ends") << QByteArray("\r\n\r\n") << true;
    QTest::newRow("the blank line of a block without data") << QByteArray("id:1\n\n") << false;
}

void StreamReaderTest::whatIsAHeartbeat()
{
    QFETCH(QByteArray, wire);
    for (const EventSourceOptions &options : {EventSourceOptions(), keepingAll()}) {
        StreamReader reader(options);
        QVERIFY(!reader.read("data:before\n\n", 0).isHeartbeat);
        QTEST(reader.read(wire, 0).isHeartbeat, "isHeartbeat");
    }
}

void StreamReaderTest::aReconnectionTimeIsSetOnceOnEachConnection()
{
    StreamReader reader{EventSourceOptions()};
    QCOMPARE(reader.reconnectionTime(), 3000ms);
    QVERIFY(!reader.read("retry:x\n", 0).setsReconnectionTime);
    QVERIFY(reader.read("retry:7\n", 0).setsReconnectionTime);
    QCOMPARE(reader.reconnectionTime(), 7ms);
    QVERIFY(!reader.read("retry:7\n", 0).setsReconnectionTime);
    QVERIFY(reader.read("retry:8\n", 0).setsReconnectionTime);
    reader.startOver(StreamFormat::EventStream);
    QCOMPARE(reader.reconnectionTime(), 8ms);
    QVERIFY(!reader.read("data\n\n", 0).setsReconnectionTime);
    QVERIFY(reader.read("retry:8\n", 0).setsReconnectionTime);
}

void StreamReaderTest::anotherConnectionForgetsWhatWasCutOff()
{
    StreamReader reader(keepingAll());
    QCOMPARE(reported(reader.read("id:1\ndata:a\n\nid:2\ndata:cut\r", 0)), QByteArrayList({"eid:1\ndata:a\n\n"}));
    QCOMPARE(reader.lastEventId(), "1");
    reader.startOver(StreamFormat::EventStream);
    QCOMPARE(reader.lastEventId(), "1");
    const StreamReading reading = reader.read("\ndata:b\n\n", 5);
    QCOMPARE(reported(reading), QByteArrayList({"edata:b\n\n"}));
    QCOMPARE(reading.parts.first().events.first().event, (Event{{}, "1", {}, "b"}));
    QCOMPARE(reading.parts.first().events.first().receivedAt, 5);
    QCOMPARE(reading.eventEnds, QList<qsizetype>({9}));
}

void StreamReaderTest::anEventBeyondTheBoundEndsTheReading()
{
    for (EventSourceOptions options : {EventSourceOptions(), keepingAll()}) {
        options.maximumEventBytes = 10;
        StreamReader reader(options);
        const StreamReading reading = reader.read("data:a\n\ndata:0123456789\n\ndata:b\n\n", 0);
        QCOMPARE(reading.parts.size(), 1);
        QCOMPARE(reading.parts.first().events.size(), 1);
        QVERIFY(reader.isTooLarge());
        QVERIFY(reader.read("data:c\n\n", 0).parts.isEmpty());
        reader.startOver(StreamFormat::EventStream);
        QVERIFY(!reader.isTooLarge());
    }
}

QTEST_APPLESS_MAIN(StreamReaderTest)
#include "tst_streamreader.moc"
