// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redislink.h"
#include "redisserver.h"
#include "stranger.h"

#include <QSignalSpy>
#include <QSslSocket>
#include <QTest>

#include <unistd.h>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

using Cause = RedisFailure::Cause;

/// The way to a Redis, stage by stage, and what goes over it then.
class RedisLinkTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();

    void theStagesComeInOrder_data();
    void theStagesComeInOrder();
    void aUserSignsIn();
    void aRefusalIsNamedByItsStageAndCause_data();
    void aRefusalIsNamedByItsStageAndCause();
    void whatAUserMayNotIsForbidden();
    void tlsIsRefusedAtItsStage();
    void aSocketWithoutAServerIsReported();
    void aSocketThatIsForbiddenIsReported();
    void whatIsNoRedisIsNamedSo_data();
    void whatIsNoRedisIsNamedSo();
    void patienceIsTheOwners_data();
    void patienceIsTheOwners();
    void anErrorNeverRepeatsThePassword();

    void repliesComeInTheOrderOfTheirCommands();
    void aBlockingReadIsAnsweredLater();
    void whatNobodyAskedForIsReceived();
    void nothingIsSentBeforeItIsReady();
    void anAnswerOverTheBoundsEndsIt();
    void aLossComesOnceAndItMayBeOpenedAgain();
    void aSlotMayCloseItAtAnyStage_data();
    void aSlotMayCloseItAtAnyStage();
    void closedWhileTheNameIsResolvedItOpensAgain();
    void aSlotMayOpenItAnew();
};

namespace {

const char *name(RedisStage stage)
{
    switch (stage) {
    case RedisStage::Closed:
        return "Closed";
    case RedisStage::Resolve:
        return "Resolve";
    case RedisStage::Connect:
        return "Connect";
    case RedisStage::Secure:
        return "Secure";
    case RedisStage::SignIn:
        return "SignIn";
    case RedisStage::Select:
        return "Select";
    case RedisStage::Ping:
        return "Ping";
    case RedisStage::Ready:
        return "Ready";
    }
    Q_UNREACHABLE();
}

RedisUrl parsed(const QString &text)
{
    QString problem;
    const auto url = RedisUrl::parse(text, problem);
    if (!url)
        qFatal("%s", qPrintable(problem));
    return *url;
}

/// A link and all that it signals.
struct LinkRecorder
{
    explicit LinkRecorder(const QString &url, const RespLimits &limits = {})
        : link(parsed(url), limits)
    {
        QObject::connect(&link, &RedisLink::stageBegun, &link,
                         [this](RedisStage stage) { events += QByteArray("begun ") + name(stage); });
        QObject::connect(&link, &RedisLink::stagePassed, &link,
                         [this](RedisStage stage) { events += QByteArray("passed ") + name(stage); });
        QObject::connect(&link, &RedisLink::ready, &link, [this] { events += "ready"; });
        QObject::connect(&link, &RedisLink::received, &link,
                         [this](const QList<RespValue> &values) { received += values; });
        QObject::connect(&link, &RedisLink::failed, &link, [this](const RedisFailure &failure) {
            events += QByteArray("failed ") + name(failure.stage);
            failures += failure;
        });
    }
    bool becomesReady()
    {
        link.open();
        return QTest::qWaitFor([this] { return link.isReady(); }, 30'000);
    }
    bool fails()
    {
        return QTest::qWaitFor([this] { return !failures.isEmpty(); }, 30'000);
    }
    bool opensAndFails()
    {
        link.open();
        return fails();
    }
    bool failedSo(RedisStage stage, Cause cause) const
    {
        return failures.size() == 1 && failures[0].stage == stage && failures[0].cause == cause &&
               !failures[0].text.isEmpty() && link.stage() == RedisStage::Closed;
    }
    QByteArray report() const
    {
        return events.join(", ") + ": " +
               (failures.isEmpty() ? QString() : failures.constLast().text.english()).toUtf8();
    }

    RedisLink link;
    QByteArrayList events;
    QList<RespValue> received;
    QList<RedisFailure> failures;
};

} // namespace

void RedisLinkTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
}

void RedisLinkTest::theStagesComeInOrder_data()
{
    using Way = RedisServer::Way;
    QTest::addColumn<RedisServer::Way>("way");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<int>("database");
    QTest::addColumn<QByteArrayList>("stages");
    QTest::newRow("an address") << Way::Tcp << QByteArray() << 0 << QByteArrayList{"Connect", "Ping"};
    QTest::newRow("password") << Way::Tcp << QByteArray("secret") << 0 << QByteArrayList{"Connect", "SignIn", "Ping"};
    QTest::newRow("database") << Way::Tcp << QByteArray() << 3 << QByteArrayList{"Connect", "Select", "Ping"};
    QTest::newRow("Unix socket") << Way::UnixSocket << QByteArray("secret") << 3
                                 << QByteArrayList{"Connect", "SignIn", "Select", "Ping"};
    QTest::newRow("TLS") << Way::Tls << QByteArray("secret") << 3
                         << QByteArrayList{"Connect", "Secure", "SignIn", "Select", "Ping"};
    QTest::newRow("a name and TLS") << Way::Tls << QByteArray() << 0
                                    << QByteArrayList{"Resolve", "Connect", "Secure", "Ping"};
}

void RedisLinkTest::theStagesComeInOrder()
{
    QFETCH(RedisServer::Way, way);
    QFETCH(QByteArray, password);
    QFETCH(int, database);
    QFETCH(QByteArrayList, stages);
    RedisServer server(password, way);
    QVERIFY2(server.start(), qPrintable(server.report()));
    QString url = server.url(database);
    if (stages.contains("Resolve"))
        url.replace(QStringLiteral("127.0.0.1"), QStringLiteral("localhost"));
    LinkRecorder recorder(url);
    QVERIFY2(recorder.becomesReady(), recorder.report().constData());
    QByteArrayList expected;
    for (const QByteArray &stage : stages)
        expected << "begun " + stage << "passed " + stage;
    QCOMPARE(recorder.events, expected << "ready");
    QCOMPARE(recorder.link.addresses().isEmpty(), !stages.contains("Resolve"));
    QCOMPARE(recorder.link.peerAddress().isNull(), way == RedisServer::Way::UnixSocket);
}

void RedisLinkTest::aUserSignsIn()
{
    RedisServer server("secret");
    QVERIFY2(server.start(), qPrintable(server.report()));
    server.ask({"ACL", "SETUSER", "ada", "on", ">lovelace", "~*", "&*", "+@all"});
    LinkRecorder recorder(QStringLiteral("redis://ada:lovelace@127.0.0.1:%1").arg(server.port()));
    QVERIFY2(recorder.becomesReady(), recorder.report().constData());
    QByteArray user;
    recorder.link.send({"ACL", "WHOAMI"}, [&](const RespValue &reply) { user = reply.text; });
    QTRY_COMPARE_WITH_TIMEOUT(user, QByteArray("ada"), 30'000);
}

void RedisLinkTest::aRefusalIsNamedByItsStageAndCause_data()
{
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<QString>("url"); // %1 is the port of a real Redis with that password
    QTest::addColumn<RedisStage>("stage");
    QTest::addColumn<RedisFailure::Cause>("cause");
    const auto row = [](const char *title, const char *password, const char *url, RedisStage stage, Cause cause) {
        QTest::newRow(title) << QByteArray(password) << QString::fromLatin1(url) << stage << cause;
    };
    row("no such host", "", "redis://no-such-host.invalid", RedisStage::Resolve, Cause::HostUnknown);
    row("nobody there", "", "redis://127.0.0.1:1", RedisStage::Connect, Cause::NobodyThere);
    row("no such socket", "", "unix:///nowhere/redis.sock", RedisStage::Connect, Cause::SocketMissing);
    row("wrong password", "secret", "redis://:hunter2@127.0.0.1:%1", RedisStage::SignIn, Cause::WrongPassword);
    row("unknown user", "secret", "redis://eve:secret@127.0.0.1:%1", RedisStage::SignIn, Cause::WrongPassword);
    row("a password too many", "", "redis://:hunter2@127.0.0.1:%1", RedisStage::SignIn, Cause::PasswordUnwanted);
    row("no password", "secret", "redis://127.0.0.1:%1", RedisStage::Ping, Cause::PasswordMissing);
    row("no password, a database", "secret", "redis://127.0.0.1:%1/3", RedisStage::Select, Cause::PasswordMissing);
    row("no such database", "", "redis://127.0.0.1:%1/9999", RedisStage::Select, Cause::DatabaseMissing);
}

void RedisLinkTest::aRefusalIsNamedByItsStageAndCause()
{
    QFETCH(QByteArray, password);
    QFETCH(QString, url);
    QFETCH(RedisStage, stage);
    QFETCH(RedisFailure::Cause, cause);
    RedisServer server(password);
    if (url.contains(u'%')) {
        QVERIFY2(server.start(), qPrintable(server.report()));
        url = url.arg(server.port());
    }
    LinkRecorder recorder(url);
    QVERIFY(recorder.opensAndFails());
    QVERIFY2(recorder.failedSo(stage, cause), recorder.report().constData());
    QVERIFY(!recorder.failures[0].text.english().contains(QLatin1String("hunter2")));
}

void RedisLinkTest::whatAUserMayNotIsForbidden()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    server.ask({"ACL", "SETUSER", "ada", "on", ">lovelace", "~*", "&*", "+@all", "-select", "-ping"});
    const QString url = QStringLiteral("redis://ada:lovelace@127.0.0.1:%1/%2").arg(server.port());
    LinkRecorder select(url.arg(3));
    QVERIFY(select.opensAndFails());
    QVERIFY2(select.failedSo(RedisStage::Select, Cause::Forbidden), select.report().constData());
    LinkRecorder ping(url.arg(0));
    QVERIFY(ping.opensAndFails());
    QVERIFY2(ping.failedSo(RedisStage::Ping, Cause::Forbidden), ping.report().constData());
}

void RedisLinkTest::tlsIsRefusedAtItsStage()
{
    RedisServer server({}, RedisServer::Way::Tls);
    if (!QSslSocket::supportsSsl() || !server.start())
        QSKIP("This Qt or this redis-server has no TLS.");
    LinkRecorder distrusted(server.urlWith({}));
    QVERIFY(distrusted.opensAndFails());
    QVERIFY2(distrusted.failedSo(RedisStage::Secure, Cause::TlsFailed), distrusted.report().constData());
    LinkRecorder unread(server.urlWith({}) + QStringLiteral("?ssl_ca_certs=/nowhere.pem"));
    QVERIFY(unread.opensAndFails());
    QVERIFY2(unread.failedSo(RedisStage::Secure, Cause::TlsFileUnreadable), unread.report().constData());
    QVERIFY(unread.failures[0].text.english().contains(QLatin1String("/nowhere.pem")));
    LinkRecorder unchecked(server.urlWith({}) + QStringLiteral("?ssl_cert_reqs=none"));
    QVERIFY2(unchecked.becomesReady(), unchecked.report().constData());
    LinkRecorder plain(QStringLiteral("redis://127.0.0.1:%1").arg(server.port()));
    QVERIFY(plain.opensAndFails());
    QVERIFY2(plain.failedSo(RedisStage::Ping, Cause::Closed) || plain.failedSo(RedisStage::Ping, Cause::NotRedis),
             plain.report().constData());
    QVERIFY(plain.failures[0].text.english().contains(QLatin1String("rediss://")));
}

void RedisLinkTest::aSocketWithoutAServerIsReported()
{
    RedisServer server({}, RedisServer::Way::UnixSocket);
    QVERIFY2(server.start(), qPrintable(server.report()));
    server.kill(); // its socket stays
    LinkRecorder recorder(server.url());
    QVERIFY(recorder.opensAndFails());
    QVERIFY2(recorder.failedSo(RedisStage::Connect, Cause::NobodyThere), recorder.report().constData());
}

void RedisLinkTest::aSocketThatIsForbiddenIsReported()
{
    if (geteuid() == 0)
        QSKIP("To root no socket is forbidden.");
    RedisServer server({}, RedisServer::Way::UnixSocket);
    QVERIFY2(server.start(), qPrintable(server.report()));
    QVERIFY(QFile::setPermissions(parsed(server.url()).path, {}));
    LinkRecorder recorder(server.url());
    QVERIFY(recorder.opensAndFails());
    QVERIFY2(recorder.failedSo(RedisStage::Connect, Cause::SocketForbidden), recorder.report().constData());
}

void RedisLinkTest::whatIsNoRedisIsNamedSo_data()
{
    using Manner = Stranger::Manner;
    QTest::addColumn<QByteArray>("scheme");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Stranger::Manner>("manner");
    QTest::addColumn<RedisStage>("stage");
    QTest::addColumn<RedisFailure::Cause>("cause");
    const QByteArray http = "HTTP/1.1 400 Bad Request\r\n\r\n";
    const auto row = [](const char *title, const char *scheme, const QByteArray &answer, Manner manner,
                        RedisStage stage, Cause cause) {
        QTest::newRow(title) << QByteArray(scheme) << answer << manner << stage << cause;
    };
    row("HTTP", "redis", http, Manner::Answers, RedisStage::Ping, Cause::NotRedis);
    row("a line without end", "redis", QByteArray(100'000, '+'), Manner::Answers, RedisStage::Ping, Cause::NotRedis);
    row("closes", "redis", {}, Manner::Closes, RedisStage::Ping, Cause::Closed);
    row("HTTP without TLS", "rediss", http, Manner::Answers, RedisStage::Secure, Cause::TlsFailed);
    row("closes at TLS", "rediss", {}, Manner::Closes, RedisStage::Secure, Cause::Closed);
}

void RedisLinkTest::whatIsNoRedisIsNamedSo()
{
    QFETCH(QByteArray, scheme);
    QFETCH(QByteArray, answer);
    QFETCH(Stranger::Manner, manner);
    QFETCH(RedisStage, stage);
    QFETCH(RedisFailure::Cause, cause);
    Stranger stranger(answer, manner);
    LinkRecorder recorder(stranger.url(scheme.constData()));
    QVERIFY(recorder.opensAndFails());
    QVERIFY2(recorder.failedSo(stage, cause), recorder.report().constData());
}

void RedisLinkTest::patienceIsTheOwners_data()
{
    QTest::addColumn<RedisStage>("stage");
    for (const RedisStage stage : {RedisStage::Resolve, RedisStage::Connect, RedisStage::Secure, RedisStage::SignIn,
                                   RedisStage::Select, RedisStage::Ping})
        QTest::newRow(name(stage)) << stage;
}

void RedisLinkTest::patienceIsTheOwners()
{
    QFETCH(RedisStage, stage);
    RedisServer server("secret", RedisServer::Way::Tls);
    QVERIFY2(server.start(), qPrintable(server.report()));
    LinkRecorder recorder(server.url(3).replace(QStringLiteral("127.0.0.1"), QStringLiteral("localhost")));
    connect(&recorder.link, &RedisLink::stageBegun, this, [&](RedisStage begun) {
        if (begun == stage)
            recorder.link.timeOut(7s);
    });
    QVERIFY(recorder.opensAndFails());
    QVERIFY2(recorder.failedSo(stage, Cause::TimedOut), recorder.report().constData());
    QVERIFY2(recorder.failures[0].text.english().contains(QLatin1String("within 7 s")), recorder.report().constData());
    QCOMPARE(recorder.events.constLast(), QByteArray("failed ") + name(stage));
}

void RedisLinkTest::anErrorNeverRepeatsThePassword()
{
    // As a Redis does whose AUTH was renamed.
    Stranger stranger("-ERR unknown command 'AUTH', with args beginning with: 'hunter2' \r\n");
    LinkRecorder recorder(stranger.url().replace(QStringLiteral("//"), QStringLiteral("//:hunter2@")));
    QVERIFY(recorder.opensAndFails());
    QVERIFY2(recorder.failedSo(RedisStage::SignIn, Cause::CommandMissing), recorder.report().constData());
    QVERIFY(recorder.failures[0].text.english().contains(QLatin1String("does not know the command AUTH")));
    QVERIFY(!recorder.failures[0].text.english().contains(QLatin1String("hunter2")));
}

void RedisLinkTest::repliesComeInTheOrderOfTheirCommands()
{
    constexpr qint64 Many = 2'000;
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    LinkRecorder recorder(server.url());
    QVERIFY2(recorder.becomesReady(), recorder.report().constData());
    QList<qint64> numbers;
    for (qint64 i = 0; i < Many; ++i)
        recorder.link.send({"INCR", "n"}, [&](const RespValue &reply) { numbers += reply.number; });
    QTRY_COMPARE_WITH_TIMEOUT(numbers.size(), Many, 30'000);
    for (qint64 i = 0; i < Many; ++i)
        QCOMPARE(numbers[i], i + 1);
    QVERIFY(recorder.received.isEmpty());
}

void RedisLinkTest::aBlockingReadIsAnsweredLater()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    LinkRecorder recorder(server.url());
    QVERIFY2(recorder.becomesReady(), recorder.report().constData());
    QByteArray reply;
    recorder.link.send({"XREAD", "BLOCK", "0", "STREAMS", "log", "0"},
                       [&](const RespValue &value) { reply = shown(value); });
    QCOMPARE(server.ask({"EXISTS", "log"}).number, 0);
    QVERIFY(reply.isEmpty());
    server.ask({"XADD", "log", "1-1", "data", "x"});
    QTRY_COMPARE_WITH_TIMEOUT(reply, QByteArray(R"([["log" [["1-1" ["data" "x"]]]]])"), 30'000);
}

void RedisLinkTest::whatNobodyAskedForIsReceived()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    LinkRecorder recorder(server.url());
    QVERIFY2(recorder.becomesReady(), recorder.report().constData());
    recorder.link.sendForReceived({"SUBSCRIBE", "sse", "other"});
    QTRY_COMPARE_WITH_TIMEOUT(recorder.received.size(), 2, 30'000);
    QCOMPARE(server.ask({"PUBLISH", "other", "x"}).number, 1);
    QTRY_COMPARE_WITH_TIMEOUT(recorder.received.size(), 3, 30'000);
    QCOMPARE(shown(recorder.received[2]), QByteArray(R"(["message" "other" "x"])"));
}

void RedisLinkTest::nothingIsSentBeforeItIsReady()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    LinkRecorder recorder(server.url());
    bool isAnswered = false;
    const auto setKey = [&] { recorder.link.send({"SET", "k", "v"}, [&](const RespValue &) { isAnswered = true; }); };
    setKey();
    recorder.link.open();
    setKey();
    QVERIFY(recorder.becomesReady());
    QCOMPARE(server.ask({"EXISTS", "k"}).number, 0);
    QVERIFY(!isAnswered);
}

void RedisLinkTest::anAnswerOverTheBoundsEndsIt()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    RespLimits limits;
    limits.items = 3;
    LinkRecorder recorder(server.url(), limits);
    QVERIFY2(recorder.becomesReady(), recorder.report().constData());
    server.ask({"RPUSH", "list", "1", "2", "3", "4"});
    bool isAnswered = false;
    recorder.link.send({"LRANGE", "list", "0", "-1"}, [&](const RespValue &) { isAnswered = true; });
    QVERIFY(recorder.fails());
    QVERIFY2(recorder.failedSo(RedisStage::Ready, Cause::AnswerTooLarge), recorder.report().constData());
    QVERIFY(!isAnswered);
}

void RedisLinkTest::aLossComesOnceAndItMayBeOpenedAgain()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    LinkRecorder recorder(server.url());
    QVERIFY2(recorder.becomesReady(), recorder.report().constData());
    bool isAnswered = false;
    recorder.link.send({"BLPOP", "nothing", "0"}, [&](const RespValue &) { isAnswered = true; });
    server.kill();
    QVERIFY(recorder.fails());
    QVERIFY2(recorder.failedSo(RedisStage::Ready, Cause::Closed), recorder.report().constData());
    QVERIFY2(server.start(), qPrintable(server.report()));
    QVERIFY2(recorder.becomesReady(), recorder.report().constData());
    QCOMPARE(recorder.failures.size(), 1);
    QVERIFY(!isAnswered);
}

void RedisLinkTest::aSlotMayCloseItAtAnyStage_data()
{
    patienceIsTheOwners_data();
}

void RedisLinkTest::aSlotMayCloseItAtAnyStage()
{
    QFETCH(RedisStage, stage);
    RedisServer server("secret", RedisServer::Way::Tls);
    QVERIFY2(server.start(), qPrintable(server.report()));
    const QString url = server.url(3).replace(QStringLiteral("127.0.0.1"), QStringLiteral("localhost"));
    const auto closeAt = [&](void (RedisLink::*signal)(RedisStage)) {
        LinkRecorder recorder(url);
        bool isClosed = false;
        const auto connection = connect(&recorder.link, signal, this, [&](RedisStage at) {
            if (at == stage) {
                recorder.link.close();
                isClosed = true;
            }
        });
        recorder.link.open();
        QTRY_VERIFY_WITH_TIMEOUT(isClosed, 30'000);
        QVERIFY(recorder.failures.isEmpty());
        disconnect(connection);
        QVERIFY2(recorder.becomesReady(), recorder.report().constData());
        QVERIFY(recorder.failures.isEmpty());
    };
    closeAt(&RedisLink::stageBegun);
    closeAt(&RedisLink::stagePassed);
}

void RedisLinkTest::closedWhileTheNameIsResolvedItOpensAgain()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    LinkRecorder recorder(server.url().replace(QStringLiteral("127.0.0.1"), QStringLiteral("localhost")));
    recorder.link.open();
    recorder.link.close();
    QVERIFY2(recorder.becomesReady(), recorder.report().constData());
    QCOMPARE(recorder.events.count("passed Resolve"), 1);
    QCOMPARE(recorder.events.count("ready"), 1);
}

void RedisLinkTest::aSlotMayOpenItAnew()
{
    RedisServer server({}, RedisServer::Way::UnixSocket);
    QVERIFY2(server.start(), qPrintable(server.report()));
    LinkRecorder recorder(server.url());
    bool isBegun = false;
    bool isPassed = false;
    const auto openAnewOnce = [&](bool &isDone) {
        if (std::exchange(isDone, true))
            return;
        recorder.link.close();
        recorder.link.open();
    };
    connect(&recorder.link, &RedisLink::stageBegun, this, [&] { openAnewOnce(isBegun); });
    connect(&recorder.link, &RedisLink::stagePassed, this, [&] { openAnewOnce(isPassed); });
    QVERIFY2(recorder.becomesReady(), recorder.report().constData());
    QCOMPARE(recorder.events.count("ready"), 1);
    // With values that came together with the reply in whose slot it is opened anew.
    QList<QByteArray> replies;
    recorder.link.send({"PING"}, [&](const RespValue &reply) {
        replies += reply.text;
        recorder.link.close();
        recorder.link.open();
    });
    recorder.link.send({"ECHO", "lost"}, [&](const RespValue &reply) { replies += reply.text; });
    recorder.link.sendForReceived({"ECHO", "lost"});
    QTRY_COMPARE_WITH_TIMEOUT(recorder.events.count("ready"), 2, 30'000);
    QCOMPARE(replies, QList<QByteArray>{"PONG"});
    QVERIFY(recorder.received.isEmpty());
    QVERIFY(recorder.failures.isEmpty());
}

QTEST_GUILESS_MAIN(RedisLinkTest)
#include "tst_redislink.moc"
