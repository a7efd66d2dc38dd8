// SPDX-License-Identifier: GPL-3.0-or-later
// What is found of a hub: one that really serves is brought into each state, and watched from inside and from far away.
#include "access/jwtsigner.h"
#include "access/rulepolicy.h"
#include "findings/findingtable.h"
#include "hub/faultystore.h"
#include "redis/redisbackplane.h"
#include "remote/remotehub.h"
#include "server/localhub.h"
#include "store/memorystore.h"
#include "support/rawclient.h"
#include "ui/hub/hubfindings.h"
#include "ui/hub/hubstate.h"

#include <QTcpServer>
#include <QTest>
#include <QThread>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

namespace {

HubConfig freePort()
{
    HubConfig config;
    config.listen = {QStringLiteral("127.0.0.1:0")};
    config.makeStore = makeMemoryStore;
    return config;
}

/// What one window sees of a hub.
struct View
{
    explicit View(HubControl &hub)
        : control(hub)
        , state(hub, {})
        , findings(state)
    {
        QObject::connect(&hub, &HubControl::snapshotArrived, &state, &HubState::setSnapshot);
    }
    bool hasReported() const { return state.totals().startedAt != 0; }
    bool has(FindingCode code) const
    {
        return std::any_of(findings.findings().cbegin(), findings.findings().cend(),
                           [code](const Finding &one) { return one.code == code; });
    }

    HubControl &control;
    HubState state;
    HubFindings findings;
};

/// A hub that serves, and two windows: its own, and one far away.
class Bench
{
public:
    explicit Bench(const HubConfig &config = freePort(), const QByteArray &token = {})
        : hub(config)
    {
        hub.start();
        isGood = wait([this] { return hub.state() == HubControl::State::Open; });
        QUrl url(hub.urls().value(0));
        url.setHost(QStringLiteral("127.0.0.1"));
        port = quint16(url.port(0));
        inside = std::make_unique<View>(hub);
        far = std::make_unique<RemoteHub>(HubAddress{url, token});
        afar = std::make_unique<View>(*far);
        far->start();
        // Both know the figures of before.
        isGood = isGood && wait([this] {
                     ask();
                     return inside->hasReported() && afar->hasReported();
                 });
    }
    static bool wait(const std::function<bool()> &isSo) { return QTest::qWaitFor(isSo, 60'000); }
    void ask()
    {
        hub.requestSnapshot(false);
        far->requestSnapshot(false);
        QTest::qWait(20);
    }
    bool waitFor(FindingCode code, bool isThere = true)
    {
        return wait([&] {
            ask();
            return inside->has(code) == isThere && afar->has(code) == isThere;
        });
    }
    void publish(const QByteArray &channel, const QByteArray &data, int count = 1)
    {
        hub.publisher()->publish(QList<Publication>(count, Publication{channel, {}, data, {}, {}}));
    }
    /// A client that stays.
    RawClient *listen(const QByteArray &target, const QByteArrayList &fields = {}, int receiveBuffer = 0)
    {
        auto client = std::make_unique<RawClient>(30s);
        if (receiveBuffer > 0)
            client->setReceiveBuffer(receiveBuffer);
        if (!client->connectTo(port) || !client->send(RawClient::request("GET", target, fields)) ||
            !client->readUntil("\r\n\r\n"))
            return nullptr;
        clients.push_back(std::move(client));
        return clients.back().get();
    }
    QString words(FindingCode code) const
    {
        for (const Finding &one : afar->findings.findings()) {
            if (one.code == code)
                return one.words.english();
        }
        return {};
    }

    LocalHub hub;
    std::unique_ptr<RemoteHub> far;
    std::unique_ptr<View> inside;
    std::unique_ptr<View> afar;
    std::vector<std::unique_ptr<RawClient>> clients;
    quint16 port = 0;
    bool isGood = false;
};

} // namespace

class HubFindingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHealthyHubHasNone();
    void clientsThatReadTooSlowlyAreNamed();
    void aGapThatWasToldIsFound();
    void whoComesBackForWhatWasJustTrimmedShowsThatHistoryIsShort();
    void sixStreamsOfOnePageAreFoundAndSevenAreNot();
    void aRedisThatIsAwayIsFound();
    void aStoreThatFailedIsFound();
    void aFileThatWasDamagedIsFoundAlthoughTheStoreWorks();
    void historyThatIsNotWhereItShouldBeIsFound();
    void aHubThatIsOpenToTheNetworkIsFoundUntilItHasRules();
    void aTokenThatEndsSoonIsFoundAndOneOfAnHourIsNot();
    void clientsThatAreRefusedAgainAndAgainAreFound();
    void aHubThatWasHeldUpIsFound();
    void aHubThatStoppedHasNone();
    void itSpeaksOnceForEachReport();
};

void HubFindingsTest::aHealthyHubHasNone()
{
    Bench bench;
    QVERIFY(bench.isGood);
    for (int i = 0; i < 5; ++i)
        QVERIFY(bench.listen("/stream?channel=a", {"Origin: http://localhost:3000", "User-Agent: Firefox"}));
    bench.publish("a", "x", 100);
    for (int i = 0; i < 20; ++i)
        bench.ask();
    for (const View *view : {bench.inside.get(), bench.afar.get()}) {
        for (const Finding &one : view->findings.findings())
            // A machine that is busy with others holds a hub up, too.
            QVERIFY2(one.code == FindingCode::HubHeldUp, qPrintable(one.words.english()));
    }
}

void HubFindingsTest::clientsThatReadTooSlowlyAreNamed()
{
    HubConfig config = freePort();
    config.server.slowClients.queueBytes = 64 * 1024;
    Bench bench(config);
    QVERIFY(bench.isGood);
    QVERIFY(bench.listen("/stream?channel=a", {}, 4096));
    QVERIFY(Bench::wait([&] {
        bench.publish("a", QByteArray(200'000, 'x'));
        bench.ask();
        return bench.inside->has(FindingCode::SlowClients) && bench.afar->has(FindingCode::SlowClients);
    }));
    QVERIFY2(bench.words(FindingCode::SlowClients).contains(QStringLiteral("127.0.0.1")),
             qPrintable(bench.words(FindingCode::SlowClients)));
}

void HubFindingsTest::aGapThatWasToldIsFound()
{
    Bench bench;
    QVERIFY(bench.isGood);
    bench.publish("a", "x");
    RawClient *client = bench.listen("/stream?channel=a", {"Last-Event-ID: never-heard-of"});
    QVERIFY(client && client->readUntil("event: gap"));
    QVERIFY(bench.waitFor(FindingCode::GapsTold));
    QVERIFY(!bench.inside->has(FindingCode::HistoryTooShort));
}

void HubFindingsTest::whoComesBackForWhatWasJustTrimmedShowsThatHistoryIsShort()
{
    HubConfig config = freePort();
    config.history.maximumEvents = 3;
    Bench bench(config);
    QVERIFY(bench.isGood);
    RawClient *before = bench.listen("/stream?channel=a");
    QVERIFY(before);
    bench.publish("a", "first");
    QVERIFY(before->readUntil("data: first\n\n"));
    const QByteArray wire = before->received();
    const qsizetype at = wire.lastIndexOf("id: ");
    const QByteArray id = wire.mid(at + 4, wire.indexOf('\n', at) - at - 4);
    bench.publish("a", "x", 10);
    QVERIFY(before->readUntil([](const QByteArray &received) { return received.count("data: x") == 10; }));
    RawClient *client = bench.listen("/stream?channel=a", {"Last-Event-ID: " + id});
    QVERIFY(client && client->readUntil("event: gap"));
    QVERIFY(bench.waitFor(FindingCode::HistoryTooShort));
}

void HubFindingsTest::sixStreamsOfOnePageAreFoundAndSevenAreNot()
{
    Bench bench;
    QVERIFY(bench.isGood);
    const QByteArrayList page{"Origin: http://localhost:3000", "User-Agent: Firefox"};
    for (int i = 0; i < 6; ++i)
        QVERIFY(bench.listen("/stream?channel=a", page));
    QVERIFY(bench.waitFor(FindingCode::SixTabs));
    QVERIFY(bench.words(FindingCode::SixTabs).contains(QStringLiteral("http://localhost:3000")));
    QVERIFY(bench.listen("/stream?channel=a", page));
    QVERIFY(bench.waitFor(FindingCode::SixTabs, false)); // nothing binds it to six
    bench.clients.pop_back();
    QVERIFY(bench.waitFor(FindingCode::SixTabs));
    bench.clients.pop_back();
    QVERIFY(bench.waitFor(FindingCode::SixTabs, false));
}

void HubFindingsTest::aRedisThatIsAwayIsFound()
{
    QTcpServer gone;
    QVERIFY(gone.listen(QHostAddress::LocalHost));
    const QString url = QStringLiteral("redis://127.0.0.1:%1").arg(gone.serverPort());
    gone.close();
    HubConfig config = freePort();
    config.makeBackplane = [url] {
        QString problem;
        RedisOptions options;
        options.url = RedisUrl::parse(url, problem).value();
        options.channels.addChannel("sse");
        options.chance = [] { return 0.5; };
        return std::make_unique<RedisBackplane>(options);
    };
    Bench bench(config);
    QVERIFY(bench.isGood);
    QVERIFY(bench.waitFor(FindingCode::RedisAway));
    bench.hub.setBackplane({});
    QVERIFY(bench.waitFor(FindingCode::RedisAway, false));
}

void HubFindingsTest::aStoreThatFailedIsFound()
{
    HubConfig config = freePort();
    config.makeStore = [](const HistoryLimits &limits, const Clock &clock) {
        auto store = std::make_unique<FaultyStore>(makeMemoryStore(limits, clock));
        store->opened = OpenResult{{StoreState::Kind::Broken, QStringLiteral("the disk is gone")}, {}, {}, {}};
        return store;
    };
    Bench bench(config);
    QVERIFY(bench.isGood);
    QVERIFY(bench.waitFor(FindingCode::StoreFailed));
    QVERIFY(bench.words(FindingCode::StoreFailed).contains(QStringLiteral("the disk is gone")));
}

void HubFindingsTest::aFileThatWasDamagedIsFoundAlthoughTheStoreWorks()
{
    HubConfig config = freePort();
    config.makeStore = [](const HistoryLimits &limits, const Clock &clock) {
        auto store = std::make_unique<FaultyStore>(makeMemoryStore(limits, clock));
        store->opened = OpenResult{};
        store->opened->state.notice = QStringLiteral("put aside as h.db.damaged");
        return store;
    };
    Bench bench(config);
    QVERIFY(bench.isGood);
    QVERIFY(bench.waitFor(FindingCode::StoreDamaged));
    QVERIFY(bench.words(FindingCode::StoreDamaged).contains(QStringLiteral("put aside as h.db.damaged")));
    QVERIFY(!bench.inside->has(FindingCode::StoreFailed));
}

void HubFindingsTest::historyThatIsNotWhereItShouldBeIsFound()
{
    HubConfig config = freePort();
    config.makeStore = [](const HistoryLimits &limits, const Clock &clock) {
        MadeStore made = makeMemoryStore(limits, clock);
        made.notice = QStringLiteral("h.db is in use by another hub");
        return made;
    };
    Bench bench(config);
    QVERIFY(bench.isGood);
    QVERIFY(bench.waitFor(FindingCode::StoreElsewhere));
    QVERIFY(bench.words(FindingCode::StoreElsewhere).contains(QStringLiteral("h.db is in use by another hub")));
}

void HubFindingsTest::aHubThatIsOpenToTheNetworkIsFoundUntilItHasRules()
{
    HubConfig config = freePort();
    config.listen = {QStringLiteral("0.0.0.0:0")};
    Bench bench(config);
    QVERIFY(bench.isGood);
    QVERIFY(bench.waitFor(FindingCode::OpenToNetwork));
    QVERIFY(bench.words(FindingCode::OpenToNetwork).contains(QStringLiteral("0.0.0.0")));
    AccessRules rules;
    rules.anonymous = AnonymousRule{{"*"}, {"*"}};
    bench.hub.setAccess(policyFor(rules));
    QVERIFY(Bench::wait([&] {
        bench.ask();
        return !bench.inside->has(FindingCode::OpenToNetwork);
    }));
}

void HubFindingsTest::aTokenThatEndsSoonIsFoundAndOneOfAnHourIsNot()
{
    const QByteArray secret(32, 's');
    const JwtSigner signer = JwtSigner::withSecret(secret);
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    constexpr qint64 Day = 24 * 60 * 60;
    const auto tokenOf = [&](const char *subject, qint64 issued, qint64 ends) {
        return signer.sign("{\"sub\":\"" + QByteArray(subject) + "\",\"iat\":" + QByteArray::number(issued) +
                           ",\"exp\":" + QByteArray::number(ends) +
                           ",\"mercure\":{\"subscribe\":[\"*\"]},\"heliograph\":{\"admin\":true}}");
    };
    QString problem;
    AccessRules rules;
    rules.jwtKeys = {JwtKey(SignatureKey::fromSecret(secret, problem).value())};
    rules.jwtKeys.first().admin = true;
    HubConfig config = freePort();
    config.server.access = policyFor(rules);
    // The far window's own is renewed each hour.
    Bench bench(config, tokenOf("window", now - 60, now + 60 * 60));
    QVERIFY(bench.isGood);
    for (int i = 0; i < 5; ++i)
        bench.ask();
    QVERIFY(!bench.inside->has(FindingCode::TokenEndsSoon));
    QVERIFY(
        bench.listen("/stream?channel=a", {"Authorization: Bearer " + tokenOf("sensor", now - 90 * Day, now + Day)}));
    QVERIFY(bench.waitFor(FindingCode::TokenEndsSoon));
    QVERIFY(bench.words(FindingCode::TokenEndsSoon).contains(QStringLiteral("sensor")));
    // Another one in its place.
    QVERIFY(bench.listen("/stream?channel=a", {"Authorization: Bearer " + tokenOf("sensor", now, now + 90 * Day)}));
    QVERIFY(bench.waitFor(FindingCode::TokenEndsSoon, false));
}

void HubFindingsTest::clientsThatAreRefusedAgainAndAgainAreFound()
{
    Bench bench;
    QVERIFY(bench.isGood);
    const auto refuse = [&](int times) {
        for (int i = 0; i < times; ++i) {
            RawClient client(30s);
            const QByteArray request = "GET /stream HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n";
            const auto answer = client.ask(bench.port, request);
            QCOMPARE(answer ? answer->status : 0, 421);
        }
    };
    refuse(19);
    for (int i = 0; i < 5; ++i)
        bench.ask();
    QVERIFY(!bench.inside->has(FindingCode::RefusedClients));
    refuse(1);
    QVERIFY(bench.waitFor(FindingCode::RefusedClients));
    QVERIFY(bench.words(FindingCode::RefusedClients).contains(QStringLiteral("unknown host")));
}

void HubFindingsTest::aHubThatWasHeldUpIsFound()
{
    Bench bench;
    QVERIFY(bench.isGood);
    bench.hub.setBackplane([]() -> std::unique_ptr<Backplane> {
        QThread::msleep(150);
        return nullptr;
    });
    QVERIFY(bench.waitFor(FindingCode::HubHeldUp));
}

void HubFindingsTest::aHubThatStoppedHasNone()
{
    HubConfig config = freePort();
    config.listen = {QStringLiteral("0.0.0.0:0")};
    Bench bench(config);
    QVERIFY(bench.waitFor(FindingCode::OpenToNetwork));
    bench.hub.stop();
    QVERIFY(Bench::wait([&] { return bench.hub.state() == HubControl::State::Stopped; }));
    bench.inside->state.setSnapshot({}); // as the window does then
    QVERIFY(bench.inside->findings.findings().isEmpty());
}

void HubFindingsTest::itSpeaksOnceForEachReport()
{
    HubConfig config = freePort();
    config.listen = {QStringLiteral("0.0.0.0:0")};
    Bench bench(config);
    int spoke = 0;
    QObject context;
    QObject::connect(&bench.inside->findings, &HubFindings::changed, &context, [&spoke] { ++spoke; });
    HubSnapshot snapshot;
    snapshot.totals = bench.inside->state.totals();
    bench.inside->state.setSnapshot(snapshot);
    const int before = spoke;
    bench.inside->state.setSnapshot(snapshot); // nothing is another
    QCOMPARE(spoke, before);
    snapshot.totals.troubles.openAt.clear();
    bench.inside->state.setSnapshot(snapshot);
    QCOMPARE(spoke, before + 1);
}

QTEST_GUILESS_MAIN(HubFindingsTest)
#include "tst_hubfindings.moc"
