// SPDX-License-Identifier: GPL-3.0-or-later
// Where a reader begins, what it is given, and what it has missed.
#include "event/overlap.h"
#include "store/memorystore.h"

#include <queue>

#include <algorithm>
#include <limits>

namespace helio {

namespace {

constexpr Position EndOfTime{std::numeric_limits<quint64>::max(), std::numeric_limits<quint64>::max()};

/// What an event counts against the bound of a chunk: about what it takes on the wire.
qsizetype weightOf(const Event &event)
{
    return event.data.size() + 64;
}

} // namespace

struct MemoryStore::Cursor
{
    const HeldRing *events = nullptr;
    size_t next = 0;
    size_t end = 0;

    const HeldEventPtr &event() const { return (*events)[next]; }
    bool operator>(const Cursor &other) const { return event()->position > other.event()->position; }
};

/// Where a reader has to stop for what is noted of losses.
struct MemoryStore::NextLoss
{
    std::optional<Position> position; ///< nothing: there is none ahead
    bool isReaders = false; ///< it is to be told; false: what stands behind it is to be inspected another time
};

void MemoryStore::locate(Selection selection, Start start, std::function<void(LocateResult)> done)
{
    if (!isOpen()) {
        done({.outcome = ReadOutcome::Failed});
        return;
    }
    // But for an id, a beginning is wherever history begins: what was trimmed before is not missed.
    LocateResult result{.trims = trims_};
    switch (start.kind) {
    case Start::Kind::Live:
        result.after = head_;
        break;
    case Start::Kind::Earliest:
        break;
    case Start::Kind::Since:
        result.after = positionBeforeTime(start.time);
        break;
    case Start::Kind::Last:
        if (start.count <= 0) {
            result.after = head_;
        } else if (start.count >= heldEvents_) {
            result.after = {};
        } else if (selection.patterns().isEmpty()) {
            result.after = positionBeforeLastOfNames(selection, start);
        } else {
            searchLast(selection, start, std::move(done));
            return;
        }
        break;
    case Start::Kind::After: {
        const auto position = Position::fromId(start.id);
        if (position && *position <= head_) {
            result.after = *position;
            result.trims = 0;
        } else if (const HeldEventPtr own = ownIds_.findOnWire(start.id)) {
            result.after = own->position;
            result.trims = 0;
        } else if (const auto trimmed = trimmedIds_.find(start.id)) {
            result.after = *trimmed;
            result.trims = 0;
        } else {
            result.known = false;
        }
        break;
    }
    }
    done(std::move(result));
}

void MemoryStore::read(ReadRequest request, std::function<void(ReadResult)> done)
{
    if (isOpen() && !request.selection.patterns().isEmpty() && mayMiss(request))
        searchMisses(request, std::move(done));
    else
        answerRead(request, false, done);
}

/// `missesOfPatterns`: something that it selects by pattern was trimmed.
void MemoryStore::answerRead(const ReadRequest &request, bool missesOfPatterns,
                             const std::function<void(ReadResult)> &done) const
{
    if (!isOpen()) {
        done({.outcome = ReadOutcome::Failed});
        return;
    }
    ReadResult result;
    result.trims = trims_;
    result.gap = missesOfPatterns || missesOfNames(request);
    result.isGapFresh = result.gap && isMissFresh(request);
    ReadRequest rest = request;
    qsizetype budget = ExaminedAtOnce;
    NextLoss loss = nextLoss(rest, budget);
    readUpTo(loss.position.value_or(EndOfTime), rest, result);
    // What stands before a loss is given alone, so that the loss is told at its place.
    while (loss.isReaders && result.atEnd && result.events.isEmpty()) {
        result.gap = true;
        rest.after = *loss.position;
        loss = nextLoss(rest, budget);
        readUpTo(loss.position.value_or(EndOfTime), rest, result);
    }
    if (result.atEnd && !loss.isReaders)
        result.next = loss.position.value_or(std::max(head_, request.after));
    if (loss.position)
        result.atEnd = false;
    done(std::move(result));
}

void MemoryStore::readUpTo(Position until, const ReadRequest &request, ReadResult &result) const
{
    if (request.selection.patterns().isEmpty())
        readNamed(until, request, result);
    else
        readLog(until, request, result);
}

MemoryStore::NextLoss MemoryStore::nextLoss(const ReadRequest &request, qsizetype &budget) const
{
    const qsizetype before = budget;
    auto loss = std::upper_bound(losses_.cbegin(), losses_.cend(), request.after,
                                 [](const Position &after, const Loss &one) { return after < one.position; });
    NextLoss next;
    for (; loss != losses_.cend() && !next.position; ++loss) {
        budget -= loss->selection.size() * request.selection.comparisons();
        next.isReaders = mayOverlap(loss->selection, request.selection);
        if (next.isReaders || budget <= 0)
            next.position = loss->position;
    }
    noteExamined(before - budget);
    return next;
}

/// A few channels are merged, whatever stands between their events.
void MemoryStore::readNamed(Position until, const ReadRequest &request, ReadResult &result) const
{
    std::vector<Cursor> cursors;
    for (const Channel *channel : selected(request.selection)) {
        const HeldRing &events = channel->events;
        const Cursor cursor{&events, events.behind(request.after), events.behind(until)};
        if (cursor.next != cursor.end)
            cursors.push_back(cursor);
    }
    std::priority_queue heap(std::greater<Cursor>(), std::move(cursors));
    qsizetype bytes = 0;
    while (!heap.empty() && (result.events.isEmpty() || bytes < request.maximumBytes)) {
        Cursor cursor = heap.top();
        heap.pop();
        bytes += weightOf(cursor.event()->event);
        result.events.append(cursor.event());
        if (++cursor.next != cursor.end)
            heap.push(cursor);
    }
    result.atEnd = heap.empty();
    if (!result.events.isEmpty())
        result.next = result.events.constLast()->position;
}

/// A pattern may select thousands of channels, and looking into each of them for every chunk would cost more than
/// passing over what the pattern does not match.
void MemoryStore::readLog(Position until, const ReadRequest &request, ReadResult &result) const
{
    ReaderMatches::OfSelection &matches = matches_.of(request.selection);
    qsizetype comparisons = 0;
    qsizetype bytes = 0;
    bool wasAtLoss = false;
    const bool wasLast = log_.visitBehind(request.after, [&](const HeldEventPtr &held) {
        if (held->position > until) {
            wasAtLoss = true;
            return false;
        }
        if (bytes >= request.maximumBytes && !result.events.isEmpty())
            return false;
        if (comparisons >= request.maximumExamined && result.next > request.after)
            return false;
        result.next = held->position;
        if (matches.matches(held->event.channel, comparisons)) {
            bytes += weightOf(held->event);
            result.events.append(held);
        }
        return true;
    });
    result.atEnd = wasLast || wasAtLoss;
}

/// Behind it stands what was stored at that time or later: by how long ago that was, since the wall clock may have been
/// set meanwhile.
Position MemoryStore::positionBeforeTime(qint64 wallMilliseconds) const
{
    const qint64 age = clock_.wallMilliseconds() - wallMilliseconds;
    const HeldEventPtr first = log_.firstAddedAt(clock_.uptimeMilliseconds() - age);
    if (!first)
        return head_;
    const Position at = first->position;
    return at.sequence > 0 ? Position{at.milliseconds, at.sequence - 1}
                           : Position{at.milliseconds - 1, std::numeric_limits<quint64>::max()};
}

Position MemoryStore::positionBeforeLastOfNames(const Selection &selection, const Start &start) const
{
    const qsizetype count = start.count;
    std::vector<Position> last;
    for (const Channel *channel : selected(selection)) {
        // One more than asked for: it shows where the others begin, when they are all of this channel.
        const auto held = qsizetype(start.upTo ? channel->events.behind(*start.upTo) : channel->events.size());
        const qsizetype taken = count < held ? count + 1 : held;
        for (qsizetype i = held - taken; i < held; ++i)
            last.push_back(channel->events[size_t(i)]->position);
    }
    if (qsizetype(last.size()) <= count)
        return {};
    const auto before = last.end() - count - 1;
    std::nth_element(last.begin(), before, last.end());
    return *before;
}

MemoryStore::Trimmed MemoryStore::trimmedOfVanished(const QByteArray &name) const
{
    return vanished_.find(name).value_or(floor_);
}

/// Without checking each channel.
bool MemoryStore::mayMiss(const ReadRequest &request) const
{
    return request.trims < trims_ && request.after < highestTrimmed_;
}

bool MemoryStore::missesOfNames(const ReadRequest &request) const
{
    const QByteArrayList &names = request.selection.channels();
    return mayMiss(request) && std::any_of(names.cbegin(), names.cend(), [&](const QByteArray &name) {
               const auto found = channels_.find(name);
               return (found == channels_.end() ? trimmedOfVanished(name) : found->second.trimmed).concerns(request);
           });
}

/// What it misses. Of patterns it is not asked which channels these are: no channel at all may have lost more.
bool MemoryStore::isMissFresh(const ReadRequest &request) const
{
    if (!request.selection.patterns().isEmpty())
        return request.after >= trimPast_.earlier(minute_, highestTrimmed_);
    const QByteArrayList &names = request.selection.channels();
    return std::all_of(names.cbegin(), names.cend(), [&](const QByteArray &name) {
        const auto found = channels_.find(name);
        if (found == channels_.end())
            return !trimmedOfVanished(name).concerns(request);
        const Channel &channel = found->second;
        return !channel.trimmed.concerns(request) ||
               request.after >= channel.trimPast.earlier(minute_, channel.trimmed.position);
    });
}

/// By name.
QList<const MemoryStore::Channel *> MemoryStore::selected(const Selection &selection) const
{
    QList<const Channel *> channels;
    for (const QByteArray &name : selection.channels()) {
        if (const auto found = channels_.find(name); found != channels_.end())
            channels.append(&found->second);
    }
    return channels;
}

} // namespace helio
