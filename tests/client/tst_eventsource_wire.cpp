// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder.h"
#include "scriptedserver.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

#include <zlib.h>

using namespace helio;
using namespace std::chrono_literals;

using Ending = ScriptedServer::Ending;

/// What goes over the wire: fields, addresses, connections that are used again, codings, and how ends are told.
class EventSourceWireTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aGetCarriesNoLengthAndNoConnectionField();
    void fieldsOfOneNameGoOutWithAllTheirValues();
    void addressesGoOutAsTheyAreGiven_data();
    void addressesGoOutAsTheyAreGiven();
    void aConnectionIsUsedAgain();
    void aRequestOnAConnectionThatJustClosesIsNotLost_data();
    void aRequestOnAConnectionThatJustClosesIsNotLost();
    void whatTheServerCompressesIsReadAsItComes_data();
    void whatTheServerCompressesIsReadAsItComes();
    void whatOnlyLooksCompressedIsToldSo();
    void eachEndIsToldByItsCause_data();
    void eachEndIsToldByItsCause();
    void anAnswerWithoutAllOfItsLengthIsNeverWhole();
    void aRefusalSaysWhatTheAnswerSays_data();
    void aRefusalSaysWhatTheAnswerSays();
    void attemptsHaveALeastInterval();
    void aStreamThatLastedIsAskedForAtOnce();
    void anyTypeIsReadWhereThatIsWanted();
    void anAnswerOfJsonIsReadForWhoAsksForItToo_data();
    void anAnswerOfJsonIsReadForWhoAsksForItToo();
    void anAnswerOfJsonIsRefusedForWhoDoesNotAskForIt();
};

namespace {

constexpr int GzipForm = 15 + 16;
constexpr int ZlibForm = 15;
constexpr int RawForm = -15;

/// Compresses parts so that each can be read as soon as it is there.
class Deflater
{
public:
    explicit Deflater(int form) { deflateInit2(&z_, 9, Z_DEFLATED, form, 8, Z_DEFAULT_STRATEGY); }
    ~Deflater() { deflateEnd(&z_); }
    Deflater(const Deflater &) = delete;
    Deflater &operator=(const Deflater &) = delete;

    QByteArray part(QByteArray text, int flush = Z_SYNC_FLUSH)
    {
        QByteArray out(text.size() + 1000, '\0');
        z_.next_in = reinterpret_cast<Bytef *>(text.data());
        z_.avail_in = uInt(text.size());
        z_.next_out = reinterpret_cast<Bytef *>(out.data());
        z_.avail_out = uInt(out.size());
        deflate(&z_, flush);
        out.truncate(out.size() - qsizetype(z_.avail_out));
        return out;
    }

private:
    z_stream z_ = {};
};

QByteArray chunked(const QByteArray &body)
{
    return QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n";
}

} // namespace

void EventSourceWireTest::aGetCarriesNoLengthAndNoConnectionField()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    EventSource source(server.url(), quickOptions());
    source.open();
    QTRY_COMPARE(server.requests().size(), 1);
    QVERIFY(!server.requests().first().has("content-length"));
    QVERIFY(server.requests().first().header("connection").toLower() != "close");
    QCOMPARE(server.requests().first().header("accept-encoding"), "identity");
}

void EventSourceWireTest::fieldsOfOneNameGoOutWithAllTheirValues()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    EventSourceOptions options = quickOptions();
    options.headers = {{"X-A", "1"}, {"x-a", "2"}, {"Cookie", "a=1"}, {"Cookie", "b=2"}, {"Accept", "text/plain"}};
    EventSource source(server.url(), options);
    source.open();
    QTRY_COMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().first().header("x-a"), "1, 2");
    QCOMPARE(server.requests().first().header("cookie"), "a=1; b=2");
    QCOMPARE(server.requests().first().header("accept"), "text/plain"); // replaces ours
}

void EventSourceWireTest::addressesGoOutAsTheyAreGiven_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target : {"/a%2Fb", "//a//b/", "///a", "/a//b", "/?a=1&&b", "/?a=+%2B", "/q??a=b?c", "/q?",
                               "/a;b=c,d:e@f!$'()*+=", "/a%25b", "/%C3%A4", "/q?x=[1]", "/A%5B%5D?%5B%7B%7D"})
        QTest::newRow(target) << QByteArray(target);
}

void EventSourceWireTest::addressesGoOutAsTheyAreGiven()
{
    QFETCH(QByteArray, target);
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    const QByteArray origin = "http://127.0.0.1:" + QByteArray::number(server.port());
    EventSource source(QUrl(QString::fromLatin1(origin + target)), quickOptions());
    source.open();
    QTRY_COMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().first().target, target);
}

void EventSourceWireTest::aConnectionIsUsedAgain()
{
    ScriptedServer server;
    server.answer(streamHead("Content-Length: 8\r\n") + "data:a\n\n");
    server.answer(redirectAnswer(302, "/b"));
    server.answer(streamHead("Content-Length: 8\r\n") + "data:b\n\n");
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a", "b"}));
    QCOMPARE(server.connectionCount(), 1);
}

void EventSourceWireTest::aRequestOnAConnectionThatJustClosesIsNotLost_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("method");
    QTest::newRow("a redirect") << redirectAnswer(302, "/b") << QByteArray("GET");
    QTest::newRow("a redirect to GET") << redirectAnswer(303, "/b") << QByteArray("POST");
    QTest::newRow("a redirect of a request without a body") << redirectAnswer(307, "/b") << QByteArray("POST");
    QTest::newRow("a stream with a length") << streamHead("Content-Length: 8\r\n") + "data:-\n\n" << QByteArray("GET");
}

void EventSourceWireTest::aRequestOnAConnectionThatJustClosesIsNotLost()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, method);
    ScriptedServer server;
    server.answer(first);
    server.answer({}, Ending::Reset); // on the connection that was used before
    server.answerStream("data:a\n\n");
    EventSourceOptions options = quickOptions();
    options.method = method;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_VERIFY(recorder.data().endsWith("a"));
    QCOMPARE(server.requests().size(), 3);
    QCOMPARE(recorder.errors.size(), first.startsWith("HTTP/1.1 200") ? 1 : 0); // the end of the first stream
}

void EventSourceWireTest::whatTheServerCompressesIsReadAsItComes_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<int>("form");
    QTest::newRow("gzip") << QByteArray("gzip") << GzipForm;
    QTest::newRow("x-gzip in capitals") << QByteArray("X-GZIP") << GzipForm;
    QTest::newRow("deflate") << QByteArray("deflate") << ZlibForm;
    QTest::newRow("deflate without a head") << QByteArray("deflate") << RawForm;
}

void EventSourceWireTest::whatTheServerCompressesIsReadAsItComes()
{
    QFETCH(QByteArray, coding);
    QFETCH(int, form);
    const QByteArray large(3'000'000, 'x');
    Deflater deflater(form);
    ScriptedServer server;
    server.answer(streamHead("Content-Encoding: " + coding + "\r\n") + deflater.part("data:a\n\n"));
    EventSourceOptions options = quickOptions();
    options.reconnects = false;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    QSignalSpy ended(&source, &EventSource::ended);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a"}));
    server.send(deflater.part("data:" + large + "\n\n"));
    QTRY_COMPARE(recorder.data().size(), 2);
    QVERIFY(recorder.data().last() == large);
    server.send(deflater.part("data:c\n\n", Z_FINISH));
    server.end(Ending::Close);
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(recorder.data().size(), 3);
    QCOMPARE(recorder.data().last(), "c");
}

void EventSourceWireTest::whatOnlyLooksCompressedIsToldSo()
{
    ScriptedServer server;
    server.answer(streamHead("Content-Encoding: gzip\r\n") + "data:a\n\n");
    EventSourceOptions options;
    options.reconnectionTime = 1h;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.errors.size(), 1);
    QCOMPARE(recorder.lastError().failure, Failure::Transient);
    QVERIFY(recorder.lastError().message.contains(QStringLiteral("gzip")));
}

void EventSourceWireTest::eachEndIsToldByItsCause_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Ending>("ending");
    QTest::addColumn<QString>("text");
    const QByteArray inChunks = streamHead("Transfer-Encoding: chunked\r\n") + chunked("data:a\n\n");
    const auto row = [](const char *name, const QByteArray &answer, Ending ending, const char *text) {
        QTest::newRow(name) << answer << ending << QString::fromLatin1(text);
    };
    const char *const end = "The server ended the stream.";
    const char *const broken = "The connection broke off before the end of the stream.";
    const char *const unknown = "The connection was closed, by the server or on the way.";
    const char *const dropped = " An event that was not finished was dropped.";
    row("the last chunk", inChunks + "0\r\n\r\n", Ending::StayOpen, end);
    row("the length is reached", streamHead("Content-Length: 8\r\n") + "data:a\n\n", Ending::StayOpen, end);
    row("no last chunk", inChunks, Ending::Close, broken);
    row("within a chunk", inChunks + "99\r\ndata", Ending::Close, (QByteArray(broken) + dropped).constData());
    row("a reset in chunks", inChunks, Ending::Reset, broken);
    row("a chunk of less than nothing", inChunks + "-5\r\nx\r\n", Ending::Close, broken);
    row("the length is not reached", streamHead("Content-Length: 80\r\n") + "data:a\n\n", Ending::Close, broken);
    row("no length", streamHead() + "data:a\n\n", Ending::Close, unknown);
    row("no length, reset", streamHead() + "data:a\n\n", Ending::Reset, unknown);
    row("no length, within an event", streamHead() + "data:a\n\ndata:b\n", Ending::Close,
        (QByteArray(unknown) + dropped).constData());
    row("no length, within a comment", streamHead() + "data:a\n\n:b", Ending::Close, unknown);
}

void EventSourceWireTest::eachEndIsToldByItsCause()
{
    QFETCH(QByteArray, answer);
    QFETCH(Ending, ending);
    QFETCH(QString, text);
    ScriptedServer server;
    server.answer(answer, ending);
    EventSourceOptions options;
    options.reconnectionTime = 1h;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.errors.size(), 1);
    QCOMPARE(recorder.lastError().message, text);
}

/// Of one that was there before Qt looked for it, and broke off then, Qt says that it is whole.
void EventSourceWireTest::anAnswerWithoutAllOfItsLengthIsNeverWhole()
{
    constexpr int Attempts = 20;
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QTcpSocket *latest = nullptr;
    connect(&server, &QTcpServer::newConnection, &server, [&server, &latest] {
        latest = server.nextPendingConnection();
        latest->write(streamHead("Content-Length: 80\r\n") + "data:a\n\n");
    });
    EventSource source(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort())), quickOptions());
    Recorder recorder(source);
    connect(&source, &EventSource::eventsArrived, &server,
            [&latest] { QTimer::singleShot(10ms, latest, [latest] { latest->close(); }); });
    source.open();
    QTRY_VERIFY_WITH_TIMEOUT(recorder.errors.size() >= Attempts, 60'000);
    source.close();
    for (const FeedError &error : std::as_const(recorder.errors))
        QCOMPARE(error.message, QStringLiteral("The connection broke off before the end of the stream."));
}

void EventSourceWireTest::aRefusalSaysWhatTheAnswerSays_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QByteArray &type, const QByteArray &body, const char *text) {
        QTest::newRow(name) << plainAnswer("400 Bad Request", "Content-Type: " + type + "\r\n", body)
                            << QString::fromUtf8(text);
    };
    row("detail", "application/problem+json", R"({"title":"no","detail":"too\nlong"})", " It says: too long");
    row("title", "application/problem+json", R"({"title":"no"})", " It says: no");
    row("error", "application/json", R"({"error":"no key"})", " It says: no key");
    row("message in error", "application/json", R"({"error":{"code":7,"message":"no quota"}})", " It says: no quota");
    row("message", "application/json", R"({"message":"gone"})", " It says: gone");
    row("plain text", "text/plain; charset=utf-8", "\nfirst line\nsecond\n", " It says: first line");
    row("a page", "text/html", "<h1>No</h1>", "");
    row("an empty object", "application/json", "{}", "");
    row("nothing", "text/plain", "", "");
    QTest::newRow("a body that does not end")
        << QByteArray("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\n\r\nwait\n")
        << QStringLiteral(" It says: wait");
    QTest::newRow("a body beyond all bounds")
        << plainAnswer("400 Bad Request", "Content-Type: text/plain\r\n", QByteArray(5'000'000, 'x'))
        << QString(QStringLiteral(" It says: ") + QString(499, u'x') + u'…');
}

void EventSourceWireTest::aRefusalSaysWhatTheAnswerSays()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, text);
    ScriptedServer server;
    server.answer(answer);
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.errors.size(), 1);
    QCOMPARE(recorder.lastError().message,
             QStringLiteral("The server answered 400 Bad Request instead of 200.") + text);
    QCOMPARE(recorder.lastError().failure, Failure::Refused);
}

void EventSourceWireTest::attemptsHaveALeastInterval()
{
    ScriptedServer server;
    for (int i = 0; i < 3; ++i)
        server.answerStream("retry:0\ndata:a\n\n", Ending::Close);
    EventSource source(server.url());
    source.open();
    QTRY_COMPARE(server.requests().size(), 3);
    for (qsizetype i = 1; i < 3; ++i)
        QVERIFY(server.requests().at(i).arrivedAt - server.requests().at(i - 1).arrivedAt > 400ms);
}

void EventSourceWireTest::aStreamThatLastedIsAskedForAtOnce()
{
    ScriptedServer server;
    server.answerStream("retry:0\ndata:a\n\n");
    EventSourceOptions options;
    options.minimumInterval = 50ms;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data().size(), 1);
    const auto arrived = std::chrono::steady_clock::now();
    QTRY_VERIFY(std::chrono::steady_clock::now() - arrived > 60ms);
    server.end(Ending::Close);
    QTRY_COMPARE(recorder.delays, QList<std::chrono::milliseconds>({0ms}));
}

void EventSourceWireTest::anyTypeIsReadWhereThatIsWanted()
{
    ScriptedServer server;
    server.answer("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\ndata:a\n\n");
    EventSourceOptions options = quickOptions();
    options.acceptsAnyType = true;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a"}));
}

void EventSourceWireTest::anAnswerOfJsonIsReadForWhoAsksForItToo_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArrayList>("data");
    QTest::newRow("one value") << QByteArray("application/json; charset=utf-8") << QByteArray("{\n \"id\": 1\n}\n")
                               << QByteArrayList{"{\n \"id\": 1\n}"};
    QTest::newRow("an array") << QByteArray("application/json") << QByteArray("[{\"id\":1}, {\"id\":2}]")
                              << QByteArrayList{"{\"id\":1}", "{\"id\":2}"};
    QTest::newRow("an event stream all the same")
        << QByteArray("text/event-stream") << QByteArray("data: {\"id\":1}\n\n") << QByteArrayList{"{\"id\":1}"};
}

void EventSourceWireTest::anAnswerOfJsonIsReadForWhoAsksForItToo()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    ScriptedServer server;
    server.answer(plainAnswer("200 OK", "Content-Type: " + type + "\r\n", body));
    EventSourceOptions options = quickOptions();
    options.headers = {{"accept", "text/event-stream, application/json;q=0.5"}};
    options.reconnects = false;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(source.readyState(), ReadyState::Closed);
    QTEST(recorder.data(), "data");
    QVERIFY(recorder.errors.isEmpty());
}

void EventSourceWireTest::anAnswerOfJsonIsRefusedForWhoDoesNotAskForIt()
{
    ScriptedServer server;
    server.answer(plainAnswer("200 OK", "Content-Type: application/json\r\n", "{\"id\":1}"));
    EventSourceOptions options = quickOptions();
    options.headers = {{"Accept", "text/event-stream, application/json5"}};
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.errors.size(), 1);
    QCOMPARE(recorder.lastError().failure, Failure::Refused);
    QCOMPARE(recorder.data(), QByteArrayList());
}

QTEST_GUILESS_MAIN(EventSourceWireTest)
#include "tst_eventsource_wire.moc"
