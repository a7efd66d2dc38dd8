// SPDX-License-Identifier: GPL-3.0-or-later
#include "redisserver.h"
#include "streamcollector.h"
#include "support/helioprocess.h"
#include "support/rawclient.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// A Flask application under gunicorn and a hub on the same Redis: each publishes, each streams. With
/// HELIOGRAPH_FLASK_MODE=streams the hub has its log there, and bridges the channels.
class RedisFlaskTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();

    void whatTheManualPublishesReachesOurReaders_data();
    void whatTheManualPublishesReachesOurReaders();
    void bothSendTheirReadersTheSameData_data();
    void bothSendTheirReadersTheSameData();
    void whatWePublishReachesReadersOfFlask();
    void channelsAreTheSameOnBothSides();
    void aReaderOfFlaskOutlivesAllThatWePublish();

private:
    qint64 readersOf(const QByteArray &channel);
    bool hasMoreReaders(const QByteArray &channel, qint64 before);

    RedisServer redis_{"pass word/:@"};
    std::unique_ptr<ChildProcess> flask_;
    quint16 flaskPort_ = 0;
    std::unique_ptr<HelioProcess> helio_;
};

namespace {

/// A Python that has what the application needs: the first in the path may be another than the packages'. Empty when
/// there is none.
QString pythonWithFlask()
{
    for (const QString &program : {QStringLiteral("python3"), QStringLiteral("/usr/bin/python3")}) {
        QProcess python;
        python.start(program,
                     {QStringLiteral("-c"), QStringLiteral("import flask, gunicorn, gevent; from redis import Redis")});
        if (python.waitForFinished(20'000) && python.exitStatus() == QProcess::NormalExit && python.exitCode() == 0)
            return program;
    }
    return {};
}

} // namespace

void RedisFlaskTest::initTestCase()
{
    const QString python = pythonWithFlask();
    if (!RedisServer::isAvailable() || python.isEmpty())
        QSKIP("There is no redis-server here, or no Flask with redis, gunicorn and gevent.");
    QVERIFY2(redis_.start(), qPrintable(redis_.report()));
    qputenv("REDIS_URL", redis_.url().toUtf8());
    qputenv("PYTHONDONTWRITEBYTECODE", "1");
    flask_ = std::make_unique<ChildProcess>(
        python, QStringList{QStringLiteral("-m"), QStringLiteral("gunicorn"), QStringLiteral("application:app"),
                            QStringLiteral("--chdir"), QStringLiteral(FLASK_FOLDER), QStringLiteral("--worker-class"),
                            QStringLiteral("gevent"), QStringLiteral("--bind"), QStringLiteral("127.0.0.1:0"),
                            QStringLiteral("--graceful-timeout"), QStringLiteral("1")});
    QVERIFY(flask_->start());
    const QByteArray before("Listening at: http://127.0.0.1:");
    QVERIFY2(flask_->waitForOutput([&] { return flask_->standardError().contains("Booting worker"); }, 30s),
             qPrintable(flask_->report()));
    const QByteArray said = flask_->standardError();
    const qsizetype at = said.indexOf(before) + before.size();
    flaskPort_ = said.mid(at, said.indexOf(' ', at) - at).toUShort();
    QVERIFY2(flaskPort_ > 0, said.constData());
    const bool hasStreams = qEnvironmentVariable("HELIOGRAPH_FLASK_MODE") == QLatin1String("streams");
    const QString channels = hasStreams ? QStringLiteral("--redis-bridge") : QStringLiteral("--redis-channels");
    helio_ = std::make_unique<HelioProcess>(
        QStringList{QStringLiteral("--redis"), QStringLiteral("env"), QStringLiteral("--redis-mode"),
                    hasStreams ? QStringLiteral("streams") : QStringLiteral("pubsub"), channels, QStringLiteral("sse"),
                    channels, QStringLiteral("users.*")});
    QVERIFY(helio_->start());
    const QByteArray joined = hasStreams ? "this hub is the bridge" : "connected to Redis";
    QVERIFY2(helio_->process().waitForOutput([&] { return helio_->process().standardError().contains(joined); }, 20s),
             qPrintable(helio_->report()));
    QCOMPARE(post(helio_->port(), "/channels/begin", "what it missed before was told").status, 200);
}

qint64 RedisFlaskTest::readersOf(const QByteArray &channel)
{
    const RespValue reply = redis_.ask({"PUBSUB", "NUMSUB", channel});
    return reply.items.size() == 2 ? reply.items[1].number : -1;
}

/// A reader of Flask has no sign of being there before its first event but Redis' own count; those of before, whose
/// clients are gone, are counted until something is published.
bool RedisFlaskTest::hasMoreReaders(const QByteArray &channel, qint64 before)
{
    return QTest::qWaitFor([&] { return readersOf(channel) > before; }, 20'000);
}

void RedisFlaskTest::whatTheManualPublishesReachesOurReaders_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("channel");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("id");
    const auto row = [](const char *request, const char *data, const char *type = "", const char *id = "",
                        const char *channel = "sse") {
        QTest::newRow(request) << QByteArray(request) << QByteArray(channel) << QByteArray(data) << QByteArray(type)
                               << QByteArray(id);
    };
    row(R"({"data": {"message": "Hello!"}, "type": "greeting"})", R"({"message": "Hello!"})", "greeting");
    row(R"({"data": {"user": "alice", "status": "Life is good!"}, "channel": "users.social"})",
        R"({"status": "Life is good!", "user": "alice"})", "", "", "users.social");
    row(R"({"data": "a string\nof two lines", "id": "job-1", "retry": 5000})", "a string\nof two lines", "", "job-1");
    row(R"({"data": [1, 2.5, null, true, "x"], "id": 12})", R"([1, 2.5, null, true, "x"])", "", "12");
    row(R"({"data": 100})", "100");
    row(R"({"data": "\u3053\u3093\u306b\u3061\u306f"})",
        "\xE3\x81\x93\xE3\x82\x93\xE3\x81\xAB\xE3\x81\xA1\xE3\x81\xAF");
}

void RedisFlaskTest::whatTheManualPublishesReachesOurReaders()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, channel);
    QFETCH(QByteArray, id);
    StreamCollector reader(helio_->port(), "/stream?channel=" + channel);
    QVERIFY(reader.waitUntilOpen());
    QCOMPARE(post(flaskPort_, "/publish", request, "application/json").status, 200);
    QVERIFY(reader.waitForEvents(1));
    QTEST(reader.events()[0].data, "data");
    QTEST(reader.events()[0].type, "type");
    if (id.isEmpty())
        QVERIFY(!reader.events()[0].id.isEmpty());
    else
        QCOMPARE(reader.events()[0].id, id);
    StreamCollector later(helio_->port(), "/stream?channel=" + channel + "&since=1&poll=1");
    QVERIFY(later.waitForEvents(1));
    QCOMPARE(later.events()[0].data, reader.events()[0].data);
}

void RedisFlaskTest::bothSendTheirReadersTheSameData_data()
{
    QTest::addColumn<QByteArray>("channel");
    QTest::addColumn<QByteArray>("data");
    // A channel for each: what is published for one ends readers of the one before, at any time.
    int number = 0;
    for (const char *data : {R"({"b": {"y": 1, "x": [ ]}, "a": "\u00e4\u2028\/ \" \\"})", R"([1.0, 1e3, -0.5, 10])",
                             R"("text")", R"({"big": 12345678901234567890, "t": true, "n": null})", R"("{\"a\":1}")"})
        QTest::newRow(data) << "users.same" + QByteArray::number(++number) << QByteArray(data);
}

void RedisFlaskTest::bothSendTheirReadersTheSameData()
{
    QFETCH(QByteArray, channel);
    QFETCH(QByteArray, data);
    StreamCollector ours(helio_->port(), "/stream?channel=" + channel);
    const qint64 before = readersOf(channel);
    StreamCollector theirs(flaskPort_, "/stream?channel=" + channel);
    QVERIFY(ours.waitUntilOpen());
    QVERIFY(hasMoreReaders(channel, before));
    QCOMPARE(
        post(flaskPort_, "/publish", "{\"channel\": \"" + channel + "\", \"data\": " + data + '}', "application/json")
            .status,
        200);
    QVERIFY(ours.waitForEvents(1) && theirs.waitForEvents(1));
    QCOMPARE(ours.events()[0].data, theirs.events()[0].data);
}

void RedisFlaskTest::whatWePublishReachesReadersOfFlask()
{
    StreamCollector ours(helio_->port());
    const qint64 before = readersOf("sse");
    StreamCollector theirs(flaskPort_, "/stream");
    QVERIFY(ours.waitUntilOpen());
    QVERIFY(hasMoreReaders("sse", before));
    QCOMPARE(post(helio_->port(), "/channels/sse?event=price&id=p-1&retry=2500", R"({"price":101.2})").status, 200);
    QVERIFY(theirs.waitForEvents(1) && ours.waitForEvents(1));
    QCOMPARE(theirs.events()[0], (Event{{}, "p-1", "price", R"({"price":101.2})"}));
    QCOMPARE(ours.events()[0], theirs.events()[0]);
}

void RedisFlaskTest::channelsAreTheSameOnBothSides()
{
    const qint64 before = readersOf("users.ada");
    StreamCollector theirs(flaskPort_, "/stream?channel=users.ada");
    QVERIFY(hasMoreReaders("users.ada", before));
    const Posted posted = post(helio_->port(), "/api/notify", R"({"userId":"ada","message":"hi"})", "application/json");
    QCOMPARE(posted.status, 200);
    QVERIFY(theirs.waitForEvents(1));
    QCOMPARE(theirs.events()[0].type, QByteArray("notification"));
    QVERIFY(theirs.events()[0].data.contains("\"message\":\"hi\""));
}

void RedisFlaskTest::aReaderOfFlaskOutlivesAllThatWePublish()
{
    const qint64 before = readersOf("sse");
    StreamCollector theirs(flaskPort_, "/stream");
    QVERIFY(hasMoreReaders("sse", before));
    int number = 0;
    for (const char *data : {"x", "{}", "\"", "\\u0000", "\xF0\x9F\x98\x80"}) {
        for (const char *query : {"", "event=t", "id=", "retry=100", "event=t&retry=100&id="}) {
            const QByteArray own = QByteArray(query).endsWith('=') ? 'n' + QByteArray::number(++number) : QByteArray();
            QCOMPARE(post(helio_->port(), QByteArray("/channels/sse?") + query + own, data).status, 200);
        }
    }
    QVERIFY(theirs.waitForEvents(25));
    QVERIFY(theirs.isOpen());
}

QTEST_GUILESS_MAIN(RedisFlaskTest)
#include "tst_redis_flask.moc"
