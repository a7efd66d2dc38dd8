// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/textlines.h"

#include <QRandomGenerator>
#include <QTest>

using namespace helio;

namespace {

QByteArrayList linesOf(const TextLines &lines, const QByteArray &text)
{
    QByteArrayList list;
    for (qsizetype i = 0; i < lines.count(); ++i)
        list.append(lines.line(text, i).toByteArray());
    return list;
}

QByteArrayList broken(const QByteArray &text, int columns)
{
    TextLines lines(columns);
    lines.grow(text);
    return linesOf(lines, text);
}

} // namespace

class TextLinesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void linesEndAtLineFeeds();
    void aLongLineBreaksBehindItsSpaces();
    void aWordThatIsTooLongBreaksAnywhere();
    void wideCharactersTakeTwoColumnsAndBreakBesideEachOther();
    void aTextThatGrewInAnyPartsIsBrokenLikeTheWhole();
    void aTextIsReadInPiecesOfASize();
    void linesInSightAreBrokenForAnotherWidth_data();
    void linesInSightAreBrokenForAnotherWidth();
    void whatWasBrokenInSightGrowsOn();
};

void TextLinesTest::linesEndAtLineFeeds()
{
    QCOMPARE(broken("", 10), QByteArrayList());
    QCOMPARE(broken("a\nb\r\n\nc", 10), QByteArrayList({"a", "b", "", "c"}));
    QCOMPARE(broken("a\n", 10), QByteArrayList({"a"}));
}

void TextLinesTest::aLongLineBreaksBehindItsSpaces()
{
    QCOMPARE(broken("The quick brown fox", 10), QByteArrayList({"The quick ", "brown fox"}));
    // Spaces at the end stand out.
    QCOMPARE(broken("0123456789   ab", 10), QByteArrayList({"0123456789   ", "ab"}));
}

void TextLinesTest::aWordThatIsTooLongBreaksAnywhere()
{
    QCOMPARE(broken("0123456789abcdef", 10), QByteArrayList({"0123456789", "abcdef"}));
    // Never within a character.
    QCOMPARE(broken("01234567éàü", 10), QByteArrayList({"01234567éà", "ü"}));
}

void TextLinesTest::wideCharactersTakeTwoColumnsAndBreakBesideEachOther()
{
    QCOMPARE(broken("日本語の文章です", 8), QByteArrayList({"日本語の", "文章です"}));
    QCOMPARE(broken("abc日本語の", 8), QByteArrayList({"abc日本", "語の"}));
}

void TextLinesTest::aTextThatGrewInAnyPartsIsBrokenLikeTheWhole()
{
    QRandomGenerator random(7);
    const QByteArrayList words{"a", " ", "word", "\n", "日本", "é", "\t", "longerword", "  ", "\xFF", "\r\n", "😀"};
    for (int round = 0; round < 200; ++round) {
        QByteArray text;
        for (int i = 0; i < 60; ++i)
            text += words[random.bounded(int(words.size()))];
        TextLines lines(12);
        for (qsizetype size = 0; size < text.size(); size += 1 + random.bounded(7))
            lines.grow(QByteArrayView(text).first(size));
        lines.grow(text);
        QCOMPARE(linesOf(lines, text), broken(text, 12));
        QCOMPARE(lines.size(), text.size());
    }
}

void TextLinesTest::aTextIsReadInPiecesOfASize()
{
    const QByteArray text = QByteArray("The quick brown fox. ").repeated(100);
    TextLines lines(10);
    qsizetype before = 0;
    while (lines.grow(text, 64)) {
        QVERIFY(lines.size() > before && lines.size() - before <= 64);
        before = lines.size();
    }
    QCOMPARE(linesOf(lines, text), broken(text, 10));
    // A character that is cut is no more that could be read.
    QVERIFY(!TextLines(10).grow("ab\xE6\x97", 64));
}

void TextLinesTest::linesInSightAreBrokenForAnotherWidth_data()
{
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("index");
    for (const int columns : {8, 13, 40}) {
        for (const int index : {0, 7, 20, 1000})
            QTest::addRow("%d columns from line %d", columns, index) << columns << index;
    }
}

void TextLinesTest::linesInSightAreBrokenForAnotherWidth()
{
    QFETCH(const int, columns);
    QFETCH(const int, index);
    const QByteArray text = QByteArray("The quick brown fox jumps.\nOver the lazy dog, 日本語も\n\n").repeated(20);
    TextLines lines(20);
    lines.grow(text);
    const QByteArrayList before = linesOf(lines, text);
    const qsizetype from = std::min<qsizetype>(index, lines.count() - 1);
    const qsizetype begin = lines.begin(from);
    QVERIFY(lines.breakInSight(text, from, 6, columns) > 0);
    const QByteArrayList after = linesOf(lines, text);
    QCOMPARE(after.mid(0, from), before.mid(0, from));
    // From there on it is as if the text began there; behind what is seen come the old lines.
    const QByteArrayList seen = broken(text.mid(begin), columns).mid(0, 5);
    QCOMPARE(after.mid(from, seen.size()), seen);
    const qsizetype same = std::min<qsizetype>(3, before.size() - from);
    if (lines.count() > from + 60)
        QCOMPARE(after.mid(after.size() - same), before.mid(before.size() - same));
    // Nothing is lost or said twice.
    QByteArray joined;
    for (qsizetype i = 0; i < lines.count(); ++i)
        joined +=
            text.sliced(lines.begin(i), (i + 1 < lines.count() ? lines.begin(i + 1) : text.size()) - lines.begin(i));
    QCOMPARE(joined, text);
}

void TextLinesTest::whatWasBrokenInSightGrowsOn()
{
    QByteArray text("The quick brown fox jumps");
    TextLines lines(10);
    lines.grow(text);
    lines.breakInSight(text, lines.count() - 2, 2, 14);
    text += " over";
    lines.grow(text);
    QByteArray joined;
    const QByteArrayList all = linesOf(lines, text);
    for (const QByteArray &line : all)
        joined += line;
    QCOMPARE(joined, text);
    QVERIFY(all.last().size() <= 14);
}

QTEST_GUILESS_MAIN(TextLinesTest)
#include "tst_textlines.moc"
