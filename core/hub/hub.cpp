// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub.h"

#include "event/eventstreamwriter.h"
#include "event/lineends.h"
#include "event/pluralform.h"
#include "event/rules.h"
#include "hub/backplanepublishing.h"
#include "hub/channels.h"
#include "hub/clients.h"
#include "hub/delivery.h"
#include "hub/hubtap.h"
#include "hub/observers.h"
#include "hub/slices.h"
#include "hub/subscriber.h"
#include "hub/traffic.h"
#include "hub/turns.h"
#include "json/utf8.h"

#include <QTimer>

#include <limits>

namespace helio {

using namespace std::chrono_literals;

namespace {

Message hubMessage(const char *source, const QList<Message> &arguments = {})
{
    return {"helio::Hub", source, arguments};
}

/// How long after the deadline of a drain its end is waited for.
constexpr std::chrono::milliseconds DrainGrace = 700ms;

constexpr int HeartbeatsAtOnce = 16;

constexpr size_t ForgottenAtOnce = 500;
constexpr size_t UnusedBetweenSeconds = 4096;
/// How long a channel that keeps nothing is known after an event.
constexpr std::chrono::nanoseconds ShownFor = 10s;

} // namespace

Hub::Hub(HubOptions options, MadeStore store, HubTap &tap, const Clock &clock, std::function<double()> chance,
         QObject *parent)
    : QObject(parent)
    , clock_(clock)
    , tap_(tap)
    , queueMemory_(std::make_shared<QueueMemory>(options.waitingBytes))
    , clients_(std::make_unique<Clients>(std::move(options.clientPrefix)))
    , channels_(std::make_unique<Channels>(size_t(options.maximumChannels), MeasuredChannels))
    , traffic_(std::make_unique<Traffic>())
    , wheel_(options.heartbeat)
    , departures_(std::make_unique<Departures>(*clients_, clock, std::move(chance), options.reconnectionTime))
    , observers_(std::make_unique<Observers>(static_cast<SubscriberHost &>(*this), wheel_, *departures_,
                                             [this] { closeWhenEmpty(); }))
    , delivery_(std::make_unique<Delivery>(*channels_, *clients_, *observers_, *traffic_, tap, clock, queueMemory_))
    , publishing_(std::make_unique<Publishing>(*store.store, *channels_, *delivery_))
    , backplane_(
          std::make_unique<BackplanePublishing>(*publishing_, *delivery_, *store.store, *channels_, *clients_, clock))
    , inspection_(std::make_unique<Inspection>(Inspection::Subjects{*clients_, *channels_, *traffic_, *departures_,
                                                                    *backplane_, clock, store.kind, store.notice}))
    , fates_(std::make_unique<EventFates>(*clients_, *departures_, *store.store))
    , pages_(std::make_unique<HistoryPages>(*store.store))
    , replays_(queueMemory_)
    , heartbeats_(new Slices("heartbeats", this))
    , upkeep_(new Slices("upkeep", this))
    , lastSecondAt_(clock.steadyNanoseconds())
    , storeNotice_(store.notice)
    , isShared_(!store.hubId.isEmpty())
    , storeFile_(store.file)
    , store_(std::move(store.store))
    , peers_(std::move(store.peers))
{
    Turns::ofThisThread().clear();
    auto *turnTimer = new QTimer(this);
    connect(turnTimer, &QTimer::timeout, this, &Hub::turn);
    turnTimer->start(wheel_.turnInterval());
    tap_.setReadyState(ReadyState::Open);
}

Hub::~Hub()
{
    tap_.setReadyState(ReadyState::Closed);
}

void Hub::open()
{
    if (const QString notice = std::exchange(storeNotice_, {}); !notice.isEmpty())
        Q_EMIT noted(notice);
    store_->open(*this, [this](const OpenResult &opened) { onOpened(opened); });
}

void Hub::setBackplane(std::unique_ptr<Backplane> backplane)
{
    const auto next = std::make_shared<std::unique_ptr<Backplane>>(std::move(backplane)); // std::function copies
    delivery_->callWhenDelivered([this, next] { backplane_->setBackplane(std::move(*next)); });
}

void Hub::publish(QList<Publication> publications, std::function<void(const PublishOutcome &)> done)
{
    const Turn turn("publishing");
    const qint64 publishedAt = clock_.steadyNanoseconds();
    if (draining_) {
        done({PublishOutcome::Result::Unavailable,
              -1,
              hubMessage(QT_TRANSLATE_NOOP("helio::Hub", "The hub is stopping; publish again when it is back.")),
              {}});
        return;
    }
    if (delivery_->waitingBytes() > queueMemory_->bound()) {
        done({PublishOutcome::Result::Unavailable,
              -1,
              hubMessage(
                  QT_TRANSLATE_NOOP("helio::Hub", "Too many events wait for delivery; publish again in a moment.")),
              {}});
        return;
    }
    for (qsizetype i = 0; i < publications.size(); ++i) {
        if (const Message problem = publicationProblem(publications[i]); !problem.isEmpty()) {
            done({PublishOutcome::Result::Invalid, i, problem, {}});
            return;
        }
        publications[i].data = normalizedLineEnds(publications[i].data);
        if (publications[i].type == "message")
            publications[i].type.clear(); // no reader can distinguish them
    }
    size_t expected = 0;
    if (!makeRoomFor(publications, expected)) {
        done(
            {PublishOutcome::Result::Unavailable,
             -1,
             hubMessage(QT_TRANSLATE_NOOP("helio::Hub", "The hub has as many channels as max_channels allows (%1), and "
                                                        "each is in use: there is no room for a new one."),
                        {Message::number(qint64(channels_->maximum()))}),
             {}});
        return;
    }
    if (expected > 0) {
        channels_->expect(expected);
        // Over when it is answered, or when nobody is left who could.
        std::shared_ptr<void> expectation(nullptr, [this, expected](void *) { channels_->expectNoMore(expected); });
        done = [expectation = std::move(expectation), done = std::move(done)](const PublishOutcome &outcome) mutable {
            expectation.reset();
            done(outcome);
        };
    }
    if (backplane_->carriesAny(publications))
        backplane_->publish(publications, publishedAt, std::move(done));
    else
        publishing_->append(publications, publishedAt, std::move(done));
}

QByteArray Hub::subscribe(Subscription subscription, std::unique_ptr<Transport> transport, const QByteArray &head)
{
    SubscriberHost &host = *this;
    QByteArray id = clients_->nextId();
    const auto subscriber = std::make_shared<Subscriber>(host, id, std::move(subscription), std::move(transport));
    const QByteArrayList names = subscriber->subscription().selection.channels();
    if (!names.isEmpty())
        inspection_->setLastSubscribedChannel(names.constFirst());
    channels_->add(subscriber.get());
    clients_->add(subscriber);
    wheel_.add(subscriber.get());
    departures_->add(*subscriber);

    const QByteArray opening =
        head + ": " + id + '\n' + EventStreamWriter::retry(departures_->spreadReconnectionTime());
    subscriber->begin(controlFrame(opening));
    return id;
}

void Hub::observe(Subscription subscription, std::unique_ptr<Transport> transport, const QByteArray &head)
{
    observers_->add(std::move(subscription), std::move(transport), head);
}

bool Hub::hasRoomForObserver() const
{
    return observers_->hasRoom();
}

void Hub::turnAway(const Subscription &subscription)
{
    departures_->noteTurnedAway(subscription);
}

bool Hub::disconnectClient(const QByteArray &id)
{
    return departures_->disconnectClient(id);
}

void Hub::review(std::function<bool(const Subscription &)> mayStay)
{
    observers_->review(mayStay);
    departures_->review(std::move(mayStay));
}

void Hub::clearChannel(const QByteArray &name, std::function<void(Clearing)> done)
{
    if (draining_ || !channels_->find(name)) {
        done(draining_ ? Clearing::Unavailable : Clearing::NoChannel);
        return;
    }
    store_->clear(name,
                  [done = std::move(done)](bool isDone) { done(isDone ? Clearing::Done : Clearing::Unavailable); });
    startUpkeep(); // the rest, where it is much
}

void Hub::drain(std::chrono::milliseconds deadline)
{
    if (std::exchange(draining_, true))
        return;
    QTimer::singleShot(deadline + DrainGrace, this, &Hub::setDrained);
    const QDeadlineTimer end(deadline);
    // An append of nothing is answered behind all that was given to the store before.
    publishing_->append({}, clock_.steadyNanoseconds(), [this, end](const PublishOutcome &) {
        delivery_->callWhenDelivered([this, end] { endStreams(end); });
    });
    // A store that does not answer, or too much to deliver, is not to leave the streams without an end.
    QTimer::singleShot(deadline / 2, this, [this, end] { endStreams(end); });
}

void Hub::endStreams(QDeadlineTimer deadline)
{
    if (std::exchange(streamsEnd_, true))
        return;
    departures_->drain(std::chrono::milliseconds(deadline.remainingTime()));
    observers_->drain(std::chrono::milliseconds(deadline.remainingTime()));
    Q_EMIT ending();
    closeWhenEmpty();
}

/// When the last stream is over, the store is closed.
void Hub::closeWhenEmpty()
{
    if (!streamsEnd_ || !clients_->isEmpty() || !observers_->isEmpty() || std::exchange(storeCloses_, true))
        return;
    // Queued: whoever ended the last stream is not to find the hub gone.
    QMetaObject::invokeMethod(
        this, [this] { store_->close(DrainGrace, [this] { setDrained(); }); }, Qt::QueuedConnection);
}

void Hub::setDrained()
{
    if (std::exchange(drained_, true))
        return;
    if (!std::exchange(storeCloses_, true))
        store_->close(0ms, [] {});
    delivery_->giveUp();
    reportLongTurns(); // of the last second
    Q_EMIT drained();
}

void Hub::committed(const QList<Committed> &events)
{
    delivery_->deliver(events);
    holdStore();
}

/// Who publishes here is refused when too much waits. What comes from elsewhere waits there, from half of that on.
void Hub::holdStore()
{
    if (storeIsHeld_ || delivery_->waitingBytes() <= queueMemory_->bound() / 2)
        return;
    storeIsHeld_ = true;
    store_->hold(true);
    delivery_->callWhenDelivered([this] {
        storeIsHeld_ = false;
        store_->hold(false);
    });
}

void Hub::lost(Position at, const Selection &lost)
{
    delivery_->reportLoss(at, lost);
}

void Hub::figuresChanged(const QList<ChannelFigures> &channels, const StoreFigures &all)
{
    channels_->setFigures(channels);
    inspection_->setHistoryFigures(all);
}

void Hub::stateChanged(const StoreState &state)
{
    const StoreState before = inspection_->storeState();
    inspection_->setStoreState(state);
    if (state.kind != before.kind || state.problem != before.problem)
        Q_EMIT noted(state.kind == StoreState::Kind::Ok ? tr("The hub's history works again.") : state.problem);
    if (!state.notice.isEmpty() && state.notice != before.notice)
        Q_EMIT noted(state.notice);
}

void Hub::storeNoted(const QString &text)
{
    Q_EMIT noted(text);
}

void Hub::worked(const StoreWork &work)
{
    inspection_->countWork(work);
}

void Hub::onOpened(const OpenResult &opened)
{
    using Kind = StoreState::Kind;
    // Others may have published since the first came, who is to begin before that.
    const bool mayMiss = isShared_ && opened.head > Position();
    delivery_->setHead(mayMiss ? previousPosition(opened.head) : opened.head);
    figuresChanged(opened.channels, opened.all);
    for (const auto &subscriber : clients_->allConnected())
        subscriber->onStoreOpened();
    observers_->onStoreOpened();
    if (mayMiss) {
        Selection all;
        all.addPattern("*");
        lost(opened.head, all);
    }
    backplane_->onStoreOpened(opened.state.kind == Kind::Ok || opened.state.kind == Kind::Full);
    if (opened.state.kind == Kind::Ok && !storeFile_.isEmpty()) {
        Q_EMIT noted(opened.all.disk
                         ? tr("History is kept in %1: %n event(s), %2 KiB.", nullptr, pluralCount(opened.all.events))
                               .arg(storeFile_)
                               .arg((opened.all.disk->fileBytes + opened.all.disk->logBytes) / 1024)
                         : tr("History is kept in %1.").arg(storeFile_));
    }
    if (opened.state.kind != Kind::Ok || !opened.state.notice.isEmpty())
        stateChanged(opened.state);
}

std::optional<Position> Hub::lastDelivered() const
{
    return delivery_->lastDelivered();
}

void Hub::replayLater(Subscriber &subscriber)
{
    replays_.add(subscriber);
}

void Hub::replayWhenRoom(Subscriber &subscriber)
{
    replays_.addWhenRoom(subscriber);
}

FramePtr Hub::replayFrame(WireForm form, const QList<StoredEventPtr> &events)
{
    return replays_.frames().frame(form, events);
}

void Hub::endLater(Subscriber &subscriber, Departure departure)
{
    departures_->endLater(subscriber, departure);
}

void Hub::onTaken(const Frame &frame)
{
    replays_.resumeSoon();
    traffic_->countTaken(frame, clock_.steadyNanoseconds());
}

void Hub::onGapSent(bool isFresh)
{
    traffic_->countGap(isFresh);
}

void Hub::onLeft(Subscriber &subscriber, Departure departure)
{
    if (clients_->setEnding(subscriber)) {
        wheel_.remove(&subscriber);
        channels_->remove(&subscriber);
    }
    departures_->note(subscriber, departure);
}

void Hub::onEnded(Subscriber &subscriber, Departure departure)
{
    if (!subscriber.isEnding())
        onLeft(subscriber, departure);
    clients_->remove(subscriber);
    closeWhenEmpty();
}

void Hub::turn()
{
    const Turn turn("times of the hub");
    const qint64 now = clock_.steadyNanoseconds();
    wheel_.turn();
    replays_.resume();
    departures_->endExpired();
    observers_->endExpired();
    if (wheel_.hasDue() && !std::exchange(heartbeatsUnderWay_, true)) {
        heartbeats_->add([this] {
            wheel_.sendDue(clock_.steadyNanoseconds(), HeartbeatsAtOnce);
            heartbeatsUnderWay_ = wheel_.hasDue();
            return heartbeatsUnderWay_;
        });
    }
    if (now - lastSecondAt_ >= 1'000'000'000) {
        lastSecondAt_ = now;
        everySecond(now);
    }
}

void Hub::everySecond(qint64 now)
{
    const Turn turn("every second");
    reportLongTurns();
    traffic_->update();
    channels_->busiest().update(now);
    replays_.frames().forgetUnused();
    // The first step at once; the others, when there is much to do, between what the sockets bring.
    if (!upkeepUnderWay_ && doUpkeep())
        startUpkeep();
}

void Hub::startUpkeep()
{
    if (!std::exchange(upkeepUnderWay_, true))
        upkeep_->add([this] { return upkeepUnderWay_ = doUpkeep(); });
}

/// One step; true when there is more to do.
bool Hub::doUpkeep()
{
    const bool trimsMore = store_->trimByAge();
    const qint64 quietSince = clock_.steadyNanoseconds() - ShownFor.count();
    const QByteArrayList forgotten = channels_->forgetUnused(ForgottenAtOnce, quietSince);
    forget(forgotten);
    return trimsMore || (!forgotten.isEmpty() && channels_->unusedCount() > 0);
}

void Hub::forget(const QByteArrayList &channels)
{
    for (const QByteArray &forgotten : channels)
        store_->forgetChannel(forgotten);
}

bool Hub::makeRoomFor(const QList<Publication> &publications, size_t &expected)
{
    QByteArrayList forgotten;
    const bool hasRoom = channels_->makeRoomFor(publications, forgotten, expected);
    forget(forgotten);
    // What is published from second to second must not leave more behind than is held.
    if (channels_->unusedCount() > UnusedBetweenSeconds)
        forget(channels_->forgetUnused(2 * size_t(publications.size()), std::numeric_limits<qint64>::max()));
    return hasRoom;
}

bool Hub::hasRoomFor(const Selection &selection) const
{
    return channels_->hasRoomFor(selection);
}

/// At most one line a second.
void Hub::reportLongTurns()
{
    if (const auto worst = Turns::ofThisThread().takeWorst()) {
        Q_EMIT noted(tr("The hub stood still for %1 ms, %2 ms of them computing (%3); times over 100 ms since the last "
                        "message: %4.")
                         .arg(worst->wallMs)
                         .arg(worst->cpuMs)
                         .arg(QLatin1String(worst->name))
                         .arg(worst->turns));
    }
}

} // namespace helio
