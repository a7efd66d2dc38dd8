// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/eventlog.h"

#include <algorithm>

namespace helio {

namespace {

constexpr size_t Sparse = 64;        ///< a block with fewer looks for a neighbour to be joined with
constexpr size_t JoinedAtMost = 192; ///< so that the next few do not make it too full

} // namespace

size_t EventLog::Block::behind(Position after) const
{
    const auto found =
        std::upper_bound(events.cbegin() + std::ptrdiff_t(first), events.cend(), after,
                         [](Position position, const HeldEventPtr &event) { return position < event->position; });
    return size_t(found - events.cbegin());
}

EventLog::Blocks::const_iterator EventLog::blockOf(Position position) const
{
    const auto behind =
        std::upper_bound(blocks_.cbegin(), blocks_.cend(), position,
                         [](Position wanted, const Block &block) { return wanted < block.front()->position; });
    return behind == blocks_.cbegin() ? behind : behind - 1;
}

void EventLog::append(const HeldEventPtr &event)
{
    if (blocks_.empty() || blocks_.back().events.size() >= BlockSize) {
        blocks_.emplace_back();
        blocks_.back().events.reserve(BlockSize);
    }
    blocks_.back().events.push_back(event);
}

void EventLog::remove(const HeldEvent &event)
{
    const auto index = front().get() == &event ? 0 : size_t(blockOf(event.position) - blocks_.cbegin());
    Block &block = blocks_[index];
    if (block.front().get() == &event) {
        block.events[block.first++].reset();
    } else {
        const auto at =
            std::lower_bound(block.events.begin() + std::ptrdiff_t(block.first), block.events.end(), event.position,
                             [](const HeldEventPtr &one, Position position) { return one->position < position; });
        block.events.erase(at);
    }
    if (block.size() == 0)
        blocks_.erase(blocks_.begin() + std::ptrdiff_t(index));
    else if (block.size() < Sparse)
        joinWithNext(index > 0 && index + 1 == blocks_.size() ? index - 1 : index);
}

void EventLog::joinWithNext(size_t index)
{
    if (index + 1 >= blocks_.size() || blocks_[index].size() + blocks_[index + 1].size() > JoinedAtMost)
        return;
    Block &into = blocks_[index];
    Block &from = blocks_[index + 1];
    into.events.erase(into.events.begin(), into.events.begin() + std::ptrdiff_t(into.first));
    into.first = 0;
    into.events.insert(into.events.end(), std::make_move_iterator(from.events.begin() + std::ptrdiff_t(from.first)),
                       std::make_move_iterator(from.events.end()));
    blocks_.erase(blocks_.begin() + std::ptrdiff_t(index) + 1);
}

HeldEventPtr EventLog::find(Position position) const
{
    if (blocks_.empty())
        return {};
    const Block &block = *blockOf(position);
    const size_t behind = block.behind(position);
    return behind > block.first && block.events[behind - 1]->position == position ? block.events[behind - 1] : nullptr;
}

HeldEventPtr EventLog::firstAddedAt(qint64 time) const
{
    const auto isBefore = [time](const HeldEventPtr &event) { return event->addedAt < time; };
    const auto block = std::partition_point(blocks_.cbegin(), blocks_.cend(),
                                            [&](const Block &one) { return isBefore(one.events.back()); });
    if (block == blocks_.cend())
        return {};
    return *std::partition_point(block->events.cbegin() + std::ptrdiff_t(block->first), block->events.cend(), isBefore);
}

} // namespace helio
