// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub.h"

#include "event/eventstreamwriter.h"
#include "event/lineends.h"
#include "event/overlap.h"
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
/// How long after the deadline of a drain its end is waited for.
constexpr std::chrono::milliseconds DrainGrace = 700ms;

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
    store_->open(*this, [this](const OpenResult &opened) { onOpened(opened); });
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
    append(publications, publishedAt, std::move(done));
}

void Hub::append(const QList<Publication> &publications, qint64 publishedAt,
                 std::function<void(const PublishOutcome &)> done)
{
    const quint64 ticket = submissions_.add({publishedAt});
    store_->append(ticket, publications,
                   [this, publications, ticket, done = std::move(done)](const AppendResult &result) {
                       done(outcomeOf(result, publications, ticket));
                   });
}

void Hub::committed(const QList<Committed> &events)
{
    QList<ReceivedEvent> tapped;
    tapped.reserve(events.size());
    const qint64 wallNow = clock_.wallMilliseconds() * 1'000'000;
    const bool many = events.size() > 1;
    for (const Committed &one : events) {
        Submissions::Submission *submission = submissions_.find(one.ticket);
        const qint64 reached =
            fanOut(one, submission ? submission->nextPublishedAt() : clock_.steadyNanoseconds(), many);
        if (submission)
            submission->reached.append(reached);
        lastDelivered_ = one.event->position;
        tapped.append({one.event->event, wallNow});
    }
    flushDue();
    Q_EMIT tap_.eventsArrived(tapped);
}

PublishOutcome Hub::outcomeOf(const AppendResult &result, const QList<Publication> &publications, quint64 ticket)
{
    const Submissions::Submission submission = submissions_.take(ticket);
    if (result.outcome != AppendResult::Outcome::Done)
        return refusal(result, publications);
    PublishOutcome outcome;
    outcome.events.reserve(result.entries.size());
    qsizetype next = 0;
    for (const AppendResult::Entry &entry : result.entries) {
        const StoredEvent &stored = *entry.event;
        const qint64 reached = entry.repeated ? reachedBefore(stored) : submission.reached.value(next++);
        outcome.events.append({stored.event.id, stored.event.channel, reached});
    }
    return outcome;
}

qint64 Hub::reachedBefore(const StoredEvent &stored) const
{
    const auto found = channels_.find(stored.event.channel);
    return found == channels_.end() ? 0 : found->second.reach.of(stored.position);
}

void Hub::lost(Position at, const Selection &lost)
{
    lastDelivered_ = std::max(lastDelivered_, at);
    std::vector<std::shared_ptr<Subscriber>> all;
    for (const auto &[id, subscriber] : subscribers_) {
        if (mayOverlap(lost, subscriber->subscription().selection))
            all.push_back(subscriber);
    }
    for (const auto &subscriber : all)
        subscriber->onLoss(at);
}

void Hub::figuresChanged(const QList<ChannelFigures> &channels, const StoreFigures &all)
{
    historyFigures_ = all;
    for (const ChannelFigures &changed : channels)
        channel(changed.channel).held = changed.held;
}

void Hub::stateChanged(const StoreState &state)
{
    Q_EMIT noted(state.kind == StoreState::Kind::Ok ? tr("The hub's history works again.") : state.problem);
}

void Hub::onOpened(const OpenResult &opened)
{
    if (opened.state.kind != StoreState::Kind::Ok)
        stateChanged(opened.state);
    lastDelivered_ = std::max(lastDelivered_, opened.head);
    figuresChanged(opened.channels, opened.all);
}

void Hub::flushDue()
{
    for (Subscriber *subscriber : std::exchange(dueFlushes_, {}))
        subscriber->flush();
}

PublishOutcome Hub::refusal(const AppendResult &result, const QList<Publication> &publications)
{
    using Result = PublishOutcome::Result;
    const auto unavailable = [&](const QString &text) {
        return PublishOutcome{Result::Unavailable, -1, text.arg(result.problem).trimmed(), {}};
    };
    switch (result.outcome) {
    case AppendResult::Outcome::Conflict:
        return {Result::Conflict,
                result.conflict,
                tr("The id \"%1\" stands for another event already; give each event an id of its own.")
                    .arg(decodeUtf8(publications[result.conflict].id)),
                {}};
    case AppendResult::Outcome::Busy:
        return unavailable(tr("Too many events wait for the hub's history; publish again in a moment. %1"));
    case AppendResult::Outcome::Full:
        return unavailable(tr("The hub's history has no room for more. %1"));
    case AppendResult::Outcome::Away:
        return unavailable(tr("The hub's history cannot be written now. %1"));
    case AppendResult::Outcome::Unknown:
        return unavailable(tr("The hub's history broke on the way: what was given to it may have been published or "
                              "not. %1"));
    case AppendResult::Outcome::Done:
        break;
    }
    Q_UNREACHABLE();
}

qint64 Hub::fanOut(const Committed &committed, qint64 publishedAt, bool flushLater)
{
    const StoredEvent &stored = *committed.event;
    HubChannel &target = channel(stored.event.channel);
    ++target.events;
    target.bytes += quint64(stored.event.data.size());
    target.lastEventId = stored.event.id;
    ++totals_.published;
    totals_.publishedBytes += quint64(stored.event.data.size());

    LiveFrames frames(stored, committed.retry, publishedAt, target.latency);
    qint64 count = 0;
    const auto give = [&](Subscriber *subscriber) {
        ++count;
        if (subscriber->deliver(stored, frames, publishedAt, flushLater))
            dueFlushes_.push_back(subscriber);
    };
    for (const HubChannel::Listener &listener : target.listeners)
        give(listener.subscriber);
    patternListeners_.visit(stored.event.channel, give);
    if (stored.ownId) {
        target.reach.keepWithin(target.held);
        target.reach.note(stored.position, count);
    }
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
    QTimer::singleShot(deadline + DrainGrace, this, &Hub::setDrained);
    endDrain();
}

/// When the last stream is over, the store is closed.
void Hub::endDrain()
{
    if (!subscribers_.empty() || !leaving_.empty() || std::exchange(storeCloses_, true))
        return;
    // Queued: whoever ended the last stream is not to find the hub gone.
    QMetaObject::invokeMethod(
        this, [this] { store_->close(DrainGrace, [this] { setDrained(); }); }, Qt::QueuedConnection);
}

void Hub::setDrained()
{
    if (!std::exchange(drained_, true))
        Q_EMIT drained();
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
    if (draining_)
        endDrain();
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
        hubChannel.reach.keepWithin(hubChannel.held);
        if (hubChannel.listeners.empty() && hubChannel.held.events == 0) {
            store_->forgetChannel(at->first);
            at = channels_.erase(at);
        } else {
            ++at;
        }
    }
    measureBusiest(channels_, MeasuredChannels);
}

} // namespace helio
