// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redisbackplane.h"
#include "redis/redischeck.h"
#include "redisserver.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

namespace {

/// A check and all that it told.
struct Told
{
    explicit Told(const QString &url, const QByteArrayList &channels = {}, std::chrono::milliseconds patience = 20s)
    {
        QString problem;
        Selection selection;
        if (!channels.isEmpty())
            problem = readRedisChannels(channels, selection);
        const auto parsed = RedisUrl::parse(url, problem);
        if (!parsed || !problem.isEmpty())
            qFatal("%s", qPrintable(problem));
        check = std::make_unique<RedisCheck>(*parsed, selection, patience);
        QObject::connect(check.get(), &RedisCheck::stepBegun, check.get(),
                         [this](const QString &words) { begun += words; });
        QObject::connect(check.get(), &RedisCheck::stepDone, check.get(),
                         [this](RedisCheck::Result result, const QString &words) {
                             results += result;
                             done += words;
                         });
        QObject::connect(check.get(), &RedisCheck::channelsFound, check.get(),
                         [this](const QList<BackplaneChannel> &found) { channels_ = found; });
        QObject::connect(check.get(), &RedisCheck::finished, check.get(), [this](bool well) { passed = well; });
    }
    bool wait()
    {
        check->start();
        return QTest::qWaitFor([this] { return passed.has_value(); }, 40'000);
    }
    QString all() const { return (begun + done).join(u'\n'); }

    std::unique_ptr<RedisCheck> check;
    QStringList begun;
    QStringList done;
    QList<RedisCheck::Result> results;
    QList<BackplaneChannel> channels_;
    std::optional<bool> passed;
};

/// Takes every connection, and answers each with `words`, or not at all.
struct Stranger
{
    explicit Stranger(QByteArray words)
    {
        QObject::connect(&server, &QTcpServer::newConnection, &server, [this, words] {
            QTcpSocket *socket = server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, words] {
                socket->readAll();
                socket->write(words);
            });
        });
        server.listen(QHostAddress::LocalHost);
    }
    QString url(const char *scheme = "redis") const
    {
        return QStringLiteral("%1://127.0.0.1:%2").arg(QLatin1String(scheme)).arg(server.serverPort());
    }
    QTcpServer server;
};

} // namespace

/// The check of a Redis, in words, against real ones and against what is none.
class RedisCheckTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();

    void eachStepIsTold();
    void aNameIsLookedUp();
    void aUnixSocketHasItsSteps();
    void tlsIsAStepOfItsOwn();
    void theChannelsOfOthersAreFoundWithTheirSubscribers();
    void whereNobodyListensThatIsSaid();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
    void aUserThatMayNotListenIsTold();
    void aUserThatMayNotAskAboutChannelsIsNoObstacle();
    void whatIsNoRedisIsTold();
    void silenceEndsInWords_data();
    void silenceEndsInWords();
    void noWordHasThePassword();
    void oneThatIsGivenUpSaysNothingMore();
};

void RedisCheckTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
}

void RedisCheckTest::eachStepIsTold()
{
    RedisServer redis("secret");
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    Told told(redis.url(3), {"sse", "users.*"});
    QVERIFY(told.wait());
    QVERIFY2(*told.passed, qPrintable(told.all()));
    QCOMPARE(told.begun.size(), 6);
    QCOMPARE(told.done.size(), 6);
    const char *words[] = {"Connected", "password", "Database 3", "Redis answers", "Nobody listens", "sse, users.*"};
    for (int i = 0; i < 6; ++i)
        QVERIFY2(told.done[i].contains(QLatin1String(words[i])), qPrintable(told.all()));
}

void RedisCheckTest::aNameIsLookedUp()
{
    RedisServer redis;
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    Told told(QStringLiteral("redis://localhost:%1").arg(redis.port()));
    QVERIFY(told.wait());
    QVERIFY2(*told.passed, qPrintable(told.all()));
    QVERIFY2(told.done[0].contains(QLatin1String("127.0.0.1")), qPrintable(told.all()));
}

void RedisCheckTest::aUnixSocketHasItsSteps()
{
    RedisServer redis({}, RedisServer::Way::UnixSocket);
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    Told told(redis.url());
    QVERIFY(told.wait());
    QVERIFY2(*told.passed, qPrintable(told.all()));
    QVERIFY(told.done[0].contains(QLatin1String("redis.sock")));
}

void RedisCheckTest::tlsIsAStepOfItsOwn()
{
    RedisServer redis("secret", RedisServer::Way::Tls);
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    Told told(redis.url());
    QVERIFY(told.wait());
    QVERIFY2(*told.passed, qPrintable(told.all()));
    QVERIFY2(told.done[1].contains(QLatin1String("TLS stands, and the certificate is good")), qPrintable(told.all()));

    Told unchecked(redis.urlWith("secret") + QStringLiteral("?ssl_cert_reqs=none"));
    QVERIFY(unchecked.wait());
    QVERIFY2(*unchecked.passed, qPrintable(unchecked.all()));
    QCOMPARE(unchecked.results[1], RedisCheck::Result::Noted);

    Told distrusted(redis.urlWith("secret"));
    QVERIFY(distrusted.wait());
    QVERIFY(!*distrusted.passed);
    QVERIFY2(distrusted.done.constLast().contains(QLatin1String("ssl_ca_certs")), qPrintable(distrusted.all()));

    Told unread(redis.urlWith("secret") + QStringLiteral("?ssl_ca_certs=/nowhere.pem"));
    QVERIFY(unread.wait());
    QVERIFY2(unread.done.constLast().contains(QLatin1String("/nowhere.pem")), qPrintable(unread.all()));

    Told plain(QStringLiteral("redis://127.0.0.1:%1").arg(redis.port()));
    QVERIFY(plain.wait());
    QVERIFY(!*plain.passed);
    QVERIFY2(plain.done.constLast().contains(QLatin1String("rediss://")), qPrintable(plain.all()));
}

void RedisCheckTest::theChannelsOfOthersAreFoundWithTheirSubscribers()
{
    RedisServer redis;
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    QString problem;
    RedisConnection others(*RedisUrl::parse(redis.url(), problem), RedisConnection::Role::Subscriber, {},
                           [] { return 0.5; });
    QSignalSpy ready(&others, &RedisConnection::ready);
    QSignalSpy confirmed(&others, &RedisConnection::received);
    others.open();
    QVERIFY(ready.wait(20'000));
    others.send({"SUBSCRIBE", "users.social", "sse"});
    QTRY_VERIFY_WITH_TIMEOUT(!confirmed.isEmpty(), 30'000);
    Told told(redis.url(), {"sse"});
    QVERIFY(told.wait());
    QVERIFY2(*told.passed, qPrintable(told.all()));
    QCOMPARE(told.channels_, (QList<BackplaneChannel>{{"sse", 1}, {"users.social", 1}}));
}

void RedisCheckTest::whereNobodyListensThatIsSaid()
{
    RedisServer redis;
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    Told told(redis.url());
    QVERIFY(told.wait());
    QVERIFY(*told.passed);
    QCOMPARE(told.results.constLast(), RedisCheck::Result::Noted);
    QVERIFY(told.channels_.isEmpty());
}

void RedisCheckTest::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<QString>("url"); // %1 is the port of a real Redis with that password
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *password, const char *url, const char *words) {
        QTest::newRow(name) << QByteArray(password) << QString::fromLatin1(url) << QString::fromLatin1(words);
    };
    row("refused", "", "redis://127.0.0.1:1", "Nothing listens at 127.0.0.1:1. Start Redis there");
    row("no such host", "", "redis://no-such-host.invalid", "There is no host no-such-host.invalid");
    row("no such socket", "", "unix:///nowhere/redis.sock", "There is no socket /nowhere/redis.sock");
    row("wrong password", "secret", "redis://:hunter2@127.0.0.1:%1", "refuses the user name or password");
    row("no password", "secret", "redis://127.0.0.1:%1", "asks for a password");
    row("a password too many", "", "redis://:hunter2@127.0.0.1:%1", "no password set");
    row("unknown user", "secret", "redis://eve:secret@127.0.0.1:%1", "refuses the user name or password");
    row("no such database", "", "redis://127.0.0.1:%1/9999", "no database of the number");
}

void RedisCheckTest::whatIsWrongIsSaid()
{
    QFETCH(QByteArray, password);
    QFETCH(QString, url);
    QFETCH(QString, words);
    RedisServer redis(password);
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    Told told(url.contains(u'%') ? url.arg(redis.port()) : url);
    QVERIFY(told.wait());
    QVERIFY(!*told.passed);
    QCOMPARE(told.results.constLast(), RedisCheck::Result::Failed);
    QVERIFY2(told.done.constLast().contains(words), qPrintable(told.all()));
}

void RedisCheckTest::aUserThatMayNotListenIsTold()
{
    RedisServer redis;
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    redis.ask({"ACL", "SETUSER", "flask", "on", ">pw", "+@all", "resetchannels", "&users.*"});
    const QString url = QStringLiteral("redis://flask:pw@127.0.0.1:%1").arg(redis.port());
    Told may(url, {"users.*"});
    QVERIFY(may.wait());
    QVERIFY2(*may.passed, qPrintable(may.all()));
    Told told(url, {"users.*", "sse"});
    QVERIFY(told.wait());
    QVERIFY(!*told.passed);
    QVERIFY2(told.done.constLast().contains(QLatin1String("does not allow this user")), qPrintable(told.all()));
}

void RedisCheckTest::aUserThatMayNotAskAboutChannelsIsNoObstacle()
{
    RedisServer redis;
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    redis.ask({"ACL", "SETUSER", "flask", "on", ">pw", "+@all", "-pubsub", "allchannels"});
    Told told(QStringLiteral("redis://flask:pw@127.0.0.1:%1").arg(redis.port()), {"sse"});
    QVERIFY(told.wait());
    QVERIFY2(*told.passed, qPrintable(told.all()));
    QVERIFY2(told.results.contains(RedisCheck::Result::Noted), qPrintable(told.all()));
}

void RedisCheckTest::whatIsNoRedisIsTold()
{
    Stranger web("HTTP/1.1 400 Bad Request\r\n\r\n");
    Told told(web.url());
    QVERIFY(told.wait());
    QVERIFY(!*told.passed);
    QVERIFY2(told.done.constLast().contains(QLatin1String("does not speak as Redis does")), qPrintable(told.all()));
    Told secured(web.url("rediss"));
    QVERIFY(secured.wait());
    QVERIFY(!*secured.passed);
    QVERIFY2(secured.done.constLast().contains(QLatin1String("redis://")), qPrintable(secured.all()));
}

void RedisCheckTest::silenceEndsInWords_data()
{
    QTest::addColumn<QByteArray>("scheme");
    QTest::addColumn<QString>("words");
    QTest::newRow("plain") << QByteArray("redis") << QStringLiteral("did not answer");
    QTest::newRow("TLS") << QByteArray("rediss") << QStringLiteral("did not agree on TLS");
}

void RedisCheckTest::silenceEndsInWords()
{
    QFETCH(QByteArray, scheme);
    QFETCH(QString, words);
    Stranger silent("");
    Told told(silent.url(scheme.constData()), {}, 300ms);
    QVERIFY(told.wait());
    QVERIFY(!*told.passed);
    QVERIFY2(told.done.constLast().contains(words), qPrintable(told.all()));
}

void RedisCheckTest::noWordHasThePassword()
{
    RedisServer redis("secret");
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    Told told(redis.urlWith("hunter2"));
    QVERIFY(told.wait());
    QVERIFY(!told.all().contains(QLatin1String("hunter2")));
}

void RedisCheckTest::oneThatIsGivenUpSaysNothingMore()
{
    Stranger silent("");
    auto told = std::make_unique<Told>(silent.url());
    told->check->start();
    QTRY_VERIFY_WITH_TIMEOUT(told->begun.size() == 2, 30'000);
    QSignalSpy finished(told->check.get(), &RedisCheck::finished);
    told->check.reset();
    QVERIFY(finished.isEmpty());
}

QTEST_GUILESS_MAIN(RedisCheckTest)
#include "tst_redischeck.moc"
