// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/transport.h"

#include <vector>

namespace helio {

/// Frames that the kernel has not taken, in order. Allocates nothing while it is empty.
class FrameQueue
{
public:
    FrameQueue() = default;
    ~FrameQueue() { clear(); }
    Q_DISABLE_COPY_MOVE(FrameQueue)

    bool isEmpty() const { return head_ == frames_.size(); }
    qsizetype size() const { return qsizetype(frames_.size() - head_); }
    /// Bytes behind the first frame: what the bound counts, so that one event always fits.
    qsizetype waitingBytes() const { return waitingBytes_; }

    /// Whether the bound is passed already, so that `frame` does not fit. One event always fits behind what is within
    /// the bound, however large it is, and so does what is no event: the client may just be about to learn why it ends.
    bool refuses(const Frame &frame, const Transport::Limits &limits) const
    {
        return frame.kind != Frame::Kind::Control && waitingBytes_ > limits.queueBytes;
    }
    /// Null when nothing waits.
    const Frame *first() const { return isEmpty() ? nullptr : frames_[head_].get(); }
    void push(const FramePtr &frame);
    /// What of frame `i` (0: the first) is still to be sent.
    QByteArrayView rest(qsizetype i) const;
    /// `bytes` more were taken; `listener` hears of each frame that is complete by it.
    void advance(qsizetype bytes, TransportListener &listener);
    void clear();

    Transport::Queued figures() const;

private:
    std::vector<FramePtr> frames_;
    size_t head_ = 0;    ///< index of the first frame
    qsizetype sent_ = 0; ///< of the first frame
    qsizetype waitingBytes_ = 0;
};

} // namespace helio
