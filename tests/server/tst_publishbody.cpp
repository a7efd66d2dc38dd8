// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonvalue.h"
#include "server/publishbody.h"

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

#include <ctime>

using namespace helio;
using Form = PublishBodyReader::Form;
using namespace std::chrono_literals;

namespace {

/// A language in which every text is one word.
class OneWord : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *, const char *, int) const override { return QStringLiteral("訳"); }
};

} // namespace

/// What the body of a publishing request says.
class PublishBodyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAnEvent_data();
    void readsAnEvent();
    void dataIsAsItIsOrCompact_data();
    void dataIsAsItIsOrCompact();
    void isRefused_data();
    void isRefused();
    void anArrayIsABatch();
    void linesAreABatch();
    void theBadOneIsNamed_data();
    void theBadOneIsNamed();
    void problemsAreEnglishInEveryLanguage();
    void aNotificationHasItsForm();
    void largeBodiesTakeNoLonger_data();
    void largeBodiesTakeNoLonger();
};

void PublishBodyTest::readsAnEvent_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArrayList>("expected"); // channel, type, data, id
    QTest::newRow("data alone") << QByteArray(R"({"data":"x"})") << QByteArrayList{"sse", "", "x", ""};
    QTest::newRow("all") << QByteArray(R"({"channel":"a","type":"t","data":"x","id":"i","retry":5000})")
                         << QByteArrayList{"a", "t", "x", "i"};
    QTest::newRow("event for type") << QByteArray(R"({"event":"t","data":"x"})") << QByteArrayList{"sse", "t", "x", ""};
    QTest::newRow("nulls") << QByteArray(R"({"channel":null,"type":null,"id":null,"retry":null,"data":"x"})")
                           << QByteArrayList{"sse", "", "x", ""};
    QTest::newRow("an integer id") << QByteArray(R"({"data":"x","id":42})") << QByteArrayList{"sse", "", "x", "42"};
    QTest::newRow("escapes") << QByteArray(R"({"data":"\u65e5\ud83d\ude00\n","channel":"\u00e4"})")
                             << QByteArrayList{"ä", "", "日😀\n", ""};
    QTest::newRow("a byte order mark") << QByteArray("\xEF\xBB\xBF{\"data\":\"x\"}")
                                       << QByteArrayList{"sse", "", "x", ""};
    QTest::newRow("an integer id of any size") << QByteArray(R"({"data":"x","id":12345678901234567890123})")
                                               << QByteArrayList{"sse", "", "x", "12345678901234567890123"};
    QTest::newRow("white space") << QByteArray(" \r\n\t{ \"data\" : \"x\" }\n") << QByteArrayList{"sse", "", "x", ""};
}

void PublishBodyTest::readsAnEvent()
{
    QFETCH(QByteArray, json);
    const PublishBody body = readPublishBody(json, Form::Json);
    QVERIFY2(body.problem.isEmpty(), qPrintable(body.problem));
    QVERIFY(!body.isBatch);
    QCOMPARE(body.publications.size(), 1);
    const Publication &read = body.publications.constFirst();
    QTEST((QByteArrayList{read.channel, read.type, read.data, read.id}), "expected");
    QCOMPARE(read.retry.has_value(), json.contains("5000"));
}

void PublishBodyTest::dataIsAsItIsOrCompact_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("a string") << QByteArray(R"(" a \"b\" ")") << QByteArray(R"( a "b" )");
    QTest::newRow("an empty string") << QByteArray(R"("")") << QByteArray();
    QTest::newRow("null") << QByteArray("null") << QByteArray("null");
    QTest::newRow("a boolean") << QByteArray("true") << QByteArray("true");
    QTest::newRow("a number") << QByteArray("-12") << QByteArray("-12");
    QTest::newRow("a fraction") << QByteArray("0.25") << QByteArray("0.25");
    QTest::newRow("a large number") << QByteArray("18446744073709551615") << QByteArray("18446744073709551615");
    QTest::newRow("members keep their order")
        << QByteArray(R"({ "z" : 1, "a" : [ 1, {"m": "ä"} ] })") << QByteArray(R"({"z":1,"a":[1,{"m":"ä"}]})");
    QTest::newRow("escapes stay") << QByteArray(R"([ "\u00e4\/\ud800" ])") << QByteArray(R"(["\u00e4\/\ud800"])");
    QTest::newRow("digits stay") << QByteArray("[1.0, 1.10, -0, 1E+2]") << QByteArray("[1.0,1.10,-0,1E+2]");
    QTest::newRow("a number beyond all") << QByteArray("1e999") << QByteArray("1e999");
    QTest::newRow("doubled names stay") << QByteArray(R"({"a": 1, "a": 2})") << QByteArray(R"({"a":1,"a":2})");
    QTest::newRow("a line end in a string") << QByteArray(R"({"a":"x\ny"})") << QByteArray(R"({"a":"x\ny"})");
}

void PublishBodyTest::dataIsAsItIsOrCompact()
{
    QFETCH(QByteArray, json);
    const PublishBody body = readPublishBody("{\"data\":" + json + '}', Form::Json);
    QVERIFY2(body.problem.isEmpty(), qPrintable(body.problem));
    QTEST(body.publications.constFirst().data, "data");
}

void PublishBodyTest::isRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("hello");
    QTest::newRow("half of it") << QByteArray(R"({"data":"x")");
    QTest::newRow("something behind it") << QByteArray(R"({"data":"x"} x)");
    QTest::newRow("a string") << QByteArray(R"("x")");
    QTest::newRow("no data") << QByteArray(R"({"channel":"a"})");
    QTest::newRow("a name that is not known") << QByteArray(R"({"data":"x","chanel":"a"})");
    QTest::newRow("type and event differ") << QByteArray(R"({"data":"x","type":"a","event":"b"})");
    QTest::newRow("a channel that is a number") << QByteArray(R"({"data":"x","channel":1})");
    QTest::newRow("an id that is a fraction") << QByteArray(R"({"data":"x","id":1.5})");
    QTest::newRow("an id that is an object") << QByteArray(R"({"data":"x","id":{}})");
    QTest::newRow("a retry that is a string") << QByteArray(R"({"data":"x","retry":"5000"})");
    QTest::newRow("a retry that is a fraction") << QByteArray(R"({"data":"x","retry":500.5})");
    QTest::newRow("a retry beyond 63 bits") << QByteArray(R"({"data":"x","retry":18446744073709551615})");
    QTest::newRow("a name that stands there twice") << QByteArray(R"({"data":"x","id":"1","id":"2"})");
    QTest::newRow("the same name, written in two ways") << QByteArray(R"({"data":"x","d\u0061ta":"y"})");
    QTest::newRow("a trailing comma") << QByteArray(R"({"data":"x",})");
    QTest::newRow("a number with a leading zero") << QByteArray(R"({"data":01})");
    QTest::newRow("not UTF-8") << QByteArray("{\"data\":\"\xff\"}");
    QTest::newRow("half a surrogate pair") << QByteArray(R"({"data":"\ud800"})");
    QTest::newRow("nested deeply") << QByteArray("{\"data\":") + QByteArray(100'000, '[') + QByteArray(100'000, ']') +
                                          '}';
    QTest::newRow("nested deeply without end") << QByteArray(500'000, '[');
}

void PublishBodyTest::isRefused()
{
    QFETCH(QByteArray, json);
    const PublishBody body = readPublishBody(json, Form::Json);
    QVERIFY(!body.problem.isEmpty());
    QVERIFY(body.publications.isEmpty());
}

void PublishBodyTest::anArrayIsABatch()
{
    const PublishBody body = readPublishBody(R"([{"data":"1"},{"data":"2","channel":"b"}])", Form::Json);
    QVERIFY(body.isBatch);
    QCOMPARE(body.publications.size(), 2);
    QCOMPARE(body.publications[1].channel, "b");
    QVERIFY(readPublishBody("[]", Form::Json).isBatch);
}

void PublishBodyTest::linesAreABatch()
{
    for (const QByteArray wire : {"{\"data\":\"1\"}\n{\"data\":\"2\"}\n", "{\"data\":\"1\"}\r\n\r\n{\"data\":\"2\"}",
                                  "\n\n {\"data\":\"1\"} \n{\"data\":\"2\"}\n\n"}) {
        const PublishBody body = readPublishBody(wire, Form::Ndjson);
        QVERIFY2(body.problem.isEmpty(), qPrintable(body.problem));
        QVERIFY(body.isBatch);
        QCOMPARE(body.publications.size(), 2);
        QCOMPARE(body.publications[1].data, "2");
    }
}

void PublishBodyTest::theBadOneIsNamed_data()
{
    QTest::addColumn<QString>("problem");
    QTest::newRow("[{\"data\":\"1\"},{\"x\":1}]") << QStringLiteral("Event 2");
    QTest::newRow("[7]") << QStringLiteral("Event 1");
    QTest::newRow("{\"data\":\"1\"}\n\n{\"data\":}\n") << QStringLiteral("Line 3");
    QTest::newRow("{\"data\":\"1\"}\n{\"data\":1e}\n")
        << QStringLiteral("Line 2: This cannot be read as JSON, at column 9");
    QTest::newRow("{\"data\":\"1\"}\n{\"data\":\"1\",\"data\":\"2\"}\n")
        << QStringLiteral("Line 2: \"data\" stands there twice");
    QTest::newRow("[{\"data\":\"1\"},{\"id\":1,\"data\":\"2\",\"id\":2}]")
        << QStringLiteral("Event 2 of the array: \"id\" stands there twice");
    QTest::newRow("[\n{\"data\":01}]") << QStringLiteral("at line 2, column 9");
}

void PublishBodyTest::theBadOneIsNamed()
{
    QFETCH(QString, problem);
    const QByteArray wire = QTest::currentDataTag();
    const PublishBody body = readPublishBody(wire, wire.startsWith('[') ? Form::Json : Form::Ndjson);
    QVERIFY2(body.problem.contains(problem), qPrintable(body.problem));
    QVERIFY(body.publications.isEmpty());
}

void PublishBodyTest::problemsAreEnglishInEveryLanguage()
{
    int count = 0;
    char name[] = "tst_publishbody";
    char *arguments[] = {name, nullptr};
    QCoreApplication application(++count, arguments); // texts are translated by one alone
    OneWord translator;
    QVERIFY(QCoreApplication::installTranslator(&translator));
    JsonValue::Mistake mistake;
    QVERIFY(!JsonValue::read("{", &mistake));
    QCOMPARE(mistake.what, QStringLiteral("訳"));
    QCOMPARE(readPublishBody("{\"data\":1 2}", Form::Json).problem,
             QStringLiteral("This cannot be read as JSON, at line 1, column 11: a comma is missing."));
    const QByteArray deep = "{\"data\":" + QByteArray(200, '[');
    QVERIFY(readPublishBody(deep, Form::Json).problem.endsWith(QLatin1String("nested more than 128 deep.")));
    for (const QString &problem :
         {readPublishBody("{\"data\":\"x", Form::Json).problem,
          readPublishBody("{\"data\":1}\n]", Form::Ndjson).problem, parseNotification("{\"userId\"}", {}).problem,
          readPublishBody("[1]", Form::Json).problem})
        QVERIFY2(!problem.isEmpty() && !problem.contains(u'訳'), qPrintable(problem));
}

void PublishBodyTest::aNotificationHasItsForm()
{
    const QString time = QStringLiteral("2026-11-21T01:02:03.456Z");
    Notification read = parseNotification(R"({"userId":"ada","message":"hi \"you\"","type":"warning"})", time);
    QCOMPARE(read.userId, "ada");
    QCOMPARE(read.data, R"({"type":"warning","message":"hi \"you\"","timestamp":"2026-11-21T01:02:03.456Z"})");
    read = parseNotification(R"({"message":{"a":1},"userId":7})", time);
    QCOMPARE(read.userId, "7");
    QCOMPARE(read.data, R"({"type":"info","message":{"a":1},"timestamp":"2026-11-21T01:02:03.456Z"})");
    for (const QByteArray bad :
         {"{}", R"({"userId":"ada"})", R"({"message":"x"})", R"({"userId":"","message":"x"})",
          R"({"userId":"a","message":"x","type":1})", "[]", "x", R"({"userId":"a","message":01})",
          R"({"userId":"a","userId":"b","message":"x"})", R"({"userId":"a","message":"x","message":"y"})"})
        QVERIFY2(!parseNotification(bad, time).problem.isEmpty(), bad.constData());
}

void PublishBodyTest::largeBodiesTakeNoLonger_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qsizetype>("events"); // -1: refused
    const auto repeated = [](const QByteArray &begin, const QByteArray &part, int times, const QByteArray &end) {
        return begin + part.repeated(times) + end;
    };
    QTest::newRow("350,000 empty objects") << repeated("[{}", ",{}", 349'999, "]") << qsizetype(-1);
    QTest::newRow("350,000 in data") << repeated("{\"data\":[{}", ",{}", 349'999, "]}") << qsizetype(1);
    QByteArray members("{\"data\":{\"m\":0");
    for (int i = 0; i < 85'000; ++i)
        members += ",\"m" + QByteArray::number(i) + "\":1";
    QTest::newRow("85,000 members in data") << members + "}}" << qsizetype(1);
    QTest::newRow("85,000 members that are not known")
        << "{\"data\":1" + members.sliced(QByteArrayView("{\"data\":{\"m\":0").size()) + '}' << qsizetype(-1);
    QTest::newRow("90,000 events") << repeated("[{\"data\":1}", ",{\"data\":1}", 89'999, "]") << qsizetype(90'000);
    QTest::newRow("an object around half a million others")
        << repeated("{\"data\":", "{\"a\":", 500'000, "1") << qsizetype(-1);
}

void PublishBodyTest::largeBodiesTakeNoLonger()
{
    QFETCH(QByteArray, body);
    QFETCH(qsizetype, events);
    const std::clock_t before = std::clock();
    const PublishBody read = readPublishBody(body, Form::Json);
    const double milliseconds = double(std::clock() - before) * 1000 / CLOCKS_PER_SEC;
    qInfo("%.1f ms for %lld bytes", milliseconds, static_cast<long long>(body.size()));
    QCOMPARE(read.problem.isEmpty() ? read.publications.size() : -1, events);
    // Some tens of milliseconds in a release; what grew with the square would take many seconds.
    QVERIFY(milliseconds < 3000);
}

QTEST_APPLESS_MAIN(PublishBodyTest)
#include "tst_publishbody.moc"
