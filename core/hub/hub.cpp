// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub.h"

#include "event/eventstreamwriter.h"
#include "event/lineends.h"
#include "event/rules.h"
#include "hub/beyond.h"
#include "json/utf8.h"

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

constexpr int HeartbeatsAtOnce = 16;

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
    , heartbeats_(new Slices(this))
    , replays_(new Slices(this))
    , looks_(new Slices(this))
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
    if (goesBeyond(publications)) {
        publishBeyond(publications, publishedAt, std::move(done));
        return;
    }
    store_->append(publications, [this, publications, publishedAt, done = std::move(done)](const AppendResult &result) {
        commit(result, publications, publishedAt, done);
    });
}

void Hub::commit(const AppendResult &result, const QList<Publication> &publications, qint64 publishedAt,
                 const std::function<void(const PublishOutcome &)> &done)
{
    if (result.conflict >= 0) {
        done(conflictOutcome(publications, result.conflict));
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
    flushDue();
    if (!tapped.isEmpty())
        Q_EMIT tap_.eventsArrived(tapped);
    done(outcome);
}

void Hub::flushDue()
{
    for (Subscriber *subscriber : std::exchange(dueFlushes_, {}))
        subscriber->flush();
}

PublishOutcome Hub::conflictOutcome(const QList<Publication> &publications, qsizetype index)
{
    return {PublishOutcome::Result::Conflict,
            index,
            tr("The id \"%1\" stands for another event already; give each event an id of its own.")
                .arg(decodeUtf8(publications[index].id)),
            {}};
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
    patternListeners_.visit(stored.event.channel, give);
    return count;
}

QByteArray Hub::subscribe(Subscription subscription, std::unique_ptr<Transport> transport, const QByteArray &head)
{
    const QByteArray id = nextClientId();
    auto subscriber = std::make_shared<Subscriber>(*this, id, std::move(subscription), std::move(transport));
    const Selection &selection = subscriber->subscription().selection;
    for (const QByteArray &name : selection.channels()) {
        HubChannel &named = channel(name);
        named.listeners.push_back({subscriber.get(), subscriber->seats.size()});
        subscriber->seats.push_back({&named, named.listeners.size() - 1});
    }
    patternListeners_.add(subscriber.get());
    if (!selection.channels().isEmpty())
        totals_.lastSubscribedChannel = selection.channels().constFirst();
    ++addresses_[subscriber->subscription().address];
    subscribers_.emplace(id, subscriber);
    wheel_.add(subscriber.get());
    noteExpiry(*subscriber);

    const QByteArray opening = head + ": " + id + '\n' + EventStreamWriter::retry(spreadReconnectionTime());
    subscriber->begin(controlFrame(opening));
    return id;
}

void Hub::turnAway(const Subscription &subscription)
{
    Disconnection disconnection;
    disconnection.endedAt = clock_.wallMilliseconds();
    disconnection.log = DeliveryLog(subscription.selection, disconnection.endedAt);
    disconnection.log.end();
    disconnection.client = clientInfo(subscription);
    disconnection.client.id = nextClientId();
    disconnection.client.connectedAt = disconnection.endedAt;
    disconnection.departure = Departure::OverTheLimit;
    note(std::move(disconnection));
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
    drainSpread_ =
        std::chrono::duration_cast<std::chrono::milliseconds>(DrainSpreadPerClient * qint64(subscribers_.size()));
    std::vector<std::shared_ptr<Subscriber>> all;
    all.reserve(subscribers_.size());
    for (const auto &[id, subscriber] : subscribers_)
        all.push_back(subscriber);
    for (const auto &subscriber : all)
        subscriber->endWhenCaughtUp(Departure::Drained, farewell(), deadline);
    // Replays that are not at their end by then are cut: their clients come back for the rest.
    QTimer::singleShot(deadline - std::min<std::chrono::milliseconds>(deadline / 4, CutReplayDeadline), this, [this] {
        const auto left = subscribers_;
        for (const auto &[id, subscriber] : left)
            subscriber->end(Departure::Drained, farewell(), CutReplayDeadline);
    });
    if (subscribers_.empty() && leaving_.empty())
        QMetaObject::invokeMethod(this, &Hub::drained, Qt::QueuedConnection);
}

std::chrono::milliseconds Hub::spreadReconnectionTime() const
{
    const double factor = 1 - ReconnectionSpread + 2 * ReconnectionSpread * chance_();
    return std::chrono::milliseconds(qint64(double(options_.reconnectionTime.count()) * factor));
}

FramePtr Hub::farewell() const
{
    const auto retry =
        spreadReconnectionTime() + std::chrono::milliseconds(qint64(double(drainSpread_.count()) * chance_()));
    const Event event{{}, {}, "shutdown", "The hub is stopping"};
    return controlFrame(EventStreamWriter::block(event, EventStreamWriter::Channel::Omitted, retry));
}

void Hub::replayLater(const std::shared_ptr<Subscriber> &subscriber)
{
    replays_->add([weak = std::weak_ptr(subscriber)] {
        if (const auto due = weak.lock())
            due->continueReplay();
        return false;
    });
}

void Hub::endLater(const std::shared_ptr<Subscriber> &subscriber, Departure departure)
{
    replays_->add([weak = std::weak_ptr(subscriber), departure] {
        if (const auto ending = weak.lock())
            ending->end(departure, {}, 0ms);
        return false;
    });
}

void Hub::countDelivery(const Frame &frame)
{
    totals_.delivered += frame.events;
    totals_.deliveredBytes += quint64(frame.bytes.size());
    if (frame.kind != Frame::Kind::Live)
        return;
    const qint64 microseconds = (clock_.steadyNanoseconds() - frame.publishedAt) / 1000;
    latency_.record(microseconds);
    latencyOfThisSecond_.record(microseconds);
    if (frame.channelLatency)
        frame.channelLatency->record(microseconds);
}

void Hub::removeFromLists(Subscriber &subscriber)
{
    const auto found = subscribers_.find(subscriber.id());
    if (found == subscribers_.end())
        return;
    wheel_.remove(&subscriber);
    forgetExpiry(subscriber);
    for (const Subscriber::Seat &seat : subscriber.seats) {
        auto &listeners = seat.channel->listeners;
        listeners[seat.index] = listeners.back();
        const HubChannel::Listener &moved = listeners[seat.index];
        moved.subscriber->seats[moved.seat].index = seat.index;
        listeners.pop_back();
    }
    subscriber.seats.clear();
    patternListeners_.remove(&subscriber);
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
    note({std::move(log), subscriber.info(clock_.steadyNanoseconds()), clock_.wallMilliseconds(), departure,
          acknowledged});
}

void Hub::note(Disconnection disconnection)
{
    ++totals_.disconnects[departureName(disconnection.departure)];
    disconnections_.push_back(std::move(disconnection));
    if (disconnections_.size() > KeptDisconnections)
        disconnections_.pop_front();
}

QByteArray Hub::nextClientId()
{
    return 'c' + QByteArray::number(++lastClientNumber_);
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
    wheel_.turn();
    endExpired();
    if (wheel_.hasDue() && !std::exchange(heartbeatsUnderWay_, true)) {
        heartbeats_->add([this] {
            wheel_.sendDue(clock_.steadyNanoseconds(), HeartbeatsAtOnce);
            heartbeatsUnderWay_ = wheel_.hasDue();
            return heartbeatsUnderWay_;
        });
    }
    if (const double seconds = double(now - lastSecondAt_) / 1e9; seconds >= 1) {
        lastSecondAt_ = now;
        everySecond(seconds);
    }
}

void Hub::everySecond(double seconds)
{
    store_->trimByAge();
    recentLatency_.reset();
    if (const LatencyHistogram &second = latencyOfThisSecond_; second.count() > 0)
        recentLatency_ = {second.quantile(0.5), second.quantile(0.99)};
    latencyOfThisSecond_ = {};
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
    measureBusiest(channels_, MeasuredChannels);
}

} // namespace helio
