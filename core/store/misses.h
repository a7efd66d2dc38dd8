// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/heldchannels.h"
#include "store/readermatches.h"
#include "store/remembered.h"
#include "store/trimjournal.h"

#include <deque>
#include <optional>

namespace helio {

/// What of history is gone, as far as readers are to be told: it decides about gaps, and holds no event. Of channels
/// that are known, what was trimmed stands with them.
class Misses
{
public:
    /// Nothing is held of what stands up to `floor`. What is remembered takes three times `rememberedBytes` at most.
    /// `channels` and `matches` are borrowed.
    Misses(const HeldChannels &channels, ReaderMatches &matches, Position floor, qint64 rememberedBytes);

    /// The machine's uptime, by which a moment ago is told from long ago.
    void setTime(qint64 uptimeMilliseconds) { minute_ = quint32(uptimeMilliseconds / 60'000) + 2; }

    /// Why something was trimmed. That history is short is not said of what somebody wanted gone.
    enum class Cause { Bounds, Wish };
    /// `event` was the oldest of the channel.
    void noteTrim(NamedChannel &channel, const StoredEvent &event, Cause cause);
    /// Of the channel, all up to a place.
    void noteTrim(NamedChannel &channel, Position upTo, Cause cause);
    /// A publisher's own id that stood on the wire, and stands for nothing any more.
    void noteTrimmedId(const QByteArray &id, Position position);
    /// The channel is known no more.
    void noteForgotten(const NamedChannel &channel);
    /// What was trimmed of one that is not known.
    Trimmed trimmedOfUnknown(const QByteArray &name) const;
    /// How many trims there were.
    quint64 trims() const { return trims_; }
    /// Where an event stood that was trimmed and had this id of its publisher's on the wire, if it was among the last
    /// of them: what a client asks for after it still begins there.
    std::optional<Position> placeOfTrimmed(const QByteArray &id) const { return trimmedIds_.find(id); }

    /// A place in the order at which something may be missing. No event stands there. Once more, it is the same loss.
    void noteLoss(Position at, Selection lost);
    /// Where a reader has to stop for what is noted of losses.
    struct NextLoss
    {
        std::optional<Position> position; ///< nothing: there is none ahead
        bool isReaders = false; ///< it is to be told; false: what stands behind it is to be inspected another time
    };
    NextLoss nextLoss(const ReadRequest &request, qsizetype &budget) const;

    /// Without checking each channel.
    bool mayMiss(const ReadRequest &request) const;
    bool missesOfNames(const ReadRequest &request) const;
    /// Whether all that it misses went a moment ago. Of patterns it is not asked which channels these are: no channel
    /// at all may have lost more.
    bool isMissFresh(const ReadRequest &request) const;
    class Search;

private:
    struct Loss
    {
        Position position;
        Selection selection;
    };

    static constexpr quint64 FirstTrim = 1; ///< floor_ began with it; no journal has it
    static constexpr size_t MaximumVanished = 10'000;
    static constexpr size_t MaximumTrimmedIds = 50'000;
    static constexpr size_t MaximumLosses = 1'000;

    const HeldChannels &channels_;
    ReaderMatches &matches_; ///< only remembered: changes no answer
    Remembered<Position> trimmedIds_;
    /// What was trimmed of channels that are not known any more: of the last of them each for itself, of all others
    /// (and of the time before) together.
    Remembered<Trimmed> vanished_;
    Trimmed floor_;
    std::deque<Loss> losses_; ///< in order
    quint64 trims_ = FirstTrim;
    TrimJournal journal_;
    Position highestTrimmed_; ///< of all channels, vanished ones too
    TrimPast trimPast_;       ///< likewise
    quint32 minute_ = 0;
};

/// Whether something that a reader's patterns select was trimmed behind its place, and it was not told. The journal
/// says so of the last trims; of those before it, the channels do, each for its own last one. In steps, while events
/// and channels come and go.
class Misses::Search
{
public:
    Search(const Misses &all, const ReadRequest &request);

    /// A step; true when it is over.
    bool advance(qsizetype &budget);
    bool misses() const { return misses_; }

private:
    enum class Phase { Journal, Channels, Vanished };

    bool inspectJournal(qsizetype &budget, ReaderMatches::OfSelection &matches);
    bool inspectChannels(qsizetype &budget, ReaderMatches::OfSelection &matches);
    bool inspectVanished(qsizetype &budget, ReaderMatches::OfSelection &matches);
    void inspect(const QByteArray &channel, const Trimmed &trimmed, qsizetype &budget,
                 ReaderMatches::OfSelection &matches);

    const Misses &all_;
    ReadRequest request_; ///< of the trims, those up to its `trims` are judged
    bool misses_;
    Phase phase_ = Phase::Journal;
    quint64 upTo_ = 0; ///< these trims are judged when the walk over all channels is over
    size_t left_ = 0;  ///< of the channels
    quint64 nextVanished_ = 0;
};

} // namespace helio
