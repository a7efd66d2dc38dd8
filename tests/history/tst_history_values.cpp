// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/crc32c.h"
#include "history/packedposition.h"
#include "history/rowcrc.h"

#include <QTest>

#include <limits>

using namespace helio;

class HistoryValuesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPackedPositionComesBack();
    void packedPositionsOrderAsPositionsDo();
    void whatIsTooLargeToBePackedStandsNoHigher();
    void aClockThatIsSetBackSetsNoPositionBack();
    void aMillisecondThatIsFullGoesOnInTheNext();
    void theCrcIsThatOfTheCastagnoliPolynomial();
    void theCrcGoesOnBehindWhatWasRead();
    void eachPartOfARowCounts();
    void aByteThatMovesIntoTheNextTextIsFound();
};

namespace {

constexpr quint64 Most = std::numeric_limits<quint64>::max();

EventRow someRow()
{
    return {.position = 1, .channel = "c", .stored = 2, .skew = 3, .own = "o", .type = "t", .size = 4, .data = "d"};
}

} // namespace

void HistoryValuesTest::aPackedPositionComesBack()
{
    for (const Position position : {Position{}, Position{1, 0}, Position{1'763'690'000'000, 4},
                                    Position{5, MaximumSequence}, Position{MaximumMilliseconds, MaximumSequence}})
        QCOMPARE(unpacked(packed(position)), position);
    QCOMPARE(unpacked(-1), Position());
}

void HistoryValuesTest::packedPositionsOrderAsPositionsDo()
{
    QVERIFY(packed({1, MaximumSequence}) < packed({2, 0}));
    QVERIFY(packed({2, 0}) < packed({2, 1}));
}

void HistoryValuesTest::whatIsTooLargeToBePackedStandsNoHigher()
{
    QCOMPARE(packed({7, MaximumSequence + 1}), packed({7, MaximumSequence}));
    QCOMPARE(packed({7, Most}), packed({7, MaximumSequence}));
    QCOMPARE(packed({MaximumMilliseconds + 1, 0}), std::numeric_limits<qint64>::max());
    QCOMPARE(packed({Most, Most}), std::numeric_limits<qint64>::max());
}

void HistoryValuesTest::aClockThatIsSetBackSetsNoPositionBack()
{
    QCOMPARE(positionBehind({10, 3}, 20), (Position{20, 0}));
    QCOMPARE(positionBehind({10, 3}, 10), (Position{10, 4}));
    QCOMPARE(positionBehind({10, 3}, 5), (Position{10, 4}));
    QCOMPARE(positionBehind({10, 3}, -5), (Position{10, 4}));
}

void HistoryValuesTest::aMillisecondThatIsFullGoesOnInTheNext()
{
    QCOMPARE(positionBehind({10, MaximumSequence}, 5), (Position{11, 0}));
    QCOMPARE(positionBehind({10, MaximumSequence - 1}, 5), (Position{10, MaximumSequence}));
}

void HistoryValuesTest::theCrcIsThatOfTheCastagnoliPolynomial()
{
    // RFC 3720, B.4.
    QCOMPARE(crc32c(QByteArray(32, '\0')), 0x8A9136AAU);
    QCOMPARE(crc32c(QByteArray(32, '\xFF')), 0x62A8AB43U);
    QCOMPARE(crc32c("123456789"), 0xE3069283U);
    QCOMPARE(crc32c(""), 0U);
}

void HistoryValuesTest::theCrcGoesOnBehindWhatWasRead()
{
    const QByteArray bytes = "a history that is longer than sixteen bytes";
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut)
        QCOMPARE(crc32c(QByteArrayView(bytes).sliced(cut), crc32c(QByteArrayView(bytes).first(cut))), crc32c(bytes));
}

void HistoryValuesTest::eachPartOfARowCounts()
{
    const quint32 crc = crcOf(someRow());
    const auto changed = [](const auto &change) {
        EventRow row = someRow();
        change(row);
        return crcOf(row);
    };
    QCOMPARE_NE(changed([](EventRow &row) { row.position = 9; }), crc);
    QCOMPARE_NE(changed([](EventRow &row) { row.channel = "C"; }), crc);
    QCOMPARE_NE(changed([](EventRow &row) { row.stored = 9; }), crc);
    QCOMPARE_NE(changed([](EventRow &row) { row.skew = 9; }), crc);
    QCOMPARE_NE(changed([](EventRow &row) { row.own = "O"; }), crc);
    QCOMPARE_NE(changed([](EventRow &row) { row.hidden = true; }), crc);
    QCOMPARE_NE(changed([](EventRow &row) { row.type = "T"; }), crc);
    QCOMPARE_NE(changed([](EventRow &row) { row.size = 9; }), crc);
    QCOMPARE_NE(changed([](EventRow &row) { row.data = "D"; }), crc);
}

void HistoryValuesTest::aByteThatMovesIntoTheNextTextIsFound()
{
    EventRow one = someRow();
    one.own = "ab";
    one.type = "c";
    EventRow other = someRow();
    other.own = "a";
    other.type = "bc";
    QCOMPARE_NE(crcOf(one), crcOf(other));
}

QTEST_GUILESS_MAIN(HistoryValuesTest)
#include "tst_history_values.moc"
