// SPDX-License-Identifier: GPL-3.0-or-later
// The program on a hub elsewhere, from outside.
#include "pathserver.h"
#include "support/childprocess.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <csignal>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

class HeliographHubTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void itAsksTheHubWithTheTokenAndStartsNone();
    void aSecondStartOnTheSameHubRaisesTheFirst();
    void wrongOptionsAreSaid_data();
    void wrongOptionsAreSaid();

private:
    static QStringList onHub(const PathServer &server, const QStringList &more = {})
    {
        return QStringList{QStringLiteral("--hub"), server.url().toString()} + more;
    }
    std::unique_ptr<QTemporaryDir> directory_;
};

namespace {

constexpr auto Deadline = 60s;

void serve(PathServer &server)
{
    server.setJson("/api/hub", R"({"name":"heliograph","version":"1","capabilities":["watch","observe"]})");
    server.set("/api/watch", PathServer::stream());
    server.set("/stream", PathServer::stream());
}

} // namespace

void HeliographHubTest::init()
{
    directory_ = std::make_unique<QTemporaryDir>();
    const QByteArray path = directory_->path().toLocal8Bit();
    QVERIFY(QDir(directory_->path()).mkdir(QStringLiteral("run")));
    QFile::setPermissions(directory_->filePath(QStringLiteral("run")),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    qputenv("XDG_CONFIG_HOME", path);
    qputenv("XDG_DATA_HOME", path);
    qputenv("XDG_RUNTIME_DIR", path + "/run");
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // so there is no keychain either
}

void HeliographHubTest::itAsksTheHubWithTheTokenAndStartsNone()
{
    PathServer server;
    serve(server);
    ChildProcess program(QStringLiteral(HELIOGRAPH_PROGRAM),
                         onHub(server, {QStringLiteral("--token"), QStringLiteral("a-token-of-mine")}));
    QVERIFY(program.start());
    QVERIFY2(
        QTest::qWaitFor([&] { return server.requests("/stream") > 0 && server.requests("/api/watch") > 0; }, 60'000),
        qPrintable(program.report()));
    for (const QByteArray &head : server.heads())
        QVERIFY2(head.contains("Authorization: Bearer a-token-of-mine"), head.constData());
    program.sendSignal(SIGTERM);
    QCOMPARE(program.waitForExit(Deadline), 0);
    QVERIFY(!program.standardError().contains("a-token-of-mine"));
    QVERIFY(!program.standardError().contains("unprotected")); // it is this machine
}

void HeliographHubTest::aSecondStartOnTheSameHubRaisesTheFirst()
{
    PathServer server;
    serve(server);
    ChildProcess first(QStringLiteral(HELIOGRAPH_PROGRAM), onHub(server));
    QVERIFY(first.start());
    QVERIFY2(QTest::qWaitFor([&] { return server.requests("/stream") > 0; }, 60'000), qPrintable(first.report()));
    ChildProcess second(QStringLiteral(HELIOGRAPH_PROGRAM),
                        {QStringLiteral("--hub"), server.url().toString() + QStringLiteral("/stream")});
    QVERIFY(second.start());
    QCOMPARE(second.waitForExit(Deadline), 0);
    QVERIFY2(second.standardError().contains("was raised"), qPrintable(second.report()));
    QVERIFY(first.isRunning());
    first.sendSignal(SIGTERM);
    QCOMPARE(first.waitForExit(Deadline), 0);
}

void HeliographHubTest::wrongOptionsAreSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no address") << QStringList{QStringLiteral("--hub"), QStringLiteral("ftp://x")}
                                << QByteArray("http://");
    QTest::newRow("a password") << QStringList{QStringLiteral("--hub"), QStringLiteral("http://ann:secret@x")}
                                << QByteArray("token");
    QTest::newRow("a token for nothing") << QStringList{QStringLiteral("--token"), QStringLiteral("secret")}
                                         << QByteArray("--hub");
}

void HeliographHubTest::wrongOptionsAreSaid()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, text);
    ChildProcess program(QStringLiteral(HELIOGRAPH_PROGRAM), arguments);
    QVERIFY(program.start());
    QCOMPARE(program.waitForExit(Deadline), 2);
    QVERIFY2(program.standardError().contains(text), qPrintable(program.report()));
    QVERIFY(!program.standardError().contains("secret"));
}

QTEST_GUILESS_MAIN(HeliographHubTest)
#include "tst_heliograph_hub.moc"
