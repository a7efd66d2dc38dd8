// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/requestscanner.h"

#include <QTest>

using namespace helio;
using Phase = RequestScanner::Phase;

/// Requests that are refused before anybody handles them, with the same status however their bytes are cut.
class RequestScannerRefusalsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isRefused_data();
    void isRefused();
    void aBodyIsRefusedAtItsHead();
    void nothingIsKeptOnceRefused();
    void aHeadWithoutEndIsRefusedAtItsLimit();
    void bytesAtRandomDoNoHarm();
};

namespace {
constexpr qsizetype MaximumBody = 4096;
}

void RequestScannerRefusalsTest::isRefused_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &wire, int status) {
        QTest::newRow(name) << wire << status;
    };
    const QByteArray get = "GET / HTTP/1.1\r\nHost: a\r\n";
    const QByteArray post = "POST / HTTP/1.1\r\nHost: a\r\n";
    const QByteArray chunked = post + "Transfer-Encoding: chunked\r\n\r\n";

    row("length and chunks", post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    row("chunks and length", post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400);
    row("two lengths", post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400);
    row("a list of lengths", post + "Content-Length: 3, 3\r\n\r\nabc", 400);
    row("length -1", post + "Content-Length: -1\r\n\r\n", 400);
    row("length +3", post + "Content-Length: +3\r\n\r\nabc", 400);
    row("length 0x3", post + "Content-Length: 0x3\r\n\r\nabc", 400);
    row("no length", post + "Content-Length:\r\n\r\n", 400);
    row("a length beyond 64 bits", post + "Content-Length: 18446744073709551619\r\n\r\nabc", 400);
    row("chunked twice", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 501);
    row("gzip, chunked", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501);
    row("identity", post + "Transfer-Encoding: identity\r\n\r\n", 501);
    row("chunked with something before it",
        post + "Transfer-Encoding: \x0b"
               "chunked\r\n\r\n0\r\n\r\n",
        501);
    row("chunks in HTTP/1.0", "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);

    row("a chunk size that is no number", chunked + "x\r\n", 400);
    row("an empty chunk size", chunked + "\r\nabc", 400);
    row("a chunk size -1", chunked + "-1\r\n", 400);
    row("a chunk size 0x1", chunked + "0x1\r\na\r\n", 400);
    row("a chunk size beyond 64 bits", chunked + "ffffffffffffffff1\r\n", 400);
    row("a chunk longer than it says", chunked + "1\r\nab\r\n0\r\n\r\n", 400);
    row("a bare LF behind a chunk size", chunked + "1\na\r\n0\r\n\r\n", 400);
    row("a bare LF in a chunk extension", chunked + "1;x\ny\r\na\r\n0\r\n\r\n", 400);
    row("a bare LF in a trailer", chunked + "0\r\nX: 1\nY: 2\r\n\r\n", 400);
    row("a bare CR in a chunk extension", chunked + "1;x\ry\r\na\r\n0\r\n\r\n", 400);
    row("a chunk line of more than 1 KiB", chunked + "1;" + QByteArray(1023, 'x') + "\r\na\r\n0\r\n\r\n", 400);
    row("trailers of more than 8 KiB",
        chunked + "0\r\n" + ("X: " + QByteArray(1019, 'x') + "\r\n").repeated(8) + "\r\n", 431);
    row("chunks of more than the largest body", chunked + "1000\r\n" + QByteArray(4096, 'x') + "\r\n1\r\nx\r\n", 413);

    row("a folded field", get + "X: a\r\n b\r\n\r\n", 400);
    row("a folded field with a tab", get + "X: a\r\n\tb\r\n\r\n", 400);
    row("a space before the colon", get + "X : a\r\n\r\n", 400);
    row("a field without a colon", get + "X\r\n\r\n", 400);
    row("a field without a name", get + ": a\r\n\r\n", 400);
    row("a field's name with a space in it", get + "X Y: a\r\n\r\n", 400);
    row("NUL in a field", get + QByteArray("X: a\0b\r\n\r\n", 10), 400);
    row("a bare LF behind a field", get + "X: a\nY: b\r\n\r\n", 400);
    row("a bare LF behind the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400);
    row("bare LFs alone", "GET / HTTP/1.1\nHost: a\n\n", 400);
    row("a bare LF behind good lines", get + "\nGET /2 HTTP/1.1\r\n\r\n", 400);
    row("a bare LF at the beginning", "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("a bare CR in a field", get + "X: a\rY: b\r\n\r\n", 400);
    row("no Host", "GET / HTTP/1.1\r\n\r\n", 400);
    row("two Hosts", get + "Host: b\r\n\r\n", 400);
    row("another expectation", post + "Expect: 200-ok\r\n\r\n", 417);
    QByteArray fields;
    for (int i = 0; i < 100; ++i) // and Host
        fields += "X: 1\r\n";
    row("101 fields", get + fields + "\r\n", 431);
    row("a head of 32 KiB and a byte",
        get + "X: " + QByteArray(RequestScanner::MaximumHeadBytes - get.size() - 2, 'x') + "\r\n\r\n", 431);
    row("a body of a byte too many", post + "Content-Length: 4097\r\n\r\n", 413);

    for (const char *host : {"evil.com/.localhost",
                             "a, b",
                             "a,b",
                             "a :80",
                             "a: 80",
                             "a:80:80",
                             "a:x",
                             "a:1234567",
                             "u@a",
                             "a?b",
                             "a#b",
                             "a\\b",
                             "a%2Fb",
                             ".localhost",
                             "..",
                             "a..b",
                             "[::1",
                             "[::1]x",
                             "[]",
                             "[x]",
                             "::1",
                             ":80",
                             "*",
                             "a;b",
                             "a=b",
                             "a(b",
                             "\"a\"",
                             "a b"})
        row(host, "GET / HTTP/1.1\r\nHost: " + QByteArray(host) + "\r\n\r\n", 400);
    row("an absolute target without Host", "GET http://a/ HTTP/1.1\r\n\r\n", 400);
    row("an absolute target without Host in HTTP/1.0", "GET http://a/ HTTP/1.0\r\n\r\n", 400);
    row("an absolute target without a host", "GET http:///a HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("an absolute target with a user", "GET http://u@a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("an absolute target beside a bad Host", "GET http://a/ HTTP/1.1\r\nHost: b/.a\r\n\r\n", 400);
    row("GET *", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("POST *", "POST * HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx", 400);
    row("a # in the target", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("a # in the query", "GET /a?b#c HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("two Origins", get + "Origin: http://a\r\nOrigin: http://b\r\n\r\n", 400);
    row("the same Origin twice", get + "Origin: http://a\r\norigin: http://a\r\n\r\n", 400);
    row("two Authorizations", get + "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n", 400);
    row("two content types", post + "Content-Type: a/b\r\nContent-Type: c/d\r\n\r\n", 400);
    row("a control character in a value",
        get + "X: a\x01"
              "b\r\n\r\n",
        400);
    row("DEL in a value", get + "X: a\x7f\r\n\r\n", 400);
    row("a space before a chunk size", chunked + " 1\r\na\r\n0\r\n\r\n", 400);
    row("a space behind a chunk size", chunked + "1 \r\na\r\n0\r\n\r\n", 400);
    row("a tab behind a chunk size", chunked + "1\t\r\na\r\n0\r\n\r\n", 400);
    row("a space within a chunk size", chunked + "1 0\r\n" + QByteArray(16, 'a') + "\r\n0\r\n\r\n", 400);
    row("a space before the last chunk's size", chunked + " 0\r\n\r\n", 400);
    row("a chunk size +1", chunked + "+1\r\na\r\n0\r\n\r\n", 400);
    row("extensions without end", chunked + ("1;" + QByteArray(1000, 'x') + "\r\na\r\n").repeated(20), 400);
    row("a control character in an extension", chunked + "1;\x01\r\na\r\n0\r\n\r\n", 400);
    row("a bare LF behind a chunk", chunked + "1\r\na\n0\r\n\r\n", 400);
    row("bare LFs behind a chunk", chunked + "1\r\na\n0\n\n", 400);
    row("a bare LF behind the last chunk", chunked + "0\n\n", 400);
    row("bare LFs behind the trailer", chunked + "0\r\nX: 1\n\n", 400);
    row("a bare CR behind a chunk", chunked + "1\r\na\r0\r\n\r\n", 400);
    row("no end behind a chunk", chunked + "1\r\na0\r\n\r\n", 400);
    row("a trailer without colon", chunked + "0\r\nX\r\n\r\n", 400);
    row("a trailer without a name", chunked + "0\r\n: x\r\n\r\n", 400);
    row("a folded trailer", chunked + "0\r\nX: 1\r\n 2\r\n\r\n", 400);
    row("a space before a trailer's colon", chunked + "0\r\nX : 1\r\n\r\n", 400);

    row("nonsense", "hello there\r\n\r\n", 400);
    row("no version", "GET /\r\nHost: a\r\n\r\n", 400);
    row("a space in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("a tab in the target", "GET /a\tb HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("a target without its slash", "GET stream HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("an authority as target", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("HTTP/2's preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    row("HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505);
    row("TLS", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15), 400);
}

void RequestScannerRefusalsTest::isRefused()
{
    QFETCH(QByteArray, wire);
    QFETCH(int, status);
    for (const qsizetype size : {qsizetype(1), qsizetype(2), qsizetype(3), qsizetype(1000), wire.size()}) {
        RequestScanner scanner(MaximumBody);
        for (qsizetype at = 0; at < wire.size(); at += size)
            scanner.feed(QByteArrayView(wire).sliced(at, std::min(size, wire.size() - at)));
        QCOMPARE(scanner.phase(), Phase::Refused);
        QCOMPARE(scanner.refusal().status, status);
        QVERIFY(!scanner.refusal().detail.isEmpty());
    }
}

void RequestScannerRefusalsTest::aBodyIsRefusedAtItsHead()
{
    RequestScanner scanner(MaximumBody);
    scanner.feed("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 290000000\r\n\r\n");
    QCOMPARE(scanner.phase(), Phase::Refused);
    QVERIFY(scanner.refusal().detail.contains(QStringLiteral("max_body")));
}

void RequestScannerRefusalsTest::nothingIsKeptOnceRefused()
{
    RequestScanner scanner(MaximumBody);
    scanner.feed("nonsense\r\n\r\n");
    for (int i = 0; i < 100; ++i)
        scanner.feed(QByteArray(10'000, 'x'));
    QCOMPARE(scanner.heldBytes(), 0);
}

void RequestScannerRefusalsTest::aHeadWithoutEndIsRefusedAtItsLimit()
{
    RequestScanner scanner(MaximumBody);
    scanner.feed("GET / HTTP/1.1\r\n");
    qsizetype fed = 16;
    while (scanner.phase() == Phase::Head && fed < 100'000) {
        scanner.feed("X: 1\r\n");
        fed += 6;
    }
    QCOMPARE(scanner.phase(), Phase::Refused);
    QCOMPARE(scanner.refusal().status, 431);
    QVERIFY(fed <= RequestScanner::MaximumHeadBytes + 16);
}

void RequestScannerRefusalsTest::bytesAtRandomDoNoHarm()
{
    quint32 state = 1;
    const auto random = [&state](quint32 below) {
        state = state * 1664525 + 1013904223;
        return (state >> 8) % below;
    };
    static const QByteArrayList Parts{"GET / HTTP/1.1\r\n",
                                      "POST /x HTTP/1.1\r\n",
                                      "Host: a\r\n",
                                      "\r\n",
                                      "\n",
                                      "\r",
                                      "Content-Length: 3\r\n",
                                      "Transfer-Encoding: chunked\r\n",
                                      "3\r\n",
                                      "abc",
                                      "0\r\n",
                                      "X: 1\r\n",
                                      ";",
                                      " ",
                                      "Expect: 100-continue\r\n",
                                      "ffffffff\r\n"};
    for (int run = 0; run < 20'000; ++run) {
        RequestScanner scanner(MaximumBody);
        for (int i = 0; i < 12; ++i) {
            scanner.feed(Parts[random(quint32(Parts.size()))]);
            while (scanner.phase() == Phase::Ready)
                QVERIFY(scanner.take().headForQt().contains("\r\n\r\n"));
        }
    }
}

QTEST_APPLESS_MAIN(RequestScannerRefusalsTest)
#include "tst_requestscanner_refusals.moc"
