// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder.h"
#include "scriptedserver.h"

#include <QSslSocket>
#include <QTemporaryFile>
#include <QTest>

using namespace helio;

using Ending = ScriptedServer::Ending;

/// Over TLS: whom a source trusts, as whom it shows up, and where it does not go.
class EventSourceTlsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aServerThatIsNotTrustedIsRefused();
    void aServerOfAGivenAuthorityIsTrusted();
    void theClientShowsItsCertificate();
    void aClientCertificateStaysAtItsOrigin();
    void aRedirectGoesToHttpsButNotBack();
    void http2IsOfferedOnlyWhenAllowed_data();
    void http2IsOfferedOnlyWhenAllowed();
    void aKeyMayHaveAPassphraseOrBeInItsCertificatesFile();
    void filesThatAreNoGoodAreNamed_data();
    void filesThatAreNoGoodAreNamed();
};

namespace {

QString file(const char *name)
{
    return QStringLiteral(TLS_FILES "/") + QString::fromLatin1(name);
}

TlsSettings settings(const char *authority, const char *certificate = "", const char *key = "")
{
    QString problem;
    const auto path = [](const char *name) { return *name ? file(name) : QString(); };
    TlsSettings read = TlsSettings::fromFiles(path(authority), path(certificate), path(key), {}, problem);
    if (!problem.isEmpty())
        qFatal("%s", qPrintable(problem));
    return read;
}

QSslConfiguration serverTls()
{
    QSslConfiguration tls = settings("authority.pem", "server.pem", "server-key.pem").configuration(true);
    tls.setPeerVerifyMode(QSslSocket::QueryPeer);
    return tls;
}

EventSourceOptions trustingOptions()
{
    EventSourceOptions options = quickOptions();
    options.tls = settings("authority.pem");
    return options;
}

} // namespace

void EventSourceTlsTest::initTestCase()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("this Qt has no TLS");
}

void EventSourceTlsTest::aServerThatIsNotTrustedIsRefused()
{
    ScriptedServer server(0, serverTls());
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.errors.size(), 1);
    QCOMPARE(recorder.lastError().failure, Failure::Refused);
    QVERIFY2(recorder.lastError().message.contains(QStringLiteral("certificate")),
             qPrintable(recorder.lastError().message));
    QCOMPARE(source.readyState(), ReadyState::Closed);
    QVERIFY(server.requests().isEmpty());
}

void EventSourceTlsTest::aServerOfAGivenAuthorityIsTrusted()
{
    ScriptedServer server(0, serverTls());
    server.answerStream("data:a\n\n", Ending::Close);
    server.answerStream("data:b\n\n");
    EventSource source(server.url(), trustingOptions());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a", "b"}));
    QVERIFY(server.tlsSocket()->peerCertificate().isNull()); // none was given
}

void EventSourceTlsTest::theClientShowsItsCertificate()
{
    ScriptedServer server(0, serverTls());
    server.answerStream("data:a\n\n");
    EventSourceOptions options = quickOptions();
    options.tls = settings("authority.pem", "client.pem", "client-key.pem");
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a"}));
    QCOMPARE(server.tlsSocket()->peerCertificate(), options.tls.clientCertificates.first());
}

void EventSourceTlsTest::aClientCertificateStaysAtItsOrigin()
{
    ScriptedServer other(0, serverTls());
    other.answerStream("data:a\n\n");
    ScriptedServer server(0, serverTls());
    server.answer(redirectAnswer(307, other.url().toEncoded()));
    EventSourceOptions options = quickOptions();
    options.tls = settings("authority.pem", "client.pem", "client-key.pem");
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a"}));
    QVERIFY(other.tlsSocket()->peerCertificate().isNull());
}

void EventSourceTlsTest::aRedirectGoesToHttpsButNotBack()
{
    ScriptedServer plain;
    ScriptedServer secure(0, serverTls());
    plain.answer(redirectAnswer(302, secure.url().toEncoded()));
    secure.answerStream("data:a\n\n", Ending::Close);
    plain.answer(redirectAnswer(302, secure.url().toEncoded()));
    secure.answer(redirectAnswer(302, plain.url().toEncoded()));
    EventSource source(plain.url(), trustingOptions());
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(source.readyState(), ReadyState::Closed);
    QCOMPARE(recorder.data(), QByteArrayList({"a"}));
    QCOMPARE(recorder.lastError().failure, Failure::Refused);
    QCOMPARE(recorder.lastError().httpStatus, 302);
    QCOMPARE(plain.requests().size(), 2);
}

void EventSourceTlsTest::http2IsOfferedOnlyWhenAllowed_data()
{
    QTest::addColumn<bool>("allowed");
    QTest::newRow("by default") << false;
    QTest::newRow("allowed") << true;
}

void EventSourceTlsTest::http2IsOfferedOnlyWhenAllowed()
{
    QFETCH(bool, allowed);
    QSslConfiguration tls = serverTls();
    tls.setAllowedNextProtocols({QSslConfiguration::ALPNProtocolHTTP2, QSslConfiguration::NextProtocolHttp1_1});
    ScriptedServer server(0, tls);
    EventSourceOptions options = trustingOptions();
    options.allowHttp2 = allowed;
    EventSource source(server.url(), options);
    source.open();
    QTRY_COMPARE(server.requests().size(), 1);
    // With PRI a connection of HTTP/2 begins, which is all the server understands of it.
    QCOMPARE(server.requests().first().method, allowed ? "PRI" : "GET");
    QCOMPARE(server.tlsSocket()->sslConfiguration().nextNegotiatedProtocol() == QSslConfiguration::ALPNProtocolHTTP2,
             allowed);
}

void EventSourceTlsTest::aKeyMayHaveAPassphraseOrBeInItsCertificatesFile()
{
    QString problem;
    const TlsSettings plain = settings("", "client.pem", "client-key.pem");
    QVERIFY(!plain.clientKey.isNull());
    QCOMPARE(TlsSettings::fromFiles({}, file("client.pem"), file("client-key-encrypted.pem"), "heliograph", problem),
             plain);
    QCOMPARE(problem, QString());
    QTemporaryFile both;
    QVERIFY(both.open());
    for (const char *name : {"client.pem", "client-key.pem"}) {
        QFile part(file(name));
        QVERIFY(part.open(QIODevice::ReadOnly));
        both.write(part.readAll());
    }
    both.close();
    QCOMPARE(TlsSettings::fromFiles({}, both.fileName(), {}, {}, problem), plain);
    QCOMPARE(problem, QString());
}

void EventSourceTlsTest::filesThatAreNoGoodAreNamed_data()
{
    QTest::addColumn<QString>("authority");
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("named");
    const QString none;
    QTest::newRow("no such authority") << file("nothing.pem") << none << none << file("nothing.pem");
    QTest::newRow("no certificate in it") << file("client-key.pem") << none << none << file("client-key.pem");
    QTest::newRow("no such certificate") << none << file("nothing.pem") << none << file("nothing.pem");
    QTest::newRow("no such key") << none << file("client.pem") << file("nothing.pem") << file("nothing.pem");
    QTest::newRow("no key in it") << none << file("client.pem") << none << file("client.pem");
    QTest::newRow("another passphrase") << none << file("client.pem") << file("client-key-encrypted.pem")
                                        << file("client-key-encrypted.pem");
    QTest::newRow("a key alone") << none << none << file("client-key.pem") << QStringLiteral("certificate");
}

void EventSourceTlsTest::filesThatAreNoGoodAreNamed()
{
    QFETCH(QString, authority);
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QString, named);
    QString problem;
    QCOMPARE(TlsSettings::fromFiles(authority, certificate, key, "wrong", problem), TlsSettings());
    QVERIFY2(problem.contains(named), qPrintable(problem));
}

QTEST_GUILESS_MAIN(EventSourceTlsTest)
#include "tst_eventsource_tls.moc"
