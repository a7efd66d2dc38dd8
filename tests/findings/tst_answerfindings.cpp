// SPDX-License-Identifier: GPL-3.0-or-later
#include "judgebench.h"

#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

/// What is found of the way, the head and what stands in its place, each with its healthy twin.
class AnswerFindingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFailedStepIsNamedWithItsReason_data();
    void aFailedStepIsNamedWithItsReason();
    void aCertificateSaysWhatIsWrongWithIt_data();
    void aCertificateSaysWhatIsWrongWithIt();
    void whatWasReachedIsNotUnreachable();
    void noAnswerIsFoundWhenNoHeadComesInAllTheTime();
    void aRefusalSaysWhatItsBodySays_data();
    void aRefusalSaysWhatItsBodySays();
    void aRefusalAt401SaysWhatWasAskedFor();
    void twoHundredAndFourIsANote();
    void anAcceptedPostOfMcpIsNotRefused();
    void theBodyTellsWhatIsNoEventStream_data();
    void theBodyTellsWhatIsNoEventStream();
    void jsonOfAKnownLengthIsOneValue();
    void theRightTypeIsRightWhateverItsParametersAndCase();
    void aJsonAnswerToAnMcpPostIsRight();
    void aJsonAnswerIsRightWhereAcceptNamesIt();
    void ndjsonIsRightWhereItWasAskedFor();
    void aCharsetOtherThanUtf8IsFound();
    void aContentCodingIsANote();
    void redirectsSayTheirWay();
    void aRedirectLoopIsAnError();
    void credentialsThatStayedBehindAreFound();
    void cachingIsFoundByItsFields_data();
    void cachingIsFoundByItsFields();
    void aPostIsNotCacheable();
    void corsNamesTheFieldThatIsWrong_data();
    void corsNamesTheFieldThatIsWrong();
    void sameOriginNeedsNoFields();
    void noOriginNoCors();
    void sixConnectionsAreFoundWithoutHttp2();
};

void AnswerFindingsTest::aFailedStepIsNamedWithItsReason_data()
{
    using Step = JudgedDial::Step;
    using Cause = JudgedDial::Cause;
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("cause");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, Step step, Cause cause, const char *words) {
        QTest::newRow(name) << int(step) << int(cause) << QString::fromUtf8(words);
    };
    row("name", Step::Name, Cause::NotFound, "No address is known for the name example.test:8080.");
    row("name timed out", Step::Name, Cause::TimedOut, "could not be found out. why");
    row("closed port", Step::Tcp, Cause::Refused, "nothing listens on that port");
    row("no answer to SYN", Step::Tcp, Cause::TimedOut, "did not answer the attempt to connect");
    row("no route", Step::Tcp, Cause::NoRoute, "could not be made. why");
    row("proxy", Step::Proxy, Cause::ProxyStatus, "The proxy did not make the connection to example.test:8080. why");
    row("no TLS there", Step::Tls, Cause::Handshake, "does not speak TLS as it is expected here. why");
    row("closed", Step::Answer, Cause::Reset, "ended before an answer came. why");
}

void AnswerFindingsTest::aFailedStepIsNamedWithItsReason()
{
    QFETCH(int, step);
    QFETCH(int, cause);
    QFETCH(QString, words);
    JudgeBench bench;
    JudgedDial dial;
    dial.failure = {JudgedDial::Step(step), JudgedDial::Cause(cause), QStringLiteral("why")};
    bench.judge.onDial(dial);
    bench.end(JudgedEnd::Unknown);
    FOUND(bench, Unreachable, Severity::Error);
    QVERIFY2(bench.words(FindingCode::Unreachable).contains(words), bench.report());
    NOT_FOUND(bench, NoAnswer);
    NOT_FOUND(bench, TlsUntrusted);
}

void AnswerFindingsTest::aCertificateSaysWhatIsWrongWithIt_data()
{
    using Cause = JudgedDial::Cause;
    QTest::addColumn<int>("cause");
    QTest::addColumn<QString>("words");
    QTest::newRow("authority") << int(Cause::Untrusted) << QStringLiteral("authority that is not trusted");
    QTest::newRow("itself") << int(Cause::SelfSigned) << QStringLiteral("signed by itself");
    QTest::newRow("name") << int(Cause::OtherName) << QStringLiteral("It has: a.test, b.test");
    QTest::newRow("date") << int(Cause::Expired) << QStringLiteral("out of date");
    QTest::newRow("early") << int(Cause::NotYetValid) << QStringLiteral("not valid yet");
    QTest::newRow("revoked") << int(Cause::Revoked) << QStringLiteral("was revoked");
}

void AnswerFindingsTest::aCertificateSaysWhatIsWrongWithIt()
{
    QFETCH(int, cause);
    QFETCH(QString, words);
    JudgeBench bench;
    JudgedDial dial;
    dial.failure = {JudgedDial::Step::Tls, JudgedDial::Cause(cause), QStringLiteral("a.test, b.test")};
    bench.judge.onDial(dial);
    FOUND(bench, TlsUntrusted, Severity::Error);
    QVERIFY2(bench.words(FindingCode::TlsUntrusted).contains(words), bench.report());
    NOT_FOUND(bench, Unreachable);
}

void AnswerFindingsTest::whatWasReachedIsNotUnreachable()
{
    JudgeBench bench;
    bench.answer();
    bench.event("x");
    NOT_FOUND(bench, Unreachable);
    NOT_FOUND(bench, TlsUntrusted);
}

void AnswerFindingsTest::noAnswerIsFoundWhenNoHeadComesInAllTheTime()
{
    JudgeBench bench;
    bench.wait(3s);
    NOT_FOUND(bench, NoAnswer);
    bench.wait(7s);
    FOUND(bench, NoAnswer, Severity::Warning);
    QVERIFY(bench.words(FindingCode::NoAnswer).contains(QStringLiteral("10 s")));
    bench.answer();
    NOT_FOUND(bench, NoAnswer);

    JudgeBench stopped;
    stopped.wait(2s);
    stopped.end(JudgedEnd::TimedOut);
    FOUND(stopped, NoAnswer);

    JudgeBench closed;
    closed.wait(2s);
    closed.end(JudgedEnd::Unknown);
    NOT_FOUND(closed, NoAnswer);
    FOUND(closed, Unreachable);
}

void AnswerFindingsTest::aRefusalSaysWhatItsBodySays_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, int status, const char *body, const char *words) {
        QTest::newRow(name) << status << QByteArray(body) << QString::fromUtf8(words);
    };
    row("detail", 404, R"({"title":"t","detail":"no such stream"})", "It says: no such stream");
    row("title", 500, R"({"title":"it broke"})", "It says: it broke");
    row("error object", 400, R"({"error":{"type":"x","message":"model is missing"}})", "It says: model is missing");
    row("error text", 429, R"({"error":"slow down"})", "It says: slow down");
    row("message", 403, R"({"message":"not yours"})", "It says: not yours");
    row("page", 502, "<html><head><title>502 Bad Gateway</title></head></html>", "It says: 502 Bad Gateway");
    row("line", 503, "overloaded\nand more", "It says: overloaded");
    row("nothing", 500, "", "The server answered 500 Why: it failed at this request.");
    row("redirect to nowhere", 302, "", "did not say where to go");
    row("method", 405, "", "it does not take GET here");
    row("other 2xx", 206, "", "The server answered 206 Why.");
}

void AnswerFindingsTest::aRefusalSaysWhatItsBodySays()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, words);
    JudgeBench bench;
    bench.answer({{"Content-Type", "application/json"}}, status, "Why");
    bench.bytes(body);
    bench.end(JudgedEnd::Complete);
    FOUND(bench, RefusedStatus, Severity::Error);
    QVERIFY2(bench.words(FindingCode::RefusedStatus).contains(words), bench.report());
    NOT_FOUND(bench, WrongType);
    NOT_FOUND(bench, Silent);
    NOT_FOUND(bench, Cacheable);
}

void AnswerFindingsTest::aRefusalAt401SaysWhatWasAskedFor()
{
    JudgeBench bench;
    bench.answer({{"WWW-Authenticate", "Bearer realm=\"x\""}}, 401, "Unauthorized");
    QVERIFY2(bench.words(FindingCode::RefusedStatus).contains(QStringLiteral("It asks for: Bearer realm=\"x\"")),
             bench.report());
}

void AnswerFindingsTest::twoHundredAndFourIsANote()
{
    JudgeBench bench;
    bench.answer({}, 204);
    bench.end(JudgedEnd::Complete);
    FOUND(bench, ToldToStayAway, Severity::Note);
    NOT_FOUND(bench, RefusedStatus);
    HEALTHY(bench);
    JudgeBench healthy;
    healthy.answer();
    NOT_FOUND(healthy, ToldToStayAway);
}

void AnswerFindingsTest::anAcceptedPostOfMcpIsNotRefused()
{
    JudgedRequest request = JudgeBench::post();
    request.isMcp = true;
    JudgeBench bench(request);
    bench.answer({}, 202);
    bench.end(JudgedEnd::Complete);
    NOT_FOUND(bench, RefusedStatus);
}

void AnswerFindingsTest::theBodyTellsWhatIsNoEventStream_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *type, const char *body, const char *words) {
        QTest::newRow(name) << QByteArray(type) << QByteArray(body) << QString::fromUtf8(words);
    };
    row("stream as text", "text/plain", "data: x\n\n", "is text/plain, but the body is an event stream");
    row("stream as JSON", "application/json", ": hello\n\n", "but the body is an event stream");
    row("page", "text/html", "<!doctype html><title>Sign in</title>",
        "an HTML page (text/html), not an event stream. Its title: \"Sign in\"");
    row("JSON", "application/json", R"({"error":"use stream"})",
        "one JSON value (application/json), not an event stream. It says: use stream");
    row("long JSON", "application/json", R"({"choices":[{"message)", "one JSON value");
    row("JSON and a line feed", "application/json", "{\"type\":\"ADDED\"}\n", "one JSON value and a line feed so far");
    row("JSON in lines", "application/json", "{\n \"a\":1\n}\n", "is one JSON value (application/json)");
    row("more JSON lines", "application/json", "{\"a\":1}\n{\"a\":2", "one JSON value a line");
    row("lines", "application/x-ndjson", "{\"a\":1}\n{\"a\":2}\n", "one JSON value a line");
    row("one line", "application/x-ndjson", "{\"a\":1}\n", "one JSON value a line");
    row("other", "text/plain", "hello", "The content type is text/plain, not");
    row("none", "", "hello", "has no content type.");
    row("none, a stream", "", "id: 1\ndata: x\n\n", "has no content type, but the body is an event stream");
    row("nothing yet", "text/plain", "", "The content type is text/plain, not");
}

void AnswerFindingsTest::theBodyTellsWhatIsNoEventStream()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QString, words);
    JudgeBench bench;
    bench.answer(type.isEmpty() ? QList<JudgeBench::Field>() : QList<JudgeBench::Field>{{"content-type", type}});
    bench.bytes(body);
    FOUND(bench, WrongType, Severity::Error);
    QVERIFY2(bench.words(FindingCode::WrongType).contains(words), bench.report());
}

void AnswerFindingsTest::jsonOfAKnownLengthIsOneValue()
{
    JudgeBench bench;
    bench.answer({{"Content-Type", "application/json"}, {"Content-Length", "8"}});
    bench.bytes("{\"a\":1}\n");
    QVERIFY2(bench.words(FindingCode::WrongType).contains(QStringLiteral("is one JSON value (application/json)")),
             bench.report());
}

void AnswerFindingsTest::theRightTypeIsRightWhateverItsParametersAndCase()
{
    for (const char *type :
         {"text/event-stream", "text/event-stream; charset=utf-8", "Text/Event-Stream;charset=\"UTF-8\""}) {
        JudgeBench bench;
        bench.answer({{"Content-Type", type}, {"Cache-Control", "no-store"}});
        bench.event("x");
        NOT_FOUND(bench, WrongType);
        NOT_FOUND(bench, WrongCharset);
        HEALTHY(bench);
    }
}

void AnswerFindingsTest::aJsonAnswerToAnMcpPostIsRight()
{
    JudgedRequest request = JudgeBench::post();
    request.isMcp = true;
    JudgeBench bench(request);
    bench.answer({{"Content-Type", "application/json"}});
    bench.bytes(R"({"jsonrpc":"2.0","id":1,"result":{}})");
    bench.end(JudgedEnd::Complete);
    HEALTHY(bench);
}

void AnswerFindingsTest::aJsonAnswerIsRightWhereAcceptNamesIt()
{
    for (const bool accepts : {true, false}) {
        JudgedRequest request = JudgeBench::get();
        request.acceptsJson = accepts;
        JudgeBench bench(request);
        bench.answer({{"Content-Type", "application/json"}});
        bench.bytes(R"({"id":1})");
        bench.end(JudgedEnd::Complete);
        if (accepts)
            NOT_FOUND(bench, WrongType);
        else
            FOUND(bench, WrongType, Severity::Error);
    }
}

void AnswerFindingsTest::ndjsonIsRightWhereItWasAskedFor()
{
    JudgedRequest request = JudgeBench::get();
    request.format = StreamFormat::JsonLines;
    JudgeBench bench(request);
    bench.answer({{"Content-Type", "application/json"}, {"Cache-Control", "no-cache"}});
    for (int i = 0; i < 5; ++i) {
        bench.bytes("{\"a\":" + QByteArray::number(i) + "}\n");
        bench.wait(1s);
    }
    QVERIFY2(bench.findings().isEmpty(), bench.report());
    QCOMPARE(bench.judge.figures(bench.now).events, quint64(5));
}

void AnswerFindingsTest::aCharsetOtherThanUtf8IsFound()
{
    JudgeBench bench;
    bench.answer({{"Content-Type", "text/event-stream; charset=ISO-8859-1"}, {"Cache-Control", "no-cache"}});
    FOUND(bench, WrongCharset, Severity::Warning);
    QVERIFY(bench.words(FindingCode::WrongCharset).contains(QStringLiteral("iso-8859-1")));
}

void AnswerFindingsTest::aContentCodingIsANote()
{
    JudgeBench bench;
    bench.answerWith({{"Content-Encoding", "gzip"}});
    FOUND(bench, Compressed, Severity::Note);
    JudgeBench plain;
    plain.answerWith({{"Content-Encoding", "identity"}});
    NOT_FOUND(plain, Compressed);
}

void AnswerFindingsTest::redirectsSayTheirWay()
{
    JudgeBench bench;
    bench.judge.onRedirect({302, "http://a.test/s", "https://a.test/s", false, false});
    bench.judge.onRedirect({301, "https://a.test/s", "https://b.test/t", false, false});
    bench.answer();
    FOUND(bench, Redirected, Severity::Note);
    QVERIFY(bench.words(FindingCode::Redirected)
                .contains(QStringLiteral("http://a.test/s -> https://a.test/s -> https://b.test/t")));
    NOT_FOUND(bench, RedirectLoop);
    NOT_FOUND(bench, CredentialsDropped);
    JudgeBench straight;
    straight.answer();
    NOT_FOUND(straight, Redirected);
}

void AnswerFindingsTest::aRedirectLoopIsAnError()
{
    JudgeBench bench;
    for (int i = 0; i < 40; ++i)
        bench.judge.onRedirect({302, "http://a.test/", "http://a.test/", false, true});
    bench.end(JudgedEnd::Unknown);
    FOUND(bench, RedirectLoop, Severity::Error);
    NOT_FOUND(bench, Redirected);
}

void AnswerFindingsTest::credentialsThatStayedBehindAreFound()
{
    JudgeBench bench;
    bench.judge.onRedirect({302, "https://a.test/s", "https://b.test:444/t", true, false});
    bench.answer();
    FOUND(bench, CredentialsDropped, Severity::Warning);
    QVERIFY(bench.words(FindingCode::CredentialsDropped).contains(QStringLiteral("https://b.test:444")));
}

void AnswerFindingsTest::cachingIsFoundByItsFields_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("severity");
    const auto row = [](const char *name, const char *value, const char *severity) {
        QTest::newRow(qPrintable(QStringLiteral("%1: %2").arg(QString::fromUtf8(name), QString::fromUtf8(value))))
            << QByteArray(name) << QByteArray(value) << QByteArray(severity);
    };
    row("Other", "x", "note");
    row("Cache-Control", "private", "note");
    row("Cache-Control", "max-age=0", "note");
    row("Cache-Control", "public, max-age=60", "warning");
    row("Age", "12", "warning");
    row("X-Cache", "HIT from proxy", "warning");
    row("Cache-Control", "No-Cache", "");
    row("Cache-Control", "no-cache, no-transform", "");
    row("Cache-Control", "no-store, max-age=60", "");
}

void AnswerFindingsTest::cachingIsFoundByItsFields()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, severity);
    JudgeBench bench;
    bench.answer({{"Content-Type", "text/event-stream"}, {name, value}});
    const Finding finding = bench.finding(FindingCode::Cacheable);
    QCOMPARE(finding.words.isEmpty() ? QByteArray() : QByteArray(severityName(finding.severity)), severity);
}

void AnswerFindingsTest::aPostIsNotCacheable()
{
    JudgeBench bench(JudgeBench::post());
    bench.answer({{"Content-Type", "text/event-stream"}});
    NOT_FOUND(bench, Cacheable);
}

void AnswerFindingsTest::corsNamesTheFieldThatIsWrong_data()
{
    QTest::addColumn<QByteArray>("allowed");
    QTest::addColumn<QByteArray>("credentials");
    QTest::addColumn<bool>("sends");
    QTest::addColumn<QByteArray>("severity");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *allowed, const char *credentials, bool sends,
                        const char *severity, const char *words) {
        QTest::newRow(name) << QByteArray(allowed) << QByteArray(credentials) << sends << QByteArray(severity)
                            << QString::fromUtf8(words);
    };
    row("none", "", "", false, "warning", "has no Access-Control-Allow-Origin");
    row("another", "https://other.test", "", false, "warning", "is https://other.test");
    row("two", "https://page.test, https://page.test", "", false, "warning", "is https://page.test, https://page.test");
    row("all", "*", "", false, "note", "not with withCredentials: Access-Control-Allow-Origin: *");
    row("all, with credentials", "*", "true", true, "warning", "Access-Control-Allow-Origin: *");
    row("this one", "https://page.test", "", false, "note", "Access-Control-Allow-Credentials:");
    row("this one, with credentials", "https://page.test", "", true, "warning", "Access-Control-Allow-Credentials:");
    row("right", "https://page.test", "true", true, "", "");
}

void AnswerFindingsTest::corsNamesTheFieldThatIsWrong()
{
    QFETCH(QByteArray, allowed);
    QFETCH(QByteArray, credentials);
    QFETCH(bool, sends);
    QFETCH(QByteArray, severity);
    QFETCH(QString, words);
    JudgedRequest request = JudgeBench::get();
    request.origin = "https://page.test";
    request.sendsCredentials = sends;
    JudgeBench bench(request);
    QList<JudgeBench::Field> fields;
    if (!allowed.isEmpty())
        fields.append({"access-control-allow-origin", allowed});
    if (!credentials.isEmpty())
        fields.append({"access-control-allow-credentials", credentials});
    bench.answerWith(fields);
    const Finding finding = bench.finding(FindingCode::Cors);
    QCOMPARE(finding.words.isEmpty() ? QByteArray() : QByteArray(severityName(finding.severity)), severity);
    QVERIFY2(finding.words.english().contains(words), bench.report());
}

void AnswerFindingsTest::sameOriginNeedsNoFields()
{
    JudgedRequest request = JudgeBench::get();
    request.url = "https://page.test/stream";
    request.origin = "https://page.test:443";
    JudgeBench bench(request);
    bench.answer();
    NOT_FOUND(bench, Cors);
}

void AnswerFindingsTest::noOriginNoCors()
{
    JudgeBench bench;
    bench.answer();
    NOT_FOUND(bench, Cors);
    NOT_FOUND(bench, SixConnections);
}

void AnswerFindingsTest::sixConnectionsAreFoundWithoutHttp2()
{
    JudgedRequest request = JudgeBench::get();
    request.origin = "https://page.test";
    request.url = "https://hub.test/stream";
    JudgedDial dial = JudgeBench::dialed();
    const auto offering = [&](JudgedDial::Protocol offers) {
        dial.offers = offers;
        JudgeBench bench(request, dial);
        bench.answer();
        return bench.found(FindingCode::SixConnections);
    };
    QVERIFY(offering(JudgedDial::Protocol::Http1Alone));
    QVERIFY(!offering(JudgedDial::Protocol::Http2));
    QVERIFY(!offering(JudgedDial::Protocol::Unknown));
    request.url = "http://hub.test/stream";
    QVERIFY(offering(JudgedDial::Protocol::Unknown));
}

QTEST_APPLESS_MAIN(AnswerFindingsTest)
#include "tst_answerfindings.moc"
