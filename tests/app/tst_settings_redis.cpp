// SPDX-License-Identifier: GPL-3.0-or-later
// [redis], and what does not go together with it.
#include "settingsbench.h"
#include "settingstable.h"

#include <QSignalSpy>
#include <QTest>

using namespace helio;
using namespace helio::test;

class SettingsRedisTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void streamsAreAGroupInsteadOfABackplane();
    void pubsubIsABackplane();
    void sentinelsAreTakenInBothModes_data();
    void sentinelsAreTakenInBothModes();
    void theLongestBodyBoundsWhatComesFromElsewhere();
    void bridgedChannelsAreTheGroups();
    void aBridgeOfTooManyChannelsIsRefused();
    void aStreamWithBracesIsRefused_data();
    void aStreamWithBracesIsRefused();
    void valuesThatAreNoneAreRefused_data();
    void valuesThatAreNoneAreRefused();
    void whatDoesNotGoTogetherIsRefusedWhereItStands_data();
    void whatDoesNotGoTogetherIsRefusedWhereItStands();
    void theUsualStoreGivesWay_data();
    void theUsualStoreGivesWay();
    void figuresOfTheDesktopAreNotKeptByTheGroup();
    void aWindowDoesNotWriteWhatIsRefused();
    void aWindowDoesNotTakeAHubOutOfItsGroup();
};

namespace {

const QString File = QStringLiteral("hub.toml");
const QByteArray Streams("[redis]\nurl = \"redis://localhost:7\"\nmode = \"streams\"\n");

} // namespace

void SettingsRedisTest::init()
{
    qunsetenv("SSE_REDIS_URL");
    qunsetenv("REDIS_URL");
}

void SettingsRedisTest::streamsAreAGroupInsteadOfABackplane()
{
    Settings settings;
    QCOMPARE(settings.readText(Streams + "stream = \"prices\"\nreplicas = 2\n", File), QString());
    QCOMPARE(settings.joinRedis(), QString());
    QVERIFY(settings.group);
    QCOMPARE(settings.group->url.port, 7);
    QCOMPARE(settings.group->stream, QByteArray("prices"));
    QCOMPARE(settings.group->replicas, 2);
    QVERIFY(!settings.hubConfig().makeBackplane);
    const Clock clock;
    const MadeStore one = settings.hubConfig().makeStore({}, clock);
    const MadeStore another = settings.hubConfig().makeStore({}, clock);
    QCOMPARE(one.kind, QByteArray("redis"));
    QCOMPARE(one.hubId.size(), 6);
    QVERIFY(one.hubId != another.hubId);
}

void SettingsRedisTest::pubsubIsABackplane()
{
    Settings settings;
    QCOMPARE(settings.readText("[redis]\nurl = \"redis://localhost:7\"\nchannels = [\"a\"]\n", File), QString());
    QCOMPARE(settings.joinRedis(), QString());
    QVERIFY(!settings.group);
    QVERIFY(settings.hubConfig().makeBackplane);
    const Clock clock;
    const MadeStore made = settings.hubConfig().makeStore({}, clock);
    QCOMPARE(made.kind, QByteArray("memory"));
    QCOMPARE(made.hubId, QByteArray());
}

void SettingsRedisTest::sentinelsAreTakenInBothModes_data()
{
    QTest::addColumn<QByteArray>("mode");
    QTest::newRow("pubsub") << QByteArray("pubsub");
    QTest::newRow("streams") << QByteArray("streams");
}

void SettingsRedisTest::sentinelsAreTakenInBothModes()
{
    QFETCH(QByteArray, mode);
    const auto problemWith = [&mode](const QByteArray &url) {
        Settings settings;
        QString problem = settings.readText("[redis]\nurl = \"" + url + "\"\nmode = \"" + mode + "\"\n", File);
        if (problem.isEmpty())
            problem = settings.joinRedis();
        return problem;
    };
    QCOMPARE(problemWith("redis+sentinel://one,two:7/primary"), QString());
    QCOMPARE(problemWith("rediss+sentinel://:secret@one/primary/3"), QString());
    QVERIFY2(problemWith("redis+sentinel://one").contains(QLatin1String("hub.toml, line 2: ")) &&
                 problemWith("redis+sentinel://one").contains(QLatin1String("which master")),
             qPrintable(problemWith("redis+sentinel://one")));
}

void SettingsRedisTest::theLongestBodyBoundsWhatComesFromElsewhere()
{
    // Of the next start, too: joinRedis() is for the program's start alone.
    Settings settings;
    QCOMPARE(settings.readText(Streams, File), QString());
    QCOMPARE(settings.joinRedis(), QString());
    settings.hub.server.maximumBodyBytes = 4096;
    QCOMPARE(settings.groupOptions()->maximumDataBytes, 4096);
}

void SettingsRedisTest::bridgedChannelsAreTheGroups()
{
    Settings settings;
    QCOMPARE(settings.readText(Streams + "bridge = [\"sse\", \"users.*\"]\n", File), QString());
    QCOMPARE(settings.joinRedis(), QString());
    QCOMPARE(settings.groupOptions()->bridged.channels(), QByteArrayList{"sse"});
    QVERIFY(settings.groupOptions()->bridged.matches("users.ada"));
    // An option takes its place; without one there is none.
    QCOMPARE(settings.readOptions({{QStringLiteral("redis-bridge"), {QStringLiteral("a"), QStringLiteral("b")}}}),
             QString());
    QCOMPARE(settings.joinRedis(), QString());
    QCOMPARE(settings.groupOptions()->bridged.channels(), (QByteArrayList{"a", "b"}));
    Settings none;
    QCOMPARE(none.readText(Streams + "bridge = []\n", File), QString());
    QCOMPARE(none.joinRedis(), QString());
    QVERIFY(none.groupOptions()->bridged.isEmpty());
}

void SettingsRedisTest::aBridgeOfTooManyChannelsIsRefused()
{
    const auto listOf = [](int count) {
        QByteArrayList names;
        for (int i = 0; i < count; ++i)
            names.append('"' + QByteArray(i % 2 == 0 ? "a" : "a*") + QByteArray::number(i) + '"');
        return '[' + names.join(", ") + "]\n";
    };
    Settings settings;
    QCOMPARE(settings.readText(Streams + "bridge = " + listOf(100), File), QString());
    QCOMPARE(settings.joinRedis(), QString());
    QCOMPARE(settings.groupOptions()->bridged.size(), 100);
    Settings many;
    const QString problem = many.readText(Streams + "bridge = " + listOf(101), File);
    QVERIFY2(problem.startsWith(File) && problem.contains(QLatin1String("bridge")) &&
                 problem.endsWith(QLatin1String("these are 101 channels and globs; a bridge has at most 100")),
             qPrintable(problem));
    // What goes by pub/sub is not bounded by that.
    QCOMPARE(many.readText("[redis]\nurl = \"redis://localhost\"\nchannels = " + listOf(101), File), QString());
}

void SettingsRedisTest::aStreamWithBracesIsRefused_data()
{
    QTest::addColumn<QString>("stream");
    for (const char *stream : {"", "{a}", "a{", "}"})
        QTest::newRow(*stream ? stream : "empty") << QString::fromLatin1(stream);
}

void SettingsRedisTest::aStreamWithBracesIsRefused()
{
    QFETCH(QString, stream);
    Settings settings;
    const QString problem = settings.readText("[redis]\nstream = \"" + stream.toUtf8() + "\"\n", File);
    QVERIFY2(problem.startsWith(QLatin1String("hub.toml, line 2: stream: \"") + stream + u'"') &&
                 problem.endsWith(QLatin1String("without {, } and control characters")),
             qPrintable(problem));
}

void SettingsRedisTest::valuesThatAreNoneAreRefused_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("words");
    QTest::newRow("replicas") << QByteArray("replicas = -1")
                              << QStringLiteral("\"-1\" is not a whole number of at least 0");
    QTest::newRow("bridge without a name")
        << QByteArray("bridge = [\"sse\", \"\"]")
        << QStringLiteral("bridge: The channel's name is empty; give it at least one character.");
    QTest::newRow("bridge with a name that none can have")
        << QByteArray("bridge = [\"users.*\", \"two\\nlines\"]")
        << QStringLiteral("bridge: The channel's name has a control character; take it out.");
    QTest::newRow("bridge that is no list") << QByteArray("bridge = 7") << QString();
    QTest::newRow("mode") << QByteArray("mode = \"stream\"")
                          << QStringLiteral("there is no mode \"stream\"; there are: pubsub, streams");
}

void SettingsRedisTest::valuesThatAreNoneAreRefused()
{
    QFETCH(QByteArray, key);
    QFETCH(QString, words);
    Settings settings;
    const QString problem = settings.readText("[redis]\n" + key + '\n', File);
    QVERIFY2(problem.startsWith(QLatin1String("hub.toml, line 2: ")) && problem.endsWith(words), qPrintable(problem));
}

void SettingsRedisTest::whatDoesNotGoTogetherIsRefusedWhereItStands_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<GivenOptions>("given");
    QTest::addColumn<QString>("words");
    const auto given = [](const char *option, const char *value) {
        return GivenOptions{{QString::fromLatin1(option), {QString::fromLatin1(value)}}};
    };
    QTest::newRow("a file's store") << Streams + "[history]\nstore = \"sqlite\"\n"
                                    << GivenOptions()
                                    << QStringLiteral("hub.toml, line 5: with mode \"streams\" of Redis, history");
    QTest::newRow("an option's store") << Streams << given("store", "sqlite:x.db")
                                       << QStringLiteral("--store: with mode \"streams\" of Redis, history");
    QTest::newRow("a file's channels")
        << Streams + "channels = [\"sse\"]\n"
        << GivenOptions()
        << QStringLiteral("hub.toml, line 4: with mode \"streams\" of Redis, all channels go by it; "
                          "leave out channels, and name those of a Flask-SSE application in bridge");
    QTest::newRow("a file's bridge beside pubsub")
        << QByteArray("[redis]\nurl = \"redis://localhost:7\"\nbridge = [\"sse\"]\n") << GivenOptions()
        << QStringLiteral("hub.toml, line 3: bridge is for mode \"streams\" of Redis; with mode \"pubsub\", channels");
    QTest::newRow("an option's bridge beside pubsub")
        << QByteArray("[redis]\nurl = \"redis://localhost:7\"\n") << given("redis-bridge", "users.*")
        << QStringLiteral("--redis-bridge: bridge is for mode \"streams\" of Redis");
    QTest::newRow("an option's channels") << Streams << given("redis-channels", "users.*")
                                          << QStringLiteral("--redis-channels: with mode \"streams\" of Redis, all");
    QTest::newRow("a file's mode without a Redis")
        << QByteArray("[redis]\nmode = \"streams\"\n") << GivenOptions()
        << QStringLiteral("hub.toml, line 2: mode \"streams\" keeps history in Redis; name it with url");
    QTest::newRow("an option's mode without a Redis")
        << QByteArray() << given("redis-mode", "streams")
        << QStringLiteral("--redis-mode: mode \"streams\" keeps history in Redis; name it with url");
    QTest::newRow("an environment that names none")
        << QByteArray("[redis]\nmode = \"streams\"\nurl = \"env\"\n") << GivenOptions()
        << QStringLiteral("hub.toml, line 3: the URL of Redis is to come from the environment");
}

void SettingsRedisTest::whatDoesNotGoTogetherIsRefusedWhereItStands()
{
    QFETCH(QByteArray, content);
    QFETCH(GivenOptions, given);
    QFETCH(QString, words);
    Settings settings;
    QCOMPARE(settings.readText(content, File), QString());
    QCOMPARE(settings.readOptions(given), QString());
    const QString problem = settings.joinRedis();
    QVERIFY2(problem.startsWith(words), qPrintable(problem));
    QVERIFY(!settings.group);
}

void SettingsRedisTest::theUsualStoreGivesWay_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("of the program") << Streams;
    QTest::newRow("memory, which others share then") << Streams + "[history]\nstore = \"memory\"\n";
}

void SettingsRedisTest::theUsualStoreGivesWay()
{
    QFETCH(QByteArray, content);
    Settings settings;
    settings.store = {usualHistoryFile()}; // as the desktop program has it
    QCOMPARE(settings.readText(content, File), QString());
    QCOMPARE(settings.joinRedis(), QString());
    const Clock clock;
    QCOMPARE(settings.hubConfig().makeStore({}, clock).kind, QByteArray("redis"));
}

void SettingsRedisTest::figuresOfTheDesktopAreNotKeptByTheGroup()
{
    Settings settings;
    settings.sources.append(*SourceSettings::ofKind(QStringLiteral("system")));
    settings.keepsFigures = false;
    QCOMPARE(settings.readText(Streams, File), QString());
    QCOMPARE(settings.joinRedis(), QString());
    const HistoryLimits limits = settings.hubConfig().history;
    QCOMPARE(limits.bounds()[limits.boundsOf("system")].maximumEvents, 0);
}

void SettingsRedisTest::aWindowDoesNotWriteWhatIsRefused()
{
    const QByteArray content = "[server]\nlisten = [\"127.0.0.1:0\"]\n" + Streams;
    SettingsBench bench(content);
    const QString problem = bench.control->write({{"history", "store", QStringLiteral("sqlite")}});
    QVERIFY2(problem.startsWith(QLatin1String("with mode \"streams\" of Redis, history")), qPrintable(problem));
    QCOMPARE(bench.content(), content);
    QCOMPARE(bench.control->write({{"history", "max_events", QStringLiteral("5")}}), QString());
}

void SettingsRedisTest::aWindowDoesNotTakeAHubOutOfItsGroup()
{
    SettingsBench bench(Streams);
    QSignalSpy failures(bench.redis.get(), &BackplaneControl::failed);
    BackplaneSettings alone;
    bench.redis->apply(alone, true);
    QCOMPARE(failures.size(), 1);
    QVERIFY2(failures[0][0].toString().contains(bench.path), qPrintable(failures[0][0].toString()));
    QCOMPARE(bench.content(), Streams);
}

QTEST_GUILESS_MAIN(SettingsRedisTest)
#include "tst_settings_redis.moc"
