// SPDX-License-Identifier: GPL-3.0-or-later
// The hub's configuration file as a window changes it key by key.
#include "settingsbench.h"

#include <QSignalSpy>
#include <QTest>

using namespace helio;
using namespace helio::test;

namespace {

const QByteArray Commented("# our hub\n"
                           "[server]\n"
                           "listen = [\"127.0.0.1:0\"] # any\n"
                           "heartbeat = \"20s\"   # proxies\n"
                           "\n"
                           "[[token]] # of the builds\n"
                           "name = \"ci\"\n"
                           "sha256 = \"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"\n"
                           "publish = [\"builds.*\"]\n");

struct Bench : SettingsBench
{
    explicit Bench(const QByteArray &written = Commented, const GivenOptions &given = {})
        : SettingsBench(written, given)
    {}
};

} // namespace

class SettingsFileTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenLeavesAllElseAsItWas();
    void boundsOfChannelsStayAsTheyStand();
    void aFileThatIsNotThereIsMade();
    void aValueIsJudgedAsTheFilesIs_data();
    void aValueIsJudgedAsTheFilesIs();
    void allAreWrittenOrNone();
    void whatTheNextStartWouldRefuseIsNotWritten();
    void aRestartTakesWhatTheFileSays();
    void aStopAndAStartTakeItToo();
    void theCommandLineWinsAndIsNamed();
    void whatIsWrittenIsJudgedWithTheCommandLineOverIt();
    void aBrokenFileIsReported();
};

void SettingsFileTest::whatIsWrittenLeavesAllElseAsItWas()
{
    Bench bench;
    QCOMPARE(
        bench.control->write({{"server", "heartbeat", QStringLiteral("10s")},
                              {"server", "allowed_origins", QStringLiteral("https://a.example , https://b.example")},
                              {"server", "max_clients", QStringLiteral("500")}}),
        QString());
    QByteArray wanted = Commented;
    wanted.replace("heartbeat = \"20s\"", "heartbeat = \"10s\"");
    QByteArray written = bench.content();
    QVERIFY(written.contains("allowed_origins = [\"https://a.example\", \"https://b.example\"]\n"));
    QVERIFY(written.contains("max_clients = 500\n"));
    written.replace("allowed_origins = [\"https://a.example\", \"https://b.example\"]\n", "");
    written.replace("max_clients = 500\n", "");
    QCOMPARE(written, wanted);
    QCOMPARE(bench.info("allowed_origins").text, QStringLiteral("https://a.example, https://b.example"));
    QCOMPARE(bench.info("max_clients").text, QStringLiteral("500"));
    QCOMPARE(bench.info("max_clients").defaultText, QStringLiteral("20000"));
}

void SettingsFileTest::boundsOfChannelsStayAsTheyStand()
{
    const QByteArray channels("# the latest of each\n"
                              "[[channel]] # of prices\n"
                              "pattern = \"prices.*\" # and no others\n"
                              "max_events = 1\n"
                              "\n"
                              "  [[channel]]\n"
                              "  pattern = 'log' # long\n"
                              "  max_age = \"240h\"\n");
    Bench bench("[server]\nlisten = [\"127.0.0.1:0\"]\n\n[history]\nmax_events = 9 # each\n\n" + channels);
    QCOMPARE(bench.control->write({{"history", "max_events", QStringLiteral("20")},
                                   {"history", "max_age", QStringLiteral("2h")},
                                   {"slow_clients", "stall", QStringLiteral("9s")}}),
             QString());
    const QByteArray written = bench.content();
    QVERIFY2(written.contains(channels), written.constData());
    QVERIFY(written.contains("max_events = 20 # each\n"));
    QVERIFY(written.contains("stall = \"9s\"\n"));
    Settings settings;
    QCOMPARE(settings.readFile(bench.path), QString());
    QCOMPARE(settings.hub.history.channels.size(), 2);
    QCOMPARE(settings.hub.history.bounds().constFirst().maximumAge, std::chrono::hours(2));
}

void SettingsFileTest::aFileThatIsNotThereIsMade()
{
    Bench bench;
    QVERIFY(QFile::remove(bench.path));
    QCOMPARE(bench.info("heartbeat").text, QStringLiteral("15s"));
    QCOMPARE(bench.control->write({{"history", "max_age", QStringLiteral("2h")}}), QString());
    QCOMPARE(bench.content(), QByteArray("[history]\nmax_age = \"2h\"\n"));
}

void SettingsFileTest::aValueIsJudgedAsTheFilesIs_data()
{
    QTest::addColumn<QByteArray>("section");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGood");
    const auto row = [](const char *section, const char *key, const char *text, bool isGood) {
        QTest::addRow("%s = %s", key, text)
            << QByteArray(section) << QByteArray(key) << QString::fromUtf8(text) << isGood;
    };
    row("server", "heartbeat", "15s", true);
    row("server", "heartbeat", "1ms", false);
    row("server", "heartbeat", "soon", false);
    row("server", "listen", "127.0.0.1:7373, [::1]:7373", true);
    row("server", "listen", "", false);
    row("server", "listen", "somewhere", false);
    row("server", "allowed_origins", "", true);
    row("server", "allowed_origins", "app.example.com", false);
    row("history", "max_bytes", "1GiB", true);
    row("history", "max_bytes", "-1", false);
    row("slow_clients", "stall", "30s", true);
}

void SettingsFileTest::aValueIsJudgedAsTheFilesIs()
{
    QFETCH(QByteArray, section);
    QFETCH(QByteArray, key);
    QFETCH(QString, text);
    QFETCH(bool, isGood);
    Bench bench;
    QCOMPARE(bench.control->problemOf({section, key, text}).isEmpty(), isGood);
    QCOMPARE(bench.control->write({{section, key, text}}).isEmpty(), isGood);
    QCOMPARE(bench.content() == Commented, !isGood);
}

void SettingsFileTest::allAreWrittenOrNone()
{
    Bench bench;
    QVERIFY(
        !bench.control
             ->write({{"server", "heartbeat", QStringLiteral("10s")}, {"server", "max_body", QStringLiteral("much")}})
             .isEmpty());
    QCOMPARE(bench.content(), Commented);
}

void SettingsFileTest::whatTheNextStartWouldRefuseIsNotWritten()
{
    Bench bench("[server]\nlisten = [\"127.0.0.1:0\"]\n");
    const QString problem = bench.control->write({{"server", "listen", QStringLiteral("0.0.0.0:0")}});
    QVERIFY2(problem.contains(QStringLiteral("[[token]]")), qPrintable(problem));
    QVERIFY(bench.content().contains("127.0.0.1:0"));
}

void SettingsFileTest::aRestartTakesWhatTheFileSays()
{
    Bench bench;
    bench.hub->start();
    QTRY_VERIFY_WITH_TIMEOUT(bench.isOpen(), 20'000);
    QVERIFY(bench.info("heartbeat").isInForce);
    QSignalSpy changed(bench.control.get(), &SettingsControl::changed);
    QCOMPARE(bench.control->write({{"server", "listen", QStringLiteral("localhost:0")}}), QString());
    QVERIFY(!changed.isEmpty());
    QVERIFY(!bench.info("listen").isInForce);
    QVERIFY(bench.info("heartbeat").isInForce);
    QVERIFY(bench.isOpen());
    QSignalSpy states(bench.hub.get(), &HubControl::stateChanged);
    QCOMPARE(bench.control->restart(), QString());
    QTRY_VERIFY_WITH_TIMEOUT(bench.isOpen() && states.size() >= 4, 20'000);
    QCOMPARE(bench.hub->listenAddress(), QStringLiteral("localhost:0"));
    QVERIFY(bench.info("listen").isInForce);
}

void SettingsFileTest::aStopAndAStartTakeItToo()
{
    Bench bench;
    bench.hub->start();
    QTRY_VERIFY_WITH_TIMEOUT(bench.isOpen(), 20'000);
    QCOMPARE(bench.control->write({{"server", "heartbeat", QStringLiteral("10s")}}), QString());
    QVERIFY(!bench.info("heartbeat").isInForce);
    bench.hub->stop();
    QTRY_COMPARE_WITH_TIMEOUT(bench.hub->state(), HubControl::State::Stopped, 20'000);
    QVERIFY(bench.info("heartbeat").isInForce);
    bench.hub->start();
    QTRY_VERIFY_WITH_TIMEOUT(bench.isOpen(), 20'000);
    QVERIFY(bench.info("heartbeat").isInForce);
}

void SettingsFileTest::theCommandLineWinsAndIsNamed()
{
    Bench bench(Commented, {{QStringLiteral("heartbeat"), {QStringLiteral("5s")}}});
    QCOMPARE(bench.info("heartbeat").text, QStringLiteral("20s"));
    QCOMPARE(bench.info("heartbeat").overriddenBy, QStringLiteral("--heartbeat 5s"));
    QVERIFY(bench.info("listen").overriddenBy.isEmpty());
    bench.hub->start();
    QTRY_VERIFY_WITH_TIMEOUT(bench.isOpen(), 20'000);
    QCOMPARE(bench.control->write({{"server", "heartbeat", QStringLiteral("10s")}}), QString());
    // It would not count, so nothing waits for a restart.
    QVERIFY(bench.info("heartbeat").isInForce);
}

void SettingsFileTest::whatIsWrittenIsJudgedWithTheCommandLineOverIt()
{
    const QByteArray content("[server]\nlisten = [\"0.0.0.0:0\"]\nheartbeat = \"20s\"\n");
    // The program starts with it.
    Bench here(content, {{QStringLiteral("listen"), {QStringLiteral("127.0.0.1:0")}}});
    QCOMPARE(here.control->write({{"server", "heartbeat", QStringLiteral("10s")}}), QString());
    QVERIFY(here.content().contains("10s"));
    // With it, it does not.
    Bench everywhere("[server]\nheartbeat = \"20s\"\n", {{QStringLiteral("listen"), {QStringLiteral("0.0.0.0:0")}}});
    const QString problem = everywhere.control->write({{"server", "heartbeat", QStringLiteral("10s")}});
    QVERIFY2(problem.contains(QStringLiteral("0.0.0.0:0")), qPrintable(problem));
    QVERIFY(everywhere.content().contains("20s"));
}

void SettingsFileTest::aBrokenFileIsReported()
{
    Bench bench;
    QFile file(bench.path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[server]\nheartbeat = \n");
    file.close();
    QString problem;
    QVERIFY(bench.control->settings(problem).isEmpty());
    QVERIFY2(problem.contains(QStringLiteral("line 2")), qPrintable(problem));
    QVERIFY(!bench.control->write({{"server", "heartbeat", QStringLiteral("10s")}}).isEmpty());
    QCOMPARE(bench.content(), QByteArray("[server]\nheartbeat = \n"));
}

QTEST_GUILESS_MAIN(SettingsFileTest)
#include "tst_settingsfile.moc"
