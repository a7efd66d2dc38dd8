// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventring.h"

#include <algorithm>
#include <cstring>

namespace helio {

EventRing::EventRing(qsizetype maximumBytes)
{
    setMaximumBytes(maximumBytes);
}

void EventRing::setMaximumBytes(qsizetype bytes)
{
    maximumBytes_ = bytes;
    // Small enough that trimming one block is a small part of the past, large enough that blocks are few.
    blockBytes_ = std::clamp<qsizetype>(bytes / 64, 256, 1024 * 1024);
}

qsizetype EventRing::sizeOf(const ReceivedEvent &received)
{
    const Event &event = received.event;
    return event.channel.size() + event.id.size() + event.type.size() + event.data.size() + received.raw.size();
}

std::shared_ptr<EventRing::Block> EventRing::blockOfSize(qsizetype bytes)
{
    auto block = std::make_shared<Block>();
    block->capacity = bytes;
    block->bytes = std::make_unique_for_overwrite<char[]>(size_t(bytes));
    return block;
}

void EventRing::Block::add(int source, const ReceivedEvent &received)
{
    const Event &event = received.event;
    records.push_back({received.receivedAt, source, quint32(used), quint32(event.channel.size()),
                       quint32(event.id.size()), quint32(event.type.size()), quint32(event.data.size()),
                       quint32(received.raw.size())});
    for (const QByteArray *part : {&event.channel, &event.id, &event.type, &event.data, &received.raw}) {
        std::memcpy(bytes.get() + used, part->constData(), size_t(part->size()));
        used += part->size();
    }
}

EventRing::Block &EventRing::blockWithRoomFor(qsizetype size)
{
    // What was prepended is never added to: its numbers are others.
    if (!blocks_.empty() && blocks_.back()->first >= FirstLive) {
        Block &last = *blocks_.back();
        if (last.capacity - last.used >= size)
            return last;
        bytes_ -= last.cost();
        last.records.shrink_to_fit();
        bytes_ += last.cost();
    }
    auto block = blockOfSize(std::max(blockBytes_, size));
    block->first = next_;
    block->place = placeOf(next_);
    bytes_ += block->cost();
    blocks_.push_back(std::move(block));
    return *blocks_.back();
}

void EventRing::append(int source, const ReceivedEvent &received)
{
    Block &block = blockWithRoomFor(sizeOf(received));
    bytes_ -= block.cost();
    block.add(source, received);
    bytes_ += block.cost();
    ++next_;
}

qsizetype EventRing::prepend(int source, const QList<ReceivedEvent> &events)
{
    qsizetype begin = events.size();
    while (begin > 0) {
        const qsizetype room = maximumBytes_ - blockBytes_ - bytes_ - qsizetype(sizeof(Block));
        const qsizetype end = begin;
        qsizetype size = 0;
        while (begin > 0) {
            const qsizetype grown = size + sizeOf(events[begin - 1]);
            const qsizetype cost = grown + (end - begin + 1) * qsizetype(sizeof(Record));
            if (cost > room || (grown > blockBytes_ && begin < end))
                break;
            size = grown;
            --begin;
        }
        if (begin == end)
            break;
        auto block = blockOfSize(size);
        block->first = lowest_ -= quint64(end - begin);
        block->place = (blocks_.empty() ? 0 : blocks_.front()->place) - (end - begin);
        block->records.reserve(size_t(end - begin));
        for (qsizetype i = begin; i < end; ++i)
            block->add(source, events[i]);
        bytes_ += block->cost();
        blocks_.push_front(std::move(block));
    }
    return events.size() - begin;
}

quint64 EventRing::firstAfterTrim() const
{
    qsizetype bytes = bytes_;
    size_t block = 0;
    while (bytes > maximumBytes_ && block + 1 < blocks_.size())
        bytes -= blocks_[block++]->cost();
    return blocks_.empty() ? next_ : blocks_[block]->first;
}

void EventRing::trim()
{
    while (bytes_ > maximumBytes_ && blocks_.size() > 1)
        dropOldest();
}

void EventRing::forgetBefore(quint64 sequence)
{
    while (!blocks_.empty() && blocks_.front()->end() <= sequence)
        dropOldest();
}

void EventRing::cutBefore(quint64 sequence)
{
    forgetBefore(sequence);
    if (blocks_.empty() || blocks_.front()->first >= sequence)
        return;
    // A copy, as snapshots may be reading it.
    const Block &whole = *blocks_.front();
    const size_t gone = size_t(sequence - whole.first);
    const quint32 from = whole.records[gone].offset;
    auto rest = blockOfSize(whole.used - qsizetype(from));
    std::memcpy(rest->bytes.get(), whole.bytes.get() + from, size_t(rest->capacity));
    rest->used = rest->capacity;
    rest->first = sequence;
    rest->place = whole.place + qint64(gone);
    rest->records.assign(whole.records.begin() + qsizetype(gone), whole.records.end());
    for (Record &record : rest->records)
        record.offset -= from;
    bytes_ += rest->cost() - whole.cost();
    blocks_.front() = std::move(rest);
}

void EventRing::dropOldest()
{
    bytes_ -= blocks_.front()->cost();
    blocks_.pop_front();
}

EventRing EventRing::snapshot() const
{
    EventRing copy(maximumBytes_);
    copy.blocks_ = blocks_;
    copy.bytes_ = bytes_;
    copy.next_ = next_;
    copy.lowest_ = lowest_;
    if (blocks_.empty())
        return copy;
    const Block &newest = *blocks_.back();
    auto own = blockOfSize(newest.used);
    own->first = newest.first;
    own->place = newest.place;
    own->used = newest.used;
    std::memcpy(own->bytes.get(), newest.bytes.get(), size_t(newest.used));
    own->records = newest.records;
    copy.bytes_ += own->cost() - newest.cost();
    copy.blocks_.back() = std::move(own);
    return copy;
}

qsizetype EventRing::usedBytes() const
{
    if (blocks_.empty())
        return 0;
    const Block &last = *blocks_.back();
    return bytes_ - (last.capacity - last.used) -
           qsizetype((last.records.capacity() - last.records.size()) * sizeof(Record));
}

quint64 EventRing::first() const
{
    return blocks_.empty() ? next_ : blocks_.front()->first;
}

quint64 EventRing::firstLive() const
{
    return heldFrom(FirstLive);
}

/// Of the block that holds it, or else of the last before it; all bits set: there is none.
size_t EventRing::blockOf(quint64 sequence) const
{
    const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), sequence,
                                        [](quint64 wanted, const auto &block) { return wanted < block->first; });
    return size_t(after - blocks_.begin()) - 1;
}

/// Among all that were ever held, without what lies between: how many stand before it, from some number on.
qint64 EventRing::placeOf(quint64 sequence) const
{
    if (blocks_.empty())
        return 0;
    if (sequence < blocks_.front()->first)
        return blocks_.front()->place;
    const Block &block = *blocks_[blockOf(sequence)];
    return block.place + qint64(std::min(sequence, block.end()) - block.first);
}

quint64 EventRing::count(quint64 begin, quint64 end) const
{
    return begin < end ? quint64(placeOf(end) - placeOf(begin)) : 0;
}

quint64 EventRing::heldFrom(quint64 sequence) const
{
    if (sequence <= first())
        return first();
    if (sequence >= next_)
        return next_;
    const size_t block = blockOf(sequence);
    if (sequence < blocks_[block]->end())
        return sequence;
    return block + 1 < blocks_.size() ? blocks_[block + 1]->first : next_;
}

std::optional<quint64> EventRing::heldBefore(quint64 sequence) const
{
    if (sequence <= first() || blocks_.empty())
        return std::nullopt;
    return std::min(sequence, blocks_[blockOf(sequence - 1)]->end()) - 1;
}

EventView EventRing::at(quint64 sequence) const
{
    size_t place = blocks_.size();
    return at(sequence, place);
}

EventView EventRing::at(quint64 sequence, size_t &place) const
{
    if (sequence < first() || sequence >= next_)
        return {};
    if (place >= blocks_.size() || sequence < blocks_[place]->first || sequence >= blocks_[place]->end())
        place = blockOf(sequence);
    const Block &block = *blocks_[place];
    if (sequence >= block.end())
        return {};
    const Record &record = block.records[size_t(sequence - block.first)];
    const char *at = block.bytes.get() + record.offset;
    const auto take = [&at](quint32 size) {
        const QByteArrayView part(at, qsizetype(size));
        at += size;
        return part;
    };
    EventView view{record.receivedAt, record.source, {}, {}, {}, {}, {}};
    view.channel = take(record.channelSize);
    view.id = take(record.idSize);
    view.type = take(record.typeSize);
    view.data = take(record.dataSize);
    view.raw = take(record.rawSize);
    return view;
}

} // namespace helio
