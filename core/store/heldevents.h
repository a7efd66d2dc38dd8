// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/eventlog.h"
#include "store/heldchannels.h"
#include "store/ownidindex.h"
#include "store/readermatches.h"

#include <deque>
#include <set>
#include <vector>

namespace helio {

/// What an event counts against the bound of a chunk: about what it takes on the wire.
qsizetype weightOf(const Event &event);

/// The events that a store holds in memory: each in its channel, all in one order, and by their publishers' ids. What
/// is to go may be hidden first, and let go of in steps.
class HeldEvents
{
public:
    /// Both are borrowed.
    HeldEvents(HeldChannels &channels, ReaderMatches &matches);

    /// Behind all others.
    void add(NamedChannel &channel, const HeldEventPtr &event);
    /// The channel holds some.
    HeldEventPtr takeOldestOf(NamedChannel &channel);
    /// Of the channel, nothing up to HeldChannel::trimmed is read any more: a few of these go at once.
    void hideTrimmedOf(NamedChannel &channel);
    bool isHiding(const QByteArray &channel) const { return !hiding_.empty() && hiding_.count(channel) > 0; }
    /// All that is held is read no more, and no longer counts.
    void hideAll();
    /// Lets go of what is hidden: a step of it, which takes one of `budget` for each. True when all is done.
    bool letGo(qsizetype &budget);

    bool isEmpty() const { return log_.isEmpty(); }
    qint64 count() const { return count_; }
    /// What holding them costs, with their channels.
    qint64 bytes() const { return bytes_; }
    /// Of all; there is one.
    const HeldEvent &oldest() const { return *log_.front(); }
    /// Null when there is none that an id stands for on the wire.
    HeldEventPtr find(const QByteArray &id) const;
    /// The same for a publisher's own.
    HeldEventPtr findOwnOnWire(QByteArrayView id) const { return unlessHidden(ownIds_.findOnWire(id)); }
    HeldEventPtr findOwn(QByteArrayView channel, QByteArrayView ownId) const
    {
        return unlessHidden(ownIds_.find(channel, ownId));
    }
    /// Of those that were added at this uptime or later, the first; null when there is none.
    HeldEventPtr firstAddedAt(qint64 uptimeMilliseconds) const { return log_.firstAddedAt(uptimeMilliseconds); }

    /// Up to `until`; `result.atEnd` says that this end was reached.
    void readUpTo(Position until, const ReadRequest &request, ReadResult &result) const;
    /// The place before the last `start.count` of the named channels.
    Position positionBeforeLastOfNames(const Selection &selection, const Start &start) const;
    class LastSearch;

private:
    struct Cursor; ///< where a read stands in one channel
    /// What hideAll() left.
    struct Gone
    {
        EventLog log;
        OwnIdIndex ownIds;
        std::vector<HeldRing> rings;

        bool letGo(qsizetype &budget);
    };

    void addOwnId(const HeldEventPtr &event);
    bool letGoOf(NamedChannel &channel, qsizetype &budget);
    Position hiddenUpTo(const NamedChannel &channel) const;
    bool isHidden(const HeldEvent &event) const;
    HeldEventPtr unlessHidden(HeldEventPtr event) const
    {
        return event && !isHidden(*event) ? std::move(event) : nullptr;
    }
    void readNamed(Position until, const ReadRequest &request, ReadResult &result) const;
    void readLog(Position until, const ReadRequest &request, ReadResult &result) const;
    QList<const NamedChannel *> selected(const Selection &selection) const;

    HeldChannels &channels_;
    ReaderMatches &matches_; ///< only remembered: changes no answer
    EventLog log_;           ///< all channels' events in order
    OwnIdIndex ownIds_;
    std::set<QByteArray> hiding_; ///< these hold what is hidden
    std::deque<Gone> gone_;
    qint64 count_ = 0;
    qint64 bytes_ = 0;
};

/// Looks for the last `start.count` that match patterns, from the end backwards, no farther than it takes; in steps,
/// while events come and go.
class HeldEvents::LastSearch
{
public:
    LastSearch(const HeldEvents &all, const Selection &selection, const Start &start);

    /// A step; true when it is over.
    bool advance(qsizetype &budget);
    /// The place before them.
    Position after() const { return after_; }

private:
    const HeldEvents &all_;
    Selection selection_;
    qsizetype left_; ///< so many are to be passed over
    Position at_;    ///< what stands before this is still to be inspected
    Position after_;
};

} // namespace helio
