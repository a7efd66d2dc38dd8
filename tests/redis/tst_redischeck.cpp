// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redisbackplane.h"
#include "redis/redischeck.h"
#include "redis/redisconnection.h"
#include "redisserver.h"
#include "stranger.h"

#include <QSignalSpy>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

namespace {

/// A check and all that it reported.
struct Report
{
    explicit Report(const QString &url, const QByteArrayList &channels = {}, std::chrono::milliseconds patience = 20s)
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
                         [this](const QString &text) { begun += text; });
        QObject::connect(check.get(), &RedisCheck::stepDone, check.get(),
                         [this](RedisCheck::Result result, const QString &text) {
                             results += result;
                             done += text;
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

/// What a connection says to the same URL.
QString connectionProblem(const QString &url, std::chrono::milliseconds patience = 20s)
{
    QString problem;
    RedisConnection::Options options;
    options.connectDeadline = patience;
    RedisConnection connection(*RedisUrl::parse(url, problem), RedisConnection::Role::Commands, options,
                               [] { return 0.5; });
    connection.open();
    const auto fails = [&] { return !connection.problem().isEmpty(); };
    return QTest::qWaitFor(fails, 40'000) ? connection.problem().translated() : QString();
}

} // namespace

/// The check of a Redis, in texts that are those of a connection, too, against real ones and against what is none.
class RedisCheckTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();

    void eachStepIsReported();
    void aNameIsLookedUp();
    void aUnixSocketHasItsSteps();
    void tlsIsAStepOfItsOwn();
    void theChannelsOfOthersAreFoundWithTheirSubscribers();
    void whereNobodyListensThatIsSaid();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
    void aUserThatMayNotListenIsReported();
    void aUserThatMayNotAskAboutChannelsIsNoObstacle();
    void whatIsNoRedisIsReported();
    void silenceEndsInAText_data();
    void silenceEndsInAText();
    void noTextHasThePassword();
    void oneThatIsGivenUpSaysNothingMore();
};

void RedisCheckTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
}

void RedisCheckTest::eachStepIsReported()
{
    RedisServer redis("secret");
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    Report report(redis.url(3), {"sse", "users.*"});
    QVERIFY(report.wait());
    QVERIFY2(*report.passed, qPrintable(report.all()));
    QCOMPARE(report.begun.size(), 6);
    QCOMPARE(report.done.size(), 6);
    const char *texts[] = {"Connected", "password", "Database 3", "Redis answers", "Nobody listens", "sse, users.*"};
    for (int i = 0; i < 6; ++i)
        QVERIFY2(report.done[i].contains(QLatin1String(texts[i])), qPrintable(report.all()));
}

void RedisCheckTest::aNameIsLookedUp()
{
    RedisServer redis;
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    Report report(QStringLiteral("redis://localhost:%1").arg(redis.port()));
    QVERIFY(report.wait());
    QVERIFY2(*report.passed, qPrintable(report.all()));
    QVERIFY2(report.done[0].contains(QLatin1String("127.0.0.1")), qPrintable(report.all()));
}

void RedisCheckTest::aUnixSocketHasItsSteps()
{
    RedisServer redis({}, RedisServer::Way::UnixSocket);
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    Report report(redis.url());
    QVERIFY(report.wait());
    QVERIFY2(*report.passed, qPrintable(report.all()));
    QVERIFY(report.done[0].contains(QLatin1String("redis.sock")));
}

void RedisCheckTest::tlsIsAStepOfItsOwn()
{
    RedisServer redis("secret", RedisServer::Way::Tls);
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    Report report(redis.url());
    QVERIFY(report.wait());
    QVERIFY2(*report.passed, qPrintable(report.all()));
    QVERIFY2(report.done[1].contains(QLatin1String("TLS stands, and the certificate is good")),
             qPrintable(report.all()));

    Report unchecked(redis.urlWith("secret") + QStringLiteral("?ssl_cert_reqs=none"));
    QVERIFY(unchecked.wait());
    QVERIFY2(*unchecked.passed, qPrintable(unchecked.all()));
    QCOMPARE(unchecked.results[1], RedisCheck::Result::Noted);

    Report distrusted(redis.urlWith("secret"));
    QVERIFY(distrusted.wait());
    QVERIFY(!*distrusted.passed);
    QVERIFY2(distrusted.done.constLast().contains(QLatin1String("ssl_ca_certs")), qPrintable(distrusted.all()));
    QCOMPARE(connectionProblem(redis.urlWith("secret")), distrusted.done.constLast());

    Report unread(redis.urlWith("secret") + QStringLiteral("?ssl_ca_certs=/nowhere.pem"));
    QVERIFY(unread.wait());
    QVERIFY2(unread.done.constLast().contains(QLatin1String("/nowhere.pem")), qPrintable(unread.all()));
    QCOMPARE(connectionProblem(redis.urlWith("secret") + QStringLiteral("?ssl_ca_certs=/nowhere.pem")),
             unread.done.constLast());

    Report plain(QStringLiteral("redis://127.0.0.1:%1").arg(redis.port()));
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
    Report report(redis.url(), {"sse"});
    QVERIFY(report.wait());
    QVERIFY2(*report.passed, qPrintable(report.all()));
    QCOMPARE(report.channels_, (QList<BackplaneChannel>{{"sse", 1}, {"users.social", 1}}));
}

void RedisCheckTest::whereNobodyListensThatIsSaid()
{
    RedisServer redis;
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    Report report(redis.url());
    QVERIFY(report.wait());
    QVERIFY(*report.passed);
    QCOMPARE(report.results.constLast(), RedisCheck::Result::Noted);
    QVERIFY(report.channels_.isEmpty());
}

void RedisCheckTest::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<QString>("url"); // %1 is the port of a real Redis with that password
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *password, const char *url, const char *text) {
        QTest::newRow(name) << QByteArray(password) << QString::fromLatin1(url) << QString::fromLatin1(text);
    };
    row("refused", "", "redis://127.0.0.1:1", "No Redis listens at 127.0.0.1:1. Start it there");
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
    QFETCH(QString, text);
    RedisServer redis(password);
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    if (url.contains(u'%'))
        url = url.arg(redis.port());
    Report report(url);
    QVERIFY(report.wait());
    QVERIFY(!*report.passed);
    QCOMPARE(report.results.constLast(), RedisCheck::Result::Failed);
    QVERIFY2(report.done.constLast().contains(text), qPrintable(report.all()));
    QCOMPARE(connectionProblem(url), report.done.constLast());
}

void RedisCheckTest::aUserThatMayNotListenIsReported()
{
    RedisServer redis;
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    redis.ask({"ACL", "SETUSER", "flask", "on", ">pw", "+@all", "resetchannels", "&users.*"});
    const QString url = QStringLiteral("redis://flask:pw@127.0.0.1:%1").arg(redis.port());
    Report may(url, {"users.*"});
    QVERIFY(may.wait());
    QVERIFY2(*may.passed, qPrintable(may.all()));
    Report report(url, {"users.*", "sse"});
    QVERIFY(report.wait());
    QVERIFY(!*report.passed);
    QVERIFY2(report.done.constLast().contains(QLatin1String("does not allow this user")), qPrintable(report.all()));
}

void RedisCheckTest::aUserThatMayNotAskAboutChannelsIsNoObstacle()
{
    RedisServer redis;
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    redis.ask({"ACL", "SETUSER", "flask", "on", ">pw", "+@all", "-pubsub", "allchannels"});
    Report report(QStringLiteral("redis://flask:pw@127.0.0.1:%1").arg(redis.port()), {"sse"});
    QVERIFY(report.wait());
    QVERIFY2(*report.passed, qPrintable(report.all()));
    QVERIFY2(report.results.contains(RedisCheck::Result::Noted), qPrintable(report.all()));
}

void RedisCheckTest::whatIsNoRedisIsReported()
{
    Stranger web("HTTP/1.1 400 Bad Request\r\n\r\n");
    Report report(web.url());
    QVERIFY(report.wait());
    QVERIFY(!*report.passed);
    QVERIFY2(report.done.constLast().contains(QLatin1String("does not speak Redis' protocol")),
             qPrintable(report.all()));
    Report secured(web.url("rediss"));
    QVERIFY(secured.wait());
    QVERIFY(!*secured.passed);
    QVERIFY2(secured.done.constLast().contains(QLatin1String("redis://")), qPrintable(secured.all()));
    QCOMPARE(connectionProblem(web.url()), report.done.constLast());
    QCOMPARE(connectionProblem(web.url("rediss")), secured.done.constLast());
}

void RedisCheckTest::silenceEndsInAText_data()
{
    QTest::addColumn<QByteArray>("scheme");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray("redis") << QStringLiteral("did not answer");
    QTest::newRow("TLS") << QByteArray("rediss") << QStringLiteral("did not agree on TLS");
}

void RedisCheckTest::silenceEndsInAText()
{
    QFETCH(QByteArray, scheme);
    QFETCH(QString, text);
    Stranger silent("");
    const QString url = silent.url(scheme.constData());
    Report report(url, {}, 300ms);
    QVERIFY(report.wait());
    QVERIFY(!*report.passed);
    QVERIFY2(report.done.constLast().contains(text), qPrintable(report.all()));
    QCOMPARE(connectionProblem(url, 300ms), report.done.constLast());
}

void RedisCheckTest::noTextHasThePassword()
{
    RedisServer redis("secret");
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    Report report(redis.urlWith("hunter2"));
    QVERIFY(report.wait());
    QVERIFY(!report.all().contains(QLatin1String("hunter2")));
}

void RedisCheckTest::oneThatIsGivenUpSaysNothingMore()
{
    Stranger silent("");
    auto report = std::make_unique<Report>(silent.url());
    report->check->start();
    QTRY_VERIFY_WITH_TIMEOUT(report->begun.size() == 2, 30'000);
    QSignalSpy finished(report->check.get(), &RedisCheck::finished);
    report->check.reset();
    QVERIFY(finished.isEmpty());
}

QTEST_GUILESS_MAIN(RedisCheckTest)
#include "tst_redischeck.moc"
