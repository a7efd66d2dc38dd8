// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/backplane.h"
#include "hub/clock.h"
#include "hub/explanation.h"
#include "hub/hubchannel.h"
#include "hub/hubtap.h"
#include "hub/patternlisteners.h"
#include "hub/slices.h"
#include "hub/submissions.h"
#include "hub/subscriber.h"

#include <QHash>
#include <QObject>

#include <deque>
#include <functional>
#include <set>
#include <unordered_map>

class QTimer;

namespace helio {

struct HubOptions
{
    std::chrono::milliseconds heartbeat{15'000};
    std::chrono::milliseconds reconnectionTime{3'000};
};

/// What became of a publish() call.
struct PublishOutcome
{
    enum class Result {
        Published,
        Invalid,     ///< the publication at `index` is bad
        Conflict,    ///< its id stands for another event
        Unavailable, ///< the hub drains, or its history or a channel's backplane is away, full or silent
    };
    struct Published
    {
        QByteArray id;
        QByteArray channel;
        qint64 subscribers = 0;
    };
    Result result = Result::Published;
    qsizetype index = -1;
    QString problem;         ///< for people, translated; empty when published
    QList<Published> events; ///< in order; empty unless published
};

/// A client that is gone.
struct Disconnection
{
    DeliveryLog log;
    ClientInfo client;  ///< as it was at the end
    qint64 endedAt = 0; ///< milliseconds since 1970-01-01T00:00Z
    Departure departure = Departure::ClosedByPeer;
    std::optional<qint64> acknowledgedBytes; ///< where the kernel told at the end
};

/// Takes published events, has the store order them, and hands them to subscribers. All of it in one thread; no call
/// blocks. Speaks of transports, never of sockets.
class Hub : public QObject, private StoreListener
{
    Q_OBJECT
public:
    /// `tap` and `clock` are borrowed. `chance` gives numbers in [0, 1).
    Hub(HubOptions options, std::unique_ptr<Store> store, HubTap &tap, const Clock &clock,
        std::function<double()> chance, QObject *parent = nullptr);
    ~Hub() override;

    /// Joins it with others, from now on, or with null with nobody any more; streams stay open. Channels that the
    /// backplane carries are delivered when it brings their events back; what was under way by the one before is
    /// answered as Unavailable. Not to be called from a signal of a backplane.
    void setBackplane(std::unique_ptr<Backplane> backplane);

    /// Publishes all, or none when one is bad. `done` comes exactly once, when the store has them and they are on their
    /// way to subscribers. What goes by the backplane can not be taken back: when part of it is not brought back, the
    /// outcome is Unavailable, and nothing of the hub's own channels was published.
    void publish(QList<Publication> publications, std::function<void(const PublishOutcome &)> done);
    /// Makes the transport a subscriber. `head` goes out before the first block. Answers the client's id.
    QByteArray subscribe(Subscription subscription, std::unique_ptr<Transport> transport, const QByteArray &head);
    /// Notes one that could not be let in, among the disconnections.
    void turnAway(const Subscription &subscription);
    /// False when there is no such client.
    bool disconnectClient(const QByteArray &id);
    /// Tells what became of an event on its way to a client: connected, about to end, or among disconnections(). `done`
    /// comes exactly once.
    void explain(const QByteArray &clientId, const QByteArray &eventId, std::function<void(const Explanation &)> done);
    /// What became of an event over all clients: those connected, those about to end and those among disconnections().
    /// In slices, as the kernel is asked about each client that was written to.
    void tellDelivery(const QByteArray &eventId, std::function<void(const DeliveryInfo &)> done);
    /// Null when there is no such client.
    const Subscription *subscription(const QByteArray &id) const;

    /// Judges each stream again, not at once but in slices: those that `mayStay` refuses end as revoked.
    void review(std::function<bool(const Subscription &)> mayStay);

    /// Ends every stream with what is queued for it and a `shutdown` event, and closes the store. drained() follows
    /// within `deadline`, or a second later when something does not end.
    void drain(std::chrono::milliseconds deadline);
    bool isDraining() const { return draining_; }

    const Clock &clock() const { return clock_; }
    qsizetype subscriberCount() const { return qsizetype(subscribers_.size()); }
    qsizetype subscriberCount(const QHostAddress &address) const { return addresses_.value(address); }
    HubTotals totals() const;
    /// Tells of each channel by name, then calls `done`: not at once but in slices, since there may be many.
    void visitChannels(std::function<void(const ChannelInfo &)> visit, std::function<void()> done);
    /// The same for each client that is connected now and still there when its turn comes, in the order of their
    /// arrival. Asking also has the kernel asked about them: about a few at once, about the others spread over the time
    /// to the next call.
    void visitClients(std::function<void(const ClientInfo &)> visit, std::function<void()> done);
    /// Nothing without a backplane.
    std::optional<BackplaneInfo> backplaneInfo() const;
    /// All of it; clients only when asked for.
    void takeSnapshot(bool withClients, std::function<void(const HubSnapshot &)> done);
    /// Publish to the kernel's acceptance, over all channels.
    const LatencyHistogram &latency() const { return latency_; }
    struct ChannelLatency
    {
        QByteArray channel;
        std::shared_ptr<const LatencyHistogram> latency;
    };
    /// The same for the busiest channels, at most MeasuredChannels.
    QList<ChannelLatency> channelLatencies() const;
    static constexpr size_t MeasuredChannels = 10;
    const std::deque<Disconnection> &disconnections() const { return disconnections_; }
    /// The configured reconnection time, spread by 20 % to both sides.
    std::chrono::milliseconds spreadReconnectionTime() const;

Q_SIGNALS:
    void drained();
    /// For the log: that the store is away, full or works again; one line for people, translated.
    void noted(const QString &text);

private:
    friend class Subscriber;

    // of its store
    void committed(const QList<Committed> &events) override;
    void lost(Position at, const Selection &lost) override;
    void figuresChanged(const QList<ChannelFigures> &channels, const StoreFigures &all) override;
    void stateChanged(const StoreState &state) override;
    void onOpened(const OpenResult &opened);

    // for its subscribers
    Store &store() { return *store_; }
    Position lastDelivered() const { return lastDelivered_; }
    void replayLater(const std::shared_ptr<Subscriber> &subscriber);
    void endLater(const std::shared_ptr<Subscriber> &subscriber, Departure departure);
    void countDelivery(const Frame &frame);
    void countGap() { ++totals_.gaps; }
    /// It is a subscriber no more; its stream may still be ending.
    void leave(Subscriber &subscriber, Departure departure);
    /// Destroys it.
    void forget(Subscriber &subscriber, Departure departure);

    struct Beyond;
    bool goesBeyond(const QList<Publication> &publications) const;
    void publishBeyond(const QList<Publication> &publications, qint64 publishedAt,
                       std::function<void(const PublishOutcome &)> done);
    void onArrived(const QList<Backplane::Arrival> &arrivals);
    void onArrivalsLost(const QList<Publication> &arrivals, const std::vector<quint64> &inFlight,
                        const QString &problem);
    void onMissed();
    PublishOutcome outcomeOf(const AppendResult &result, const QList<Publication> &publications, quint64 ticket);
    static PublishOutcome refusal(const AppendResult &result, const QList<Publication> &publications);

    void flushDue();
    void append(const QList<Publication> &publications, qint64 publishedAt,
                std::function<void(const PublishOutcome &)> done);
    qint64 fanOut(const Committed &committed, qint64 publishedAt, bool flushLater);
    qint64 reachedBefore(const StoredEvent &stored) const;
    void endDrain();
    void setDrained();
    HubChannel &channel(const QByteArray &name);
    void removeFromLists(Subscriber &subscriber);
    void note(Disconnection disconnection);
    QByteArray nextClientId();
    Subscriber *connected(const QByteArray &id) const;
    ChannelInfo infoOf(const HubChannel &channel) const;
    void askKernelOfSome();
    FramePtr farewell() const;
    void noteExpiry(const Subscriber &subscriber);
    void forgetExpiry(const Subscriber &subscriber);
    void endExpired();
    void endWithout(Subscriber &subscriber, Departure departure);
    void turn();
    void everySecond(double seconds);

    static constexpr size_t KeptDisconnections = 1000;

    HubOptions options_;
    std::unique_ptr<Store> store_;
    Submissions submissions_;
    StoreFigures historyFigures_;    ///< as the store reported last
    std::unique_ptr<Beyond> beyond_; ///< the backplane and what is under way by it; null before the first
    HubTap &tap_;
    const Clock &clock_;
    std::function<double()> chance_;
    std::unordered_map<QByteArray, std::shared_ptr<Subscriber>> subscribers_;
    std::unordered_map<QByteArray, std::shared_ptr<Subscriber>> leaving_; ///< their streams are ending
    HubChannels channels_;
    PatternListeners patternListeners_;
    QHash<QHostAddress, qsizetype> addresses_;           ///< how many subscribers each has
    std::vector<Subscriber *> dueFlushes_;               ///< within one commit
    std::vector<std::weak_ptr<Subscriber>> kernelQueue_; ///< whose kernel figures are still to be asked for
    QTimer *kernelTimer_;
    std::deque<Disconnection> disconnections_;
    std::set<std::pair<qint64, QByteArray>> expiries_; ///< when whose token expires
    HeartbeatWheel wheel_;
    QTimer *turnTimer_;
    // Apart, so that thousands of replays delay neither heartbeats nor who looks at the hub.
    Slices *heartbeats_;
    Slices *replays_;
    Slices *looks_;
    bool heartbeatsUnderWay_ = false;
    std::chrono::milliseconds drainSpread_{0};
    qint64 lastSecondAt_ = 0;
    Position lastDelivered_;
    quint64 lastClientNumber_ = 0;
    bool draining_ = false;
    bool storeCloses_ = false;
    bool drained_ = false;
    HubTotals totals_;
    LatencyHistogram latency_;
    LatencyHistogram latencyOfThisSecond_;
    std::optional<HubTotals::RecentLatency> recentLatency_;
    RateMeter publishedRate_;
    RateMeter deliveredRate_;
    RateMeter deliveredBytesRate_;
};

} // namespace helio
