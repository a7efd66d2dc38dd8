// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redisserver.h"
#include "support/helioprocess.h"
#include "support/rawclient.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <csignal>
#include <memory>
#include <vector>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Three `helio serve --redis-mode streams` on one Redis: each tells of all, and steers the clients of all.
class GroupApiTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void apiHubNamesTheOthers();
    void clientsOfAllHubsInOneOrder();
    void theOthersAreListedAlone();
    void subscribersAreCountedOverAllHubs();
    void whoLeftIsListedOverAllHubs();
    void aSilentHubIsNamed();
    void aClientIsDisconnectedFromAnyHub();
    void aBanHoldsOnEachHubAndForNewOnes();
    void aBanOutlivesRedis();
    void whileRedisIsAwayItIsSaid();
    void whileRedisTakesNothingNoHubIsWell_data();
    void whileRedisTakesNothingNoHubIsWell();
    void whoseHealthIsWellAgainTakesEvents();
    void aHubThatEndsIsSeenNoMore();

private:
    bool addHub();
    quint16 port(int index) const { return hubs_.at(size_t(index))->port(); }
    /// Until it knows so many by name.
    bool waitForHubs(int index, qsizetype count) const;
    /// Until it lists so many clients of all hubs: one that is slow to answer is silent.
    bool waitForClients(int index, qsizetype count) const;

    std::unique_ptr<RedisServer> redis_;
    std::vector<std::unique_ptr<HelioProcess>> hubs_;
};

namespace {

constexpr int PatienceMs = 30'000;
const QByteArrayList FromOutside{"X-Forwarded-For: 203.0.113.7"};

RawResponse send(quint16 port, const QByteArray &method, const QByteArray &target)
{
    RawClient client;
    return client.ask(port, RawClient::request(method, target)).value_or(RawResponse());
}

RawResponse publish(quint16 port)
{
    RawClient client;
    return client.ask(port, RawClient::request("POST", "/channels/a", {}, "text")).value_or(RawResponse());
}

QJsonObject get(quint16 port, const QByteArray &target)
{
    return QJsonDocument::fromJson(send(port, "GET", target).body).object();
}

QJsonObject groupOf(quint16 port)
{
    return get(port, "/api/hub").value(QLatin1String("group")).toObject();
}

QJsonArray clientsOf(quint16 port)
{
    return get(port, "/api/clients?group=1").value(QLatin1String("clients")).toArray();
}

/// Of each channel that is listed.
QList<int> subscribersOf(quint16 port, const QByteArray &target)
{
    QList<int> subscribers;
    for (const auto &channel : get(port, target).value(QLatin1String("channels")).toArray())
        subscribers.append(channel.toObject().value(QLatin1String("subscribers")).toInt());
    return subscribers;
}

QStringList namesOf(quint16 port)
{
    QStringList names;
    for (const auto &hub : groupOf(port).value(QLatin1String("hubs")).toArray())
        names.append(hub.toObject().value(QLatin1String("name")).toString());
    return names;
}

/// A stream that stays as long as this.
class Listener
{
public:
    bool open(quint16 port, const QByteArray &target, const QByteArrayList &lines = {})
    {
        if (!raw.connectTo(port) || !raw.send(RawClient::request("GET", target, lines)))
            return false;
        const auto head = raw.readHead();
        return head && head->status == 200 && raw.readUntil(QByteArray("\n\n"));
    }
    RawClient raw{20s};
};

} // namespace

void GroupApiTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
}

void GroupApiTest::init()
{
    redis_ = std::make_unique<RedisServer>("secret");
    QVERIFY2(redis_->start(), qPrintable(redis_->report()));
    for (int i = 0; i < 3; ++i)
        QVERIFY(addHub());
    for (int i = 0; i < 3; ++i)
        QVERIFY(waitForHubs(i, 3));
}

void GroupApiTest::cleanup()
{
    hubs_.clear();
    redis_.reset();
}

bool GroupApiTest::addHub()
{
    hubs_.push_back(std::make_unique<HelioProcess>(QStringList{
        QStringLiteral("--redis"), redis_->url(), QStringLiteral("--redis-mode"), QStringLiteral("streams"),
        QStringLiteral("--trusted-proxies"), QStringLiteral("127.0.0.1"), QStringLiteral("--open-access")}));
    const bool isThere = hubs_.back()->start();
    if (!isThere)
        qWarning("%s", qPrintable(hubs_.back()->report()));
    return isThere;
}

bool GroupApiTest::waitForHubs(int index, qsizetype count) const
{
    const auto areThere = [&] {
        const QStringList names = namesOf(port(index));
        return names.size() == count && names.filter(QStringLiteral(":")).size() == count;
    };
    return QTest::qWaitFor(areThere, PatienceMs);
}

bool GroupApiTest::waitForClients(int index, qsizetype count) const
{
    return QTest::qWaitFor([&] { return clientsOf(port(index)).size() == count; }, PatienceMs);
}

void GroupApiTest::apiHubNamesTheOthers()
{
    Listener listener;
    QVERIFY(listener.open(port(1), "/stream"));
    const QString host = QSysInfo::machineHostName();
    QStringList names;
    for (int i = 0; i < 3; ++i)
        names.append(QStringLiteral("%1:%2").arg(host).arg(port(i)));
    names.sort();
    for (int i = 0; i < 3; ++i)
        QCOMPARE(namesOf(port(i)), names);
    const auto clientsOfTheOther = [&] {
        for (const auto &hub : groupOf(port(0)).value(QLatin1String("hubs")).toArray()) {
            const QJsonArray urls = hub.toObject().value(QLatin1String("listen")).toArray();
            if (urls.at(0).toString().endsWith(QStringLiteral(":%1").arg(port(1))))
                return hub.toObject().value(QLatin1String("clients")).toInt();
        }
        return -1;
    };
    QTRY_COMPARE_WITH_TIMEOUT(clientsOfTheOther(), 1, PatienceMs);
    const QJsonObject group = groupOf(port(2));
    QCOMPARE(group.value(QLatin1String("state")).toString(), QStringLiteral("open"));
    QCOMPARE(group.value(QLatin1String("stream")).toString(), QStringLiteral("heliograph"));
    QVERIFY(!group.value(QLatin1String("address")).toString().contains(QLatin1String("secret")));
}

void GroupApiTest::clientsOfAllHubsInOneOrder()
{
    Listener first, second, third;
    const auto openLater = [](Listener &listener, quint16 port, const QByteArray &path) {
        const qint64 before = QDateTime::currentMSecsSinceEpoch(); // which is what they are ordered by
        return QTest::qWaitFor([before] { return QDateTime::currentMSecsSinceEpoch() > before; }) &&
               listener.open(port, path);
    };
    QVERIFY(openLater(first, port(2), "/stream?channel=a") && openLater(second, port(0), "/stream?channel=b") &&
            openLater(third, port(1), "/stream?channel=c"));
    QVERIFY(waitForClients(1, 3));
    QStringList channels;
    QStringList hubs;
    for (const auto &client : clientsOf(port(1))) {
        channels += client.toObject().value(QLatin1String("channels")).toArray().at(0).toString();
        hubs += client.toObject().value(QLatin1String("hub")).toString().section(u':', 1);
    }
    QCOMPARE(channels.join(u' '), QStringLiteral("a b c"));
    QCOMPARE(hubs.join(u' '), QStringLiteral("%1 %2 %3").arg(port(2)).arg(port(0)).arg(port(1)));
}

void GroupApiTest::theOthersAreListedAlone()
{
    Listener first, second, third;
    QVERIFY(first.open(port(2), "/stream?channel=a") && second.open(port(0), "/stream?channel=a") &&
            third.open(port(1), "/stream?channel=a"));
    QJsonObject clients;
    const auto areAll = [&] {
        clients = get(port(1), "/api/clients?group=others");
        return clients.value(QLatin1String("silent")).toArray().isEmpty();
    };
    QVERIFY(QTest::qWaitFor(areAll, PatienceMs));
    QStringList hubs;
    for (const auto &client : clients.value(QLatin1String("clients")).toArray())
        hubs += client.toObject().value(QLatin1String("hub")).toString().section(u':', 1);
    hubs.sort();
    QStringList others{QString::number(port(0)), QString::number(port(2))};
    others.sort();
    QCOMPARE(hubs, others);
    QCOMPARE(clients.value(QLatin1String("total")).toInt(), 2);
    const auto subscribers = [&] { return subscribersOf(port(1), "/api/channels?group=others"); };
    QTRY_COMPARE_WITH_TIMEOUT(subscribers(), QList<int>{2}, PatienceMs);
}

void GroupApiTest::subscribersAreCountedOverAllHubs()
{
    Listener first, second, third;
    QVERIFY(first.open(port(2), "/stream?channel=a") && second.open(port(0), "/stream?channel=a") &&
            third.open(port(1), "/stream?channel=b"));
    const auto subscribers = [&] { return subscribersOf(port(0), "/api/channels?group=1"); };
    QTRY_COMPARE_WITH_TIMEOUT(subscribers(), (QList<int>{2, 1}), PatienceMs);
}

void GroupApiTest::whoLeftIsListedOverAllHubs()
{
    for (const int hub : {1, 2}) {
        Listener listener;
        QVERIFY(listener.open(port(hub), "/stream"));
    }
    const auto departures = [&] {
        return get(port(0), "/api/disconnects?group=1").value(QLatin1String("disconnects")).toArray().size();
    };
    QTRY_COMPARE_WITH_TIMEOUT(departures(), 2, PatienceMs);
}

void GroupApiTest::aSilentHubIsNamed()
{
    Listener first, second;
    QVERIFY(first.open(port(0), "/stream") && second.open(port(1), "/stream"));
    const QString name = QStringLiteral("%1:%2").arg(QSysInfo::machineHostName()).arg(port(1));
    // On a slow machine it may be missed altogether by then, or another one is slow, too: then once more.
    const auto isNamed = [&] {
        hubs_[1]->process().sendSignal(SIGSTOP);
        const QJsonObject answer = get(port(0), "/api/clients?group=1");
        hubs_[1]->process().sendSignal(SIGCONT);
        return answer.value(QLatin1String("silent")).toVariant().toStringList() == QStringList{name} &&
               answer.value(QLatin1String("clients")).toArray().size() == 1;
    };
    QVERIFY(QTest::qWaitFor([&] { return waitForHubs(0, 3) && isNamed(); }, PatienceMs));
    QTRY_COMPARE_WITH_TIMEOUT(clientsOf(port(0)).size(), 2, PatienceMs);
}

void GroupApiTest::aClientIsDisconnectedFromAnyHub()
{
    Listener listener;
    QVERIFY(listener.open(port(1), "/stream") && waitForClients(0, 1));
    const QByteArray id = clientsOf(port(0)).at(0).toObject().value(QLatin1String("id")).toString().toUtf8();
    QCOMPARE(send(port(2), "DELETE", "/api/clients/" + id).status, 204);
    QVERIFY(listener.raw.readToEnd());
    QCOMPARE(send(port(2), "DELETE", "/api/clients/" + id).status, 404);
}

void GroupApiTest::aBanHoldsOnEachHubAndForNewOnes()
{
    Listener listener;
    QVERIFY(listener.open(port(1), "/stream", FromOutside) && waitForClients(0, 1));
    const QByteArray id = clientsOf(port(0)).at(0).toObject().value(QLatin1String("id")).toString().toUtf8();
    QCOMPARE(send(port(0), "DELETE", "/api/clients/" + id + "?ban=600").status, 204);
    QVERIFY(listener.raw.readToEnd());
    QVERIFY(addHub());
    const auto bans = [](quint16 port) { return get(port, "/api/bans").value(QLatin1String("bans")).toArray().size(); };
    for (int i = 0; i < 4; ++i) {
        QTRY_COMPARE_WITH_TIMEOUT(bans(port(i)), 1, PatienceMs);
        QVERIFY(!Listener().open(port(i), "/stream", FromOutside));
        QVERIFY(Listener().open(port(i), "/stream", {"X-Forwarded-For: 203.0.113.8"}));
    }
    QCOMPARE(send(port(3), "DELETE", "/api/bans/address%20203.0.113.7").status, 204);
    for (int i = 0; i < 4; ++i)
        QTRY_COMPARE_WITH_TIMEOUT(bans(port(i)), 0, PatienceMs);
}

void GroupApiTest::aBanOutlivesRedis()
{
    Listener listener;
    QVERIFY(listener.open(port(1), "/stream", FromOutside) && waitForClients(0, 1));
    const QByteArray id = clientsOf(port(0)).at(0).toObject().value(QLatin1String("id")).toString().toUtf8();
    QCOMPARE(send(port(0), "DELETE", "/api/clients/" + id + "?ban=600").status, 204);
    redis_->kill(); // it keeps nothing on a disk
    QVERIFY2(redis_->start(), qPrintable(redis_->report()));
    const auto isKept = [&] { return redis_->ask({"HEXISTS", "{heliograph}:bans", "address 203.0.113.7"}).number; };
    QTRY_COMPARE_WITH_TIMEOUT(isKept(), 1, PatienceMs);
    QVERIFY(addHub());
    const auto isLetIn = [](quint16 port) { return Listener().open(port, "/stream", FromOutside); };
    for (int i = 0; i < 4; ++i)
        QTRY_VERIFY_WITH_TIMEOUT(!isLetIn(port(i)), PatienceMs);
}

void GroupApiTest::whileRedisIsAwayItIsSaid()
{
    redis_->kill();
    const auto state = [&] { return groupOf(port(0)).value(QLatin1String("state")).toString(); };
    QTRY_COMPARE_WITH_TIMEOUT(state(), QStringLiteral("away"), PatienceMs);
    QVERIFY(!groupOf(port(0)).value(QLatin1String("problem")).toString().isEmpty());
    QCOMPARE(namesOf(port(0)).size(), 3); // as known last
    const QJsonObject answer = get(port(0), "/api/clients?group=1");
    QCOMPARE(answer.value(QLatin1String("silent")).toArray().size(), 2);
    QVERIFY(send(port(0), "GET", "/metrics").body.contains("\nheliograph_group_up 0\n"));
    QVERIFY2(redis_->start(), qPrintable(redis_->report()));
    QTRY_COMPARE_WITH_TIMEOUT(state(), QStringLiteral("open"), PatienceMs);
    const auto silent = [&] {
        return get(port(0), "/api/clients?group=1").value(QLatin1String("silent")).toArray().size();
    };
    QTRY_COMPARE_WITH_TIMEOUT(silent(), 0, PatienceMs);
    QVERIFY(waitForHubs(0, 3));
}

void GroupApiTest::whileRedisTakesNothingNoHubIsWell_data()
{
    QTest::addColumn<QByteArray>("setting");
    QTest::addColumn<QByteArray>("bad");
    QTest::addColumn<QByteArray>("good");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("full memory") << QByteArray("maxmemory") << QByteArray("1") << QByteArray("0") << 507
                                 << QByteArray("maxmemory");
    QTest::newRow("too few replicas") << QByteArray("min-replicas-to-write") << QByteArray("1") << QByteArray("0")
                                      << 503 << QByteArray("min-replicas-to-write");
}

/// Also where nobody publishes, and for as long as it lasts.
void GroupApiTest::whileRedisTakesNothingNoHubIsWell()
{
    QFETCH(QByteArray, setting);
    QFETCH(QByteArray, bad);
    QFETCH(QByteArray, good);
    QFETCH(int, status);
    QFETCH(QByteArray, words);
    const auto health = [this](int i) { return send(port(i), "GET", "/healthz"); };
    for (int i = 0; i < 3; ++i)
        QTRY_COMPARE_WITH_TIMEOUT(health(i).status, 200, PatienceMs);
    redis_->ask({"CONFIG", "SET", setting, bad});
    for (int i = 0; i < 3; ++i)
        QTRY_COMPARE_WITH_TIMEOUT(health(i).status, 503, PatienceMs);
    const RawResponse refused = publish(port(0));
    QCOMPARE(refused.status, status);
    QVERIFY2(refused.body.contains(words), refused.body.constData());
    for (int i = 0; i < 3; ++i) {
        const RawResponse ill = health(i);
        QCOMPARE(ill.status, 503);
        QVERIFY2(ill.body.contains(words), ill.body.constData());
    }
    QCOMPARE(groupOf(port(0)).value(QLatin1String("state")).toString(), QStringLiteral("open")); // it is read
    // A hub that comes now says so, too.
    QVERIFY(addHub());
    QTRY_COMPARE_WITH_TIMEOUT(health(3).status, 503, PatienceMs);
    redis_->ask({"CONFIG", "SET", setting, good});
    for (int i = 0; i < 4; ++i)
        QTRY_COMPARE_WITH_TIMEOUT(health(i).status, 200, PatienceMs);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(publish(port(i)).status, 200);
}

/// Each in its own time.
void GroupApiTest::whoseHealthIsWellAgainTakesEvents()
{
    const auto health = [this](int i) { return send(port(i), "GET", "/healthz").status; };
    redis_->kill();
    for (int i = 0; i < 3; ++i)
        QTRY_COMPARE_WITH_TIMEOUT(health(i), 503, PatienceMs);
    QVERIFY2(redis_->start(), qPrintable(redis_->report()));
    for (int i = 0; i < 3; ++i) {
        QVERIFY(QTest::qWaitFor([&] { return health(i) == 200; }, PatienceMs));
        const RawResponse published = publish(port(i));
        QVERIFY2(published.status == 200, published.body.constData());
    }
}

void GroupApiTest::aHubThatEndsIsSeenNoMore()
{
    QVERIFY(hubs_[2]->stop());
    QVERIFY(waitForHubs(0, 2));
    hubs_[1]->kill(); // it says nothing at its end
    QVERIFY(waitForHubs(0, 1));
}

QTEST_GUILESS_MAIN(GroupApiTest)
#include "tst_group_api.moc"
