// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/heldevents.h"
#include "store/misses.h"

#include <QHash>

#include <optional>
#include <set>

namespace helio {

class Slices;

/// What the hub's thread knows of a log of history that is kept elsewhere, in a file or far away: its end, as events in
/// memory, without a hole; what of it is gone; and where each channel begins.
class LogTail
{
public:
    /// The events take no more than so much. `slices` are borrowed; they must not run any more once this is gone.
    LogTail(qint64 memoryBytes, Slices &slices);

    /// The log was opened, for the first time or again: nothing is held, and add() follows with all that stands behind
    /// `start`. Of channels that were never known, all up to `floor` may be missing.
    void begin(Position floor, Position start, qint64 uptimeMilliseconds);
    /// A channel that the log knows, and all that is gone of it: up to `trimmed`.
    void addChannel(const ChannelFigures &figures, Position trimmed);
    bool hasBegun() const { return misses_.has_value(); }
    Misses &misses() { return *misses_; }
    const HeldChannels &channels() const { return channels_; }
    const HeldEvents &held() const { return held_; }

    /// Behind all others; answers it as it is held, or as it came where it is gone already.
    StoredEventPtr add(const StoredEventPtr &event);
    /// The same event as it is held; or as it came.
    StoredEventPtr find(const StoredEventPtr &event) const;
    /// Of a channel, all up to a place is gone from now on.
    void noteTrim(const QByteArray &channel, Position upTo, Misses::Cause cause);
    void setFigures(const QList<ChannelFigures> &channels, const StoreFigures &all);
    /// Nobody uses the channel: forgotten if the log holds nothing of it.
    void forgetChannel(const QByteArray &name);

    bool isTrimmed(const StoredEvent &event) const;
    /// Of the channels that held something when figures came last; nothing that is left of them stands before it.
    const QHash<QByteArray, Position> &oldest() const { return oldest_; }
    /// Of those of a selection, and perhaps of others.
    QHash<QByteArray, Position> oldestOf(const Selection &selection) const;
    /// All that stands behind it is held here.
    Position start() const { return start_; }
    bool isAllHeld() const { return events_ == 0 || oldestOfAll_ > start_; }
    /// Whether all of the selection behind `after` is held here.
    bool holds(const Selection &selection, Position after) const;
    /// Reads of a piece of the log as HeldEvents does, leaving out what is trimmed.
    void readUpTo(Position until, const QList<StoredEventPtr> &piece, const ReadRequest &request,
                  ReadResult &result) const;

private:
    NamedChannel &channelOf(const QByteArray &name);
    void keepWithinMemory();
    void letGo();

    qint64 memoryBytes_;
    HeldChannels channels_;
    ReaderMatches matches_;
    HeldEvents held_;
    std::optional<Misses> misses_; ///< since the log was first opened
    Position start_;
    QHash<QByteArray, Position> oldest_;
    Position oldestOfAll_;
    qint64 events_ = 0; ///< of the log
    Slices &slices_;
    bool isLettingGo_ = false;
    std::set<QByteArray> toForget_; ///< as soon as what it hides is gone
};

} // namespace helio
