// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverbench.h"
#include "support/sanitized.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <ctime>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// The ways of publishing, and how they refuse.
class HttpPublishTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theBodyIsTheData_data();
    void theBodyIsTheData();
    void theQuerySaysTheRest();
    void anEventIsJson();
    void anArrayIsAnsweredAsOne();
    void linesAreAnsweredAsABatch();
    void aNotificationGoesToItsUser();
    void contentTypes_data();
    void contentTypes();
    void aNumberKeepsItsValue_data();
    void aNumberKeepsItsValue();
    void halfASurrogatePairIsNoText();
    void aNameThatStandsTwiceIsRefused();
    void aSlashBehindAChannelIsNoPartOfIt();
    void whatClientsMakeOfDotsInAPathSaysHowToPublish_data();
    void whatClientsMakeOfDotsInAPathSaysHowToPublish();
    void largeBodiesTakeNoLongerThanTheirSize_data();
    void largeBodiesTakeNoLongerThanTheirSize();
    void aChunkedBodyIsTaken();
    void isRefused_data();
    void isRefused();
    void aBadEventRefusesAllAndIsNamed_data();
    void aBadEventRefusesAllAndIsNamed();
    void theLargestBody_data();
    void theLargestBody();
};

void HttpPublishTest::theBodyIsTheData_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("text") << QByteArray("hello") << QByteArray("hello");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("UTF-8") << QByteArray("日本 🎉") << QByteArray("日本 🎉");
    QTest::newRow("line ends") << QByteArray("a\rb\r\nc\n") << QByteArray("a\nb\nc\n");
    QTest::newRow("a leading space") << QByteArray(" x") << QByteArray(" x");
    QTest::newRow("what looks like a field") << QByteArray("x\nid: 1\n\ndata: y") << QByteArray("x\nid: 1\n\ndata: y");
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("a\0b", 3);
    QTest::newRow("JSON as it is") << QByteArray("{ \"a\" : 1 }") << QByteArray("{ \"a\" : 1 }");
    QTest::newRow("U+FEFF") << QByteArray("\xef\xbb\xbfx") << QByteArray("\xef\xbb\xbfx");
}

void HttpPublishTest::theBodyIsTheData()
{
    QFETCH(QByteArray, body);
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a"));
    const RawResponse answer = bench.ask(
        "POST", "/channels/a", {"Content-Type: whatever/it-is", body.isEmpty() ? "Content-Length: 0" : "X: 1"}, body);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("content-type"), "application/json");
    QVERIFY(client.waitForEvents(1));
    QTEST(client.events[0].data, "data");
    QCOMPARE(answer.body, "{\"id\":\"" + client.events[0].id + "\",\"channel\":\"a\",\"subscribers\":1}\n");
}

void HttpPublishTest::theQuerySaysTheRest()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a"));
    QCOMPARE(bench.ask("POST", "/channels/a?event=price+change&id=my%20id&retry=86400000", {}, "x").status, 200);
    QVERIFY(client.waitForEvents(1));
    QCOMPARE(client.events[0], (Event{{}, "my id", "price change", "x"}));
    QCOMPARE(client.parser.reconnectionTime(), std::optional(86'400'000ms));
    QCOMPARE(bench.ask("POST", "/channels/a?event=&id=&retry=", {}, "y").status, 200); // as if they were not there
    QVERIFY(client.waitForEvents(2));
    QVERIFY(Position::fromId(client.events[1].id).has_value());
}

void HttpPublishTest::anEventIsJson()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a&channel=sse"));
    const RawResponse answer =
        bench.publishJson(R"({"channel":"a","type":"t","data":{"z":1, "a":"\u00e4"},"id":7,"retry":100})");
    QCOMPARE(answer.body, "{\"id\":\"7\",\"channel\":\"a\",\"subscribers\":1}\n");
    bench.publishJson(R"({"event":"u","data":"plain"})");
    bench.publishJson(R"({"data":[1e400, 1.00]})"); // a number keeps its digits, whatever a double can hold
    QVERIFY(client.waitForEvents(3));
    QCOMPARE(client.events[2].data, "[1e400,1.00]");
    QCOMPARE(client.events[0], (Event{"a", "7", "t", R"({"z":1,"a":"\u00e4"})"}));
    QCOMPARE(client.events[1].channel, "sse");
    QCOMPARE(client.events[1].type, "u");
    QCOMPARE(client.events[1].data, "plain");
}

void HttpPublishTest::anArrayIsAnsweredAsOne()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream?pattern=*"));
    const QJsonObject answer =
        jsonOf(bench.publishJson(R"([{"data":"1","id":"x"},{"data":"2","channel":"b"},{"data":3}])"));
    QCOMPARE(answer.value(QStringLiteral("published")).toInt(), 3);
    QVERIFY(client.waitForEvents(3));
    QCOMPARE(client.data(), (QByteArrayList{"1", "2", "3"}));
    const QJsonArray ids = answer.value(QStringLiteral("ids")).toArray();
    for (qsizetype i = 0; i < 3; ++i)
        QCOMPARE(ids[i].toString().toUtf8(), client.events[i].id);
    QCOMPARE(bench.publishJson("[{\"data\":\"alone\"}]").body.startsWith("{\"published\":1,\"ids\":[\""), true);
    QCOMPARE(bench.publishJson("[]").body, "{\"published\":0,\"ids\":[]}\n");
}

void HttpPublishTest::linesAreAnsweredAsABatch()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=sse"));
    const QJsonObject answer = jsonOf(bench.publishLines("{\"data\":\"1\"}\r\n\n{\"data\":\"2\"}"));
    QCOMPARE(answer.value(QStringLiteral("published")).toInt(), 2);
    QVERIFY(client.waitForEvents(2));
    QCOMPARE(client.data(), (QByteArrayList{"1", "2"}));
}

void HttpPublishTest::aNotificationGoesToItsUser()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream?userId=ada"));
    const RawResponse answer = bench.ask("POST", "/api/notify", {"Content-Type: application/json; charset=utf-8"},
                                         R"({"userId":"ada","message":"hi"})");
    QCOMPARE(answer.status, 200);
    QVERIFY(client.waitForEvents(1));
    QCOMPARE(client.events[0].type, "notification");
    QCOMPARE(answer.body, "{\"success\":true,\"id\":\"" + client.events[0].id + "\"}\n");
    const QJsonObject data = QJsonDocument::fromJson(client.events[0].data).object();
    QCOMPARE(data.value(QStringLiteral("type")).toString(), QStringLiteral("info"));
    QCOMPARE(data.value(QStringLiteral("message")).toString(), QStringLiteral("hi"));
    const QString time = data.value(QStringLiteral("timestamp")).toString();
    QVERIFY(time.endsWith(QLatin1Char('Z')));
    QVERIFY(qAbs(QDateTime::fromString(time, Qt::ISODateWithMs).msecsTo(QDateTime::currentDateTimeUtc())) < 60'000);
    for (const QByteArray bad :
         {"{\"message\":\"x\"}", "{\"userId\":\"a\"}", "x", "{\"userId\":\"a\\nb\",\"message\":\"x\"}"})
        QCOMPARE(bench.ask("POST", "/api/notify", {"Content-Type: application/json"}, bad).status, 400);
    QCOMPARE(bench.ask("POST", "/api/notify", {"Content-Type: text/plain"}, "{}").status, 415);
}

void HttpPublishTest::contentTypes_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("application/json") << 200;
    QTest::newRow("Application/JSON; charset=UTF-8") << 200;
    QTest::newRow("application/json;charset=utf-8") << 200;
    QTest::newRow("application/x-ndjson") << 200;
    QTest::newRow("text/plain") << 415;
    QTest::newRow("application/x-www-form-urlencoded") << 415;
    QTest::newRow("application/jsonp") << 415;
    QTest::newRow("text/plain; application/json") << 415;
    QTest::newRow("") << 415;
}

void HttpPublishTest::contentTypes()
{
    ServerBench bench;
    const QByteArray line = QByteArray("Content-Type: ") + QTest::currentDataTag();
    QTEST(bench.ask("POST", "/publish", {line}, "{\"data\":\"x\"}").status, "status");
    QCOMPARE(bench.ask("POST", "/publish", {}, "{\"data\":\"x\"}").status, 415);
}

void HttpPublishTest::aNumberKeepsItsValue_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char *value :
         {"123456789012345678901234567890", "12345678901234567.89", "18446744073709551616", "123456789.123456789012345",
          "1.10", "-0", "1e-400", "1e400", "-1E+400", "0.0", "\"\\ud83d\"", "\"\\u0041\"", "{\"b\":1,\"a\":2,\"b\":3}"})
        QTest::newRow(value) << QByteArray(value);
}

void HttpPublishTest::aNumberKeepsItsValue()
{
    QFETCH(QByteArray, value);
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream?pattern=*"));
    QCOMPARE(bench.publishJson("{\"channel\":\"a\",\"data\":{\"v\": " + value + " }}").status, 200);
    QCOMPARE(bench.publishJson("[{\"channel\":\"a\",\"data\":[ " + value + "]}]").status, 200);
    QCOMPARE(bench.publishLines("{\"channel\":\"a\",\"data\":{\"v\":\t" + value + "}}\n").status, 200);
    QCOMPARE(bench
                 .ask("POST", "/api/notify", {"Content-Type: application/json"},
                      "{\"userId\":7,\"message\":{\"v\" : " + value + "}}")
                 .status,
             200);
    QVERIFY(client.waitForEvents(4));
    QCOMPARE(client.events[0].data, "{\"v\":" + value + '}');
    QCOMPARE(client.events[1].data, '[' + value + ']');
    QCOMPARE(client.events[2].data, "{\"v\":" + value + '}');
    QVERIFY2(client.events[3].data.contains("\"message\":{\"v\":" + value + "},"), client.events[3].data.constData());
}

void HttpPublishTest::halfASurrogatePairIsNoText()
{
    ServerBench bench;
    for (const RawResponse &answer :
         {bench.publishJson(R"({"data":"a\ud83d"})"), bench.publishJson(R"([{"data":"x"},{"data":"\ude00 b"}])"),
          bench.publishLines(R"({"data":"\ud83dx"})")}) {
        QCOMPARE(answer.status, 400);
        QVERIFY(answer.body.contains("half a surrogate pair"));
    }
    QCOMPARE(bench.publishJson(R"({"data":"\ud83d\ude00"})").status, 200);
    QCOMPARE(bench.json("/api/stats").value(QStringLiteral("published")).toInt(), 1);
}

void HttpPublishTest::aNameThatStandsTwiceIsRefused()
{
    ServerBench bench;
    for (const QByteArray json : {R"({"data":1,"data":2})", R"({"channel":"a","data":1,"chann\u0065l":"b"})",
                                  R"([{"data":1},{"id":"x","data":1,"id":"y"}])"}) {
        const RawResponse answer = bench.publishJson(json);
        QCOMPARE(answer.status, 400);
        QVERIFY(answer.body.contains("twice"));
        QCOMPARE(bench.publishLines(json.startsWith('[') ? QByteArray("{\"data\":1,\"data\":1}") : json).status, 400);
    }
}

void HttpPublishTest::aSlashBehindAChannelIsNoPartOfIt()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=demo"));
    QCOMPARE(bench.ask("POST", "/channels/demo/", {}, "1").status, 200);
    QCOMPARE(bench.ask("POST", "/channels/demo/?event=x", {}, "2").status, 200);
    QVERIFY(client.waitForEvents(2));
    QCOMPARE(bench.ask("POST", "/channels/demo//", {}, "3").status, 404);
    QCOMPARE(bench.ask("POST", "/channels/demo/more", {}, "3").status, 404);
    QCOMPARE(bench.ask("POST", "/channels//", {}, "3").status, 400);
    QCOMPARE(bench.ask("POST", "/channels/", {}, "3").status, 400);
}

void HttpPublishTest::whatClientsMakeOfDotsInAPathSaysHowToPublish_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("said");
    QTest::newRow("/") << 405 << QStringLiteral("Publish by POST /channels/NAME"); // what they ask for then
    QTest::newRow("/channels/%2e%2E") << 200 << QString();                         // who leaves it is understood
    QTest::newRow("/channels/...") << 200 << QString();
    QTest::newRow("/channels/a..b") << 200 << QString();
}

void HttpPublishTest::whatClientsMakeOfDotsInAPathSaysHowToPublish()
{
    QFETCH(int, status);
    QFETCH(QString, said);
    ServerBench bench;
    const RawResponse answer = bench.ask("POST", QTest::currentDataTag(), {}, "x");
    QCOMPARE(answer.status, status);
    QVERIFY2(answer.body.contains(said.toUtf8()), answer.body.constData());
}

void HttpPublishTest::largeBodiesTakeNoLongerThanTheirSize_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const QByteArray json("Content-Type: application/json");
    QTest::newRow("an array of 349,000 empty objects")
        << json << '[' + QByteArray("{},").repeated(348'999) + "{}]" << 400;
    QByteArray members;
    for (int i = 0; i < 85'000; ++i)
        members += ",\"k" + QByteArray::number(i) + "\":0";
    QTest::newRow("an object of 85,000 names") << json << "{\"data\":{" + members.sliced(1) + "}}" << 200;
    QTest::newRow("an event of 85,000 names") << json << "{\"data\":1" + members + '}' << 400;
    QTest::newRow("an array of 85,000 events")
        << json << '[' + QByteArray("{\"data\":1},").repeated(84'999) + "{\"data\":1}]" << 200;
    QTest::newRow("85,000 lines") << QByteArray("Content-Type: application/x-ndjson")
                                  << QByteArray("{\"data\":1}\n").repeated(85'000) << 200;
    QTest::newRow("a million brackets") << json << QByteArray(1'000'000, '[') << 400;
    QTest::newRow("a million spaces") << json << QByteArray(1'000'000, ' ') << 400;
    QTest::newRow("a million line ends") << QByteArray("Content-Type: application/x-ndjson")
                                         << QByteArray(1'000'000, '\n') << 200;
    QTest::newRow("a million digits") << json << "{\"data\":" + QByteArray(1'000'000, '7') + '}' << 200;
    QTest::newRow("a string of escapes") << json << "{\"data\":\"" + QByteArray("\\u00e4").repeated(160'000) + "\"}"
                                         << 200;
}

void HttpPublishTest::largeBodiesTakeNoLongerThanTheirSize()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QVERIFY(body.size() <= 1024 * 1024);
    ServerBench bench;
    RawClient client(120s);
    const std::clock_t before = std::clock();
    const auto answer = client.ask(bench.port(), RawClient::request("POST", "/publish", {type}, body));
    QVERIFY2(answer, qPrintable(client.error()));
    QTEST(answer->status, "status");
    // Of processor time not a second in a debug build; what was quadratic took minutes.
    const auto seconds = (std::clock() - before) / CLOCKS_PER_SEC;
    QVERIFY2(seconds < (IsSanitized ? 60 : 15), qPrintable(QString::number(seconds)));
}

void HttpPublishTest::aChunkedBodyIsTaken()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a"));
    RawClient publisher;
    QVERIFY(publisher.connectTo(bench.port()));
    QVERIFY(publisher.sendInChunks(RawClient::request("POST", "/channels/a", {"Transfer-Encoding: chunked"}) +
                                       "5;x=y\r\nhello\r\n7\r\n, world\r\n0\r\nT: 1\r\n\r\n",
                                   11));
    QCOMPARE(publisher.readResponse()->status, 200);
    QVERIFY(client.waitForEvents(1));
    QCOMPARE(client.events[0].data, "hello, world");
}

void HttpPublishTest::isRefused_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &target, const QByteArray &body, int status) {
        QTest::newRow(name) << target << body << status;
    };
    row("no channel", "/channels/", "x", 400);
    row("no channel, no slash", "/channels", "x", 404);
    row("a slash in the channel", "/channels/a/b", "x", 404);
    row("a channel of 257 bytes", "/channels/" + QByteArray(257, 'n'), "x", 400);
    row("a control character in the channel", "/channels/a%1Fb", "x", 400);
    row("a channel that is not UTF-8", "/channels/%C3", "x", 400);
    row("a broken escape", "/channels/100%", "x", 400);
    row("data that is not UTF-8", "/channels/a", "x\xff", 400);
    row("LF in the type", "/channels/a?event=a%0Ab", "x", 400);
    row("CR in the type", "/channels/a?event=a%0Db", "x", 400);
    row("NUL in the type", "/channels/a?event=a%00b", "x", 400);
    row("type gap", "/channels/a?event=gap", "x", 400);
    row("type shutdown", "/channels/a?event=shutdown", "x", 400);
    row("type Gap", "/channels/a?event=Gap", "x", 200);
    row("retry 99", "/channels/a?retry=99", "x", 400);
    row("retry 100", "/channels/a?retry=100", "x", 200);
    row("retry 86400001", "/channels/a?retry=86400001", "x", 400);
    row("retry -1", "/channels/a?retry=-1", "x", 400);
    row("retry soon", "/channels/a?retry=soon", "x", 400);
    row("two types", "/channels/a?event=b&event=c", "x", 400);
    row("two ids that are one", "/channels/a?id=1&event=b&id=1", "x", 400);
    row("two retries, one of them empty", "/channels/a?retry=100&retry=", "x", 400);
    row("a second id whose name is encoded", "/channels/a?id=1&%69d=2", "x", 400);
    row("nowhere", "/nowhere", "x", 404);
}

void HttpPublishTest::isRefused()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    ServerBench bench;
    const RawResponse answer = bench.ask("POST", target, {}, body);
    QCOMPARE(answer.status, status);
    if (status == 200)
        return;
    QCOMPARE(answer.header("content-type"), "application/problem+json");
    QVERIFY(!jsonOf(answer).value(QStringLiteral("detail")).toString().isEmpty());
    QCOMPARE(jsonOf(answer).value(QStringLiteral("status")).toInt(), status);
    QCOMPARE(bench.json("/api/stats").value(QStringLiteral("published")).toInt(-1), 0);
}

void HttpPublishTest::aBadEventRefusesAllAndIsNamed_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("word");
    const QByteArray good = R"({"data":"1"})";
    QTest::newRow("[good, no data]") << '[' + good + R"(,{"channel":"a"}])" << QStringLiteral("Event 2");
    QTest::newRow("[good, good, bad id]")
        << '[' + good + ',' + good + R"(,{"data":"x","id":"1-1"}])" << QStringLiteral("Event 3");
    QTest::newRow("good, bad JSON") << good + "\n{\"data\":\n" << QStringLiteral("Line 2");
    QTest::newRow("good, good, bad type")
        << good + '\n' + good + "\n{\"data\":\"x\",\"type\":\"gap\"}" << QStringLiteral("Event 3");
}

void HttpPublishTest::aBadEventRefusesAllAndIsNamed()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, word);
    ServerBench bench;
    const RawResponse answer = body.startsWith('[') ? bench.publishJson(body) : bench.publishLines(body);
    QCOMPARE(answer.status, 400);
    const QString detail = jsonOf(answer).value(QStringLiteral("detail")).toString();
    QVERIFY2(detail.contains(word), qPrintable(detail));
    QCOMPARE(bench.json("/api/stats").value(QStringLiteral("published")).toInt(-1), 0);
}

void HttpPublishTest::theLargestBody_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("status");
    QTest::newRow("1 MiB") << 1024 * 1024 << 200;
    QTest::newRow("1 MiB and a byte") << 1024 * 1024 + 1 << 413;
}

void HttpPublishTest::theLargestBody()
{
    QFETCH(int, size);
    ServerBench bench;
    QTEST(bench.publish("a", QByteArray(size, 'x')).status, "status");
}

QTEST_GUILESS_MAIN(HttpPublishTest)
#include "tst_http_publish.moc"
