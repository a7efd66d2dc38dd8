// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder.h"
#include "scriptedserver.h"

#include <QTest>

using namespace helio;

using Ending = ScriptedServer::Ending;

namespace {

/// One answer of the server; whatever it has none for stays without.
struct Reply
{
    QByteArray bytes;
    Ending ending = Ending::StayOpen;
    bool bytewise = false;
};

/// What comes of it, checked once `data` has arrived and the source is as it shall be.
struct Outcome
{
    QByteArrayList data;
    bool staysOpen = true;
    int requests = 1;
    int errors = 0;
    int status = 0; ///< of the last error
};

Reply stream(const QByteArray &body, Ending ending = Ending::StayOpen)
{
    return {streamHead() + body, ending};
}

Reply redirect(int status, const QByteArray &location)
{
    return {redirectAnswer(status, location)};
}

QByteArray chunked(const QByteArray &body)
{
    return QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n";
}

/// Closed for good by the first answer.
Outcome refused(int status, int requests = 1)
{
    return {{}, false, requests, 1, status};
}

} // namespace

/// The situations in which a connection may find itself, one row each: what the servers answer, and what comes of it.
class EventSourceSituationsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everySituationEndsAsTheStandardSays_data();
    void everySituationEndsAsTheStandardSays();
    void aServerThatRefusesConnectionsIsAskedUntilItIsThere();
    void aNameThatIsNoHostIsAnErrorThatPasses();

private:
    void answersRows();
    void redirectRows();
    void endRows();
    void streamRows();
};

void EventSourceSituationsTest::everySituationEndsAsTheStandardSays_data()
{
    QTest::addColumn<QList<Reply>>("replies");
    QTest::addColumn<Outcome>("outcome");
    answersRows();
    redirectRows();
    endRows();
    streamRows();
}

void EventSourceSituationsTest::answersRows()
{
    const auto row = [](const char *name, const QByteArray &answer, const Outcome &outcome) {
        QTest::newRow(name) << QList<Reply>{{answer}} << outcome;
    };
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    const QByteArray a = "data:a\n\n";
    row("200", streamHead() + a, {{"a"}});
    row("200 with HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + a, {{"a"}});
    row("200, type in capitals", ok + "CONTENT-TYPE: TEXT/EVENT-STREAM\r\n\r\n" + a, {{"a"}});
    row("200, type with another charset", ok + "Content-Type: text/event-stream; charset=utf-16\r\n\r\n" + a, {{"a"}});
    row("200, two types, the last one good",
        ok + "Content-Type: text/plain\r\nContent-Type: text/event-stream\r\n\r\n" + a, {{"a"}});
    row("200, folded spaces", ok + "Content-Type:\t text/event-stream \r\n\r\n" + a, {{"a"}});
    row("100 before it", "HTTP/1.1 100 Continue\r\n\r\n" + streamHead() + a, {{"a"}});
    row("HTTP/1.0 that wants to keep the connection",
        "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Type: text/event-stream\r\n\r\n" + a, {{"a"}});
    row("200 without a type", ok + "\r\n" + a, refused(200));
    row("200, text/plain", ok + "Content-Type: text/plain\r\n\r\n" + a, refused(200));
    row("200, a type that begins alike", ok + "Content-Type: text/event-streams\r\n\r\n" + a, refused(200));
    row("200, application/json", ok + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", refused(200));
    row("200, a coding that is not known", streamHead("Content-Encoding: br\r\n"), refused(200));
    row("103 before it", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + streamHead() + a, refused(103));
    row("102 before it", "HTTP/1.1 102 Processing\r\n\r\n" + streamHead() + a, refused(102));
    row("200, a head too large", streamHead("X-Large: " + QByteArray(300'000, 'x') + "\r\n") + a, refused(200));
    row("200, too many fields", streamHead(QByteArray("X-Many: y\r\n").repeated(200)) + a, refused(200));
    row("201", plainAnswer("201 Created", "Content-Type: text/event-stream\r\n", a), refused(201));
    row("204", "HTTP/1.1 204 No Content\r\n\r\n", refused(204));
    row("205", plainAnswer("205 Reset Content"), refused(205));
    row("206", plainAnswer("206 Partial Content", "Content-Type: text/event-stream\r\n", a), refused(206));
    row("300 with a location", plainAnswer("300 Choices", "Location: /b\r\n"), refused(300));
    row("304", "HTTP/1.1 304 Not Modified\r\n\r\n", refused(304));
    row("305 with a location", plainAnswer("305 Use Proxy", "Location: /b\r\n"), refused(305));
    row("400", plainAnswer("400 Bad Request"), refused(400));
    row("401 with a challenge", plainAnswer("401 Who", "WWW-Authenticate: Basic realm=\"x\"\r\n"), refused(401));
    row("403", plainAnswer("403 Forbidden"), refused(403));
    row("404 whose body does not end", "HTTP/1.1 404 Not Found\r\n\r\n" + a, refused(404));
    row("407", plainAnswer("407 Proxy"), refused(407));
    row("429", plainAnswer("429 Too Many", "Retry-After: 0\r\n"), refused(429));
    row("500", plainAnswer("500 Oh"), refused(500));
    row("503 that says when", plainAnswer("503 Busy", "Retry-After: 0\r\n"), refused(503));
}

void EventSourceSituationsTest::redirectRows()
{
    const auto row = [](const char *name, const QList<Reply> &replies, const Outcome &outcome) {
        QTest::newRow(name) << replies << outcome;
    };
    const Reply a = stream("data:a\n\n");
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("%d", status) << QList<Reply>{redirect(status, "/b"), a} << Outcome{{"a"}, true, 2};
        QTest::addRow("%d without a location", status)
            << QList<Reply>{{plainAnswer(QByteArray::number(status) + " X")}} << refused(status);
    }
    row("a chain of kinds", {redirect(301, "/b"), redirect(302, "?c"), redirect(308, "//127.0.0.1:PORT/d"), a},
        {{"a"}, true, 4});
    row("20 in a row", QList<Reply>(20, redirect(302, "/b")) + QList<Reply>{a}, {{"a"}, true, 21});
    row("21 in a row", QList<Reply>(21, redirect(302, "/b")) + QList<Reply>{a}, refused(302, 21));
    row("to itself, without an end", QList<Reply>(21, redirect(307, "/stream")), refused(307, 21));
    row("to another scheme", {redirect(302, "ftp://127.0.0.1/")}, refused(302));
    row("to nothing that is a URL", {redirect(302, "http://:::/")}, refused(302));
    row("to a 404", {redirect(302, "/b"), {plainAnswer("404 Not Found")}}, refused(404, 2));
    row("with a type and a body of its own",
        {{plainAnswer("302 Found", "Location: /b\r\nContent-Type: text/event-stream\r\n", "data:no\n\n")}, a},
        {{"a"}, true, 2});
    row("to a server that says nothing at first", {redirect(302, "/b"), {{}, Ending::Close}, a}, {{"a"}, true, 3});
}

void EventSourceSituationsTest::endRows()
{
    const auto row = [](const char *name, const QList<Reply> &replies, const Outcome &outcome) {
        QTest::newRow(name) << replies << outcome;
    };
    const Reply b = stream("data:b\n\n");
    row("the body ends", {stream("data:a\n\n", Ending::Close), b}, {{"a", "b"}, true, 2, 1});
    row("no body at all", {stream({}, Ending::Close), b}, {{"b"}, true, 2, 1});
    row("a length of nothing", {{streamHead("Content-Length: 0\r\n")}, b}, {{"b"}, true, 2, 1});
    row("a length that is reached", {{streamHead("Content-Length: 8\r\n") + "data:a\n\n"}, b},
        {{"a", "b"}, true, 2, 1});
    row("a length that is not reached", {{streamHead("Content-Length: 80\r\n") + "data:a\n\n", Ending::Close}, b},
        {{"a", "b"}, true, 2, 1});
    row("the last chunk", {{streamHead("Transfer-Encoding: chunked\r\n") + chunked("data:a\n\n") + "0\r\n\r\n"}, b},
        {{"a", "b"}, true, 2, 1});
    row("no last chunk", {{streamHead("Transfer-Encoding: chunked\r\n") + chunked("data:a\n\n"), Ending::Close}, b},
        {{"a", "b"}, true, 2, 1});
    // Within an attempt the manager asks again by itself where a connection was closed without an answer.
    row("a reset before the head", {{{}, Ending::Reset}, b}, {{"b"}, true, 2});
    row("closed before the head", {{{}, Ending::Close}, b}, {{"b"}, true, 2});
    row("no HTTP", {{"220 mail.example ESMTP\r\n", Ending::Close}, b}, {{"b"}, true, 2});
    // It takes the next answer for the rest of the head that was cut, and asks once more.
    row("a reset within the head", {{"HTTP/1.1 200 OK\r\nContent", Ending::Reset}, b, b}, {{"b"}, true, 3});
    row("closed within the head", {{"HTTP/1.1 200 OK\r\nContent", Ending::Close}, b, b}, {{"b"}, true, 3});
    row("a cut event", {stream("data:a\n\ndata:cut\n", Ending::Close), b}, {{"a", "b"}, true, 2, 1});
    row("204 after a reconnection", {stream("data:a\n\n", Ending::Close), {plainAnswer("204 No Content")}},
        {{"a"}, false, 2, 2, 204});
    row("404 after a reconnection", {stream("data:a\n\n", Ending::Close), {plainAnswer("404 Gone")}},
        {{"a"}, false, 2, 2, 404});
    row("another type after a reconnection",
        {stream("data:a\n\n", Ending::Close), {plainAnswer("200 OK", "Content-Type: text/html\r\n")}},
        {{"a"}, false, 2, 2, 200});
}

void EventSourceSituationsTest::streamRows()
{
    const auto row = [](const char *name, const QList<Reply> &replies, const Outcome &outcome) {
        QTest::newRow(name) << replies << outcome;
    };
    row("bytewise, head and all", {{streamHead() + "id:1\r\ndata:a\r\n\r\ndata:b\r\n\r\n", Ending::StayOpen, true}},
        {{"a", "b"}});
    row("bytewise, in chunks",
        {{streamHead("Transfer-Encoding: chunked\r\n") + chunked("data:a\n") + chunked("\n"), Ending::StayOpen, true}},
        {{"a"}});
    row("bytewise redirect", {{redirectAnswer(302, "/b"), Ending::StayOpen, true}, stream("data:a\n\n")},
        {{"a"}, true, 2});
    row("bytewise 404", {{plainAnswer("404 Not Found"), Ending::StayOpen, true}}, refused(404));
    row("a chunk's extension and trailers",
        {{streamHead("Transfer-Encoding: chunked\r\n") + "8;x=y\r\ndata:a\n\n\r\n0\r\nX: y\r\n\r\n"},
         stream("data:b\n\n")},
        {{"a", "b"}, true, 2, 1});
    row("a large head", {{streamHead("X-Large: " + QByteArray(60'000, 'x') + "\r\n") + "data:a\n\n"}}, {{"a"}});
    row("an event named error", {stream("event:error\ndata:a\n\n")}, {{"a"}});
    row("a BOM",
        {stream("\xEF\xBB\xBF"
                "data:a\n\n")},
        {{"a"}});
}

void EventSourceSituationsTest::everySituationEndsAsTheStandardSays()
{
    QFETCH(QList<Reply>, replies);
    QFETCH(Outcome, outcome);
    ScriptedServer server;
    for (Reply &reply : replies) {
        reply.bytes.replace("PORT", QByteArray::number(server.port()));
        if (reply.bytewise)
            server.answerBytewise(reply.bytes, reply.ending);
        else
            server.answer(reply.bytes, reply.ending);
    }
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), outcome.data);
    QTRY_COMPARE(source.readyState(), outcome.staysOpen ? ReadyState::Open : ReadyState::Closed);
    QCOMPARE(server.requests().size(), outcome.requests);
    QCOMPARE(recorder.errors.size(), outcome.errors);
    QCOMPARE(recorder.lastError().httpStatus, outcome.status);
    QVERIFY(!outcome.errors || !recorder.lastError().message.isEmpty());
    for (const FeedError &error : std::as_const(recorder.errors)) {
        const bool isLast = &error == &recorder.errors.last();
        QCOMPARE(error.failure, isLast && !outcome.staysOpen ? Failure::Refused : Failure::Transient);
    }
    // One more request from elsewhere is the clock: what was closed has asked nothing meanwhile.
    EventSource later(server.url(), quickOptions());
    later.open();
    QTRY_COMPARE(server.requests().size(), outcome.requests + 1);
    later.close();
    QTRY_COMPARE(server.openCount(), outcome.staysOpen ? 1 : 0);
}

void EventSourceSituationsTest::aServerThatRefusesConnectionsIsAskedUntilItIsThere()
{
    auto before = std::make_unique<ScriptedServer>();
    const quint16 port = before->port();
    EventSource source(before->url(), quickOptions());
    before.reset();
    Recorder recorder(source);
    source.open();
    QTRY_VERIFY(recorder.errors.size() >= 3);
    for (const FeedError &error : std::as_const(recorder.errors))
        QCOMPARE(error.failure, Failure::Transient);
    QCOMPARE(recorder.states, QList<ReadyState>({ReadyState::Connecting}));
    ScriptedServer server(port);
    server.answerStream("data:a\n\n");
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a"}));
}

void EventSourceSituationsTest::aNameThatIsNoHostIsAnErrorThatPasses()
{
    EventSourceOptions options;
    options.reconnectionTime = std::chrono::hours(1);
    EventSource source(QUrl(QStringLiteral("http://nowhere.invalid/")), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE_WITH_TIMEOUT(recorder.errors.size(), 1, 60'000);
    QCOMPARE(recorder.lastError().failure, Failure::Transient);
    QCOMPARE(source.readyState(), ReadyState::Connecting);
}

QTEST_GUILESS_MAIN(EventSourceSituationsTest)
#include "tst_eventsource_situations.moc"
