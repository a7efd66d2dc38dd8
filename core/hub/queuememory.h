// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <memory>
#include <utility>

namespace helio {

/// How much memory is held by what waits for the hub's clients: each frame once, however many queues share it, and its
/// place in each of them.
class QueueMemory
{
public:
    explicit QueueMemory(qint64 bound)
        : bound_(bound)
    {}

    qint64 bound() const { return bound_; }
    qint64 bytes() const { return bytes_; }
    bool isOver() const { return bytes_ > bound_; }
    /// As much as is to be left when room was made, so that it is not made again for each event.
    bool isStillHigh() const { return bytes_ > bound_ - bound_ / 8; }
    /// Whether chunks of history may take more. They never have more than half, so that who is behind does not end who
    /// is live.
    bool hasRoomForReplay() const { return replayBytes_ <= bound_ / 2; }
    /// Whether there is so much room that a replay may come in chunks of the usual size.
    bool hasMuchRoomForReplay() const { return replayBytes_ <= bound_ / 4; }

private:
    friend class QueueCharge;
    qint64 bound_;
    qint64 bytes_ = 0;
    qint64 replayBytes_ = 0; ///< of them
};

/// Counts so many bytes for as long as it lives.
class QueueCharge
{
public:
    enum class Use { Live, Replay };

    QueueCharge() = default; ///< counts nothing
    QueueCharge(std::shared_ptr<QueueMemory> memory, qint64 bytes, Use use)
        : memory_(std::move(memory))
        , bytes_(bytes)
        , use_(use)
    {
        count(bytes_);
    }
    QueueCharge(QueueCharge &&other) noexcept
        : memory_(std::move(other.memory_))
        , bytes_(other.bytes_)
        , use_(other.use_)
    {}
    QueueCharge &operator=(QueueCharge &&other) noexcept
    {
        std::swap(memory_, other.memory_);
        std::swap(bytes_, other.bytes_);
        std::swap(use_, other.use_);
        return *this;
    }
    ~QueueCharge()
    {
        if (memory_)
            count(-bytes_);
    }

    /// What shares this takes, or leaves, a place in one more queue.
    void countPlaces(int places) const
    {
        if (memory_)
            count(places * PlaceBytes);
    }

private:
    void count(qint64 bytes) const
    {
        memory_->bytes_ += bytes;
        if (use_ == Use::Replay)
            memory_->replayBytes_ += bytes;
    }

    static constexpr qint64 PlaceBytes = 32; ///< a pointer and its count, and as much again by which vectors grow

    std::shared_ptr<QueueMemory> memory_;
    qint64 bytes_ = 0;
    Use use_ = Use::Live;
};

} // namespace helio
