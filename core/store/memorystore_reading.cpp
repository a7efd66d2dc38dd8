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
    std::deque<EntryPtr>::const_iterator next;
    std::deque<EntryPtr>::const_iterator end;

    bool operator>(const Cursor &other) const { return (*next)->position > (*other.next)->position; }
};

void MemoryStore::locate(Selection selection, Start start, std::function<void(LocateResult)> done)
{
    if (!listener_) {
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
        if (start.time > 0)
            result.after = {quint64(start.time) - 1, std::numeric_limits<quint64>::max()};
        break;
    case Start::Kind::Last:
        result.after = positionBeforeLast(selection, start.count);
        break;
    case Start::Kind::After: {
        const auto position = Position::fromId(start.id);
        if (position && *position <= head_) {
            result.after = *position;
            result.trims = 0;
        } else if (const auto own = ownIds_.find(start.id); own != ownIds_.end()) {
            result.after = own->second->position;
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
    if (!listener_) {
        done({.outcome = ReadOutcome::Failed});
        return;
    }
    ReadResult result;
    result.trims = trims_;
    result.gap = misses(request);
    ReadRequest rest = request;
    std::optional<Position> loss = nextLoss(rest);
    readUpTo(loss.value_or(EndOfTime), rest, result);
    // What stands before a loss is given alone, so that the loss is told at its place.
    while (loss && result.atEnd && result.events.isEmpty()) {
        result.gap = true;
        rest.after = *loss;
        loss = nextLoss(rest);
        readUpTo(loss.value_or(EndOfTime), rest, result);
    }
    if (loss)
        result.atEnd = false;
    else if (result.atEnd)
        result.next = std::max(head_, request.after);
    done(std::move(result));
}

void MemoryStore::readUpTo(Position until, const ReadRequest &request, ReadResult &result) const
{
    if (request.selection.patterns().isEmpty())
        readNamed(until, request, result);
    else
        readLog(until, request, result);
}

std::optional<Position> MemoryStore::nextLoss(const ReadRequest &request) const
{
    auto loss = std::upper_bound(losses_.cbegin(), losses_.cend(), request.after,
                                 [](const Position &after, const Loss &one) { return after < one.position; });
    loss = std::find_if(loss, losses_.cend(),
                        [&](const Loss &one) { return mayOverlap(one.selection, request.selection); });
    return loss == losses_.cend() ? std::nullopt : std::optional(loss->position);
}

/// A few channels are merged, whatever stands between their events.
void MemoryStore::readNamed(Position until, const ReadRequest &request, ReadResult &result) const
{
    std::vector<Cursor> cursors;
    for (const Channel *channel : selected(request.selection)) {
        const Cursor cursor{behind(channel->events, request.after), behind(channel->events, until)};
        if (cursor.next != cursor.end)
            cursors.push_back(cursor);
    }
    std::priority_queue heap(std::greater<Cursor>(), std::move(cursors));
    qsizetype bytes = 0;
    while (!heap.empty() && (result.events.isEmpty() || bytes < request.maximumBytes)) {
        Cursor cursor = heap.top();
        heap.pop();
        bytes += weightOf((*cursor.next)->event);
        result.events.append(*cursor.next);
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
    auto at = behind(log_, request.after);
    for (; at != log_.cend() && (*at)->position < until; ++at) {
        const Entry &entry = **at;
        if (bytes >= request.maximumBytes && !result.events.isEmpty())
            break;
        if (comparisons >= request.maximumExamined && result.next > request.after)
            break;
        result.next = entry.position;
        if (!entry.held) {
            ++comparisons;
            continue;
        }
        if (!matches.matches(entry.event.channel, comparisons))
            continue;
        bytes += weightOf(entry.event);
        result.events.append(*at);
    }
    result.atEnd = at == log_.cend() || (*at)->position > until;
}

Position MemoryStore::positionBeforeLast(const Selection &selection, qsizetype count) const
{
    if (count <= 0)
        return head_;
    if (count >= heldEvents_)
        return {};
    if (!selection.patterns().isEmpty())
        return positionBeforeLastOfLog(selection, count);
    std::vector<Position> last;
    for (const Channel *channel : selected(selection)) {
        // One more than asked for: it shows where the others begin, when they are all of this channel.
        const auto held = qsizetype(channel->events.size());
        const qsizetype taken = count < held ? count + 1 : held;
        for (auto entry = channel->events.cend() - taken; entry != channel->events.cend(); ++entry)
            last.push_back((*entry)->position);
    }
    if (qsizetype(last.size()) <= count)
        return {};
    const auto before = last.end() - count - 1;
    std::nth_element(last.begin(), before, last.end());
    return *before;
}

/// From the end backwards, no farther than it takes.
Position MemoryStore::positionBeforeLastOfLog(const Selection &selection, qsizetype count) const
{
    ReaderMatches::OfSelection &matches = matches_.of(selection);
    qsizetype comparisons = 0;
    qsizetype found = 0;
    for (auto at = log_.crbegin(); at != log_.crend(); ++at) {
        const Entry &entry = **at;
        if (entry.held && matches.matches(entry.event.channel, comparisons) && ++found > count)
            return entry.position;
    }
    return {};
}

MemoryStore::Trimmed MemoryStore::trimmedOfVanished(const QByteArray &name) const
{
    return vanished_.find(name).value_or(floor_);
}

bool MemoryStore::misses(const ReadRequest &request) const
{
    if (request.trims >= trims_ || request.after >= highestTrimmed_)
        return false; // without checking each channel
    const auto missesOfName = [&](const QByteArray &name) {
        const auto found = channels_.find(name);
        return (found == channels_.end() ? trimmedOfVanished(name) : found->second.trimmed).concerns(request);
    };
    const QByteArrayList &names = request.selection.channels();
    return std::any_of(names.cbegin(), names.cend(), missesOfName) ||
           (!request.selection.patterns().isEmpty() && missesOfPatterns(request));
}

bool MemoryStore::missesOfPatterns(const ReadRequest &request) const
{
    ReaderMatches::OfSelection &matches = matches_.of(request.selection);
    qsizetype comparisons = 0;
    const auto isSelected = [&](const QByteArray &name) { return matches.matches(name, comparisons); };
    if (floor_.concerns(request))
        return true;
    if (journal_.reachesBackTo(request.trims))
        return journal_.anyAbove(request.trims, request.after, isSelected);
    // The first chunk of a reader that begins behind an id; whatever it answers, the next are told by the journal.
    const auto missesOfChannel = [&](const auto &channel) {
        return channel.second.trimmed.concerns(request) && isSelected(channel.first);
    };
    const auto missesOfVanished = [&](const auto &vanished) {
        return vanished.second.concerns(request) && !channels_.contains(vanished.first) && isSelected(vanished.first);
    };
    return std::any_of(channels_.cbegin(), channels_.cend(), missesOfChannel) ||
           std::any_of(vanished_.all().cbegin(), vanished_.all().cend(), missesOfVanished);
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

std::deque<MemoryStore::EntryPtr>::const_iterator MemoryStore::behind(const std::deque<EntryPtr> &events,
                                                                      Position after)
{
    return std::upper_bound(events.cbegin(), events.cend(), after,
                            [](const Position &position, const EntryPtr &entry) { return position < entry->position; });
}

} // namespace helio
