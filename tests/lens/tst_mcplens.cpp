// SPDX-License-Identifier: GPL-3.0-or-later
#include "lensbench.h"

using namespace helio;

/// JSON-RPC of the Model Context Protocol: requests beside their answers.
class McpLensTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anAnswerStandsByItsRequest();
    void idsOfTwoKindsAreTwo();
    void anErrorFailsItsRequest();
    void aToolThatSaysThatItFailedFailsItsRequest();
    void aBatchIsTakenApart();
    void progressBelongsToTheRequestOfItsToken();
    void notificationsAreMessagesOfTheirOwn();
    void aServerAsksToo();
    void aCancelledRequestIsStopped();
    void anAnswerMayComeByAnotherConnection();
    void whatIsNotAnsweredIsCut();
    void whatIsSentBesideOutlivesTheStream_data();
    void whatIsSentBesideOutlivesTheStream();
    void aRequestThatGetsNoAnswerIsCutWithTheReason();
    void theReasonIsKeptUntilTheDialectIsKnown();
    void theIdsOfABodyAreToldApart();
    void aPrimingEventIsKnown();
    void theOldFormNamesItsEndpoint();
    void theHeadNamesTheSession();
    void itIsFoundOutByItself();
};

namespace {

const QByteArray Call =
    R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"add","_meta":{"progressToken":"p"}}})";
const QByteArray Answer = R"({"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"3"}]}})";

Lens lensWith(const QByteArray &body)
{
    Lens lens(Dialect::mcp());
    lens.onRequestBody(body, 0);
    return lens;
}

} // namespace

void McpLensTest::anAnswerStandsByItsRequest()
{
    Lens lens = lensWith(Call);
    QCOMPARE(lens.messages().front().state, LensMessage::State::Growing);
    feed(lens, {Answer});
    const LensMessage &message = lens.messages().front();
    QCOMPARE(shown(message),
             "complete\ntext: 3\ntool: 1 tools/call "
             R"({"name":"add","_meta":{"progressToken":"p"}} -> {"content":[{"type":"text","text":"3"}]})"
             "\nfinish: result");
    QCOMPARE(message.role, "client");
    QCOMPARE(message.duration(), 10 * Millisecond);
    QCOMPARE(lens.unknownCount(), quint64(0));
}

void McpLensTest::idsOfTwoKindsAreTwo()
{
    Lens lens = lensWith(R"([{"jsonrpc":"2.0","id":1,"method":"a"},{"jsonrpc":"2.0","id":"1","method":"b"}])");
    feed(lens, {R"({"jsonrpc":"2.0","id":"1","result":{}})"});
    QCOMPARE(lens.messages()[0].state, LensMessage::State::Growing);
    QCOMPARE(lens.messages()[1].state, LensMessage::State::Complete);
}

void McpLensTest::anErrorFailsItsRequest()
{
    Lens lens = lensWith(Call);
    feed(lens, {R"({"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no such method"}})"});
    QCOMPARE(lens.messages().front().state, LensMessage::State::Failed);
    QCOMPARE(lens.messages().front().error, "no such method");
    // Its code, and whatever data it has, are kept beside.
    QCOMPARE(lens.messages().front().parts.first().toolResult, R"({"code":-32601,"message":"no such method"})");
}

void McpLensTest::aToolThatSaysThatItFailedFailsItsRequest()
{
    Lens lens = lensWith(Call);
    feed(lens,
         {R"({"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"no such file"}],"isError":true}})"});
    const LensMessage &message = lens.messages().front();
    QCOMPARE(message.state, LensMessage::State::Failed);
    QCOMPARE(message.error, "no such file");
    QCOMPARE(message.text(), "no such file");
    QCOMPARE(message.finishReason, "isError");
    lens = lensWith(Call);
    feed(lens, {R"({"jsonrpc":"2.0","id":1,"result":{"content":[],"isError":false}})"});
    QCOMPARE(lens.messages().front().state, LensMessage::State::Complete);
    // Without words it is what there is.
    lens = lensWith(Call);
    feed(lens, {R"({"jsonrpc":"2.0","id":1,"result":{"content":[],"isError":true}})"});
    QCOMPARE(lens.messages().front().error, R"({"content":[],"isError":true})");
}

void McpLensTest::aBatchIsTakenApart()
{
    Lens lens = lensWith(R"([{"jsonrpc":"2.0","id":1,"method":"a"},{"jsonrpc":"2.0","id":2,"method":"b"}])");
    feed(lens, {R"([{"jsonrpc":"2.0","id":2,"result":{"x":2}},{"jsonrpc":"2.0","id":1,"result":{"x":1}}])"});
    QCOMPARE(lens.messages().size(), size_t(2));
    QCOMPARE(lens.messages()[0].text(), R"({"x":1})");
    QCOMPARE(lens.messages()[1].text(), R"({"x":2})");
}

void McpLensTest::progressBelongsToTheRequestOfItsToken()
{
    Lens lens = lensWith(Call);
    feed(lens, {R"({"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"p","progress":1}})",
                R"({"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"q","progress":1}})",
                Answer});
    QCOMPARE(lens.messages().size(), size_t(2));
    QCOMPARE(lens.messages()[0].parts[1].label, "progress");
    QCOMPARE(lens.messages()[0].parts[1].text, R"({"progressToken":"p","progress":1})");
    QCOMPARE(lens.messages()[1].parts[0].toolName, "notifications/progress");
}

void McpLensTest::notificationsAreMessagesOfTheirOwn()
{
    Lens lens(Dialect::mcp());
    feed(lens, {R"({"jsonrpc":"2.0","method":"notifications/message","params":{"data":"x"}})"});
    QCOMPARE(shown(lens), R"(complete)"
                          "\ntool:  notifications/message {\"data\":\"x\"}");
    QCOMPARE(lens.messages().front().role, "server");
}

void McpLensTest::aServerAsksToo()
{
    Lens lens(Dialect::mcp());
    feed(lens, {R"({"jsonrpc":"2.0","id":1,"method":"sampling/createMessage"})"});
    QCOMPARE(lens.messages().front().role, "server");
    lens.onRequestBody(R"({"jsonrpc":"2.0","id":1,"result":{"x":1}})", 0);
    QCOMPARE(lens.messages().size(), size_t(1));
    QCOMPARE(lens.messages().front().state, LensMessage::State::Complete);
}

void McpLensTest::aCancelledRequestIsStopped()
{
    Lens lens = lensWith(Call);
    lens.onRequestBody(R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}})", 0);
    QCOMPARE(lens.messages().front().state, LensMessage::State::Stopped);
}

void McpLensTest::anAnswerMayComeByAnotherConnection()
{
    Lens lens = lensWith(Call);
    lens.onHead({{"Content-Type", "text/event-stream"}});
    feed(lens, {""});
    lens.onRequest(50 * Millisecond);
    feed(lens, {Answer}, 2);
    QCOMPARE(lens.messages().size(), size_t(1));
    QCOMPARE(lens.messages().front().state, LensMessage::State::Complete);
}

void McpLensTest::whatIsNotAnsweredIsCut()
{
    Lens lens = lensWith(Call);
    lens.onEnd(0);
    QCOMPARE(lens.messages().front().cut.english(), QStringLiteral("No answer to this request came."));
}

void McpLensTest::whatIsSentBesideOutlivesTheStream_data()
{
    QTest::addColumn<bool>("isStopped");
    QTest::newRow("it ended") << false;
    QTest::newRow("we stopped reading it") << true;
}

void McpLensTest::whatIsSentBesideOutlivesTheStream()
{
    QFETCH(const bool, isStopped);
    Lens lens = lensWith(R"({"jsonrpc":"2.0","id":0,"method":"initialize"})");
    lens.onBesideBody(Call, 0);
    isStopped ? lens.onStopped(0) : lens.onEnd(0);
    QCOMPARE(lens.messages()[0].state, LensMessage::State::Cut);
    QCOMPARE(lens.messages()[1].state, LensMessage::State::Growing);
    feed(lens, {Answer});
    QCOMPARE(lens.messages().size(), size_t(2));
    QCOMPARE(lens.messages()[1].state, LensMessage::State::Complete);
    // Once it is answered, another one of that id is like any other.
    lens.onRequestBody(Call, 0);
    lens.onEnd(0);
    QCOMPARE(lens.messages()[2].state, LensMessage::State::Cut);
}

void McpLensTest::aRequestThatGetsNoAnswerIsCutWithTheReason()
{
    const QByteArray body = R"([{"jsonrpc":"2.0","id":1,"method":"a"},{"jsonrpc":"2.0","id":2,"method":"b"}])";
    Lens lens(Dialect::mcp());
    lens.onBesideBody(body, 0);
    feed(lens, {Answer});
    lens.onNoAnswer(body, QStringLiteral("refused"), 50 * Millisecond);
    QCOMPARE(lens.messages().size(), size_t(2));
    QCOMPARE(lens.messages()[0].state, LensMessage::State::Complete);
    QCOMPARE(lens.messages()[1].state, LensMessage::State::Cut);
    QCOMPARE(lens.messages()[1].cut.english(), QStringLiteral("refused"));
    QCOMPARE(lens.changes().size(), 1);
    QCOMPARE(lens.changes()[0].kind, LensChange::Kind::Ended);
}

void McpLensTest::theReasonIsKeptUntilTheDialectIsKnown()
{
    Lens lens(DialectLibrary::builtIn());
    lens.onBesideBody(R"({"jsonrpc":"2.0","id":7,"method":"a"})", 0);
    lens.onNoAnswer(R"({"jsonrpc":"2.0","id":7,"method":"a"})", QStringLiteral("refused"), 0);
    lens.onRequestBody(Call, 0);
    feed(lens, {Answer});
    lens.onEnd(0);
    QCOMPARE(lens.messages()[0].cut.english(), QStringLiteral("refused"));
    QCOMPARE(lens.messages()[1].state, LensMessage::State::Complete);
}

void McpLensTest::theIdsOfABodyAreToldApart()
{
    const JsonRpcIds ids = jsonRpcIds(
        R"([{"jsonrpc":"2.0","id":1,"method":"a"},{"jsonrpc":"2.0","id":"1","result":{}},{"jsonrpc":"2.0","method":"n"}])");
    QCOMPARE(ids.requests, QByteArrayList{"1"});
    QCOMPARE(ids.answers, QByteArrayList{"\"1\""});
    QVERIFY(jsonRpcIds("{").requests.isEmpty());
    QVERIFY(jsonRpcIds(R"({"id":1,"method":"a"})").requests.isEmpty());
}

void McpLensTest::aPrimingEventIsKnown()
{
    Lens lens = lensWith(Call);
    QVERIFY(!lens.mcp()->isPrimed());
    QCOMPARE(lens.feed(Event{{}, "1", {}, {}}, 0, 1), LensVerdict::Ignored);
    QVERIFY(lens.mcp()->isPrimed());
}

void McpLensTest::theOldFormNamesItsEndpoint()
{
    Lens lens(Dialect::mcp());
    QCOMPARE(lens.feed(Event{{}, {}, "endpoint", "/messages?session=1"}, 0, 1), LensVerdict::Known);
    QCOMPARE(lens.mcp()->endpoint(), "/messages?session=1");
    // Nothing more comes before somebody posts there: it is enough to be known by.
    Lens unknown(DialectLibrary::builtIn());
    unknown.feed(Event{{}, {}, "endpoint", "/messages?session=1"}, 0, 1);
    QVERIFY(unknown.mcp());
    QCOMPARE(unknown.mcp()->endpoint(), "/messages?session=1");
}

void McpLensTest::theHeadNamesTheSession()
{
    Lens lens = lensWith(R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25"}})");
    lens.onHead({{"Mcp-Session-Id", "abc"}});
    QCOMPARE(lens.mcp()->sessionId(), "abc");
    QCOMPARE(lens.mcp()->protocolVersion(), "2025-11-25");
    feed(lens, {R"({"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-06-18"}})"});
    QCOMPARE(lens.mcp()->protocolVersion(), "2025-06-18");
}

void McpLensTest::itIsFoundOutByItself()
{
    Lens lens(DialectLibrary::builtIn());
    lens.onRequestBody(Call, 0);
    feed(lens, {Answer});
    lens.onEnd(0);
    QCOMPARE(lens.dialect()->name(), "mcp");
    QCOMPARE(lens.messages().size(), size_t(1));
    QCOMPARE(lens.messages().front().state, LensMessage::State::Complete);
}

QTEST_APPLESS_MAIN(McpLensTest)
#include "tst_mcplens.moc"
