// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings.h"
#include "settingstable.h"

#include <QCommandLineParser>
#include <QFile>
#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

/// The table of settings and that of sources, as the programs use them.
class SettingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachKeyIsAnOptionWithItsDefaultInHelp_data();
    void eachKeyIsAnOptionWithItsDefaultInHelp();
    void eachDefaultCanBeWritten();
    void durationsAndSizesAreShownInTheirLargestUnit();
    void sourcesComeFromTheirTable();
    void theSystemChannelIsThatOfTheFirstSystemSource_data();
    void theSystemChannelIsThatOfTheFirstSystemSource();
    void aFailedReadNamesTheFile();
    void theStoreIsMemoryOrAFile_data();
    void theStoreIsMemoryOrAFile();
    void aStoreThatIsNoneIsRefused_data();
    void aStoreThatIsNoneIsRefused();
    void aFileThatCannotBeUsedIsRefusedOrGoneWithout();
    void figuresAreNotKeptOnDiskWhereAProgramSaysSo();
    void channelsHaveBoundsOfTheirOwn();
    void aBadChannelIsNamedWithItsLine_data();
    void aBadChannelIsNamedWithItsLine();
    void aWrongValueIsNamedByItsKeyWithWhatIsExpected_data();
    void aWrongValueIsNamedByItsKeyWithWhatIsExpected();
    void eachKeyOfTheTableIsNamedWhereItsValueIsWrong();
    void whatIsRefusedWhenAllIsReadNamesFileAndLine_data();
    void whatIsRefusedWhenAllIsReadNamesFileAndLine();
    void whatTheCommandLineSaidIsRefusedByItsOption();
};

void SettingsTest::eachKeyIsAnOptionWithItsDefaultInHelp_data()
{
    QTest::addColumn<QString>("shown");
    QTest::newRow("--heartbeat") << QStringLiteral("(15s)");
    QTest::newRow("--max-age") << QStringLiteral("(24h)");
    QTest::newRow("--max-bytes") << QStringLiteral("(256MiB)");
    QTest::newRow("--max-clients") << QStringLiteral("(20000)");
    QTest::newRow("--listen") << QStringLiteral("(127.0.0.1:7373)");
    QTest::newRow("--store") << QStringLiteral("(memory)");
    QTest::newRow("--redis-channels") << QStringLiteral("(sse)");
    QTest::newRow("--trusted-proxies") << QString();
    QTest::newRow("--redis-bridge") << QString();
}

void SettingsTest::eachKeyIsAnOptionWithItsDefaultInHelp()
{
    QFETCH(QString, shown);
    const QString option = QString::fromLatin1(QTest::currentDataTag());
    for (const QString &line : Settings().optionsHelp().split(u'\n')) {
        if (!line.startsWith(QLatin1String("  ") + option + u' '))
            continue;
        QVERIFY2(shown.isEmpty() ? !line.endsWith(u')') : line.endsWith(shown), qPrintable(line));
        return;
    }
    QFAIL("there is no such option");
}

void SettingsTest::eachDefaultCanBeWritten()
{
    const Settings defaults;
    for (const Setting &setting : settingsTable()) {
        const QString text = setting.value.text(defaults);
        QStringList texts{text};
        if (setting.value.isList)
            texts = text.split(QLatin1String(", "), Qt::SkipEmptyParts);
        Settings settings;
        QCOMPARE(setting.value.assign(settings, texts, QDir::current()), QString());
        QCOMPARE(setting.value.text(settings), text);
    }
}

void SettingsTest::durationsAndSizesAreShownInTheirLargestUnit()
{
    QCOMPARE(durationText(0ms), QStringLiteral("0ms"));
    QCOMPARE(durationText(1500ms), QStringLiteral("1500ms"));
    QCOMPARE(durationText(90s), QStringLiteral("90s"));
    QCOMPARE(durationText(120s), QStringLiteral("2m"));
    QCOMPARE(sizeText(0), QStringLiteral("0"));
    QCOMPARE(sizeText(1025), QStringLiteral("1025"));
    QCOMPARE(sizeText(3 * 1024), QStringLiteral("3KiB"));
    QCOMPARE(sizeText(qint64(4) << 30), QStringLiteral("4GiB"));
}

void SettingsTest::sourcesComeFromTheirTable()
{
    QList<SourceSettings> sources;
    for (const SourceKind &kind : sourceTable()) {
        const QString name = QString::fromLatin1(kind.name);
        QVERIFY(sourcesHelp().contains(QStringLiteral("--source %1[:INTERVAL]").arg(name)));
        QCOMPARE(parseSource(name, sources), QString());
        QCOMPARE(sources.last().channel, kind.channel);
        QCOMPARE(sources.last().interval, kind.interval);
        QCOMPARE(parseSource(name + QLatin1String(":3s"), sources), QString());
        QCOMPARE(sources.last().interval, 3s);
        QVERIFY(!parseSource(name + QLatin1String(":0ms"), sources).isEmpty());
        QVERIFY(parseSource(QStringLiteral("weather"), sources).contains(name));
    }
    QCOMPARE(sources.size(), 2 * sourceTable().size());
}

void SettingsTest::theSystemChannelIsThatOfTheFirstSystemSource_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("channel");
    const QByteArray system("[[source]]\ntype = \"system\"\n");
    const QByteArray demo("[[source]]\ntype = \"demo\"\nchannel = \"d\"\n");
    QTest::newRow("no source") << QByteArray() << QByteArray();
    QTest::newRow("its own") << system << QByteArray("system");
    QTest::newRow("another") << system + "channel = \"machine\"\n" << QByteArray("machine");
    QTest::newRow("behind another source") << demo + system + "channel = \"m\"\n" + system << QByteArray("m");
    QTest::newRow("only another source") << demo << QByteArray();
}

void SettingsTest::theSystemChannelIsThatOfTheFirstSystemSource()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, channel);
    Settings settings;
    QCOMPARE(settings.readText(content, QStringLiteral("x")), QString());
    QCOMPARE(settings.systemChannel(), channel);
}

void SettingsTest::theStoreIsMemoryOrAFile_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("file");
    QTest::newRow("memory") << QStringLiteral("memory") << QString();
    QTest::newRow("sqlite") << QStringLiteral("sqlite") << usualHistoryFile();
    QTest::newRow("a file") << QStringLiteral("sqlite:/var/lib/hub/h.db") << QStringLiteral("/var/lib/hub/h.db");
    QTest::newRow("beside the file of settings") << QStringLiteral("sqlite:h.db") << QStringLiteral("/etc/hub/h.db");
}

void SettingsTest::theStoreIsMemoryOrAFile()
{
    QFETCH(QString, text);
    QFETCH(QString, file);
    Settings settings;
    const QByteArray content = "[history]\nstore = \"" + text.toUtf8() + "\"\nmemory = \"1MiB\"\n";
    QCOMPARE(settings.readText(content, QStringLiteral("/etc/hub/hub.toml")), QString());
    QCOMPARE(settings.store.file, file);
    QCOMPARE(settings.hub.history.memoryBytes, qint64(1) << 20);
    // As it is written it can be read again.
    StoreChoice again;
    QCOMPARE(readStore(storeText(settings.store), QDir(QStringLiteral("/elsewhere")), again), QString());
    QCOMPARE(again, settings.store);
}

void SettingsTest::aStoreThatIsNoneIsRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "disk", "sqlite:", "SQLite", "sqlite history.db", "memory:x"})
        QTest::newRow(*text ? text : "empty") << QString::fromLatin1(text);
}

void SettingsTest::aStoreThatIsNoneIsRefused()
{
    QFETCH(QString, text);
    StoreChoice choice{QStringLiteral("/as/before")};
    const QString problem = readStore(text, QDir::root(), choice);
    QVERIFY2(problem.contains(u'"' + text + u'"'), qPrintable(problem));
    QCOMPARE(choice.file, QStringLiteral("/as/before"));
}

void SettingsTest::aFileThatCannotBeUsedIsRefusedOrGoneWithout()
{
    const Clock clock;
    const StoreChoice choice{QStringLiteral("/no/such/folder/h.db")};
    const MadeStore refused = storeFactory(choice, WhenUnusable::Refuse)({}, clock);
    QVERIFY(!refused.store);
    QVERIFY2(refused.problem.contains(choice.file), qPrintable(refused.problem));
    const MadeStore inMemory = storeFactory(choice, WhenUnusable::InMemory)({}, clock);
    QVERIFY(inMemory.store);
    QCOMPARE(inMemory.kind, "memory");
    QCOMPARE(inMemory.notice, refused.problem);
}

void SettingsTest::figuresAreNotKeptOnDiskWhereAProgramSaysSo()
{
    const auto mostKept = [](const Settings &settings) {
        const HistoryLimits limits = settings.hubConfig().history;
        return limits.bounds()[limits.boundsOf("system")].maximumEvents;
    };
    Settings settings;
    settings.store = {QStringLiteral("/h.db")};
    settings.sources.append(*SourceSettings::ofKind(QStringLiteral("system")));
    QCOMPARE(mostKept(settings), settings.hub.history.maximumEvents);
    settings.keepsFigures = false;
    QCOMPARE(mostKept(settings), 0);
    // Who wants them says so, and in memory they cost nothing.
    Settings inMemory = settings;
    inMemory.store = {};
    QCOMPARE(mostKept(inMemory), settings.hub.history.maximumEvents);
    QCOMPARE(settings.readText("[[channel]]\npattern = \"sys*\"\nmax_events = 7\n", QStringLiteral("x")), QString());
    QCOMPARE(mostKept(settings), 7);
}

void SettingsTest::aFailedReadNamesTheFile()
{
    Settings settings;
    QVERIFY(settings.readFile(QStringLiteral("/no/such/file")).contains(QLatin1String("/no/such/file")));
    QVERIFY(settings.readFile(QDir::tempPath()).contains(QDir::tempPath())); // a folder
}

void SettingsTest::aWrongValueIsNamedByItsKeyWithWhatIsExpected_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *content, const char *said) {
        QTest::newRow(QByteArray(content).replace('\n', ' ').constData())
            << QByteArray(content) << QString::fromUtf8(said);
    };
    row("[server]\nlisten = \"127.0.0.1:1\"", "listen: this must be a list such as [\"ADDRESS:PORT\"]");
    row("[server]\nlisten = [\"x\"]", "listen: \"x\" is not of the form ADDRESS:PORT");
    row("[server]\nlisten = [[\"x\"]]", "listen: this must be one value");
    row("[server]\nlisten = 127.0.0.1:1", "listen: ");
    row("[server]\nlisten = \"127.0.0.1:1", "listen: ");
    row("[server]\nheartbeat = [\"15s\"]", "heartbeat: this must be one value");
    row("[server]\nheartbeat = 1.5", "heartbeat: this must be a string or a whole number");
    row("[[channel]]\npattern = [\"a\"]", "pattern: this must be one value");
    row("[[channel]]\npattern = \"\"", "pattern: The pattern is empty");
    row("[[source]]\ntype = \"weather\"", "type: there is no source");
    row("[[source]]\ntype = true", "type: this must be a string");
    row("[anonymous]\nsubscribe = \"*\"", "subscribe: this must be a list of channels");
    row("[anonymous]\npublish = [5]", "publish: a channel is a string");
    row("[anonymous]\npublish = [\"\"]", "publish: The pattern is empty");
    row("[[token]]\nname = 5", "name: this must be a string");
    row("[[token]]\nadmin = \"yes\"", "admin: this must be true or false");
    row("[[jwt]]\nissuer = \"\"", "issuer: this must be a string");
}

void SettingsTest::aWrongValueIsNamedByItsKeyWithWhatIsExpected()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, said);
    const QString problem = Settings().readText(content, QStringLiteral("hub.toml"));
    QVERIFY2(problem.startsWith(QStringLiteral("hub.toml, line 2: ") + said), qPrintable(problem));
}

void SettingsTest::eachKeyOfTheTableIsNamedWhereItsValueIsWrong()
{
    for (const Setting &setting : settingsTable()) {
        for (const char *wrong : {"true", "{a = 1}", "[true]", "\"\\u0001 /\"", "[\"\\u0001 /\"]", "nothing"}) {
            const QByteArray content = QByteArray("[") + setting.section + "]\n" + setting.key + " = " + wrong + '\n';
            const QString problem = Settings().readText(content, QStringLiteral("hub.toml"));
            const QString place = QStringLiteral("hub.toml, line 2: %1: ").arg(QLatin1String(setting.key));
            QVERIFY2(problem.startsWith(place), (content + qPrintable(problem)).constData());
        }
    }
}

void SettingsTest::whatIsRefusedWhenAllIsReadNamesFileAndLine_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("listen") << QByteArray("listen = [\"0.0.0.0:7373\"]");
    QTest::newRow("allowed_hosts") << QByteArray("allowed_hosts = [\"hub.example\"]");
    QTest::newRow("trusted_proxies") << QByteArray("trusted_proxies = [\"10.0.0.1\"]");
    QTest::newRow("redis") << QByteArray("[redis]\nurl = \"env\"");
}

void SettingsTest::whatIsRefusedWhenAllIsReadNamesFileAndLine()
{
    QFETCH(QByteArray, key);
    qunsetenv("SSE_REDIS_URL");
    qunsetenv("REDIS_URL");
    Settings settings;
    QCOMPARE(settings.readText("[server]\nmax_clients = 5\n" + key, QStringLiteral("hub.toml")), QString());
    const QString problem = settings.exposureProblem() + settings.joinRedis();
    const QString place = QStringLiteral("hub.toml, line %1: ").arg(3 + key.count('\n'));
    QVERIFY2(problem.startsWith(place), qPrintable(problem));
}

void SettingsTest::whatTheCommandLineSaidIsRefusedByItsOption()
{
    Settings settings;
    QCOMPARE(settings.readText("[server]\ntrusted_proxies = [\"10.0.0.1\"]\n", QStringLiteral("hub.toml")), QString());
    QCOMPARE(settings.readOptions(GivenOptions{{QStringLiteral("trusted-proxies"), {QStringLiteral("10.0.0.2")}}}),
             QString());
    QVERIFY2(settings.exposureProblem().startsWith(QLatin1String("--trusted-proxies: Not starting")),
             qPrintable(settings.exposureProblem()));
    // What nobody set has no place.
    Settings quiet;
    quiet.hub.server.allowedHosts = {QStringLiteral("a")};
    QVERIFY(quiet.exposureProblem().startsWith(QLatin1String("Not starting")));
}

void SettingsTest::channelsHaveBoundsOfTheirOwn()
{
    Settings settings;
    QCOMPARE(settings.readText("[[channel]]\npattern = \"prices.*\"\nmax_events = 1\n"
                               "[history]\nmax_events = 50\nmax_age = \"2h\"\n" // wherever it stands
                               "[[channel]]\nmax_bytes = \"2MiB\"\nmax_age = \"90s\"\npattern = \"*\"\n",
                               QStringLiteral("x")),
             QString());
    const HistoryLimits &limits = settings.hubConfig().history;
    QCOMPARE(limits.channels.size(), 2);
    QCOMPARE(limits.channels[0].pattern.glob(), "prices.*"); // in the file's order
    const QList<ChannelBounds> bounds = limits.bounds();
    QCOMPARE(bounds[0].maximumEvents, 1);
    QCOMPARE(bounds[0].maximumAge, 2h);
    QCOMPARE(bounds[1].maximumEvents, 50);
    QCOMPARE(bounds[1].maximumBytes, 2 << 20);
    QCOMPARE(bounds[1].maximumAge, 90s);
    QCOMPARE(settings.readText("[history]\nmax_events = 5\n", QStringLiteral("x")), QString());
}

void SettingsTest::aBadChannelIsNamedWithItsLine_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const char *content, int line, const char *word) {
        QTest::newRow(name) << QByteArray(content) << line << QString::fromUtf8(word);
    };
    row("no pattern", "[server]\n[[channel]]\nmax_events = 1\n", 2, "pattern");
    row("an empty pattern", "[[channel]]\nmax_events = 1\npattern = \"\"\n", 3, "");
    row("an unknown key", "[[channel]]\npattern = \"a\"\nmax_event = 1\n", 3, "[[channel]]");
    row("a bad count", "[[channel]]\npattern = \"a\"\nmax_events = -1\n", 3, "max_events");
    row("a bad size", "[[channel]]\npattern = \"a\"\n\nmax_bytes = \"lots\"\n", 4, "lots");
    row("a bad age", "[[channel]]\npattern = \"a\"\nmax_age = \"long\"\n", 3, "long");
    row("a list", "[[channel]]\npattern = [\"a\"]\n", 2, "");
    row("single brackets", "\n[channel]\npattern = \"a\"\n", 2, "[[channel]]");
    row("the second of two", "[[channel]]\npattern = \"a\"\n[[channel]]\nmax_age = \"1s\"\n", 3, "pattern");
}

void SettingsTest::aBadChannelIsNamedWithItsLine()
{
    QFETCH(QByteArray, content);
    QFETCH(int, line);
    QFETCH(QString, word);
    Settings settings;
    const QString problem = settings.readText(content, QStringLiteral("hub.toml"));
    QVERIFY2(problem.startsWith(QStringLiteral("hub.toml, line %1: ").arg(line)), qPrintable(problem));
    QVERIFY2(problem.contains(word), qPrintable(problem));
}

QTEST_GUILESS_MAIN(SettingsTest)
#include "tst_settings.moc"
