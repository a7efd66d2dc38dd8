// SPDX-License-Identifier: GPL-3.0-or-later
// The program started twice, and started again after it was killed: under Xvfb where there is one.
#include "support/childprocess.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QSettings>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

namespace {

constexpr auto Deadline = 60s;
constexpr int DeadlineMs = 60'000;

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

bool accepts(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    return socket.waitForConnected(1000);
}

/// A server that takes requests and never answers: whoever asks stays connecting. Or answers with a stream at once.
class Server : public QObject
{
public:
    explicit Server(bool answers = false)
    {
        server_.listen(QHostAddress::LocalHost);
        connect(&server_, &QTcpServer::newConnection, this, [this, answers] {
            QTcpSocket *socket = server_.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, answers] {
                const QList<QByteArray> words = socket->readAll().split(' ');
                if (words.size() < 2 || words[0] != "GET")
                    return;
                targets.append(words[1]);
                if (answers)
                    socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: hello\n\n");
            });
        });
    }
    QString url(const char *target) const
    {
        return QStringLiteral("http://127.0.0.1:%1%2").arg(server_.serverPort()).arg(QLatin1String(target));
    }
    bool waitFor(const char *target) const
    {
        return QTest::qWaitFor([this, target] { return targets.contains(target); }, DeadlineMs);
    }

    QByteArrayList targets;

private:
    QTcpServer server_;
};

} // namespace

class InstancesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void aSecondStartGivesItsUrlsToTheFirstAndEnds();
    void moreUrlsThanAWindowTakesAreRefusedAsAWhole_data();
    void moreUrlsThanAWindowTakesAreRefusedAsAWhole();
    void anotherAddressIsAnotherWindow();
    void aNewInstanceIsAWindowOfItsOwn();
    void lockAndSocketAreTheUsersAlone();
    void whatAKilledProgramLeftIsTakenOver();
    void whileTheFirstEndsASecondWaitsAndIsAWindow();
    void aFirstThatDoesNotAnswerIsReported();
    void floodsAndNonsenseOnTheSocketDoNothing();
    void whoDiedWhileConnectingComesBackWithStreamsPaused();
    void whoDiedLaterComesBackWithStreamsOpen();
    void windowsThatShareSettingsKeepEachOthersStreams();

private:
    QStringList arguments(const QStringList &more = {}) const
    {
        return QStringList{QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(port_)} + more;
    }
    bool start(ChildProcess &program) const
    {
        return program.start() && QTest::qWaitFor([this] { return accepts(port_); }, DeadlineMs);
    }
    static bool end(ChildProcess &program)
    {
        program.sendSignal(SIGTERM);
        return program.waitForExit(Deadline) == 0;
    }
    QString settingsFile() const { return directory_->filePath(QStringLiteral("heliograph/heliograph.conf")); }
    /// As the program itself writes it.
    void saveStream(const QString &url) const;
    QStringList savedUrls() const;
    QFileInfoList runtimeFiles() const
    {
        return QDir(directory_->filePath(QStringLiteral("run")))
            .entryInfoList(QStringList{QStringLiteral("heliograph-*")}, QDir::AllEntries | QDir::System);
    }

    std::unique_ptr<ChildProcess> display_;
    std::unique_ptr<QTemporaryDir> directory_;
    quint16 port_ = 0;
};

void InstancesTest::initTestCase()
{
    const QString xvfb = QStandardPaths::findExecutable(QStringLiteral("Xvfb"));
    if (xvfb.isEmpty())
        return; // the same without a screen
    display_ = std::make_unique<ChildProcess>(
        xvfb, QStringList{QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"),
                          QStringLiteral("0"), QStringLiteral("1280x800x24"), QStringLiteral("-nolisten"),
                          QStringLiteral("tcp"), QStringLiteral("-noreset")});
    QVERIFY(display_->start());
    QVERIFY2(display_->waitForOutput([this] { return display_->standardOutput().endsWith('\n'); }, Deadline),
             qPrintable(display_->report()));
    qputenv("DISPLAY", ':' + display_->standardOutput().trimmed());
    qputenv("QT_QPA_PLATFORM", "xcb");
}

void InstancesTest::init()
{
    directory_ = std::make_unique<QTemporaryDir>();
    const QByteArray path = directory_->path().toLocal8Bit();
    QVERIFY(QDir(directory_->path()).mkdir(QStringLiteral("run")));
    QFile::setPermissions(directory_->filePath(QStringLiteral("run")),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    qputenv("XDG_CONFIG_HOME", path);
    qputenv("XDG_DATA_HOME", path);
    qputenv("XDG_RUNTIME_DIR", path + "/run");
    port_ = freePort();
}

void InstancesTest::saveStream(const QString &url) const
{
    QSettings settings(settingsFile(), QSettings::IniFormat);
    const QString key = QStringLiteral("0f7e9d1c-0000-4000-8000-000000000001");
    settings.setValue(QStringLiteral("streams/order"), QStringList{key});
    settings.setValue(
        QStringLiteral("streams/") + key,
        QString::fromUtf8(QJsonDocument(QJsonObject{{QStringLiteral("url"), url}}).toJson(QJsonDocument::Compact)));
}

QStringList InstancesTest::savedUrls() const
{
    QSettings settings(settingsFile(), QSettings::IniFormat);
    QStringList urls;
    const QStringList keys = settings.value(QStringLiteral("streams/order")).toStringList();
    for (const QString &key : keys)
        urls.append(QJsonDocument::fromJson(settings.value(QStringLiteral("streams/") + key).toString().toUtf8())
                        .object()
                        .value(QStringLiteral("url"))
                        .toString());
    return urls;
}

void InstancesTest::aSecondStartGivesItsUrlsToTheFirstAndEnds()
{
    Server server;
    ChildProcess first(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
    QVERIFY2(start(first), qPrintable(first.report()));
    ChildProcess second(QStringLiteral(HELIOGRAPH_PROGRAM), arguments({QStringLiteral("--open"), server.url("/a"),
                                                                       QStringLiteral("--open"), server.url("/b")}));
    QVERIFY(second.start());
    QCOMPARE(second.waitForExit(Deadline), 0);
    QVERIFY2(second.standardError().contains("was raised"), qPrintable(second.report()));
    QVERIFY(server.waitFor("/a"));
    QVERIFY(server.waitFor("/b"));
    QVERIFY(first.isRunning());
    QVERIFY2(end(first), qPrintable(first.report()));
}

void InstancesTest::moreUrlsThanAWindowTakesAreRefusedAsAWhole_data()
{
    QTest::addColumn<int>("urls");
    QTest::addColumn<int>("length");
    QTest::newRow("101 URLs") << 101 << 1;
    QTest::newRow("more than 64 KiB") << 2 << 40'000;
}

void InstancesTest::moreUrlsThanAWindowTakesAreRefusedAsAWhole()
{
    QFETCH(int, urls);
    QFETCH(int, length);
    Server server;
    ChildProcess first(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
    QVERIFY2(start(first), qPrintable(first.report()));
    QStringList more;
    for (int i = 0; i < urls; ++i)
        more += {QStringLiteral("--open"), server.url("/") + QString(length, u'a')};
    ChildProcess second(QStringLiteral(HELIOGRAPH_PROGRAM), arguments(more));
    QVERIFY(second.start());
    QCOMPARE(second.waitForExit(Deadline), 1);
    QVERIFY2(second.standardError().contains("at most 100 --open URLs, of 64 KiB"), qPrintable(second.report()));
    QVERIFY(first.isRunning());
    QVERIFY2(end(first), qPrintable(first.report()));
    QVERIFY(savedUrls().isEmpty());
}

void InstancesTest::anotherAddressIsAnotherWindow()
{
    ChildProcess first(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
    QVERIFY2(start(first), qPrintable(first.report()));
    port_ = freePort();
    ChildProcess second(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
    QVERIFY2(start(second), qPrintable(second.report()));
    QVERIFY(first.isRunning());
    QVERIFY2(end(first), qPrintable(first.report()));
    QVERIFY2(end(second), qPrintable(second.report()));
}

void InstancesTest::aNewInstanceIsAWindowOfItsOwn()
{
    Server server;
    ChildProcess first(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
    QVERIFY2(start(first), qPrintable(first.report()));
    ChildProcess second(QStringLiteral(HELIOGRAPH_PROGRAM),
                        arguments({QStringLiteral("--no-hub"), QStringLiteral("--new-instance"),
                                   QStringLiteral("--open"), server.url("/own")}));
    QVERIFY(second.start());
    QVERIFY2(server.waitFor("/own"), qPrintable(second.report()));
    QVERIFY(second.isRunning());
    QVERIFY2(end(second), qPrintable(second.report()));
    QVERIFY2(end(first), qPrintable(first.report()));
}

void InstancesTest::lockAndSocketAreTheUsersAlone()
{
    ChildProcess first(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
    QVERIFY2(start(first), qPrintable(first.report()));
    const QFileInfoList files = runtimeFiles();
    QCOMPARE(files.size(), 2);
    for (const QFileInfo &file : files) {
        const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                                          QFile::WriteOther | QFile::ExeOther;
        QVERIFY2(!(file.permissions() & others) && !(file.permissions() & QFile::ExeOwner),
                 qPrintable(file.fileName()));
    }
    QVERIFY2(end(first), qPrintable(first.report()));
    QVERIFY(runtimeFiles().isEmpty());
}

void InstancesTest::whatAKilledProgramLeftIsTakenOver()
{
    ChildProcess first(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
    QVERIFY2(start(first), qPrintable(first.report()));
    first.kill();
    QCOMPARE(runtimeFiles().size(), 2);
    QVERIFY(!accepts(port_));
    ChildProcess second(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
    QVERIFY2(start(second), qPrintable(second.report()));
    ChildProcess third(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
    QVERIFY(third.start());
    QCOMPARE(third.waitForExit(Deadline), 0);
    QVERIFY2(third.standardError().contains("was raised"), qPrintable(third.report()));
    QVERIFY2(end(second), qPrintable(second.report()));
}

void InstancesTest::whileTheFirstEndsASecondWaitsAndIsAWindow()
{
    ChildProcess first(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
    QVERIFY2(start(first), qPrintable(first.report()));
    first.sendSignal(SIGTERM);
    ChildProcess second(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
    QVERIFY(second.start());
    QCOMPARE(first.waitForExit(Deadline), 0);
    // It may have come while the first still listened, and then was raised; else it serves.
    QVERIFY2(QTest::qWaitFor([&] { return accepts(port_) || !second.isRunning(); }, DeadlineMs),
             qPrintable(second.report()));
    if (second.isRunning())
        QVERIFY2(end(second), qPrintable(second.report()));
    else
        QVERIFY2(second.standardError().contains("was raised"), qPrintable(second.report()));
}

void InstancesTest::aFirstThatDoesNotAnswerIsReported()
{
    ChildProcess first(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
    QVERIFY2(start(first), qPrintable(first.report()));
    first.sendSignal(SIGSTOP);
    ChildProcess second(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
    QVERIFY(second.start());
    QCOMPARE(second.waitForExit(Deadline), 1);
    QVERIFY2(second.standardError().contains("does not answer"), qPrintable(second.report()));
    first.sendSignal(SIGCONT);
    QVERIFY2(end(first), qPrintable(first.report()));
}

void InstancesTest::floodsAndNonsenseOnTheSocketDoNothing()
{
    ChildProcess first(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
    QVERIFY2(start(first), qPrintable(first.report()));
    QString path;
    const QFileInfoList files = runtimeFiles();
    for (const QFileInfo &file : files) {
        if (!file.fileName().endsWith(QLatin1String(".lock")))
            path = file.absoluteFilePath();
    }
    for (const QByteArray &bytes : {QByteArray(1024 * 1024, 'x'), QByteArray("nonsense\n"), QByteArray("[1,2]\n"),
                                    QByteArray("{\"open\":[\"file:///etc/passwd\",7,{}]}\n")}) {
        QLocalSocket socket;
        socket.connectToServer(path);
        QVERIFY(socket.waitForConnected(DeadlineMs));
        socket.write(bytes);
        QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QLocalSocket::UnconnectedState, DeadlineMs);
    }
    ChildProcess second(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
    QVERIFY(second.start());
    QCOMPARE(second.waitForExit(Deadline), 0);
    QVERIFY2(end(first), qPrintable(first.report()));
    QVERIFY(savedUrls().isEmpty());
}

void InstancesTest::whoDiedWhileConnectingComesBackWithStreamsPaused()
{
    Server server;
    saveStream(server.url("/saved"));
    {
        ChildProcess program(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
        QVERIFY(program.start());
        QVERIFY2(server.waitFor("/saved"), qPrintable(program.report()));
        program.kill();
    }
    server.targets.clear();
    {
        // What the command line asks for is opened, and behind the saved ones.
        ChildProcess program(QStringLiteral(HELIOGRAPH_PROGRAM),
                             arguments({QStringLiteral("--open"), server.url("/asked")}));
        QVERIFY(program.start());
        QVERIFY2(server.waitFor("/asked"), qPrintable(program.report()));
        QVERIFY(!server.targets.contains("/saved"));
        QVERIFY2(end(program), qPrintable(program.report()));
        QVERIFY(!server.targets.contains("/saved"));
    }
    // It was wanted open, and still is.
    ChildProcess program(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
    QVERIFY(program.start());
    QVERIFY2(server.waitFor("/saved"), qPrintable(program.report()));
    QVERIFY2(end(program), qPrintable(program.report()));
}

void InstancesTest::whoDiedLaterComesBackWithStreamsOpen()
{
    Server server(true);
    saveStream(server.url("/saved"));
    const QString marker = settingsFile() + QStringLiteral(".connecting");
    {
        ChildProcess program(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
        QVERIFY(program.start());
        QVERIFY2(server.waitFor("/saved"), qPrintable(program.report()));
        QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(marker), DeadlineMs);
        program.kill();
    }
    server.targets.clear();
    ChildProcess program(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
    QVERIFY(program.start());
    QVERIFY2(server.waitFor("/saved"), qPrintable(program.report()));
    QVERIFY2(end(program), qPrintable(program.report()));
}

void InstancesTest::windowsThatShareSettingsKeepEachOthersStreams()
{
    Server server(true);
    saveStream(server.url("/saved"));
    ChildProcess first(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
    QVERIFY2(start(first), qPrintable(first.report()));
    port_ = freePort();
    ChildProcess second(QStringLiteral(HELIOGRAPH_PROGRAM), arguments());
    QVERIFY2(start(second), qPrintable(second.report()));
    QCOMPARE(savedUrls(), QStringList{server.url("/saved")});
    // A third takes it out, as its own process would: what the two do at their end does not bring it back.
    {
        QSettings settings(settingsFile(), QSettings::IniFormat);
        settings.remove(QStringLiteral("streams"));
    }
    QVERIFY2(end(first), qPrintable(first.report()));
    QVERIFY2(end(second), qPrintable(second.report()));
    QVERIFY(savedUrls().isEmpty());
}

QTEST_GUILESS_MAIN(InstancesTest)
#include "tst_instances.moc"
