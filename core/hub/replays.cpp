// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/replays.h"

#include "hub/slices.h"
#include "hub/subscriber.h"

#include <utility>

namespace helio {

Replays::Replays(std::shared_ptr<QueueMemory> memory)
    : memory_(std::move(memory))
    , frames_(memory_)
    , slices_(std::make_unique<Slices>("replays"))
{}

Replays::~Replays() = default;

void Replays::add(Subscriber &subscriber)
{
    slices_->add([weak = subscriber.weak_from_this()] {
        if (const auto due = weak.lock())
            due->continueReplay();
        return false;
    });
}

void Replays::addWhenRoom(Subscriber &subscriber)
{
    paused_.push_back(subscriber.weak_from_this());
}

/// One that gets its chunk and leaves no room has the others go on waiting.
void Replays::resume()
{
    for (size_t left = paused_.size(); left > 0 && memory_->hasRoomForReplay(); --left) {
        const auto paused = paused_.front().lock();
        paused_.pop_front();
        if (paused)
            paused->onRoomForReplay();
    }
}

void Replays::resumeSoon()
{
    if (paused_.empty() || !memory_->hasRoomForReplay() || std::exchange(resumesSoon_, true))
        return;
    slices_->add([this] {
        resumesSoon_ = false;
        resume();
        return false;
    });
}

} // namespace helio
