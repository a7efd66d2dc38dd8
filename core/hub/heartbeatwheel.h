// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>
#include <vector>

namespace helio {

class Subscriber;

/// All subscribers' heartbeats from one timer. Each subscriber sits in the slot of the turn in which its silence may be
/// over; it is looked at then, not before, and an event in between costs nothing here.
class HeartbeatWheel
{
public:
    /// Where a subscriber sits; kept by it for the wheel.
    struct Place
    {
        int slot = -1;
        size_t index = 0;
    };

    explicit HeartbeatWheel(std::chrono::milliseconds heartbeat);

    /// How often turn() wants to be called. A heartbeat comes at most two of them late.
    std::chrono::milliseconds turnInterval() const { return turnInterval_; }
    void add(Subscriber *subscriber);
    void remove(Subscriber *subscriber);
    /// Moves on one slot: those in it are due.
    void turn();
    bool hasDue() const { return !slots_[Due].empty(); }
    /// Looks at no more than `limit` of those that are due, so that ten thousand of them hold nobody up: sends a
    /// comment to each that was silent for the heartbeat time, and seats it anew.
    void sendDue(qint64 nowNanoseconds, int limit);

private:
    static constexpr int Slots = 128;
    static constexpr int Due = Slots; ///< a slot besides
    void put(Subscriber *subscriber, int slot);
    void seat(Subscriber *subscriber, std::chrono::nanoseconds ahead);

    std::chrono::nanoseconds heartbeat_;
    std::chrono::milliseconds turnInterval_;
    std::vector<std::vector<Subscriber *>> slots_;
    int current_ = 0;
};

} // namespace helio
