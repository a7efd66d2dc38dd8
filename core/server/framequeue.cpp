// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/framequeue.h"

namespace helio {

namespace {
/// A queue that grew larger than this gives its memory back when it is empty again.
constexpr size_t KeptCapacity = 8;
} // namespace

void FrameQueue::push(const FramePtr &frame)
{
    if (!isEmpty())
        waitingBytes_ += frame->bytes.size();
    frame->charge.countPlaces(1);
    frames_.push_back(frame);
}

QByteArrayView FrameQueue::rest(qsizetype i) const
{
    const QByteArrayView bytes(frames_[head_ + size_t(i)]->bytes);
    return i == 0 ? bytes.sliced(sent_) : bytes;
}

void FrameQueue::advance(qsizetype bytes, TransportListener &listener)
{
    while (!isEmpty()) {
        const qsizetype left = frames_[head_]->bytes.size() - sent_;
        if (bytes < left) {
            sent_ += bytes;
            break;
        }
        bytes -= left;
        const FramePtr taken = std::move(frames_[head_]);
        taken->charge.countPlaces(-1);
        ++head_;
        sent_ = 0;
        if (isEmpty())
            clear();
        else
            waitingBytes_ -= frames_[head_]->bytes.size();
        listener.frameTaken(*taken);
    }
    // The part already taken must not stay in memory for as long as the queue is never quite empty.
    if (head_ > 64 && head_ > frames_.size() / 2) {
        frames_.erase(frames_.begin(), frames_.begin() + std::ptrdiff_t(head_));
        head_ = 0;
    }
}

void FrameQueue::clear()
{
    for (size_t i = head_; i < frames_.size(); ++i)
        frames_[i]->charge.countPlaces(-1);
    frames_.clear();
    if (frames_.capacity() > KeptCapacity)
        frames_.shrink_to_fit();
    head_ = 0;
    sent_ = 0;
    waitingBytes_ = 0;
}

Transport::Queued FrameQueue::figures() const
{
    Transport::Queued queued;
    for (size_t i = head_; i < frames_.size(); ++i) {
        const Frame &frame = *frames_[i];
        queued.events += frame.events;
        queued.bytes += frame.bytes.size();
        if (queued.oldestPublishedAt == 0)
            queued.oldestPublishedAt = frame.publishedAt;
    }
    queued.bytes -= sent_;
    return queued;
}

} // namespace helio
