// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/store.h"
#include "hub/transport.h"

#include <array>

namespace helio {

/// How events are put on the wire for a subscriber.
enum class WireForm {
    Plain,          ///< its selection is exactly one name
    Tagged,         ///< with the field `channel`
    Envelope,       ///< as JSON with channel, type, id and data
    TaggedEnvelope, ///< both
};

/// An event's bytes on the wire.
QByteArray blockIn(WireForm form, const Event &event, std::optional<std::chrono::milliseconds> retry = {});

/// The live event's frames, each made when first wanted and then shared.
class LiveFrames
{
public:
    /// `stored` is borrowed. `publishedAt`: Clock::steadyNanoseconds().
    LiveFrames(const StoredEvent &stored, std::optional<std::chrono::milliseconds> retry, qint64 publishedAt,
               std::shared_ptr<LatencyHistogram> channelLatency, std::shared_ptr<QueueMemory> memory);
    const FramePtr &in(WireForm form);

private:
    const StoredEvent &stored_;
    std::optional<std::chrono::milliseconds> retry_;
    qint64 publishedAt_;
    std::shared_ptr<LatencyHistogram> channelLatency_;
    std::shared_ptr<QueueMemory> memory_;
    std::array<FramePtr, 4> frames_;
};

} // namespace helio
