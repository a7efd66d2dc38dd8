// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/requestscanner.h"

#include <QTest>

using namespace helio;
using Phase = RequestScanner::Phase;

/// Requests that are let through, however their bytes are cut.
class RequestScannerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesARequest_data();
    void takesARequest();
    void qtGetsTheRequestWithoutItsConnectionFields();
    void qtGetsAMethodItKnows();
    void saysWhoAsks();
    void phasesFollowTheInput();
    void pipelinedRequestsComeOneByOne();
    void theNextRequestStartsAfresh();
    void aClientMayWaitFor100Continue_data();
    void aClientMayWaitFor100Continue();
    void memoryGrowsWithWhatComes();
    void fieldsTakeNoMoreThanTheirHead_data();
    void fieldsTakeNoMoreThanTheirHead();
    void theHeadIsKnownBeforeTheBody();
    void forwardedForIsOneList();
    void limitsAreReached_data();
    void limitsAreReached();
};

namespace {

constexpr qsizetype MaximumBody = 4096;

/// What came of `bytes`, fed in chunks of `size`.
QList<ScannedRequest> scan(const QByteArray &bytes, qsizetype size, Phase *end = nullptr)
{
    RequestScanner scanner(MaximumBody);
    QList<ScannedRequest> requests;
    for (qsizetype at = 0; at < bytes.size(); at += size) {
        scanner.feed(QByteArrayView(bytes).sliced(at, std::min(size, bytes.size() - at)));
        while (scanner.phase() == Phase::Ready)
            requests.append(scanner.take());
    }
    if (end)
        *end = scanner.phase();
    return requests;
}

QByteArray bodyOf(const ScannedRequest &request)
{
    return request.body;
}

} // namespace

void RequestScannerTest::takesARequest_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("keepAlive");
    const QByteArray host = "Host: a\r\n";
    QTest::newRow("GET") << "GET / HTTP/1.1\r\n" + host + "\r\n" << QByteArray("/") << QByteArray() << true;
    QTest::newRow("empty lines before it") << "\r\n\r\nGET /a HTTP/1.1\r\n" + host + "\r\n"
                                           << QByteArray("/a") << QByteArray() << true;
    QTest::newRow("Connection: close") << "GET / HTTP/1.1\r\n" + host + "Connection: Close\r\n\r\n"
                                       << QByteArray("/") << QByteArray() << false;
    QTest::newRow("Connection: keep-alive, close")
        << "GET / HTTP/1.1\r\n" + host + "Connection: keep-alive, close\r\n\r\n"
        << QByteArray("/") << QByteArray() << false;
    QTest::newRow("HTTP/1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << QByteArray("/") << QByteArray() << false;
    QTest::newRow("HTTP/1.0 that asks to keep alive")
        << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << QByteArray("/") << QByteArray() << false;
    QTest::newRow("a body") << "POST /p HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nhe\r\no" << QByteArray("/p")
                            << QByteArray("he\r\no") << true;
    QTest::newRow("the same length twice")
        << "POST /p HTTP/1.1\r\n" + host + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nhi" << QByteArray("/p")
        << QByteArray("hi") << true;
    QTest::newRow("a body of nothing") << "POST /p HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n"
                                       << QByteArray("/p") << QByteArray() << true;
    QTest::newRow("chunks") << "POST /p HTTP/1.1\r\n" + host +
                                   "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA\r\n, world\r\n\n\r\n0\r\n\r\n"
                            << QByteArray("/p") << QByteArray("hello, world\r\n\n") << true;
    QTest::newRow("chunks with extensions and trailers")
        << "POST /p HTTP/1.1\r\n" + host +
               "Transfer-Encoding: Chunked\r\n\r\n0005;a=b;c=\"d\"\r\nhello\r\n00 ; x\r\nChecksum: 1\r\nB: 2\r\n\r\n"
        << QByteArray("/p") << QByteArray("hello") << true;
    QTest::newRow("chunks of nothing") << "POST /p HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                       << QByteArray("/p") << QByteArray() << true;
    QTest::newRow("an absolute target") << "GET http://a:1/b?c HTTP/1.1\r\n" + host + "\r\n"
                                        << QByteArray("/b?c") << QByteArray() << true;
    QTest::newRow("an absolute target without a path") << "GET http://a?b=/c HTTP/1.1\r\n" + host + "\r\n"
                                                       << QByteArray("/?b=/c") << QByteArray() << true;
    QTest::newRow("an absolute target that is a host") << "GET http://a HTTP/1.1\r\n" + host + "\r\n"
                                                       << QByteArray("/") << QByteArray() << true;
    QTest::newRow("a target that is not ASCII") << "GET /日本?q=\xff HTTP/1.1\r\n" + host + "\r\n"
                                                << QByteArray("/日本?q=\xff") << QByteArray() << true;
    QTest::newRow("blanks around a value")
        << QByteArray("POST /p HTTP/1.1\r\nHost:a\r\nContent-Length: \t 2 \t\r\n\r\nhi") << QByteArray("/p")
        << QByteArray("hi") << true;
}

void RequestScannerTest::takesARequest()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(bool, keepAlive);
    for (qsizetype size = 1; size <= wire.size(); ++size) {
        Phase end = Phase::Refused;
        const QList<ScannedRequest> requests = scan(wire, size, &end);
        QCOMPARE(requests.size(), 1);
        QCOMPARE(requests[0].target, target);
        QCOMPARE(bodyOf(requests[0]), body);
        QCOMPARE(requests[0].keepAlive, keepAlive);
        QCOMPARE(end, Phase::Idle);
    }
}

void RequestScannerTest::qtGetsTheRequestWithoutItsConnectionFields()
{
    const auto requests = scan("POST /\xc3\xa4 HTTP/1.0\r\nHost: h:1\r\nX-A:  b \r\nConnection: keep-alive\r\nTE: x\r\n"
                               "Upgrade: h2c\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc",
                               1000);
    QCOMPARE(requests.size(), 1);
    QCOMPARE(requests[0].headForQt(), "POST /%C3%A4 HTTP/1.1\r\nX-A: b\r\nHost: h:1\r\n\r\n");
    const auto chunked = scan("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n"
                              "3\r\nabc\r\n0\r\nX: 1\r\n\r\n",
                              1000);
    QCOMPARE(chunked[0].headForQt(), "POST / HTTP/1.1\r\nHost: h\r\n\r\n");
    QCOMPARE(chunked[0].body, "abc");
}

void RequestScannerTest::qtGetsAMethodItKnows()
{
    for (const QByteArray method : {"GET", "HEAD", "DELETE", "OPTIONS"})
        QVERIFY(scan(method + " / HTTP/1.1\r\nHost: a\r\n\r\n", 1000)[0].headForQt().startsWith(method + " / "));
    for (const QByteArray method : {"CONNECT", "BREW", "get"}) {
        const auto request = scan(method + " / HTTP/1.1\r\nHost: a\r\n\r\n", 1000)[0];
        QCOMPARE(request.method, method);
        QVERIFY(request.headForQt().startsWith("POST / "));
    }
}

void RequestScannerTest::saysWhoAsks()
{
    const auto requests = scan("GET / HTTP/1.1\r\nHost:  a:1 \r\norigin: http://b\r\n\r\n"
                               "GET / HTTP/1.1\r\nHost: c\r\n\r\n",
                               1000);
    QCOMPARE(requests[0].host, "a:1");
    QCOMPARE(requests[0].origin, "http://b");
    QCOMPARE(requests[1].host, "c");
    QCOMPARE(requests[1].origin, QByteArray());
    RequestScanner refused(MaximumBody);
    refused.feed("POST / HTTP/1.1\r\nHost: a\r\nOrigin: http://b\r\nContent-Length: 5000\r\n\r\n");
    QCOMPARE(refused.phase(), Phase::Refused);
    QCOMPARE(refused.unfinished().origin, "http://b");
}

void RequestScannerTest::phasesFollowTheInput()
{
    RequestScanner scanner(MaximumBody);
    QCOMPARE(scanner.phase(), Phase::Idle);
    scanner.feed("\r\n\r");
    QCOMPARE(scanner.phase(), Phase::Idle);
    scanner.feed("\nG");
    QCOMPARE(scanner.phase(), Phase::Head);
    scanner.feed("ET / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n");
    QCOMPARE(scanner.phase(), Phase::Body);
    scanner.feed("h");
    QCOMPARE(scanner.phase(), Phase::Body);
    scanner.feed("iG");
    QCOMPARE(scanner.phase(), Phase::Ready);
    scanner.take();
    QCOMPARE(scanner.phase(), Phase::Head);
}

void RequestScannerTest::pipelinedRequestsComeOneByOne()
{
    const QByteArray wire = "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none"
                            "POST /2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ntwo\r\n0\r\n\r\n"
                            "\r\nGET /3 HTTP/1.1\r\nHost: a\r\n\r\n"
                            "GET /4 HTTP/1.1\r\nHost: a\r\n\r\n";
    for (qsizetype size = 1; size <= wire.size(); ++size) {
        const auto requests = scan(wire, size);
        QCOMPARE(requests.size(), 4);
        QCOMPARE(bodyOf(requests[0]), "one");
        QCOMPARE(bodyOf(requests[1]), "two");
        QCOMPARE(requests[2].target, "/3");
        QCOMPARE(requests[3].target, "/4");
    }
}

void RequestScannerTest::theNextRequestStartsAfresh()
{
    const auto requests = scan("POST /1 HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 3\r\nX: 1\r\n\r\none"
                               "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n",
                               1000);
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests[1].headForQt(), "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
    QVERIFY(requests[1].keepAlive);
}

void RequestScannerTest::aClientMayWaitFor100Continue_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("expects");
    QTest::newRow("with a body") << QByteArray("Expect: 100-Continue\r\nContent-Length: 2\r\n") << true;
    QTest::newRow("with chunks") << QByteArray("Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n") << true;
    QTest::newRow("without a body") << QByteArray("Expect: 100-continue\r\n") << false;
    QTest::newRow("no expectation") << QByteArray("Content-Length: 2\r\n") << false;
}

void RequestScannerTest::aClientMayWaitFor100Continue()
{
    QFETCH(QByteArray, fields);
    QFETCH(bool, expects);
    RequestScanner scanner(MaximumBody);
    scanner.feed("POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
    QCOMPARE(scanner.takeExpectsContinue(), expects);
    QVERIFY(!scanner.takeExpectsContinue());
}

void RequestScannerTest::fieldsTakeNoMoreThanTheirHead_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("isRefused");
    const QByteArray field("X: 1\r\n");
    QTest::newRow("few") << field << false;
    QTest::newRow("as many as may be") << field.repeated(RequestScanner::MaximumFields - 1) << false;
    QTest::newRow("a long one") << "X: " + QByteArray(20'000, 'x') + "\r\n" << false;
    QTest::newRow("a long one behind a short one") << field + "X: " + QByteArray(30'000, 'x') + "\r\n" << false;
    QTest::newRow("thousands") << field.repeated(5'000) << true;
    QTest::newRow("thousands of empty ones") << QByteArray("X:\r\n").repeated(6'000) << true;
}

void RequestScannerTest::fieldsTakeNoMoreThanTheirHead()
{
    QFETCH(QByteArray, fields);
    QFETCH(bool, isRefused);
    RequestScanner scanner(MaximumBody);
    const QByteArray head = "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
    scanner.feed(head);
    QCOMPARE(scanner.phase(), isRefused ? Phase::Refused : Phase::Ready);
    if (isRefused)
        QVERIFY2(scanner.heldBytes() < 1024, qPrintable(QString::number(scanner.heldBytes())));
    else
        QVERIFY(scanner.take().fields.lines().capacity() <= head.size());
}

void RequestScannerTest::memoryGrowsWithWhatComes()
{
    constexpr qsizetype Announced = 1024 * 1024;
    RequestScanner scanner(Announced);
    scanner.feed("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048576\r\n\r\n");
    QVERIFY(scanner.heldBytes() < 1024);
    const QByteArray piece(16 * 1024, 'x');
    for (qsizetype came = 0; came < Announced; came += piece.size()) {
        QCOMPARE(scanner.phase(), Phase::Body);
        QCOMPARE(scanner.bodyBytes(), came);
        scanner.feed(piece);
        QVERIFY(scanner.heldBytes() <= 2 * came + 64 * 1024);
    }
    QCOMPARE(scanner.phase(), Phase::Ready);
    QVERIFY(scanner.heldBytes() <= Announced + 64 * 1024);
    scanner.take();
    QVERIFY(scanner.heldBytes() <= 4096);
}

void RequestScannerTest::theHeadIsKnownBeforeTheBody()
{
    RequestScanner scanner(MaximumBody);
    scanner.feed("POST /p HTTP/1.1\r\nHost: a\r\nOrigin: http://b\r\nContent-Length: 3\r\n\r\n1");
    QCOMPARE(scanner.phase(), Phase::Body);
    const QByteArray head = scanner.unfinished().headForQt();
    QCOMPARE(head, "POST /p HTTP/1.1\r\nOrigin: http://b\r\nHost: a\r\n\r\n");
    scanner.feed("23");
    const ScannedRequest request = scanner.take();
    QCOMPARE(request.headForQt(), head);
    QCOMPARE(request.body, "123");
}

void RequestScannerTest::forwardedForIsOneList()
{
    const auto requests =
        scan("GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 1.2.3.4\r\nX-Forwarded-For: 5.6.7.8\r\n\r\n"
             "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
             1000);
    QCOMPARE(requests[0].forwardedFor, "1.2.3.4,5.6.7.8");
    QCOMPARE(requests[1].forwardedFor, QByteArray());
}

void RequestScannerTest::limitsAreReached_data()
{
    QTest::addColumn<QByteArray>("wire");
    const QByteArray begin = "POST / HTTP/1.1\r\nHost: a\r\n";
    QTest::newRow("a head of 32 KiB") << begin + "X: " +
                                             QByteArray(RequestScanner::MaximumHeadBytes - begin.size() - 3, 'x') +
                                             "\r\n\r\n";
    QByteArray fields;
    for (qsizetype i = 1; i < RequestScanner::MaximumFields; ++i)
        fields += "X: 1\r\n";
    QTest::newRow("100 fields") << begin + fields + "\r\n";
    QTest::newRow("the largest body") << begin + "Content-Length: 4096\r\n\r\n" + QByteArray(MaximumBody, 'x');
    QTest::newRow("the largest body in chunks")
        << begin + "Transfer-Encoding: chunked\r\n\r\nfff\r\n" + QByteArray(4095, 'x') + "\r\n1\r\nx\r\n0\r\n\r\n";
    QTest::newRow("a chunk line of 1 KiB")
        << begin + "Transfer-Encoding: chunked\r\n\r\n1;" + QByteArray(1022, 'x') + "\r\nx\r\n0\r\n\r\n";
    QTest::newRow("trailers of 8 KiB") << begin + "Transfer-Encoding: chunked\r\n\r\n0\r\n" +
                                              ("X: " + QByteArray(1019, 'x') + "\r\n").repeated(7) +
                                              "X: " + QByteArray(1017, 'x') + "\r\n\r\n";
}

void RequestScannerTest::limitsAreReached()
{
    QFETCH(QByteArray, wire);
    for (const qsizetype size : {qsizetype(1), qsizetype(7), qsizetype(4096), wire.size()})
        QCOMPARE(scan(wire, size).size(), 1);
}

QTEST_APPLESS_MAIN(RequestScannerTest)
#include "tst_requestscanner.moc"
