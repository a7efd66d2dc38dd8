// SPDX-License-Identifier: GPL-3.0-or-later
#include "nodeserver.h"
#include "support/helioprocess.h"
#include "support/rawclient.h"

#include <QJsonDocument>
#include <QTest>
#include <QUrl>

using namespace helio::test;
using namespace std::chrono_literals;

namespace {

const QString Initialize =
    QStringLiteral(R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}})");
const QString List = QStringLiteral(R"({"jsonrpc":"2.0","id":2,"method":"tools/list"})");

QString count(int id, const char *arguments)
{
    return QStringLiteral(R"({"jsonrpc":"2.0","id":%1,"method":"tools/call",)"
                          R"("params":{"name":"count","arguments":%2,"_meta":{"progressToken":"p%1"}}})")
        .arg(id)
        .arg(QLatin1String(arguments));
}

QString announce(const QString &text)
{
    return QStringLiteral(R"({"jsonrpc":"2.0","id":3,"method":"tools/call",)"
                          R"("params":{"name":"announce","arguments":{"text":"%1"}}})")
        .arg(text);
}

QJsonObject callOf(const QJsonObject &message)
{
    return message.value(QStringLiteral("toolCalls")).toArray().at(0).toObject();
}

} // namespace

/// The example that speaks MCP over Streamable HTTP, read and judged by `helio`.
class ExamplesMcpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void eachRequestStandsBesideItsAnswer_data();
    void eachRequestStandsBesideItsAnswer();
    void anAnswerOfOneJsonValueIsReadToo();
    void aRequestThatIsRefusedHasFailed();
    void nothingIsWrongWithItsAnswers_data();
    void nothingIsWrongWithItsAnswers();
    void nothingIsWrongWithTheSessionsStream();
    void progressComesBeforeTheAnswer();
    void theAnswerComesToWhoComesBack();
    void anAnnouncementIsForOneStreamAndOnce();
    void whoHasNoSessionIsTold();
    void pagesOfOtherOriginsAreRefused();
    void aSessionThatWasEndedIsGone();
    void theCommandsOfItsReadmeWork();
    void itEndsOnSigtermBesideAnOpenStream();

private:
    QByteArray beginSession() const;
    quint16 port() const { return quint16(QUrl(server_.url()).port()); }
    /// `helio COMMAND URL` within the session.
    QStringList helio(const char *command, const QStringList &more) const;
    HelioRun read(const QString &body) const;

    NodeServer server_{QStringLiteral("mcp"), {QStringLiteral("INTERVAL=20")}};
    QByteArray session_;
};

QByteArray ExamplesMcpTest::beginSession() const
{
    RawClient client;
    const auto answer = client.ask(
        port(), RawClient::request("POST", "/mcp", {"Accept: application/json, text/event-stream", "Connection: close"},
                                   Initialize.toUtf8()));
    return answer ? answer->header("mcp-session-id") : QByteArray();
}

QStringList ExamplesMcpTest::helio(const char *command, const QStringList &more) const
{
    return QStringList{QLatin1String(command), server_.url(), QStringLiteral("-H"),
                       QStringLiteral("Mcp-Session-Id: ") + QString::fromLatin1(session_), QStringLiteral("--json")} +
           more;
}

HelioRun ExamplesMcpTest::read(const QString &body) const
{
    return runHelio(helio("listen", {QStringLiteral("--lens"), QStringLiteral("mcp"), QStringLiteral("--timeout"),
                                     QStringLiteral("60"), QStringLiteral("--data"), body}));
}

void ExamplesMcpTest::initTestCase()
{
    if (!NodeServer::isAvailable())
        QSKIP("needs node");
    QVERIFY2(server_.start(), qPrintable(server_.report()));
    session_ = beginSession();
    QVERIFY(!session_.isEmpty());
}

void ExamplesMcpTest::eachRequestStandsBesideItsAnswer_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("answer");
    QTest::newRow("initialize") << Initialize << QStringLiteral("initialize")
                                << QStringLiteral(R"("protocolVersion":"2025-11-25")");
    QTest::newRow("tools/list") << List << QStringLiteral("tools/list") << QStringLiteral(R"("name":"count")");
    QTest::newRow("tools/call") << count(7, R"({"to":3})") << QStringLiteral("tools/call") << QStringLiteral("1, 2, 3");
}

void ExamplesMcpTest::eachRequestStandsBesideItsAnswer()
{
    QFETCH(const QString, answer);
    QFETCH(const QString, body);
    const HelioRun run = read(body);
    QVERIFY2(run.exitCode == 0, qPrintable(run.report));
    QCOMPARE(run.objects.size(), 1); // with its progress
    const QJsonObject message = run.objects.first();
    QVERIFY(message.value(QStringLiteral("complete")).toBool());
    QCOMPARE(message.value(QStringLiteral("unknownEvents")).toInt(-1), 0);
    QTEST(callOf(message).value(QStringLiteral("name")).toString(), "method");
    QVERIFY2(message.value(QStringLiteral("text")).toString().contains(answer), qPrintable(run.report));
    QVERIFY(callOf(message).value(QStringLiteral("result")).toString().contains(answer));
}

void ExamplesMcpTest::anAnswerOfOneJsonValueIsReadToo()
{
    const HelioRun run = read(QStringLiteral(R"({"jsonrpc":"2.0","id":4,"method":"ping"})"));
    QVERIFY2(run.exitCode == 0, qPrintable(run.report));
    QCOMPARE(callOf(run.objects.first()).value(QStringLiteral("name")).toString(), QStringLiteral("ping"));
    QCOMPARE(run.objects.first().value(QStringLiteral("text")).toString(), QStringLiteral("{}"));
}

void ExamplesMcpTest::aRequestThatIsRefusedHasFailed()
{
    const HelioRun run =
        read(QStringLiteral(R"({"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"x"}})"));
    QVERIFY2(run.exitCode == 1, qPrintable(run.report));
    QCOMPARE(run.objects.first().value(QStringLiteral("error")).toString(), QStringLiteral("There is no tool \"x\"."));
}

void ExamplesMcpTest::nothingIsWrongWithItsAnswers_data()
{
    QTest::addColumn<QString>("body");
    QTest::newRow("initialize") << Initialize;
    QTest::newRow("a list") << List;
    QTest::newRow("a call with progress") << count(8, R"({"to":20})");
    QTest::newRow("a call whose answer comes by another connection") << count(9, R"({"to":2,"hangUp":true})");
    QTest::newRow("one JSON value") << QStringLiteral(R"({"jsonrpc":"2.0","id":10,"method":"ping"})");
    QTest::newRow("a notification") << QStringLiteral(R"({"jsonrpc":"2.0","method":"notifications/initialized"})");
}

void ExamplesMcpTest::nothingIsWrongWithItsAnswers()
{
    QFETCH(const QString, body);
    const HelioRun run =
        runHelio(helio("check", {QStringLiteral("--for"), QStringLiteral("30"), QStringLiteral("--data"), body}));
    QVERIFY2(run.exitCode == 0, qPrintable(run.report));
    QCOMPARE(run.faults(), QStringList());
}

void ExamplesMcpTest::nothingIsWrongWithTheSessionsStream()
{
    const HelioRun run = runHelio(helio("check", {QStringLiteral("--for"), QStringLiteral("2")}));
    QVERIFY2(run.exitCode == 0, qPrintable(run.report));
    QCOMPARE(run.faults(), QStringList());
}

void ExamplesMcpTest::progressComesBeforeTheAnswer()
{
    const HelioRun run =
        runHelio(helio("listen", {QStringLiteral("-H"), QStringLiteral("Accept: application/json, text/event-stream"),
                                  QStringLiteral("--data"), count(11, R"({"to":3})")}));
    QVERIFY2(run.exitCode == 0, qPrintable(run.report));
    QCOMPARE(run.objects.size(), 5);
    QCOMPARE(run.objects[0].value(QStringLiteral("data")).toString(), QString()); // to come back to
    for (int i = 0; i < 3; ++i) {
        const QJsonObject said =
            QJsonDocument::fromJson(run.objects[i + 1].value(QStringLiteral("data")).toString().toUtf8()).object();
        QCOMPARE(said.value(QStringLiteral("method")).toString(), QStringLiteral("notifications/progress"));
        const QJsonObject params = said.value(QStringLiteral("params")).toObject();
        QCOMPARE(params.value(QStringLiteral("progressToken")).toString(), QStringLiteral("p11"));
        QCOMPARE(params.value(QStringLiteral("progress")).toInt(), i + 1);
    }
    QVERIFY(run.objects[4].value(QStringLiteral("data")).toString().contains(QStringLiteral("1, 2, 3")));
}

void ExamplesMcpTest::theAnswerComesToWhoComesBack()
{
    const HelioRun asked =
        runHelio(helio("listen", {QStringLiteral("-H"), QStringLiteral("Accept: application/json, text/event-stream"),
                                  QStringLiteral("--data"), count(12, R"({"to":4,"hangUp":true})")}));
    QVERIFY2(asked.exitCode == 0, qPrintable(asked.report));
    QCOMPARE(asked.objects.size(), 2); // what to come back to, and the first number
    const HelioRun back = runHelio(helio(
        "listen", {QStringLiteral("--lens"), QStringLiteral("mcp"), QStringLiteral("--count"), QStringLiteral("4"),
                   QStringLiteral("--timeout"), QStringLiteral("60"), QStringLiteral("--last-event-id"),
                   asked.objects.last().value(QStringLiteral("lastEventId")).toString()}));
    QVERIFY2(back.exitCode == 0, qPrintable(back.report));
    QCOMPARE(back.objects.size(), 4); // the three others, and the answer
    QCOMPARE(back.objects.last().value(QStringLiteral("text")).toString(), QStringLiteral("1, 2, 3, 4"));
}

void ExamplesMcpTest::anAnnouncementIsForOneStreamAndOnce()
{
    const QStringList one = helio(
        "listen", {QStringLiteral("--count"), QStringLiteral("1"), QStringLiteral("--timeout"), QStringLiteral("60")});
    for (const QString &text : {QStringLiteral("said before"), QStringLiteral("said then")}) {
        QVERIFY(read(announce(text)).exitCode == 0);
        const HelioRun heard = runHelio(one); // it waited
        QVERIFY2(heard.exitCode == 0, qPrintable(heard.report));
        QVERIFY2(heard.objects.first().value(QStringLiteral("data")).toString().contains(text),
                 qPrintable(heard.report));
    }
}

void ExamplesMcpTest::whoHasNoSessionIsTold()
{
    const HelioRun run =
        runHelio({QStringLiteral("check"), server_.url(), QStringLiteral("--json"), QStringLiteral("-H"),
                  QStringLiteral("Mcp-Session-Id: none"), QStringLiteral("--data"), List});
    QVERIFY2(run.exitCode == 1, qPrintable(run.report));
    QCOMPARE(run.faults(), QStringList{QStringLiteral("refused-status error")});
    QVERIFY2(run.report.contains(QLatin1String("send initialize")), qPrintable(run.report));
}

void ExamplesMcpTest::pagesOfOtherOriginsAreRefused()
{
    const HelioRun run = runHelio(helio("check", {QStringLiteral("-H"), QStringLiteral("Origin: https://example.org"),
                                                  QStringLiteral("--data"), List}));
    QVERIFY2(run.exitCode == 1, qPrintable(run.report));
    QVERIFY2(run.faults().contains(QStringLiteral("refused-status error")), qPrintable(run.report));
}

void ExamplesMcpTest::aSessionThatWasEndedIsGone()
{
    const QByteArray id = "Mcp-Session-Id: " + beginSession();
    RawClient client;
    const auto ended = client.ask(port(), RawClient::request("DELETE", "/mcp", {id, "Connection: close"}));
    QVERIFY2(ended && ended->status == 204, qPrintable(client.error()));
    const auto asked =
        client.ask(port(), RawClient::request("GET", "/mcp", {id, "Accept: text/event-stream", "Connection: close"}));
    QVERIFY2(asked && asked->status == 404, qPrintable(client.error()));
}

void ExamplesMcpTest::theCommandsOfItsReadmeWork()
{
    const QStringList commands = readmeCommands(QStringLiteral("mcp"));
    QCOMPARE(commands.size(), 2);
    const auto run = [this](QString own) {
        own.replace(QLatin1String("http://127.0.0.1:8789/mcp"), server_.url());
        own.replace(QLatin1String("Mcp-Session-Id: ID"),
                    QStringLiteral("Mcp-Session-Id: ") + QString::fromLatin1(session_));
        return shell(own);
    };
    const auto listener = run(QStringLiteral("exec ") + commands[0]);
    QVERIFY(listener);
    QVERIFY(listener->waitForOutput([&] { return listener->standardError().contains("open"); }, 60s));
    const auto caller = run(commands[1]);
    QVERIFY(caller);
    QVERIFY2(caller->waitForExit(60s) == std::optional(0), qPrintable(caller->report()));
    QVERIFY(caller->standardOutput().contains(R"("text":"1, 2, 3, 4, 5")"));
    QVERIFY(read(announce(QStringLiteral("hear this"))).exitCode == 0);
    QVERIFY2(listener->waitForOutput([&] { return listener->standardOutput().contains("hear this"); }, 60s),
             qPrintable(listener->report()));
}

void ExamplesMcpTest::itEndsOnSigtermBesideAnOpenStream()
{
    RawClient client;
    QVERIFY(client.connectTo(port()));
    QVERIFY(
        client.send(RawClient::request("GET", "/mcp", {"Accept: text/event-stream", "Mcp-Session-Id: " + session_})));
    QVERIFY2(client.readUntil("data: "), qPrintable(client.error()));
    QCOMPARE(server_.stop(), std::optional(0));
    QVERIFY(client.waitForEnd());
}

QTEST_GUILESS_MAIN(ExamplesMcpTest)
#include "tst_examples_mcp.moc"
