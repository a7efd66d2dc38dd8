// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/browser.h"
#include "support/cuttingproxy.h"
#include "support/pageserver.h"
#include "support/rawclient.h"

#include <QTest>

#include <csignal>

#include <sys/socket.h>

using namespace helio::test;
using namespace std::chrono_literals;

/// The tests' own tools, on the cases that would make other tests lie.
class TestSupportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChildEndsWithItsObject();
    void aChildsExitCodeAndOutputAreKept();
    void aSignalLeavesNoExitCode();
    void aRawClientReadsAnAnswer();
    void aRawClientSaysWhatItWaitedFor();
    void aRawClientTellsAResetFromAnEnd();
    void aProxyCutsAfterExactlySoManyBytes();
    void aRefusingProxyEndsNewConnections();
    void aBrowserRunsScriptsAndAwaitsPromises();
    void aBrowserHasTabs();
};

void TestSupportTest::aChildEndsWithItsObject()
{
    qint64 id = 0;
    {
        ChildProcess child(QStringLiteral("sleep"), {QStringLiteral("1000")});
        QVERIFY(child.start());
        id = child.processId();
        QCOMPARE(::kill(pid_t(id), 0), 0);
    }
    QCOMPARE(::kill(pid_t(id), 0), -1);
}

void TestSupportTest::aChildsExitCodeAndOutputAreKept()
{
    ChildProcess child(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("cat; echo two >&2; exit 3")});
    QVERIFY(child.start());
    child.write("one\n");
    child.closeInput();
    QCOMPARE(child.waitForExit(10s), std::optional(3));
    QCOMPARE(child.standardOutput(), QByteArray("one\n"));
    QCOMPARE(child.standardError(), QByteArray("two\n"));
}

void TestSupportTest::aSignalLeavesNoExitCode()
{
    ChildProcess child(QStringLiteral("sleep"), {QStringLiteral("1000")});
    QVERIFY(child.start());
    child.sendSignal(SIGTERM);
    QVERIFY(!child.waitForExit(10s));
    QVERIFY(!child.isRunning());
}

void TestSupportTest::aRawClientReadsAnAnswer()
{
    PageServer pages;
    pages.setPage(QStringLiteral("/page"), "content");
    RawClient client;
    QVERIFY(client.connectTo(quint16(pages.url().port())));
    QVERIFY(client.sendInChunks(RawClient::request("GET", "/page"), 3));
    const auto response = client.readResponse();
    QVERIFY2(response, qPrintable(client.error()));
    QCOMPARE(response->status, 200);
    QCOMPARE(response->header("content-length"), QByteArray("7"));
    QCOMPARE(response->body, QByteArray("content"));
    QVERIFY(client.readToEnd());
    QVERIFY(!client.isConnected());
}

void TestSupportTest::aRawClientSaysWhatItWaitedFor()
{
    PageServer pages;
    RawClient client(50ms);
    QVERIFY(client.connectTo(quint16(pages.url().port())));
    QVERIFY(!client.readUntil("something"));
    QVERIFY2(client.error().contains(QStringLiteral("waiting for \"something\": time is over")),
             qPrintable(client.error()));
}

void TestSupportTest::aRawClientTellsAResetFromAnEnd()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    RawClient client;
    QVERIFY(client.connectTo(server.serverPort()));
    QVERIFY(client.send("unread"));
    QTRY_VERIFY(server.hasPendingConnections());
    QTcpSocket *socket = server.nextPendingConnection();
    QTRY_VERIFY(socket->bytesAvailable() > 0);
    const linger noWaiting = {1, 0};
    ::setsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &noWaiting, sizeof noWaiting);
    socket->abort();
    QVERIFY(!client.readToEnd());
    QVERIFY2(client.error().contains(QStringLiteral("reset")), qPrintable(client.error()));
    QVERIFY(client.waitForEnd());
}

void TestSupportTest::aProxyCutsAfterExactlySoManyBytes()
{
    PageServer pages;
    pages.setPage(QStringLiteral("/"), "content");
    CuttingProxy proxy(quint16(pages.url().port()));
    RawClient client;
    QVERIFY(client.connectTo(proxy.port()));
    proxy.cutAfter(12);
    QVERIFY(client.send(RawClient::request("GET", "/")));
    QVERIFY(client.waitForEnd());
    QCOMPARE(client.take(), QByteArray("HTTP/1.1 200"));
    QCOMPARE(proxy.cuts(), 1);

    const auto whole = client.ask(proxy.port(), RawClient::request("GET", "/"));
    QVERIFY2(whole, qPrintable(client.error()));
    QCOMPARE(whole->body, QByteArray("content"));
    QCOMPARE(proxy.passedConnections(), 2);
}

void TestSupportTest::aRefusingProxyEndsNewConnections()
{
    PageServer pages;
    CuttingProxy proxy(quint16(pages.url().port()));
    proxy.setRefusing(true);
    RawClient client;
    QVERIFY(client.connectTo(proxy.port()));
    QVERIFY(client.waitForEnd());
    QCOMPARE(client.received(), QByteArray());
    QCOMPARE(proxy.passedConnections(), 0);
}

void TestSupportTest::aBrowserRunsScriptsAndAwaitsPromises()
{
    if (!Browser::isAvailable())
        QSKIP("needs chromium and chromedriver");
    PageServer pages;
    pages.setPage(QStringLiteral("/"), "<!doctype html><title>A page</title><script>console.log('hello')</script>");
    Browser browser;
    QVERIFY2(browser.start(), qPrintable(browser.error()));
    QVERIFY2(browser.open(pages.url()), qPrintable(browser.error()));
    QCOMPARE(browser.evaluate(QStringLiteral("return document.title")),
             std::optional(QJsonValue(QStringLiteral("A page"))));
    QCOMPARE(browser.evaluate(QStringLiteral("return Promise.resolve(arguments[0] + 1)"), {41}),
             std::optional(QJsonValue(42)));
    QVERIFY(browser.waitFor(QStringLiteral("return document.readyState === 'complete'")));
    QVERIFY(!browser.waitFor(QStringLiteral("return false"), 10ms));
    QVERIFY2(browser.error().contains(QStringLiteral("hello")), qPrintable(browser.error()));
    QVERIFY(!browser.evaluate(QStringLiteral("this is no script")));
    QVERIFY(!browser.error().isEmpty());
}

void TestSupportTest::aBrowserHasTabs()
{
    if (!Browser::isAvailable())
        QSKIP("needs chromium and chromedriver");
    PageServer pages;
    pages.setPage(QStringLiteral("/"), "<!doctype html><title>A page</title>");
    Browser browser;
    QVERIFY2(browser.start(), qPrintable(browser.error()));
    const QStringList first = browser.tabs();
    QCOMPARE(first.size(), 1);
    const QString second = browser.openTab();
    QVERIFY2(!second.isEmpty(), qPrintable(browser.error()));
    QVERIFY(browser.open(pages.url()));
    QCOMPARE(browser.tabs().size(), 2);
    QVERIFY(browser.closeTab());
    QVERIFY(browser.selectTab(first.first()));
    QCOMPARE(browser.tabs(), first);
}

QTEST_GUILESS_MAIN(TestSupportTest)
#include "tst_testsupport.moc"
