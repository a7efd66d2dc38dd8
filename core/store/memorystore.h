// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/seededhash.h"
#include "hub/clock.h"
#include "hub/store.h"
#include "store/eventlog.h"
#include "store/heldring.h"
#include "store/ownidindex.h"
#include "store/readermatches.h"
#include "store/remembered.h"
#include "store/trimjournal.h"

#include <QByteArray>

#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

namespace helio {

/// History in memory. All calls are done when they return, but that of clear() where there is much to drop.
///
/// HistoryLimits::maximumBytes bounds what history costs (see historycost.h), and not only what it says. What is
/// remembered of what was trimmed comes on top, up to a sixteenth of it.
///
/// Positions begin behind the moment it was made, so ids from before a restart are recognised as such: nothing of that
/// time is held, and asking for it is told as a gap.
class MemoryStore : public Store
{
public:
    MemoryStore(HistoryLimits limits, const Clock &clock);

    void open(StoreListener &listener, std::function<void(OpenResult)> done) override;
    void close(std::chrono::milliseconds deadline, std::function<void()> done) override;
    void append(quint64 ticket, QList<Publication> publications, std::function<void(AppendResult)> done) override;
    void appendArrived(quint64 ticket, QList<Publication> publications,
                       std::function<void(AppendResult)> done) override;
    void noteLoss(Selection lost) override;
    void clear(QByteArray channel, std::function<void(bool)> done) override;
    void locate(Selection selection, Start start, std::function<void(LocateResult)> done) override;
    void read(ReadRequest request, std::function<void(ReadResult)> done) override;
    void find(QByteArray id, std::function<void(FindResult)> done) override;
    void findOwn(QByteArray channel, QByteArray ownId, std::function<void(FindResult)> done) override;
    bool trimByAge() override;
    void forgetChannel(const QByteArray &channel) override;

    /// Of what a channel costs here beside what it holds, in bytes.
    static const size_t ChannelSize;

private:
    /// What was trimmed: the highest position, and the number of that trim. A reader at `after` that was told of the
    /// first `told` trims misses something exactly when position > after and number > told, since within a channel both
    /// only rise.
    struct Trimmed
    {
        Position position;
        quint64 number = 0;
        bool concerns(const ReadRequest &request) const { return position > request.after && number > request.trims; }
    };
    struct Channel
    {
        HeldRing events;
        qint64 bytes = 0; ///< what holding it costs; 0 when it holds nothing
        Trimmed trimmed;
        bool figuresChanged = false; ///< it stands in changed_
    };
    using ChannelMap = std::unordered_map<QByteArray, Channel, SeededHash>;
    using NamedChannel = ChannelMap::value_type;

    static constexpr size_t MaximumVanished = 10'000;
    static constexpr size_t MaximumTrimmedIds = 50'000;

    /// A channel that is being cleared.
    struct Clearing
    {
        QByteArray channel;
        Position upTo;
        std::function<void(bool)> done;
    };

    /// A place in the order at which something may be missing. No event stands there.
    struct Loss
    {
        Position position;
        Selection selection;
    };

    static constexpr size_t MaximumLosses = 1'000;

    struct Cursor; ///< where a read stands in one channel

    void keepWithinBounds(const AppendResult &appended);
    void reportCommitted(quint64 ticket, const QList<Publication> &publications, const AppendResult &appended);
    void noteChange(NamedChannel &channel);
    void reportFigures();
    /// Up to `until`, where a loss stands; `result.atEnd` says that this end was reached.
    void readUpTo(Position until, const ReadRequest &request, ReadResult &result) const;
    void readNamed(Position until, const ReadRequest &request, ReadResult &result) const;
    void readLog(Position until, const ReadRequest &request, ReadResult &result) const;
    std::optional<Position> nextLoss(const ReadRequest &request) const;
    bool misses(const ReadRequest &request) const;
    bool missesOfPatterns(const ReadRequest &request) const;
    Trimmed trimmedOfVanished(const QByteArray &name) const;
    QList<const Channel *> selected(const Selection &selection) const;

    const Event *standsFor(const Publication &publication) const;
    HeldEventPtr add(const Publication &publication);
    void hold(NamedChannel &named, const HeldEventPtr &event);
    Position nextPosition();
    Position positionBeforeLast(const Selection &selection, qsizetype count) const;
    Position positionBeforeLastOfLog(const Selection &selection, qsizetype count) const;
    void trimOldestOf(NamedChannel &channel);
    void trimOldest();
    void trimToBounds();
    bool trimCleared(size_t &budget);
    Position positionBeforeTime(qint64 wallMilliseconds) const;

    HistoryLimits limits_;
    const Clock &clock_;
    StoreListener *listener_ = nullptr; ///< from open() to close()
    Position head_;                     ///< the last position given
    ChannelMap channels_;               ///< its elements stay where they are
    EventLog log_;                      ///< all channels' events in order
    OwnIdIndex ownIds_;
    /// Where the last ids of publishers' own that were trimmed had their place: what a client asks for after one of
    /// them still begins there.
    Remembered<Position> trimmedIds_;
    /// What was trimmed of channels that are not in channels_ any more: of the last of them each for itself, of all
    /// others (and of the time before this store) together.
    Remembered<Trimmed> vanished_;
    std::deque<Clearing> clearing_;
    Trimmed floor_;
    std::deque<Loss> losses_; ///< in order
    quint64 trims_ = 0;
    TrimJournal journal_;
    mutable ReaderMatches matches_; ///< only remembered: changes no answer
    Position highestTrimmed_;       ///< of all channels, vanished ones too
    qint64 heldEvents_ = 0;
    qint64 heldBytes_ = 0;
    std::vector<NamedChannel *> changed_; ///< whose figures are to be reported
    QList<Committed> committed_;          ///< kept for their room: empty between calls
    QList<ChannelFigures> figures_;
};

/// A StoreFactory.
std::unique_ptr<Store> makeMemoryStore(const HistoryLimits &limits, const Clock &clock);

} // namespace helio
