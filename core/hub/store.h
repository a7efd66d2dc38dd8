// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"
#include "event/position.h"
#include "event/selection.h"
#include "hub/historylimits.h"
#include "hub/peers.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>

namespace helio {

class Clock;

/// An event that a store has taken: it has a place in the hub's one order. Never changes.
struct StoredEvent
{
    Position position;
    Event event;         ///< its id is the one on the wire: the publisher's own where that is free, else the position's
    qint64 storedAt = 0; ///< milliseconds since 1970-01-01T00:00Z
    QByteArray ownId;    ///< the publisher's, by which it may be repeated; empty when there is none
    bool isFlasks = false; ///< a group's bridge heard it on Flask-SSE's channels
};
using StoredEventPtr = std::shared_ptr<const StoredEvent>;

/// An event that the store has now, for all to see.
struct Committed
{
    StoredEventPtr event;
    std::optional<std::chrono::milliseconds> retry = {}; ///< as published; not kept
    quint64 ticket = 0;                                  ///< of the append that brought it; 0: it is from elsewhere
};

struct HistoryFigures
{
    qint64 events = 0;
    qint64 bytes = 0;
    Position oldest = {};     ///< of the events held; 0-0 when there is none
    QByteArray oldestId = {}; ///< its id on the wire; empty when there is none
};

struct ChannelFigures
{
    QByteArray channel;
    HistoryFigures held;
};

/// What a store takes on a disk.
struct DiskFigures
{
    qint64 usedBytes = 0; ///< of the file's pages: what HistoryLimits::maximumBytes bounds there
    qint64 fileBytes = 0; ///< of the file, with pages that are free
    qint64 logBytes = 0;  ///< what was written and is not yet in the file
};

/// Of all channels together.
struct StoreFigures
{
    qint64 events = 0;
    qint64 bytes = 0;                     ///< the sum of all channels'
    Position oldest = {};                 ///< where history begins; 0-0 when it holds nothing
    std::optional<DiskFigures> disk = {}; ///< nothing where history is in memory alone
};

/// What keeping a group of appends took, where a store has to write for it.
struct StoreWork
{
    qsizetype appends = 0;
    qsizetype events = 0;
    std::chrono::microseconds time{0}; ///< from handing the group over to knowing that it is safe
    qsizetype waitingAppends = 0;      ///< that came meanwhile
    qint64 waitingBytes = 0;           ///< of them
};

/// Whether the store can do its work.
struct StoreState
{
    enum class Kind {
        Ok,
        Away,   ///< it cannot be reached, or takes nothing, and is tried again
        Full,   ///< it has no room; what is held can be read
        Broken, ///< it is not where it was, or none of ours
    };
    Kind kind = Kind::Ok;
    QString problem = {}; ///< for people, translated; empty when Ok
    /// The same: what is to be known although it works, as that it was damaged; stays until the end.
    QString notice = {};
};

/// What a store reports by itself, in the hub's thread. Nothing of the store but hold() is called from within.
class StoreListener
{
public:
    virtual ~StoreListener() = default;
    /// In order: positions rise within a call and from call to call. Comes before the answer of the append that brought
    /// them. Events of one append stand together, in as many calls as it takes, as its publications without
    /// repetitions; one call may have those of several appends, and their answers follow in the same order.
    virtual void committed(const QList<Committed> &events) = 0;
    /// From `at` on, something of what `lost` selects may be missing; no event stands there. In one order with
    /// committed().
    virtual void lost(Position at, const Selection &lost) = 0;
    /// The figures as they are now, of the channels whose figures changed, each once, and of all. In one order with
    /// committed(), which it follows with each of the channels, also when they hold nothing of it; and with the answers
    /// of appends, which come first: what an answer says was repeated is still counted then.
    virtual void figuresChanged(const QList<ChannelFigures> &channels, const StoreFigures &all) = 0;
    virtual void stateChanged(const StoreState &state) = 0;
    /// A group of appends is safe, and was answered. Comes of stores that write, once for each group.
    virtual void worked(const StoreWork &work) { Q_UNUSED(work); }
    /// Something happened that people are to know of: one line, translated.
    virtual void storeNoted(const QString &text) { Q_UNUSED(text); }
};

struct OpenResult
{
    StoreState state = {};
    Position head = {};                  ///< the last position given; what is committed from now on stands behind it
    QList<ChannelFigures> channels = {}; ///< of all channels that hold something
    StoreFigures all = {};
};

struct AppendResult
{
    enum class Outcome {
        Done,
        Conflict, ///< in its channel, the own id of the publication at `conflict` stands for other content, or it
                  ///< cannot be used, and `problem` says why; nothing was appended
        Busy,     ///< too much waits to be appended; nothing was, try again in a moment
        TooMany,  ///< more than are ever appended at once; nothing was
        Full,     ///< there is no room; nothing was appended
        Away,     ///< it cannot be written now, or the store is closed; nothing was appended
        Unknown,  ///< it broke on the way: all was appended or nothing. What was is committed like any other.
    };
    struct Entry
    {
        StoredEventPtr event;
        bool repeated = false; ///< the publisher said this before: this is the event of the first time
    };
    Outcome outcome = Outcome::Done;
    QList<Entry> entries = {}; ///< one for each publication, in order; empty unless Done
    qsizetype conflict = -1;   ///< index of a publication; -1 unless Conflict
    QString problem = {};      ///< more about it for people, translated; may be empty
};

/// Where a subscriber begins.
struct Start
{
    enum class Kind {
        Live,     ///< with what is published from now on
        Earliest, ///< with the oldest event held
        After,    ///< behind the event with `id`
        Since,    ///< with what was stored at `time` or later
        Last,     ///< with the last `count` events held, of those up to `upTo` where that is given
    };
    Kind kind = Kind::Live;
    QByteArray id;
    qint64 time = 0; ///< milliseconds since 1970-01-01T00:00Z
    qsizetype count = 0;
    std::optional<Position> upTo = {};
};

/// Whether something could be read.
enum class ReadOutcome {
    Done,
    Failed, ///< not now; all else in the result says nothing
};

struct LocateResult
{
    Position after = {}; ///< read what stands behind this
    quint64 trims = 0;   ///< for ReadRequest::trims
    bool known = true;   ///< false: the id is not known here, so anything may be missing before `after`
    ReadOutcome outcome = ReadOutcome::Done;
    QString problem = {}; ///< why it failed, for people, translated; may be empty
};

struct ReadRequest
{
    Selection selection;
    Position after;
    quint64 trims = 0;                  ///< how many of the store's trims the reader was told of or does not care for
    qsizetype maximumBytes = 64 * 1024; ///< of data; at least one event comes whatever its size
    /// How many events the store may compare with the selection for this chunk, so that a pattern that hardly anything
    /// matches holds nobody up; at least one is.
    qsizetype maximumExamined = 8192;
};

struct ReadResult
{
    QList<StoredEventPtr> events = {}; ///< of the selection, in order, each once; perhaps none before the end
    Position next = {};                ///< read on behind this
    quint64 trims = 0;                 ///< for the next ReadRequest
    /// Something of the selection that stood behind `after` was trimmed and the reader was not told; or a loss was
    /// noted between `after` and the first of the events.
    bool gap = false;
    /// All that is missing, as far as the store knows, was trimmed within the last two minutes: who had come a little
    /// earlier would have missed nothing.
    bool isGapFresh = false;
    bool atEnd = false; ///< nothing of the selection is held behind `next`
    ReadOutcome outcome = ReadOutcome::Done;
    QString problem = {}; ///< why it failed, for people, translated; may be empty
};

struct FindResult
{
    StoredEventPtr event = {}; ///< null when it is not held
    ReadOutcome outcome = ReadOutcome::Done;
    QString problem = {}; ///< why it failed, for people, translated; may be empty
};

/// Where history lives. Asynchronous, because stores on disk or far away are; each `done` is called exactly once, in
/// the hub's thread, and perhaps before the call returns: those of append() in the order of the calls, all others at
/// any time. A store that is destroyed calls no more, but it is not destroyed from within a `done`. What is due by the
/// time it does not find out for itself, but in trimByAge().
class Store
{
public:
    virtual ~Store() = default;

    /// Once, before all else; `listener` is borrowed. What is called before `done` waits for it.
    virtual void open(StoreListener &listener, std::function<void(OpenResult)> done) = 0;
    /// All that is under way is kept and answered, or given up when the deadline is over; then `done`. What is asked
    /// after this call is answered as Away or Failed.
    virtual void close(std::chrono::milliseconds deadline, std::function<void()> done) = 0;

    /// Gives each publication its position and keeps it: all or none. An own id is judged within its channel; where an
    /// event of another has it on the wire, this one goes out under the hub's. `ticket` is the caller's, rises from
    /// append to append, and comes back with what is committed; not 0.
    virtual void append(quint64 ticket, QList<Publication> publications, std::function<void(AppendResult)> done) = 0;
    /// Keeps what was published elsewhere already, and so cannot be a conflict: an id that stands for an event of its
    /// channel here gives way to one of the hub's, and is no own id then.
    virtual void appendArrived(quint64 ticket, QList<Publication> publications,
                               std::function<void(AppendResult)> done) = 0;
    /// From here on, readers of anything that `lost` selects are told that something may be missing at this point.
    /// StoreListener::lost() answers, as soon as the store can.
    virtual void noteLoss(Selection lost) = 0;
    /// Drops all that a channel holds at the time of the call, as if it had been trimmed; in steps where it is much.
    /// `done` gets false when that cannot be done now.
    virtual void clear(QByteArray channel, std::function<void(bool)> done) = 0;

    /// Finds the position behind which a subscriber begins (any kind but Live).
    virtual void locate(Selection selection, Start start, std::function<void(LocateResult)> done) = 0;
    /// Answers nothing that was not given to StoreListener::committed() before.
    virtual void read(ReadRequest request, std::function<void(ReadResult)> done) = 0;
    /// The event that `id` stands for on the wire.
    virtual void find(QByteArray id, std::function<void(FindResult)> done) = 0;
    /// The event that a publisher's own id stands for within its channel.
    virtual void findOwn(QByteArray channel, QByteArray ownId, std::function<void(FindResult)> done) = 0;

    /// While held, what others than this hub gave it is not reported, if that can wait where it is: more is waiting for
    /// delivery than is good. What was on its way may still come. May be called at any time, from open() on.
    virtual void hold(bool isHeld) { Q_UNUSED(isHeld); }

    /// Drops what became too old, tries again what did not work, and does what else is due by the time: a step of it,
    /// short enough to hold nobody up. Called once a second or so, and again soon while it answers that there is more
    /// to do; a store that does it elsewhere answers false.
    virtual bool trimByAge() = 0;
    /// Called when nobody uses a channel that was reported empty: the store may forget it, if it is still empty, and as
    /// long as gaps stay told.
    virtual void forgetChannel(const QByteArray &channel) = 0;
};

/// A store that was made, or why there is none.
struct MadeStore
{
    template <typename Kind>
    MadeStore(std::unique_ptr<Kind> made) // NOLINT(google-explicit-constructor): what makes one answers it
        : store(std::move(made))
    {}
    explicit MadeStore(QString why)
        : problem(std::move(why))
    {}

    std::unique_ptr<Store> store;                  ///< null: the hub cannot start
    std::unique_ptr<Peers> peers = {};             ///< who else has this history; null: nobody. Borrows the store.
    QByteArray kind = QByteArrayLiteral("memory"); ///< for `/api/hub`
    QByteArray hubId = {};                         ///< of this hub among those who have it; empty: it is alone
    QString file = {};                             ///< in which it is kept, or where, for people; empty: in none
    QString problem = {};                          ///< for people, translated: why there is no store
    bool isTaken = false;                          ///< there is none because another hub has it
    /// For people, translated: that it is another than was asked for, and why; may be empty.
    QString notice = {};
};

/// Makes a hub's store, in the hub's thread; it is still to be opened. Says at once what can be said at once: that
/// somebody else has the file, or that it is none of ours. `clock` is borrowed.
using StoreFactory = std::function<MadeStore(const HistoryLimits &limits, const Clock &clock)>;

} // namespace helio
