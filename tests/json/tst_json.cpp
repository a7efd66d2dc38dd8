// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonpath.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace helio;

/// JSON looked at where it lies.
class JsonTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneValueIsReadAsItStands_data();
    void oneValueIsReadAsItStands();
    void whatIsNoJsonIsToldWithItsPlace_data();
    void whatIsNoJsonIsToldWithItsPlace();
    void nestingHasABound();
    void anObjectsMembersComeInTheirOrder();
    void escapesAreRead_data();
    void escapesAreRead();
    void aPathLeadsToOneValue_data();
    void aPathLeadsToOneValue();
    void aPathIsWrittenAsItIsRead_data();
    void aPathIsWrittenAsItIsRead();
    void whatIsNoPathIsRefusedInWords_data();
    void whatIsNoPathIsRefusedInWords();
    void brokenDocumentsGiveNoFigure_data();
    void brokenDocumentsGiveNoFigure();
    void qtReadsTheSameDocuments();
};

void JsonTest::oneValueIsReadAsItStands_data()
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
    QTest::newRow("invalid UTF-8 in a string")
        << QByteArray("\"\xff\"") << JsonValue::Kind::String << QByteArray("\"\xff\"");
    QTest::newRow("true") << QByteArray("true") << JsonValue::Kind::Boolean << QByteArray("true");
    QTest::newRow("null") << QByteArray("null ") << JsonValue::Kind::Null << QByteArray("null");
    QTest::newRow("empty object") << QByteArray("{ }") << JsonValue::Kind::Object << QByteArray("{ }");
    QTest::newRow("nested") << QByteArray("[[],{\"a\":[{}]}, [[1]]]") << JsonValue::Kind::Array
                            << QByteArray("[[],{\"a\":[{}]}, [[1]]]");
}

void JsonTest::oneValueIsReadAsItStands()
{
    QFETCH(QByteArray, text);
    const auto value = JsonValue::read(text);
    QVERIFY(value);
    QTEST(value->kind, "kind");
    QTEST(value->text.toByteArray(), "value");
}

void JsonTest::whatIsNoJsonIsToldWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qsizetype>("offset");
    QTest::newRow("nothing") << QByteArray() << qsizetype(0);
    QTest::newRow("white space alone") << QByteArray("  ") << qsizetype(2);
    QTest::newRow("words") << QByteArray("hello") << qsizetype(0);
    QTest::newRow("a word that begins like true") << QByteArray("tru") << qsizetype(0);
    QTest::newRow("two values") << QByteArray("1 2") << qsizetype(2);
    QTest::newRow("leading zero") << QByteArray("01") << qsizetype(0);
    QTest::newRow("a dot without digits") << QByteArray("[1.]") << qsizetype(1);
    QTest::newRow("trailing comma") << QByteArray("[1,]") << qsizetype(3);
    QTest::newRow("comma first") << QByteArray("{,}") << qsizetype(1);
    QTest::newRow("no colon") << QByteArray("{\"a\" 1}") << qsizetype(5);
    QTest::newRow("a member without a value") << QByteArray("{\"a\":}") << qsizetype(5);
    QTest::newRow("a name without quotes") << QByteArray("{a:1}") << qsizetype(1);
    QTest::newRow("unclosed object") << QByteArray("{\"a\":1") << qsizetype(6);
    QTest::newRow("the wrong bracket") << QByteArray("[1}") << qsizetype(2);
    QTest::newRow("a bracket too many") << QByteArray("[1]]") << qsizetype(3);
    QTest::newRow("unclosed string") << QByteArray("\"abc") << qsizetype(0);
    QTest::newRow("line feed in a string") << QByteArray("\"a\nb\"") << qsizetype(2);
    QTest::newRow("unknown escape") << QByteArray("\"\\x\"") << qsizetype(1);
    QTest::newRow("short escape") << QByteArray("\"\\u12\"") << qsizetype(1);
}

void JsonTest::whatIsNoJsonIsToldWithItsPlace()
{
    QFETCH(QByteArray, text);
    JsonValue::Mistake mistake;
    QVERIFY(!JsonValue::read(text, &mistake));
    QTEST(mistake.offset, "offset");
    QVERIFY(!mistake.what.isEmpty());
}

void JsonTest::nestingHasABound()
{
    const auto nested = [](qsizetype depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
    QVERIFY(JsonValue::read(nested(JsonValue::MaximumDepth)));
    QVERIFY(!JsonValue::read(nested(JsonValue::MaximumDepth + 1)));
    QVERIFY(!JsonValue::read(QByteArray(10'000'000, '[')));
}

void JsonTest::anObjectsMembersComeInTheirOrder()
{
    const QByteArray text = "{ \"b\" : 1.0 ,\"a\":[1,{\"x\":\"]\"}],\"b\":null }";
    QStringList seen;
    for (JsonChildren children(*JsonValue::read(text)); children.next();)
        seen.append(QString::fromUtf8(children.keyText() + '=' + children.value().text.toByteArray()));
    QCOMPARE(seen,
             QStringList({QStringLiteral("b=1.0"), QStringLiteral("a=[1,{\"x\":\"]\"}]"), QStringLiteral("b=null")}));
}

void JsonTest::escapesAreRead_data()
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

void JsonTest::escapesAreRead()
{
    QFETCH(QByteArray, text);
    QTEST(JsonValue::read(text)->unescaped(), "said");
}

void JsonTest::aPathLeadsToOneValue_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("found"); // null: nothing
    const auto row = [](const char *path, const char *found) {
        QTest::newRow(path) << QString::fromUtf8(path) << QByteArray(found);
    };
    row("$", R"({"price":"1.5","cpu":{"cores":[3,4.5]},"a name":true,"日本":1,"x\u0041":2,"price":9})");
    row("$.price", "\"1.5\"");
    row(".price", "\"1.5\"");
    row("$.cpu.cores[1]", "4.5");
    row("$['a name']", "true");
    row("$[\"a name\"]", "true");
    row("$.日本", "1");
    row("$.xA", "2");
    row("$.cpu.cores[2]", nullptr);
    row("$.cpu[0]", nullptr);
    row("$.price.x", nullptr);
    row("$.nothing", nullptr);
}

void JsonTest::aPathLeadsToOneValue()
{
    const QByteArray document =
        R"( {"price":"1.5","cpu":{"cores":[3,4.5]},"a name":true,"日本":1,"x\u0041":2,"price":9} )";
    QFETCH(QString, path);
    QFETCH(QByteArray, found);
    const auto parsed = JsonPath::parse(path);
    QVERIFY(parsed);
    const auto value = parsed->find(document);
    QCOMPARE(value.has_value(), !found.isNull());
    if (value)
        QCOMPARE(value->text.toByteArray(), found);
    if (path == QLatin1String("$.price"))
        QCOMPARE(parsed->number(document), 1.5);
}

void JsonTest::aPathIsWrittenAsItIsRead_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("written");
    const auto row = [](const char *path, const char *written) {
        QTest::newRow(path) << QString::fromUtf8(path) << QString::fromUtf8(written);
    };
    row("$", "$");
    row(".a[0].b", "$.a[0].b");
    row("$['a']", "$.a");
    row("$['a b'][\"it's\"]['\\\\']", "$['a b']['it\\'s']['\\\\']");
    row("$['']", "$['']");
    row("$['a.b']", "$['a.b']");
}

void JsonTest::aPathIsWrittenAsItIsRead()
{
    QFETCH(QString, path);
    const auto parsed = JsonPath::parse(path);
    QVERIFY(parsed);
    QTEST(parsed->toString(), "written");
    QCOMPARE(*JsonPath::parse(parsed->toString()), *parsed);
}

void JsonTest::whatIsNoPathIsRefusedInWords_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path : {"", "price", "$price", "$.", "$..a", "$.a b", "$[", "$[]", "$[-1]", "$[a]", "$['a",
                             "$['a'", "$[99999999999999999999]"})
        QTest::newRow(path) << QString::fromUtf8(path);
}

void JsonTest::whatIsNoPathIsRefusedInWords()
{
    QFETCH(QString, path);
    QString mistake;
    QVERIFY(!JsonPath::parse(path, &mistake));
    QVERIFY(!mistake.isEmpty());
}

void JsonTest::brokenDocumentsGiveNoFigure_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::newRow("cut within the number") << QByteArray("{\"a\":101");
    QTest::newRow("cut within the name") << QByteArray("{\"a");
    QTest::newRow("text") << QByteArray("a: 1");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("not finite") << QByteArray("{\"a\":1e999}");
    QTest::newRow("a word") << QByteArray("{\"a\":\"12 apples\"}");
}

void JsonTest::brokenDocumentsGiveNoFigure()
{
    QFETCH(QByteArray, document);
    QVERIFY(!JsonPath::parse(u"$.a")->number(document));
}

void JsonTest::qtReadsTheSameDocuments()
{
    // Documents made at random, then with a byte changed: both readers must agree whether it is JSON, but for what Qt
    // takes against RFC 8259 or can not take.
    QRandomGenerator chance(20261121);
    const QByteArray alphabet = "{}[]\",:0123456789.-+eEtrufalsn\\ \n";
    int valid = 0;
    for (int round = 0; round < 20'000; ++round) {
        QJsonArray inner;
        for (int i = chance.bounded(4); i > 0; --i)
            inner.append(chance.bounded(2) ? QJsonValue(chance.bounded(1000) / 8.0)
                                           : QJsonValue(QStringLiteral("a\"b")));
        QByteArray text = QJsonDocument(QJsonObject{{QStringLiteral("k"), inner},
                                                    {QStringLiteral("t"), chance.bounded(2) == 0},
                                                    {QStringLiteral("o"), QJsonObject{{QStringLiteral("n"), {}}}}})
                              .toJson(QJsonDocument::Compact);
        if (round % 4)
            text[chance.bounded(int(text.size()))] = alphabet[chance.bounded(int(alphabet.size()))];
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(text, &error);
        const auto value = JsonValue::read(text);
        if (value && error.error == QJsonParseError::NoError) {
            ++valid;
            QJsonObject members = document.object();
            for (JsonChildren children(*value); children.next();)
                members.remove(QString::fromUtf8(children.keyText()));
            QVERIFY2(members.isEmpty(), text.constData());
        } else if (value) {
            QVERIFY2(error.error == QJsonParseError::IllegalNumber, text.constData());
        } else {
            // Qt takes an escape that JSON does not know, and numbers such as 01, 1. or -.
            const bool isLax =
                std::any_of(text.begin(), text.end(), [](char c) { return QByteArrayView("\\0.-eE").contains(c); });
            QVERIFY2(error.error != QJsonParseError::NoError || isLax, text.constData());
        }
    }
    QVERIFY(valid > 5'000);
}

QTEST_APPLESS_MAIN(JsonTest)
#include "tst_json.moc"
