// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/mcpcall.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace helio;

namespace {

/// Answers the first request of each connection with what it is told to.
struct Server
{
    Server()
    {
        if (!server.listen(QHostAddress::LocalHost, 0))
            qFatal("no port");
        QObject::connect(&server, &QTcpServer::newConnection, &server, [this] {
            ++connections;
            QTcpSocket *socket = server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                received += socket->readAll();
                if (!received.contains("\"method\"") || answered == connections)
                    return;
                answered = connections;
                socket->write(answer);
                socket->disconnectFromHost();
            });
        });
    }
    StreamRequest request() const
    {
        StreamRequest request;
        request.url = QUrl(QStringLiteral("http://127.0.0.1:%1/mcp").arg(server.serverPort()));
        request.headers = {{"X-Key", "k"}};
        return request;
    }

    QTcpServer server;
    QByteArray answer;
    QByteArray received;
    int connections = 0;
    int answered = 0;
};

struct Call
{
    Call(Server &server, const McpSession &session = {})
        : call(server.request(), session, R"({"jsonrpc":"2.0","id":1,"method":"ping"})")
    {
        QObject::connect(&call, &EventFeed::eventsArrived, &call, [this](const QList<ReceivedEvent> &events) {
            for (const ReceivedEvent &event : events)
                data.append(event.event.data);
        });
        call.send();
    }

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
    void whatTheStreamAsksOfItsAnswerDoesNotGoWithIt();
    void whatIsAcceptedWithoutAnAnswerIsFine();
    void aRefusalSaysWhatTheServerSays();
    void aConnectionThatClosesIsNotAskedAgain();
};

void McpCallTest::aJsonAnswerIsOneEvent()
{
    Server server;
    server.answer =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nMcp-Session-Id: s-9\r\nContent-Length: 37\r\n\r\n"
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n";
    Call call(server);
    QTRY_COMPARE(call.finished.count(), 1);
    QCOMPARE(call.finished[0][0].toString(), QString());
    QCOMPARE(call.data, QByteArrayList{R"({"jsonrpc":"2.0","id":1,"result":{}})"});
    QCOMPARE(call.heads.count(), 1);
    const auto head = call.heads[0][1].value<LensHead>();
    QVERIFY(std::any_of(head.begin(), head.end(), [](const auto &field) { return field.second == "s-9"; }));
}

void McpCallTest::anEventStreamIsReadAsItComes()
{
    Server server;
    server.answer = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                    "data: {\"a\":1}\n\ndata: {\"b\":2}\n\n";
    Call call(server);
    QTRY_COMPARE(call.finished.count(), 1);
    QCOMPARE(call.data, QByteArrayList({R"({"a":1})", R"({"b":2})"}));
}

void McpCallTest::theSessionGoesWithIt()
{
    Server server;
    server.answer = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";
    Call call(server, {"session-1", "2025-11-25"});
    QTRY_COMPARE(call.finished.count(), 1);
    const QByteArray lower = server.received.toLower();
    QVERIFY(server.received.startsWith("POST /mcp "));
    QVERIFY(lower.contains("mcp-session-id: session-1\r\n"));
    QVERIFY(lower.contains("mcp-protocol-version: 2025-11-25\r\n"));
    QVERIFY(lower.contains("accept: application/json, text/event-stream\r\n"));
    QVERIFY(lower.contains("x-key: k\r\n"));
    QVERIFY(server.received.endsWith(R"({"jsonrpc":"2.0","id":1,"method":"ping"})"));
}

void McpCallTest::whatTheStreamAsksOfItsAnswerDoesNotGoWithIt()
{
    Server server;
    server.answer = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";
    StreamRequest request = server.request();
    request.headers = {{"accept", "text/event-stream"}, {"Last-Event-ID", "7"}, {"X-Tenant", "a"}};
    McpCall call(request, {}, R"({"jsonrpc":"2.0","method":"notifications/initialized"})");
    QSignalSpy finished(&call, &McpCall::finished);
    call.send();
    QTRY_COMPARE(finished.count(), 1);
    const QByteArray sent = server.received.toLower();
    QVERIFY2(sent.contains("\r\naccept: application/json, text/event-stream\r\n"), server.received.constData());
    QVERIFY(!sent.contains("last-event-id"));
    QVERIFY(sent.contains("\r\nx-tenant: a\r\n"));
}

void McpCallTest::whatIsAcceptedWithoutAnAnswerIsFine()
{
    Server server;
    server.answer = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";
    Call call(server);
    QTRY_COMPARE(call.finished.count(), 1);
    QCOMPARE(call.finished[0][0].toString(), QString());
    QVERIFY(call.data.isEmpty());
}

void McpCallTest::aRefusalSaysWhatTheServerSays()
{
    Server server;
    server.answer = "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 28\r\n\r\n"
                    "{\"message\":\"no such session\"}";
    Call call(server);
    QTRY_COMPARE(call.finished.count(), 1);
    const QString problem = call.finished[0][0].toString();
    QVERIFY2(problem.contains(QStringLiteral("404")), qPrintable(problem));
    QVERIFY(call.data.isEmpty());
}

void McpCallTest::aConnectionThatClosesIsNotAskedAgain()
{
    Server server;
    Call call(server);
    QTRY_COMPARE(call.finished.count(), 1);
    QVERIFY(!call.finished[0][0].toString().isEmpty());
    QCOMPARE(server.connections, 1);
    QCOMPARE(server.received.count("POST "), 1);
    // Nor by another call.
    call.call.send();
    QCoreApplication::processEvents();
    QCOMPARE(server.connections, 1);
}

QTEST_GUILESS_MAIN(McpCallTest)
#include "tst_mcpcall.moc"
