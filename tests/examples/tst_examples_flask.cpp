// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redisserver.h"
#include "redis/streamcollector.h"
#include "support/browser.h"
#include "support/helioprocess.h"
#include "support/rawclient.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

namespace {

const QString Folder = QStringLiteral(EXAMPLES_FOLDER "/flask");

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : quint16(0);
}

} // namespace

/// The example beside a Flask-SSE application, started by the very commands of its README; but for Redis' address and
/// the ports, which are the test's own.
class ExamplesFlaskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void whatTheApplicationSaysCurlShows();
    void whatHelioPublishesReachesTheApplicationsReaders();
    void itsChannelIsListed();
    void aPageGreetsAndIsGreeted();

private:
    /// A command of the README that begins so: from its block, without the comment, or from between backticks.
    QString command(const QString &beginning) const;
    /// It runs in the example's folder, where `helio` is the build's.
    std::unique_ptr<ChildProcess> run(const QString &command) const;
    bool hasReader(qint64 atLeast);

    QString readme_;
    RedisServer redis_;
    QString redisUrl_;
    std::unique_ptr<ChildProcess> helio_;
    std::unique_ptr<ChildProcess> flask_;
    quint16 helioPort_ = 0;
    quint16 flaskPort_ = 0;
};

QString ExamplesFlaskTest::command(const QString &beginning) const
{
    const QRegularExpression line(
        QStringLiteral("(?:^|`)(%1[^`\\n]*?)(?:\\s+#.*)?(?:`|$)").arg(QRegularExpression::escape(beginning)),
        QRegularExpression::MultilineOption);
    return line.match(readme_).captured(1);
}

std::unique_ptr<ChildProcess> ExamplesFlaskTest::run(const QString &command) const
{
    QString own = command;
    own.replace(QStringLiteral("127.0.0.1:8000"), QStringLiteral("127.0.0.1:%1").arg(flaskPort_));
    own.replace(QStringLiteral("127.0.0.1:7373"), QStringLiteral("127.0.0.1:%1").arg(helioPort_));
    QString environment = this->command(QStringLiteral("export REDIS_URL="));
    environment.replace(QStringLiteral("redis://localhost"), redisUrl_);
    const QString folder = QFileInfo(HelioProcess::program()).absolutePath();
    const QString script =
        QStringLiteral("cd '%1' && PATH='%2':$PATH && %3 && exec %4").arg(Folder, folder, environment, own);
    auto process = std::make_unique<ChildProcess>(QStringLiteral("sh"), QStringList{QStringLiteral("-c"), script});
    return process->start() ? std::move(process) : nullptr;
}

bool ExamplesFlaskTest::hasReader(qint64 atLeast)
{
    return QTest::qWaitFor(
        [&] {
            const RespValue reply = redis_.ask({"PUBSUB", "NUMSUB", "sse"});
            return reply.items.size() == 2 && reply.items[1].number >= atLeast;
        },
        20'000);
}

void ExamplesFlaskTest::initTestCase()
{
    QProcess python; // the one that Debian's gunicorn runs in
    python.start(QStringLiteral("/usr/bin/python3"),
                 {QStringLiteral("-c"), QStringLiteral("import flask, redis, gunicorn, gevent")});
    const bool hasPython = python.waitForFinished(20'000) && python.exitCode() == 0;
    if (!RedisServer::isAvailable() || !hasPython ||
        QStandardPaths::findExecutable(QStringLiteral("gunicorn")).isEmpty())
        QSKIP("needs redis-server, gunicorn, and Python's flask, redis and gevent");
    QFile file(Folder + QStringLiteral("/README.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    readme_ = QString::fromUtf8(file.readAll());
    qputenv("PYTHONDONTWRITEBYTECODE", "1");
    QVERIFY2(redis_.start(), qPrintable(redis_.report()));
    redisUrl_ = QStringLiteral("redis://127.0.0.1:%1").arg(redis_.port());
    flaskPort_ = freePort();
    helioPort_ = freePort();

    const QString serve = command(QStringLiteral("helio serve"));
    QCOMPARE(serve, QStringLiteral("helio serve --redis env"));
    helio_ = run(serve + QStringLiteral(" --listen 127.0.0.1:7373")); // its own address, to be replaced
    QVERIFY(helio_);
    QVERIFY2(helio_->waitForOutput([this] { return helio_->standardError().contains("connected to Redis"); }, 20s),
             qPrintable(helio_->report()));
    const QString gunicorn = command(QStringLiteral("gunicorn"));
    QVERIFY(gunicorn.contains(QLatin1String("127.0.0.1:8000")));
    flask_ = run(gunicorn);
    QVERIFY(flask_);
    QVERIFY2(flask_->waitForOutput([this] { return flask_->standardError().contains("Booting worker"); }, 30s),
             qPrintable(flask_->report()));
}

void ExamplesFlaskTest::whatTheApplicationSaysCurlShows()
{
    if (QStandardPaths::findExecutable(QStringLiteral("curl")).isEmpty())
        QSKIP("needs curl");
    const auto curl = run(command(QStringLiteral("curl -N")));
    QVERIFY(curl);
    QVERIFY2(curl->waitForOutput([&] { return curl->standardOutput().contains("retry:"); }, 20s),
             qPrintable(curl->report()));
    const Posted posted = post(flaskPort_, "/greet", "message=from+the+page", "application/x-www-form-urlencoded");
    QCOMPARE(posted.status, 204);
    QVERIFY2(curl->waitForOutput(
                 [&] {
                     return curl->standardOutput().contains("event: greeting\n") &&
                            curl->standardOutput().contains("data: {\"message\": \"from the page\"}\n");
                 },
                 20s),
             qPrintable(curl->report()));
}

void ExamplesFlaskTest::whatHelioPublishesReachesTheApplicationsReaders()
{
    ChildProcess reader(HelioProcess::program(),
                        {QStringLiteral("listen"), QStringLiteral("http://127.0.0.1:%1/stream").arg(flaskPort_),
                         QStringLiteral("--json"), QStringLiteral("--count"), QStringLiteral("1")});
    QVERIFY(reader.start());
    QVERIFY(hasReader(2)); // and the hub
    const QString publish = command(QStringLiteral("helio publish"));
    QVERIFY(publish.contains(QLatin1String("from Heliograph")));
    const auto publisher = run(publish + QStringLiteral(" --url http://127.0.0.1:7373"));
    QVERIFY(publisher);
    QVERIFY2(publisher->waitForExit(20s) == std::optional(0), qPrintable(publisher->report()));
    QVERIFY2(reader.waitForExit(20s) == std::optional(0), qPrintable(reader.report()));
    const QJsonObject read = QJsonDocument::fromJson(reader.standardOutput()).object();
    QCOMPARE(read.value(QStringLiteral("type")).toString(), QStringLiteral("greeting"));
    QCOMPARE(read.value(QStringLiteral("data")).toString(), QStringLiteral(R"({"message":"from Heliograph"})"));
}

void ExamplesFlaskTest::itsChannelIsListed()
{
    RawClient client;
    const auto answer = client.ask(helioPort_, RawClient::request("GET", "/api/channels"));
    QVERIFY2(answer && answer->status == 200, qPrintable(client.error()));
    const QJsonArray channels =
        QJsonDocument::fromJson(answer->body).object().value(QStringLiteral("channels")).toArray();
    QCOMPARE(channels.size(), 1);
    const QJsonObject channel = channels[0].toObject();
    QCOMPARE(channel.value(QStringLiteral("name")).toString(), QStringLiteral("sse"));
    QCOMPARE(channel.value(QStringLiteral("events")).toInt(), 2); // each of the tests before said one
}

void ExamplesFlaskTest::aPageGreetsAndIsGreeted()
{
    if (!Browser::isAvailable())
        QSKIP("needs chromium and chromedriver");
    Browser browser;
    QVERIFY2(browser.start(), qPrintable(browser.error()));
    StreamCollector ours(helioPort_);
    QVERIFY(ours.waitUntilOpen());
    const QString link = QRegularExpression(QStringLiteral("<(http://127.0.0.1:8000)>")).match(readme_).captured(1);
    QVERIFY(!link.isEmpty());
    QVERIFY2(browser.open(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(flaskPort_))), qPrintable(browser.error()));
    QVERIFY(hasReader(2));
    QVERIFY(browser.evaluate(QStringLiteral("document.querySelector('#greet button').click(); return true")));
    const QString shows = QStringLiteral("return document.body.innerText.includes(arguments[0])");
    QVERIFY2(browser.waitFor(shows, 20s, {QStringLiteral("Hello!")}), qPrintable(browser.error()));
    QVERIFY(ours.waitForEvents(1));
    QCOMPARE(ours.events()[0].data, QByteArray(R"({"message": "Hello!"})"));
    const auto publisher =
        run(command(QStringLiteral("helio publish")) + QStringLiteral(" --url http://127.0.0.1:7373"));
    QVERIFY(publisher && publisher->waitForExit(20s) == std::optional(0));
    QVERIFY2(browser.waitFor(shows, 20s, {QStringLiteral("from Heliograph")}), qPrintable(browser.error()));
}

QTEST_GUILESS_MAIN(ExamplesFlaskTest)
#include "tst_examples_flask.moc"
