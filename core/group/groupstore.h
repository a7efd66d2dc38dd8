// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/groupappends.h"
#include "group/grouphealth.h"
#include "group/logindex.h"
#include "hub/clock.h"
#include "store/logreads.h"
#include "store/opencall.h"

#include <QCoreApplication>
#include <QTimer>

#include <deque>
#include <map>

namespace helio {

class Slices;

/// History that many hubs have together, in a log that is elsewhere. What the log brings is the one order, for what
/// this hub appends, too: it is answered when the log has it and has brought it. So all that was acknowledged here is
/// in memory here, which holds the end of the log; what stands before that is read from the log, in pieces.
///
/// HistoryLimits::maximumBytes and the ages bound the whole log; what a channel's own bounds say is hidden by each hub
/// when it reads. Times are the log's, and ages go on by the uptime between two looks at it.
///
/// While the log is away, what memory holds is read, and nothing is appended.
///
/// Places in the log, as a rule in this order:
/// | place | what it says |
/// | --- | --- |
/// | `first_` | the log begins there: what stood before is gone |
/// | `trimmed_` | Redis was told to let go what stands before, and may not have done so yet |
/// | `index_.from()` | the index knows of all that stands from there on |
/// | `tail_.start()` | memory holds all that stands behind it |
/// | `head_` | the last that was told: nothing is read beyond it |
///
/// The floor that LogTail::begin() gets is no such place: of channels that nobody here knew, all up to it may be
/// missing.
class GroupStore : public Store, private GroupLogListener
{
    Q_DECLARE_TR_FUNCTIONS(helio::GroupStore)
public:
    /// `clock` is borrowed. The log is still to be opened.
    GroupStore(const HistoryLimits &limits, const Clock &clock, std::unique_ptr<GroupLog> log, LogOptions options);
    ~GroupStore() override;

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
    void hold(bool isHeld) override;
    bool trimByAge() override;
    /// For GroupPeers.
    GroupInfo health() const { return health_.info(clock_.uptimeMilliseconds()); }
    void forgetChannel(const QByteArray &channel) override;

    /// So long, opening waits for an answer of the log; then the hub begins without it.
    static constexpr std::chrono::milliseconds OpeningPatience{2'000};
    /// So long after the log was lost, what was on its way is not given up.
    static constexpr std::chrono::milliseconds OutagePatience{5'000};
    /// So much of the log's end is read in at the beginning.
    static constexpr qint64 TailBytes = qint64(8) << 20;

private:
    static constexpr const char *TurnName = "history"; ///< for Turns

    /// A loss or a clearing of this hub, on its way through the log.
    struct Note
    {
        quint64 mark = 0; ///< in appends_
        std::function<void(std::optional<Position> at)> done = {};
    };
    /// What is hidden since it was cleared, and is to go from the log.
    struct Clearing
    {
        quint64 number;
        QByteArray channel;
        Position upTo;
        Position after; ///< what stands up to there was found
        std::function<void(bool)> done;
        bool isSearching = false;
        bool isAllFound = false;
        int underWay = 0; ///< removals
    };
    /// Who asks for a place that the log has not brought yet.
    struct Ahead
    {
        Position position;
        int looks = 0;                                         ///< at the log since
        std::function<void(std::optional<bool> isThere)> done; ///< nothing: that is not known
    };

    // groupstore.cpp
    /// `done` for a call of the log, or for what comes instead of its answer when the store is closed.
    template <typename Result>
    std::function<void(const Result &)> awaited(std::function<void(const Result &)> done, const Result &failed)
    {
        const quint64 number = ++lastCall_;
        calls_.insert(number, [done, failed] { done(failed); });
        return [this, number, done = std::move(done)](const Result &result) {
            if (calls_.remove(number))
                done(result);
        };
    }
    bool isServing() const { return listener_ && !isClosing_ && tail_.hasBegun(); }
    qint64 logTime() const { return redisTime_ + clock_.uptimeMilliseconds() - redisTimeAt_; }
    void answerOpen(OpenResult result);
    void setState(StoreState::Kind kind, const QString &problem);
    void addNotice(const QString &notice);
    void applyTrims();
    QList<ChannelFigures> takeFigures();
    void reportFigures(bool isDue = false);
    static Position firstOf(const LogHead &head);
    void noteHead(const LogHead &head);
    void noteFirst(Position first);
    void dropGone();
    void updateHold();
    void closeLog();
    void giveUp();

    // groupstore_opening.cpp
    void begin(const LogHead &head);
    void beginTail(Position after);
    void readTail(Position after);
    void finishOpening(Position end);
    void askIndex();
    void onIndex(const IndexPiece &piece);
    void findTail(const IndexPiece &piece);
    void waitOn();
    void noteLosses(const QList<IndexPiece::Row> &rows);

    // groupstore_appending.cpp
    void append(quint64 ticket, QList<Publication> publications, bool isArrival,
                std::function<void(AppendResult)> done);
    void handOver();
    void onAnswers(const QList<LogRequest> &group, const QList<LogAnswer> &answers, std::chrono::microseconds time);
    void answerAppends();
    void onEntry(const LogEntry &entry, QList<Committed> &committed);
    void tell(QList<Committed> &committed);
    void keepControl(const LogEntry &entry);
    void takeLoss(Position at, const Selection &lost, QList<Committed> &committed);
    void removeCleared();
    bool isClearing(quint64 number) const { return !clearings_.empty() && clearings_.front().number == number; }
    void removeFound(const QList<Position> &found);
    void endClearing(bool isDone);
    void sendNote(LogEntry::Kind kind, const Selection &of, Note note);
    void endNotes();
    void arrived(const QList<LogEntry> &entries) override;

    // groupstore_reading.cpp
    template <typename Result>
    void fail(const std::function<void(Result)> &done) const;
    bool isInMemory(const ReadRequest &request) const;
    void fetch(const LogPieces::Request &request, std::function<void(LogPieces::PiecePtr)> done);
    void onPiece(const LogPiece &piece, Position next, const LogPieces::Request &request,
                 const QList<Position> &expected, const std::function<void(LogPieces::PiecePtr)> &done);
    void noteRemoved(const QList<Position> &expected, const LogPiece &piece, Position upTo);
    void locateId(const QByteArray &id, const std::function<void(LocateResult)> &done);
    void locateAhead(Position position, const std::function<void(LocateResult)> &done);
    void locateLast(const Selection &selection, const Start &start, const std::function<void(LocateResult)> &done);
    void answerPlace(Position after, const std::function<void(LocateResult)> &done);
    void answerAhead();
    void waitForIndex(std::function<void()> call);
    std::function<void(const GroupLog::IdPlace &)> onIdPlace(const std::function<void(FindResult)> &done);
    void findAt(Position position, std::function<void(FindResult)> done);

    // groupstore_outage.cpp
    void restoring(const LogHead &head) override;
    void joined(const LogJoined &joined) override;
    void looked(const LogHead &head, const StoreState &state) override;
    void emptied(const LogHead &head) override;
    void left(const StoreState &state) override;
    void bridgeChanged(const GroupInfo::Bridge &bridge) override { health_.noteBridge(bridge); }
    void bridgeNoted(const QString &text) override;
    void joinAgain(const LogJoined &joined);
    void putBack(Position from, bool hadOthersTime, Position after);
    QList<LogEntry> heldBehind(Position after) const;
    void judgeCut();
    void giveUpOutage();
    void checkOutage();
    void forgetAll();
    void sendLosses();

    HistoryLimits limits_;
    const Clock &clock_;
    LogOptions options_;
    std::unique_ptr<Slices> slices_;
    LogTail tail_;
    LogIndex index_;
    ReaderMatches matches_;
    LogPieces pieces_;
    GroupAppends appends_;

    StoreListener *listener_ = nullptr; ///< from open() until it is closed
    OpenCall openCall_;
    std::function<void()> closed_; ///< from close() on, until it is answered
    bool isClosing_ = false;
    bool isLogClosing_ = false;
    bool isJoined_ = false;
    bool isToJoinAgain_ = false; ///< something was not written, which the log will say more about
    StoreState state_;
    StoreState logState_; ///< of a log that is joined, as it was seen last
    GroupHealth health_;
    Position head_; ///< the last position that was told
    qint64 redisTime_ = 0;
    qint64 redisTimeAt_ = 0; ///< uptime

    Position first_; ///< of the log
    bool isDropping_ = false;
    std::vector<std::function<void()>> afterDropping_;
    Position trimmed_; ///< the log was told to let go what stands before
    bool isReadingTail_ = false;
    qint64 tailBytes_ = 0;  ///< of what was found for it
    QList<LogEntry> early_; ///< that came meanwhile
    bool isIndexing_ = false;
    int indexes_ = 0; ///< how many were begun
    int joins_ = 0;
    std::vector<std::function<void()>> afterIndexing_;

    int groupsUnderWay_ = 0;
    bool areFiguresDue_ = false;
    std::multimap<Position, Note> notes_; ///< that the log has, and has not brought yet
    std::deque<Clearing> clearings_;      ///< the first one is at work
    quint64 lastClearing_ = 0;
    std::vector<Selection> losses_; ///< that are still to be noted
    /// What is no event and stands behind the tail's start, as it is put back.
    std::map<Position, LogEntry> controls_;
    std::vector<std::function<void()>> afterFigures_;
    std::vector<Ahead> ahead_;
    std::optional<Position>
        cutUpTo_;   ///< since it was joined again: when all up to it was brought, what was cut is judged
    QString doubt_; ///< of what is not brought then
    std::optional<qint64> outageSince_; ///< uptime; until nothing of it is left to be given up

    bool isPuttingBack_ = false;
    std::optional<qint64> restoringSince_; ///< uptime since which Redis has what it has, while it is being filled
    Position restoredTo_;                  ///< its end then

    bool isHeld_ = false;
    quint64 lastCall_ = 0;
    QHash<quint64, std::function<void()>> calls_; ///< what the log was asked: gives a failed answer

    QTimer soon_; ///< at the end of this turn
    QTimer opening_;
    QTimer indexing_;
    QTimer deadline_;
    LogReads reads_;
    std::unique_ptr<GroupLog> log_; ///< ends first
};

} // namespace helio
