// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/memorystore.h"

#include <algorithm>

namespace helio {

namespace {

/// What keeping one event costs beside its bytes: the entry, its places in log and channel, the allocator's share.
constexpr qint64 EntryOverheadBytes = 256;

/// Trimmed entries stay in the log until they come to its end or are this many more than the held ones.
constexpr size_t LogSlack = 1024;

/// Compares events and publications.
bool saysTheSame(const auto &a, const auto &b)
{
    return a.channel == b.channel && a.type == b.type && a.data == b.data;
}

} // namespace

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
    const std::optional<Trimmed> forgotten = vanished_.note(name, found->second.trimmed);
    channels_.erase(found);
    if (forgotten) {
        floor_.position = std::max(floor_.position, forgotten->position);
        floor_.number = std::max(floor_.number, forgotten->number);
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
    if (entry->hasOwnId) {
        ownIds_.erase(entry->event.id);
        trimmedIds_.note(entry->event.id, entry->position);
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
