// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/memorystore.h"

#include "event/overlap.h"

#include <queue>

#include <algorithm>
#include <limits>

namespace helio {

namespace {

/// What keeping one event costs beside its bytes: the entry, its places in log and channel, the allocator's share.
constexpr qint64 EntryOverheadBytes = 256;

/// Trimmed entries stay in the log until they come to its end or are this many more than the held ones.
constexpr size_t LogSlack = 1024;

constexpr Position EndOfTime{std::numeric_limits<quint64>::max(), std::numeric_limits<quint64>::max()};

/// What an event counts against the bound of a piece: about what it takes on the wire.
qsizetype weightOf(const Event &event)
{
    return event.data.size() + 64;
}

/// Compares events and publications.
bool saysTheSame(const auto &a, const auto &b)
{
    return a.channel == b.channel && a.type == b.type && a.data == b.data;
}

} // namespace

struct MemoryStore::Piece
{
    std::deque<EntryPtr>::const_iterator next;
    std::deque<EntryPtr>::const_iterator end;

    bool operator>(const Piece &other) const { return (*next)->position > (*other.next)->position; }
};

MemoryStore::MemoryStore(HistoryLimits limits, const Clock &clock)
    : limits_(limits)
    , clock_(clock)
    // Behind all that a store of before may have given up to this millisecond.
    , head_{quint64(clock.wallMilliseconds()) + 1, 0}
{
    floor_ = {head_, ++trims_};
    highestTrimmed_ = head_;
}

void MemoryStore::append(const QList<Publication> &publications, std::function<void(const AppendResult &)> done)
{
    AppendResult result;
    result.conflict = conflictIn(publications);
    if (result.conflict < 0) {
        result.entries.reserve(publications.size());
        for (const Publication &publication : publications) {
            const auto known = publication.id.isEmpty() ? ownIds_.end() : ownIds_.find(publication.id);
            if (known != ownIds_.end())
                result.entries.append({known->second, true});
            else
                result.entries.append({add(publication), false});
        }
        keepWithinBounds(result); // only now: a batch larger than the bounds must not lose an id that it repeats itself
    }
    done(result);
}

void MemoryStore::appendArrived(const QList<Publication> &publications, std::function<void(const AppendResult &)> done)
{
    AppendResult result;
    result.entries.reserve(publications.size());
    for (Publication publication : publications) {
        if (ownIds_.contains(publication.id))
            publication.id.clear();
        result.entries.append({add(publication), false});
    }
    keepWithinBounds(result);
    done(result);
}

void MemoryStore::keepWithinBounds(const AppendResult &appended)
{
    for (const AppendResult::Entry &entry : appended.entries) {
        Channel &channel = channels_[entry.event->event.channel];
        while (qint64(channel.events.size()) > limits_.maximumEvents)
            trimOldestOf(channel);
    }
    trimToBounds();
}

void MemoryStore::noteLoss(const Selection &lost, std::function<void(const Position &)> done)
{
    losses_.push_back({nextPosition(), lost});
    if (losses_.size() > MaximumLosses) {
        // The oldest is told where the one after it is: later than it should be, but told.
        Selection &next = losses_[1].selection;
        for (const QByteArray &name : losses_.front().selection.channels())
            next.addChannel(name);
        for (const Pattern &pattern : losses_.front().selection.patterns())
            next.addPattern(pattern.glob());
        losses_.pop_front();
    }
    done(head_);
}

void MemoryStore::locate(const Selection &selection, const Start &start, std::function<void(const LocateResult &)> done)
{
    // But for an id, a beginning is wherever history begins: what was trimmed before is not missed.
    LocateResult result{{}, trims_, true};
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
        } else if (const auto trimmed = trimmedIds_.find(start.id); trimmed != trimmedIds_.end()) {
            result.after = trimmed->second;
            result.trims = 0;
        } else {
            result.known = false;
        }
        break;
    }
    }
    done(result);
}

void MemoryStore::read(const ReadRequest &request, std::function<void(const ReadResult &)> done)
{
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
    done(result);
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
    std::vector<Piece> pieces;
    for (const Channel *channel : selected(request.selection)) {
        const Piece piece{behind(channel->events, request.after), behind(channel->events, until)};
        if (piece.next != piece.end)
            pieces.push_back(piece);
    }
    std::priority_queue heap(std::greater<Piece>(), std::move(pieces));
    qsizetype bytes = 0;
    while (!heap.empty() && (result.events.isEmpty() || bytes < request.maximumBytes)) {
        Piece piece = heap.top();
        heap.pop();
        bytes += weightOf((*piece.next)->event);
        result.events.append(*piece.next);
        if (++piece.next != piece.end)
            heap.push(piece);
    }
    result.atEnd = heap.empty();
    if (!result.events.isEmpty())
        result.next = result.events.constLast()->position;
}

/// A pattern may select thousands of channels, and looking into each of them for every piece would cost more than
/// passing over what the pattern does not match.
void MemoryStore::readLog(Position until, const ReadRequest &request, ReadResult &result) const
{
    qsizetype comparisons = request.maximumExamined;
    qsizetype bytes = 0;
    auto at = behind(log_, request.after);
    for (; at != log_.cend() && (*at)->position < until; ++at) {
        const Entry &entry = **at;
        if (bytes >= request.maximumBytes && !result.events.isEmpty())
            break;
        if (comparisons <= 0 && result.next > request.after)
            break;
        result.next = entry.position;
        comparisons -= entry.held ? request.selection.comparisons() : 1;
        if (!entry.held)
            continue;
        if (!request.selection.matches(entry.event.channel))
            continue;
        bytes += weightOf(entry.event);
        result.events.append(*at);
    }
    result.atEnd = at == log_.cend() || (*at)->position > until;
}

void MemoryStore::find(const QByteArray &id, std::function<void(const StoredEventPtr &)> done)
{
    StoredEventPtr found;
    if (const auto own = ownIds_.find(id); own != ownIds_.end()) {
        found = own->second;
    } else if (const auto position = Position::fromId(id)) {
        const auto at =
            std::lower_bound(log_.cbegin(), log_.cend(), *position,
                             [](const EntryPtr &entry, const Position &wanted) { return entry->position < wanted; });
        if (at != log_.cend() && (*at)->position == *position && (*at)->held && !(*at)->hasOwnId)
            found = *at;
    }
    done(found);
}

void MemoryStore::trimByAge()
{
    const qint64 oldest = clock_.wallMilliseconds() - limits_.maximumAge.count();
    compactLog();
    while (!log_.empty() && log_.front()->storedAt < oldest) {
        trimOldestOf(channels_[log_.front()->event.channel]);
        compactLog();
    }
}

void MemoryStore::forgetChannel(const QByteArray &name)
{
    const auto found = channels_.find(name);
    if (found == channels_.end() || !found->second.events.empty())
        return;
    if (vanished_.insert_or_assign(name, found->second.trimmed).second)
        vanishedOrder_.push_back(name);
    channels_.erase(found);
    if (vanishedOrder_.size() > MaximumVanished) {
        const auto oldest = vanished_.extract(vanishedOrder_.front());
        vanishedOrder_.pop_front();
        if (oldest) {
            floor_.position = std::max(floor_.position, oldest.mapped().position);
            floor_.number = std::max(floor_.number, oldest.mapped().number);
        }
    }
}

HistoryFigures MemoryStore::channelFigures(const QByteArray &name) const
{
    const auto found = channels_.find(name);
    if (found == channels_.end())
        return {};
    const Channel &channel = found->second;
    return {qint64(channel.events.size()), channel.bytes,
            channel.events.empty() ? QByteArray() : channel.events.front()->event.id};
}

HistoryFigures MemoryStore::totalFigures() const
{
    return {heldEvents_, heldBytes_, {}};
}

MemoryStore::Trimmed MemoryStore::trimmedOfVanished(const QByteArray &name) const
{
    const auto vanished = vanished_.find(name);
    return vanished == vanished_.end() ? floor_ : vanished->second;
}

bool MemoryStore::misses(const ReadRequest &request) const
{
    if (request.trims >= trims_ || request.after >= highestTrimmed_)
        return false; // without a look at each channel
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
    const Selection &selection = request.selection;
    const auto missesOfChannel = [&](const auto &channel) {
        return channel.second.trimmed.concerns(request) && selection.matches(channel.first);
    };
    const auto missesOfVanished = [&](const auto &vanished) {
        return vanished.second.concerns(request) && !channels_.contains(vanished.first) &&
               selection.matches(vanished.first);
    };
    return floor_.concerns(request) || std::any_of(channels_.cbegin(), channels_.cend(), missesOfChannel) ||
           std::any_of(vanished_.cbegin(), vanished_.cend(), missesOfVanished);
}

QList<const MemoryStore::Channel *> MemoryStore::selected(const Selection &selection) const
{
    QList<const Channel *> channels;
    for (const QByteArray &name : selection.channels()) {
        if (const auto found = channels_.find(name); found != channels_.end())
            channels.append(&found->second);
    }
    if (selection.patterns().isEmpty())
        return channels;
    for (const auto &[name, channel] : channels_) {
        const bool named = selection.channels().contains(name);
        if (!named && selection.matchesByPattern(name))
            channels.append(&channel);
    }
    return channels;
}

std::deque<MemoryStore::EntryPtr>::const_iterator MemoryStore::behind(const std::deque<EntryPtr> &events,
                                                                      Position after)
{
    return std::upper_bound(events.cbegin(), events.cend(), after,
                            [](const Position &position, const EntryPtr &entry) { return position < entry->position; });
}

qint64 MemoryStore::costOf(const Entry &entry)
{
    const Event &event = entry.event;
    return EntryOverheadBytes + event.channel.size() + event.id.size() + event.type.size() + event.data.size();
}

qsizetype MemoryStore::conflictIn(const QList<Publication> &publications) const
{
    std::unordered_map<QByteArray, const Publication *> inThisBatch;
    for (qsizetype i = 0; i < publications.size(); ++i) {
        const Publication &publication = publications[i];
        if (publication.id.isEmpty())
            continue;
        if (const auto known = ownIds_.find(publication.id);
            known != ownIds_.end() && !saysTheSame(known->second->event, publication))
            return i;
        const auto [before, first] = inThisBatch.try_emplace(publication.id, &publication);
        if (!first && !saysTheSame(*before->second, publication))
            return i;
    }
    return -1;
}

MemoryStore::EntryPtr MemoryStore::add(const Publication &publication)
{
    auto entry = std::make_shared<Entry>();
    entry->position = nextPosition();
    entry->storedAt = clock_.wallMilliseconds();
    entry->hasOwnId = !publication.id.isEmpty();
    entry->event = {publication.channel, entry->hasOwnId ? publication.id : entry->position.toId(), publication.type,
                    publication.data};

    const auto [found, isNew] = channels_.try_emplace(publication.channel);
    Channel &channel = found->second;
    if (isNew)
        channel.trimmed = trimmedOfVanished(publication.channel); // it may have been here before
    const qint64 cost = costOf(*entry);
    channel.events.push_back(entry);
    channel.bytes += cost;
    heldBytes_ += cost;
    ++heldEvents_;
    log_.push_back(entry);
    if (entry->hasOwnId)
        ownIds_.emplace(publication.id, entry);
    return entry;
}

Position MemoryStore::nextPosition()
{
    // A clock that was set back must not set positions back.
    const auto now = quint64(std::max<qint64>(clock_.wallMilliseconds(), 0));
    if (now > head_.milliseconds)
        head_ = {now, 0};
    else
        ++head_.sequence;
    return head_;
}

Position MemoryStore::positionBeforeLast(const Selection &selection, qsizetype count) const
{
    std::vector<Position> last;
    for (const Channel *channel : selected(selection)) {
        // One more than asked for: it tells where the others begin, when they are all of this channel.
        const auto held = qsizetype(channel->events.size());
        const qsizetype taken = count < held ? count + 1 : held;
        for (auto entry = channel->events.cend() - taken; entry != channel->events.cend(); ++entry)
            last.push_back((*entry)->position);
    }
    if (count <= 0)
        return head_;
    if (qsizetype(last.size()) <= count)
        return {};
    const auto before = last.end() - count - 1;
    std::nth_element(last.begin(), before, last.end());
    return *before;
}

void MemoryStore::trimOldestOf(Channel &channel)
{
    const EntryPtr entry = channel.events.front();
    channel.events.pop_front();
    channel.trimmed = {entry->position, ++trims_};
    highestTrimmed_ = std::max(highestTrimmed_, entry->position);
    const qint64 cost = costOf(*entry);
    channel.bytes -= cost;
    heldBytes_ -= cost;
    --heldEvents_;
    entry->held = false;
    if (entry->hasOwnId)
        forgetOwnId(*entry);
}

void MemoryStore::forgetOwnId(const Entry &entry)
{
    const QByteArray id = entry.event.id; // a copy: the map's key may be the entry's
    ownIds_.erase(id);
    if (trimmedIds_.insert_or_assign(id, entry.position).second)
        trimmedIdsOrder_.push_back(id);
    if (trimmedIdsOrder_.size() > MaximumTrimmedIds) {
        trimmedIds_.erase(trimmedIdsOrder_.front());
        trimmedIdsOrder_.pop_front();
    }
}

void MemoryStore::trimToBounds()
{
    compactLog();
    while (heldBytes_ > limits_.maximumBytes && !log_.empty()) {
        trimOldestOf(channels_[log_.front()->event.channel]);
        compactLog();
    }
}

void MemoryStore::compactLog()
{
    while (!log_.empty() && !log_.front()->held)
        log_.pop_front();
    // A quiet channel's old event at the front keeps a busy channel's trimmed ones behind it: without this the log
    // would grow for as long as that event is held.
    if (log_.size() > 2 * size_t(heldEvents_) + LogSlack)
        std::erase_if(log_, [](const EntryPtr &entry) { return !entry->held; });
}

} // namespace helio
