// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonpath.h"

#include <QTest>

using namespace helio;

/// Ways into a document, found without reading the rest of it.
class JsonPathTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPathLeadsToOneValue_data();
    void aPathLeadsToOneValue();
    void aPathIsWrittenAsItIsRead_data();
    void aPathIsWrittenAsItIsRead();
    void whatIsNoPathIsRefusedWithAMessage_data();
    void whatIsNoPathIsRefusedWithAMessage();
    void brokenDocumentsGiveNoFigure_data();
    void brokenDocumentsGiveNoFigure();
};

void JsonPathTest::aPathLeadsToOneValue_data()
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

void JsonPathTest::aPathLeadsToOneValue()
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

void JsonPathTest::aPathIsWrittenAsItIsRead_data()
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

void JsonPathTest::aPathIsWrittenAsItIsRead()
{
    QFETCH(QString, path);
    const auto parsed = JsonPath::parse(path);
    QVERIFY(parsed);
    QTEST(parsed->toString(), "written");
    QCOMPARE(*JsonPath::parse(parsed->toString()), *parsed);
}

void JsonPathTest::whatIsNoPathIsRefusedWithAMessage_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path : {"", "price", "$price", "$.", "$..a", "$.a b", "$[", "$[]", "$[-1]", "$[a]", "$['a",
                             "$['a'", "$[99999999999999999999]"})
        QTest::newRow(path) << QString::fromUtf8(path);
}

void JsonPathTest::whatIsNoPathIsRefusedWithAMessage()
{
    QFETCH(QString, path);
    QString mistake;
    QVERIFY(!JsonPath::parse(path, &mistake));
    QVERIFY(!mistake.isEmpty());
}

void JsonPathTest::brokenDocumentsGiveNoFigure_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::newRow("cut within the number") << QByteArray("{\"a\":101");
    QTest::newRow("cut within the name") << QByteArray("{\"a");
    QTest::newRow("text") << QByteArray("a: 1");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("not finite") << QByteArray("{\"a\":1e999}");
    QTest::newRow("a word") << QByteArray("{\"a\":\"12 apples\"}");
}

void JsonPathTest::brokenDocumentsGiveNoFigure()
{
    QFETCH(QByteArray, document);
    QVERIFY(!JsonPath::parse(u"$.a")->number(document));
}

QTEST_APPLESS_MAIN(JsonPathTest)
#include "tst_json_path.moc"
