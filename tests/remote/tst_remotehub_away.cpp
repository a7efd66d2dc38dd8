// SPDX-License-Identifier: GPL-3.0-or-later
#include "feed/feedqueue.h"
#include "remote/remotehub.h"
#include "server/localhub.h"
#include "store/memorystore.h"
#include "support/cuttingproxy.h"

#include <QSignalSpy>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// A hub far away that goes and comes back.
class RemoteHubAwayTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nobodyThereIsAwayAndTriedAgain();
    void aCutConnectionGoesOnAfterTheLastEvent();
    void aHubThatWasStartedAgainTellsAGap();
    void whatIsAskedWhileItIsAwayIsAnswered();
    void startTriesAtOnce();
    void stopEndsTheTrying();
};

namespace {

HubConfig configOn(const QString &address)
{
    HubConfig config;
    config.listen = {address};
    config.makeStore = makeMemoryStore;
    return config;
}

QUrl urlOf(quint16 port)
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port));
}

bool reaches(const HubControl &hub, HubControl::State state)
{
    return QTest::qWaitFor([&] { return hub.state() == state; }, 30'000);
}

/// A hub in a thread of its own.
struct Inside
{
    Inside()
        : hub(configOn(QStringLiteral("127.0.0.1:0")))
    {
        start();
        port = quint16(QUrl(hub.urls().value(0)).port(0));
        hub.setListenAddress(QStringLiteral("127.0.0.1:%1").arg(port));
    }
    void start()
    {
        hub.start();
        QVERIFY(reaches(hub, HubControl::State::Open));
    }
    void stop()
    {
        hub.stop();
        QVERIFY(reaches(hub, HubControl::State::Stopped));
    }
    QByteArray publish(const QByteArray &data)
    {
        QSignalSpy finished(hub.publisher(), &Publisher::finished);
        hub.publisher()->publish({{"a", {}, data, {}, {}}});
        return QTest::qWaitFor([&] { return !finished.isEmpty(); }, 20'000)
                   ? finished[0][0].value<PublishReceipt>().ids.value(0)
                   : QByteArray();
    }

    LocalHub hub;
    quint16 port = 0;
};

/// What a far hub's tap brings.
struct Ear
{
    explicit Ear(HubControl &hub) { queue.attach(hub.tap(), 1); }

    /// Until `wanted` is content with what came so far.
    template <typename Wanted>
    bool hears(const Wanted &wanted)
    {
        return QTest::qWaitFor(
            [&] {
                for (FeedQueue::Item &item : queue.takeAll())
                    events.append(std::move(item.received.event));
                return wanted();
            },
            30'000);
    }
    bool hearsData(const QByteArray &data)
    {
        return hears([&] {
            return std::any_of(events.cbegin(), events.cend(), [&](const Event &one) { return one.data == data; });
        });
    }
    QByteArrayList numbered() const
    {
        QByteArrayList data;
        for (const Event &event : events) {
            if (event.channel == "a" && event.data != "?")
                data.append(event.data);
        }
        return data;
    }

    FeedQueue queue{10'000'000};
    QList<Event> events;
};

/// Publishes until the ear hears it: from then on it misses nothing.
bool listens(Inside &inside, Ear &ear)
{
    return QTest::qWaitFor(
        [&] {
            inside.publish("?");
            QTest::qWait(30);
            return !ear.queue.takeAll().empty();
        },
        30'000);
}

} // namespace

void RemoteHubAwayTest::nobodyThereIsAwayAndTriedAgain()
{
    Inside inside;
    inside.stop();
    RemoteHub far({urlOf(inside.port), {}}, {10ms, 50ms});
    far.start();
    QVERIFY(reaches(far, HubControl::State::Away));
    QVERIFY2(far.problem().contains(QStringLiteral("127.0.0.1:%1").arg(inside.port)), qPrintable(far.problem()));
    QVERIFY(far.urls().isEmpty());
    inside.start();
    QVERIFY(reaches(far, HubControl::State::Open));
    QVERIFY(far.problem().isEmpty());
}

void RemoteHubAwayTest::aCutConnectionGoesOnAfterTheLastEvent()
{
    Inside inside;
    CuttingProxy proxy(inside.port);
    RemoteHub far({urlOf(proxy.port()), {}}, {10ms, 50ms});
    Ear ear(far);
    far.start();
    QVERIFY(reaches(far, HubControl::State::Open));
    QVERIFY(listens(inside, ear));
    inside.publish("1");
    QVERIFY(ear.hearsData("1"));
    proxy.setRefusing(true);
    proxy.cut();
    QVERIFY(reaches(far, HubControl::State::Away));
    inside.publish("2");
    inside.publish("3");
    proxy.setRefusing(false);
    QVERIFY(reaches(far, HubControl::State::Open));
    inside.publish("4");
    QVERIFY(ear.hearsData("4"));
    QCOMPARE(ear.numbered(), (QByteArrayList{"1", "2", "3", "4"}));
    for (const Event &event : std::as_const(ear.events))
        QVERIFY(event.type != "gap" && event.type != "shutdown");
}

void RemoteHubAwayTest::aHubThatWasStartedAgainTellsAGap()
{
    Inside inside;
    RemoteHub far({urlOf(inside.port), {}}, {10ms, 50ms});
    Ear ear(far);
    far.start();
    QVERIFY(reaches(far, HubControl::State::Open));
    QVERIFY(listens(inside, ear));
    inside.publish("1");
    QVERIFY(ear.hearsData("1"));
    inside.stop();
    QVERIFY(reaches(far, HubControl::State::Away));
    inside.start(); // its history was in memory
    QVERIFY(reaches(far, HubControl::State::Open));
    QVERIFY(ear.hears([&] {
        return std::any_of(ear.events.cbegin(), ear.events.cend(), [](const Event &one) { return one.type == "gap"; });
    }));
    for (const Event &event : std::as_const(ear.events)) {
        QVERIFY(event.type != "shutdown"); // the state says so
        if (event.type == "gap")
            QVERIFY(event.id.isEmpty() && event.channel.isEmpty());
    }
    inside.publish("2");
    QVERIFY(ear.hearsData("2"));
}

void RemoteHubAwayTest::whatIsAskedWhileItIsAwayIsAnswered()
{
    Inside inside;
    inside.stop();
    RemoteHub far({urlOf(inside.port), {}}, {10ms, 50ms});
    far.start();
    QVERIFY(reaches(far, HubControl::State::Away));
    QSignalSpy finished(far.publisher(), &Publisher::finished);
    QSignalSpy cleared(&far, &HubControl::channelCleared);
    QSignalSpy outcomes(&far, &HubControl::clientsDisconnected);
    QSignalSpy histories(&far, &HubControl::clientHistoryArrived);
    far.publisher()->publish({{"a", {}, "x", {}, {}}});
    far.clearChannel("a");
    far.disconnectClients({"c1"}, {});
    far.requestClientHistory("c1");
    far.requestSnapshot(true);
    far.requestDepartures(0);
    far.requestDelivery("1-1");
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
    QVERIFY(!finished[0][0].value<PublishReceipt>().error.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(cleared.size(), 1, 20'000);
    QVERIFY(!cleared[0][1].toString().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(outcomes.size(), 1, 20'000);
    QCOMPARE(outcomes[0][0].value<DisconnectOutcome>().refused.size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(histories.size(), 1, 20'000);
    QVERIFY(!histories[0][0].value<ClientHistory>().problem.isEmpty());
}

void RemoteHubAwayTest::startTriesAtOnce()
{
    Inside inside;
    inside.stop();
    RemoteHub far({urlOf(inside.port), {}}, {1h, 1h});
    far.start();
    QVERIFY(reaches(far, HubControl::State::Away));
    inside.start();
    far.start();
    QVERIFY(reaches(far, HubControl::State::Open));
}

void RemoteHubAwayTest::stopEndsTheTrying()
{
    Inside inside;
    inside.stop();
    RemoteHub far({urlOf(inside.port), {}}, {1ms, 2ms});
    far.start();
    QVERIFY(reaches(far, HubControl::State::Away));
    far.stop();
    QCOMPARE(far.state(), HubControl::State::Stopped);
    inside.start();
    for (int i = 0; i < 20; ++i)
        QVERIFY(!inside.publish("x").isEmpty());
    QCOMPARE(far.state(), HubControl::State::Stopped);
}

QTEST_GUILESS_MAIN(RemoteHubAwayTest)
#include "tst_remotehub_away.moc"
