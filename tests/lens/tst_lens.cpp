// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonvalue.h"
#include "lensbench.h"

using namespace helio;

/// What rules do, one by one; times, counts and changes of messages.
class LensTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rulesDoWhatTheySay_data();
    void rulesDoWhatTheySay();
    void aPathJoinsWhatStandsThere();
    void halvesOfAPairJoinAcrossEvents_data();
    void halvesOfAPairJoinAcrossEvents();
    void partsKnowTheirEvents();
    void timesAreCountedFromTheRequest();
    void silencesAndRatesAreThoseOfTheMessage();
    void whatNoRuleMatchesIsCounted();
    void changesSayWhatGrew();
    void messagesGoOnOverConnectionsUntilTheyEnd();
    void anotherBeginningCutsWhatWasOpen();
    void whatWeStopIsCut();
    void eventsThatWentMarkTheMessagesThatAreOpen();
    void aStreamThatSaidNothingIsStillFoundOut();
    void argumentsAreShownAsFarAsTheyGo();
    void aMessageIsOneLineOfJson();
    void aLensIsAValue();
};

void LensTest::rulesDoWhatTheySay_data()
{
    QTest::addColumn<QByteArray>("rules");
    QTest::addColumn<QByteArrayList>("data");
    QTest::addColumn<QByteArray>("messages");
    const auto row = [](const char *name, const QByteArray &rules, const QByteArrayList &data,
                        const QByteArray &messages) {
        QTest::newRow(name) << QByteArray('[' + rules + ']') << QByteArrayList(data + QByteArrayList{"end"})
                            << messages;
    };
    row("append joins", R"({"do":[["append","text","$.t"]]})", {R"({"t":"a"})", R"({"t":"b"})"}, "complete\ntext: ab");
    row("append takes numbers, and nothing else", R"({"do":[["append","text","$.t"]]})",
        {R"({"t":1.50})", R"({"t":null})", R"({"t":[1]})", R"({"t":true})"}, "complete\ntext: 1.50");
    row("set replaces, and null is skipped", R"({"do":[["set","text","$.t"],["set","model","$.m"]]})",
        {R"({"t":"a","m":"x"})", R"({"t":"b","m":null})"}, "complete\ntext: b");
    row("set takes any value as its text", R"({"do":[["set","text","$.t"]]})", {R"({"t":{"a": 1}})"},
        "complete\ntext: {\"a\":1}");
    row("set takes a literal", R"({"when":{"$.t":true},"do":[["set","finishReason","given"]]})", {R"({"t":1})"},
        "complete\nfinish: given");
    row("set takes the event and its data", R"({"do":[["append","text","event"],["append","text","data"]]})", {"x"},
        "complete\ntext: messagexmessageend");
    row("json keeps a string's quotes", R"({"do":[["json","text","$.t"]]})", {R"({"t":"a\n"})"},
        "complete\ntext: \"a\\n\"");
    row("push adds lines", R"({"part":["p"],"do":[["push","other","$.t"]]})", {R"({"t":{"a": 1}})", R"({"t":"b"})"},
        "complete\nother: p {\"a\":1}\n\"b\"");
    row("merge replaces by key", R"({"do":[["merge","usage","$.u"]]})",
        {R"({"u":{"a":1,"b":{"x":1}}})", R"({"u":{"b":{"y":2},"a":null,"c":3}})"},
        "complete\nusage: {\"a\":1,\"b\":{\"y\":2},\"c\":3}");
    row("one member of usage is set", R"({"do":[["set","usage.a","$.a"],["set","usage.b","$.b"]]})",
        {R"({"a":1})", R"({"b":"x"})"}, "complete\nusage: {\"a\":1,\"b\":\"x\"}");
    row("a placeholder goes at the first append",
        R"({"do":[["start","tool.arguments","$.s"],["append","tool.arguments","$.t"]]})",
        {R"({"s":{}})", R"({"t":"[1"})", R"({"t":"]"})"}, "complete\ntool:   [1]");
    row("a placeholder stays without one", R"({"do":[["start","tool.arguments","$.s"]]})", {R"({"s":{}})"},
        "complete\ntool:   {}");
    row("check replaces what grew", R"({"do":[["append","text","$.t"],["check","text","$.whole"]]})",
        {R"({"t":"a"})", R"({"whole":"abc"})"}, "complete\ntext: abc");
    row("an end by value", R"({"do":[["append","text","$.t"],["end","$.r",{"short":"stopped","*":"complete"}]]})",
        {R"({"t":"a"})", R"({"r":"short"})"}, "stopped\ntext: a");
    row("a worse end stays", R"({"do":[["end","$.r",{"a":"failed","*":"complete"}]]})",
        {R"({"r":"a"})", R"({"r":"b"})"}, "failed");
    row("messages by a key", R"({"message":"$.k","do":[["append","text","$.t"]]})",
        {R"({"k":1,"t":"a"})", R"({"k":2,"t":"x"})", R"({"k":1,"t":"b"})"},
        "complete\ntext: ab\n--\ncomplete\ntext: x");
    row("all messages", R"({"message":"$.k","do":[["append","text","$.t"]]},{"message":"*","do":[["set","model","$.m"],
        ["set","finishReason","$.m"]]})",
        {R"({"k":1,"t":"a"})", R"({"k":2,"t":"x"})", R"({"m":"m"})"},
        "complete\ntext: a\nfinish: m\n--\ncomplete\ntext: x\nfinish: m");
    row("the first source that is there", R"({"part":[["$.i","$.id"]],"do":[["append","tool.arguments","$.t"]]})",
        {R"({"i":0,"id":"x","t":"a"})", R"({"id":"y","t":"b"})", R"({"i":0,"t":"c"})"},
        "complete\ntool:   ac\ntool:   b");
    row("new makes a part each time",
        R"({"new":true,"do":[["set","tool.name","$.n"],["append","tool.arguments","$.t"]]})",
        {R"({"n":"f","t":"1"})", R"({"n":"f","t":"2"})"}, "complete\ntool:  f 1\ntool:  f 2");
    row("without a part: the last of its kind", R"({"do":[["append","text","$.t"],["append","reasoning","$.r"]]})",
        {R"({"t":"a"})", R"({"r":"x"})", R"({"t":"b"})"}, "complete\ntext: ab\nreasoning: x");
    row("each, in each, with outer elements and indexes",
        R"({"each":"$.a[*]","message":"@#","rules":[{"each":"@.b[*]","part":["@@.n","@#"],"do":[["append","tool.arguments","@.t"],
        ["set","tool.name","@@.n"]]}]})",
        {R"({"a":[{"n":"x","b":[{"t":"1"},{"t":"2"}]},{"n":"y","b":[{"t":"3"}]}]})",
         R"({"a":[{"n":"x","b":[{"t":"4"}]}]})"},
        "complete\ntool:  x 14\ntool:  x 2\n--\ncomplete\ntool:  y 3");
    row("a condition within each", R"({"each":"$.a[*]","when":{"@.k":"t"},"do":[["append","text","@.t"]]})",
        {R"({"a":[{"k":"t","t":"1"},{"k":"u","t":"2"}]})"}, "complete\ntext: 1");
    row("false is as if it were not there", R"({"when":{"$.t":true,"$.thought":false},"do":[["append","text","$.t"]]},
        {"when":{"$.thought":true},"do":[["append","reasoning","$.t"]]})",
        {R"({"t":"a","thought":false})", R"({"t":"b","thought":true})", R"({"t":"c","thought":null})"},
        "complete\ntext: ac\nreasoning: b");
    row("values with escapes and of other kinds",
        R"({"when":{"$.k":["a\"b",1,"true"]},"do":[["append","text","$.t"]]})",
        {R"({"k":"a\u0022b","t":"1"})", R"({"k":1,"t":"2"})", R"({"k":true,"t":"3"})", R"({"k":"c","t":"4"})"},
        "complete\ntext: 123");
    row("a snapshot replaces all parts",
        R"({"part":["$.p"],"do":[["append","text","$.t"]]},{"when":{"$.all":true},"do":[["replace"]],"rules":[
        {"each":"$.all[*]","part":["@.p"],"do":[["check","text","@.t"]]}]})",
        {R"({"p":1,"t":"a"})", R"({"p":2,"t":"gone"})", R"({"all":[{"p":1,"t":"A"},{"p":3,"t":"C"}]})"},
        "complete\ntext: AC");
    row("the first of two members of one name", R"({"do":[["append","text","$.t"]]})", {R"({"t":"a","t":"b"})"},
        "complete\ntext: a");
}

void LensTest::rulesDoWhatTheySay()
{
    QFETCH(const QByteArray, rules);
    QFETCH(const QByteArrayList, data);
    Lens lens(dialectOf(rules));
    feed(lens, data);
    lens.onEnd(0);
    QTEST(shown(lens), "messages");
}

void LensTest::aPathJoinsWhatStandsThere()
{
    Lens lens(Dialect::ofPath(*JsonPath::parse(u"$.a[0].t")));
    feed(lens, {R"({"a":[{"t":"x"}]})", R"({"a":[]})", R"({"a":[{"t":7}]})", "no JSON"});
    QCOMPARE(lens.unknownCount(), quint64(2));
    lens.onEnd(0);
    QCOMPARE(shown(lens), "complete\ntext: x7");

    Lens whole(Dialect::ofPath(*JsonPath::parse(u"$")));
    feed(whole, {R"("a")", R"("b")"});
    QCOMPARE(whole.messages().front().text(), "ab");
}

void LensTest::halvesOfAPairJoinAcrossEvents_data()
{
    QTest::addColumn<QByteArrayList>("parts");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QByteArrayList &parts, const QString &text) {
        QTest::newRow(name) << parts << text;
    };
    row("a pair in one", {R"(a\ud83d\ude00b)"}, QStringLiteral("a😀b"));
    row("cut in the middle", {R"(a\ud83d)", R"(\ude00b)"}, QStringLiteral("a😀b"));
    row("an empty event between", {R"(a\ud83d)", "", R"(\ude00b)"}, QStringLiteral("a😀b"));
    row("a half alone", {R"(a\ud83d)", "b"}, QStringLiteral("a\uFFFDb"));
    row("a half at the end", {R"(a\ud83d)"}, QStringLiteral("a\uFFFD"));
    row("two first halves", {R"(\ud83d)", R"(\ud83d)", R"(\ude00)"}, QStringLiteral("\uFFFD😀"));
    row("a second half alone", {"a", R"(\ude00b)"}, QStringLiteral("a\uFFFDb"));
    row("a backslash before what looks like one", {R"(\\ud83d)", R"(\\ude00)"}, QStringLiteral("\\ud83d\\ude00"));
    row("a backslash, and a half", {R"(\\\ud83d)", R"(\ude00)"}, QStringLiteral("\\😀"));
}

void LensTest::halvesOfAPairJoinAcrossEvents()
{
    QFETCH(const QByteArrayList, parts);
    Lens lens(dialectOf(R"([{"do":[["append","text","$.t"]]}])"));
    QByteArrayList data;
    for (const QByteArray &part : parts)
        data.append(R"({"t":")" + part + R"("})");
    feed(lens, data);
    lens.onEnd(0);
    QTEST(QString::fromUtf8(lens.messages().front().text()), "text");
}

void LensTest::partsKnowTheirEvents()
{
    Lens lens(dialectOf(R"([{"do":[["append","text","$.t"],["append","reasoning","$.r"]]}])"));
    feed(lens, {R"({"t":"a"})", R"({"t":"b"})", R"({"r":"x"})", R"({"t":"c"})"});
    const LensMessage &message = lens.messages().front();
    QCOMPARE(message.parts.first().events.ranges(), QList<EventNumbers::Range>({{1, 2}, {4, 4}}));
    QVERIFY(message.parts.first().events.contains(2));
    QVERIFY(!message.parts.first().events.contains(3));
    QCOMPARE(message.parts.last().events.ranges(), QList<EventNumbers::Range>({{3, 3}}));
    QCOMPARE(message.events.ranges(), QList<EventNumbers::Range>({{1, 4}}));
    QCOMPARE(message.events.count(), quint64(4));
}

void LensTest::timesAreCountedFromTheRequest()
{
    Lens lens(dialectOf(R"([{"do":[["set","role","$.role"],["append","text","$.t"]]}])"));
    lens.onRequest(5 * Millisecond);
    feed(lens, {R"({"role":"a"})", R"({"t":"a"})"});
    QCOMPARE(lens.messages().front().timeToFirstEvent(), 5 * Millisecond);
    QCOMPARE(lens.messages().front().timeToFirstText(), 15 * Millisecond);

    Lens without(dialectOf(R"([{"do":[["append","text","$.t"]]}])"));
    feed(without, {R"({"t":"a"})"});
    QVERIFY(!without.messages().front().timeToFirstEvent());
}

void LensTest::silencesAndRatesAreThoseOfTheMessage()
{
    Lens lens(dialectOf(R"([{"do":[["append","text","$.t"]]}])"));
    quint64 number = 0;
    for (const qint64 time : {0, 10, 20, 520, 530})
        lens.feed(Event{{}, {}, {}, R"({"t":"a"})"}, time * Millisecond, ++number);
    const LensMessage &message = lens.messages().front();
    QCOMPARE(message.longestSilence, 500 * Millisecond);
    QCOMPARE(message.duration(), 530 * Millisecond);
    QCOMPARE(message.textDeltas, quint64(5));
    QVERIFY(message.deltasPerSecond());
    QCOMPARE(qRound(*message.deltasPerSecond() * 100), 755);
}

void LensTest::whatNoRuleMatchesIsCounted()
{
    Lens lens(builtIn("anthropic"));
    feed(lens, {R"({"type":"message_start","message":{"role":"assistant"}})", R"({"type":"ping"})",
                R"({"type":"brand_new"})", "no JSON"});
    QCOMPARE(lens.unknownCount(), quint64(2));
    QCOMPARE(lens.firstUnknown(), QList<quint64>({3, 4}));
    QCOMPARE(lens.messages().front().unknownCount, quint64(2));
    QCOMPARE(lens.verdicts().last().second, LensVerdict::NoJson);
    QCOMPARE(lens.feed(Event{{}, {}, {}, R"({"type":"ping"})"}, 0, 5), LensVerdict::Ignored);
    QCOMPARE(lens.feed(Event{{}, {}, {}, R"({"type":"message_stop"})"}, 0, 6), LensVerdict::Known);
}

void LensTest::changesSayWhatGrew()
{
    using Kind = LensChange::Kind;
    Lens lens(dialectOf(R"([{"do":[["append","text","$.t"],["check","text","$.whole"],["set","model","$.m"]]}])"));
    feed(lens, {R"({"t":"ab"})"});
    QCOMPARE(lens.changes(), QList<LensChange>({{Kind::Began, 0}, {Kind::Grew, 0, 0, 0}, {Kind::Grew, 0, 0, 0}}));
    feed(lens, {R"({"t":"c"})"}, 2);
    QCOMPARE(lens.changes(), QList<LensChange>({{Kind::Grew, 0, 0, 2}}));
    feed(lens, {R"({"whole":"abc"})"}, 3);
    QCOMPARE(lens.changes(), QList<LensChange>());
    feed(lens, {R"({"whole":"xyz","m":"m"})"}, 4);
    QCOMPARE(lens.changes(), QList<LensChange>({{Kind::Replaced, 0, 0}, {Kind::Changed, 0}}));
    feed(lens, {"end"}, 5);
    QCOMPARE(lens.changes(), QList<LensChange>({{Kind::Ended, 0}}));
}

void LensTest::messagesGoOnOverConnectionsUntilTheyEnd()
{
    Lens lens(dialectOf(R"([{"do":[["append","text","$.t"]]}])"));
    feed(lens, {R"({"t":"a"})"});
    lens.onRequest(100 * Millisecond);
    feed(lens, {R"({"t":"b"})", "end", R"({"t":"c"})"}, 2);
    lens.onEnd(0);
    QCOMPARE(shown(lens), "complete\ntext: ab\n--\ncut\ntext: c");
}

void LensTest::anotherBeginningCutsWhatWasOpen()
{
    Lens lens(dialectOf(R"([{"when":{"$.b":true},"do":[["begin"]]},{"do":[["append","text","$.t"]]}])"));
    feed(lens, {R"({"b":1,"t":"a"})", R"({"b":1,"t":"b"})", "end"});
    QCOMPARE(shown(lens), "cut\ntext: a\n--\ncomplete\ntext: b");
}

void LensTest::whatWeStopIsCut()
{
    Lens lens(dialectOf(R"([{"do":[["append","text","$.t"]]}])"));
    feed(lens, {R"({"t":"a"})"});
    lens.onStopped(0);
    QCOMPARE(lens.messages().front().cut.english(), QStringLiteral("Reading was stopped before this message ended."));
}

void LensTest::eventsThatWentMarkTheMessagesThatAreOpen()
{
    Lens lens(dialectOf(R"([{"message":"$.k","do":[["append","text","$.t"]]}])"));
    feed(lens, {R"({"k":1,"t":"a"})", "end", R"({"k":2,"t":"b"})"});
    lens.onMissed();
    QCOMPARE(lens.changes(), (QList<LensChange>{{LensChange::Kind::Changed, 1}}));
    lens.onMissed();
    QVERIFY(lens.changes().isEmpty());
    feed(lens, {R"({"k":2,"t":"c"})", "end", R"({"k":3,"t":"d"})"}, 10);
    QVERIFY(!lens.messages()[0].lacksEvents);
    QVERIFY(lens.messages()[1].lacksEvents);
    QVERIFY(!lens.messages()[2].lacksEvents);
}

void LensTest::aStreamThatSaidNothingIsStillFoundOut()
{
    Lens lens(DialectLibrary::builtIn());
    lens.onEnd(0);
    QVERIFY(lens.isDetecting());
    feed(lens, {R"({"type":"message_start","message":{"role":"assistant"}})", R"({"type":"message_stop"})"});
    lens.onEnd(0);
    QVERIFY(lens.dialect());
    QCOMPARE(lens.dialect()->name(), QByteArray("anthropic"));
}

void LensTest::argumentsAreShownAsFarAsTheyGo()
{
    Lens lens(builtIn("anthropic"));
    feed(
        lens,
        {R"({"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"f","input":{}}})",
         R"({"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"city\": \"Par"}})"});
    QCOMPARE(lens.messages().front().parts.first().text, R"({"city": "Par)");
    QCOMPARE(lens.messages().front().parts.first().shown(), R"({"city": "Par"})");
}

void LensTest::aMessageIsOneLineOfJson()
{
    Lens lens(builtIn("anthropic"));
    lens.onRequest(0);
    feed(
        lens,
        {R"({"type":"message_start","message":{"id":"m","role":"assistant","model":"c","usage":{"input_tokens":3}}})",
         R"({"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}})",
         R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a\nb"}})",
         R"({"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t","name":"f","input":{}}})"});
    lens.onEnd(0);
    QByteArray line;
    appendJson(line, lens.messages().front());
    QCOMPARE(line, R"({"dialect":"anthropic","index":0,"role":"assistant","model":"c","text":"a\nb","reasoning":"",)"
                   R"("refusal":"","toolCalls":[{"id":"t","name":"f","arguments":"{}"}],"finishReason":null,)"
                   R"("usage":{"input_tokens":3},"complete":false,"stopped":false,)"
                   R"("cut":"The stream ended before this message did: it is not whole.","error":null,"events":4,)"
                   R"("unknownEvents":0,"timeToFirstEventMs":10,"timeToFirstTextMs":30,"durationMs":30,)"
                   R"("longestSilenceMs":10})"
                   "\n");
}

void LensTest::aLensIsAValue()
{
    Lens one(dialectOf(R"([{"do":[["append","text","$.t"]]}])"));
    feed(one, {R"({"t":"a"})"});
    Lens two = one;
    feed(one, {R"({"t":"b"})"}, 2);
    feed(two, {R"({"t":"c"})"}, 2);
    QCOMPARE(one.messages().front().text(), "ab");
    QCOMPARE(two.messages().front().text(), "ac");
}

QTEST_APPLESS_MAIN(LensTest)
#include "tst_lens.moc"
