// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonvalue.h"

#include <QTest>

#include <algorithm>
#include <ctime>

using namespace helio;

/// JSON read where it lies.
class JsonReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneValueIsReadAsItStands_data();
    void oneValueIsReadAsItStands();
    void whatIsNoJsonIsReportedWithItsPlace_data();
    void whatIsNoJsonIsReportedWithItsPlace();
    void nestingHasABound();
    void anObjectsMembersComeInTheirOrder();
    void escapesAreRead_data();
    void escapesAreRead();
    void aStringsTextIsExactOrNone_data();
    void aStringsTextIsExactOrNone();
    void wholeNumbersAreKnown();
    void aMemberIsFoundByItsName();
    void theWorkGrowsAsTheInputDoes_data();
    void theWorkGrowsAsTheInputDoes();

private:
    double least_ = 0; ///< milliseconds
};

void JsonReaderTest::oneValueIsReadAsItStands_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<JsonValue::Kind>("kind");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("a number keeps its digits")
        << QByteArray(" 1.10\n") << JsonValue::Kind::Number << QByteArray("1.10");
    QTest::newRow("an exponent") << QByteArray("-0.5E+3") << JsonValue::Kind::Number << QByteArray("-0.5E+3");
    QTest::newRow("more digits than a double has")
        << QByteArray("12345678901234567890123") << JsonValue::Kind::Number << QByteArray("12345678901234567890123");
    QTest::newRow("a string") << QByteArray("\"a]}\\\"\"") << JsonValue::Kind::String << QByteArray("\"a]}\\\"\"");
    QTest::newRow("beyond a double") << QByteArray("1e400") << JsonValue::Kind::Number << QByteArray("1e400");
    QTest::newRow("half a surrogate pair")
        << QByteArray(R"("\ud83d")") << JsonValue::Kind::String << QByteArray(R"("\ud83d")");
    QTest::newRow("all lengths of UTF-8")
        << QByteArray("\"x é 日 😀\"") << JsonValue::Kind::String << QByteArray("\"x é 日 😀\"");
    QTest::newRow("DEL and C1, which need no escape")
        << QByteArray("\"\x7f\xC2\x80\"") << JsonValue::Kind::String << QByteArray("\"\x7f\xC2\x80\"");
    QTest::newRow("true") << QByteArray("true") << JsonValue::Kind::Boolean << QByteArray("true");
    QTest::newRow("null") << QByteArray("null ") << JsonValue::Kind::Null << QByteArray("null");
    QTest::newRow("empty object") << QByteArray("{ }") << JsonValue::Kind::Object << QByteArray("{ }");
    QTest::newRow("nested") << QByteArray("[[],{\"a\":[{}]}, [[1]]]") << JsonValue::Kind::Array
                            << QByteArray("[[],{\"a\":[{}]}, [[1]]]");
}

void JsonReaderTest::oneValueIsReadAsItStands()
{
    QFETCH(QByteArray, text);
    const auto value = JsonValue::read(text);
    QVERIFY(value);
    QTEST(value->kind, "kind");
    QTEST(value->text.toByteArray(), "value");
}

void JsonReaderTest::whatIsNoJsonIsReportedWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("place"); // offset, line, column
    const auto row = [](const char *name, const QByteArray &text, const char *place) {
        QTest::newRow(name) << text << QString::fromLatin1(place);
    };
    row("nothing", "", "0 1 1");
    row("white space alone", "  ", "2 1 3");
    row("words", "hello", "0 1 1");
    row("a word that begins like true", "tru", "0 1 1");
    row("a word that goes on", "[nullx]", "1 1 2");
    row("two values", "1 2", "2 1 3");
    row("a byte order mark", "\xEF\xBB\xBF{}", "0 1 1");
    row("a NUL", QByteArray("{}\0", 3), "2 1 3");
    row("leading zero", "01", "0 1 1");
    row("a minus alone", "[-]", "1 1 2");
    row("a plus", "+1", "0 1 1");
    row("a dot without digits", "[1.]", "1 1 2");
    row("an exponent without digits", "[1e+]", "1 1 2");
    row("not a number", "[NaN]", "1 1 2");
    row("trailing comma", "[1,]", "3 1 4");
    row("trailing comma in an object", "{\"a\":1,}", "7 1 8");
    row("comma first", "{,}", "1 1 2");
    row("two commas", "[1,,2]", "3 1 4");
    row("no colon", "{\"a\" 1}", "5 1 6");
    row("a member without a value", "{\"a\":}", "5 1 6");
    row("a name without quotes", "{a:1}", "1 1 2");
    row("a name in other quotes", "{'a':1}", "1 1 2");
    row("a comment", "[1 // one\n]", "3 1 4");
    row("unclosed object", "{\"a\":1", "6 1 7");
    row("unclosed array", "[1\n ", "4 2 2");
    row("the wrong bracket", "[1}", "2 1 3");
    row("a bracket too many", "[1]]", "3 1 4");
    row("unclosed string", "\"abc", "0 1 1");
    row("a string that ends in a backslash", "\"abcdefghijk\\", "12 1 13");
    row("line feed in a string", "\"a\nb\"", "2 1 3");
    row("a control character far into a string", QByteArray("\"0123456789abcdefghi\x01\""), "20 1 21");
    row("unknown escape", "\"\\x\"", "1 1 2");
    row("short escape", "\"\\u12\"", "1 1 2");
    row("a byte that is no UTF-8", "\"a\xff\"", "2 1 3");
    row("a character that is cut", "\"a\xE6\x97\"", "2 1 3");
    row("a surrogate in UTF-8", "[\"\xED\xA0\x80\"]", "2 1 3");
    row("the first mistake of two", "[\"\xff\\x\n\"]", "2 1 3");
    row("on the third line, behind letters of many bytes", "{\n\"a\": 1,\n\"日本\": x}", "20 3 7");
}

void JsonReaderTest::whatIsNoJsonIsReportedWithItsPlace()
{
    QFETCH(QByteArray, text);
    JsonValue::Mistake mistake;
    QVERIFY(!JsonValue::read(text, &mistake));
    QTEST(QStringLiteral("%1 %2 %3").arg(mistake.offset).arg(mistake.line).arg(mistake.column), "place");
    QVERIFY(!mistake.what.isEmpty());
}

void JsonReaderTest::nestingHasABound()
{
    const auto nested = [](qsizetype depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
    QVERIFY(JsonValue::read(nested(JsonValue::MaximumDepth)));
    QVERIFY(!JsonValue::read(nested(JsonValue::MaximumDepth + 1)));
    QVERIFY(!JsonValue::read(QByteArray(10'000'000, '[')));
    QVERIFY(JsonValue::read(nested(3), nullptr, 3));
    QVERIFY(!JsonValue::read(nested(4), nullptr, 3));
    QVERIFY(JsonValue::read(nested(1'000'000), nullptr, 1'000'000)); // on no stack
}

void JsonReaderTest::anObjectsMembersComeInTheirOrder()
{
    const QByteArray text = "{ \"b\" : 1.0 ,\"a\":[1,{\"x\":\"]\"}],\"b\":null }";
    QStringList seen;
    for (JsonChildren children(*JsonValue::read(text)); children.next();)
        seen.append(QString::fromUtf8(children.keyText() + '=' + children.value().text.toByteArray()));
    QCOMPARE(seen,
             QStringList({QStringLiteral("b=1.0"), QStringLiteral("a=[1,{\"x\":\"]\"}]"), QStringLiteral("b=null")}));
}

void JsonReaderTest::escapesAreRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("none") << QByteArray("\"日本\"") << QByteArray("日本");
    QTest::newRow("signs") << QByteArray(R"("\"\\\/\b\f\n\r\t")") << QByteArray("\"\\/\b\f\n\r\t");
    QTest::newRow("a code") << QByteArray(R"("\u65e5")") << QByteArray("日");
    QTest::newRow("a pair") << QByteArray(R"("\ud83d\ude00")") << QByteArray("😀");
    QTest::newRow("half a pair") << QByteArray(R"("\ud83dx")") << QByteArray("\xEF\xBF\xBDx");
    QTest::newRow("half a pair before a code") << QByteArray(R"("\ud83d\u0041")")
                                               << QByteArray("\xEF\xBF\xBD"
                                                             "A");
    QTest::newRow("a NUL") << QByteArray(R"("\u0000")") << QByteArray(1, '\0');
}

void JsonReaderTest::escapesAreRead()
{
    QFETCH(QByteArray, text);
    QTEST(JsonValue::read(text)->unescaped(), "said");
}

void JsonReaderTest::aStringsTextIsExactOrNone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isExact");
    QTest::newRow("plain") << QByteArray("\"a\"") << true;
    QTest::newRow("empty") << QByteArray("\"\"") << true;
    QTest::newRow("a pair") << QByteArray(R"("\ud83d\ude00")") << true;
    QTest::newRow("the first half") << QByteArray(R"("\ud83d")") << false;
    QTest::newRow("the second half") << QByteArray(R"("\ude00")") << false;
    QTest::newRow("halves in the wrong order") << QByteArray(R"("\ude00\ud83d")") << false;
    QTest::newRow("a number") << QByteArray("1") << false;
}

void JsonReaderTest::aStringsTextIsExactOrNone()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isExact);
    const auto value = *JsonValue::read(text);
    QCOMPARE(value.string(), isExact ? std::optional(value.unescaped()) : std::nullopt);
}

void JsonReaderTest::wholeNumbersAreKnown()
{
    for (const char *whole : {"0", "-7", "123456789012345678901234567890"})
        QVERIFY2(JsonValue::read(whole)->isInteger(), whole);
    for (const char *other : {"1.0", "1e3", "1E3", "\"1\"", "null", "[1]"})
        QVERIFY2(!JsonValue::read(other)->isInteger(), other);
}

void JsonReaderTest::aMemberIsFoundByItsName()
{
    const QByteArray text = R"({"a":1,"\u0062":{"a":2},"a":3,"":4})";
    const auto object = *JsonValue::read(text);
    QCOMPARE(object.member("a")->text.toByteArray(), "1"); // the first of two
    QCOMPARE(object.member("b")->member("a")->text.toByteArray(), "2");
    QCOMPARE(object.member("")->text.toByteArray(), "4");
    QVERIFY(!object.member("c"));
    QVERIFY(!object.member("a")->member("a"));
    QVERIFY(!JsonValue().member("a"));
}

void JsonReaderTest::theWorkGrowsAsTheInputDoes_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("empty objects") << QByteArray("[{}") << QByteArray(",{}") << QByteArray("]");
    QTest::newRow("members") << QByteArray("{\"\":0") << QByteArray(",\"name\":1") << QByteArray("}");
    QTest::newRow("numbers") << QByteArray("[0") << QByteArray(",-1.25e3") << QByteArray("]");
    QTest::newRow("escapes") << QByteArray("[\"") << QByteArray("\\u65e5\\n") << QByteArray("\"]");
    QTest::newRow("letters") << QByteArray("[\"") << QByteArray("日本") << QByteArray("\"]");
    QTest::newRow("never closed") << QByteArray() << QByteArray("[\"a\",") << QByteArray();
}

void JsonReaderTest::theWorkGrowsAsTheInputDoes()
{
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, part);
    QFETCH(QByteArray, end);
    // Time of this process alone, and the best of some: other processes make it no longer.
    const auto best = [&](qsizetype bytes) {
        const QByteArray text = begin + part.repeated(bytes / part.size()) + end;
        double least = 1e9;
        for (int round = 0; round < 5; ++round) {
            const std::clock_t before = std::clock();
            qsizetype passed = 0;
            if (const auto value = JsonValue::read(text, nullptr, text.size())) {
                for (JsonChildren children(*value); children.next();)
                    passed += children.key().size() + children.value().unescaped().size();
                QVERIFY2(passed > 0, "nothing was passed");
            }
            least = std::min(least, double(std::clock() - before) * 1000 / CLOCKS_PER_SEC);
        }
        least_ = least;
    };
    best(1 << 18);
    const double small = least_;
    best(1 << 20);
    qInfo("%.1f ms for a quarter of a MiB, %.1f ms for one", small, least_);
    QVERIFY(least_ < std::max(small, 0.5) * 10); // four times as much; quadratic would be sixteen
}

QTEST_APPLESS_MAIN(JsonReaderTest)
#include "tst_json_reader.moc"
