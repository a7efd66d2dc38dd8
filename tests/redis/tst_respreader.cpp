// SPDX-License-Identifier: GPL-3.0-or-later
#include "redisserver.h"

#include <QTest>

using namespace helio;
using namespace helio::test;

/// Redis' protocol, versions 2 and 3, in chunks of any size and within bounds.
class RespReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEachKindOfValue_data();
    void readsEachKindOfValue();
    void readsTheSameInChunksOfAnySize();
    void aTooLongStringIsPassedOverAndWhatFollowsIsRead();
    void whereItIsSoBeyondTheRoomStringsArePassedOver();
    void aListThatFindsNoRoomIsPassedOver();
    void whatIsNoProtocolBreaksIt_data();
    void whatIsNoProtocolBreaksIt();
    void boundsHoldOnEachSide_data();
    void boundsHoldOnEachSide();
    void anAnnouncedListTakesNoMemoryBeforeItComes();
    void aCommandIsReadAsWritten();
};

namespace {

QByteArrayList readAll(RespReader &reader)
{
    QByteArrayList values;
    while (const auto value = reader.next())
        values.append(shown(*value));
    return values;
}

QByteArrayList read(const QByteArray &bytes, const RespLimits &limits = {})
{
    RespReader reader(limits);
    reader.feed(bytes);
    return readAll(reader);
}

} // namespace

void RespReaderTest::readsEachKindOfValue_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *wire, const char *value) {
        QTest::newRow(QByteArray(wire).replace("\r\n", " ").constData()) << QByteArray(wire) << QByteArray(value);
    };
    row("+OK\r\n", "\"OK\"");
    row("-ERR no\r\n", "!ERR no");
    row(":-12\r\n", "-12");
    row("$5\r\na\r\nbc\r\n", "\"a\r\nbc\"");
    row("$0\r\n\r\n", "\"\"");
    row("$-1\r\n", "null");
    row("*-1\r\n", "null");
    row("*0\r\n", "[]");
    row("*2\r\n*1\r\n:1\r\n$1\r\nx\r\n", "[[1] \"x\"]");
    row("_\r\n", "null");
    row("#t\r\n", "true");
    row(",1.5\r\n", "\"1.5\"");
    row("(123456789012345678901234567890\r\n", "\"123456789012345678901234567890\"");
    row("!4\r\nERR!\r\n", "!ERR!");
    row("=7\r\ntxt:abc\r\n", "\"abc\"");
    row("%1\r\n+a\r\n:1\r\n", "map[\"a\" 1]");
    row("~2\r\n:1\r\n:2\r\n", "[1 2]");
    row(">2\r\n+message\r\n+hi\r\n", "push[\"message\" \"hi\"]");
    row("|1\r\n+ttl\r\n:3\r\n:7\r\n", "7");
    row("*2\r\n|1\r\n+ttl\r\n:3\r\n:7\r\n:8\r\n", "[7 8]");
}

void RespReaderTest::readsEachKindOfValue()
{
    QFETCH(QByteArray, wire);
    QTEST(read(wire).value(0), "value");
    QCOMPARE(read(wire + wire).size(), 2);
}

void RespReaderTest::readsTheSameInChunksOfAnySize()
{
    const QByteArray wire = respCommand({"PUBLISH", "sse", QByteArray(300, 'x')}) + "+OK\r\n" +
                            "*3\r\n$7\r\nmessage\r\n$3\r\nsse\r\n$2\r\nhi\r\n" + ":1\r\n";
    const QByteArrayList whole = read(wire);
    QCOMPARE(whole.size(), 4);
    for (qsizetype size = 1; size < 40; ++size) {
        RespReader reader;
        QByteArrayList values;
        for (qsizetype at = 0; at < wire.size(); at += size) {
            reader.feed(QByteArrayView(wire).sliced(at, std::min(size, wire.size() - at)));
            values += readAll(reader);
        }
        QCOMPARE(values, whole);
    }
}

void RespReaderTest::aTooLongStringIsPassedOverAndWhatFollowsIsRead()
{
    RespLimits limits;
    limits.stringBytes = 8;
    const QByteArray wire = "*2\r\n$9\r\n123456789\r\n$8\r\n12345678\r\n+next\r\n";
    const QByteArrayList expected{"[oversize 9 \"12345678\"]", "\"next\""};
    QCOMPARE(read(wire, limits), expected);
    RespReader bytewise(limits);
    QByteArrayList values;
    for (const char c : wire) {
        bytewise.feed({&c, 1});
        values += readAll(bytewise);
    }
    QCOMPARE(values, expected);
}

void RespReaderTest::whereItIsSoBeyondTheRoomStringsArePassedOver()
{
    RespLimits limits;
    limits.valueBytes = 6;
    limits.isOversizePassed = true;
    RespReader reader(limits);
    reader.feed("*3\r\n$4\r\naaaa\r\n$3\r\nbbb\r\n$2\r\ncc\r\n$5\r\nddddd\r\n");
    const auto first = reader.next();
    QVERIFY(first);
    QCOMPARE(shown(*first), QByteArray("[\"aaaa\" oversize 3 \"cc\"]"));
    const auto second = reader.next();
    QVERIFY(second); // each value has the room anew
    QCOMPARE(shown(*second), QByteArray("\"ddddd\""));
}

void RespReaderTest::aListThatFindsNoRoomIsPassedOver()
{
    RespLimits limits;
    limits.items = 6;
    limits.isOversizePassed = true;
    for (const qsizetype step : {1, 1'000}) {
        RespReader reader(limits);
        // The second list has four items, one of them a list, one a string that is too long.
        const QByteArray wire = "*3\r\n*2\r\n:1\r\n:2\r\n*4\r\n$2\r\naa\r\n*1\r\n:7\r\n%1\r\n+a\r\n+b\r\n*0\r\n"
                                "$1\r\nc\r\n*6\r\n:1\r\n:2\r\n:3\r\n:4\r\n:5\r\n:6\r\n";
        QByteArrayList values;
        for (qsizetype at = 0; at < wire.size(); at += step) {
            reader.feed(wire.mid(at, step));
            while (const auto value = reader.next())
                values.append(shown(*value));
        }
        QCOMPARE(values, (QByteArrayList{"[[1 2] oversize 4 \"c\"]", "[1 2 3 4 5 6]"}));
    }
    RespReader reader(limits);
    reader.feed("*9\r\n:1\r\n");
    QVERIFY(!reader.next());
    QVERIFY(!reader.isBroken());
    reader.feed("*2000000000000\r\n"); // no Redis has that
    QVERIFY(!reader.next());
    QVERIFY(reader.isBroken());
}

void RespReaderTest::whatIsNoProtocolBreaksIt_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::newRow("an HTTP server") << QByteArray("HTTP/1.1 400 Bad Request\r\n");
    QTest::newRow("an empty line") << QByteArray("\r\n");
    QTest::newRow("a bare line feed") << QByteArray("+OK\n");
    QTest::newRow("a size that is no number") << QByteArray("$x\r\n");
    QTest::newRow("a size with a space") << QByteArray("$ 1\r\n");
    QTest::newRow("a negative size") << QByteArray("$-2\r\n");
    QTest::newRow("a number beyond 64 bits") << QByteArray(":99999999999999999999\r\n");
    QTest::newRow("a string without its end") << QByteArray("$1\r\nabc\r\n");
    QTest::newRow("a stream of a length that is not given") << QByteArray("$?\r\n");
}

void RespReaderTest::whatIsNoProtocolBreaksIt()
{
    QFETCH(QByteArray, wire);
    RespReader reader;
    reader.feed(wire);
    QVERIFY(!reader.next());
    QVERIFY(reader.isBroken());
    reader.feed("+OK\r\n");
    QVERIFY(!reader.next());
}

void RespReaderTest::boundsHoldOnEachSide_data()
{
    QTest::addColumn<QByteArray>("within");
    QTest::addColumn<QByteArray>("tooLarge");
    QTest::newRow("a line") << QByteArray("+1234567890123456789\r\n") << QByteArray("+12345678901234567890\r\n");
    QTest::newRow("a line without end") << QByteArray("+1\r\n") << '+' + QByteArray(30, 'x');
    QTest::newRow("items") << QByteArray("*3\r\n:1\r\n:2\r\n:3\r\n") << QByteArray("*4\r\n");
    QTest::newRow("items over all levels") << QByteArray("*2\r\n*1\r\n:1\r\n:2\r\n") << QByteArray("*2\r\n*2\r\n");
    QTest::newRow("pairs") << QByteArray("%1\r\n:1\r\n:2\r\n") << QByteArray("%2\r\n");
    QTest::newRow("depth") << QByteArray("*1\r\n*1\r\n:1\r\n") << QByteArray("*1\r\n*1\r\n*1\r\n");
    QTest::newRow("bytes of a value") << QByteArray("*2\r\n$5\r\n12345\r\n$5\r\n12345\r\n")
                                      << QByteArray("*2\r\n$5\r\n12345\r\n$6\r\n123456\r\n");
}

void RespReaderTest::boundsHoldOnEachSide()
{
    QFETCH(QByteArray, within);
    QFETCH(QByteArray, tooLarge);
    RespLimits limits;
    limits.lineBytes = 21;
    limits.stringBytes = 8;
    limits.items = 3;
    limits.valueBytes = 10;
    limits.depth = 2;
    RespReader reader(limits);
    for (int i = 0; i < 3; ++i) { // the bounds are each value's
        reader.feed(within);
        QVERIFY(reader.next());
    }
    reader.feed(tooLarge);
    QVERIFY(!reader.next());
    QVERIFY(reader.isBroken());
    QVERIFY(!reader.problem().isEmpty());
}

void RespReaderTest::anAnnouncedListTakesNoMemoryBeforeItComes()
{
    RespReader reader;
    reader.feed("*1000000\r\n");
    QVERIFY(!reader.next());
    QVERIFY(!reader.isBroken());
}

void RespReaderTest::aCommandIsReadAsWritten()
{
    QCOMPARE(read(respCommand({"PUBLISH", "a b", "\r\n\xFF"})), QByteArrayList{"[\"PUBLISH\" \"a b\" \"\r\n\xFF\"]"});
}

QTEST_GUILESS_MAIN(RespReaderTest)
#include "tst_respreader.moc"
