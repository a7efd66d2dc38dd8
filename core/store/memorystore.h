// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/clock.h"
#include "hub/store.h"
#include "store/heldevents.h"
#include "store/misses.h"
#include "store/slicedsearch.h"
#include "store/waitingbounds.h"

#include <QByteArray>

#include <deque>
#include <optional>
#include <vector>

namespace helio {

class Slices;

/// History in memory. A call is done when it returns, but where there is much to do: to append, to drop, or to compare
/// with a reader's patterns. That goes on from the event loop, in short turns.
///
/// HistoryLimits::maximumBytes bounds what history costs (see historycost.h), and not only what it says. What is
/// remembered of what was trimmed, and of what readers asked for, comes on top, up to an eighth of it.
///
/// Positions begin behind the moment it was made, so ids from before a restart are recognised as such: nothing of that
/// time is held, and asking for it is told as a gap.
class MemoryStore : public Store
{
public:
    MemoryStore(HistoryLimits limits, const Clock &clock);
    ~MemoryStore() override;

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

    /// So many publications are taken at once; of more, so many in each turn.
    static constexpr qsizetype AppendedAtOnce = LargeAppend;
    /// So much is examined in one turn: channels, events, and comparisons with a pattern.
    static constexpr qsizetype ExaminedAtOnce = helio::ExaminedAtOnce;

    /// The most that one turn took so far.
    struct LongestTurn
    {
        qsizetype appended = 0; ///< publications that were kept, and events that went for them
        qsizetype examined = 0; ///< what a reader's patterns were compared with, and what was passed over for it
    };
    const LongestTurn &longestTurn() const { return longestTurn_; }

private:
    /// A channel that is being cleared.
    struct Clearing
    {
        QByteArray channel;
        Position upTo;
        std::function<void(bool)> done;
    };

    /// An append, or a loss that waits for those before it, and how far it is.
    struct Appending
    {
        quint64 ticket = 0;
        QList<Publication> publications = {};
        std::function<void(AppendResult)> done = {};
        bool isArrival = false;
        std::optional<Selection> loss = {}; ///< instead of all else
        qint64 bytes = 0;                   ///< what it takes while it waits
        QByteArray reserve = {};            ///< memory for what is to be made of it, until its turn comes
        AppendResult result = {};
        qsizetype kept = 0; ///< of its events, so many are within the bounds of their channels
    };
    struct Times
    {
        qint64 wall = 0;
        qint64 uptime = 0;
    };

    /// Calls `report` with `list`, and empties it, but keeps its room: no call costs an allocation once there were
    /// some.
    template <typename Item, typename Report>
    static void reportAll(QList<Item> &list, const Report &report)
    {
        QList<Item> reported = std::exchange(list, {});
        report(reported);
        reported.clear();
        list = std::move(reported);
    }

    /// A search in steps: true when it is over.
    using Search = std::function<bool(qsizetype &budget)>;

    void append(Appending appending);
    void appendLater(Appending appending);
    void finish(Appending appending);
    bool continueAppending();
    bool advance(Appending &appending, qsizetype budget);
    void addNext(Appending &appending, qsizetype &budget);
    bool keepWithinBounds(Appending &appending, qsizetype &budget);
    void noteLossNow(const Selection &lost);
    void giveUpAppending();
    void closeNow();
    bool isOpen() const { return listener_ && !isClosing_; }
    void search(Search advance, std::function<void()> done);
    void searchMisses(const ReadRequest &request, std::function<void(ReadResult)> done);
    void searchLast(const Selection &selection, const Start &start, std::function<void(LocateResult)> done);
    void noteExamined(qsizetype examined) const;
    void answerRead(const ReadRequest &request, bool missesOfPatterns,
                    const std::function<void(ReadResult)> &done) const;
    void noteChange(NamedChannel &channel);
    void reportFigures();

    const Event *standsFor(const Publication &publication) const;
    NamedChannel &channelOf(const QByteArray &name);
    const ChannelBounds &boundsOf(const NamedChannel &channel) const { return bounds_[channel.second.bounds]; }
    HeldEventPtr add(NamedChannel &channel, const Publication &publication, const QByteArray &ownId,
                     const Times &times);
    Position nextPosition(qint64 wallMilliseconds);
    Position positionBeforeTime(qint64 wallMilliseconds) const;
    void trimOldestOf(NamedChannel &channel, Misses::Cause cause);
    void trimOldest();
    bool trimLogByAge(size_t &budget);
    bool trimChannelsByAge(size_t &budget);
    bool trimCleared(size_t &budget);

    HistoryLimits limits_;
    QList<ChannelBounds> bounds_; ///< as limits_ has them
    bool agesDiffer_;             ///< among them
    size_t agingLeft_ = 0;        ///< of the channels, so many are still to be looked at for what is too old
    const Clock &clock_;
    StoreListener *listener_ = nullptr; ///< from open() until it is closed
    Position head_;                     ///< the last position given
    HeldChannels channels_;
    ReaderMatches matches_;
    HeldEvents held_;
    Misses misses_;
    std::deque<Clearing> clearing_;
    std::deque<Appending> appendings_; ///< the first is under way
    qint64 waitingBytes_ = 0;          ///< of them
    std::unique_ptr<Slices> appendingSlices_;
    std::unique_ptr<Slices> searches_;
    std::function<void()> closed_; ///< to be called when nothing is to be appended any more; from close() on
    bool isClosing_ = false;
    bool isAppending_ = false; ///< from the event loop
    mutable LongestTurn longestTurn_;
    std::vector<NamedChannel *> changed_; ///< whose figures are to be reported
    QList<Committed> committed_;          ///< kept for their room: empty between calls
    QList<ChannelFigures> figures_;
};

/// A StoreFactory.
std::unique_ptr<Store> makeMemoryStore(const HistoryLimits &limits, const Clock &clock);

} // namespace helio
