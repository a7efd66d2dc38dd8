// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/replayframes.h"

#include <algorithm>

namespace helio {

ReplayFrames::ReplayFrames(std::shared_ptr<QueueMemory> memory)
    : memory_(std::move(memory))
{}

FramePtr ReplayFrames::frame(WireForm form, const QList<StoredEventPtr> &events)
{
    // Stored events never change: the same ones make the same bytes.
    const auto found = std::find_if(kept_.begin(), kept_.end(),
                                    [&](const Kept &kept) { return kept.form == form && kept.events == events; });
    if (found != kept_.end()) {
        found->isUsed = true;
        return found->frame;
    }
    QByteArray blocks;
    for (const StoredEventPtr &stored : events)
        blocks.append(blockIn(form, stored->event));
    const StoredEvent &last = *events.constLast();
    QueueCharge charge(memory_, blocks.capacity() + Frame::OwnBytes, QueueCharge::Use::Replay);
    auto frame = std::make_shared<const Frame>(Frame{std::move(blocks),
                                                     Frame::Kind::Replayed,
                                                     quint32(events.size()),
                                                     last.event.id,
                                                     last.position,
                                                     0,
                                                     {},
                                                     std::move(charge)});
    keep(form, events, frame);
    return frame;
}

void ReplayFrames::keep(WireForm form, const QList<StoredEventPtr> &events, const FramePtr &frame)
{
    kept_.push_front({form, events, frame});
    bytes_ += frame->bytes.size();
    const qint64 most = std::min(MaximumBytes, memory_->bound() / 8);
    while (kept_.size() > MaximumFrames || bytes_ > most) {
        bytes_ -= kept_.back().frame->bytes.size();
        kept_.pop_back();
    }
}

void ReplayFrames::forgetUnused()
{
    std::erase_if(kept_, [this](Kept &kept) {
        const bool isUsed = std::exchange(kept.isUsed, false);
        if (!isUsed)
            bytes_ -= kept.frame->bytes.size();
        return !isUsed;
    });
}

} // namespace helio
