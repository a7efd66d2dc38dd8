// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redisurl.h"

#include <QTest>

using namespace helio;

class RedisUrlTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWhatFlaskSseIsConfiguredWith_data();
    void readsWhatFlaskSseIsConfiguredWith();
    void saysWhatIsWrongWithoutRepeatingThePassword_data();
    void saysWhatIsWrongWithoutRepeatingThePassword();
    void readsWhatTlsNeeds();
    void theMasterAndASentinelHaveUrlsOfTheirOwn();
};

void RedisUrlTest::readsWhatFlaskSseIsConfiguredWith_data()
{
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("password");
    const auto row = [](const char *url, const char *shown, const char *user = "", const char *password = "") {
        QTest::newRow(url) << QString::fromLatin1(shown) << QByteArray(user) << QByteArray(password);
    };
    row("redis://localhost", "redis://localhost:6379/0");
    row("redis://", "redis://localhost:6379/0");
    row("redis://:password@localhost", "redis://localhost:6379/0", "", "password");
    row("redis://ada:p%40ss%2Fw%3Ard@10.0.0.1:6380/3", "redis://ada@10.0.0.1:6380/3", "ada", "p@ss/w:rd");
    row("redis://:a:b@c@localhost/", "redis://localhost:6379/0", "", "a:b@c");
    row("redis://:a/b#c@localhost/1", "redis://localhost:6379/1", "", "a/b#c");
    row("redis://[::1]:7000/1", "redis://[::1]:7000/1");
    row("redis://localhost?db=4", "redis://localhost:6379/4");
    row("redis://localhost/2?socket_timeout=5&health_check_interval=30", "redis://localhost:6379/2");
    row("rediss://example.com", "rediss://example.com:6379/0");
    row("unix:///run/redis/redis.sock", "unix:///run/redis/redis.sock");
    row("unix://:secret@/run/redis.sock?db=2", "unix:///run/redis.sock?db=2", "", "secret");
    row("redis+sentinel://one,two:7000/shop", "redis+sentinel://one:26379,two:7000/shop");
    row("redis+sentinel://ada:p%2Cw@[::1],10.0.0.1/my%20shop/3",
        "redis+sentinel://ada@[::1]:26379,10.0.0.1:26379/my%20shop/3", "ada", "p,w");
    row("redis+sentinel:///shop?db=2", "redis+sentinel://localhost:26379/shop/2");
    row("rediss+sentinel://one/shop", "rediss+sentinel://one:26379/shop");
    row("redis+socket:///run/redis.sock?password=pw&username=u", "unix://u@/run/redis.sock", "u", "pw");
}

void RedisUrlTest::readsWhatFlaskSseIsConfiguredWith()
{
    QString problem;
    const auto url = RedisUrl::parse(QString::fromLatin1(QTest::currentDataTag()), problem);
    QVERIFY2(url, qPrintable(problem));
    QTEST(url->shown(), "shown");
    QTEST(url->user, "user");
    QTEST(url->password, "password");
}

void RedisUrlTest::saysWhatIsWrongWithoutRepeatingThePassword_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *url, const char *text) { QTest::newRow(url) << QString::fromLatin1(text); };
    row("", "no Redis URL");
    row("localhost:6379", "no Redis URL");
    row("http://:hunter2@localhost", "no Redis URL");
    row("redis://:hunter2@localhost:port", "port");
    row("redis://:hunter2@localhost:0", "port");
    row("redis://:hunter2@localhost:70000", "port");
    row("redis://:hunter2@localhost/two", "database");
    row("redis://:hunter2@localhost/-1", "database");
    row("redis://hunter2@localhost", "no password");
    row("redis://:hunter2 @localhost", "space");
    row("redis://:hunter2@[::1", "]");
    row("unix://redis.sock", "whole path");
    row("redis+sentinel://:hunter2@one,two", "which master");
    row("redis+sentinel://:hunter2@one,two/", "which master");
    row("redis+sentinel://:hunter2@one,,two/shop", "comma too many");
    row("redis+sentinel://:hunter2@one,two:x/shop", "port");
    row("redis+sentinel://:hunter2@one/shop/two", "database");
    row("sentinel://:hunter2@one/shop", "no Redis URL");
    row("rediss://localhost?ssl_cert_reqs=perhaps", "ssl_cert_reqs");
}

void RedisUrlTest::saysWhatIsWrongWithoutRepeatingThePassword()
{
    QFETCH(QString, text);
    QString problem;
    QVERIFY(!RedisUrl::parse(QString::fromLatin1(QTest::currentDataTag()), problem));
    QVERIFY2(problem.contains(text), qPrintable(problem));
    QVERIFY2(!problem.contains(QLatin1String("hunter2")), qPrintable(problem));
}

void RedisUrlTest::readsWhatTlsNeeds()
{
    QString problem;
    const auto url = RedisUrl::parse(QStringLiteral("rediss://localhost?ssl_ca_certs=/ca.pem&ssl_certfile=/c.pem&"
                                                    "ssl_keyfile=/k.pem&ssl_cert_reqs=none"),
                                     problem);
    QVERIFY2(url, qPrintable(problem));
    QCOMPARE(url->authorityFile, QStringLiteral("/ca.pem"));
    QCOMPARE(url->certificateFile, QStringLiteral("/c.pem"));
    QCOMPARE(url->certificateKeyFile, QStringLiteral("/k.pem"));
    QVERIFY(!url->verifiesPeer);
}

void RedisUrlTest::theMasterAndASentinelHaveUrlsOfTheirOwn()
{
    QString problem;
    const auto url = RedisUrl::parse(QStringLiteral("redis+sentinel://ada:pw@one,two/shop/3"), problem);
    QVERIFY2(url, qPrintable(problem));
    const RedisUrl master = url->at({QStringLiteral("10.0.0.7"), 6380});
    QCOMPARE(master.shown(), QStringLiteral("redis://ada@10.0.0.7:6380/3"));
    QCOMPARE(master.password, QByteArray("pw"));
    QVERIFY(master.mustBeMaster);
    const RedisUrl asked = url->ofSentinel(url->sentinels[1], false);
    QCOMPARE(asked.shown(), QStringLiteral("redis://two:26379/0"));
    QVERIFY(asked.password.isEmpty() && !asked.mustBeMaster);
    QCOMPARE(url->ofSentinel(url->sentinels[0], true).password, QByteArray("pw"));
}

QTEST_GUILESS_MAIN(RedisUrlTest)
#include "tst_redisurl.moc"
