// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/position.h"
#include "hub/store.h"
#include "hub/submissions.h"

#include <optional>
#include <vector>

namespace helio {

class Channels;
class Clock;
class HubTap;
class Subscriber;
class Traffic;

/// The way of events from the store's commit to all who listen. All is borrowed.
class Delivery
{
public:
    Delivery(Channels &channels, Submissions &submissions, Traffic &traffic, HubTap &tap, const Clock &clock);

    /// Gives them to their subscribers, in order, and to the tap.
    void deliver(const QList<Committed> &events);
    /// Has the subscribers of what `lost` selects be told that something may be missing at `at`.
    void reportLoss(Position at, const Selection &lost);
    /// The store is open. What stands up to its head is not live: it was committed before.
    void setHead(Position head);

    /// Of the last event that was delivered, or the place of a loss behind it. Nothing before the store is open.
    std::optional<Position> lastDelivered() const { return lastDelivered_; }

private:
    qint64 fanOut(const Committed &committed, qint64 publishedAt, bool flushLater);
    void flushDue();

    Channels &channels_;
    Submissions &submissions_;
    Traffic &traffic_;
    HubTap &tap_;
    const Clock &clock_;
    std::optional<Position> lastDelivered_;
    std::vector<Subscriber *> dueFlushes_; ///< within one commit
};

} // namespace helio
