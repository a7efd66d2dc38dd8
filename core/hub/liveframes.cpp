// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/liveframes.h"

#include "event/eventstreamwriter.h"

namespace helio {

QByteArray blockIn(WireForm form, const Event &event, std::optional<std::chrono::milliseconds> retry)
{
    switch (form) {
    case WireForm::Plain:
        return EventStreamWriter::block(event, EventStreamWriter::Channel::Omitted, retry);
    case WireForm::Tagged:
        return EventStreamWriter::block(event, EventStreamWriter::Channel::Field, retry);
    case WireForm::Envelope:
        return EventStreamWriter::envelope(event, EventStreamWriter::Channel::Omitted, retry);
    case WireForm::TaggedEnvelope:
        return EventStreamWriter::envelope(event, EventStreamWriter::Channel::Field, retry);
    }
    Q_UNREACHABLE();
}

LiveFrames::LiveFrames(const StoredEvent &stored, std::optional<std::chrono::milliseconds> retry, qint64 publishedAt,
                       std::shared_ptr<LatencyHistogram> channelLatency, std::shared_ptr<QueueMemory> memory)
    : stored_(stored)
    , retry_(retry)
    , publishedAt_(publishedAt)
    , channelLatency_(std::move(channelLatency))
    , memory_(std::move(memory))
{}

const FramePtr &LiveFrames::in(WireForm form)
{
    FramePtr &frame = frames_[size_t(form)];
    if (!frame) {
        QByteArray block = blockIn(form, stored_.event, retry_);
        QueueCharge charge(memory_, block.capacity() + Frame::OwnBytes, QueueCharge::Use::Live);
        frame =
            std::make_shared<const Frame>(Frame{std::move(block), Frame::Kind::Live, 1, stored_.event.id,
                                                stored_.position, publishedAt_, channelLatency_, std::move(charge)});
    }
    return frame;
}

} // namespace helio
