// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/grouplog.h"

#include <QHash>
#include <QSet>

#include <deque>
#include <map>

namespace helio::test {

/// A group's log in memory: what Redis has, and what the scripts of core/group/lua do with it. Those are tested against
/// a real Redis; whoever changes one, changes the other.
class FakeGroup
{
public:
    qint64 time = 1'700'000'000'000; ///< of Redis' clock
    bool isFull = false;             ///< it takes nothing
    bool lacksReplicas = false;      ///< it takes nothing
    int replicas = 0;                ///< so many have what is written

    const std::map<Position, LogEntry> &entries() const { return entries_; }
    LogHead head() const;
    /// As a program that speaks with Redis itself.
    Position addStrange(const Event &event, const QByteArray &ownId = {});

    /// Redis was killed, and came back with what stands up to `last`. Who joins may put back what is missing, until
    /// endRestore().
    void restart(Position last);
    void endRestore() { isRestoring_ = false; }
    /// The key was deleted; with it the last position, as Redis does.
    void empty();
    /// The first entries go.
    void trim(Position below);
    /// Somebody takes an entry out, with what its own id stands for.
    void remove(Position position);
    /// The hub's fence is gone.
    void breakFence(const QByteArray &hub) { fences_.remove(hub); }

private:
    friend class FakeGroupLog;

    struct OwnId
    {
        Position position;
        QByteArray digest;
        bool isOnWire = false;
    };
    using OwnIds = QHash<QByteArray, QHash<QByteArray, OwnId>>; // id, channel

    Position positionNow() const;
    Position add(Position position, LogEntry entry);
    bool isHeld(Position position) const;
    bool takesNothing() const { return isFull || lacksReplicas; }
    StoreState state() const;
    /// What `publish.lua` does; nothing: BEHIND.
    std::optional<QList<LogAnswer>> publish(const QByteArray &hub, Position seen, const QList<LogRequest> &group);
    LogAnswer write(const QByteArray &hub, const LogRequest &request);
    LogEntry judged(LogEntry entry);

    std::map<Position, LogEntry> entries_;
    OwnIds ownIds_;
    QHash<QByteArray, int> fences_;
    Position last_;
    Position takenOut_; ///< the highest that somebody took out
    quint64 added_ = 0;
    int run_ = 1; ///< of Redis
    int lastFence_ = 0;
    bool isRestoring_ = false;
};

QList<LogEntry> toPutBack(const QList<StoredEventPtr> &events);

/// The log as one hub has it. Nothing moves until the test says so: what is asked waits, is carried out, its answer
/// waits, and is given.
class FakeGroupLog : public GroupLog
{
public:
    explicit FakeGroupLog(FakeGroup &group);

    /// It joins, for the first time or again, if the group lets it; else restoring() comes. After a cut, only this has
    /// it go on.
    void join();
    /// Carries out the oldest call that waits. False when there is none.
    bool carryOut();
    /// Gives the oldest answer that waits. False when there is none.
    bool answer();
    /// Brings the next entries, at most so many. False when there are none, or it is held.
    bool bring(qsizetype count = 1'000'000);
    /// As each second does: looked(), emptied(), or joins again.
    void look();
    /// All of carryOut(), bring() and answer() until nothing waits.
    void settle();
    /// The connections break: what waits is not carried out, what was carried out is not answered but as Cut.
    void cut(const StoreState &state = {StoreState::Kind::Away, QStringLiteral("cut")});

    /// Only that: what was carried out is answered as Cut; cut() is to follow.
    void cutAnswers();

    bool isJoined() const { return isJoined_; }
    bool isHeld() const { return isHeld_; }
    bool isClosed() const { return isClosed_; }
    qsizetype waitingCalls() const { return qsizetype(calls_.size()); }
    qsizetype waitingAnswers() const { return qsizetype(answers_.size()); }
    /// How many requests the last append() had.
    qsizetype lastGroup = 0;
    int ranges = 0; ///< that were asked for
    int picks = 0;

    void open(GroupLogListener &listener, const LogOptions &options) override;
    void close(std::chrono::milliseconds deadline, std::function<void()> done) override;
    void append(const QList<LogRequest> &group, std::function<void(const QList<LogAnswer> &)> done) override;
    void note(LogEntry::Kind kind, const Selection &of, std::function<void(std::optional<Position>)> done) override;
    void range(Position after, Position upTo, qsizetype count, std::function<void(const LogPiece &)> done) override;
    void pick(const QList<Position> &positions, std::function<void(const LogPiece &)> done) override;
    void index(std::optional<Position> before, std::function<void(const IndexPiece &)> done) override;
    void findOwn(const QByteArray &channel, const QByteArray &ownId,
                 std::function<void(const IdPlace &)> done) override;
    void findOnWire(const QByteArray &ownId, std::function<void(const IdPlace &)> done) override;
    void putBack(Position from, bool hadOthersTime, const QList<LogEntry> &entries,
                 std::function<void(const PutBack &)> done) override;
    void trim(Position below) override;
    void remove(const QList<Position> &positions, std::function<void(qsizetype)> done) override;
    void hold(bool isHeld) override { isHeld_ = isHeld; }

    static constexpr qsizetype PieceEntries = 100; ///< a range answers no more
    static constexpr qsizetype RemovedAtOnce = 50;

private:
    struct Call
    {
        std::function<std::function<void()>()> carryOut; ///< answers what gives the answer
        std::function<void()> fail;                      ///< gives the answer of what was not carried out
        std::function<void()> cut;                       ///< gives the answer of what was, but is not known
    };
    void call(Call call);
    template <typename Result, typename Work>
    void ask(Work work, std::function<void(const Result &)> done, Result failed);
    bool isFenced() const { return group_.fences_.value(options_.hub) != fence_; }
    LogPiece pieceOf(QList<LogEntry> entries, Position next, bool isAtEnd) const;

    struct Answer
    {
        std::function<void()> give;
        std::function<void()> cut;
    };
    FakeGroup &group_;
    LogOptions options_;
    GroupLogListener *listener_ = nullptr;
    std::deque<Call> calls_;
    std::deque<Answer> answers_;
    Position cursor_; ///< up to here, all was brought
    int fence_ = 0;
    int run_ = 0; ///< of the Redis that was joined last
    quint64 added_ = 0;
    bool wasJoined_ = false;
    bool isJoined_ = false;
    bool isHeld_ = false;
    bool isClosed_ = false;
};

} // namespace helio::test
