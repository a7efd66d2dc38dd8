// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/flaskwire.h"

#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

class FlaskWireTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesExactlyTheKeysThatAreSet_data();
    void writesExactlyTheKeysThatAreSet();
    void readsWhatFlaskSseWrites_data();
    void readsWhatFlaskSseWrites();
    void otherTrafficStandsAsWhatItIs_data();
    void otherTrafficStandsAsWhatItIs();
    void readsAgainWhatItWrote();
    void deepNestingTakesNoStack();
};

void FlaskWireTest::writesExactlyTheKeysThatAreSet_data()
{
    QTest::addColumn<Publication>("publication");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("data alone") << Publication{"sse", {}, "hi", {}, {}} << QByteArray(R"({"data":"hi"})");
    QTest::newRow("all") << Publication{"sse", "greeting", "hi", "7", 1500ms}
                         << QByteArray(R"({"data":"hi","type":"greeting","id":"7","retry":1500})");
    QTest::newRow("JSON is text here") << Publication{"sse", {}, R"({"a":1})", {}, {}}
                                       << QByteArray(R"({"data":"{\"a\":1}"})");
    QTest::newRow("lines and letters") << Publication{"sse", {}, "a\n\xC3\xA4\x01", {}, {}}
                                       << QByteArray("{\"data\":\"a\\n\xC3\xA4\\u0001\"}");
}

void FlaskWireTest::writesExactlyTheKeysThatAreSet()
{
    QFETCH(Publication, publication);
    QTEST(flaskMessage(publication), "message");
}

void FlaskWireTest::readsWhatFlaskSseWrites_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<qint64>("retry");
    const auto row = [](const char *message, const char *data, const char *type = "", const char *id = "",
                        qint64 retry = -1) {
        QTest::newRow(message) << QByteArray(message) << QByteArray(data) << QByteArray(type) << QByteArray(id)
                               << retry;
    };
    row(R"({"data": "Hello!"})", "Hello!");
    row(R"({"data": {"message": "Hello!"}, "type": "greeting"})", R"({"message": "Hello!"})", "greeting");
    row(R"({"data": "x", "id": 12, "retry": 5000})", "x", "", "12", 5000);
    row(R"({"data": "x", "id": "a-1", "type": null, "retry": null})", "x", "", "a-1");
    row(R"({"data": null})", "null");
    row(R"({"data": [1, 2.50, true, "a\u00e9"]})", R"([1, 2.50, true, "a\u00e9"])");
    row("{\"data\":{\"a\":[1,2],\n \"b\":\"x:,y \\\" \"}}", R"({"a": [1, 2], "b": "x:,y \" "})");
    row(R"({"data": 12345678901234567890123})", "12345678901234567890123");
    row(R"({"data": "caf\u00e9 \ud83d\ude00"})", "caf\xC3\xA9 \xF0\x9F\x98\x80");
    row(R"({"data": [1.0, 1e400, -0], "id": 1.0})", "[1.0, 1e400, -0]", "", "1.0");
    row(R"({"data": {"half": "\ud83d", "twice": 1, "twice": 2}})", R"({"half": "\ud83d", "twice": 1, "twice": 2})");
    row(R"({"data": "", "type": ""})", "");
    row(R"({"data": "a", "data": "b"})", "b");
    row(R"( { "retry" : 1.5 , "data" : [ ] } )", "[]", "", "", 0);
    row("{\"data\": \"\\\\\", \"id\": -0}", "\\", "", "-0");
}

void FlaskWireTest::readsWhatFlaskSseWrites()
{
    QFETCH(QByteArray, message);
    QFETCH(qint64, retry);
    const FlaskReading reading = readFlaskMessage(message);
    QVERIFY(reading.isFlasks);
    QTEST(reading.publication.data, "data");
    QTEST(reading.publication.type, "type");
    QTEST(reading.publication.id, "id");
    QCOMPARE(reading.publication.retry.value_or(-1ms).count(), retry);
}

void FlaskWireTest::otherTrafficStandsAsWhatItIs_data()
{
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, const QByteArray &message) { QTest::newRow(name) << message; };
    row("text", "hello");
    row("nothing", "");
    row("a number", "42");
    row("an array", "[1, 2]");
    row("another key", R"({"data": "x", "channel": "sse"})");
    row("no data", R"({"type": "x"})");
    row("a type that is no text", R"({"data": "x", "type": 5})");
    row("an id that is a list", R"({"data": "x", "id": [1]})");
    row("a retry in quotes", R"({"data": "x", "retry": "5000"})");
    row("a number with a leading zero", R"({"data": 01})");
    row("a retry in words", R"({"data": "x", "retry": "soon"})");
    row("JSON cut off", R"({"data": "x)");
    row("two objects", R"({"data": 1}{"data": 2})");
    row("a pickle", QByteArray("\x80\x04\x95\x05\x00\x00\x00", 7));
    row("UTF-8 that is none", "caf\xE9");
    row("half a surrogate pair", R"({"data": "\ud83d"})");
    row("a number that is none", R"({"data": NaN})");
}

void FlaskWireTest::otherTrafficStandsAsWhatItIs()
{
    QFETCH(QByteArray, message);
    const FlaskReading reading = readFlaskMessage(message);
    QVERIFY(!reading.isFlasks);
    QCOMPARE(reading.publication.data, QString::fromUtf8(message).toUtf8());
    QVERIFY(reading.publication.type.isEmpty());
    QVERIFY(reading.publication.id.isEmpty());
}

void FlaskWireTest::readsAgainWhatItWrote()
{
    const Publication written{"sse", "a \"type\"", "line\nline\t\\ \xE3\x81\x82", "id \xC3\xA4", 100ms};
    const FlaskReading read = readFlaskMessage(flaskMessage(written));
    QVERIFY(read.isFlasks);
    QCOMPARE(read.publication.data, written.data);
    QCOMPARE(read.publication.type, written.type);
    QCOMPARE(read.publication.id, written.id);
    QCOMPARE(read.publication.retry, written.retry);
}

void FlaskWireTest::deepNestingTakesNoStack()
{
    const QByteArray deep = QByteArray(500'000, '[') + QByteArray(500'000, ']');
    const FlaskReading reading = readFlaskMessage("{\"data\": " + deep + '}');
    QVERIFY(reading.isFlasks);
    QCOMPARE(reading.publication.data, deep);
}

QTEST_GUILESS_MAIN(FlaskWireTest)
#include "tst_flaskwire.moc"
