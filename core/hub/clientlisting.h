// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"

#include <functional>
#include <memory>
#include <vector>

namespace helio {

class Clock;
class StepTime;
class Subscriber;

/// Which clients are asked for, and in what order.
struct ClientQuery
{
    enum class Order {
        Arrival,
        RemoteAddress,
        UserAgent,
        Origin,
        Channels,
        Patterns,
        Subject,
        ConnectedAt,
        LastEventId,
        SentEvents,
        SentBytes,
        QueuedEvents,
        QueuedBytes,
        OldestQueued,
        Gaps,
        UnsentKernelBytes, ///< this and the next: what the kernel said last, where it was asked; else they come first
        RoundTrip,
    };
    Order order = Order::Arrival; ///< what is the same in it stands in the order of arrival
    bool isDescending = false;
    qsizetype offset = 0; ///< so many are passed over
    qsizetype limit = 0;  ///< at most so many; 0: all
    QString text;         ///< in something that a client says of itself, whatever the case; empty: any
    QByteArray channel;   ///< who receives its events; empty: any

    bool needsKernel() const { return order == Order::UnsentKernelBytes || order == Order::RoundTrip; }
};

struct ClientCounts
{
    qsizetype total = 0;
    qsizetype matching = 0; ///< offset and limit aside
};

/// Finds, sorts and visits clients in short steps, however many there are: the best of them are kept in a heap, which
/// is then taken apart one by one.
class ClientListing
{
public:
    using Visit = std::function<void(Subscriber &)>;

    /// `all`: in any order. `clock` is borrowed.
    ClientListing(std::vector<std::weak_ptr<Subscriber>> all, ClientQuery query, const Clock &clock);

    /// A step; calls `visit` for those that were asked for and are still there, in their order. True when there is more
    /// to do.
    bool advance(const Visit &visit);
    const ClientCounts &counts() const { return counts_; }

    /// By what a client is sorted; what does not matter is empty.
    struct Key
    {
        qint64 number = 0;
        QByteArray text;
        quint64 arrival = 0;
    };
    static Key keyOf(ClientQuery::Order order, const QByteArray &id, const ClientInfo &info);

private:
    struct Row
    {
        Key key;
        std::weak_ptr<Subscriber> subscriber;
    };

    bool collectSome(const StepTime &step);
    bool sortSome(const StepTime &step);
    bool visitSome(const StepTime &step, const Visit &visit);
    void collect(const std::weak_ptr<Subscriber> &weak);
    bool isBefore(const Row &one, const Row &other) const;

    ClientQuery query_;
    const Clock &clock_;
    std::vector<std::weak_ptr<Subscriber>> all_; ///< shrinks as they are collected
    std::vector<Row> rows_;                      ///< a heap, whose greatest is first; sorted from unsorted_ on
    size_t unsorted_ = 0;
    size_t visited_ = 0;
    bool isCollected_ = false;
    ClientCounts counts_;
};

} // namespace helio
