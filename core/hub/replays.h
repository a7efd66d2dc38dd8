// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/replayframes.h"

#include <deque>
#include <memory>

namespace helio {

class Slices;
class Subscriber;

/// Whose next chunk of history is due: one after the other, between what else the hub does, and only while there is
/// room for what waits for clients.
class Replays
{
public:
    explicit Replays(std::shared_ptr<QueueMemory> memory);
    ~Replays();

    /// Its next chunk is due, behind those of the others.
    void add(Subscriber &subscriber);
    /// The same, but there is no room now.
    void addWhenRoom(Subscriber &subscriber);
    /// Those that wait for room go on, as far as there is some.
    void resume();
    /// Something of what waited was taken: resume() from the event loop, if there is anybody for whom.
    void resumeSoon();
    ReplayFrames &frames() { return frames_; }

private:
    std::shared_ptr<QueueMemory> memory_;
    ReplayFrames frames_;
    std::deque<std::weak_ptr<Subscriber>> paused_; ///< wait for room
    bool resumesSoon_ = false;
    std::unique_ptr<Slices> slices_;
};

} // namespace helio
