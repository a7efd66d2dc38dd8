// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/liveframes.h"

#include <QList>

#include <deque>

namespace helio {

/// The frames that were made of history last: clients who come back at once, or read the same stretch one after the
/// other, share them, as they do those of live events.
class ReplayFrames
{
public:
    static constexpr size_t MaximumFrames = 32;
    /// So much is kept of them, and no more than an eighth of what may wait for all clients.
    static constexpr qint64 MaximumBytes = qint64(4) << 20;

    /// `memory` counts them.
    explicit ReplayFrames(std::shared_ptr<QueueMemory> memory);

    /// `events`: at least one.
    FramePtr frame(WireForm form, const QList<StoredEventPtr> &events);
    /// Lets go of those that nobody asked for since the last call.
    void forgetUnused();

private:
    struct Kept
    {
        WireForm form;
        QList<StoredEventPtr> events;
        FramePtr frame;
        bool isUsed = true;
    };

    void keep(WireForm form, const QList<StoredEventPtr> &events, const FramePtr &frame);

    std::shared_ptr<QueueMemory> memory_;
    std::deque<Kept> kept_; ///< the last first
    qint64 bytes_ = 0;
};

} // namespace helio
