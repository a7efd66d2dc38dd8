// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/backplane.h"
#include "hub/ownids.h"
#include "hub/publishing.h"

#include <deque>
#include <memory>
#include <unordered_map>

namespace helio {

class Channels;
class Clients;
class Clock;
class Delivery;
class Slices;

/// The backplane, and publications that go by it: in flight until it brings their events back. Many go out over several
/// turns of the event loop, in their order. The store and all else are borrowed.
class BackplanePublishing : public QObject
{
    Q_OBJECT
public:
    BackplanePublishing(Publishing &publishing, Delivery &delivery, Store &store, const Channels &channels,
                        const Clients &clients, const Clock &clock);
    ~BackplanePublishing() override;

    /// As Hub::setBackplane().
    void setBackplane(std::unique_ptr<Backplane> backplane);
    /// The backplane is opened only now: what it brings needs a place in history, and what it missed is judged by what
    /// is held. `historyIsKnown`: the store could say what that is.
    void onStoreOpened(bool historyIsKnown);
    /// Nothing without one.
    std::optional<BackplaneInfo> info() const;

    /// Whether one of the publications goes by the backplane.
    bool carriesAny(const QList<Publication> &publications) const;
    /// Publishes all by the backplane but those of the hub's own channels, which follow when all others came back.
    void publish(const QList<Publication> &publications, qint64 publishedAt, Publishing::Done done);

private:
    /// One call of publish(), while part of it is in flight.
    struct Batch
    {
        QList<Publication> publications;
        qint64 publishedAt = 0;
        Publishing::Done done;
        PublishOutcome outcome;
        std::vector<bool> answered;     ///< which of them were published before: the first answer stands
        std::vector<qsizetype> ownOnes; ///< of channels that are the hub's own; published when all others came back
        qsizetype conflict = -1;
        bool unread = false; ///< the store could not say which of the ids it knows
        qsizetype waitingFor = 0;
        qsizetype notBack = 0;
        Message problem; ///< why, of the last
    };
    using BatchPtr = std::shared_ptr<Batch>;

    /// One event on its way, or waiting for its turn to be sent. Who publishes the same under the same id meanwhile
    /// waits for it too.
    struct InFlight
    {
        struct Waiter
        {
            BatchPtr batch;
            qsizetype index = 0;
        };
        Publication publication;
        qint64 publishedAt = 0;
        std::vector<Waiter> waiters;
    };

    bool carries(const QByteArray &channel) const;
    qsizetype conflictIn(const Batch &batch) const;
    void send(const BatchPtr &batch);
    void enqueue(const BatchPtr &batch, qsizetype index);
    bool sendSome();
    std::optional<InFlight> takeInFlight(quint64 ticket);
    void settle(quint64 ticket, const PublishOutcome::Published &published);
    void fail(quint64 ticket, const Message &problem);
    void failAll(const Message &problem);
    void release(const BatchPtr &batch);
    void onArrived(const QList<Backplane::Arrival> &arrivals);
    void onArrivalsRefused(const QList<Publication> &arrivals, const Message &problem);
    void onMissed();

    Publishing &publishing_;
    Delivery &delivery_;
    Store &store_;
    const Channels &channels_;
    const Clients &clients_;
    const Clock &clock_;
    std::unique_ptr<Backplane> backplane_;           ///< null while the hub is alone
    std::unordered_map<quint64, InFlight> inFlight_; ///< by ticket
    QHash<OwnIdKey, quint64> ownIds_;                ///< theirs, where they have one
    quint64 lastTicket_ = 0;
    std::deque<quint64> toSend_; ///< tickets; some may have failed meanwhile
    std::unique_ptr<Slices> slices_;
    bool isSending_ = false;
    bool storeIsOpen_ = false;
    bool historyIsKnown_ = false;
    bool hasListened_ = false;
};

} // namespace helio
