// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "group/logentry.h"
#include "hub/store.h"

#include <chrono>
#include <functional>

namespace helio {

/// Where the log stands.
struct LogHead
{
    Position last = {};   ///< the highest that was ever given; 0-0: none
    Position first = {};  ///< of the entries that are there; 0-0: there is none
    qint64 length = 0;    ///< entries that are there
    quint64 added = 0;    ///< entries that ever were added; 0 where Redis does not say it
    qint64 redisTime = 0; ///< milliseconds since 1970-01-01T00:00Z, by the clock of Redis
};

struct LogOptions
{
    QByteArray stream = QByteArrayLiteral("heliograph"); ///< the key of the log, which all others begin with
    QByteArray hub = {};               ///< this hub's id: letters and digits, another one at each start
    int replicas = 0;                  ///< so many replicas have to have what is answered as Done
    qint64 maximumEntries = 1'000'000; ///< of the whole log, about: the net below its bounds by age and bytes
    std::chrono::milliseconds idAge = std::chrono::hours(24); ///< for so long an own id stands for its event
    qsizetype maximumDataBytes = qsizetype(1) << 20;          ///< an entry with more is Unreadable
    std::chrono::milliseconds restoreWindow{3'000}; ///< so long a restarted Redis waits for hubs that are missing
    Selection bridged = {}; ///< the channels that one hub of the group speaks in Flask-SSE's form, too; empty: none
    std::chrono::milliseconds lease{5'000}; ///< so long after the bridge was there last another hub may be it

    /// What the hubs say to one another is nobody else's, whatever a glob matches.
    bool isBridged(const QByteArray &channel) const
    {
        return bridged.matches(channel) && !channel.startsWith('{' + stream + "}:");
    }
};

/// The log has a place for this hub: events may be appended.
struct LogJoined
{
    LogHead head = {};
    /// Whether the last entry that was read is still there, or nothing was read before. If it is not, something behind
    /// it may be missing.
    bool isCursorThere = true;
    /// Redis was started anew since this hub joined it last: what it had may be missing, and whoever held that put it
    /// back before.
    bool wasRestarted = false;
    /// Something may be missing that nobody who came knows of, and Redis could not be given that loss. Said to one hub
    /// of the group.
    bool mayMissMore = false;
    /// What this hub appended over the connections before is final. Where Redis takes nothing now, it may not be.
    bool isFinal = true;
    /// Full or Away, with words: Redis takes nothing now. What is appended is answered with them.
    StoreState state = {};
    QString notice = {}; ///< for people, translated: what is to be known although it works; may be empty
};

/// Of one append, which is written whole or not at all.
struct LogRequest
{
    quint64 number = 0;                   ///< the ticket, by which its entries are known again (LogEntry::From); not 0
    QList<Publication> publications = {}; ///< at least one
    bool isArrival = false;               ///< as Store::appendArrived()
    /// An arrival from Flask-SSE's channels, whose id may be a position: what was published there from the log and
    /// comes back stands there already.
    bool isFlasks = false;
};

struct LogAnswer
{
    enum class Outcome {
        Done,     ///< it is in the log, and where so many replicas are asked for, they have it
        Conflict, ///< of the publication at `conflict`, whose id stands for other content, or, where there is a
                  ///< `problem`, cannot be used for that; nothing of the request was written
        TooMany,  ///< it has more than MaximumPublications; nothing of it was written
        Full,     ///< Redis has no room; nothing of it was written
        Refused,  ///< Redis does not do it, and `problem` says why; nothing of it was written
        NotYet,   ///< nothing of it was written; it can be given again when joined() came
        Cut,      ///< the connection was lost on the way. It is in the log, whole, or never will be: which of it is so
                  ///< is known when all up to the head of the next joined() has arrived.
        Unknown,  ///< it is in this log, but too few replicas said in time that they have it
    };
    /// Of one publication.
    struct Entry
    {
        Position position = {};
        bool isRepeated = false; ///< it was there before, or further up in the request
        qsizetype sameAs = -1;   ///< further up in the request: the index of that
        bool isOwnIdOnWire = true;
    };
    Outcome outcome = Outcome::Done;
    QList<Entry> entries = {}; ///< one for each publication, in order; empty unless Done or Unknown
    qsizetype conflict = -1;   ///< index of a publication; -1 unless Conflict
    QString problem = {};      ///< for people, translated; may be empty
};

/// Entries of a stretch of the log.
struct LogPiece
{
    QList<LogEntry> entries = {}; ///< rising
    Position first = {};          ///< LogHead::first, when they were read
    Position next = {};           ///< read on behind this
    bool isAtEnd = false;         ///< of the stretch
    bool isFailed = false;        ///< all else says nothing
};

/// What stands in the log, without the data.
struct IndexPiece
{
    struct Row
    {
        Position position;
        LogEntry::Kind kind = LogEntry::Kind::Event; ///< never Unreadable: what is against the rules counts as an event
        QByteArray channel = {};                     ///< of an event
        qint64 bytes = 0;                            ///< of its fields and values
        QByteArray ownId = {};
        Selection of = {}; ///< of a loss or clearing
    };
    QList<Row> rows = {};   ///< falling: the newest first
    bool isAtBegin = false; ///< nothing stands before them
    bool isFailed = false;  ///< all else says nothing
};

/// What came of putting entries back.
struct PutBack
{
    enum class Outcome {
        Done,
        Hole, ///< between the end of the log and `from` something is missing that another hub may have: nothing was
              ///< put back, ask again later
        Over, ///< the time for it is over, or the connection is lost: nothing was put back
    };
    Outcome outcome = Outcome::Done;
    Position last = {}; ///< of the log
};

/// What a log reports by itself, in the hub's thread, and never from within a call of it.
class GroupLogListener
{
public:
    virtual ~GroupLogListener() = default;
    /// Redis came back, perhaps with less than it had: nobody appends, and what is missing can be put back. Comes a few
    /// times a second until joined().
    virtual void restoring(const LogHead &head) = 0;
    /// First, and after each left(); and once more where a Redis that took nothing does again. What this hub appended
    /// over the connections before is final now, unless LogJoined says that it is not: what stands up to `head` is
    /// there, and nothing of it comes later.
    virtual void joined(const LogJoined &joined) = 0;
    /// The next entries of the log, this hub's own among them: first those behind the head of the first joined(), each
    /// once, without a hole but where joined() or emptied() said so.
    virtual void arrived(const QList<LogEntry> &entries) = 0;
    /// Once a second while it is joined. `state`: Ok; Full or Away, with words, where Redis takes nothing now.
    virtual void looked(const LogHead &head, const StoreState &state) = 0;
    /// What was read is no longer there, although Redis was not restarted: somebody took the log away. What comes from
    /// now on stands behind all that was read.
    virtual void emptied(const LogHead &head) = 0;
    /// Nothing can be appended or read until joined(): Away, Full or Broken, with words. All that was asked is answered
    /// before.
    virtual void left(const StoreState &state) = 0;
    /// Where LogOptions::bridged names channels: who speaks them in Flask-SSE's form, too, and how that goes.
    virtual void bridgeChanged(const GroupInfo::Bridge &) {}
    /// What people are to know of it now, translated.
    virtual void bridgeNoted(const QString &) {}
};

/// All that a store asks of a group's log in Redis, in the hub's thread; no call blocks. Each `done` comes exactly
/// once, in the hub's thread, later than the call: those of append() in the order of the calls, all others at any time;
/// after close(), perhaps none. A log that is destroyed calls no more.
///
/// Entries come as they are for readers: what no hub wrote, and has an own id, was claimed for the group before.
class GroupLog
{
public:
    virtual ~GroupLog() = default;

    /// Once, before all else: joins, and goes on trying. `listener` is borrowed.
    virtual void open(GroupLogListener &listener, const LogOptions &options) = 0;
    /// Gives its place in the group back, and lets go of the connections; not later than that.
    virtual void close(std::chrono::milliseconds deadline, std::function<void()> done) = 0;

    /// Writes a group of requests, each whole or not at all; `done` gets an answer for each, in order. Several groups
    /// may be under way; one that was answered NotYet was so with all that were given behind it. While it is not
    /// joined, the answer is NotYet.
    virtual void append(const QList<LogRequest> &group, std::function<void(const QList<LogAnswer> &)> done) = 0;
    /// Writes a loss or a clearing, for all hubs; `done` gets where it stands, above all that was read, or nothing when
    /// that cannot be done now.
    virtual void note(LogEntry::Kind kind, const Selection &of, std::function<void(std::optional<Position>)> done) = 0;
    /// Entries behind `after`, up to and with `upTo`, as many as go well, at most `count`.
    virtual void range(Position after, Position upTo, qsizetype count, std::function<void(const LogPiece &)> done) = 0;
    /// The entries at these places, rising; those that are gone are left out. At most MaximumPicked.
    virtual void pick(const QList<Position> &positions, std::function<void(const LogPiece &)> done) = 0;
    /// What stands before `before`, the newest first; nothing: from the end on.
    virtual void index(std::optional<Position> before, std::function<void(const IndexPiece &)> done) = 0;

    struct IdPlace
    {
        std::optional<Position> position = {}; ///< nothing: it stands for no event
        bool isFailed = false;                 ///< that is not known now
    };
    /// What a publisher's own id stands for in a channel. Where the event is gone since, the place stands before the
    /// log's first.
    virtual void findOwn(const QByteArray &channel, const QByteArray &ownId,
                         std::function<void(const IdPlace &)> done) = 0;
    /// The same of the id on the wire, whatever the channel.
    virtual void findOnWire(const QByteArray &ownId, std::function<void(const IdPlace &)> done) = 0;

    /// Within restoring(): entries that the log has no more, rising. Between `from` and the first of them, nothing was
    /// ever there. Those that do not stand behind the log's end are left out. `hadOthersTime`: others had the time to
    /// put back what stands before `from`; unless one of them reaches farther back, a loss of all channels is written
    /// at `from`, and what follows is put back behind it.
    virtual void putBack(Position from, bool hadOthersTime, const QList<LogEntry> &entries,
                         std::function<void(const PutBack &)> done) = 0;
    /// What stands before it may go, by about the granularity that Redis trims with.
    virtual void trim(Position below) = 0;
    /// These entries go, and what their own ids stand for; at most MaximumPicked. `done` gets how many of them, from
    /// the first on: the others are to be given again; 0: it cannot be done now.
    virtual void remove(const QList<Position> &positions, std::function<void(qsizetype)> done) = 0;
    /// While held, arrived() does not come; what was on its way may be given once more.
    virtual void hold(bool isHeld) = 0;

    static constexpr qsizetype MaximumPicked = 500;
    /// Of one request; one with more is TooMany. It is written whole, so Redis does nothing else meanwhile: so many
    /// with own ids take it a fifth of a second. With ten times as many, no hub had an answer for so long on a busy
    /// machine that all joined again.
    static constexpr qsizetype MaximumPublications = 10'000;
};

} // namespace helio
