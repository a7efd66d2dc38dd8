// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/lineends.h"
#include "json/utf8.h"

#include <QTest>

using namespace helio;

/// WHATWG Encoding, "UTF-8 decode without BOM": each maximal invalid part becomes one U+FFFD.
class TextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void utf8IsDecodedAsBrowsersDo_data();
    void utf8IsDecodedAsBrowsersDo();
    void lineEndsBecomeLineFeeds_data();
    void lineEndsBecomeLineFeeds();
    void dataWithoutCarriageReturnIsShared();
};

void TextTest::utf8IsDecodedAsBrowsersDo_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("firstInvalid"); // -1: all is valid
    const auto row = [](const char *name, const QByteArray &bytes, const QString &text, int firstInvalid) {
        QTest::newRow(name) << bytes << text << firstInvalid;
    };
    const QString bad(QChar::ReplacementCharacter);
    const QString bom(QChar::ByteOrderMark);
    row("nothing", "", QStringLiteral(""), -1);
    row("ASCII", "abc", QStringLiteral("abc"), -1);
    row("NUL", QByteArray("a\0b", 3), QString(u'a') + QChar(0) + u'b', -1);
    row("two, three and four bytes", "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80", QStringLiteral("ä€😀"), -1);
    row("a BOM is kept",
        "\xEF\xBB\xBF"
        "a",
        bom + u'a', -1);
    row("two BOMs are kept",
        "\xEF\xBB\xBF\xEF\xBB\xBF"
        "a",
        bom + bom + u'a', -1);
    row("BOMs behind a bad byte are kept", "\xFF\xEF\xBB\xBF\xEF\xBB\xBF", bad + bom + bom, 0);
    row("noncharacters are characters", "\xEF\xBF\xBE\xEF\xBF\xBF", QString(QChar(0xFFFE)) + QChar(0xFFFF), -1);
    row("the last code point", "\xF4\x8F\xBF\xBF", QString::fromUcs4(U"\U0010FFFF", 1), -1);
    row("FF",
        "a\xFF"
        "b",
        u'a' + bad + u'b', 1);
    row("lone continuation bytes", "\x80\xBF", bad + bad, 0);
    row("overlong C0 80", "\xC0\x80", bad + bad, 0);
    row("overlong E0 80 80", "\xE0\x80\x80", bad + bad + bad, 0);
    row("overlong F0 80 80 80", "\xF0\x80\x80\x80", bad + bad + bad + bad, 0);
    row("a surrogate ED A0 80", "\xED\xA0\x80", bad + bad + bad, 0);
    row("beyond the last F4 90 80 80", "\xF4\x90\x80\x80", bad + bad + bad + bad, 0);
    row("F5", "\xF5\x80", bad + bad, 0);
    row("two of three bytes", "\xE2\x82", bad, 0);
    row("two of three bytes, then a letter",
        "\xE2\x82"
        "a",
        bad + u'a', 0);
    row("three of four bytes", "\xF0\x9F\x98", bad, 0);
    row("two of four bytes, then two more good ones",
        "\xF0\x9F"
        "ab",
        bad + u'a' + u'b', 0);
    row("one of two bytes", "\xC3", bad, 0);
    row("a lead byte behind a lead byte", "\xC3\xC3\xA4", bad + u'ä', 0);
    row("good around bad", "ä\xE2\x82ö", u'ä' + bad + u'ö', 2);
}

void TextTest::utf8IsDecodedAsBrowsersDo()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(decodeUtf8(bytes), text);
    QTEST(int(firstInvalidUtf8(bytes).value_or(-1)), "firstInvalid");
}

void TextTest::lineEndsBecomeLineFeeds_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QByteArray>("normalized");
    QTest::newRow("none") << QByteArray("a") << QByteArray("a");
    QTest::newRow("LF") << QByteArray("a\nb") << QByteArray("a\nb");
    QTest::newRow("CR") << QByteArray("a\rb\r") << QByteArray("a\nb\n");
    QTest::newRow("CRLF") << QByteArray("a\r\nb\r\n") << QByteArray("a\nb\n");
    QTest::newRow("CR CRLF LF") << QByteArray("\r\r\n\n") << QByteArray("\n\n\n");
    QTest::newRow("LF CR") << QByteArray("\n\r") << QByteArray("\n\n");
}

void TextTest::lineEndsBecomeLineFeeds()
{
    QFETCH(QByteArray, data);
    QTEST(normalizedLineEnds(data), "normalized");
}

void TextTest::dataWithoutCarriageReturnIsShared()
{
    const QByteArray data("a\nb");
    QVERIFY(normalizedLineEnds(data).isSharedWith(data));
}

QTEST_APPLESS_MAIN(TextTest)
#include "tst_text.moc"
