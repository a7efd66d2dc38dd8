// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/trustedproxies.h"

#include <QTest>

using namespace helio;

/// Whose word counts for who the client is.
class TrustedProxiesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withoutProxiesThePeerIsTheClient();
    void theChainIsFollowedAsFarAsItIsTrusted_data();
    void theChainIsFollowedAsFarAsItIsTrusted();
};

void TrustedProxiesTest::withoutProxiesThePeerIsTheClient()
{
    const QHostAddress peer(QStringLiteral("127.0.0.1"));
    QCOMPARE(TrustedProxies().clientAddress(peer, "203.0.113.7"), peer);
    QVERIFY(!TrustedProxies().contains(peer));
}

void TrustedProxiesTest::theChainIsFollowedAsFarAsItIsTrusted_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QString>("client");
    const auto row = [](const char *field, const char *peer, const char *client) {
        QTest::newRow(field) << QString::fromLatin1(peer) << QString::fromLatin1(client);
    };
    row("", "127.0.0.1", "127.0.0.1");
    row("203.0.113.7", "127.0.0.1", "203.0.113.7");
    row(" 203.0.113.7 ", "127.0.0.1", "203.0.113.7");
    row("2001:db8::7", "127.0.0.1", "2001:db8::7");
    row("198.51.100.1, 203.0.113.7", "127.0.0.1", "203.0.113.7"); // what a client wrote itself stands in front
    row("203.0.113.7, 10.1.2.3", "127.0.0.1", "203.0.113.7");     // two proxies
    row("10.1.2.3", "127.0.0.1", "10.1.2.3");
    row("203.0.113.7:4711", "127.0.0.1", "203.0.113.7");
    row("[2001:db8::7]:4711", "127.0.0.1", "2001:db8::7");
    row("[2001:db8::7]", "127.0.0.1", "2001:db8::7");
    row("::ffff:203.0.113.7", "127.0.0.1", "203.0.113.7");
    row("203.0.113.7,", "127.0.0.1", "203.0.113.7");
    row(", ,203.0.113.7, ,, ", "127.0.0.1", "203.0.113.7");
    row("203.0.113.7, , 10.1.2.3:80,", "127.0.0.1", "203.0.113.7");
    row(",", "127.0.0.1", "127.0.0.1");
    row("203.0.113.7:", "127.0.0.1", "127.0.0.1");
    row("203.0.113.7:x", "127.0.0.1", "127.0.0.1");
    row("203.0.113.7:123456", "127.0.0.1", "127.0.0.1");
    row("[2001:db8::7", "127.0.0.1", "127.0.0.1");
    row("[2001:db8::7]x", "127.0.0.1", "127.0.0.1");
    row("7", "127.0.0.1", "127.0.0.1"); // which some read as 0.0.0.7
    row("203.0.113", "127.0.0.1", "127.0.0.1");
    row("_hidden:80", "127.0.0.1", "127.0.0.1");
    row("203.0.113.7, unknown", "127.0.0.1", "127.0.0.1");
    row("203.0.113.7, unknown, 10.1.2.3", "127.0.0.1", "10.1.2.3");
    row("198.51.100.1", "203.0.113.7", "203.0.113.7"); // who is no proxy may say what it likes
}

void TrustedProxiesTest::theChainIsFollowedAsFarAsItIsTrusted()
{
    QFETCH(QString, peer);
    QFETCH(QString, client);
    const TrustedProxies proxies({QHostAddress::parseSubnet(QStringLiteral("127.0.0.1/32")),
                                  QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8"))});
    QCOMPARE(proxies.clientAddress(QHostAddress(peer), QTest::currentDataTag()), QHostAddress(client));
}

QTEST_GUILESS_MAIN(TrustedProxiesTest)
#include "tst_trustedproxies.moc"
