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
    void anotherWidthBreaksAnew();
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

void TextLinesTest::anotherWidthBreaksAnew()
{
    const QByteArray text("The quick brown fox");
    TextLines lines(10);
    lines.grow(text);
    lines.setColumns(30, text);
    QCOMPARE(linesOf(lines, text), QByteArrayList({text}));
    lines.assign("other");
    QCOMPARE(linesOf(lines, "other"), QByteArrayList({"other"}));
}

QTEST_GUILESS_MAIN(TextLinesTest)
#include "tst_textlines.moc"
