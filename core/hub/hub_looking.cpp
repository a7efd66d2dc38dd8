// SPDX-License-Identifier: GPL-3.0-or-later
// What the hub tells about itself, its clients and what became of their events.
#include "hub/hub.h"

#include <QTimer>

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// 10,000 clients' kernel figures take a second in all, of which the hub gives a hundredth.
constexpr int KernelAsksAtOnce = 100;
constexpr std::chrono::milliseconds KernelAskInterval = 10ms;

} // namespace

HubTotals Hub::totals() const
{
    HubTotals totals = totals_;
    totals.clients = subscriberCount();
    totals.channels = qint64(channels_.size());
    totals.publishedPerSecond = publishedRate_.perSecond();
    totals.deliveredPerSecond = deliveredRate_.perSecond();
    totals.deliveredBytesPerSecond = deliveredBytesRate_.perSecond();
    const HistoryFigures history = store_->totalFigures();
    totals.historyEvents = qint64(history.events);
    totals.historyBytes = history.bytes;
    totals.latencyP50Us = latency_.quantile(0.5);
    totals.latencyP99Us = latency_.quantile(0.99);
    totals.latencyMaxUs = latency_.maximum();
    return totals;
}

QList<ChannelInfo> Hub::channels() const
{
    QList<ChannelInfo> channels;
    channels.reserve(qsizetype(channels_.size()));
    for (const auto &[name, hubChannel] : channels_) {
        const HistoryFigures held = store_->channelFigures(name);
        const qint64 listeners = qint64(hubChannel.listeners.size()) + patternListeners_.count(name);
        channels.append({name, listeners, hubChannel.events, hubChannel.bytes, hubChannel.rate.perSecond(),
                         hubChannel.lastEventId, qint64(held.events), held.bytes, held.oldestId});
    }
    std::sort(channels.begin(), channels.end(),
              [](const ChannelInfo &a, const ChannelInfo &b) { return a.name < b.name; });
    return channels;
}

QList<ClientInfo> Hub::clients()
{
    if (kernelQueue_.empty()) {
        for (const auto &[id, subscriber] : subscribers_)
            kernelQueue_.push_back(subscriber);
        askKernelOfSome();
    }
    QList<ClientInfo> clients;
    clients.reserve(subscriberCount());
    const qint64 now = clock_.steadyNanoseconds();
    for (const auto &[id, subscriber] : subscribers_)
        clients.append(subscriber->info(now));
    std::sort(clients.begin(), clients.end(), [](const ClientInfo &a, const ClientInfo &b) {
        return std::pair(a.id.size(), a.id) < std::pair(b.id.size(), b.id); // c9 before c10
    });
    return clients;
}

HubSnapshot Hub::snapshot(bool withClients)
{
    HubSnapshot snapshot{totals(), channels(), {}, clock_.wallMilliseconds()};
    if (withClients)
        snapshot.clients = clients();
    return snapshot;
}

QList<Hub::ChannelLatency> Hub::channelLatencies() const
{
    QList<ChannelLatency> latencies;
    for (const auto &[name, hubChannel] : channels_) {
        if (hubChannel.latency)
            latencies.append({name, hubChannel.latency});
    }
    return latencies;
}

void Hub::askKernelOfSome()
{
    for (int i = 0; i < KernelAsksAtOnce && !kernelQueue_.empty(); ++i) {
        if (const auto subscriber = kernelQueue_.back().lock())
            subscriber->askKernel();
        kernelQueue_.pop_back();
    }
    if (!kernelQueue_.empty())
        kernelTimer_->start(KernelAskInterval);
}

void Hub::explain(const QByteArray &clientId, const QByteArray &eventId, std::function<void(const Explanation &)> done)
{
    store_->find(eventId, [this, clientId, eventId, done = std::move(done)](const StoredEventPtr &stored) {
        Explanation explanation;
        const auto position = stored ? std::optional(stored->position) : Position::fromId(eventId);
        const auto channel = stored ? std::optional(stored->event.channel) : std::nullopt;
        explanation.channel = channel.value_or(QByteArray());
        Subscriber *client = connected(clientId);
        const auto gone = std::find_if(disconnections_.crbegin(), disconnections_.crend(),
                                       [&](const Disconnection &one) { return one.client.id == clientId; });
        if (!client && gone == disconnections_.crend()) {
            explanation.found = Explanation::Found::NoClient;
        } else if (!position) {
            explanation.found = Explanation::Found::NoEvent;
        } else {
            explanation.answer = client ? client->log().answerFor(*position, channel, client->acknowledgedBytes())
                                        : gone->log.answerFor(*position, channel, gone->acknowledgedBytes);
            if (gone != disconnections_.crend()) { // its stream may still be ending
                explanation.departure = gone->departure;
                explanation.departedAt = gone->endedAt;
            }
        }
        explanation.words = wordsFor(explanation);
        done(explanation);
    });
}

Subscriber *Hub::connected(const QByteArray &id) const
{
    for (const auto *all : {&subscribers_, &leaving_}) {
        if (const auto found = all->find(id); found != all->end())
            return found->second.get();
    }
    return nullptr;
}

} // namespace helio
