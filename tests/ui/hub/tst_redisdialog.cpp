// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redisserver.h"
#include "redis/streamcollector.h"
#include "redisfile.h"
#include "store/memorystore.h"
#include "tomldocument.h"
#include "ui/hub/redisdialog.h"
#include "ui/streams/streamconnection.h"
#include "ui/window/monitor.h"

#include <QCheckBox>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;
using namespace helio::test;

namespace {

class NoOpener : public StreamOpener
{
public:
    std::unique_ptr<StreamConnection> connection(const StreamRequest &) override { return nullptr; }
};

HubConfig onAFreePort()
{
    HubConfig config;
    config.listen = {QStringLiteral("127.0.0.1:0")};
    config.makeStore = makeMemoryStore;
    return config;
}

/// A dialog over a hub that serves, and a file.
struct RedisBench
{
    explicit RedisBench(const QByteArray &content = {})
        : path(directory.filePath(QStringLiteral("hub.toml")))
    {
        Settings settings;
        if (!content.isEmpty()) {
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
                qFatal("cannot write");
            file.close();
            if (const QString problem = settings.readFile(path); !problem.isEmpty())
                qFatal("%s", qPrintable(problem));
        }
        redis = std::make_unique<RedisFile>(hub, settings, RedisFile::Options{path, false});
        dialog = std::make_unique<RedisDialog>(*redis, monitor.hubState());
        dialog->show();
        dialog->activateWindow(); // fields report that they were left only in an active window
        if (!QTest::qWaitForWindowActive(dialog.get()))
            qFatal("the dialog does not become active");
    }
    bool serve()
    {
        hub.start();
        return QTest::qWaitFor([this] { return hub.state() == HubControl::State::Open; }, 20'000);
    }
    quint16 port() const { return quint16(QUrl(hub.urls().value(0)).port()); }
    QByteArray content() const { return keptIn(path); }
    static QByteArray keptIn(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    template <typename T>
    T *find(const char *name) const
    {
        T *found = dialog->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    void type(const char *field, const QString &text) const
    {
        find<QLineEdit>(field)->setFocus();
        find<QLineEdit>(field)->selectAll();
        QTest::keyClicks(find<QLineEdit>(field), text);
    }
    void setChannels(const char *text) const
    {
        find<QPlainTextEdit>("redisChannels")->setPlainText(QLatin1String(text));
    }
    void click(const char *button) const { QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton); }
    QString said(const char *label) const { return find<QLabel>(label)->text(); }
    bool waitForState(const char *text)
    {
        return QTest::qWaitFor(
            [&] {
                hub.requestSnapshot(false);
                return said("redisState").contains(QLatin1String(text));
            },
            20'000);
    }

    QTemporaryDir directory;
    QString path;
    LocalHub hub{onAFreePort()};
    NoOpener opener;
    Monitor monitor{hub, opener};
    std::unique_ptr<RedisFile> redis;
    std::unique_ptr<RedisDialog> dialog;
};

const QByteArray File("# my hub\n"
                      "[redis]  # of the shop\n"
                      "# the password is in the environment, 日本\n"
                      "url = \"redis://old.example:1/2\"  # moved in May\n"
                      "mode = \"pubsub\"\n"
                      "channels = [\n"
                      "    \"sse\",   # the default\n"
                      "    \"users.*\",\n"
                      "]\n"
                      "\n"
                      "[history]\n"
                      "max_events = 5\n");

QByteArray withRedis(const QByteArray &content, const QString &url, const QStringList &channels)
{
    TomlDocument document(content);
    document.setEntries("redis", {{"url", tomlString(url)}, {"channels", tomlList(channels)}});
    return document.content();
}

} // namespace

/// The Redis dialog, by clicks, over a real hub, a real file and a real Redis.
class RedisDialogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sharedHistoryIsShownAndNotChanged();
    void enterAppliesAndDoesNotClose();
    void aPasswordIsTakenOutOfAUrlAndPutBack_data();
    void aPasswordIsTakenOutOfAUrlAndPutBack();
    void theFileIsChangedInItsTwoValuesOnly();
    void theFileMayHaveAnyForm_data();
    void theFileMayHaveAnyForm();
    void thePasswordIsMaskedUntilAskedFor();
    void aHubThatServesJoinsChangesAndLeavesWithItsStreamsOpen();
    void aHubThatIsStoppedJoinsWhenItStarts();
    void onlyWhatIsToBeKeptIsWritten();
    void aFileWithAPasswordIsForItsOwnerAlone();
    void theEnvironmentIsOffered();
    void whatCannotBeUsedIsSaidAndChangesNothing_data();
    void whatCannotBeUsedIsSaidAndChangesNothing();
    void theTestReportsItsStepsAndOffersChannels();
    void aTestThatFailsSaysWhy();
    void closingEndsTheTest();
};

void RedisDialogTest::sharedHistoryIsShownAndNotChanged()
{
    const QByteArray file("[redis]\nurl = \"redis://shop.example:1\"\nmode = \"streams\"\nstream = \"shop\"\n"
                          "replicas = 2\nbridge = [\"sse\", \"users.*\"]\n");
    RedisBench bench(file);
    QCOMPARE(bench.said("redisStream"), QStringLiteral("shop"));
    QVERIFY(bench.said("redisMode").startsWith(QStringLiteral("streams")));
    QVERIFY2(bench.said("redisReplicas").startsWith(u'2'), qPrintable(bench.said("redisReplicas")));
    QCOMPARE(bench.said("redisBridge"), QStringLiteral("sse, users.*"));
    QVERIFY(bench.find<QLineEdit>("redisUrl")->isReadOnly());
    for (const char *part : {"redisApply", "redisLeave", "redisEnvironment"})
        QVERIFY(!bench.find<QPushButton>(part)->isVisible());
    QVERIFY(!bench.find<QPlainTextEdit>("redisChannels")->isVisible());
    // Nor is one left alone with that.
    QVERIFY2(bench.said("redisKeeping")
                 .contains(
                     QStringLiteral("write url, mode, stream, replicas or bridge under [redis] in %1").arg(bench.path)),
             qPrintable(bench.said("redisKeeping")));
    QVERIFY(bench.find<QPushButton>("redisTest")->isEnabled());
    QCOMPARE(bench.content(), file);
}

void RedisDialogTest::enterAppliesAndDoesNotClose()
{
    RedisBench bench;
    QVERIFY(bench.dialog->findChild<QPushButton *>(QStringLiteral("redisApply"))->isDefault());
    QTest::keyClick(bench.dialog.get(), Qt::Key_Return);
    QVERIFY(bench.dialog->isVisible());
}

void RedisDialogTest::aPasswordIsTakenOutOfAUrlAndPutBack_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("without");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("back");
    const auto row = [](const char *url, const char *without, const char *password, const char *back) {
        QTest::newRow(url) << QString::fromUtf8(url) << QString::fromUtf8(without) << QString::fromUtf8(password)
                           << QString::fromUtf8(back);
    };
    row("redis://localhost", "redis://localhost", "", "redis://localhost");
    row("redis://:pw@localhost:1/2", "redis://localhost:1/2", "pw", "redis://:pw@localhost:1/2");
    row("rediss://ada:p%40w%2F@host", "rediss://ada@host", "p@w/", "rediss://ada:p%40w%2F@host");
    row("redis://ada:a@b@host", "redis://ada@host", "a@b", "redis://ada:a%40b@host");
    row("redis://host?password=pw&db=3", "redis://host?db=3", "pw", "redis://:pw@host?db=3");
    row("redis://host?password=p%26w", "redis://host", "p&w", "redis://:p%26w@host");
    row("redis+sentinel://ada:pw@one:7000,two/shop", "redis+sentinel://ada@one:7000,two/shop", "pw",
        "redis+sentinel://ada:pw@one:7000,two/shop");
    row("redis+sentinel://one:7000,two/shop", "redis+sentinel://one:7000,two/shop", "",
        "redis+sentinel://one:7000,two/shop");
    row("unix://:pw@/run/redis.sock?db=1", "unix:///run/redis.sock?db=1", "pw", "unix://:pw@/run/redis.sock?db=1");
    row("unix://ada:pw@/run/redis.sock", "unix://ada@/run/redis.sock", "pw", "unix://ada:pw@/run/redis.sock");
    row("redis://[::1]:6379", "redis://[::1]:6379", "", "redis://[::1]:6379");
    row("redis://host?ssl_ca_certs=/a@b:c", "redis://host?ssl_ca_certs=/a@b:c", "", "redis://host?ssl_ca_certs=/a@b:c");
    row("env", "env", "", "env");
    row("", "", "", "");
}

void RedisDialogTest::aPasswordIsTakenOutOfAUrlAndPutBack()
{
    QFETCH(QString, url);
    const BackplaneSettings settings = BackplaneSettings::fromUrl(url);
    QTEST(settings.url, "without");
    QTEST(settings.password, "password");
    QTEST(settings.fullUrl(), "back");
    // Both mean the same Redis.
    QString problem;
    const auto before = RedisUrl::parse(url, problem);
    const auto after = RedisUrl::parse(settings.fullUrl(), problem);
    QCOMPARE(before.has_value(), after.has_value());
    if (before) {
        QCOMPARE(after->password, before->password);
        QCOMPARE(after->shown(), before->shown());
    }
}

void RedisDialogTest::theFileIsChangedInItsTwoValuesOnly()
{
    const QByteArray text = withRedis(File, QStringLiteral("env"), {QStringLiteral("sse"), QStringLiteral("a\\*\"")});
    QByteArray expected = File;
    expected.replace("\"redis://old.example:1/2\"", "\"env\"");
    const qsizetype begin = expected.indexOf("[\n    \"sse\"");
    const qsizetype end = expected.indexOf("]\n\n[history]") + 1;
    expected.replace(begin, end - begin, "[\"sse\", \"a\\\\*\\\"\"]");
    QCOMPARE(text, expected);
}

void RedisDialogTest::theFileMayHaveAnyForm_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no line end") << QByteArray("[server]\nheartbeat = \"15s\"");
    QTest::newRow("an empty section") << QByteArray("[redis]\n\n[server]\nheartbeat = \"15s\"\n");
    QTest::newRow("an empty section at the end") << QByteArray("[redis]");
    QTest::newRow("only channels") << QByteArray("[redis]\nchannels = ['x']\n");
    QTest::newRow("inline") << QByteArray("redis = {url = 'redis://a', channels = ['x']}\n");
    QTest::newRow("dotted") << QByteArray("redis.url = 'redis://a'\nredis.channels = ['日', '本']\n");
    QTest::newRow("CR LF") << QByteArray("[redis]\r\nurl = 'redis://a'\r\nchannels = ['x']\r\n[server]\r\n");
    QTest::newRow("on one line with 日本")
        << QByteArray("redis = {mode = 'pubsub', channels = ['日本'], url = \"\"}\n");
}

void RedisDialogTest::theFileMayHaveAnyForm()
{
    QFETCH(QByteArray, content);
    const QStringList channels{QStringLiteral("sse"), QStringLiteral("日本.*")};
    Settings before, after;
    QCOMPARE(before.readText(content, QStringLiteral("x")), QString());
    QCOMPARE(after.readText(withRedis(content, QStringLiteral("redis://b"), channels), QStringLiteral("x")), QString());
    QCOMPARE(after.redis.url, QStringLiteral("redis://b"));
    QCOMPARE(after.redis.channels, channels);
    QCOMPARE(after.hub.hub.heartbeat, before.hub.hub.heartbeat);
}

void RedisDialogTest::thePasswordIsMaskedUntilAskedFor()
{
    RedisBench desk("[redis]\nurl = \"redis://ada:hunter2@localhost:1\"\n");
    auto *password = desk.find<QLineEdit>("redisPassword");
    QCOMPARE(desk.find<QLineEdit>("redisUrl")->text(), QStringLiteral("redis://ada@localhost:1"));
    QCOMPARE(password->text(), QStringLiteral("hunter2"));
    QCOMPARE(password->echoMode(), QLineEdit::Password);
    QTest::mouseClick(desk.find<QCheckBox>("redisShowPassword"), Qt::LeftButton, {}, {8, 8});
    QCOMPARE(password->echoMode(), QLineEdit::Normal);
    // One that comes with a pasted URL moves where it is masked.
    desk.type("redisUrl", QStringLiteral("redis://:other@host"));
    QTest::keyClick(desk.find<QLineEdit>("redisUrl"), Qt::Key_Tab);
    QCOMPARE(desk.find<QLineEdit>("redisUrl")->text(), QStringLiteral("redis://host"));
    QCOMPARE(password->text(), QStringLiteral("other"));
}

void RedisDialogTest::aHubThatServesJoinsChangesAndLeavesWithItsStreamsOpen()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
    RedisServer redis("se cret"), second;
    QVERIFY2(redis.start() && second.start(), qPrintable(redis.report()));
    RedisBench desk;
    QVERIFY(desk.serve());
    QVERIFY(desk.waitForState("no Redis"));
    StreamCollector reader(desk.port(), "/stream?pattern=*");
    QVERIFY(reader.waitUntilOpen());
    const auto says = [&](const char *data) { return post(desk.port(), "/channels/sse", data).status == 200; };
    QVERIFY(says("alone"));

    desk.type("redisUrl", redis.url());
    desk.setChannels("sse, users.*");
    desk.click("redisApply");
    QCOMPARE(desk.said("redisProblem"), QString());
    QVERIFY2(desk.waitForState("is on Redis"), qPrintable(desk.said("redisState")));
    QVERIFY(reader.waitForEvents(2)); // the gap: what was said there before is not known
    QVERIFY(says("joined"));
    QCOMPARE(redis.ask({"PUBLISH", "users.ada", "from afar"}).number, 1);
    QVERIFY(reader.waitForEvents(4));

    desk.type("redisUrl", second.url());
    desk.type("redisPassword", QString());
    desk.find<QLineEdit>("redisPassword")->clear();
    desk.setChannels("sse");
    desk.click("redisApply");
    QVERIFY2(desk.waitForState(second.url().toLatin1().constData()), qPrintable(desk.said("redisState")));
    QVERIFY(reader.waitForEvents(5));
    QCOMPARE(redis.ask({"PUBLISH", "users.ada", "unheard"}).number, 0);
    QVERIFY(says("moved"));
    QVERIFY(reader.waitForEvents(6));

    desk.click("redisLeave");
    QVERIFY(desk.waitForState("no Redis"));
    QVERIFY(!desk.find<QPushButton>("redisLeave")->isEnabled());
    second.kill();
    QVERIFY(says("alone again"));
    QVERIFY(reader.waitForEvents(7));
    QCOMPARE(reader.data(), (QByteArrayList{"alone", "(gap)", "joined", "from afar", "(gap)", "moved", "alone again"}));
    QVERIFY(reader.isOpen());
}

void RedisDialogTest::aHubThatIsStoppedJoinsWhenItStarts()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
    RedisServer redis;
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    RedisBench desk;
    desk.type("redisUrl", redis.url());
    desk.click("redisApply");
    QVERIFY(desk.said("redisState").contains(QLatin1String("joins Redis when it starts")));
    QVERIFY(desk.serve());
    QVERIFY2(desk.waitForState("is on Redis"), qPrintable(desk.said("redisState")));
}

void RedisDialogTest::onlyWhatIsToBeKeptIsWritten()
{
    RedisBench desk(File);
    desk.type("redisUrl", QStringLiteral("redis://127.0.0.1:1"));
    QTest::mouseClick(desk.find<QCheckBox>("redisKeep"), Qt::LeftButton, {}, {8, 8});
    desk.click("redisApply");
    QCOMPARE(desk.said("redisProblem"), QString());
    QCOMPARE(desk.content(), File);
    QCOMPARE(desk.redis->overview().settings.url, QStringLiteral("redis://127.0.0.1:1"));
    QTest::mouseClick(desk.find<QCheckBox>("redisKeep"), Qt::LeftButton, {}, {8, 8});
    desk.click("redisApply");
    QVERIFY2(desk.content().contains("url = \"redis://127.0.0.1:1\"  # moved in May"), desk.content().constData());
    desk.click("redisLeave");
    QVERIFY2(desk.content().contains("url = \"\"  # moved in May"), desk.content().constData());
    QVERIFY(desk.content().contains("\"users.*\"")); // to come back to
}

void RedisDialogTest::aFileWithAPasswordIsForItsOwnerAlone()
{
    RedisBench desk(File);
    QFile::setPermissions(desk.path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    desk.type("redisUrl", QStringLiteral("redis://:hunter2@127.0.0.1:1"));
    desk.find<QLineEdit>("redisPassword")->setFocus();
    QVERIFY2(desk.said("redisKeeping").contains(QLatin1String("The password is in that file")),
             qPrintable(desk.said("redisKeeping")));
    desk.click("redisApply");
    QVERIFY(desk.content().contains("redis://:hunter2@127.0.0.1:1"));
    QVERIFY(!(QFileInfo(desk.path).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
}

void RedisDialogTest::theEnvironmentIsOffered()
{
    qputenv("SSE_REDIS_URL", "redis://:hunter2@127.0.0.1:1/4");
    RedisBench desk(File);
    desk.click("redisEnvironment");
    QCOMPARE(desk.find<QLineEdit>("redisUrl")->text(), QStringLiteral("env"));
    QVERIFY(!desk.find<QLineEdit>("redisPassword")->isEnabled());
    QVERIFY2(desk.said("redisKeeping").contains(QLatin1String("redis://127.0.0.1:1/4")),
             qPrintable(desk.said("redisKeeping")));
    QVERIFY(!desk.said("redisKeeping").contains(QLatin1String("hunter2")));
    desk.click("redisApply");
    QCOMPARE(desk.said("redisProblem"), QString());
    QVERIFY(desk.content().contains("url = \"env\"") && !desk.content().contains("hunter2"));
    qunsetenv("SSE_REDIS_URL");
    qunsetenv("REDIS_URL");
    desk.click("redisApply");
    QVERIFY(desk.said("redisProblem").contains(QLatin1String("SSE_REDIS_URL")));
}

void RedisDialogTest::whatCannotBeUsedIsSaidAndChangesNothing_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("channels");
    QTest::newRow("no URL") << QString() << QByteArray("sse\norders");
    QTest::newRow("no Redis URL") << QStringLiteral("http://localhost") << QByteArray("sse");
    QTest::newRow("a port") << QStringLiteral("redis://localhost:x") << QByteArray("sse");
    QTest::newRow("no channel") << QStringLiteral("redis://localhost") << QByteArray(" , \n");
    QTest::newRow("a control character") << QStringLiteral("redis://localhost") << QByteArray("a\tb");
}

void RedisDialogTest::whatCannotBeUsedIsSaidAndChangesNothing()
{
    QFETCH(QString, url);
    QFETCH(QByteArray, channels);
    RedisBench desk(File);
    desk.type("redisUrl", url);
    if (url.isEmpty())
        desk.find<QLineEdit>("redisUrl")->clear();
    desk.setChannels(channels.constData());
    QSignalSpy changed(desk.redis.get(), &BackplaneControl::changed);
    desk.click("redisApply");
    QVERIFY(changed.isEmpty());
    QVERIFY(!desk.said("redisProblem").isEmpty());
    QCOMPARE(desk.redis->overview().settings.url, QStringLiteral("redis://old.example:1/2"));
    QCOMPARE(desk.content(), File);
    QCOMPARE(desk.find<QPlainTextEdit>("redisChannels")->toPlainText().toUtf8(), channels); // to go on with
}

void RedisDialogTest::theTestReportsItsStepsAndOffersChannels()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
    RedisServer redis("secret");
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    QString problem;
    RedisConnection others(*RedisUrl::parse(redis.url(), problem), RedisConnection::Role::Subscriber, {},
                           [] { return 0.5; });
    QSignalSpy confirmed(&others, &RedisConnection::received);
    connect(&others, &RedisConnection::ready, &others, [&others] {
        others.send({"SUBSCRIBE", "sse", "users.social", "users.ada"});
    });
    others.open();
    QTRY_VERIFY(!confirmed.isEmpty());

    RedisBench desk;
    desk.type("redisUrl", redis.url());
    desk.setChannels("sse");
    QSignalSpy finished(desk.redis.get(), &BackplaneControl::checkFinished);
    desk.click("redisTest");
    QVERIFY(finished.wait(20'000));
    QVERIFY(finished[0][0].toBool());
    auto *steps = desk.find<QListWidget>("redisSteps");
    QCOMPARE(steps->count(), 5);
    auto *found = desk.find<QListWidget>("redisFound");
    QCOMPARE(found->count(), 3);
    QVERIFY(found->isVisible());
    found->item(1)->setCheckState(Qt::Unchecked); // users.ada
    desk.click("redisAdd");
    QCOMPARE(desk.find<QPlainTextEdit>("redisChannels")->toPlainText(), QStringLiteral("sse\nusers.social"));
    QVERIFY(desk.redis->overview().settings.url.isEmpty()); // a test changes nothing
    desk.click("redisTest");
    QVERIFY(finished.wait(20'000));
    QCOMPARE(steps->count(), 5); // those of the last alone
}

void RedisDialogTest::aTestThatFailsSaysWhy()
{
    RedisBench desk;
    desk.type("redisUrl", QStringLiteral("redis://127.0.0.1:1"));
    QSignalSpy finished(desk.redis.get(), &BackplaneControl::checkFinished);
    desk.click("redisTest");
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!finished[0][0].toBool());
    auto *steps = desk.find<QListWidget>("redisSteps");
    QCOMPARE(steps->count(), 1);
    QVERIFY2(steps->item(0)->text().contains(QLatin1String("No Redis listens at 127.0.0.1:1")),
             qPrintable(steps->item(0)->text()));
    QVERIFY(!desk.find<QListWidget>("redisFound")->isVisible());
}

void RedisDialogTest::closingEndsTheTest()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    RedisBench desk;
    desk.type("redisUrl", QStringLiteral("redis://127.0.0.1:%1").arg(silent.serverPort()));
    desk.click("redisTest");
    QTRY_VERIFY(silent.hasPendingConnections());
    QTcpSocket *socket = silent.nextPendingConnection();
    desk.dialog.reset();
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
}

QTEST_MAIN(RedisDialogTest)
#include "tst_redisdialog.moc"
