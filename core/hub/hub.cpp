// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub.h"

#include "event/eventstreamwriter.h"
#include "event/rules.h"
#include "event/text.h"

#include <QTimer>

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr double ReconnectionSpread = 0.2;
/// On drain each client comes back at a time of its own within this for each client there is: 10,000 within a minute.
constexpr std::chrono::microseconds DrainSpreadPerClient = 6ms;

constexpr std::chrono::milliseconds KickDeadline = 2s;
constexpr std::chrono::milliseconds CutReplayDeadline = 500ms;

/// 10,000 clients' kernel figures take a second in all, of which the hub gives a hundredth.
constexpr int KernelAsksAtOnce = 100;
constexpr std::chrono::milliseconds KernelAskInterval = 10ms;

FramePtr shutdownFrame(std::chrono::milliseconds retry)
{
    const Event event{{}, {}, "shutdown", "The hub is stopping"};
    return controlFrame(EventStreamWriter::block(event, EventStreamWriter::Channel::Omitted, retry));
}

} // namespace

Hub::Hub(HubOptions options, std::unique_ptr<Store> store, HubTap &tap, const Clock &clock,
         std::function<double()> chance, QObject *parent)
    : QObject(parent)
    , options_(options)
    , store_(std::move(store))
    , tap_(tap)
    , clock_(clock)
    , chance_(std::move(chance))
    , kernelTimer_(new QTimer(this))
    , wheel_(options.heartbeat)
    , turnTimer_(new QTimer(this))
    , lastSecondAt_(clock.steadyNanoseconds())
{
    totals_.startedAt = clock_.wallMilliseconds();
    kernelTimer_->setSingleShot(true);
    connect(kernelTimer_, &QTimer::timeout, this, &Hub::askKernelOfSome);
    connect(turnTimer_, &QTimer::timeout, this, &Hub::turn);
    turnTimer_->start(wheel_.turnInterval());
    tap_.setReadyState(ReadyState::Open);
}

Hub::~Hub()
{
    tap_.setReadyState(ReadyState::Closed);
}

void Hub::publish(QList<Publication> publications, std::function<void(const PublishOutcome &)> done)
{
    const qint64 publishedAt = clock_.steadyNanoseconds();
    if (draining_) {
        done({PublishOutcome::Result::Unavailable, -1, tr("The hub is stopping; publish again when it is back."), {}});
        return;
    }
    for (qsizetype i = 0; i < publications.size(); ++i) {
        if (const QString problem = publicationProblem(publications[i]); !problem.isEmpty()) {
            done({PublishOutcome::Result::Invalid, i, problem, {}});
            return;
        }
        publications[i].data = normalizedLineEnds(publications[i].data);
        if (publications[i].type == "message")
            publications[i].type.clear(); // no reader can tell them apart
    }
    store_->append(publications, [this, publications, publishedAt, done = std::move(done)](const AppendResult &result) {
        commit(result, publications, publishedAt, done);
    });
}

void Hub::commit(const AppendResult &result, const QList<Publication> &publications, qint64 publishedAt,
                 const std::function<void(const PublishOutcome &)> &done)
{
    if (result.conflict >= 0) {
        done({PublishOutcome::Result::Conflict,
              result.conflict,
              tr("The id \"%1\" stands for another event already; give each event an id of its own.")
                  .arg(decodeUtf8(publications[result.conflict].id)),
              {}});
        return;
    }
    PublishOutcome outcome;
    QList<ReceivedEvent> tapped;
    const qint64 wallNow = clock_.wallMilliseconds() * 1'000'000;
    const bool many = result.entries.size() > 1;
    for (qsizetype i = 0; i < result.entries.size(); ++i) {
        const StoredEvent &stored = *result.entries[i].event;
        if (!result.entries[i].repeated) {
            stored.subscribers = fanOut(stored, publications[i], publishedAt, many);
            lastDelivered_ = stored.position;
            tapped.append({stored.event, wallNow});
        }
        outcome.events.append({stored.event.id, stored.event.channel, stored.subscribers});
    }
    for (Subscriber *subscriber : std::exchange(dueFlushes_, {}))
        subscriber->flush();
    if (!tapped.isEmpty())
        Q_EMIT tap_.eventsArrived(tapped);
    done(outcome);
}

qint64 Hub::fanOut(const StoredEvent &stored, const Publication &publication, qint64 publishedAt, bool flushLater)
{
    HubChannel &target = channel(stored.event.channel);
    ++target.events;
    target.bytes += quint64(stored.event.data.size());
    target.lastEventId = stored.event.id;
    ++totals_.published;
    totals_.publishedBytes += quint64(stored.event.data.size());

    LiveFrames frames(stored, publication.retry, publishedAt, target.latency);
    qint64 count = 0;
    const auto give = [&](Subscriber *subscriber) {
        ++count;
        if (subscriber->deliver(stored, frames, publishedAt, flushLater))
            dueFlushes_.push_back(subscriber);
    };
    for (const HubChannel::Listener &listener : target.listeners)
        give(listener.subscriber);
    for (Subscriber *subscriber : patternSubscribers_) {
        const Selection &selection = subscriber->subscription().selection;
        if (!selection.channels().contains(stored.event.channel) && selection.matches(stored.event.channel))
            give(subscriber);
    }
    return count;
}

QByteArray Hub::subscribe(Subscription subscription, std::unique_ptr<Transport> transport, const QByteArray &head)
{
    const QByteArray id = 'c' + QByteArray::number(++lastClientNumber_);
    auto subscriber = std::make_shared<Subscriber>(*this, id, std::move(subscription), std::move(transport));
    const Selection &selection = subscriber->subscription().selection;
    for (const QByteArray &name : selection.channels()) {
        HubChannel &named = channel(name);
        named.listeners.push_back({subscriber.get(), subscriber->seats.size()});
        subscriber->seats.push_back({&named, named.listeners.size() - 1});
    }
    if (!selection.patterns().isEmpty())
        patternSubscribers_.push_back(subscriber.get());
    if (!selection.channels().isEmpty())
        totals_.lastSubscribedChannel = selection.channels().constFirst();
    ++addresses_[subscriber->subscription().address];
    subscribers_.emplace(id, subscriber);
    wheel_.add(subscriber.get());

    const QByteArray opening = head + ": " + id + '\n' + EventStreamWriter::retry(spreadReconnectionTime());
    subscriber->begin(controlFrame(opening));
    return id;
}

bool Hub::disconnectClient(const QByteArray &id)
{
    const auto found = subscribers_.find(id);
    if (found == subscribers_.end())
        return false;
    const auto subscriber = found->second;
    subscriber->end(Departure::Kicked, {}, KickDeadline);
    return true;
}

const Subscription *Hub::subscription(const QByteArray &id) const
{
    const auto found = subscribers_.find(id);
    return found == subscribers_.end() ? nullptr : &found->second->subscription();
}

void Hub::drain(std::chrono::milliseconds deadline)
{
    if (std::exchange(draining_, true))
        return;
    const auto spread =
        std::chrono::duration_cast<std::chrono::milliseconds>(DrainSpreadPerClient * qint64(subscribers_.size()));
    std::vector<std::shared_ptr<Subscriber>> all;
    all.reserve(subscribers_.size());
    for (const auto &[id, subscriber] : subscribers_)
        all.push_back(subscriber);
    for (const auto &subscriber : all) {
        const auto retry =
            spreadReconnectionTime() + std::chrono::milliseconds(qint64(double(spread.count()) * chance_()));
        subscriber->endWhenCaughtUp(Departure::Drained, shutdownFrame(retry), deadline);
    }
    // Replays that are not at their end by then are cut: their clients come back for the rest.
    QTimer::singleShot(deadline - std::min<std::chrono::milliseconds>(deadline / 4, CutReplayDeadline), this, [this] {
        const auto left = subscribers_;
        for (const auto &[id, subscriber] : left)
            subscriber->end(Departure::Drained, shutdownFrame(spreadReconnectionTime()), CutReplayDeadline);
    });
    if (subscribers_.empty() && leaving_.empty())
        QMetaObject::invokeMethod(this, &Hub::drained, Qt::QueuedConnection);
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

HubSnapshot Hub::snapshot(bool withClients)
{
    if (withClients && kernelQueue_.empty()) {
        for (const auto &[id, subscriber] : subscribers_)
            kernelQueue_.push_back(subscriber);
        askKernelOfSome();
    }
    HubSnapshot snapshot;
    snapshot.takenAt = clock_.wallMilliseconds();
    snapshot.totals = totals_;
    HubTotals &totals = snapshot.totals;
    totals.clients = subscriberCount();
    totals.channels = qint64(channels_.size());
    totals.publishedPerSecond = publishedRate_.perSecond();
    totals.deliveredPerSecond = deliveredRate_.perSecond();
    totals.deliveredBytesPerSecond = deliveredBytesRate_.perSecond();
    const HistoryFigures history = store_->totalFigures();
    totals.historyEvents = history.events;
    totals.historyBytes = history.bytes;
    totals.latencyP50Us = latency_.quantile(0.5);
    totals.latencyP99Us = latency_.quantile(0.99);
    totals.latencyMaxUs = latency_.maximum();

    for (const auto &[name, hubChannel] : channels_) {
        const HistoryFigures held = store_->channelFigures(name);
        qint64 listeners = qint64(hubChannel.listeners.size());
        for (const Subscriber *subscriber : patternSubscribers_) {
            const Selection &selection = subscriber->subscription().selection;
            listeners += !selection.channels().contains(name) && selection.matches(name);
        }
        snapshot.channels.append({name, listeners, hubChannel.events, hubChannel.bytes, hubChannel.rate.perSecond(),
                                  hubChannel.lastEventId, held.events, held.bytes, held.oldestId});
    }
    std::sort(snapshot.channels.begin(), snapshot.channels.end(),
              [](const ChannelInfo &a, const ChannelInfo &b) { return a.name < b.name; });
    if (withClients) {
        const qint64 now = clock_.steadyNanoseconds();
        QList<ClientInfo> &clients = snapshot.clients.emplace();
        for (const auto &[id, subscriber] : subscribers_)
            clients.append(subscriber->info(now));
        std::sort(clients.begin(), clients.end(), [](const ClientInfo &a, const ClientInfo &b) {
            return std::pair(a.id.size(), a.id) < std::pair(b.id.size(), b.id); // c9 before c10
        });
    }
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

void Hub::measureBusiest()
{
    std::vector<HubChannel *> busiest;
    for (auto &[name, hubChannel] : channels_) {
        if (hubChannel.latency || hubChannel.rate.perSecond() > 0)
            busiest.push_back(&hubChannel);
    }
    const size_t kept = std::min(busiest.size(), MeasuredChannels);
    std::partial_sort(
        busiest.begin(), busiest.begin() + std::ptrdiff_t(kept), busiest.end(),
        [](const HubChannel *a, const HubChannel *b) { return a->rate.perSecond() > b->rate.perSecond(); });
    for (size_t i = 0; i < busiest.size(); ++i) {
        if (i >= kept)
            busiest[i]->latency.reset();
        else if (!busiest[i]->latency)
            busiest[i]->latency = std::make_shared<LatencyHistogram>();
    }
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

std::chrono::milliseconds Hub::spreadReconnectionTime() const
{
    const double factor = 1 - ReconnectionSpread + 2 * ReconnectionSpread * chance_();
    return std::chrono::milliseconds(qint64(double(options_.reconnectionTime.count()) * factor));
}

void Hub::replayLater(const std::shared_ptr<Subscriber> &subscriber)
{
    if (dueReplays_.empty())
        QMetaObject::invokeMethod(this, &Hub::runReplays, Qt::QueuedConnection);
    dueReplays_.push_back(subscriber);
}

void Hub::runReplays()
{
    for (const auto &weak : std::exchange(dueReplays_, {})) {
        if (const auto subscriber = weak.lock())
            subscriber->continueReplay();
    }
}

void Hub::countDelivery(const Frame &frame)
{
    totals_.delivered += frame.events;
    totals_.deliveredBytes += quint64(frame.bytes.size());
    if (frame.kind != Frame::Kind::Live)
        return;
    const qint64 microseconds = (clock_.steadyNanoseconds() - frame.publishedAt) / 1000;
    latency_.record(microseconds);
    if (frame.channelLatency)
        frame.channelLatency->record(microseconds);
}

void Hub::removeFromLists(Subscriber &subscriber)
{
    const auto found = subscribers_.find(subscriber.id());
    if (found == subscribers_.end())
        return;
    wheel_.remove(&subscriber);
    for (const Subscriber::Seat &seat : subscriber.seats) {
        auto &listeners = seat.channel->listeners;
        listeners[seat.index] = listeners.back();
        const HubChannel::Listener &moved = listeners[seat.index];
        moved.subscriber->seats[moved.seat].index = seat.index;
        listeners.pop_back();
    }
    subscriber.seats.clear();
    std::erase(patternSubscribers_, &subscriber);
    const auto address = addresses_.find(subscriber.subscription().address);
    if (--*address == 0)
        addresses_.erase(address);
    leaving_.insert(subscribers_.extract(found));
}

void Hub::forget(Subscriber &subscriber, Departure departure)
{
    if (!subscriber.isEnding())
        leave(subscriber, departure);
    leaving_.erase(QByteArray(subscriber.id())); // a copy: the subscriber is gone with it
    if (draining_ && subscribers_.empty() && leaving_.empty())
        QMetaObject::invokeMethod(this, &Hub::drained, Qt::QueuedConnection);
}

void Hub::leave(Subscriber &subscriber, Departure departure)
{
    removeFromLists(subscriber);
    const auto acknowledged = subscriber.acknowledgedBytes(); // the last time that the kernel can tell
    DeliveryLog log = subscriber.log();
    log.end();
    disconnections_.push_back({std::move(log), subscriber.info(clock_.steadyNanoseconds()), clock_.wallMilliseconds(),
                               departure, acknowledged});
    if (disconnections_.size() > KeptDisconnections)
        disconnections_.pop_front();
    ++totals_.disconnects[departureName(departure)];
}

HubChannel &Hub::channel(const QByteArray &name)
{
    const auto [found, isNew] = channels_.try_emplace(name);
    if (isNew)
        found->second.name = name;
    return found->second;
}

void Hub::turn()
{
    const qint64 now = clock_.steadyNanoseconds();
    wheel_.turn(now);
    if (const double seconds = double(now - lastSecondAt_) / 1e9; seconds >= 1) {
        lastSecondAt_ = now;
        everySecond(seconds);
    }
}

void Hub::everySecond(double seconds)
{
    store_->trimByAge();
    publishedRate_.update(totals_.published, seconds);
    deliveredRate_.update(totals_.delivered, seconds);
    deliveredBytesRate_.update(totals_.deliveredBytes, seconds);
    for (auto at = channels_.begin(); at != channels_.end();) {
        HubChannel &hubChannel = at->second;
        hubChannel.rate.update(hubChannel.events, seconds);
        if (hubChannel.listeners.empty() && store_->channelFigures(at->first).events == 0) {
            store_->forgetChannel(at->first);
            at = channels_.erase(at);
        } else {
            ++at;
        }
    }
    measureBusiest();
}

} // namespace helio
