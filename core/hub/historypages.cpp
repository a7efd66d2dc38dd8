// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/historypages.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace helio {

namespace {

/// How many events a first look back takes: each may be large.
constexpr qsizetype FirstLook = 16;
/// The next takes at most so many times more.
constexpr qsizetype Growth = 4;

/// Nothing stands before 0-0.
std::optional<Position> placeBefore(Position position)
{
    if (position.sequence > 0)
        return Position{position.milliseconds, position.sequence - 1};
    if (position.milliseconds > 0)
        return Position{position.milliseconds - 1, std::numeric_limits<quint64>::max()};
    return {};
}

} // namespace

/// One page while it is read: chunk by chunk backwards, and each chunk forwards.
struct HistoryPages::Reading
{
    HistoryQuery query;
    std::function<void(const Page &)> done;
    std::function<bool()> isWanted; ///< null: to the end
    std::optional<Position> upTo;   ///< of the chunk
    Position after;                 ///< how far the chunk is read
    qsizetype look = FirstLook;     ///< events of the chunk
    QList<StoredEventPtr> chunk;
    QList<QList<StoredEventPtr>> chunks; ///< that were read, the last of history first
    qsizetype events = 0;                ///< of them
    qint64 bytes = 0;
    bool isFull = false; ///< of bytes
    bool isAtBeginning = false;
};

HistoryPages::HistoryPages(Store &store)
    : store_(store)
{}

void HistoryPages::read(const HistoryQuery &query, std::function<void(const Page &)> done,
                        std::function<bool()> isWanted)
{
    const auto reading = std::make_shared<Reading>();
    reading->query = query;
    reading->query.limit = std::clamp<qsizetype>(query.limit, 1, MaximumEvents);
    if (query.selection.isEmpty())
        reading->query.selection.addPattern("*");
    reading->done = std::move(done);
    reading->isWanted = std::move(isWanted);
    if (query.before.isEmpty()) {
        locate(reading);
        return;
    }
    if (const auto position = Position::fromId(query.before)) {
        begin(reading, *position);
        return;
    }
    store_.find(query.before, [this, reading](const FindResult &found) {
        if (found.outcome == ReadOutcome::Failed)
            answer(reading, Page::Outcome::Failed);
        else if (!found.event)
            answer(reading, Page::Outcome::NoEvent);
        else
            begin(reading, found.event->position);
    });
}

void HistoryPages::begin(const ReadingPtr &reading, Position before)
{
    reading->upTo = placeBefore(before);
    if (reading->upTo) {
        locate(reading);
        return;
    }
    reading->isAtBeginning = true;
    answer(reading, Page::Outcome::Done);
}

void HistoryPages::locate(const ReadingPtr &reading)
{
    if (reading->isWanted && !reading->isWanted())
        return;
    reading->look = std::min(reading->look, reading->query.limit - reading->events);
    reading->chunk.clear();
    // One more, which says whether that is the beginning.
    const Start start{Start::Kind::Last, {}, 0, reading->look + 1, reading->upTo};
    store_.locate(reading->query.selection, start, [this, reading](const LocateResult &located) {
        if (located.outcome == ReadOutcome::Failed) {
            answer(reading, Page::Outcome::Failed);
            return;
        }
        reading->after = located.after;
        readOn(reading);
    });
}

/// Reads some of the chunk, and more from the event loop.
void HistoryPages::readOn(const ReadingPtr &reading)
{
    if (reading->isWanted && !reading->isWanted())
        return;
    // What was trimmed is not asked for.
    const quint64 trims = std::numeric_limits<quint64>::max();
    store_.read({reading->query.selection, reading->after, trims}, [this, reading](const ReadResult &read) {
        if (read.outcome == ReadOutcome::Failed) {
            answer(reading, Page::Outcome::Failed);
            return;
        }
        const bool isOver = read.atEnd || (reading->upTo && read.next >= *reading->upTo);
        for (const StoredEventPtr &stored : read.events) {
            if (reading->upTo && stored->position > *reading->upTo)
                break;
            reading->chunk.append(stored);
            // What came while it was read.
            if (reading->chunk.size() > reading->look + 1)
                reading->chunk.removeFirst();
        }
        reading->after = read.next;
        slices_.add([this, reading, isOver] {
            if (isOver)
                takeChunk(reading);
            else
                readOn(reading);
            return false;
        });
    });
}

void HistoryPages::takeChunk(const ReadingPtr &reading)
{
    QList<StoredEventPtr> &chunk = reading->chunk;
    if (chunk.size() > reading->look)
        chunk.removeFirst();
    else
        reading->isAtBeginning = true;
    const auto isTooOld = [since = reading->query.since](const StoredEventPtr &stored) {
        return stored->storedAt < since;
    };
    if (chunk.removeIf(isTooOld) > 0)
        reading->isAtBeginning = true;
    qint64 bytes = 0;
    for (const StoredEventPtr &stored : std::as_const(chunk))
        bytes += stored->event.data.size();
    // The last of them stay; one does whatever its size.
    while (reading->bytes + bytes > MaximumBytes && reading->events + chunk.size() > 1 && !chunk.isEmpty()) {
        bytes -= chunk.constFirst()->event.data.size();
        chunk.removeFirst();
        reading->isAtBeginning = false;
        reading->isFull = true;
    }
    reading->bytes += bytes;
    reading->events += chunk.size();
    if (!chunk.isEmpty()) {
        const qint64 each = std::max<qint64>(1, bytes / chunk.size());
        reading->look =
            qsizetype(std::clamp<qint64>((MaximumBytes - reading->bytes) / each, 1, reading->look * Growth));
        reading->upTo = placeBefore(chunk.constFirst()->position);
        reading->chunks.append(std::exchange(chunk, {}));
    }
    if (reading->isAtBeginning || reading->isFull || reading->events >= reading->query.limit)
        answer(reading, Page::Outcome::Done);
    else
        locate(reading);
}

void HistoryPages::answer(const ReadingPtr &reading, Page::Outcome outcome)
{
    if (reading->isWanted && !reading->isWanted())
        return;
    Page page{outcome, {}, reading->isAtBeginning};
    if (outcome == Page::Outcome::Done) {
        page.events.reserve(reading->events);
        for (auto chunk = reading->chunks.crbegin(); chunk != reading->chunks.crend(); ++chunk)
            page.events.append(*chunk);
    }
    reading->done(page);
}

} // namespace helio
