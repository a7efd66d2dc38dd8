// SPDX-License-Identifier: GPL-3.0-or-later
#include "certificates.h"
#include "heardnotes.h"
#include "scriptedserver.h"

#include <QTcpServer>
#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

namespace {

QString tlsFile(const char *name)
{
    return QStringLiteral(TLS_FILES "/") + QString::fromLatin1(name);
}

QSslConfiguration serverTls()
{
    QString problem;
    const TlsSettings settings =
        TlsSettings::fromFiles({}, tlsFile("server.pem"), tlsFile("server-key.pem"), {}, problem);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(settings.clientCertificates);
    configuration.setPrivateKey(settings.clientKey);
    return configuration;
}

EventSourceOptions trusting()
{
    QString problem;
    EventSourceOptions asked;
    asked.tls = TlsSettings::fromFiles(tlsFile("authority.pem"), {}, {}, {}, problem);
    return asked;
}

quint16 closedPort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : quint16(0);
}

QUrl urlAt(quint16 port, const QString &scheme = QStringLiteral("http"))
{
    return QUrl(QStringLiteral("%1://127.0.0.1:%2/stream").arg(scheme).arg(port));
}

} // namespace

class HearingDialTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsWhatEachStepTook();
    void closedPortIsRefused();
    void nameThatNobodyHasIsNotFound();
    void connectionThatClosesBeforeAnAnswerIsReset();
    void whatIsNoHttpIsSaid();
    void authorityThatIsNotTrustedIsNamed();
    void certificateForAnotherNameSaysItsNames();
    void certificateThatVouchesForItselfIsNamed();
    void certificateOutOfDateSaysSinceWhen();
    void certificateOfTheFutureSaysFromWhen();
    void trustedServerIsHeardOverTls();
    void tlsServerThatIsNone();
    void silentTlsServerTimesOutAtTls();
    void silentServerHasNoFailure();
    void proxyThatRefusesIsNamed();
    void proxyThatIsNotThere();
    void serverWithoutHttp2OffersHttp1Alone();
    void serverWithHttp2OffersIt();
};

void HearingDialTest::knowsWhatEachStepTook()
{
    ScriptedServer server;
    server.answer(plainAnswer("200 OK"));
    HearingBench bench(server.url(QStringLiteral("/"), QStringLiteral("localhost")));
    QVERIFY(bench.turnToEnd());
    QVERIFY(bench.notes.dial.name.has_value());
    QVERIFY(bench.notes.dial.tcp.has_value());
    QVERIFY(!bench.notes.dial.tls.has_value());
    QVERIFY(!bench.notes.dial.failure);
    QCOMPARE(bench.notes.dial.mss, 0); // what is loopback's is none of a network
}

void HearingDialTest::closedPortIsRefused()
{
    HearingBench bench(urlAt(closedPort()));
    QVERIFY(bench.turnToEnd());
    QVERIFY(bench.notes.dial.failure);
    QCOMPARE(bench.notes.dial.failure->step, JudgedDial::Step::Tcp);
    QCOMPARE(bench.notes.dial.failure->cause, JudgedDial::Cause::Refused);
    QCOMPARE(bench.notes.ends.size(), 1);
}

void HearingDialTest::nameThatNobodyHasIsNotFound()
{
    HearingBench bench(QUrl(QStringLiteral("http://nobody.invalid/stream")));
    QVERIFY(bench.turnToEnd());
    QVERIFY(bench.notes.dial.failure);
    QCOMPARE(bench.notes.dial.failure->step, JudgedDial::Step::Name);
    QCOMPARE(bench.notes.dial.failure->cause, JudgedDial::Cause::NotFound);
}

void HearingDialTest::connectionThatClosesBeforeAnAnswerIsReset()
{
    for (const auto ending : {ScriptedServer::Ending::Close, ScriptedServer::Ending::Reset}) {
        ScriptedServer server;
        server.answer({}, ending);
        HearingBench bench(server.url());
        QVERIFY(bench.turnToEnd());
        QVERIFY(bench.notes.dial.failure);
        QCOMPARE(bench.notes.dial.failure->step, JudgedDial::Step::Answer);
        QCOMPARE(bench.notes.dial.failure->cause, JudgedDial::Cause::Reset);
        QCOMPARE(server.requests().size(), 1);
    }
}

void HearingDialTest::whatIsNoHttpIsSaid()
{
    ScriptedServer server;
    server.answer("220 mail.example.org ESMTP\r\n", ScriptedServer::Ending::Close);
    HearingBench bench(server.url());
    QVERIFY(bench.turnToEnd());
    QVERIFY(bench.notes.dial.failure);
    QCOMPARE(bench.notes.dial.failure->step, JudgedDial::Step::Answer);
    QVERIFY(!bench.notes.dial.failure->detail.isEmpty());
}

void HearingDialTest::authorityThatIsNotTrustedIsNamed()
{
    ScriptedServer server(0, serverTls());
    HearingBench bench(server.url());
    QVERIFY(bench.turnToEnd());
    QVERIFY(bench.notes.dial.failure);
    QCOMPARE(bench.notes.dial.failure->step, JudgedDial::Step::Tls);
    QCOMPARE(bench.notes.dial.failure->cause, JudgedDial::Cause::Untrusted);
    QVERIFY(!bench.notes.dial.failure->detail.isEmpty());
}

void HearingDialTest::certificateForAnotherNameSaysItsNames()
{
    ScriptedServer server(0, serverTls());
    HearingBench named(server.url(QStringLiteral("/"), QStringLiteral("other.localhost")), trusting());
    QVERIFY(named.turnToEnd());
    QVERIFY(named.notes.dial.failure);
    QCOMPARE(named.notes.dial.failure->cause, JudgedDial::Cause::OtherName);
    QVERIFY2(named.notes.dial.failure->detail.contains(QStringLiteral("localhost")),
             qPrintable(named.notes.dial.failure->detail));
}

void HearingDialTest::certificateThatVouchesForItselfIsNamed()
{
    ScriptedServer server(0, OwnCertificate::make(-1h, 1h).server());
    HearingBench bench(server.url());
    QVERIFY(bench.turnToEnd());
    QVERIFY(bench.notes.dial.failure);
    QCOMPARE(bench.notes.dial.failure->cause, JudgedDial::Cause::SelfSigned);
}

void HearingDialTest::certificateOutOfDateSaysSinceWhen()
{
    const OwnCertificate own = OwnCertificate::make(-72h, -48h);
    ScriptedServer server(0, own.server());
    EventSourceOptions asked;
    asked.tls.authorities = own.authorities();
    HearingBench bench(server.url(), asked);
    QVERIFY(bench.turnToEnd());
    QVERIFY(bench.notes.dial.failure);
    QCOMPARE(bench.notes.dial.failure->cause, JudgedDial::Cause::Expired);
    QCOMPARE(bench.notes.dial.failure->detail,
             own.authorities().constFirst().expiryDate().toUTC().date().toString(Qt::ISODate));
}

void HearingDialTest::certificateOfTheFutureSaysFromWhen()
{
    const OwnCertificate own = OwnCertificate::make(48h, 72h);
    ScriptedServer server(0, own.server());
    EventSourceOptions asked;
    asked.tls.authorities = own.authorities();
    HearingBench bench(server.url(), asked);
    QVERIFY(bench.turnToEnd());
    QVERIFY(bench.notes.dial.failure);
    QCOMPARE(bench.notes.dial.failure->cause, JudgedDial::Cause::NotYetValid);
    QVERIFY(!bench.notes.dial.failure->detail.isEmpty());
}

void HearingDialTest::trustedServerIsHeardOverTls()
{
    ScriptedServer server(0, serverTls());
    server.answerStream("data: one\n\n");
    HearingBench bench(server.url(), trusting());
    QVERIFY(bench.turnUntil([&] { return bench.notes.body() == "data: one\n\n"; }));
    QVERIFY(bench.notes.dial.tls.has_value());
    QVERIFY(!bench.notes.dial.failure);
}

void HearingDialTest::tlsServerThatIsNone()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&server] {
        QTcpSocket *const socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->readAll();
            socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
        });
    });
    HearingBench bench(urlAt(server.serverPort(), QStringLiteral("https")));
    QVERIFY(bench.turnToEnd());
    QVERIFY(bench.notes.dial.failure);
    QCOMPARE(bench.notes.dial.failure->step, JudgedDial::Step::Tls);
    QCOMPARE(bench.notes.dial.failure->cause, JudgedDial::Cause::Handshake);
}

void HearingDialTest::silentTlsServerTimesOutAtTls()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QTcpSocket *socket = nullptr;
    connect(&server, &QTcpServer::newConnection, &server, [&] { socket = server.nextPendingConnection(); });
    HearingBench bench(urlAt(server.serverPort(), QStringLiteral("https")));
    QVERIFY(bench.turnUntil([&] { return socket && socket->bytesAvailable() > 0; }));
    bench.hearing.stop(JudgedEnd::TimedOut, bench.loop.now());
    QVERIFY(bench.notes.dial.failure);
    QCOMPARE(bench.notes.dial.failure->step, JudgedDial::Step::Tls);
    QCOMPARE(bench.notes.dial.failure->cause, JudgedDial::Cause::TimedOut);
}

void HearingDialTest::silentServerHasNoFailure()
{
    ScriptedServer server;
    HearingBench bench(server.url());
    QVERIFY(bench.turnUntil([&] { return !server.requests().isEmpty(); }));
    bench.hearing.stop(JudgedEnd::TimedOut, bench.loop.now());
    QVERIFY(!bench.notes.dial.failure);
    QCOMPARE(bench.notes.ends, QList<JudgedEnd>{JudgedEnd::TimedOut});
}

void HearingDialTest::proxyThatRefusesIsNamed()
{
    ScriptedServer proxy;
    proxy.answer(plainAnswer("407 Proxy Authentication Required"));
    EventSourceOptions asked;
    asked.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), proxy.port());
    HearingBench bench(QUrl(QStringLiteral("https://example.org/stream")), asked);
    QVERIFY(bench.turnToEnd());
    QVERIFY(bench.notes.dial.failure);
    QCOMPARE(bench.notes.dial.failure->step, JudgedDial::Step::Proxy);
    QCOMPARE(bench.notes.dial.failure->cause, JudgedDial::Cause::ProxyStatus);
    QVERIFY(bench.notes.dial.failure->detail.contains(QStringLiteral("407")));
    QCOMPARE(proxy.requests().value(0).method, QByteArray("CONNECT"));
}

void HearingDialTest::proxyThatIsNotThere()
{
    EventSourceOptions asked;
    asked.proxy = QNetworkProxy(QNetworkProxy::Socks5Proxy, QStringLiteral("127.0.0.1"), closedPort());
    HearingBench bench(QUrl(QStringLiteral("http://example.org/stream")), asked);
    QVERIFY(bench.turnToEnd());
    QVERIFY(bench.notes.dial.failure);
    QCOMPARE(bench.notes.dial.failure->step, JudgedDial::Step::Proxy);
    QCOMPARE(bench.notes.dial.failure->cause, JudgedDial::Cause::Refused);
}

void HearingDialTest::serverWithoutHttp2OffersHttp1Alone()
{
    ScriptedServer server(0, serverTls());
    server.answerStream({});
    HearingBench bench(server.url(), trusting());
    bench.loop.askForOffers(bench.hearing.request());
    QVERIFY(bench.turnUntil([&] { return !bench.loop.isAsking(); }));
    QCOMPARE(bench.loop.takeOffers(), JudgedDial::Protocol::Http1Alone);
    QCOMPARE(bench.loop.takeOffers(), JudgedDial::Protocol::Unknown);
}

void HearingDialTest::serverWithHttp2OffersIt()
{
    QSslConfiguration tls = serverTls();
    tls.setAllowedNextProtocols({"h2", "http/1.1"});
    ScriptedServer server(0, tls);
    server.answerStream({});
    HearingBench bench(server.url(), trusting());
    bench.loop.askForOffers(bench.hearing.request());
    QVERIFY(bench.turnUntil([&] { return !bench.loop.isAsking() && bench.hearing.hasHead(); }));
    QCOMPARE(bench.loop.takeOffers(), JudgedDial::Protocol::Http2);
}

QTEST_GUILESS_MAIN(HearingDialTest)
#include "tst_hearing_dial.moc"
