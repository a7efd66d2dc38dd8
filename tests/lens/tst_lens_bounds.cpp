// SPDX-License-Identifier: GPL-3.0-or-later
#include "lensbench.h"

#include <QElapsedTimer>

using namespace helio;

/// Whatever a stream says, what is kept and what it costs is bounded.
class LensBoundsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void openMessagesAreBounded();
    void endedMessagesAreLetGoOf();
    void anOpenMessageDoesNotKeepAllThatEndBehindIt();
    void partsAreBounded();
    void elementsAreBounded();
    void aMessagesBytesAreBounded();
    void theBytesOfAllMessagesAreBounded();
    void aLargeMessageGrowsInLinearTime();
    void eventNumbersAreBounded();
};

namespace {

const QByteArray ByKey =
    R"([{"message":"$.k","part":["$.p"],"do":[["append","text","$.t"],["end","$.e",{"*":"complete"}]]}])";

QByteArray keyed(int key, int part = 0, const QByteArray &text = "a")
{
    return R"({"k":)" + QByteArray::number(key) + R"(,"p":)" + QByteArray::number(part) + R"(,"t":")" + text + R"("})";
}

} // namespace

void LensBoundsTest::openMessagesAreBounded()
{
    LensBounds bounds;
    bounds.openMessages = 3;
    Lens lens(dialectOf(ByKey), bounds);
    for (int key = 0; key < 10; ++key)
        feed(lens, {keyed(key)}, quint64(key) + 1);
    QCOMPARE(lens.messages().size(), size_t(3));
    feed(lens, {keyed(1)}, 11);
    QCOMPARE(lens.messages()[1].text(), "aa");
}

void LensBoundsTest::endedMessagesAreLetGoOf()
{
    LensBounds bounds;
    bounds.endedMessages = 5;
    Lens lens(dialectOf(ByKey), bounds);
    for (quint64 i = 0; i < 20; ++i)
        feed(lens, {keyed(0), "end"}, 2 * i + 1);
    QCOMPARE(lens.messages().size(), size_t(5));
    QCOMPARE(lens.messages().front().number, quint64(15));
    QVERIFY(!lens.message(14));
    QCOMPARE(lens.message(15)->text(), "a");
    QVERIFY(!lens.message(20));
}

void LensBoundsTest::anOpenMessageDoesNotKeepAllThatEndBehindIt()
{
    LensBounds bounds;
    bounds.openMessages = 2;
    bounds.endedMessages = 3;
    Lens lens(dialectOf(R"([{"message":"$.k","do":[["begin"],["append","text","$.t"]]}])"), bounds);
    feed(lens, {keyed(0)});
    for (quint64 i = 2; i < 30; ++i)
        feed(lens, {keyed(1)}, i);
    QVERIFY(lens.messages().size() <= 5);
}

void LensBoundsTest::partsAreBounded()
{
    LensBounds bounds;
    bounds.parts = 4;
    Lens lens(dialectOf(ByKey), bounds);
    for (int part = 0; part < 4; ++part)
        feed(lens, {keyed(0, part)}, quint64(part) + 1);
    QVERIFY(!lens.messages().front().isTruncated);
    feed(lens, {keyed(0, 4), keyed(0, 1'000'000'000)}, 5);
    QCOMPARE(lens.messages().front().parts.size(), 4);
    QVERIFY(lens.messages().front().isTruncated);
}

void LensBoundsTest::elementsAreBounded()
{
    LensBounds bounds;
    bounds.elements = 6;
    Lens lens(dialectOf(R"([{"each":"$.a[*]","rules":[{"each":"@.b[*]","do":[["append","text","@.t"]]}]}])"), bounds);
    const QByteArray inner = R"({"b":[{"t":"1"},{"t":"2"}]})";
    feed(lens, {R"({"a":[)" + inner + ',' + inner + ',' + inner + ',' + inner + "]}"});
    QCOMPARE(lens.messages().front().text(), "1212");
}

void LensBoundsTest::aMessagesBytesAreBounded()
{
    LensBounds bounds;
    bounds.messageBytes = 10;
    Lens lens(dialectOf(ByKey), bounds);
    feed(lens, {keyed(0, 0, "12345"), keyed(0, 0, "67890")});
    QCOMPARE(lens.messages().front().text(), "1234567890");
    QVERIFY(!lens.messages().front().isTruncated);
    feed(lens, {keyed(0, 0, "x")}, 3);
    QCOMPARE(lens.messages().front().text(), "1234567890");
    QVERIFY(lens.messages().front().isTruncated);
}

void LensBoundsTest::theBytesOfAllMessagesAreBounded()
{
    LensBounds bounds;
    bounds.allBytes = 1000;
    Lens lens(dialectOf(ByKey), bounds);
    const QByteArray text(100, 'x');
    for (quint64 i = 0; i < 50; ++i)
        feed(lens, {keyed(0, 0, text), "end"}, 2 * i + 1);
    // The oldest went, and the newest is whole.
    QVERIFY(lens.messages().size() <= 10 && lens.messages().size() >= 9);
    QCOMPARE(lens.messages().back().number, quint64(49));
    QCOMPARE(lens.messages().back().text(), text);
    QVERIFY(!lens.messages().back().isTruncated);
    // Where all is one message that is open, it is cut short.
    for (quint64 i = 0; i < 20; ++i)
        feed(lens, {keyed(1, 0, text)}, 200 + i);
    QCOMPARE(lens.messages().back().text().size(), 1000);
    QVERIFY(lens.messages().back().isTruncated);
}

void LensBoundsTest::aLargeMessageGrowsInLinearTime()
{
    // Each half of it costs the same, however much stands before; generous, as machines are busy.
    Lens lens(builtIn("anthropic"));
    const QByteArray text(100, 'x');
    const QByteArray delta =
        R"({"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":")" + text +
        R"("}})";
    feed(
        lens,
        {R"({"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"f","input":{}}})"});
    QElapsedTimer timer;
    timer.start();
    QList<qint64> times;
    quint64 number = 1;
    for (int half = 0; half < 2; ++half) {
        for (int i = 0; i < 20'000; ++i)
            lens.feed(Event{{}, {}, {}, delta}, 0, ++number);
        times.append(timer.restart());
    }
    QCOMPARE(lens.messages().front().parts.first().text.size(), 4'000'000);
    QVERIFY2(times[1] < 8 * times[0] + 1000, qPrintable(QStringLiteral("%1 ms, %2 ms").arg(times[0]).arg(times[1])));
}

void LensBoundsTest::eventNumbersAreBounded()
{
    EventNumbers numbers;
    for (quint64 i = 0; i < 3 * EventNumbers::MaximumRanges; ++i)
        numbers.add(2 * i);
    QCOMPARE(numbers.ranges().size(), EventNumbers::MaximumRanges);
    QCOMPARE(numbers.count(), quint64(3 * EventNumbers::MaximumRanges));
    QCOMPARE(numbers.last(), quint64(6 * EventNumbers::MaximumRanges - 2));
    QVERIFY(!numbers.contains(1));
    QVERIFY(numbers.contains(2));
}

QTEST_APPLESS_MAIN(LensBoundsTest)
#include "tst_lens_bounds.moc"
