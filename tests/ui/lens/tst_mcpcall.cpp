// SPDX-License-Identifier: GPL-3.0-or-later
#include "mcpserver.h"
#include "ui/lens/mcpcall.h"

#include <QSignalSpy>
#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

namespace {

const QByteArray Ping = R"({"jsonrpc":"2.0","id":1,"method":"ping"})";
const QByteArray Notification = R"({"jsonrpc":"2.0","method":"notifications/initialized"})";
const QByteArray Answer = R"({"jsonrpc":"2.0","id":1,"result":{}})";

struct Call
{
    explicit Call(const StreamRequest &request, const McpLimits &limits = {})
        : call(request, limits)
    {
        QObject::connect(&call, &EventFeed::eventsArrived, &call, [this](const QList<ReceivedEvent> &events) {
            for (const ReceivedEvent &event : events)
                data.append(event.event.data);
        });
        call.send();
    }
    explicit Call(const McpServer &server, const QByteArray &body = Ping, const McpLimits &limits = {})
        : Call(mcpRequest(server.request(), {}, body), limits)
    {}
    QString problem() const { return finished.value(0).value(0).toString(); }

    McpCall call;
    QByteArrayList data;
    QSignalSpy finished{&call, &McpCall::finished};
    QSignalSpy heads{&call, &McpCall::headArrived};
};

} // namespace

class McpCallTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aJsonAnswerIsOneEvent();
    void anEventStreamIsReadAsItComes();
    void theSessionGoesWithIt();
    void withoutASessionNoHeaderOfTheStreamNamesOne();
    void whatTheStreamAsksOfItsAnswerDoesNotGoWithIt();
    void whatAsksForNothingMayHaveNoAnswer();
    void aRequestThatIsOnlyAcceptedHasNoAnswer();
    void whereTheAnswerComesByTheStreamItIsAllThatItIsAccepted_data();
    void whereTheAnswerComesByTheStreamItIsAllThatItIsAccepted();
    void anAnswerThatEndsBeforeItAnsweredSaysSo();
    void anAnswerThatIsCutSaysSo();
    void aRefusalSaysWhatTheServerSays();
    void anyOtherTypeIsRefusedInWords_data();
    void anyOtherTypeIsRefusedInWords();
    void aMessageThatIsTooLargeIsNotRead_data();
    void aMessageThatIsTooLargeIsNotRead();
    void aHeadThatDoesNotComeEndsIt();
    void aSilenceEndsIt();
    void aStreamThatStaysOpenBehindTheAnswerIsLeft();
    void whoCancelsHearsNoMore();
    void aConnectionThatClosesIsNotAskedAgain();
};

void McpCallTest::aJsonAnswerIsOneEvent()
{
    McpServer server;
    server.answers = {McpServer::json(Answer + '\n', "Mcp-Session-Id: s-9\r\n")};
    Call call(server);
    QTRY_COMPARE(call.finished.count(), 1);
    QCOMPARE(call.problem(), QString());
    QCOMPARE(call.data, QByteArrayList{Answer});
    QCOMPARE(call.heads.count(), 1);
    const auto head = call.heads[0][1].value<LensHead>();
    QVERIFY(std::any_of(head.begin(), head.end(), [](const auto &field) { return field.second == "s-9"; }));
}

void McpCallTest::anEventStreamIsReadAsItComes()
{
    McpServer server;
    server.answers = {McpServer::events("data: {\"a\":1}\n\ndata: " + Answer + "\n\n")};
    Call call(server);
    QTRY_COMPARE(call.finished.count(), 1);
    QCOMPARE(call.data, QByteArrayList({R"({"a":1})", Answer}));
    QCOMPARE(call.problem(), QString());
}

void McpCallTest::theSessionGoesWithIt()
{
    McpServer server;
    server.answers = {McpServer::accepted()};
    Call call(mcpRequest(server.request(), {"session-1", "2025-11-25"}, Notification));
    QTRY_COMPARE(call.finished.count(), 1);
    const QByteArray sent = server.requests.value(0);
    const QByteArray lower = sent.toLower();
    QVERIFY(sent.startsWith("POST /mcp "));
    QVERIFY(lower.contains("mcp-session-id: session-1\r\n"));
    QVERIFY(lower.contains("mcp-protocol-version: 2025-11-25\r\n"));
    QVERIFY(lower.contains("accept: application/json, text/event-stream\r\n"));
    QVERIFY(lower.contains("content-type: application/json\r\n"));
    QVERIFY(lower.contains("x-key: k\r\n"));
    QVERIFY(sent.endsWith(Notification));
}

void McpCallTest::withoutASessionNoHeaderOfTheStreamNamesOne()
{
    StreamRequest stream;
    stream.headers = {{"mcp-session-id", "old"}, {"X-Tenant", "a"}};
    const auto headers = mcpRequest(stream, {}, Ping).headers;
    QVERIFY(std::none_of(headers.begin(), headers.end(), [](const auto &header) { return header.second == "old"; }));
    QVERIFY(std::any_of(headers.begin(), headers.end(), [](const auto &header) { return header.second == "a"; }));
}

void McpCallTest::whatTheStreamAsksOfItsAnswerDoesNotGoWithIt()
{
    McpServer server;
    server.answers = {McpServer::accepted()};
    StreamRequest request = server.request();
    request.headers = {{"accept", "text/event-stream"}, {"Last-Event-ID", "7"}, {"X-Tenant", "a"}};
    request.lastEventId = "8";
    Call call(mcpRequest(request, {}, Notification));
    QTRY_COMPARE(call.finished.count(), 1);
    const QByteArray sent = server.requests.value(0).toLower();
    QVERIFY2(sent.contains("\r\naccept: application/json, text/event-stream\r\n"), sent.constData());
    QVERIFY(!sent.contains("last-event-id"));
    QVERIFY(sent.contains("\r\nx-tenant: a\r\n"));
}

void McpCallTest::whatAsksForNothingMayHaveNoAnswer()
{
    McpServer server;
    server.answers = {McpServer::accepted()};
    Call call(server, Notification);
    QTRY_COMPARE(call.finished.count(), 1);
    QCOMPARE(call.problem(), QString());
    QVERIFY(call.data.isEmpty());
}

void McpCallTest::aRequestThatIsOnlyAcceptedHasNoAnswer()
{
    McpServer server;
    server.answers = {McpServer::accepted()};
    Call call(server);
    QTRY_COMPARE(call.finished.count(), 1);
    QVERIFY2(call.problem().contains(QStringLiteral("accepted the request (202)")), qPrintable(call.problem()));
}

void McpCallTest::whereTheAnswerComesByTheStreamItIsAllThatItIsAccepted_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("202") << McpServer::accepted() << true;
    QTest::newRow("200 with a text") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") << true;
    QTest::newRow("404") << McpServer::refusal("{}") << false;
}

void McpCallTest::whereTheAnswerComesByTheStreamItIsAllThatItIsAccepted()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, isGood);
    McpServer server;
    server.answers = {answer};
    McpCall call(mcpRequest(server.request(), {}, Ping), {}, McpAnswer::ByStream);
    QSignalSpy finished(&call, &McpCall::finished);
    call.send();
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(finished[0][0].toString().isEmpty(), isGood);
    QCOMPARE(server.connections, 1);
}

void McpCallTest::anAnswerThatEndsBeforeItAnsweredSaysSo()
{
    McpServer server;
    server.answers = {
        McpServer::events("id: 4-0\ndata:\n\ndata: {\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":{}}\n\n")};
    Call call(server);
    QTRY_COMPARE(call.finished.count(), 1);
    // A text and a number that look the same are two ids.
    QVERIFY2(call.problem().contains(QStringLiteral("did not answer the request")), qPrintable(call.problem()));
    QVERIFY2(call.problem().contains(QStringLiteral("Last-Event-ID 4-0")), qPrintable(call.problem()));
}

void McpCallTest::anAnswerThatIsCutSaysSo()
{
    McpServer server;
    server.answers = {"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"jsonrpc\":"};
    Call call(server);
    QTRY_COMPARE(call.finished.count(), 1);
    QVERIFY(!call.problem().isEmpty());
    QVERIFY(call.data.isEmpty());
}

void McpCallTest::aRefusalSaysWhatTheServerSays()
{
    McpServer server;
    server.answers = {McpServer::refusal(R"({"jsonrpc":"2.0","error":{"message":"no such"}})")};
    Call call(server);
    QTRY_COMPARE(call.finished.count(), 1);
    QVERIFY2(call.problem().contains(QStringLiteral("404")), qPrintable(call.problem()));
    QVERIFY2(call.problem().contains(QStringLiteral("no such")), qPrintable(call.problem()));
    QVERIFY(call.data.isEmpty());
}

void McpCallTest::anyOtherTypeIsRefusedInWords_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("said");
    QTest::newRow("HTML") << QByteArray("Content-Type: text/html\r\n") << QStringLiteral("text/html");
    QTest::newRow("no type") << QByteArray() << QStringLiteral("no content type");
}

void McpCallTest::anyOtherTypeIsRefusedInWords()
{
    QFETCH(const QByteArray, head);
    QFETCH(const QString, said);
    McpServer server;
    server.answers = {"HTTP/1.1 200 OK\r\n" + head + "Content-Length: " + QByteArray::number(Answer.size()) +
                      "\r\n\r\n" + Answer};
    Call call(server);
    QTRY_COMPARE(call.finished.count(), 1);
    QVERIFY2(call.problem().contains(said), qPrintable(call.problem()));
    QVERIFY2(call.problem().contains(QStringLiteral("application/json")), qPrintable(call.problem()));
    QVERIFY(call.data.isEmpty());
}

void McpCallTest::aMessageThatIsTooLargeIsNotRead_data()
{
    QTest::addColumn<bool>("isJson");
    QTest::newRow("JSON") << true;
    QTest::newRow("an event") << false;
}

void McpCallTest::aMessageThatIsTooLargeIsNotRead()
{
    QFETCH(const bool, isJson);
    constexpr qsizetype Bound = 1024 * 1024;
    const auto answerOf = [isJson](qsizetype size) {
        const QByteArray begin = R"({"jsonrpc":"2.0","id":1,"result":{"x":")";
        const QByteArray message = begin + QByteArray(size - begin.size() - 3, 'x') + "\"}}";
        return isJson ? McpServer::json(message) : McpServer::events("data: " + message + "\n\n");
    };
    for (const qsizetype size : {Bound - 16, Bound + 16}) {
        McpServer server;
        server.answers = {answerOf(size)};
        server.staysOpen = true; // Qt takes a connection that ends at once for one that gave no answer, now and then
        McpLimits limits;
        limits.messageBytes = Bound;
        limits.afterAnswer = 10ms;
        Call call(server, Ping, limits);
        QTRY_COMPARE(call.finished.count(), 1);
        QCOMPARE(call.data.size(), size < Bound ? 1 : 0);
        QVERIFY2(call.problem().contains(QStringLiteral("larger than 1 MiB")) == (size > Bound),
                 qPrintable(call.problem()));
    }
}

void McpCallTest::aHeadThatDoesNotComeEndsIt()
{
    McpServer server;
    server.staysOpen = true;
    McpLimits limits;
    limits.head = 60ms;
    Call call(server, Ping, limits);
    QTRY_COMPARE(call.finished.count(), 1);
    QVERIFY2(call.problem().contains(QStringLiteral("did not answer within")), qPrintable(call.problem()));
    QCOMPARE(server.requests.size(), 1);
}

void McpCallTest::aSilenceEndsIt()
{
    McpServer server;
    server.staysOpen = true;
    server.answers = {McpServer::events(": here\n\n")};
    McpLimits limits;
    limits.silence = 60ms;
    Call call(server, Ping, limits);
    QTRY_COMPARE(call.finished.count(), 1);
    QVERIFY2(call.problem().contains(QStringLiteral("Nothing came for")), qPrintable(call.problem()));
}

void McpCallTest::aStreamThatStaysOpenBehindTheAnswerIsLeft()
{
    McpServer server;
    server.staysOpen = true;
    server.answers = {McpServer::events("data: " + Answer + "\n\n")};
    McpLimits limits;
    limits.afterAnswer = 20ms;
    Call call(server, Ping, limits);
    QTRY_COMPARE(call.finished.count(), 1);
    QCOMPARE(call.problem(), QString());
    QCOMPARE(call.data, QByteArrayList{Answer});
}

void McpCallTest::whoCancelsHearsNoMore()
{
    McpServer server;
    server.staysOpen = true;
    server.answers = {McpServer::events("data: {\"a\":1}\n\n")};
    Call call(server);
    QTRY_COMPARE(call.data.size(), 1);
    call.call.cancel();
    QCOMPARE(call.finished.count(), 1);
    QVERIFY(call.problem().contains(QStringLiteral("cancelled")));
    QCOMPARE(call.call.readyState(), ReadyState::Closed);
    call.call.cancel();
    QCOMPARE(call.finished.count(), 1);
}

void McpCallTest::aConnectionThatClosesIsNotAskedAgain()
{
    McpServer server;
    Call call(server);
    QTRY_COMPARE(call.finished.count(), 1);
    QVERIFY(!call.problem().isEmpty());
    QCOMPARE(server.connections, 1);
    QCOMPARE(server.requests.size(), 1);
    // Nor by another call.
    call.call.send();
    QCoreApplication::processEvents();
    QCOMPARE(server.connections, 1);
}

QTEST_GUILESS_MAIN(McpCallTest)
#include "tst_mcpcall.moc"
