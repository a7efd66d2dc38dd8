// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/backplane.h"
#include "hub/clock.h"
#include "hub/departures.h"
#include "hub/eventfates.h"
#include "hub/heartbeatwheel.h"
#include "hub/historypages.h"
#include "hub/inspection.h"
#include "hub/publishing.h"
#include "hub/replays.h"
#include "hub/store.h"
#include "hub/subscriberhost.h"
#include "hub/subscription.h"

#include <QDeadlineTimer>
#include <QObject>

namespace helio {

class BackplanePublishing;
class ChannelChanges;
class Delivery;
class HubTap;
class Observers;

struct HubOptions
{
    std::chrono::milliseconds heartbeat{15'000};
    std::chrono::milliseconds reconnectionTime{3'000};
    /// Publishing to one more is refused. Those that are only listened to have a share of their own, half of it.
    qsizetype maximumChannels = 100'000;
    /// May wait for all clients together; beyond it, who is farthest behind is closed.
    qint64 waitingBytes = qint64(256) << 20;
    /// What clients' ids begin with: so that they are unique among hubs, `ID.`.
    QByteArray clientPrefix = {};
};

/// Takes published events, has the store order them, and hands them to subscribers. All of it in one thread; no call
/// blocks. Speaks of transports, never of sockets. It puts together the parts that do the work, and is what they report
/// to.
class Hub : public QObject, private StoreListener, private SubscriberHost
{
    Q_OBJECT
public:
    /// `store` is there. `tap` and `clock` are borrowed. `chance` gives numbers in [0, 1).
    Hub(HubOptions options, MadeStore store, HubTap &tap, const Clock &clock, std::function<double()> chance,
        QObject *parent = nullptr);
    ~Hub() override;

    /// Opens the store; once, and first of all. noted() may come from within.
    void open();
    /// Joins it with others, or with null with nobody any more, from when what is committed by now is delivered (but
    /// not before the store is open); streams stay open. Channels that the backplane carries are delivered when it
    /// brings their events back; what was in flight by the one before is answered as Unavailable. Not to be called from
    /// a signal of a backplane.
    void setBackplane(std::unique_ptr<Backplane> backplane);

    /// Publishes all, or none when one is bad. `done` comes exactly once, when the store has them and they are on their
    /// way to subscribers. What goes by the backplane cannot be taken back: when part of it is not brought back, the
    /// outcome is Unavailable, and nothing of the hub's own channels was published.
    void publish(QList<Publication> publications, std::function<void(const PublishOutcome &)> done);
    /// Makes the transport a subscriber. `head` goes out before the first block. Answers the client's id.
    QByteArray subscribe(Subscription subscription, std::unique_ptr<Transport> transport, const QByteArray &head);
    /// Makes the transport an observer's, which is no client. `head` as above.
    void observe(Subscription subscription, std::unique_ptr<Transport> transport, const QByteArray &head);
    bool hasRoomForObserver() const;
    /// Whether a subscription to `selection` may be let in: false when there are too many channels that exist for
    /// subscribers alone, or too many different patterns.
    bool hasRoomFor(const Selection &selection) const;
    /// Notes one that could not be let in, among the disconnections.
    void turnAway(const Subscription &subscription);
    /// False when there is no such client.
    bool disconnectClient(const QByteArray &id);
    /// What became of clearChannel().
    enum class Clearing {
        Done,
        NoChannel,   ///< there is none of that name
        Unavailable, ///< history cannot be written now, or the hub drains
    };
    /// Drops the history of a channel. Who comes back over that place is told a gap.
    void clearChannel(const QByteArray &name, std::function<void(Clearing)> done);
    /// Judges each stream again, not at once but in slices: those that `mayStay` refuses end as revoked.
    void review(std::function<bool(const Subscription &)> mayStay);

    /// Ends every stream with what is queued for it and a `shutdown` event, and closes the store. What was published is
    /// delivered before, as far as half of the deadline is enough for that. drained() follows within `deadline`, or a
    /// second later when something does not end; whoever published is answered by then.
    void drain(std::chrono::milliseconds deadline);
    bool isDraining() const { return draining_; }

    const Clock &clock() const override { return clock_; }
    qsizetype subscriberCount() const;
    qsizetype subscriberCount(const QHostAddress &address) const;
    /// Null when there is no such client.
    const Subscription *subscription(const QByteArray &id) const;
    HubTotals totals() const;
    /// Tells of the channels that `query` asks for, by name, then calls `done`: not at once but in slices, since there
    /// may be many. `done` gets the name behind which the query would go on, and empty bytes when that was all.
    void visitChannels(ChannelQuery query, std::function<void(const ChannelInfo &)> visit,
                       std::function<void(const QByteArray &)> done);
    /// For who wants to know again and again what became of those whose names match. Must not outlive the hub.
    std::unique_ptr<ChannelChanges> watchChannels(std::optional<Pattern> pattern);
    /// Tells of the clients that `query` asks for, that are connected now and still there when their turn comes; in
    /// slices too. Asking also has the kernel asked about them: about those of a page at once; about all, where there
    /// is no limit, a few at once and the others spread over the time to the next call.
    void visitClients(ClientQuery query, std::function<void(const ClientInfo &)> visit,
                      std::function<void(const ClientCounts &)> done);
    /// Of one client, with what the kernel says now; nothing when there is no such client.
    std::optional<ClientInfo> client(const QByteArray &id) const;
    /// Nothing without a backplane.
    std::optional<BackplaneInfo> backplaneInfo() const;
    /// Nothing where the hub is alone.
    std::optional<GroupInfo> groupInfo() const;
    /// All of it; clients only when asked for.
    void makeSnapshot(bool withClients, std::function<void(const HubSnapshot &)> done);
    /// Whether history works, as the store said last.
    const StoreState &storeState() const;
    /// The hubs that have this hub's history, too; null when it is alone.
    Peers *peers() const { return peers_.get(); }
    /// Publish to the kernel's acceptance, over all channels.
    const LatencyHistogram &latency() const;
    /// The same for the busiest channels, at most MeasuredChannels.
    QList<ChannelLatency> channelLatencies() const;
    static constexpr size_t MeasuredChannels = 10;
    /// What a stream says at its end: when to come back; and the same when the hub stops.
    FramePtr farewell(Departure departure) const;
    FramePtr shutdownFrame() const;
    /// The last thousand clients that went, in order.
    const std::deque<Disconnection> &disconnections() const;
    /// What became of an event on its way to a client: connected, about to end, or among disconnections(). `done` comes
    /// exactly once.
    void explain(const QByteArray &clientId, const QByteArray &eventId, std::function<void(const Explanation &)> done);
    /// What became of an event over all clients: those connected, those about to end and those among disconnections().
    /// In slices, as the kernel is asked about each client that was written to.
    void inspectDelivery(const QByteArray &eventId, std::function<void(const DeliveryInfo &, ReadOutcome)> done);
    /// What became of the last events that a client was to get, at most so many of those that history still holds; of
    /// one that is gone, up to the last that it was given. For one client after the other. `done` does not come, and
    /// no more is read, once `isWanted` says so.
    void traceClient(const QByteArray &id, qsizetype last, std::function<void(const ClientTrace &)> done,
                     std::function<bool()> isWanted = {});
    /// The last events of history that `query` asks for; as HistoryPages::read().
    void readHistory(const HistoryQuery &query, std::function<void(const HistoryPages::Page &)> done,
                     std::function<bool()> isWanted = {});

Q_SIGNALS:
    /// By a drain: what was published is delivered, and the streams end now, those that are no clients' too.
    void ending();
    void drained();
    /// For the log: that the store is away, full or works again, or what is to be known of it; one line for people,
    /// translated.
    void noted(const QString &text);

private:
    // The store reports:
    void committed(const QList<Committed> &events) override;
    void lost(Position at, const Selection &lost) override;
    void figuresChanged(const QList<ChannelFigures> &channels, const StoreFigures &all) override;
    void stateChanged(const StoreState &state) override;
    void storeNoted(const QString &text) override;
    void worked(const StoreWork &work) override;
    void onOpened(const OpenResult &opened);

    // A subscriber asks and reports:
    Store &store() override { return *store_; }
    std::optional<Position> lastDelivered() const override;
    void replayLater(Subscriber &subscriber) override;
    void replayWhenRoom(Subscriber &subscriber) override;
    FramePtr replayFrame(WireForm form, const QList<StoredEventPtr> &events) override;
    const std::shared_ptr<QueueMemory> &queueMemory() const override { return queueMemory_; }
    void endLater(Subscriber &subscriber, Departure departure) override;
    void onTaken(const Frame &frame) override;
    void onGapSent(bool isFresh) override;
    void onLeft(Subscriber &subscriber, Departure departure) override;
    void onEnded(Subscriber &subscriber, Departure departure) override;

    void turn();
    void everySecond(qint64 now);
    void startUpkeep();
    bool doUpkeep();
    void forget(const QByteArrayList &channels);
    bool makeRoomFor(const QList<Publication> &publications, size_t &expected);
    void reportLongTurns();
    void endStreams(QDeadlineTimer deadline);
    void closeWhenEmpty();
    void setDrained();
    void holdStore();

    const Clock &clock_;
    HubTap &tap_;
    std::shared_ptr<QueueMemory> queueMemory_;
    std::unique_ptr<Clients> clients_;
    std::unique_ptr<Channels> channels_;
    std::unique_ptr<Traffic> traffic_;
    HeartbeatWheel wheel_;
    std::unique_ptr<Departures> departures_;
    std::unique_ptr<Observers> observers_;
    std::unique_ptr<Delivery> delivery_;
    std::unique_ptr<Publishing> publishing_;
    std::unique_ptr<BackplanePublishing> backplane_;
    std::unique_ptr<Inspection> inspection_;
    std::unique_ptr<EventFates> fates_;
    std::unique_ptr<HistoryPages> pages_;
    // Apart, so that thousands of replays do not delay heartbeats.
    Replays replays_;
    Slices *heartbeats_;
    Slices *upkeep_;
    bool heartbeatsUnderWay_ = false;
    bool upkeepUnderWay_ = false;
    qint64 lastSecondAt_ = 0;
    bool draining_ = false;
    bool streamsEnd_ = false; ///< by the drain
    bool storeCloses_ = false;
    bool storeIsHeld_ = false;
    bool drained_ = false;
    QString storeNotice_;          ///< of how it was made, until it was said
    bool isShared_;                ///< others have its history, too
    QString storeFile_;            ///< in which it is kept, or where; empty: in none
    std::unique_ptr<Store> store_; ///< goes before all else: what calls of it wait for is above
    std::unique_ptr<Peers> peers_; ///< goes first
};

} // namespace helio
