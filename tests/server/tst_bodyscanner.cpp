// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/bodyscanner.h"

#include <QTest>

using namespace helio;
using Progress = BodyScanner::Progress;

/// Bodies by themselves; what requests make of them is in tst_requestscanner.
class BodyScannerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingBegunIsWhole();
    void whatBelongsToTheNextRequestStays_data();
    void whatBelongsToTheNextRequestStays();
    void isTheSameHoweverItIsCut_data();
    void isTheSameHoweverItIsCut();
    void aLengthBeyondTheBoundIsRefusedBeforeAByteComes();
    void theBoundHoldsForAllChunksTogether();
    void manySmallChunksAreCopiedFewTimes();
    void theNextBodyStartsAfresh();
};

namespace {

constexpr qsizetype MaximumBytes = 16;

void begin(BodyScanner &scanner, qsizetype length)
{
    if (length < 0)
        scanner.beginChunked();
    else
        QVERIFY(scanner.beginFixed(length));
}

} // namespace

void BodyScannerTest::nothingBegunIsWhole()
{
    BodyScanner scanner(MaximumBytes);
    QByteArray input("GET");
    QCOMPARE(scanner.scan(input), Progress::Whole);
    QCOMPARE(scanner.take(), QByteArray());
    QCOMPARE(input, "GET");
}

void BodyScannerTest::whatBelongsToTheNextRequestStays_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<qsizetype>("length"); // -1: chunked
    QTest::newRow("of a length") << QByteArray("abcGET") << qsizetype(3);
    QTest::newRow("in chunks") << QByteArray("1\r\na\r\n2\r\nbc\r\n0\r\n\r\nGET") << qsizetype(-1);
}

void BodyScannerTest::whatBelongsToTheNextRequestStays()
{
    QFETCH(QByteArray, wire);
    QFETCH(qsizetype, length);
    BodyScanner scanner(MaximumBytes);
    begin(scanner, length);
    QCOMPARE(scanner.scan(wire), Progress::Whole);
    QCOMPARE(scanner.bytes(), 3);
    QCOMPARE(scanner.take(), "abc");
    QCOMPARE(wire, "GET");
}

void BodyScannerTest::isTheSameHoweverItIsCut_data()
{
    const QByteArray extended("3 ;a=b\r\nabc\r\n0;c\r\nX: 1\r\nY: 2\r\n\r\nGET");
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<qsizetype>("length");
    QTest::addColumn<bool>("isTakenDirectly");
    for (const bool directly : {false, true}) {
        const QByteArray way(directly ? ", taken directly" : "");
        QTest::addRow("of a length%s", way.constData()) << QByteArray("abcGET") << qsizetype(3) << directly;
        QTest::addRow("in chunks%s", way.constData())
            << QByteArray("1\r\na\r\n2\r\nbc\r\n0\r\n\r\nGET") << qsizetype(-1) << directly;
        QTest::addRow("with extensions and trailers%s", way.constData()) << extended << qsizetype(-1) << directly;
    }
}

void BodyScannerTest::isTheSameHoweverItIsCut()
{
    QFETCH(QByteArray, wire);
    QFETCH(qsizetype, length);
    QFETCH(bool, isTakenDirectly);
    for (qsizetype size = 1; size <= wire.size(); ++size) {
        BodyScanner scanner(MaximumBytes);
        begin(scanner, length);
        QByteArray input;
        Progress progress = Progress::Unfinished;
        qsizetype at = 0;
        for (; at < wire.size() && progress == Progress::Unfinished; at += size) {
            const QByteArray portion = wire.mid(at, size);
            input += portion.mid(isTakenDirectly && input.isEmpty() ? scanner.takeFront(portion) : 0);
            progress = scanner.scan(input);
        }
        QCOMPARE(progress, Progress::Whole);
        QCOMPARE(scanner.take(), "abc");
        QCOMPARE(input + wire.mid(at), "GET");
    }
}

void BodyScannerTest::aLengthBeyondTheBoundIsRefusedBeforeAByteComes()
{
    BodyScanner scanner(MaximumBytes);
    QVERIFY(scanner.beginFixed(MaximumBytes));
    QVERIFY(!scanner.beginFixed(MaximumBytes + 1));
    QCOMPARE(scanner.refusal().status, 413);
    QCOMPARE(scanner.heldBytes(), 0);
}

void BodyScannerTest::theBoundHoldsForAllChunksTogether()
{
    BodyScanner scanner(MaximumBytes);
    scanner.beginChunked();
    QByteArray input("a\r\n0123456789\r\n");
    QCOMPARE(scanner.scan(input), Progress::Unfinished);
    input += "7\r\n";
    QCOMPARE(scanner.scan(input), Progress::Refused);
    QCOMPARE(scanner.refusal().status, 413);
    QCOMPARE(scanner.bytes(), 0);
}

void BodyScannerTest::manySmallChunksAreCopiedFewTimes()
{
    constexpr int Chunks = 10'000;
    BodyScanner scanner(Chunks);
    scanner.beginChunked();
    int growths = 0;
    for (int i = 0; i < Chunks; ++i) {
        const qsizetype before = scanner.heldBytes();
        QByteArray input("1\r\nx\r\n");
        QCOMPARE(scanner.scan(input), Progress::Unfinished);
        growths += scanner.heldBytes() != before;
    }
    QVERIFY2(growths < 20, qPrintable(QString::number(growths)));
}

void BodyScannerTest::theNextBodyStartsAfresh()
{
    BodyScanner scanner(MaximumBytes);
    for (int i = 0; i < 3; ++i) {
        scanner.beginChunked();
        QByteArray input("a;" + QByteArray(900, 'x') + "\r\n0123456789\r\n0\r\nX: " + QByteArray(900, 'x') +
                         "\r\n\r\n");
        QCOMPARE(scanner.scan(input), Progress::Whole);
        QCOMPARE(scanner.take(), "0123456789");
    }
}

QTEST_APPLESS_MAIN(BodyScannerTest)

#include "tst_bodyscanner.moc"
