// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>
#include <vector>

namespace helio {

/// All streams' heartbeats from one timer. Each sits in the slot of the turn in which its silence may be over; it is
/// checked then, not before, and an event in between costs nothing here.
class HeartbeatWheel
{
public:
    /// Who wants heartbeats. Must be removed before it goes.
    class Member
    {
    public:
        /// Clock::steadyNanoseconds().
        virtual qint64 lastSentAt() const = 0;
        virtual void sendHeartbeat(qint64 now) = 0;
        virtual ~Member() = default;

    private:
        friend class HeartbeatWheel;
        int slot_ = -1;
        size_t index_ = 0;
    };

    explicit HeartbeatWheel(std::chrono::milliseconds heartbeat);

    /// How often turn() wants to be called. A heartbeat comes at most two of them late.
    std::chrono::milliseconds turnInterval() const { return turnInterval_; }
    void add(Member *member);
    /// Does nothing when it is not here.
    void remove(Member *member);
    /// Moves on one slot: those in it are due.
    void turn();
    bool hasDue() const { return !slots_[Due].empty(); }
    /// Looks at no more than `limit` of those that are due, so that ten thousand of them hold nobody up: sends a
    /// comment to each that was silent for the heartbeat time, and seats it anew.
    void sendDue(qint64 nowNanoseconds, int limit);

private:
    static constexpr int Slots = 128;
    static constexpr int Due = Slots; ///< a slot besides
    void put(Member *member, int slot);
    void seat(Member *member, std::chrono::nanoseconds ahead);

    std::chrono::nanoseconds heartbeat_;
    std::chrono::milliseconds turnInterval_;
    std::vector<std::vector<Member *>> slots_;
    int current_ = 0;
};

} // namespace helio
