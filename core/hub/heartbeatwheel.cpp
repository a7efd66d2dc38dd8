// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/heartbeatwheel.h"

#include "hub/subscriber.h"

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

HeartbeatWheel::HeartbeatWheel(std::chrono::milliseconds heartbeat)
    : heartbeat_(heartbeat)
    , turnInterval_(std::clamp<std::chrono::milliseconds>(heartbeat / 64, 20ms, 250ms))
    , slots_(Slots + 1)
{}

void HeartbeatWheel::add(Subscriber *subscriber)
{
    seat(subscriber, heartbeat_);
}

void HeartbeatWheel::remove(Subscriber *subscriber)
{
    Place &place = subscriber->wheelPlace;
    if (place.slot < 0)
        return;
    std::vector<Subscriber *> &slot = slots_[size_t(place.slot)];
    slot[place.index] = slot.back();
    slot[place.index]->wheelPlace.index = place.index;
    slot.pop_back();
    place.slot = -1;
}

void HeartbeatWheel::turn()
{
    current_ = (current_ + 1) % Slots;
    for (Subscriber *subscriber : std::exchange(slots_[size_t(current_)], {}))
        put(subscriber, Due);
}

void HeartbeatWheel::sendDue(qint64 nowNanoseconds, int limit)
{
    for (; limit > 0 && hasDue(); --limit) {
        Subscriber *subscriber = slots_[Due].back();
        slots_[Due].pop_back();
        std::chrono::nanoseconds left =
            heartbeat_ - std::chrono::nanoseconds(nowNanoseconds - subscriber->lastSentAt());
        if (left <= 0ns) {
            subscriber->sendHeartbeat(nowNanoseconds);
            left = heartbeat_;
        }
        seat(subscriber, left);
    }
}

void HeartbeatWheel::seat(Subscriber *subscriber, std::chrono::nanoseconds ahead)
{
    const auto turns = (ahead + turnInterval_ - 1ns) / turnInterval_;
    // A long heartbeat takes more than one round: the farthest slot, and another look there.
    put(subscriber, int((current_ + std::clamp<qint64>(turns, 1, Slots - 1)) % Slots));
}

void HeartbeatWheel::put(Subscriber *subscriber, int slot)
{
    std::vector<Subscriber *> &seats = slots_[size_t(slot)];
    subscriber->wheelPlace = {slot, seats.size()};
    seats.push_back(subscriber);
}

} // namespace helio
