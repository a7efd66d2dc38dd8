// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/inspection.h"

#include "hub/backplanepublishing.h"
#include "hub/channels.h"
#include "hub/clients.h"
#include "hub/clock.h"
#include "hub/departures.h"
#include "hub/slices.h"
#include "hub/subscriber.h"
#include "hub/traffic.h"

#include <QTimer>

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// 10,000 clients' kernel figures take a second in all, of which the hub gives a hundredth.
constexpr int KernelAsksAtOnce = 100;
constexpr std::chrono::milliseconds KernelAskInterval = 10ms;

constexpr size_t StepsAtOnce = 8;

/// A job that does a few of `items` in each step, and calls `done` after the last.
template <typename Item, typename Visit>
Slices::Job stepwise(std::vector<Item> items, Visit visit, std::function<void()> done)
{
    // Shared, since a job is copied.
    return [items = std::make_shared<std::vector<Item>>(std::move(items)), next = size_t(0), visit = std::move(visit),
            done = std::move(done)]() mutable {
        const size_t end = std::min(next + StepsAtOnce, items->size());
        for (; next < end; ++next)
            visit((*items)[next]);
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

/// Adds the backplane's listeners to each channel; channels that only it knows come behind.
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

Inspection::Inspection(const Subjects &subjects)
    : of_(subjects)
    , startedAt_(subjects.clock.wallMilliseconds())
    , inspections_(new Slices("inspection", this))
    , kernelTimer_(new QTimer(this))
{
    kernelTimer_->setSingleShot(true);
    connect(kernelTimer_, &QTimer::timeout, this, &Inspection::askKernelOfSome);
}

HubTotals Inspection::totals() const
{
    HubTotals totals;
    totals.startedAt = startedAt_;
    totals.clients = of_.clients.count();
    totals.channels = qint64(of_.channels.all().size());
    of_.traffic.addTo(totals, of_.clock.steadyNanoseconds());
    totals.historyEvents = history_.events;
    totals.historyBytes = history_.bytes;
    totals.disconnects = of_.departures.counts();
    totals.lastSubscribedChannel = lastSubscribedChannel_;
    return totals;
}

ChannelInfo Inspection::infoOf(const HubChannel &channel) const
{
    const HistoryFigures &held = channel.held;
    return {channel.name,
            of_.channels.listenerCount(channel),
            channel.events,
            channel.bytes,
            channel.rate.perSecond(of_.clock.steadyNanoseconds()),
            channel.lastEventId,
            held.events,
            held.bytes,
            held.oldestId};
}

void Inspection::visitChannels(ChannelQuery query, std::function<void(const ChannelInfo &)> visit,
                               std::function<void(const QByteArray &)> done)
{
    inspections_->add([this, query = std::move(query), visit = std::move(visit), done = std::move(done),
                       visited = qsizetype(0), lastVisited = QByteArray()]() mutable {
        const Channels::Order &channels = of_.channels.byName();
        auto at = channels.upper_bound(query.after);
        QByteArray passed = query.after; // channels come and go between two steps
        for (size_t steps = StepsAtOnce; steps > 0 && at != channels.cend(); --steps, ++at) {
            const HubChannel &channel = **at;
            if (query.pattern && !query.pattern->matches(channel.name)) {
                passed = channel.name;
                continue;
            }
            if (query.limit > 0 && visited == query.limit) {
                done(lastVisited);
                return false;
            }
            visit(infoOf(channel));
            ++visited;
            passed = lastVisited = channel.name;
        }
        query.after = passed;
        if (at != channels.cend())
            return true;
        done({});
        return false;
    });
}

void Inspection::visitClients(std::function<void(const ClientInfo &)> visit, std::function<void()> done)
{
    using Client = std::pair<QByteArray, std::weak_ptr<Subscriber>>;
    std::vector<Client> all(of_.clients.connected().cbegin(), of_.clients.connected().cend());
    std::sort(all.begin(), all.end(), [](const Client &a, const Client &b) {
        return std::tuple(a.first.size(), QByteArrayView(a.first)) <
               std::tuple(b.first.size(), QByteArrayView(b.first)); // c9 before c10
    });
    if (kernelQueue_.empty()) {
        for (const auto &[id, weak] : all)
            kernelQueue_.push_back(weak);
        askKernelOfSome();
    }
    const auto visitOne = [this, visit = std::move(visit)](const Client &client) {
        if (const auto subscriber = client.second.lock(); subscriber && !subscriber->isEnding())
            visit(subscriber->info(of_.clock.steadyNanoseconds()));
    };
    inspections_->add(stepwise(std::move(all), visitOne, std::move(done)));
}

void Inspection::makeSnapshot(bool withClients, std::function<void(const HubSnapshot &)> done)
{
    const auto snapshot = std::make_shared<HubSnapshot>(HubSnapshot{totals(), {}, {}, of_.clock.wallMilliseconds()});
    snapshot->backplane = of_.backplane.info();
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
    visitChannels(
        {}, [snapshot](const ChannelInfo &channel) { snapshot->channels.append(channel); },
        [addClients](const QByteArray &) { addClients(); });
}

QList<ChannelLatency> Inspection::channelLatencies() const
{
    QList<ChannelLatency> latencies;
    for (const BusiestChannels::Measured &one : of_.channels.busiest().all())
        latencies.append({one.channel->name, one.channel->latency});
    return latencies;
}

void Inspection::askKernelOfSome()
{
    for (int i = 0; i < KernelAsksAtOnce && !kernelQueue_.empty(); ++i) {
        if (const auto subscriber = kernelQueue_.back().lock())
            subscriber->askKernel();
        kernelQueue_.pop_back();
    }
    if (!kernelQueue_.empty())
        kernelTimer_->start(KernelAskInterval);
}

void Inspection::explain(const QByteArray &clientId, const QByteArray &eventId,
                         std::function<void(const Explanation &)> done)
{
    of_.store.find(eventId, [this, clientId, eventId, done = std::move(done)](const FindResult &held) {
        Explanation explanation = explanationOf(clientId, eventId, held);
        explanation.text = textFor(explanation);
        done(explanation);
    });
}

Explanation Inspection::explanationOf(const QByteArray &clientId, const QByteArray &eventId,
                                      const FindResult &held) const
{
    using Found = Explanation::Found;
    Explanation explanation;
    const auto position = held.event ? std::optional(held.event->position) : Position::fromId(eventId);
    const auto channel = held.event ? std::optional(held.event->event.channel) : std::nullopt;
    explanation.channel = channel.value_or(QByteArray());
    const auto client = of_.clients.find(clientId);
    const Disconnection *gone = of_.departures.lastOf(clientId);
    if (!client && !gone) {
        explanation.found = Found::NoClient;
    } else if (held.outcome == ReadOutcome::Failed) {
        explanation.found = Found::NoHistory;
    } else if (!position) {
        explanation.found = Found::NoEvent;
    } else {
        explanation.answer = client ? client->log().answerFor(*position, channel, client->acknowledgedBytes())
                                    : gone->log.answerFor(*position, channel, gone->acknowledgedBytes);
        if (gone) { // its stream may still be ending
            explanation.departure = gone->departure;
            explanation.departedAt = gone->endedAt;
        }
    }
    return explanation;
}

void Inspection::inspectDelivery(const QByteArray &eventId, std::function<void(const DeliveryInfo &)> done)
{
    of_.store.find(eventId, [this, eventId, done = std::move(done)](const FindResult &held) {
        const auto delivery = std::make_shared<DeliveryInfo>();
        delivery->eventId = eventId;
        delivery->isHeld = held.event != nullptr;
        if (held.event)
            inspectDelivery(held.event, delivery, done);
        else
            done(*delivery);
    });
}

void Inspection::inspectDelivery(const StoredEventPtr &stored, const std::shared_ptr<DeliveryInfo> &delivery,
                                 std::function<void(const DeliveryInfo &)> done)
{
    const std::optional channel(stored->event.channel);
    for (const Disconnection &gone : of_.departures.all()) {
        // Of what came after it, a client that is gone has lost nothing.
        if (gone.departure != Departure::OverTheLimit && stored->storedAt <= gone.endedAt)
            count(*delivery, gone.log.answerFor(stored->position, channel, gone.acknowledgedBytes).fate);
    }
    std::vector<std::weak_ptr<Subscriber>> here;
    here.reserve(of_.clients.connected().size());
    for (const auto &[id, subscriber] : of_.clients.connected())
        here.push_back(subscriber);
    const auto visitOne = [delivery, stored, channel](const std::weak_ptr<Subscriber> &weak) {
        const auto subscriber = weak.lock();
        if (!subscriber)
            return;
        Fate fate = subscriber->log().answerFor(stored->position, channel, {}).fate;
        if (fate == Fate::Taken) // only then the kernel is worth a question
            fate = subscriber->log().answerFor(stored->position, channel, subscriber->acknowledgedBytes()).fate;
        count(*delivery, fate);
    };
    inspections_->add(stepwise(std::move(here), visitOne, [delivery, done = std::move(done)] { done(*delivery); }));
}

} // namespace helio
