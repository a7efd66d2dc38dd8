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

constexpr size_t LooksAtOnce = 8;

/// A job that looks at a few of `items` in each step, and calls `done` after the last.
template <typename Item, typename Look>
Slices::Job stepwise(std::vector<Item> items, Look look, std::function<void()> done)
{
    // Shared, since a job is copied.
    return [items = std::make_shared<std::vector<Item>>(std::move(items)), next = size_t(0), look = std::move(look),
            done = std::move(done)]() mutable {
        const size_t end = std::min(next + LooksAtOnce, items->size());
        for (; next < end; ++next)
            look((*items)[next]);
        if (next < items->size())
            return true;
        done();
        return false;
    };
}

void count(DeliveryInfo &delivery, Fate fate)
{
    ++delivery.subscribers;
    switch (fate) {
    case Fate::NotSelected:
    case Fate::BeforeStart:
        --delivery.subscribers;
        return;
    case Fate::Coming:
    case Fate::Queued:
        ++delivery.queued;
        return;
    case Fate::Taken:
        ++delivery.written;
        return;
    case Fate::Acknowledged:
        ++delivery.acknowledged;
        return;
    case Fate::LostInGap:
    case Fate::NeverSent:
        ++delivery.lost;
        return;
    }
}

/// Tells of the backplane's listeners with each channel; those that only it knows come behind.
void addElsewhere(HubSnapshot &snapshot)
{
    if (!snapshot.backplane)
        return;
    QHash<QByteArray, qint64> left = snapshot.backplane->subscribers;
    for (ChannelInfo &channel : snapshot.channels) {
        if (left.contains(channel.name))
            channel.elsewhere = left.take(channel.name);
    }
    for (auto at = left.cbegin(); at != left.cend(); ++at) {
        ChannelInfo channel;
        channel.name = at.key();
        channel.elsewhere = at.value();
        snapshot.channels.append(channel);
    }
}

} // namespace

HubTotals Hub::totals() const
{
    HubTotals totals = totals_;
    totals.clients = subscriberCount();
    totals.channels = qint64(channels_.size());
    totals.publishedPerSecond = publishedRate_.perSecond();
    totals.deliveredPerSecond = deliveredRate_.perSecond();
    totals.deliveredBytesPerSecond = deliveredBytesRate_.perSecond();
    totals.historyEvents = historyFigures_.events;
    totals.historyBytes = historyFigures_.bytes;
    totals.latencyP50Us = latency_.quantile(0.5);
    totals.latencyP99Us = latency_.quantile(0.99);
    totals.latencyMaxUs = latency_.maximum();
    totals.recentLatency = recentLatency_;
    return totals;
}

ChannelInfo Hub::infoOf(const HubChannel &channel) const
{
    const HistoryFigures &held = channel.held;
    const qint64 listeners = qint64(channel.listeners.size()) + patternListeners_.count(channel.name);
    return {channel.name,        listeners,   channel.events, channel.bytes, channel.rate.perSecond(),
            channel.lastEventId, held.events, held.bytes,     held.oldestId};
}

void Hub::visitChannels(std::function<void(const ChannelInfo &)> visit, std::function<void()> done)
{
    std::vector<QByteArray> names;
    names.reserve(channels_.size());
    for (const auto &[name, hubChannel] : channels_)
        names.push_back(name);
    std::sort(names.begin(), names.end());
    const auto look = [this, visit = std::move(visit)](const QByteArray &name) {
        if (const auto found = channels_.find(name); found != channels_.end())
            visit(infoOf(found->second));
    };
    looks_->add(stepwise(std::move(names), look, std::move(done)));
}

void Hub::visitClients(std::function<void(const ClientInfo &)> visit, std::function<void()> done)
{
    using Client = std::pair<QByteArray, std::weak_ptr<Subscriber>>;
    std::vector<Client> all(subscribers_.cbegin(), subscribers_.cend());
    std::sort(all.begin(), all.end(), [](const Client &a, const Client &b) {
        return std::tuple(a.first.size(), QByteArrayView(a.first)) <
               std::tuple(b.first.size(), QByteArrayView(b.first)); // c9 before c10
    });
    if (kernelQueue_.empty()) {
        for (const auto &[id, weak] : all)
            kernelQueue_.push_back(weak);
        askKernelOfSome();
    }
    const auto look = [this, visit = std::move(visit)](const Client &client) {
        if (const auto subscriber = client.second.lock(); subscriber && !subscriber->isEnding())
            visit(subscriber->info(clock_.steadyNanoseconds()));
    };
    looks_->add(stepwise(std::move(all), look, std::move(done)));
}

void Hub::takeSnapshot(bool withClients, std::function<void(const HubSnapshot &)> done)
{
    const auto snapshot = std::make_shared<HubSnapshot>(HubSnapshot{totals(), {}, {}, clock_.wallMilliseconds()});
    snapshot->backplane = backplaneInfo();
    const auto finish = [snapshot, done = std::move(done)] {
        addElsewhere(*snapshot);
        done(*snapshot);
    };
    const auto addClients = [this, withClients, snapshot, finish] {
        if (!withClients) {
            finish();
            return;
        }
        snapshot->clients.emplace();
        visitClients([snapshot](const ClientInfo &client) { snapshot->clients->append(client); }, finish);
    };
    visitChannels([snapshot](const ChannelInfo &channel) { snapshot->channels.append(channel); }, addClients);
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
    store_->find(eventId, [this, clientId, eventId, done = std::move(done)](const FindResult &held) {
        const StoredEventPtr &stored = held.event;
        Explanation explanation;
        const auto position = stored ? std::optional(stored->position) : Position::fromId(eventId);
        const auto channel = stored ? std::optional(stored->event.channel) : std::nullopt;
        explanation.channel = channel.value_or(QByteArray());
        Subscriber *client = connected(clientId);
        const auto gone = std::find_if(disconnections_.crbegin(), disconnections_.crend(),
                                       [&](const Disconnection &one) { return one.client.id == clientId; });
        if (!client && gone == disconnections_.crend()) {
            explanation.found = Explanation::Found::NoClient;
        } else if (held.outcome == ReadOutcome::Failed) {
            explanation.found = Explanation::Found::NoHistory;
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
        explanation.text = textFor(explanation);
        done(explanation);
    });
}

void Hub::tellDelivery(const QByteArray &eventId, std::function<void(const DeliveryInfo &)> done)
{
    store_->find(eventId, [this, eventId, done = std::move(done)](const FindResult &held) {
        const StoredEventPtr &stored = held.event;
        const auto delivery = std::make_shared<DeliveryInfo>();
        delivery->eventId = eventId;
        delivery->isHeld = stored != nullptr;
        if (!stored) {
            done(*delivery);
            return;
        }
        const std::optional channel(stored->event.channel);
        for (const Disconnection &gone : disconnections_) {
            // Of what came after it, a client that is gone has lost nothing.
            if (gone.departure != Departure::OverTheLimit && stored->storedAt <= gone.endedAt)
                count(*delivery, gone.log.answerFor(stored->position, channel, gone.acknowledgedBytes).fate);
        }
        std::vector<std::weak_ptr<Subscriber>> here;
        here.reserve(subscribers_.size());
        for (const auto &[id, subscriber] : subscribers_)
            here.push_back(subscriber);
        const auto look = [delivery, stored, channel](const std::weak_ptr<Subscriber> &weak) {
            const auto subscriber = weak.lock();
            if (!subscriber)
                return;
            Fate fate = subscriber->log().answerFor(stored->position, channel, {}).fate;
            if (fate == Fate::Taken) // only then the kernel is worth a question
                fate = subscriber->log().answerFor(stored->position, channel, subscriber->acknowledgedBytes()).fate;
            count(*delivery, fate);
        };
        looks_->add(stepwise(std::move(here), look, [delivery, done] { done(*delivery); }));
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
