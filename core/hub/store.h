// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"
#include "event/position.h"
#include "event/selection.h"

#include <QList>

#include <functional>
#include <memory>

namespace helio {

/// An event that a store has taken: it has a place in the hub's one order.
struct StoredEvent
{
    Position position;
    Event event;         ///< its id is the publisher's own, else the position's
    qint64 storedAt = 0; ///< milliseconds since 1970-01-01T00:00Z
    /// To how many subscribers it went: the hub's note, so that a publisher who repeats itself gets the first answer.
    mutable qint64 subscribers = 0;
};
using StoredEventPtr = std::shared_ptr<const StoredEvent>;

struct AppendResult
{
    struct Entry
    {
        StoredEventPtr event;
        bool repeated = false; ///< the publisher said this before: this is the event of the first time
    };
    QList<Entry> entries;    ///< one for each publication, in order; empty when refused
    qsizetype conflict = -1; ///< index of the publication whose own id stands for other content; nothing was appended
};

/// Where a subscriber begins.
struct Start
{
    enum class Kind {
        Live,     ///< with what is published from now on
        Earliest, ///< with the oldest event held
        After,    ///< behind the event with `id`
        Since,    ///< with what was stored at `time` or later
        Last,     ///< with the last `count` events held
    };
    Kind kind = Kind::Live;
    QByteArray id;
    qint64 time = 0; ///< milliseconds since 1970-01-01T00:00Z
    qsizetype count = 0;
};

struct LocateResult
{
    Position after;    ///< read what stands behind this
    quint64 trims = 0; ///< for ReadRequest::trims
    bool known = true; ///< false: the id is not known here, so anything may be missing before `after`
};

struct ReadRequest
{
    Selection selection;
    Position after;
    quint64 trims = 0;                  ///< how many of the store's trims the reader was told of or does not care for
    qsizetype maximumBytes = 64 * 1024; ///< of data; at least one event comes whatever its size
    /// How many events the store may compare with the selection for this piece, so that a pattern that hardly anything
    /// matches holds nobody up; at least one is.
    qsizetype maximumExamined = 8192;
};

struct ReadResult
{
    QList<StoredEventPtr> events; ///< of the selection, in order, each once; perhaps none before the end
    Position next;                ///< read on behind this
    quint64 trims = 0;            ///< for the next ReadRequest
    /// Something of the selection that stood behind `after` was trimmed and the reader was not told; or a loss was
    /// noted between `after` and the first of the events.
    bool gap = false;
    bool atEnd = false; ///< nothing of the selection is held behind `next`
};

struct HistoryFigures
{
    qint64 events = 0;
    qint64 bytes = 0;
    QByteArray oldestId; ///< empty when nothing is held, and for the whole hub
};

/// Where history lives. Asynchronous, because stores on disk or far away are; each `done` is called exactly once, in
/// the hub's thread, in the order of the calls, and perhaps before the call returns. A store that goes away calls no
/// more.
class Store
{
public:
    virtual ~Store() = default;

    /// Gives each publication its position and keeps it; all or, on a conflict, none.
    virtual void append(const QList<Publication> &publications, std::function<void(const AppendResult &)> done) = 0;
    /// Keeps what was published elsewhere already, and so can not be refused: an id that stands for an event here gives
    /// way to one of the hub's.
    virtual void appendArrived(const QList<Publication> &publications,
                               std::function<void(const AppendResult &)> done) = 0;
    /// From here on, readers of anything that `lost` selects are told that something may be missing at this point.
    virtual void noteLoss(const Selection &lost, std::function<void(const Position &)> done) = 0;
    /// Finds the position behind which a subscriber begins (any kind but Live).
    virtual void locate(const Selection &selection, const Start &start,
                        std::function<void(const LocateResult &)> done) = 0;
    virtual void read(const ReadRequest &request, std::function<void(const ReadResult &)> done) = 0;

    /// The event that `id` stands for on the wire; null when it is not held.
    virtual void find(const QByteArray &id, std::function<void(const StoredEventPtr &)> done) = 0;

    /// Drops what became too old.
    virtual void trimByAge() = 0;
    /// Called when nobody uses an empty channel: the store may forget it, as long as gaps stay told.
    virtual void forgetChannel(const QByteArray &channel) = 0;

    virtual HistoryFigures channelFigures(const QByteArray &channel) const = 0;
    virtual HistoryFigures totalFigures() const = 0;
};

} // namespace helio
