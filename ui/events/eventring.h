// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/eventfeed.h"

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace helio {

/// One event of an EventRing. The views are valid until the ring is changed.
struct EventView
{
    qint64 receivedAt = 0; ///< nanoseconds since 1970-01-01T00:00Z
    int source = 0;
    QByteArrayView channel;
    QByteArrayView id;
    QByteArrayView type;
    QByteArrayView data;
    QByteArrayView raw = {}; ///< as it came over the wire; empty where the feed did not keep it
};

/// The past that the events table can show, oldest first; each event has a sequence number that stays its own.
///
/// Bytes are bounded, not rows. Events are copied into large blocks: no allocation and no free per event, and bytes()
/// is what the memory really costs. The oldest go by whole blocks.
///
/// What came live is appended, and has numbers from FirstLive on. What was loaded of the time before is put before all
/// that is held, with numbers below; no number is given twice, so there may be some between that no event has.
class EventRing
{
public:
    static constexpr qsizetype DefaultMaximumBytes = 512 * 1024 * 1024;
    static constexpr quint64 FirstLive = quint64(1) << 40;

    explicit EventRing(qsizetype maximumBytes = DefaultMaximumBytes);
    /// Another bound; trim() makes it hold.
    void setMaximumBytes(qsizetype bytes);

    void append(int source, const ReceivedEvent &received);
    /// Puts events, in their order, before all that is held: the last of them for which the bound leaves room, beside
    /// a block for what comes next. Answers how many.
    qsizetype prepend(int source, const QList<ReceivedEvent> &events);
    /// What first() will be after trim(); lets a model notify its views before the rows go.
    quint64 firstAfterTrim() const;
    /// Drops the oldest blocks until the bound holds. The newest block always stays, so that one event fits however
    /// large.
    void trim();
    /// Drops the blocks that hold nothing from `sequence` on.
    void forgetBefore(quint64 sequence);
    /// The same, and what stands before it in the block that holds it.
    void cutBefore(quint64 sequence);

    quint64 first() const; ///< of the oldest event held; next() when there is none
    quint64 next() const { return next_; }
    /// Of the oldest event held that came live; next() when there is none.
    quint64 firstLive() const;
    /// How many were prepended since the ring was made.
    quint64 prependedCount() const { return FirstLive - lowest_; }
    /// How many events it holds from `begin` to before `end`.
    quint64 count(quint64 begin, quint64 end) const;
    /// `sequence` where it is held, else that of the next event behind; next() when there is none.
    quint64 heldFrom(quint64 sequence) const;
    /// Of the last event held before `sequence`; nothing when there is none.
    std::optional<quint64> heldBefore(quint64 sequence) const;
    /// An empty view when the ring does not hold it.
    EventView at(quint64 sequence) const;
    /// The same for one who goes on to a neighbour, at less cost: `place` is kept by the caller, 0 at first.
    EventView at(quint64 sequence, size_t &place) const;

    /// What the ring holds now, to be read in any thread while the ring goes on. Takes references to the blocks, and a
    /// copy of the newest, which is still written to.
    EventRing snapshot() const;

    /// What the ring reserves; this is what is bounded.
    qsizetype bytes() const { return bytes_; }
    /// bytes() without the room of the newest block that nothing was written to yet.
    qsizetype usedBytes() const;
    qsizetype maximumBytes() const { return maximumBytes_; }

private:
    struct Record
    {
        qint64 receivedAt;
        qint32 source;
        quint32 offset; ///< of channel, id, type, data and raw, one behind the other
        quint32 channelSize;
        quint32 idSize;
        quint32 typeSize;
        quint32 dataSize;
        quint32 rawSize;
    };
    /// Only the newest is written to.
    struct Block
    {
        quint64 first = 0;
        qint64 place = 0; ///< of its first among all: one block goes on where the one before ends
        std::unique_ptr<char[]> bytes;
        qsizetype used = 0;
        qsizetype capacity = 0;
        std::vector<Record> records;

        quint64 end() const { return first + records.size(); }
        qsizetype cost() const { return capacity + qsizetype(records.capacity() * sizeof(Record) + sizeof(Block)); }
        void add(int source, const ReceivedEvent &received);
    };

    static qsizetype sizeOf(const ReceivedEvent &received);
    static std::shared_ptr<Block> blockOfSize(qsizetype bytes);
    Block &blockWithRoomFor(qsizetype size);
    void dropOldest();
    size_t blockOf(quint64 sequence) const;
    qint64 placeOf(quint64 sequence) const;

    qsizetype maximumBytes_ = 0;
    qsizetype blockBytes_ = 0;
    std::deque<std::shared_ptr<Block>> blocks_; ///< shared with snapshots
    qsizetype bytes_ = 0;
    quint64 next_ = FirstLive;
    quint64 lowest_ = FirstLive; ///< that was given
};

} // namespace helio
