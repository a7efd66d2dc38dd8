// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/networkmanagerpool.h"
#include "recorder.h"
#include "scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

#include <sys/socket.h>

using namespace helio;

using Cause = ConnectionEnd::Cause;
using Ending = ScriptedServer::Ending;

/// Requests that a browser's EventSource does not make: other methods, bodies, tokens, cookies, proxies.
class EventSourceRequestTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBodyIsPostedWithItsType();
    void aTypeAmongTheHeadersWins();
    void aPostedStreamEndsWithoutComingBack();
    void aPostedStreamThatBreaksIsAnError_data();
    void aPostedStreamThatBreaksIsAnError();
    void anAnswerThatComesBeforeTheBodyIsSentIsRead_data();
    void anAnswerThatComesBeforeTheBodyIsSentIsRead();
    void aPostedStreamComesBackWhenAsked();
    void aGetMayEndWithItsStreamToo();
    void headersGoOutWithAGetAsTheyAre();
    void aHeaderThatCannotGoOutIsRefused();
    void pathsGoOutAsTheyAre_data();
    void pathsGoOutAsTheyAre();
    void aBodysHeadersDoNotOutliveIt();
    void aRedirectChangesTheMethodAsFetchDoes_data();
    void aRedirectChangesTheMethodAsFetchDoes();
    void aBodyFollowsNoRedirectByItself_data();
    void aBodyFollowsNoRedirectByItself();
    void aGetWithABodyIsSentOnce();
    void whatIsNoMethodIsRefused();
    void tokensAndUsersAreSent_data();
    void tokensAndUsersAreSent();
    void noCredentialCrossesAnOrigin();
    void aTokenThatIsNoHeaderIsNotSent();
    void cookiesComeBackToTheirServer();
    void cookiesAreTheSourcesOwn();
    void cookiesAreNotKeptWhenNotWanted();
    void aGivenProxyIsAsked();
    void noProxyIsAskedForThisMachine();
};

namespace {

EventSourceOptions postOptions()
{
    EventSourceOptions options = quickOptions();
    options.method = "POST";
    options.body = R"({"stream":true})";
    return options;
}

} // namespace

void EventSourceRequestTest::aBodyIsPostedWithItsType()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    EventSource source(server.url(), postOptions());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a"}));
    const ScriptedRequest request = server.requests().first();
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.body, R"({"stream":true})");
    QCOMPARE(request.header("content-length"), "15");
    QCOMPARE(request.header("content-type"), "application/json");
    QCOMPARE(request.header("accept"), "text/event-stream");
}

void EventSourceRequestTest::aTypeAmongTheHeadersWins()
{
    ScriptedServer server;
    EventSourceOptions options = postOptions();
    options.headers = {{"content-type", "text/plain; charset=utf-8"}, {"Content-Length", "15"}};
    EventSource source(server.url(), options);
    source.open();
    QTRY_COMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().first().header("content-type"), "text/plain; charset=utf-8");
    QCOMPARE(server.requests().first().header("content-length"), "15");
}

void EventSourceRequestTest::aPostedStreamEndsWithoutComingBack()
{
    ScriptedServer server;
    server.answerStream("id:1\ndata:a\n\n", Ending::Close);
    EventSource source(server.url(), postOptions());
    Recorder recorder(source);
    QSignalSpy ended(&source, &EventSource::ended);
    source.open();
    QTRY_VERIFY2(ended.size() == 1, qPrintable(recorder.lastError().message));
    QCOMPARE(source.readyState(), ReadyState::Closed);
    QCOMPARE(recorder.data(), QByteArrayList({"a"}));
    QVERIFY(recorder.errors.isEmpty());
    QVERIFY(recorder.delays.isEmpty());
    // By hand it can be asked again.
    server.answerStream("data:b\n\n");
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a", "b"}));
    QCOMPARE(server.requests().size(), 2);
}

void EventSourceRequestTest::aPostedStreamThatBreaksIsAnError_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Ending>("ending");
    QTest::newRow("no answer") << QByteArray() << Ending::Close;
    QTest::newRow("reset") << streamHead("Content-Length: 99\r\n") + "data:a\n\n" << Ending::Reset;
    QTest::newRow("in the middle of its length") << streamHead("Content-Length: 99\r\n") + "data:a\n\n"
                                                 << Ending::Close;
}

void EventSourceRequestTest::aPostedStreamThatBreaksIsAnError()
{
    QFETCH(QByteArray, answer);
    QFETCH(Ending, ending);
    ScriptedServer server;
    server.answer(answer, ending);
    EventSource source(server.url(), postOptions());
    Recorder recorder(source);
    QSignalSpy ended(&source, &EventSource::ended);
    source.open();
    QTRY_COMPARE(recorder.errors.size(), 1);
    QCOMPARE(source.readyState(), ReadyState::Closed);
    QCOMPARE(recorder.lastError().failure, Failure::GaveUp);
    QVERIFY(!recorder.lastError().message.isEmpty());
    QVERIFY(ended.isEmpty());
    QCOMPARE(server.requests().size(), 1);
}

void EventSourceRequestTest::anAnswerThatComesBeforeTheBodyIsSentIsRead_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArrayList>("data");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<int>("status");
    const QByteArrayList one{"a"};
    QTest::newRow("a stream to the connection's end") << streamHead() + "data:a\n\n"
                                                      << one << Cause::CloseDelimited << 0;
    QTest::newRow("a stream of a length") << streamHead("Content-Length: 8\r\n") + "data:a\n\n"
                                          << one << Cause::Complete << 0;
    QTest::newRow("cut within its length") << streamHead("Content-Length: 9\r\n") + "data:a\n\n"
                                           << one << Cause::CutOff << 0;
    QTest::newRow("a stream in chunks") << streamHead("Transfer-Encoding: chunked\r\n") + "8\r\ndata:a\n\n\r\n0\r\n\r\n"
                                        << one << Cause::Complete << 0;
    QTest::newRow("cut between two chunks") << streamHead("Transfer-Encoding: chunked\r\n") + "8\r\ndata:a\n\n\r\n"
                                            << one << Cause::CutOff << 0;
    QTest::newRow("a refusal") << plainAnswer("413 Content Too Large", "Connection: close\r\n", "at most 4 bytes")
                               << QByteArrayList() << Cause::Refused << 413;
}

/// Qt's manager is not ready for it: it forgets that it reads already, and takes the end for a connection to try anew.
void EventSourceRequestTest::anAnswerThatComesBeforeTheBodyIsSentIsRead()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArrayList, data);
    QFETCH(Cause, cause);
    QFETCH(int, status);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&server, &answer] {
        QTcpSocket *const socket = server.nextPendingConnection();
        socket->write(answer);
        socket->flush();
        shutdown(int(socket->socketDescriptor()), SHUT_WR);
    });
    EventSourceOptions options = postOptions();
    options.body = QByteArray(1024 * 1024, 'x');
    EventSource source(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort())), options);
    Recorder recorder(source);
    QSignalSpy ends(&source, &EventSource::connectionEnded);
    source.open();
    QTRY_COMPARE(source.readyState(), ReadyState::Closed);
    QCOMPARE(recorder.data(), data);
    QCOMPARE(ends.size(), 1);
    QCOMPARE(ends.first().first().value<ConnectionEnd>().cause, cause);
    QCOMPARE(recorder.errors.isEmpty() ? 0 : recorder.lastError().httpStatus, status);
}

void EventSourceRequestTest::aPostedStreamComesBackWhenAsked()
{
    ScriptedServer server;
    server.answerStream("id:1\ndata:a\n\n", Ending::Close);
    server.answerStream("data:b\n\n");
    EventSourceOptions options = postOptions();
    options.reconnects = true;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a", "b"}));
    QCOMPARE(server.requests().last().method, "POST");
    QCOMPARE(server.requests().last().body, options.body);
    QCOMPARE(server.requests().last().header("last-event-id"), "1");
}

void EventSourceRequestTest::aGetMayEndWithItsStreamToo()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n", Ending::Close);
    EventSourceOptions options = quickOptions();
    options.reconnects = false;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    QSignalSpy ended(&source, &EventSource::ended);
    source.open();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(recorder.states, QList<ReadyState>({ReadyState::Connecting, ReadyState::Open, ReadyState::Closed}));
}

void EventSourceRequestTest::headersGoOutWithAGetAsTheyAre()
{
    ScriptedServer server;
    EventSourceOptions options;
    options.headers = {{"Content-Type", "application/json"},
                       {"Content-Encoding", "x"},
                       {"Host", "other"},
                       {"Connection", "close"},
                       {"TE", "trailers"},
                       {"X-Empty", ""},
                       {"Cookie", ""}};
    EventSource source(server.url(), options);
    source.open();
    QTRY_COMPARE(server.requests().size(), 1);
    for (const auto &[name, value] : options.headers) {
        const QByteArray lowerName = name.toLower();
        QVERIFY2(server.requests().first().has(lowerName.constData()), name.constData());
        QCOMPARE(server.requests().first().header(lowerName.constData()), value);
    }
}

void EventSourceRequestTest::aHeaderThatCannotGoOutIsRefused()
{
    ScriptedServer server;
    EventSourceOptions options;
    options.headers = {{"Content-Length", "5"}};
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.errors.size(), 1);
    QCOMPARE(recorder.lastError().failure, Failure::Refused);
    QVERIFY(recorder.lastError().message.contains(QStringLiteral("Content-Length")));
    QCOMPARE(server.connectionCount(), 0);
}

void EventSourceRequestTest::pathsGoOutAsTheyAre_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("/a/./b/../c?x=/./") << QByteArray("/a/c?x=/./");
    QTest::newRow("/a/b/..") << QByteArray("/a/");
    QTest::newRow("//a%2Fb//") << QByteArray("//a%2Fb//");
    QTest::newRow("/a/../..//b") << QByteArray("//b");
}

void EventSourceRequestTest::pathsGoOutAsTheyAre()
{
    QFETCH(QByteArray, target);
    ScriptedServer server;
    const QString given = QString::fromUtf8(QTest::currentDataTag());
    EventSource source(QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(server.port()).arg(given)));
    source.open();
    QTRY_COMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().first().target, target);
}

void EventSourceRequestTest::aBodysHeadersDoNotOutliveIt()
{
    ScriptedServer server;
    server.answer(redirectAnswer(303, "/b"));
    EventSourceOptions options;
    options.method = "POST";
    options.body = "x";
    options.headers = {{"Content-Type", "a/b"}, {"Content-Language", "de"}, {"X-Thing", "1"}};
    EventSource source(server.url(), options);
    source.open();
    QTRY_COMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().first().header("content-type"), "a/b");
    QVERIFY(!server.requests().last().has("content-type"));
    QVERIFY(!server.requests().last().has("content-language"));
    QCOMPARE(server.requests().last().header("x-thing"), "1");
}

void EventSourceRequestTest::aRedirectChangesTheMethodAsFetchDoes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::newRow("301") << 301 << QByteArray("GET");
    QTest::newRow("302") << 302 << QByteArray("GET");
    QTest::newRow("303") << 303 << QByteArray("GET");
    QTest::newRow("307") << 307 << QByteArray("POST");
    QTest::newRow("308") << 308 << QByteArray("POST");
}

void EventSourceRequestTest::aRedirectChangesTheMethodAsFetchDoes()
{
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    ScriptedServer server;
    server.answer(redirectAnswer(status, "/other"));
    server.answerStream("data:a\n\n");
    EventSourceOptions options = postOptions();
    options.reconnects = true; // its body may be sent again
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a"}));
    const ScriptedRequest request = server.requests().last();
    QCOMPARE(request.method, method);
    QCOMPARE(request.body, method == "POST" ? postOptions().body : QByteArray());
    QCOMPARE(request.has("content-type"), method == "POST");
}

void EventSourceRequestTest::aBodyFollowsNoRedirectByItself_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    for (const int status : {307, 308})
        QTest::addRow("POST, %d", status) << QByteArray("POST") << status;
    for (const int status : {301, 302, 307, 308})
        QTest::addRow("PUT, %d", status) << QByteArray("PUT") << status;
    QTest::newRow("GET, 302") << QByteArray("GET") << 302;
}

void EventSourceRequestTest::aBodyFollowsNoRedirectByItself()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    ScriptedServer server;
    server.answer(redirectAnswer(status, "/other"));
    EventSourceOptions options = postOptions();
    options.method = method;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.errors.size(), 1);
    QCOMPARE(recorder.lastError().failure, Failure::Refused);
    QVERIFY(recorder.lastError().message.contains(QStringLiteral("/other")));
    QCOMPARE(server.requests().size(), 1);
}

void EventSourceRequestTest::aGetWithABodyIsSentOnce()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n", Ending::Close);
    EventSourceOptions options = quickOptions();
    options.body = "{}";
    EventSource source(server.url(), options);
    Recorder recorder(source);
    QSignalSpy ended(&source, &EventSource::ended);
    source.open();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(source.readyState(), ReadyState::Closed);
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().first().body, "{}");
}

void EventSourceRequestTest::whatIsNoMethodIsRefused()
{
    ScriptedServer server;
    EventSourceOptions options;
    options.method = "GET / HTTP/1.1\r\nX:";
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.errors.size(), 1);
    QCOMPARE(recorder.lastError().failure, Failure::Refused);
    QCOMPARE(server.connectionCount(), 0);
}

void EventSourceRequestTest::tokensAndUsersAreSent_data()
{
    QTest::addColumn<EventSourceOptions>("options");
    QTest::addColumn<QByteArray>("sent");
    EventSourceOptions options;
    options.userName = QStringLiteral("Aladdin");
    options.password = QStringLiteral("open sesame");
    QTest::newRow("a user") << options << QByteArray("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    options.bearerToken = "t.o-k_en";
    QTest::newRow("a token") << options << QByteArray("Bearer t.o-k_en");
    options.headers = {{"authorization", "Own x"}};
    QTest::newRow("a header") << options << QByteArray("Own x");
}

void EventSourceRequestTest::tokensAndUsersAreSent()
{
    QFETCH(EventSourceOptions, options);
    QFETCH(QByteArray, sent);
    ScriptedServer server;
    EventSource source(server.url(), options);
    source.open();
    QTRY_COMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().first().header("authorization"), sent);
}

void EventSourceRequestTest::noCredentialCrossesAnOrigin()
{
    ScriptedServer other;
    ScriptedServer server;
    server.answer(redirectAnswer(308, other.url().toEncoded()));
    EventSourceOptions options = quickOptions();
    options.bearerToken = "secret";
    options.headers = {{"X-Api-Key", "secret"}, {"Proxy-Authorization", "secret"}, {"X-Thing", "1"}};
    EventSource source(server.url(), options);
    source.open();
    QTRY_COMPARE(other.requests().size(), 1);
    QCOMPARE(server.requests().first().header("authorization"), "Bearer secret");
    QCOMPARE(server.requests().first().header("x-api-key"), "secret");
    other.end(Ending::Close);
    // Neither when it asks there at once, as it moved for good.
    QTRY_COMPARE(other.requests().size(), 2);
    for (const ScriptedRequest &request : other.requests()) {
        for (const QByteArray &value : request.headers)
            QVERIFY2(!value.contains("secret"), value.constData());
        QVERIFY(!request.has("x-thing"));
    }
}

void EventSourceRequestTest::aTokenThatIsNoHeaderIsNotSent()
{
    ScriptedServer server;
    EventSourceOptions options;
    options.bearerToken = "t\r\nX-Thing: 1";
    EventSource source(server.url(), options);
    source.open();
    QTRY_COMPARE(server.requests().size(), 1);
    QVERIFY(!server.requests().first().has("authorization"));
    QVERIFY(!server.requests().first().has("x-thing"));
}

void EventSourceRequestTest::cookiesComeBackToTheirServer()
{
    ScriptedServer server;
    server.answer("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /there\r\nSet-Cookie: a=1; Path=/\r\n\r\n");
    server.answer(streamHead("Set-Cookie: b=2\r\nSet-Cookie: c=3; Path=/elsewhere\r\n") + "data:a\n\n", Ending::Close);
    EventSourceOptions options = quickOptions();
    options.headers = {{"Cookie", "own=0"}};
    EventSource source(server.url(), options);
    source.open();
    QTRY_COMPARE(server.requests().size(), 3);
    QCOMPARE(server.requests().at(0).header("cookie"), "own=0");
    QCOMPARE(server.requests().at(1).header("cookie"), "own=0; a=1");
    QByteArrayList last = server.requests().at(2).header("cookie").split(';');
    for (QByteArray &cookie : last)
        cookie = cookie.trimmed();
    std::sort(last.begin(), last.end());
    QCOMPARE(last, QByteArrayList({"a=1", "b=2", "own=0"}));
}

void EventSourceRequestTest::cookiesAreTheSourcesOwn()
{
    ScriptedServer server;
    NetworkManagerPool pool;
    server.answer(streamHead("Set-Cookie: a=1; Path=/\r\n") + "data:a\n\n");
    EventSource one(server.url(), quickOptions(), &pool);
    Recorder recorder(one);
    one.open();
    QTRY_COMPARE(recorder.data().size(), 1);
    EventSource other(server.url(), quickOptions(), &pool);
    other.open();
    QTRY_COMPARE(server.requests().size(), 2);
    QCOMPARE(pool.managerCount(), 1);
    QVERIFY(!server.requests().last().has("cookie"));
}

void EventSourceRequestTest::cookiesAreNotKeptWhenNotWanted()
{
    ScriptedServer server;
    server.answer(streamHead("Set-Cookie: a=1; Path=/\r\n") + "data:a\n\n", Ending::Close);
    EventSourceOptions options = quickOptions();
    options.keepsCookies = false;
    options.headers = {{"Cookie", "own=0"}};
    EventSource source(server.url(), options);
    source.open();
    QTRY_COMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().last().header("cookie"), "own=0");
}

void EventSourceRequestTest::aGivenProxyIsAsked()
{
    ScriptedServer proxy;
    proxy.answerStream("data:a\n\n");
    EventSourceOptions options;
    options.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), proxy.port());
    EventSource source(QUrl(QStringLiteral("http://somewhere.invalid/stream?x=1")), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a"}));
    QCOMPARE(proxy.requests().first().target, "http://somewhere.invalid/stream?x=1");
    QCOMPARE(proxy.requests().first().header("host"), "somewhere.invalid");
}

void EventSourceRequestTest::noProxyIsAskedForThisMachine()
{
    ScriptedServer proxy;
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    server.answerStream("data:b\n\n");
    // What the system's settings come from here.
    qputenv("http_proxy", proxy.url(QString()).toEncoded());
    EventSourceOptions none;
    none.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    EventSource bySystem(server.url());
    EventSource byNone(server.url(), none);
    Recorder one(bySystem);
    Recorder other(byNone);
    bySystem.open();
    byNone.open();
    QTRY_VERIFY(one.data().size() == 1 && other.data().size() == 1);
    QCOMPARE(proxy.connectionCount(), 0);
    qunsetenv("http_proxy");
}

QTEST_GUILESS_MAIN(EventSourceRequestTest)
#include "tst_eventsource_request.moc"
