// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/loadbench.h"
#include "redis/redisserver.h"
#include "support/processfigures.h"
#include "support/rawclient.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// A group of eight hubs on one Redis with many subscribers.
class LoadGroupTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void eightHubsCarryTheirSubscribers();
};

namespace {

constexpr int Hubs = 8;
constexpr int MostInOneProcess = 10'000;

/// The hubs, and their subscribers in processes of their own.
class GroupLoad
{
public:
    explicit GroupLoad(int clients);
    bool start();
    /// One publisher more, which gives so many events to both channels in turn, by any of the hubs.
    LoadPublisher &publish(qint64 events, std::chrono::milliseconds pause = {});
    /// All subscribers have what is theirs of the last publisher's events; says how long the slowest took.
    bool haveAll(const QString &what);
    /// Of the hubs that run.
    qint64 residentBytes() const;
    std::chrono::milliseconds cpu() const;
    /// What that hub says of the group's subscribers of that channel.
    int subscribers(int hub, const QString &channel);

    RedisServer redis;
    std::vector<std::unique_ptr<HelioProcess>> hubs;
    QString error;

private:
    bool waitForLine(const QByteArray &word, double &longest);
    bool fail(const QString &problem);

    int clients_;
    std::vector<std::unique_ptr<ChildProcess>> subscribers_;
    int lines_ = 0; ///< that each has said
    std::vector<std::unique_ptr<LoadPublisher>> publishers_;
    qint64 events_ = 0; ///< of the last publisher
};

GroupLoad::GroupLoad(int clients)
    : clients_(clients)
{
    for (int i = 0; i < Hubs; ++i) {
        hubs.push_back(std::make_unique<HelioProcess>(
            QStringList{QStringLiteral("--redis"), redis.url(), QStringLiteral("--redis-mode"),
                        QStringLiteral("streams"), QStringLiteral("--max-clients"), QString::number(clients)}));
    }
}

bool GroupLoad::fail(const QString &problem)
{
    error = problem;
    return false;
}

bool GroupLoad::start()
{
    if (!redis.start())
        return fail(redis.report());
    QStringList ports;
    for (const auto &hub : hubs) {
        if (!hub->start())
            return fail(hub->report());
        ports += QString::number(hub->port());
    }
    const qint64 before = residentBytes();
    for (int left = clients_; left > 0; left -= MostInOneProcess) {
        subscribers_.push_back(std::make_unique<ChildProcess>(
            QStringLiteral(LOAD_SUBSCRIBERS), QStringList{QString::number(std::min(left, MostInOneProcess)),
                                                          QStringLiteral("even"), QStringLiteral("odd")} +
                                                  ports));
        if (!subscribers_.back()->start())
            return fail(subscribers_.back()->report());
    }
    double longest = 0;
    if (!waitForLine("streaming ", longest))
        return false;
    LoadBench::report(QStringLiteral("%1 subscribers got in within %2 ms; %3 KiB of memory of the hubs for each")
                          .arg(clients_)
                          .arg(longest)
                          .arg(double(residentBytes() - before) / 1024 / clients_, 0, 'f', 1));
    return true;
}

bool GroupLoad::waitForLine(const QByteArray &word, double &longest)
{
    ++lines_;
    for (const auto &process : subscribers_) {
        process->waitForOutput([&] { return process->standardOutput().count('\n') >= lines_; }, 310s);
        const QByteArray line = process->standardOutput().split('\n').value(lines_ - 1);
        if (!line.startsWith(word))
            return fail(process->report());
        longest = std::max(longest, line.mid(word.size()).toDouble());
    }
    return true;
}

LoadPublisher &GroupLoad::publish(qint64 events, std::chrono::milliseconds pause)
{
    LoadPublisher::Plan plan;
    plan.number = int(publishers_.size()) + 1;
    plan.channels = {"even", "odd"};
    plan.inTurn = true;
    plan.batch = 1;
    plan.ownIdEvery = 1; // so that what a killed hub has not answered is not there twice
    plan.events = events_ = events;
    plan.pause = pause;
    for (const auto &hub : hubs)
        plan.ports.push_back(hub->port());
    publishers_.push_back(std::make_unique<LoadPublisher>(plan.ports.front(), plan));
    publishers_.back()->start();
    return *publishers_.back();
}

bool GroupLoad::haveAll(const QString &what)
{
    LoadPublisher &publisher = *publishers_.back();
    const bool isFinished = QTest::qWaitFor([&] { return publisher.isFinished(); }, 120'000);
    if (!isFinished || !publisher.problem().isEmpty())
        return fail(QStringLiteral("the publisher has given %1 events. ").arg(publisher.published()) +
                    publisher.problem());
    for (const auto &process : subscribers_)
        process->write("until " + QByteArray::number(publishers_.size()) + ' ' + QByteArray::number(events_) + '\n');
    double longest = 0;
    if (!waitForLine("have ", longest))
        return false;
    LoadBench::report(QStringLiteral("%1: the last one got an event %2 ms after it was published, %3 given again")
                          .arg(what)
                          .arg(longest)
                          .arg(publisher.retries()));
    return true;
}

qint64 GroupLoad::residentBytes() const
{
    qint64 sum = 0;
    for (const auto &hub : hubs)
        sum += test::residentBytes(hub->process().processId());
    return sum;
}

std::chrono::milliseconds GroupLoad::cpu() const
{
    std::chrono::milliseconds sum{0};
    for (const auto &hub : hubs)
        sum += cpuTime(hub->process().processId());
    return sum;
}

int GroupLoad::subscribers(int hub, const QString &channel)
{
    RawClient client(30s);
    const auto response = client.ask(hubs[size_t(hub)]->port(),
                                     RawClient::request("GET", "/api/channels?group=1", {"Connection: close"}));
    if (!response || response->status != 200)
        return -1;
    for (const auto value :
         QJsonDocument::fromJson(response->body).object().value(QLatin1String("channels")).toArray()) {
        if (value[QLatin1String("name")].toString() == channel)
            return value[QLatin1String("subscribers")].toInt();
    }
    return 0;
}

} // namespace

void LoadGroupTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
}

void LoadGroupTest::eightHubsCarryTheirSubscribers()
{
    const int clients = LoadBench::sized(800, 40'000);
    const int events = LoadBench::sized(100, 40);
    GroupLoad group(clients);
    QVERIFY2(group.start(), qPrintable(group.error));
    const QString even = QStringLiteral("even");
    QTRY_COMPARE_WITH_TIMEOUT(group.subscribers(3, even), clients, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(group.subscribers(0, QStringLiteral("odd")), clients / 4, 30'000);

    const auto cpuBefore = group.cpu();
    group.publish(events);
    QVERIFY2(group.haveAll(QStringLiteral("%1 events, each when the one before was answered").arg(events)),
             qPrintable(group.error));
    const double deliveries = double(events) * clients * 5 / 8;
    LoadBench::report(QStringLiteral("%1 deliveries, %2 µs of the hubs for each")
                          .arg(deliveries)
                          .arg(double((group.cpu() - cpuBefore).count()) * 1000 / deliveries, 0, 'f', 1));

    // A hub is killed: its clients come back to any other.
    LoadPublisher &publisher = group.publish(events, 50ms);
    QTRY_VERIFY_WITH_TIMEOUT(publisher.published() > events / 4, 60'000);
    group.hubs[5]->kill();
    QVERIFY2(group.haveAll(QStringLiteral("one hub killed meanwhile")), qPrintable(group.error));
    QTRY_COMPARE_WITH_TIMEOUT(group.subscribers(2, even), clients, 30'000);
    QVERIFY2(group.hubs[5]->restart(), qPrintable(group.hubs[5]->report()));

    // Redis is killed, and starts with nothing: streams stay.
    LoadPublisher &another = group.publish(events, 50ms);
    QTRY_VERIFY_WITH_TIMEOUT(another.published() > events / 4, 60'000);
    group.redis.kill();
    QVERIFY2(group.redis.restart(), qPrintable(group.redis.report()));
    QVERIFY2(group.haveAll(QStringLiteral("Redis killed meanwhile")), qPrintable(group.error));
    QTRY_COMPARE_WITH_TIMEOUT(group.subscribers(1, even), clients, 30'000);
}

QTEST_GUILESS_MAIN(LoadGroupTest)
#include "tst_load_group.moc"
