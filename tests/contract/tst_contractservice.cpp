// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/networkmanager.h"
#include "contract/requestserver.h"
#include "support/childprocess.h"
#include "tests/client/scriptedserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QTest>

using namespace std::chrono_literals;
using namespace helio::contract;
using helio::test::ChildProcess;

using Ending = ScriptedServer::Ending;

/// The service as the harness drives it, over HTTP on both sides.
class ContractServiceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void cleanupTestCase();

    void itSaysWhatItCan();
    void aStreamIsAsked_data();
    void aStreamIsAsked();
    void eventsAreReported_data();
    void eventsAreReported();
    void commentsAreReportedAsSoonAsTheirLineEnds();
    void messagesComeInOrder();
    void aBrokenStreamIsAskedForAgain_data();
    void aBrokenStreamIsAskedForAgain();
    void failuresAreReported_data();
    void failuresAreReported();
    void silenceIsAFailureWhenAskedFor();
    void noContentEndsIt();
    void redirectsAreFollowed();
    void commandRestart();
    void commandListen();
    void aStreamThatIsDeletedSaysNothingMore();
    void wrongRequestsAreRefused_data();
    void wrongRequestsAreRefused();
    void deletingTheServiceEndsIt();

private:
    struct Answer
    {
        int status = 0;
        QByteArray location;
        QByteArray body;
    };
    Answer ask(const QByteArray &method, const QString &address, const QByteArray &body = {});
    /// Has the service open the stream of `server_`, with `more` members; answers its address.
    QString openStream(const QJsonObject &more = {});
    QJsonObject message(qsizetype index) const;

    std::unique_ptr<ChildProcess> service_;
    QString address_;
    QNetworkAccessManager *manager_ = nullptr;
    std::unique_ptr<ScriptedServer> server_;
    std::unique_ptr<RequestServer> callbackServer_;
    QStringList streams_; ///< opened, and not deleted perhaps
    QString callbackAddress_;
    QByteArray endpoint_;                                    ///< the last part of the latest stream's callback address
    int firstEndpoint_ = 1;                                  ///< of the test that runs
    QList<std::pair<QByteArrayList, QByteArray>> callbacks_; ///< path and body
};

namespace {

const QJsonObject AtOnce{{QStringLiteral("initialDelayMs"), 0}};

QJsonObject eventMessage(const char *type, const char *data, const char *id = "")
{
    return {{QStringLiteral("kind"), QStringLiteral("event")},
            {QStringLiteral("event"), QJsonObject{{QStringLiteral("type"), QString::fromUtf8(type)},
                                                  {QStringLiteral("data"), QString::fromUtf8(data)},
                                                  {QStringLiteral("id"), QString::fromUtf8(id)}}}};
}

QJsonObject commentMessage(const char *text)
{
    return {{QStringLiteral("kind"), QStringLiteral("comment")}, {QStringLiteral("comment"), QString::fromUtf8(text)}};
}

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

} // namespace

void ContractServiceTest::initTestCase()
{
    manager_ = helio::makeNetworkManager(this);
    callbackServer_ = std::make_unique<RequestServer>([this](const Request &request) {
        if (request.path.value(1).toInt() >= firstEndpoint_) // else late, from a stream of the test before
            callbacks_.emplaceBack(request.path, request.body);
        return helio::HttpResponse::noContent();
    });
    QString problem;
    const quint16 port = callbackServer_->listen(QHostAddress::LocalHost, 0, problem);
    QVERIFY2(port != 0, qPrintable(problem));
    callbackAddress_ = QStringLiteral("http://127.0.0.1:%1/endpoints/").arg(port);

    service_ = std::make_unique<ChildProcess>(QStringLiteral(CONTRACT_SERVICE),
                                              QStringList{QStringLiteral("--port"), QStringLiteral("0")});
    QVERIFY(service_->start());
    QVERIFY2(service_->waitForOutput([this] { return service_->standardOutput().endsWith('\n'); }, 20s),
             qPrintable(service_->report()));
    const QByteArray line = service_->standardOutput();
    QVERIFY(line.startsWith("listening on http://127.0.0.1:"));
    address_ = QString::fromLatin1(line.trimmed().sliced(qstrlen("listening on ")));
}

void ContractServiceTest::cleanup()
{
    for (const QString &stream : std::exchange(streams_, {}))
        ask("DELETE", stream);
    server_.reset();
    firstEndpoint_ = endpoint_.toInt() + 1;
    callbacks_.clear();
}

void ContractServiceTest::cleanupTestCase()
{
    service_.reset();
}

ContractServiceTest::Answer ContractServiceTest::ask(const QByteArray &method, const QString &address,
                                                     const QByteArray &body)
{
    QNetworkRequest request{QUrl(address)};
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    const std::unique_ptr<QNetworkReply> reply(manager_->sendCustomRequest(request, method, body));
    if (!QTest::qWaitFor([&] { return reply->isFinished(); }, 20'000))
        return {};
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->rawHeader("Location"),
            reply->readAll()};
}

QString ContractServiceTest::openStream(const QJsonObject &more)
{
    if (!server_)
        server_ = std::make_unique<ScriptedServer>();
    endpoint_ = QByteArray::number(endpoint_.toInt() + 1);
    QJsonObject request{{QStringLiteral("streamUrl"), server_->url().toString()},
                        {QStringLiteral("callbackUrl"), callbackAddress_ + QString::fromLatin1(endpoint_)},
                        {QStringLiteral("tag"), QString::fromLatin1(QTest::currentTestFunction())}};
    for (auto member = more.begin(); member != more.end(); ++member)
        request.insert(member.key(), member.value());
    const Answer answer = ask("POST", address_, QJsonDocument(request).toJson());
    if (answer.status != 201)
        qWarning("%s", answer.body.constData());
    streams_.append(QString::fromLatin1(answer.location));
    return streams_.last();
}

QJsonObject ContractServiceTest::message(qsizetype index) const
{
    return QJsonDocument::fromJson(callbacks_.value(index).second).object();
}

void ContractServiceTest::itSaysWhatItCan()
{
    const Answer answer = ask("GET", address_);
    QCOMPARE(answer.status, 200);
    const QJsonObject status = QJsonDocument::fromJson(answer.body).object();
    QCOMPARE(status.value(u"name").toString(), QStringLiteral("heliograph"));
    QStringList capabilities;
    for (const auto each : status.value(u"capabilities").toArray())
        capabilities.append(each.toString());
    QCOMPARE(capabilities.join(u' '),
             QStringLiteral("bom comments headers last-event-id post read-timeout report restart "
                            "server-directed-shutdown-request"));
}

void ContractServiceTest::aStreamIsAsked_data()
{
    QTest::addColumn<QJsonObject>("more");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *name, const char *json, const char *method, const char *body, const char *field,
                        const char *value) {
        QTest::newRow(name) << QJsonDocument::fromJson(json).object() << QByteArray(method) << QByteArray(body)
                            << QByteArray(field) << QByteArray(value);
    };
    row("as by default", "{}", "GET", "", "accept", "text/event-stream");
    row("without a cache", "{}", "GET", "", "cache-control", "no-cache");
    row("without a last event ID", "{}", "GET", "", "last-event-id", "");
    row("null is left out", R"({"initialDelayMs":null,"readTimeoutMs":null,"headers":null,"body":null})", "GET", "",
        "last-event-id", "");
    row("with a last event ID", R"({"lastEventId":"abc"})", "GET", "", "last-event-id", "abc");
    row("with headers", R"({"headers":{"header-name-1":"value-1","header-name-2":"value-2"}})", "GET", "",
        "header-name-2", "value-2");
    row("by POST",
        R"({"method":"POST","body":"{\"a\": 1}","headers":{"content-type":"application/json; charset=utf-8"}})", "POST",
        R"({"a": 1})", "content-type", "application/json; charset=utf-8");
    row("by POST without a type", R"({"method":"POST","body":"a"})", "POST", "a", "content-type", "text/plain");
    row("by REPORT", R"({"method":"REPORT","body":"ä","headers":{"content-type":"text/x"}})", "REPORT", "ä",
        "content-type", "text/x");
}

void ContractServiceTest::aStreamIsAsked()
{
    QFETCH(QJsonObject, more);
    QFETCH(QByteArray, field);
    QVERIFY(!openStream(more).isEmpty());
    QTRY_COMPARE(server_->requests().size(), 1);
    const ScriptedRequest request = server_->requests().first();
    QTEST(request.method, "method");
    QTEST(request.body, "body");
    QTEST(request.header(field.constData()), "value");
}

void ContractServiceTest::eventsAreReported_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QList<QJsonObject>>("messages");
    const auto row = [](const char *name, const QByteArray &stream, const QList<QJsonObject> &messages) {
        QTest::newRow(name) << stream << messages;
    };
    row("the default type", "data: Hello\n\n", {eventMessage("message", "Hello")});
    row("type and id", "event: greeting\nid: abc\ndata: Hello\n\n", {eventMessage("greeting", "Hello", "abc")});
    row("the last id stays", "id: abc\ndata: a\n\ndata: b\n\n",
        {eventMessage("message", "a", "abc"), eventMessage("message", "b", "abc")});
    row("an empty id resets it", "id: abc\ndata: a\n\nid:\ndata: b\n\n",
        {eventMessage("message", "a", "abc"), eventMessage("message", "b")});
    row("several lines", "data: a\ndata:b\n\n", {eventMessage("message", "a\nb")});
    row("a byte order mark",
        "\xEF\xBB\xBF"
        "data: a\n\n",
        {eventMessage("message", "a")});
    row("letters of many bytes", "data: €豆腐\n\n", {eventMessage("message", "€豆腐")});
    row("an event called error", "event:error\ndata:a\n\n", {eventMessage("error", "a")});
    row("comments between", ":Hello\ndata: a\n: World\n\n:after\n",
        {commentMessage("Hello"), commentMessage(" World"), eventMessage("message", "a"), commentMessage("after")});
}

void ContractServiceTest::eventsAreReported()
{
    QFETCH(QByteArray, stream);
    QFETCH(QList<QJsonObject>, messages);
    server_ = std::make_unique<ScriptedServer>();
    server_->answerStream(stream);
    openStream();
    QTRY_COMPARE(callbacks_.size(), messages.size());
    for (qsizetype i = 0; i < messages.size(); ++i)
        QCOMPARE(message(i), messages.at(i));
}

void ContractServiceTest::commentsAreReportedAsSoonAsTheirLineEnds()
{
    server_ = std::make_unique<ScriptedServer>();
    server_->answerStream("data:a\n:one\n");
    openStream();
    QTRY_COMPARE(callbacks_.size(), 1);
    QCOMPARE(message(0), commentMessage("one"));
    server_->send(":two\r");
    QTRY_COMPARE(callbacks_.size(), 2);
    QCOMPARE(message(1), commentMessage("two"));
    server_->send("\n\n");
    QTRY_COMPARE(callbacks_.size(), 3);
    QCOMPARE(message(2), eventMessage("message", "a"));
}

void ContractServiceTest::messagesComeInOrder()
{
    QByteArray stream;
    for (int i = 0; i < 100; ++i)
        stream += "data:" + QByteArray::number(i) + "\n\n";
    server_ = std::make_unique<ScriptedServer>();
    server_->answerStream(stream);
    openStream();
    QTRY_COMPARE_WITH_TIMEOUT(callbacks_.size(), 100, 20'000);
    for (int i = 0; i < 100; ++i) {
        const QByteArray path = callbacks_.at(i).first.join('/');
        QCOMPARE(path, "endpoints/" + endpoint_ + '/' + QByteArray::number(i + 1));
        QCOMPARE(message(i), eventMessage("message", QByteArray::number(i).constData()));
    }
}

void ContractServiceTest::aBrokenStreamIsAskedForAgain_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QJsonObject>("more");
    QTest::addColumn<Ending>("ending");
    QTest::addColumn<bool>("isFailure");
    const QByteArray stream = streamHead() + "id:1\ndata:a\n\nid:2\ndata:cut";
    const QByteArray chunked = streamHead("Transfer-Encoding: chunked\r\n") + chunk("id:1\ndata:a\n\nid:2\ndata:cut");
    const QJsonObject post{{QStringLiteral("method"), QStringLiteral("POST")},
                           {QStringLiteral("body"), QStringLiteral("x")}};
    QTest::newRow("at its end") << stream << QJsonObject() << Ending::Close << false;
    QTest::newRow("at its end, chunked") << chunked + "0\r\n\r\n" << QJsonObject() << Ending::Close << false;
    QTest::newRow("by POST") << stream << post << Ending::Close << false;
    QTest::newRow("by a reset") << stream << QJsonObject() << Ending::Reset
                                << false; // where nothing gives the length, as good an end as any
    QTest::newRow("between its chunks") << chunked << QJsonObject() << Ending::Close << true;
}

void ContractServiceTest::aBrokenStreamIsAskedForAgain()
{
    QFETCH(QByteArray, answer);
    QFETCH(QJsonObject, more);
    QFETCH(Ending, ending);
    QFETCH(bool, isFailure);
    server_ = std::make_unique<ScriptedServer>();
    server_->answer(answer);
    server_->answerStream("data:b\n\n");
    more.insert(QStringLiteral("initialDelayMs"), 0);
    openStream(more);
    QTRY_VERIFY(!callbacks_.isEmpty());
    server_->end(ending);
    QTRY_COMPARE(server_->requests().size(), 2);
    const qsizetype reported = isFailure ? 3 : 2;
    QTRY_COMPARE(callbacks_.size(), reported);
    QCOMPARE(message(0), eventMessage("message", "a", "1"));
    if (isFailure)
        QCOMPARE(message(1).value(u"kind").toString(), QStringLiteral("error"));
    QCOMPARE(message(reported - 1), eventMessage("message", "b", "1"));
    QCOMPARE(server_->requests().at(1).header("last-event-id"), "1");
    QCOMPARE(server_->requests().at(1).method, server_->requests().at(0).method);
    QCOMPARE(server_->requests().at(1).body, server_->requests().at(0).body);
}

void ContractServiceTest::failuresAreReported_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("404") << plainAnswer("404 Not Found");
    QTest::newRow("500") << plainAnswer("500 Internal Server Error");
    QTest::newRow("another content type") << plainAnswer("200 OK", "Content-Type: text/html\r\n");
    QTest::newRow("a redirect without Location") << plainAnswer("301 Moved Permanently");
    QTest::newRow("a redirect with an empty Location") << plainAnswer("307 Temporary Redirect", "Location: \r\n");
    QTest::newRow("no answer") << QByteArray();
    QTest::newRow("no HTTP") << QByteArray("what?\r\n\r\n");
}

void ContractServiceTest::failuresAreReported()
{
    QFETCH(QByteArray, answer);
    server_ = std::make_unique<ScriptedServer>();
    for (int i = 0; i < 4; ++i) // without an answer Qt asks again by itself
        server_->answer(answer, Ending::Close);
    const QString stream = openStream();
    QTRY_VERIFY(!callbacks_.isEmpty());
    QCOMPARE(message(0).value(u"kind").toString(), QStringLiteral("error"));
    QVERIFY(!message(0).value(u"error").toString().isEmpty());
    QCOMPARE(ask("DELETE", stream).status, 204);
}

void ContractServiceTest::silenceIsAFailureWhenAskedFor()
{
    server_ = std::make_unique<ScriptedServer>();
    server_->answerStream("data:a\n\n");
    server_->answerStream("data:b\n\n");
    QJsonObject more = AtOnce;
    more.insert(QStringLiteral("readTimeoutMs"), 300);
    const QString stream = openStream(more);
    QTRY_COMPARE(server_->requests().size(), 2);
    QTRY_VERIFY(callbacks_.size() >= 3);
    QCOMPARE(message(0), eventMessage("message", "a"));
    QCOMPARE(message(1).value(u"kind").toString(), QStringLiteral("error"));
    QCOMPARE(message(2), eventMessage("message", "b"));
    QCOMPARE(ask("DELETE", stream).status, 204);
}

void ContractServiceTest::noContentEndsIt()
{
    server_ = std::make_unique<ScriptedServer>();
    server_->answer(plainAnswer("204 No Content"));
    server_->answerStream("data:marker\n\n");
    openStream(AtOnce);
    QTRY_COMPARE(callbacks_.size(), 1); // it says that it ends
    QCOMPARE(ask("GET", address_).status, 200);
    openStream(); // of its coming back, a request would stand before the one of this
    QTRY_COMPARE(callbacks_.size(), 2);
    QCOMPARE(callbacks_.at(1).first.join('/'), "endpoints/" + endpoint_ + "/1");
    QCOMPARE(message(1), eventMessage("message", "marker"));
    QCOMPARE(server_->requests().size(), 2);
}

void ContractServiceTest::redirectsAreFollowed()
{
    server_ = std::make_unique<ScriptedServer>();
    server_->answer(redirectAnswer(307, "/elsewhere"));
    server_->answerStream("data:a\n\n");
    openStream();
    QTRY_COMPARE(callbacks_.size(), 1);
    QCOMPARE(message(0), eventMessage("message", "a"));
    QCOMPARE(server_->requests().at(1).target, "/elsewhere");
}

void ContractServiceTest::commandRestart()
{
    server_ = std::make_unique<ScriptedServer>();
    server_->answerStream("id:1\ndata:a\n\n");
    server_->answerStream("data:b\n\n");
    const QString stream = openStream({{QStringLiteral("initialDelayMs"), 60'000}}); // which it does not wait for
    QTRY_COMPARE(callbacks_.size(), 1);
    QCOMPARE(ask("POST", stream, R"({"command":"restart"})").status, 202);
    QTRY_COMPARE_WITH_TIMEOUT(callbacks_.size(), 2, 20'000);
    QCOMPARE(message(1), eventMessage("message", "b", "1"));
    QCOMPARE(callbacks_.at(1).first.last(), "2");
    QCOMPARE(server_->requests().at(1).header("last-event-id"), "1");
    QTRY_COMPARE_WITH_TIMEOUT(server_->openCount(), 1, 20'000);
}

void ContractServiceTest::commandListen()
{
    const QString stream = openStream();
    QCOMPARE(ask("POST", stream, R"({"command":"listen","listen":{"type":"greeting"}})").status, 202);
    QCOMPARE(ask("POST", stream, R"({"command":"listen"})").status, 400);
    QCOMPARE(ask("POST", stream, R"({"command":"dance"})").status, 400);
    QCOMPARE(ask("POST", stream, "restart").status, 400);
}

void ContractServiceTest::aStreamThatIsDeletedSaysNothingMore()
{
    server_ = std::make_unique<ScriptedServer>();
    server_->answerStream("data:a\n\n");
    const QString stream = openStream();
    QTRY_COMPARE(callbacks_.size(), 1);
    QCOMPARE(ask("DELETE", stream).status, 204);
    QTRY_COMPARE(server_->openCount(), 0);
    QCOMPARE(ask("DELETE", stream).status, 404);
    QCOMPARE(ask("POST", stream, R"({"command":"restart"})").status, 404);
    QCOMPARE(callbacks_.size(), 1);
}

void ContractServiceTest::wrongRequestsAreRefused_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *method, const char *path, const char *body, int status) {
        QTest::newRow(name) << QByteArray(method) << QString::fromLatin1(path) << QByteArray(body) << status;
    };
    row("no JSON", "POST", "/", "stream", 400);
    row("an array", "POST", "/", "[]", 400);
    row("nothing in it", "POST", "/", "{}", 400);
    row("no callback", "POST", "/", R"({"streamUrl":"http://127.0.0.1:1/"})", 400);
    row("no address", "POST", "/", R"({"streamUrl":"x","callbackUrl":"http://127.0.0.1:1/"})", 400);
    row("a delay in words", "POST", "/",
        R"({"streamUrl":"http://127.0.0.1:1/","callbackUrl":"http://127.0.0.1:1/","initialDelayMs":"soon"})", 400);
    row("a method of two words", "POST", "/",
        R"({"streamUrl":"http://127.0.0.1:1/","callbackUrl":"http://127.0.0.1:1/","method":"GET ME"})", 400);
    row("headers in a list", "POST", "/",
        R"({"streamUrl":"http://127.0.0.1:1/","callbackUrl":"http://127.0.0.1:1/","headers":["a"]})", 400);
    row("a header of two lines", "POST", "/",
        R"({"streamUrl":"http://127.0.0.1:1/","callbackUrl":"http://127.0.0.1:1/","headers":{"a":"b\nc:d"}})", 400);
    row("another method", "PUT", "/", "{}", 405);
    row("no such stream", "DELETE", "/streams/4711", "", 404);
    row("no number", "DELETE", "/streams/x", "", 404);
    row("another path", "GET", "/elsewhere", "", 404);
}

void ContractServiceTest::wrongRequestsAreRefused()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QTEST(ask(method, address_ + path, body).status, "status");
}

void ContractServiceTest::deletingTheServiceEndsIt()
{
    QVERIFY(service_->isRunning());
    openStream();
    QCOMPARE(ask("DELETE", address_).status, 204);
    QCOMPARE(service_->waitForExit(10s), 0);
    streams_.clear();
    QVERIFY2(service_->standardError().isEmpty(), service_->standardError().constData());
}

QTEST_GUILESS_MAIN(ContractServiceTest)
#include "tst_contractservice.moc"
