// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/heldevent.h"

#include <deque>
#include <vector>

namespace helio {

/// All channels' events in one order, in blocks: one that goes, wherever it stands, is let go of at once, and moves
/// only what stands in its block. Blocks that became sparse are joined with their neighbours.
class EventLog
{
public:
    bool isEmpty() const { return blocks_.empty(); }
    const HeldEventPtr &front() const { return blocks_.front().front(); }

    /// Its position and its time are behind all others'.
    void append(const HeldEventPtr &event);
    /// It stands here.
    void remove(const HeldEvent &event);
    /// Null when none stands there.
    HeldEventPtr find(Position position) const;
    /// Of those that were added at `time` or later; null when there is none.
    HeldEventPtr firstAddedAt(qint64 time) const;
    /// Calls `visit` with each event behind `after`, in order, until it answers false. True when it never did.
    template <typename Visit>
    bool visitBehind(Position after, const Visit &visit) const
    {
        if (blocks_.empty())
            return true;
        auto block = blockOf(after);
        for (size_t at = block->behind(after); block != blocks_.cend(); at = (++block)->first) {
            for (; at < block->events.size(); ++at) {
                if (!visit(block->events[at]))
                    return false;
            }
            if (block + 1 == blocks_.cend())
                break;
        }
        return true;
    }
    /// Calls `visit` with each event before `before`, the last first, until it answers false. True when it never did.
    template <typename Visit>
    bool visitBackwards(Position before, const Visit &visit) const
    {
        if (blocks_.empty())
            return true;
        for (auto block = blockOf(before);; --block) {
            size_t at = block->behind(before);
            if (at > block->first && block->events[at - 1]->position == before)
                --at;
            for (; at > block->first; --at) {
                if (!visit(block->events[at - 1]))
                    return false;
            }
            if (block == blocks_.cbegin())
                return true;
        }
    }
    /// How many events its blocks have room for.
    size_t capacity() const { return blocks_.size() * BlockSize; }

private:
    static constexpr size_t BlockSize = 256;
    struct Block
    {
        std::vector<HeldEventPtr> events;
        size_t first = 0; ///< what stood before it is gone
        const HeldEventPtr &front() const { return events[first]; }
        size_t size() const { return events.size() - first; }
        /// The index of the first event behind `after`.
        size_t behind(Position after) const;
    };
    using Blocks = std::deque<Block>;

    /// The last block that begins at `position` or before it, else the first.
    Blocks::const_iterator blockOf(Position position) const;
    void joinWithNext(size_t index);

    Blocks blocks_; ///< none is empty
};

} // namespace helio
