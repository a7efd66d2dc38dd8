// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/heartbeatwheel.h"

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

HeartbeatWheel::HeartbeatWheel(std::chrono::milliseconds heartbeat)
    : heartbeat_(heartbeat)
    , turnInterval_(std::clamp<std::chrono::milliseconds>(heartbeat / 64, 20ms, 250ms))
    , slots_(Slots + 1)
{}

void HeartbeatWheel::add(Member *member)
{
    seat(member, heartbeat_);
}

void HeartbeatWheel::remove(Member *member)
{
    if (member->slot_ < 0)
        return;
    std::vector<Member *> &slot = slots_[size_t(member->slot_)];
    slot[member->index_] = slot.back();
    slot[member->index_]->index_ = member->index_;
    slot.pop_back();
    member->slot_ = -1;
}

void HeartbeatWheel::turn()
{
    current_ = (current_ + 1) % Slots;
    for (Member *member : std::exchange(slots_[size_t(current_)], {}))
        put(member, Due);
}

void HeartbeatWheel::sendDue(qint64 nowNanoseconds, int limit)
{
    for (; limit > 0 && hasDue(); --limit) {
        Member *member = slots_[Due].back();
        slots_[Due].pop_back();
        member->slot_ = -1;
        std::chrono::nanoseconds left = heartbeat_ - std::chrono::nanoseconds(nowNanoseconds - member->lastSentAt());
        if (left <= 0ns) {
            member->sendHeartbeat(nowNanoseconds);
            left = heartbeat_;
        }
        seat(member, left);
    }
}

void HeartbeatWheel::seat(Member *member, std::chrono::nanoseconds ahead)
{
    const auto turns = (ahead + turnInterval_ - 1ns) / turnInterval_;
    // A long heartbeat takes more than one round: the farthest slot, and another check there.
    put(member, int((current_ + std::clamp<qint64>(turns, 1, Slots - 1)) % Slots));
}

void HeartbeatWheel::put(Member *member, int slot)
{
    std::vector<Member *> &seats = slots_[size_t(slot)];
    member->slot_ = slot;
    member->index_ = seats.size();
    seats.push_back(member);
}

} // namespace helio
