// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/guards.h"

#include <QHostInfo>
#include <QNetworkInterface>
#include <QTest>

using namespace helio;

/// Which Host and which Origin may pass.
class GuardsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hostsOfThisMachine_data();
    void hostsOfThisMachine();
    void whoAskedBeforeVouchesForNobody();
    void thisMachinesOwnNamesAndAddresses();
    void allowedHosts_data();
    void allowedHosts();
    void origins_data();
    void origins();
    void allowedOrigins_data();
    void allowedOrigins();
    void aPreflightNamesWhatMayBeSent();
};

void GuardsTest::hostsOfThisMachine_data()
{
    QTest::addColumn<bool>("allowed");
    for (const char *host : {"localhost", "localhost:7373", "LocalHost:1", "localhost.", "localhost.:7373",
                             "localhost:", "app.localhost", "a.b.localhost:80", "127.0.0.1", "127.0.0.1:7373",
                             "127.9.9.9", "127.255.255.254:1", "[::1]", "[::1]:7373", "[0:0:0:0:0:0:0:1]:7373"})
        QTest::newRow(host) << true;
    for (const char *host : {"evil.com",
                             "evil.com:7373",
                             "localhost.evil.com",
                             "localhostevil",
                             "evil-localhost",
                             "127.0.0.1.evil.com",
                             "127.0.0.1.nip.io:7373",
                             "notlocalhost",
                             "localhost@evil.com",
                             "localhost:80:7373",
                             "localhost:port",
                             "localhost:70000",
                             "0.0.0.0",
                             "0.0.0.0:7373",
                             "[::]:7373",
                             "128.0.0.1",
                             "192.0.2.1",
                             "[2001:db8::1]:7373",
                             "[::1]evil.com",
                             "::1",
                             "",
                             ":7373",
                             "evil.com\\localhost",
                             "localhost evil.com",
                             ".localhost.evil.com",
                             "[::1",
                             "evil.com#.localhost:1x"})
        QTest::newRow(host) << false;
}

void GuardsTest::hostsOfThisMachine()
{
    HostGuard guard({});
    QTEST(guard.allows(QTest::currentDataTag()), "allowed");
}

void GuardsTest::whoAskedBeforeVouchesForNobody()
{
    HostGuard guard({});
    const auto refusesOthers = [&guard] {
        for (const char *host : {"", ":", ":7373", "evil.com", "localhost.evil.com", "localhos"}) {
            if (guard.allows(host))
                return false;
        }
        return true;
    };
    QVERIFY(refusesOthers()); // when nobody was allowed yet, too
    for (const char *host : {"localhost", "localhost", "127.0.0.1:7373"}) {
        QVERIFY(guard.allows(host));
        QVERIFY(refusesOthers());
    }
}

void GuardsTest::thisMachinesOwnNamesAndAddresses()
{
    HostGuard guard({});
    if (const QByteArray name = QHostInfo::localHostName().toUtf8(); !name.isEmpty()) {
        QVERIFY(guard.allows(name));
        QVERIFY(guard.allows(name.toUpper() + ":7373"));
        QVERIFY(!guard.allows(name + ".evil.com"));
    }
    for (QHostAddress address : QNetworkInterface::allAddresses()) {
        address.setScopeId({});
        const QByteArray text = address.toString().toLatin1();
        QVERIFY(guard.allows(text.contains(':') ? '[' + text + "]:7373" : text + ":7373"));
    }
}

void GuardsTest::allowedHosts_data()
{
    QTest::addColumn<bool>("allowed");
    QTest::newRow("Hub.example.org") << true;
    QTest::newRow("hub.example.org:7373") << true;
    QTest::newRow("with.port.example:8080") << true;
    QTest::newRow("with.port.example:8081") << false;
    QTest::newRow("with.port.example") << false;
    QTest::newRow("example.org") << false;
    QTest::newRow("a.hub.example.org") << false;
    QTest::newRow("hub.example.org.evil.com") << false;
    QTest::newRow("localhost") << true;
}

void GuardsTest::allowedHosts()
{
    HostGuard guard({QStringLiteral("hub.Example.org"), QStringLiteral("with.port.example:8080")});
    QTEST(guard.allows(QTest::currentDataTag()), "allowed");
}

void GuardsTest::origins_data()
{
    QTest::addColumn<bool>("allowed");
    for (const char *origin :
         {"http://localhost", "http://localhost:5173", "https://localhost:5173", "http://127.0.0.1:3000",
          "http://127.9.9.9", "https://127.0.0.1", "http://[::1]:3000", "https://[::1]", "http://app.localhost:8080",
          "http://localhost.", "HTTP://LOCALHOST:1", "http://192.0.2.5:7373"}) // the last: from here to itself
        QTest::newRow(origin) << true;
    for (const char *origin : {"null",
                               "",
                               "http://evil.com",
                               "https://evil.com:7373",
                               "http://localhost.evil.com",
                               "http://127.0.0.1.evil.com",
                               "http://evil.com:5173@localhost.evil.com",
                               "http://localhost@evil.com",
                               "http://evillocalhost",
                               "http://192.0.2.5",
                               "http://192.0.2.5:7374",
                               "http://192.0.2.6:7373",
                               "file://",
                               "file://localhost",
                               "ftp://localhost",
                               "chrome-extension://localhost",
                               "localhost",
                               "//localhost",
                               "http:localhost",
                               "http://evil.com\\@localhost",
                               "http://evil.com#@localhost",
                               "http://evil.com/localhost",
                               "http://0.0.0.0:7373",
                               "javascript://localhost",
                               "http:///",
                               "http://"})
        QTest::newRow(origin) << false;
}

void GuardsTest::origins()
{
    const OriginGuard guard({});
    QTEST(guard.allows(QTest::currentDataTag(), "192.0.2.5:7373"), "allowed");
}

void GuardsTest::allowedOrigins_data()
{
    QTest::addColumn<bool>("allowed");
    QTest::newRow("https://app.example.org") << true;
    QTest::newRow("https://APP.example.org") << true;
    QTest::newRow("http://app.example.org") << false;
    QTest::newRow("https://app.example.org:8443") << false;
    QTest::newRow("https://app.example.org.evil.com") << false;
    QTest::newRow("https://a.app.example.org") << false;
    QTest::newRow("http://localhost:5173") << true;
}

void GuardsTest::allowedOrigins()
{
    const OriginGuard guard({QStringLiteral("https://app.Example.org")});
    QTEST(guard.allows(QTest::currentDataTag(), "127.0.0.1:7373"), "allowed");
}

void GuardsTest::aPreflightNamesWhatMayBeSent()
{
    const auto value = [](const FieldList &fields, const QByteArray &name) {
        for (const auto &[key, content] : fields) {
            if (key == name)
                return content;
        }
        return QByteArray("(none)");
    };
    const FieldList plain = preflightFields("POST", {}, false);
    QCOMPARE(value(plain, "Access-Control-Allow-Methods"), "POST");
    QVERIFY(value(plain, "Access-Control-Allow-Headers").contains("Last-Event-ID"));
    QCOMPARE(value(plain, "Access-Control-Allow-Private-Network"), "(none)");
    const FieldList asked = preflightFields("POST", "x-a, x-b", true);
    QCOMPARE(value(asked, "Access-Control-Allow-Headers"), "x-a, x-b");
    QCOMPARE(value(asked, "Access-Control-Allow-Private-Network"), "true");
}

QTEST_GUILESS_MAIN(GuardsTest)
#include "tst_guards.moc"
