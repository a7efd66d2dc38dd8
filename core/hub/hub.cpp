// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub.h"

#include "event/eventstreamwriter.h"
#include "event/lineends.h"
#include "event/rules.h"
#include "hub/backplanepublishing.h"
#include "hub/channels.h"
#include "hub/clients.h"
#include "hub/delivery.h"
#include "hub/hubtap.h"
#include "hub/slices.h"
#include "hub/subscriber.h"
#include "hub/traffic.h"
#include "json/utf8.h"

#include <QTimer>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// How long after the deadline of a drain its end is waited for.
constexpr std::chrono::milliseconds DrainGrace = 700ms;

constexpr int HeartbeatsAtOnce = 16;

} // namespace

Hub::Hub(HubOptions options, std::unique_ptr<Store> store, HubTap &tap, const Clock &clock,
         std::function<double()> chance, QObject *parent)
    : QObject(parent)
    , clock_(clock)
    , tap_(tap)
    , clients_(std::make_unique<Clients>())
    , channels_(std::make_unique<Channels>())
    , traffic_(std::make_unique<Traffic>())
    , publishing_(std::make_unique<Publishing>(*store, *channels_))
    , delivery_(std::make_unique<Delivery>(*channels_, publishing_->submissions(), *traffic_, tap, clock))
    , departures_(std::make_unique<Departures>(*clients_, clock, std::move(chance), options.reconnectionTime))
    , backplane_(std::make_unique<BackplanePublishing>(*publishing_, *store, *channels_, *clients_, clock))
    , inspection_(std::make_unique<Inspection>(
          Inspection::Subjects{*clients_, *channels_, *traffic_, *departures_, *backplane_, *store, clock}))
    , wheel_(options.heartbeat)
    , heartbeats_(new Slices(this))
    , replays_(new Slices(this))
    , lastSecondAt_(clock.steadyNanoseconds())
    , store_(std::move(store))
{
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
    store_->open(*this, [this](const OpenResult &opened) { onOpened(opened); });
}

void Hub::setBackplane(std::unique_ptr<Backplane> backplane)
{
    backplane_->setBackplane(std::move(backplane));
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
            publications[i].type.clear(); // no reader can distinguish them
    }
    if (backplane_->carriesAny(publications))
        backplane_->publish(publications, publishedAt, std::move(done));
    else
        publishing_->append(publications, publishedAt, std::move(done));
}

QByteArray Hub::subscribe(Subscription subscription, std::unique_ptr<Transport> transport, const QByteArray &head)
{
    SubscriberHost &host = *this;
    const QByteArray id = clients_->nextId();
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
    departures_->review(std::move(mayStay));
}

void Hub::drain(std::chrono::milliseconds deadline)
{
    if (std::exchange(draining_, true))
        return;
    departures_->drain(deadline);
    QTimer::singleShot(deadline + DrainGrace, this, &Hub::setDrained);
    closeWhenEmpty();
}

/// When the last stream is over, the store is closed.
void Hub::closeWhenEmpty()
{
    if (!draining_ || !clients_->isEmpty() || std::exchange(storeCloses_, true))
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

void Hub::committed(const QList<Committed> &events)
{
    delivery_->deliver(events);
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
    Q_EMIT noted(state.kind == StoreState::Kind::Ok ? tr("The hub's history works again.") : state.problem);
}

void Hub::onOpened(const OpenResult &opened)
{
    using Kind = StoreState::Kind;
    delivery_->setHead(opened.head);
    figuresChanged(opened.channels, opened.all);
    for (const auto &subscriber : clients_->allConnected())
        subscriber->onStoreOpened();
    backplane_->onStoreOpened(opened.state.kind == Kind::Ok || opened.state.kind == Kind::Full);
    if (opened.state.kind != Kind::Ok)
        stateChanged(opened.state);
}

std::optional<Position> Hub::lastDelivered() const
{
    return delivery_->lastDelivered();
}

void Hub::replayLater(Subscriber &subscriber)
{
    replays_->add([weak = subscriber.weak_from_this()] {
        if (const auto due = weak.lock())
            due->continueReplay();
        return false;
    });
}

void Hub::endLater(Subscriber &subscriber, Departure departure)
{
    departures_->endLater(subscriber, departure);
}

void Hub::onTaken(const Frame &frame)
{
    traffic_->countTaken(frame, frame.kind == Frame::Kind::Live ? clock_.steadyNanoseconds() : 0);
}

void Hub::onGapSent()
{
    traffic_->countGap();
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
    const qint64 now = clock_.steadyNanoseconds();
    wheel_.turn();
    departures_->endExpired();
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
    traffic_->update(seconds);
    channels_->update(seconds);
    for (const QByteArray &forgotten : channels_->forgetUnused())
        store_->forgetChannel(forgotten);
    channels_->measureBusiest(MeasuredChannels);
}

qsizetype Hub::subscriberCount() const
{
    return clients_->count();
}

qsizetype Hub::subscriberCount(const QHostAddress &address) const
{
    return clients_->count(address);
}

const Subscription *Hub::subscription(const QByteArray &id) const
{
    const auto subscriber = clients_->connected(id);
    return subscriber ? &subscriber->subscription() : nullptr;
}

HubTotals Hub::totals() const
{
    return inspection_->totals();
}

void Hub::visitChannels(std::function<void(const ChannelInfo &)> visit, std::function<void()> done)
{
    inspection_->visitChannels(std::move(visit), std::move(done));
}

void Hub::visitClients(std::function<void(const ClientInfo &)> visit, std::function<void()> done)
{
    inspection_->visitClients(std::move(visit), std::move(done));
}

std::optional<BackplaneInfo> Hub::backplaneInfo() const
{
    return backplane_->info();
}

void Hub::makeSnapshot(bool withClients, std::function<void(const HubSnapshot &)> done)
{
    inspection_->makeSnapshot(withClients, std::move(done));
}

const LatencyHistogram &Hub::latency() const
{
    return traffic_->latency();
}

QList<ChannelLatency> Hub::channelLatencies() const
{
    return inspection_->channelLatencies();
}

const std::deque<Disconnection> &Hub::disconnections() const
{
    return departures_->all();
}

void Hub::explain(const QByteArray &clientId, const QByteArray &eventId, std::function<void(const Explanation &)> done)
{
    inspection_->explain(clientId, eventId, std::move(done));
}

void Hub::inspectDelivery(const QByteArray &eventId, std::function<void(const DeliveryInfo &)> done)
{
    inspection_->inspectDelivery(eventId, std::move(done));
}

} // namespace helio
