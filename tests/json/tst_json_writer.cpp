// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonprinter.h"
#include "json/jsonwriter.h"

#include <QTest>

#include <limits>

using namespace helio;

/// JSON as it goes out: written anew, or printed from what came.
class JsonWriterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void membersComeInTheOrderGiven();
    void whatStringsNeedIsEscaped_data();
    void whatStringsNeedIsEscaped();
    void numbersAreShort_data();
    void numbersAreShort();
    void aValueThatWasReadKeepsItsTokens();
    void itGoesOnBehindWhatWasTaken();
    void linesBreakWhereItIsSaid();
    void aDocumentIsPrintedInAnyChunks_data();
    void aDocumentIsPrintedInAnyChunks();
    void oneLineHasNoSpacesOrPythons_data();
    void oneLineHasNoSpacesOrPythons();
};

void JsonWriterTest::membersComeInTheOrderGiven()
{
    JsonWriter json;
    json.beginObject().key("z").number(qint64(1)).key("a").beginArray().null().boolean(true).beginObject().endObject();
    json.endArray().key("id").id("").key("id").id("7").key("at").time(0).key("日").text(QStringLiteral("本"));
    json.endObject();
    QCOMPARE(json.result(),
             R"({"z":1,"a":[null,true,{}],"id":null,"id":"7","at":"1970-01-01T00:00:00.000Z","日":"本"})");
}

void JsonWriterTest::whatStringsNeedIsEscaped_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("nothing") << QByteArray() << QByteArray(R"("")");
    QTest::newRow("letters") << QByteArray("a 日本 😀") << QByteArray("\"a 日本 😀\"");
    QTest::newRow("quotes") << QByteArray(R"(a"b\c/)") << QByteArray(R"("a\"b\\c/")");
    QTest::newRow("line ends") << QByteArray("\r\n\t") << QByteArray(R"("\r\n\t")");
    QTest::newRow("control characters") << QByteArray("\0\x1f\x7f", 3) << QByteArray("\"\\u0000\\u001f\x7f\"");
    QTest::newRow("far behind") << QByteArray("0123456789abcdef\"0123456\n")
                                << QByteArray(R"("0123456789abcdef\"0123456\n")");
    QTest::newRow("invalid UTF-8") << QByteArray("a\xff\"\xE6\x97") << QByteArray("\"a\xEF\xBF\xBD\\\"\xEF\xBF\xBD\"");
}

void JsonWriterTest::whatStringsNeedIsEscaped()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, written);
    QCOMPARE(JsonWriter().string(text).result(), written);
    if (!text.contains('\xff'))
        QCOMPARE(JsonValue::read(written)->string(), text);
}

void JsonWriterTest::numbersAreShort_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("whole") << 3.0 << QByteArray("3");
    QTest::newRow("three decimals") << 0.1234 << QByteArray("0.123");
    QTest::newRow("rounded up") << 1.9999 << QByteArray("2");
    QTest::newRow("large") << 1234567890.5 << QByteArray("1234567890.5");
}

void JsonWriterTest::numbersAreShort()
{
    QFETCH(double, number);
    QTEST(JsonWriter().number(number).result(), "written");
    QCOMPARE(JsonWriter().number(std::numeric_limits<quint64>::max()).result(), "18446744073709551615");
    QCOMPARE(JsonWriter().number(std::numeric_limits<qint64>::min()).result(), "-9223372036854775808");
}

void JsonWriterTest::aValueThatWasReadKeepsItsTokens()
{
    const QByteArray text = "[ 1.10 , 1e400, \"\\ud83d \\u00e4\" ]";
    JsonWriter json;
    json.beginObject().key("a").value(*JsonValue::read(text)).key("b").value(*JsonValue::read("true")).endObject();
    QCOMPARE(json.result(), R"({"a":[1.10,1e400,"\ud83d \u00e4"],"b":true})");
}

void JsonWriterTest::itGoesOnBehindWhatWasTaken()
{
    JsonWriter json(QByteArray("data: "));
    json.beginArray().number(qint64(1));
    QCOMPARE(json.take(), "data: [1");
    QCOMPARE(json.take(), "");
    QCOMPARE(json.number(qint64(2)).endArray().take(), ",2]");
}

void JsonWriterTest::linesBreakWhereItIsSaid()
{
    JsonWriter json;
    json.beginArray().breakLine().endArray().endLine();
    json.beginArray();
    for (int i = 0; i < 2; ++i)
        json.breakLine().beginObject().endObject();
    json.breakLine().endArray().endLine();
    json.null().endLine();
    QCOMPARE(json.result(), "[\n]\n[\n{},\n{}\n]\nnull\n");
}

void JsonWriterTest::aDocumentIsPrintedInAnyChunks_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("printed");
    QTest::newRow("a number") << QByteArray(" 1.10 ") << QByteArray("1.10");
    QTest::newRow("empty containers") << QByteArray("[{ },[\n]]") << QByteArray("[\n  {},\n  []\n]");
    QTest::newRow("members") << QByteArray(R"({"b":"{,\"}:","a":[1,{"c":null}]})")
                             << QByteArray("{\n  \"b\": \"{,\\\"}:\",\n  \"a\": [\n    1,\n    {\n      \"c\": null\n"
                                           "    }\n  ]\n}");
}

void JsonWriterTest::aDocumentIsPrintedInAnyChunks()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, printed);
    for (qsizetype bytes = 1; bytes <= printed.size(); ++bytes) {
        JsonPrinter printer(text);
        QByteArray together;
        while (!printer.atEnd())
            together += printer.take(bytes);
        QCOMPARE(together, printed);
    }
    QCOMPARE(JsonPrinter(printed).take(printed.size() * 2), printed);
}

void JsonWriterTest::oneLineHasNoSpacesOrPythons_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("compact");
    QTest::addColumn<QByteArray>("spaced");
    QTest::newRow("a string with spaces")
        << QByteArray("\" a , \\\" : \"") << QByteArray("\" a , \\\" : \"") << QByteArray("\" a , \\\" : \"");
    QTest::newRow("members") << QByteArray("{\"a\" : [ 1 ,\n2.50],\r\n\t\"b\":{ } }")
                             << QByteArray("{\"a\":[1,2.50],\"b\":{}}") << QByteArray("{\"a\": [1, 2.50], \"b\": {}}");
    QTest::newRow("spaced already") << QByteArray("[1, 2]") << QByteArray("[1,2]") << QByteArray("[1, 2]");
}

void JsonWriterTest::oneLineHasNoSpacesOrPythons()
{
    QFETCH(QByteArray, text);
    const auto value = *JsonValue::read(text);
    QByteArray compact;
    appendCompact(compact, value);
    QTEST(compact, "compact");
    QByteArray spaced;
    appendSpaced(spaced, value);
    QTEST(spaced, "spaced");
}

QTEST_APPLESS_MAIN(JsonWriterTest)
#include "tst_json_writer.moc"
