// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/streamformat.h"
#include "pathserver.h"
#include "remote/remotehub.h"

#include <QSignalSpy>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// What is large at a hub far away: its events, the number of its clients, what may wait for one.
class RemoteHubBoundsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEventThatIsTooLargeIsToldOnceAndTheStreamGoesOnBehindIt();
    void anEventThatIsTooLargeAndHasNoIdEndsItWithItsReason();
    void whoIsOutOfViewIsAskedForWithinFiveSeconds();
    void whatMayWaitForAClientIsAsTheHubSays_data();
    void whatMayWaitForAClientIsAsTheHubSays();
};

namespace {

const QByteArray About = R"({"name":"heliograph","version":"9.1","capabilities":["watch","observe","clients.query"]})";

bool reaches(const HubControl &hub, HubControl::State state)
{
    return QTest::qWaitFor([&] { return hub.state() == state; }, 30'000);
}

struct Bench
{
    explicit Bench(const QByteArray &about = About)
        : hub({server.url(), {}}, {10ms, 50ms})
    {
        server.setJson("/api/hub", about);
        server.set("/stream", PathServer::stream());
        server.set("/api/watch", PathServer::stream());
        QObject::connect(hub.tap(), &EventFeed::eventsArrived, &hub,
                         [this](const QList<ReceivedEvent> &arrived) { events += arrived; });
        QObject::connect(&hub, &HubControl::snapshotArrived, &hub,
                         [this](const HubSnapshot &arrived) { snapshot = arrived; });
        hub.start();
    }
    QByteArray lastHead(const QByteArray &target) const
    {
        for (auto head = server.heads().crbegin(); head != server.heads().crend(); ++head) {
            if (head->startsWith("GET " + target))
                return *head;
        }
        return {};
    }
    void sendTotals(qsizetype clients)
    {
        server.send("/api/watch",
                    "event: totals\ndata: {\"clients\":" + QByteArray::number(clients) + ",\"published\":0}\n\n");
    }

    PathServer server;
    QList<ReceivedEvent> events;
    HubSnapshot snapshot;
    RemoteHub hub;
};

/// As large as what is read, and a little more.
QByteArray tooLarge(const QByteArray &fields)
{
    return fields + "data: " + QByteArray(DefaultMaximumEventBytes + 16, 'x') + "\n\n";
}

} // namespace

void RemoteHubBoundsTest::anEventThatIsTooLargeIsToldOnceAndTheStreamGoesOnBehindIt()
{
    Bench bench;
    QVERIFY(reaches(bench.hub, HubControl::State::Open));
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.requests("/stream"), 1, 30'000);
    bench.server.send("/stream", "id: 1\nchannel: a\ndata: x\n\n" + tooLarge("id: 2\nchannel: a\n"));
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.requests("/stream"), 2, 60'000);
    QVERIFY(bench.lastHead("/stream").contains("Last-Event-ID: 2"));
    bench.server.send("/stream", "id: 3\nchannel: a\ndata: y\n\n");
    QTRY_COMPARE_WITH_TIMEOUT(bench.events.size(), 3, 30'000);
    QCOMPARE(bench.events[1].event.type, QByteArray("skipped"));
    QVERIFY(bench.events[1].event.channel.isEmpty());
    QVERIFY(bench.events[1].event.data.contains(R"("from":"2","to":"2")"));
    QCOMPARE(bench.events[2].event.data, QByteArray("y"));
    QCOMPARE(bench.hub.state(), HubControl::State::Open);
    QCOMPARE(bench.server.requests("/api/hub"), 1);
    // One that sends it all the same is not asked for ever.
    bench.server.send("/stream", tooLarge("id: 2\nchannel: a\n"));
    QVERIFY(reaches(bench.hub, HubControl::State::Failed));
    QCOMPARE(bench.server.requests("/stream"), 2);
}

void RemoteHubBoundsTest::anEventThatIsTooLargeAndHasNoIdEndsItWithItsReason()
{
    Bench bench;
    QVERIFY(reaches(bench.hub, HubControl::State::Open));
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.requests("/stream"), 1, 30'000);
    bench.server.send("/stream", tooLarge("channel: a\n"));
    QVERIFY(QTest::qWaitFor([&] { return bench.hub.state() == HubControl::State::Failed; }, 60'000));
    QVERIFY2(bench.hub.problem().contains(QString::number(DefaultMaximumEventBytes)), qPrintable(bench.hub.problem()));
    QCOMPARE(bench.server.requests("/stream"), 1);
    QCOMPARE(bench.server.requests("/api/hub"), 1);
}

void RemoteHubBoundsTest::whoIsOutOfViewIsAskedForWithinFiveSeconds()
{
    static constexpr qsizetype Count = 4 * ClientFollower::PageRows * 5;
    Bench bench;
    const auto setPage = [&bench](qsizetype from, qsizetype rows, const QByteArray &more) {
        QByteArrayList clients;
        for (qsizetype i = from; i < std::min(from + rows, Count); ++i)
            clients.append("{\"id\":\"c" + QByteArray::number(i) + '"' + more + '}');
        bench.server.setJson("/api/clients?sort=id&limit=" + QByteArray::number(rows) +
                                 "&offset=" + QByteArray::number(from),
                             "{\"clients\":[" + clients.join(',') + "]}");
    };
    for (qsizetype from = 0; from <= Count; from += ClientFollower::PageRows)
        setPage(from, ClientFollower::PageRows, {});
    for (qsizetype from = 0; from <= Count; from += Count / 5)
        setPage(from, Count / 5, ",\"queuedBytes\":7");
    QVERIFY(reaches(bench.hub, HubControl::State::Open));
    QTRY_VERIFY_WITH_TIMEOUT(bench.server.requests("/api/watch") > 0, 30'000);
    bench.sendTotals(Count);
    QTRY_VERIFY_WITH_TIMEOUT((bench.hub.requestSnapshot(true), bench.snapshot.clients.has_value()), 60'000);
    QCOMPARE(bench.snapshot.clients->size(), Count);
    // Each round of figures is a second.
    int asked = bench.server.requests("/api/clients");
    for (int second = 0; second < 5; ++second) {
        bench.sendTotals(Count);
        QTRY_COMPARE_WITH_TIMEOUT(bench.server.requests("/api/clients"), asked + 1, 30'000);
        ++asked;
        QTRY_VERIFY_WITH_TIMEOUT(
            (bench.hub.requestSnapshot(true),
             std::count_if(bench.snapshot.clients->cbegin(), bench.snapshot.clients->cend(),
                           [](const ClientInfo &one) { return one.queuedBytes == 7; }) == (second + 1) * Count / 5),
            30'000);
    }
}

void RemoteHubBoundsTest::whatMayWaitForAClientIsAsTheHubSays_data()
{
    QTest::addColumn<QByteArray>("about");
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("it says so") << QByteArray(About).insert(1, R"("clientQueueBytes":65536,)") << qint64(65536);
    QTest::newRow("an older hub") << About << HubTotals().clientQueueBytes;
    QTest::newRow("nothing that could be")
        << QByteArray(About).insert(1, R"("clientQueueBytes":-1,)") << HubTotals().clientQueueBytes;
}

void RemoteHubBoundsTest::whatMayWaitForAClientIsAsTheHubSays()
{
    QFETCH(QByteArray, about);
    QFETCH(qint64, bytes);
    Bench bench(about);
    QVERIFY(reaches(bench.hub, HubControl::State::Open));
    QTRY_VERIFY_WITH_TIMEOUT(bench.server.requests("/api/watch") > 0, 30'000);
    bench.sendTotals(0);
    QTRY_VERIFY_WITH_TIMEOUT((bench.hub.requestSnapshot(false), bench.snapshot.takenAt != 0), 30'000);
    QCOMPARE(bench.snapshot.totals.clientQueueBytes, bytes);
}

QTEST_GUILESS_MAIN(RemoteHubBoundsTest)
#include "tst_remotehub_bounds.moc"
