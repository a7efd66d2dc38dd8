// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/heartbeatwheel.h"

#include "hub/subscriber.h"

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

HeartbeatWheel::HeartbeatWheel(std::chrono::milliseconds heartbeat)
    : heartbeat_(heartbeat)
    , turnInterval_(std::clamp<std::chrono::milliseconds>(heartbeat / 16, 20ms, 1s))
    , slots_(Slots)
{}

void HeartbeatWheel::add(Subscriber *subscriber)
{
    seat(subscriber, int(heartbeat_ / turnInterval_));
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

void HeartbeatWheel::turn(qint64 nowNanoseconds)
{
    current_ = (current_ + 1) % Slots;
    const std::vector<Subscriber *> due = std::exchange(slots_[size_t(current_)], {});
    for (Subscriber *subscriber : due) {
        std::chrono::nanoseconds left =
            heartbeat_ - std::chrono::nanoseconds(nowNanoseconds - subscriber->lastSentAt());
        if (left <= 0ns) {
            subscriber->sendHeartbeat(nowNanoseconds);
            left = heartbeat_;
        }
        seat(subscriber, int((left + turnInterval_ - 1ns) / turnInterval_));
    }
}

void HeartbeatWheel::seat(Subscriber *subscriber, int turnsAhead)
{
    // A long heartbeat takes more than one round: the farthest slot, and another look there.
    const int slot = (current_ + std::clamp(turnsAhead, 1, Slots - 1)) % Slots;
    std::vector<Subscriber *> &seats = slots_[size_t(slot)];
    subscriber->wheelPlace = {slot, seats.size()};
    seats.push_back(subscriber);
}

} // namespace helio
