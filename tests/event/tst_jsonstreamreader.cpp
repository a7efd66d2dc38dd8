// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/jsonstreamreader.h"

#include <QTest>

using namespace helio;

/// Bodies of JSON lines and of one JSON array, divided into values.
class JsonStreamReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBodyIsDividedIntoValues_data();
    void aBodyIsDividedIntoValues();
    void aLastLineNeedsNoLineEnd_data();
    void aLastLineNeedsNoLineEnd();
    void theBytesOfAllValuesAreTheBody_data();
    void theBytesOfAllValuesAreTheBody();
    void aValueMayBeAsLargeAsTheBound_data();
    void aValueMayBeAsLargeAsTheBound();
    void whatIsNotFinishedIsWithinAnEvent();
};

namespace {

constexpr qsizetype Bound = 1000;

QByteArrayList valuesOf(StreamFormat format, const QByteArray &body, qsizetype step)
{
    JsonStreamReader reader(format, Bound);
    QByteArrayList values;
    for (qsizetype at = 0; at < body.size(); at += step) {
        reader.feed(QByteArrayView(body).sliced(at, qMin(step, body.size() - at)));
        while (const auto item = reader.next())
            values.append(item->data);
    }
    return values;
}

} // namespace

Q_DECLARE_METATYPE(helio::StreamFormat)

void JsonStreamReaderTest::aBodyIsDividedIntoValues_data()
{
    QTest::addColumn<StreamFormat>("format");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArrayList>("values");
    const auto lines = [](const char *name, const QByteArray &body, const QByteArrayList &values) {
        QTest::newRow(name) << StreamFormat::JsonLines << body << values;
    };
    const auto array = [](const char *name, const QByteArray &body, const QByteArrayList &values) {
        QTest::newRow(name) << StreamFormat::JsonArray << body << values;
    };
    lines("lines", "{\"a\":1}\n{\"a\":2}\n", {R"({"a":1})", R"({"a":2})"});
    lines("CR LF", "{}\r\n[]\r\n", {"{}", "[]"});
    lines("blank lines", "\n\n{}\n \n\t\n1\n\n", {"{}", "1"});
    lines("a byte order mark", "\xEF\xBB\xBF{}\n", {"{}"});
    lines("what is no JSON", "half{\n", {"half{"});
    lines("nothing", "", {});
    lines("no line end yet", "{}", {});
    array("an array", R"([{"a":1},{"a":2}])", {R"({"a":1})", R"({"a":2})"});
    array("as Gemini lays it out", "[{\n  \"a\": [1, {}]\n}\n,\n{\"b\": \"]}\\\"\"}\n]\n",
          {"{\n  \"a\": [1, {}]\n}", R"({"b": "]}\""})"});
    array("an element before its comma", "[{\"a\":1}", {R"({"a":1})"});
    array("words, numbers, strings and arrays", R"([1, true,null ,"a,b\\","\"", [2,[3]] ,-4e5])",
          {"1", "true", "null", R"("a,b\\")", R"("\"")", "[2,[3]]", "-4e5"});
    array("an object alone", R"({"error":{"code":400}})", {R"({"error":{"code":400}})"});
    array("a byte order mark", "\xEF\xBB\xBF[{}]", {"{}"});
    array("an empty array", "[ ]", {});
    array("nothing", "", {});
    array("an element that is not whole", R"([{"a":1},{"b")", {R"({"a":1})"});
}

void JsonStreamReaderTest::aBodyIsDividedIntoValues()
{
    QFETCH(const StreamFormat, format);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArrayList, values);
    for (const qsizetype step : {qsizetype(1), qsizetype(3), qMax(body.size(), qsizetype(1))})
        QCOMPARE(valuesOf(format, body, step), values);
}

void JsonStreamReaderTest::aLastLineNeedsNoLineEnd_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<bool>("isOne");
    QTest::newRow("an object") << QByteArray(R"({"a":1})") << true;
    QTest::newRow("an array") << QByteArray("[1]") << true;
    QTest::newRow("half an object") << QByteArray(R"({"a":1)") << false;
    QTest::newRow("a number, which could go on") << QByteArray("12") << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void JsonStreamReaderTest::aLastLineNeedsNoLineEnd()
{
    QFETCH(const QByteArray, rest);
    QFETCH(const bool, isOne);
    JsonStreamReader reader(StreamFormat::JsonLines, Bound);
    reader.feed("{}\n" + rest);
    QVERIFY(reader.next());
    reader.finish();
    const auto item = reader.next();
    QCOMPARE(item.has_value(), isOne);
    if (item)
        QCOMPARE(item->data, rest);
    QCOMPARE(reader.isWithinEvent(), !isOne && !rest.isEmpty());
}

void JsonStreamReaderTest::theBytesOfAllValuesAreTheBody_data()
{
    QTest::addColumn<StreamFormat>("format");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("lines") << StreamFormat::JsonLines << QByteArray("\n{}\r\n \n[1]\n\n2\n");
    QTest::newRow("array") << StreamFormat::JsonArray << QByteArray(" [ {} ,\n[1], \"a\"");
}

void JsonStreamReaderTest::theBytesOfAllValuesAreTheBody()
{
    QFETCH(const StreamFormat, format);
    QFETCH(const QByteArray, body);
    for (const qsizetype step : {qsizetype(1), body.size()}) {
        JsonStreamReader reader(format, Bound, true);
        QByteArray joined;
        for (qsizetype at = 0; at < body.size(); at += step) {
            reader.feed(QByteArrayView(body).sliced(at, step));
            while (const auto item = reader.next()) {
                joined += item->raw;
                QCOMPARE(item->end, quint64(joined.size()));
            }
        }
        QCOMPARE(joined, body);
    }
}

void JsonStreamReaderTest::aValueMayBeAsLargeAsTheBound_data()
{
    QTest::addColumn<StreamFormat>("format");
    QTest::newRow("lines") << StreamFormat::JsonLines;
    QTest::newRow("array") << StreamFormat::JsonArray;
}

void JsonStreamReaderTest::aValueMayBeAsLargeAsTheBound()
{
    QFETCH(const StreamFormat, format);
    const QByteArray largest = '"' + QByteArray(Bound - 2, 'x') + '"';
    JsonStreamReader reader(format, Bound);
    reader.feed(largest + "\n");
    QCOMPARE(reader.next()->data, largest);
    QVERIFY(!reader.isTooLarge());
    reader.feed('"' + QByteArray(Bound - 1, 'x') + '"');
    QVERIFY(reader.isTooLarge());
    reader.feed("\n{}\n");
    QVERIFY(!reader.next());
}

void JsonStreamReaderTest::whatIsNotFinishedIsWithinAnEvent()
{
    JsonStreamReader reader(StreamFormat::JsonArray, Bound);
    reader.feed("[{}");
    QVERIFY(!reader.isWithinEvent());
    reader.feed(",{");
    QVERIFY(reader.isWithinEvent());
}

QTEST_APPLESS_MAIN(JsonStreamReaderTest)
#include "tst_jsonstreamreader.moc"
