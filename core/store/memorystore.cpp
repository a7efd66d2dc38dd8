// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/memorystore.h"

#include "hub/ownids.h"

#include <algorithm>

namespace helio {

namespace {

/// What keeping one event costs beside its bytes: the entry, its places in log and channel, the allocator's share.
constexpr qint64 EntryOverheadBytes = 256;

/// Trimmed entries stay in the log until they come to its end or are this many more than the held ones.
constexpr size_t LogSlack = 1024;

/// Calls `report` with `list`, and empties it, but keeps its room: no call costs an allocation once there were some.
template <typename Item, typename Report>
void reportAll(QList<Item> &list, const Report &report)
{
    QList<Item> reported = std::exchange(list, {});
    report(reported);
    reported.clear();
    list = std::move(reported);
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

void MemoryStore::open(StoreListener &listener, std::function<void(OpenResult)> done)
{
    listener_ = &listener;
    done({{}, head_});
}

void MemoryStore::close(std::chrono::milliseconds, std::function<void()> done)
{
    listener_ = nullptr;
    done();
}

void MemoryStore::append(quint64 ticket, QList<Publication> publications, std::function<void(AppendResult)> done)
{
    AppendResult result;
    if (!listener_) {
        result.outcome = AppendResult::Outcome::Away;
        done(std::move(result));
        return;
    }
    result.conflict = firstConflict(publications, [this](const QByteArray &id) { return standsFor(id); });
    if (result.conflict >= 0) {
        result.outcome = AppendResult::Outcome::Conflict;
        done(std::move(result));
        return;
    }
    result.entries.reserve(publications.size());
    for (const Publication &publication : std::as_const(publications)) {
        const auto known = publication.id.isEmpty() ? ownIds_.end() : ownIds_.find(publication.id);
        if (known != ownIds_.end())
            result.entries.append({known->second, true});
        else
            result.entries.append({add(publication), false});
    }
    keepWithinBounds(result); // only now: a batch larger than the bounds must not lose an id that it repeats itself
    reportCommitted(ticket, publications, result);
    done(std::move(result));
    reportFigures();
}

void MemoryStore::appendArrived(quint64 ticket, QList<Publication> publications, std::function<void(AppendResult)> done)
{
    AppendResult result;
    if (!listener_) {
        result.outcome = AppendResult::Outcome::Away;
        done(std::move(result));
        return;
    }
    result.entries.reserve(publications.size());
    for (Publication &publication : publications) {
        if (ownIds_.contains(publication.id))
            publication.id.clear();
        result.entries.append({add(publication), false});
    }
    keepWithinBounds(result);
    reportCommitted(ticket, publications, result);
    done(std::move(result));
    reportFigures();
}

void MemoryStore::reportCommitted(quint64 ticket, const QList<Publication> &publications, const AppendResult &appended)
{
    for (qsizetype i = 0; i < appended.entries.size(); ++i) {
        if (!appended.entries[i].repeated)
            committed_.append({appended.entries[i].event, publications[i].retry, ticket});
    }
    if (!committed_.isEmpty())
        reportAll(committed_, [this](const QList<Committed> &events) { listener_->committed(events); });
}

void MemoryStore::noteChange(NamedChannel &channel)
{
    if (!std::exchange(channel.second.figuresChanged, true))
        changed_.push_back(&channel);
}

void MemoryStore::reportFigures()
{
    if (changed_.empty() || !listener_)
        return;
    for (NamedChannel *changed : changed_) {
        auto &[name, channel] = *changed;
        channel.figuresChanged = false;
        ChannelFigures figures{name, {qint64(channel.events.size()), channel.bytes}};
        if (!channel.events.empty()) {
            figures.held.oldest = channel.events.front()->position;
            figures.held.oldestId = channel.events.front()->event.id;
        }
        figures_.append(figures);
    }
    changed_.clear();
    reportAll(figures_, [this](const QList<ChannelFigures> &figures) {
        listener_->figuresChanged(figures, {heldEvents_, heldBytes_});
    });
}

void MemoryStore::keepWithinBounds(const AppendResult &appended)
{
    for (const AppendResult::Entry &entry : appended.entries) {
        NamedChannel &channel = *channels_.find(entry.event->event.channel);
        while (qint64(channel.second.events.size()) > limits_.maximumEvents)
            trimOldestOf(channel);
    }
    trimToBounds();
}

void MemoryStore::noteLoss(Selection lost)
{
    if (!listener_)
        return;
    const Position at = nextPosition();
    losses_.push_back({at, lost});
    if (losses_.size() > MaximumLosses) {
        // The oldest is told where the one after it is: later than it should be, but told.
        Selection &next = losses_[1].selection;
        for (const QByteArray &name : losses_.front().selection.channels())
            next.addChannel(name);
        for (const Pattern &pattern : losses_.front().selection.patterns())
            next.addPattern(pattern.glob());
        losses_.pop_front();
    }
    listener_->lost(at, lost);
}

void MemoryStore::clear(QByteArray channel, std::function<void(bool)> done)
{
    if (!listener_) {
        done(false);
        return;
    }
    if (const auto found = channels_.find(channel); found != channels_.end()) {
        while (!found->second.events.empty())
            trimOldestOf(*found);
        compactLog();
        reportFigures();
    }
    done(true);
}

void MemoryStore::find(QByteArray id, std::function<void(FindResult)> done)
{
    FindResult result;
    if (!listener_)
        result.outcome = ReadOutcome::Failed;
    else if (const auto own = ownIds_.find(id); own != ownIds_.end()) {
        result.event = own->second;
    } else if (const auto position = Position::fromId(id)) {
        const auto at =
            std::lower_bound(log_.cbegin(), log_.cend(), *position,
                             [](const EntryPtr &entry, const Position &wanted) { return entry->position < wanted; });
        if (at != log_.cend() && (*at)->position == *position && (*at)->held && !(*at)->ownId)
            result.event = *at;
    }
    done(std::move(result));
}

void MemoryStore::trimByAge()
{
    if (!listener_)
        return;
    const qint64 oldest = clock_.wallMilliseconds() - limits_.maximumAge.count();
    compactLog();
    while (!log_.empty() && log_.front()->storedAt < oldest)
        trimOldest();
    reportFigures();
}

void MemoryStore::forgetChannel(const QByteArray &name)
{
    const auto found = channels_.find(name);
    if (found == channels_.end() || !found->second.events.empty() || found->second.figuresChanged)
        return;
    const std::optional<Trimmed> forgotten = vanished_.note(name, found->second.trimmed);
    channels_.erase(found);
    if (forgotten) {
        floor_.position = std::max(floor_.position, forgotten->position);
        floor_.number = std::max(floor_.number, forgotten->number);
    }
}

qint64 MemoryStore::costOf(const Entry &entry)
{
    const Event &event = entry.event;
    return EntryOverheadBytes + event.channel.size() + event.id.size() + event.type.size() + event.data.size();
}

const Event *MemoryStore::standsFor(const QByteArray &ownId) const
{
    const auto known = ownIds_.find(ownId);
    return known == ownIds_.end() ? nullptr : &known->second->event;
}

MemoryStore::EntryPtr MemoryStore::add(const Publication &publication)
{
    auto entry = std::make_shared<Entry>();
    entry->position = nextPosition();
    entry->storedAt = clock_.wallMilliseconds();
    entry->ownId = !publication.id.isEmpty();
    entry->event = {publication.channel, entry->ownId ? publication.id : entry->position.toId(), publication.type,
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
    noteChange(*found);
    log_.push_back(entry);
    if (entry->ownId)
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

void MemoryStore::trimOldestOf(NamedChannel &named)
{
    Channel &channel = named.second;
    const EntryPtr entry = channel.events.front();
    channel.events.pop_front();
    channel.trimmed = {entry->position, ++trims_};
    journal_.note(trims_, entry->position, named.first);
    highestTrimmed_ = std::max(highestTrimmed_, entry->position);
    const qint64 cost = costOf(*entry);
    channel.bytes -= cost;
    heldBytes_ -= cost;
    --heldEvents_;
    entry->held = false;
    noteChange(named);
    if (entry->ownId) {
        ownIds_.erase(entry->event.id);
        trimmedIds_.note(entry->event.id, entry->position);
    }
}

void MemoryStore::trimToBounds()
{
    compactLog();
    while (heldBytes_ > limits_.maximumBytes && !log_.empty())
        trimOldest();
}

/// Of all channels; the log must be compact.
void MemoryStore::trimOldest()
{
    trimOldestOf(*channels_.find(log_.front()->event.channel));
    compactLog();
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

std::unique_ptr<Store> makeMemoryStore(const HistoryLimits &limits, const Clock &clock)
{
    return std::make_unique<MemoryStore>(limits, clock);
}

} // namespace helio
