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

    /// How often turn() wants to be called.
    std::chrono::milliseconds turnInterval() const { return turnInterval_; }
    void add(Subscriber *subscriber);
    void remove(Subscriber *subscriber);
    /// Moves on one slot: sends a comment to each subscriber in it that was silent for the heartbeat time, and seats
    /// all anew.
    void turn(qint64 nowNanoseconds);

private:
    static constexpr int Slots = 64;
    void seat(Subscriber *subscriber, int turnsAhead);

    std::chrono::nanoseconds heartbeat_;
    std::chrono::milliseconds turnInterval_;
    std::vector<std::vector<Subscriber *>> slots_;
    int current_ = 0;
};

} // namespace helio
