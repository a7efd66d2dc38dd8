// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/eventsource.h"
#include "client/networkmanagerpool.h"
#include "feed/hubcontrol.h"
#include "feed/publisher.h"
#include "recorder.h"
#include "server/localhub.h"
#include "sources/systemsource.h"
#include "store/memorystore.h"
#include "support/sanitized.h"

#include <QSignalSpy>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// A window's streams to the hub of its own process: both ends of each connection are among the process's descriptors.
class EventSourceOwnHubTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBusyStreamCostsItsNeighboursNothing_data();
    void aBusyStreamCostsItsNeighboursNothing();
};

namespace {

constexpr qsizetype EventBytes = 64 * 1024;
/// So many are under way at a time: fewer than a client's queue holds.
constexpr int UnderWay = 4;
/// Many times what may come of one that is taken for another.
constexpr int Events = IsSanitized ? 100 : 500;

QUrl streamOf(const LocalHub &hub, const QString &channel)
{
    return QUrl(hub.urls().value(0)).resolved(QUrl(QStringLiteral("/stream?channel=") + channel));
}

QString firstError(const QList<Recorder *> &recorders)
{
    for (const Recorder *recorder : recorders) {
        if (!recorder->errors.isEmpty())
            return recorder->lastError().message;
    }
    return {};
}

} // namespace

void EventSourceOwnHubTest::aBusyStreamCostsItsNeighboursNothing_data()
{
    QTest::addColumn<bool>("pooled");
    QTest::newRow("of one network manager") << true;
    QTest::newRow("each with its own") << false;
}

void EventSourceOwnHubTest::aBusyStreamCostsItsNeighboursNothing()
{
    QFETCH(bool, pooled);
    HubConfig config;
    config.listen = {QStringLiteral("127.0.0.1:0")};
    config.makeStore = makeMemoryStore;
    LocalHub hub(config, [](Publisher &publisher, QObject *parent) {
        SystemSource::Settings settings;
        settings.interval = SystemSource::MinimumInterval;
        (new SystemSource(publisher, settings, parent))->start();
    });
    hub.start();
    QTRY_COMPARE_WITH_TIMEOUT(hub.state(), HubControl::State::Open, 30'000);

    NetworkManagerPool pool;
    NetworkManagerPool *const shared = pooled ? &pool : nullptr;
    EventSource quiet(streamOf(hub, QStringLiteral("quiet")), {}, shared);
    EventSource busy(streamOf(hub, QStringLiteral("busy")), {}, shared);
    EventSource system(streamOf(hub, QStringLiteral("system")), {}, shared);
    Recorder quietly(quiet), busily(busy), systematically(system);
    const QList<Recorder *> recorders{&quietly, &busily, &systematically};
    int came = 0;
    int sent = 0;
    const auto publishMore = [&] {
        for (; sent < Events && sent - came < UnderWay; ++sent)
            hub.publisher()->publish({{"busy", {}, QByteArray(EventBytes, 'x'), {}, {}}});
    };
    connect(&busy, &EventSource::eventsArrived, this, [&](const QList<ReceivedEvent> &events) {
        came += int(events.size());
        publishMore();
    });
    for (EventSource *source : {&quiet, &busy, &system})
        source->open();
    for (const EventSource *source : {&quiet, &busy, &system})
        QTRY_COMPARE_WITH_TIMEOUT(source->readyState(), ReadyState::Open, 60'000);

    publishMore();
    while (came < Events) {
        const int before = came;
        QTRY_VERIFY_WITH_TIMEOUT(came > before || !firstError(recorders).isNull(), 60'000);
        QVERIFY2(firstError(recorders).isNull(), qPrintable(firstError(recorders)));
    }
    const qsizetype figures = systematically.events().size();
    QTRY_VERIFY_WITH_TIMEOUT(systematically.events().size() > figures + 2, 60'000);
    hub.publisher()->publish({{"quiet", {}, "heard", {}, {}}});
    QTRY_COMPARE_WITH_TIMEOUT(quietly.data(), QByteArrayList{"heard"}, 60'000);

    QVERIFY2(firstError(recorders).isNull(), qPrintable(firstError(recorders)));
    for (const Recorder *recorder : recorders)
        QCOMPARE(recorder->states, (QList{ReadyState::Connecting, ReadyState::Open}));
    QSignalSpy snapshots(&hub, &HubControl::snapshotArrived);
    hub.requestSnapshot(false);
    QTRY_COMPARE_WITH_TIMEOUT(snapshots.size(), 1, 60'000);
    QVERIFY(snapshots[0][0].value<HubSnapshot>().totals.disconnects.isEmpty());
}

QTEST_GUILESS_MAIN(EventSourceOwnHubTest)
#include "tst_eventsource_ownhub.moc"
