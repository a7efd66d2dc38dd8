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

EventRing::Block &EventRing::blockWithRoomFor(qsizetype size)
{
    if (!blocks_.empty()) {
        Block &last = *blocks_.back();
        if (last.capacity - last.used >= size)
            return last;
        bytes_ -= last.cost();
        last.records.shrink_to_fit();
        bytes_ += last.cost();
    }
    auto block = std::make_shared<Block>();
    block->first = next_;
    block->capacity = std::max(blockBytes_, size);
    block->bytes = std::make_unique_for_overwrite<char[]>(size_t(block->capacity));
    bytes_ += block->cost();
    blocks_.push_back(std::move(block));
    return *blocks_.back();
}

void EventRing::append(int source, const ReceivedEvent &received)
{
    const Event &event = received.event;
    Block &block = blockWithRoomFor(event.channel.size() + event.id.size() + event.type.size() + event.data.size() +
                                    received.raw.size());

    Record record{received.receivedAt,        source,
                  quint32(block.used),        quint32(event.channel.size()),
                  quint32(event.id.size()),   quint32(event.type.size()),
                  quint32(event.data.size()), quint32(received.raw.size())};
    for (const QByteArray *part : {&event.channel, &event.id, &event.type, &event.data, &received.raw}) {
        std::memcpy(block.bytes.get() + block.used, part->constData(), size_t(part->size()));
        block.used += part->size();
    }
    bytes_ -= block.cost();
    block.records.push_back(record);
    bytes_ += block.cost();
    ++next_;
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
    while (!blocks_.empty() && blocks_.front()->first + blocks_.front()->records.size() <= sequence)
        dropOldest();
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
    if (blocks_.empty())
        return copy;
    const Block &newest = *blocks_.back();
    auto own = std::make_shared<Block>();
    own->first = newest.first;
    own->used = newest.used;
    own->capacity = newest.used;
    own->bytes = std::make_unique_for_overwrite<char[]>(size_t(newest.used));
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

size_t EventRing::blockOf(quint64 sequence) const
{
    const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), sequence,
                                        [](quint64 wanted, const auto &block) { return wanted < block->first; });
    return size_t(after - blocks_.begin()) - 1;
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
    if (place >= blocks_.size() || sequence < blocks_[place]->first ||
        sequence - blocks_[place]->first >= blocks_[place]->records.size())
        place = blockOf(sequence);
    const Block &block = *blocks_[place];
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
