// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/monitor.h"

#include <QElapsedTimer>
#include <QUrl>
#include <QUrlQuery>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// What may wait between two ticks. Beyond it the oldest go, and are counted as trimmed.
constexpr qsizetype QueueBytes = 64 * 1024 * 1024;
constexpr auto ShortestTick = 33ms;
constexpr auto LongestTick = 250ms;

} // namespace

Monitor::Monitor(HubControl &hub, StreamOpener &opener, QObject *parent)
    : QObject(parent)
    , hub_(hub)
    , queue_(QueueBytes)
    , streams_(opener, queue_, HubSource + 1)
    , navigator_(streams_, HubSource)
{
    connect(&events_, &EventTableModel::mutedChanged, this, [this](int source, const QByteArray &channel, bool muted) {
        if (source != HubSource)
            return;
        channels_.setMuted(channel, muted);
        navigator_.setMuted(channel, muted);
    });
    // So that the system feed does not bury what one types.
    events_.setMuted(HubSource, SystemChannel, true);
    events_.setSourceName(HubSource, tr("hub"));
    for (const auto signal : {&StreamList::added, &StreamList::edited})
        connect(&streams_, signal, this, [this](int id) { events_.setSourceName(id, streams_.name(id)); });

    tick_.setSingleShot(true);
    tick_.setInterval(ShortestTick);
    connect(&tick_, &QTimer::timeout, this, &Monitor::drain);
    connect(&queue_, &FeedQueue::filled, &tick_, [this] {
        if (!tick_.isActive())
            tick_.start();
    });
    queue_.attach(hub_.tap(), HubSource);

    const auto showState = [this] { navigator_.setHub(hub_.state(), hub_.problem()); };
    connect(&hub_, &HubControl::stateChanged, this, [this, showState] {
        showState();
        askForSnapshot();
    });
    showState();
    connect(&hub_, &HubControl::snapshotArrived, this, &Monitor::takeSnapshot);
    connect(&clock_, &QTimer::timeout, this, &Monitor::askForSnapshot);
    connect(&clock_, &QTimer::timeout, &navigator_, &NavigatorModel::takeSecond);
    clock_.start(1s);
    askForSnapshot();
}

Monitor::~Monitor()
{
    queue_.detach(hub_.tap());
}

void Monitor::drain()
{
    QElapsedTimer spent;
    spent.start();
    const std::deque<FeedQueue::Item> items = queue_.takeAll();
    const quint64 dropped = queue_.droppedCount();
    // Only the newest figures of a batch are parsed: the chart has one point a second anyway.
    const auto newest = std::find_if(items.rbegin(), items.rend(), [](const FeedQueue::Item &item) {
        return item.source == HubSource && item.received.event.channel == SystemChannel;
    });
    if (newest != items.rend())
        figures_.takeSystemEvent(newest->received.event.data, newest->received.receivedAt / 1'000'000);
    values_.take(items);
    events_.append(items, dropped - std::exchange(droppedBefore_, dropped));
    navigator_.takeEvents(items);
    Q_EMIT eventsAppended();
    // What drawing costs comes on top, so the time between ticks grows with their price and input stays quick.
    tick_.setInterval(std::clamp<std::chrono::milliseconds>(std::chrono::milliseconds(spent.elapsed() * 4),
                                                            ShortestTick, LongestTick));
}

void Monitor::askForSnapshot()
{
    hub_.requestSnapshot(clientsWanted_);
}

void Monitor::takeSnapshot(const HubSnapshot &snapshot)
{
    totals_ = snapshot.totals;
    backplane_ = snapshot.backplane;
    figures_.takeSnapshot(snapshot);
    channels_.assign(snapshot.channels);
    navigator_.setChannels(snapshot.channels);
    if (snapshot.clients)
        clients_.assign(*snapshot.clients);
    if (!totals_.lastSubscribedChannel.isEmpty() && totals_.lastSubscribedChannel != latestChannel_) {
        latestChannel_ = totals_.lastSubscribedChannel;
        Q_EMIT latestChannelChanged(latestChannel_);
    }
    Q_EMIT snapshotTaken();
}

QString Monitor::streamUrl(const QByteArray &channel) const
{
    const QStringList urls = hub_.urls();
    if (urls.isEmpty())
        return {};
    if (channel.isEmpty())
        return urls.constFirst() + QStringLiteral("/stream");
    // Percent-encoded by us: QUrlQuery leaves `+` alone, which the hub reads as a space.
    return urls.constFirst() + QStringLiteral("/stream?channel=") +
           QString::fromLatin1(channel.toPercentEncoding("/:"));
}

std::optional<ChannelInfo> Monitor::busiestChannelBut(const QByteArray &channel) const
{
    std::optional<ChannelInfo> busiest;
    const auto isBetter = [&](const ChannelInfo &info) {
        if (!busiest)
            return true;
        // The system feed has an author already; any other channel is the likelier wish.
        if ((info.name == SystemChannel) != (busiest->name == SystemChannel))
            return busiest->name == SystemChannel;
        return info.subscribers > busiest->subscribers;
    };
    for (const ChannelInfo &info : channels_.rows()) {
        if (info.name != channel && info.subscribers > 0 && isBetter(info))
            busiest = info;
    }
    return busiest;
}

void Monitor::setClientsWanted(bool wanted)
{
    if (clientsWanted_ == wanted)
        return;
    clientsWanted_ = wanted;
    if (wanted)
        askForSnapshot();
}

void Monitor::retranslate()
{
    events_.setSourceName(HubSource, tr("hub"));
    events_.retranslate();
    clients_.retranslate();
    channels_.retranslate();
    navigator_.retranslate();
}

} // namespace helio
