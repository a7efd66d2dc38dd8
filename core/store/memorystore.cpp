// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/memorystore.h"

#include "hub/ownids.h"

#include <algorithm>

namespace helio {

namespace {

/// What is remembered of what was trimmed may take so much, twice, beside history itself.
qint64 rememberedBytes(const HistoryLimits &limits)
{
    return std::max<qint64>(64 * 1024, limits.maximumBytes / 32);
}

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

const size_t MemoryStore::ChannelSize = sizeof(Channel);

MemoryStore::MemoryStore(HistoryLimits limits, const Clock &clock)
    : limits_(limits)
    , clock_(clock)
    // Behind all that a store of before may have given up to this millisecond.
    , head_{quint64(clock.wallMilliseconds()) + 1, 0}
    , trimmedIds_(MaximumTrimmedIds, rememberedBytes(limits))
    , vanished_(MaximumVanished, rememberedBytes(limits))
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
    for (const Clearing &one : std::exchange(clearing_, {}))
        one.done(false);
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
    result.conflict =
        firstConflict(publications, [this](const Publication &publication) { return standsFor(publication); });
    if (result.conflict >= 0) {
        result.outcome = AppendResult::Outcome::Conflict;
        done(std::move(result));
        return;
    }
    result.entries.reserve(publications.size());
    for (const Publication &publication : std::as_const(publications)) {
        HeldEventPtr known;
        if (!publication.id.isEmpty())
            known = ownIds_.find(publication.channel, publication.id);
        const bool isRepeated = known != nullptr;
        result.entries.append({isRepeated ? std::move(known) : add(publication), isRepeated});
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
        if (standsFor(publication))
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
        if (!channel.events.isEmpty()) {
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

void MemoryStore::find(QByteArray id, std::function<void(FindResult)> done)
{
    FindResult result;
    if (!listener_)
        result.outcome = ReadOutcome::Failed;
    else if (const HeldEventPtr own = ownIds_.findOnWire(id)) {
        result.event = own;
    } else if (const auto position = Position::fromId(id)) {
        HeldEventPtr held = log_.find(*position);
        if (held && held->event.id == id)
            result.event = std::move(held);
    }
    done(std::move(result));
}

void MemoryStore::findOwn(QByteArray channel, QByteArray ownId, std::function<void(FindResult)> done)
{
    FindResult result;
    if (!listener_)
        result.outcome = ReadOutcome::Failed;
    else
        result.event = ownIds_.find(channel, ownId);
    done(std::move(result));
}

const Event *MemoryStore::standsFor(const Publication &publication) const
{
    if (publication.id.isEmpty())
        return nullptr;
    const HeldEventPtr known = ownIds_.find(publication.channel, publication.id);
    return known ? &known->event : nullptr;
}

HeldEventPtr MemoryStore::add(const Publication &publication)
{
    const auto [found, isNew] = channels_.try_emplace(publication.channel);
    const QByteArray &name = found->first;
    if (isNew)
        found->second.trimmed = trimmedOfVanished(name); // it may have been here before

    auto event = std::make_shared<HeldEvent>();
    event->position = nextPosition();
    event->storedAt = clock_.wallMilliseconds();
    event->addedAt = clock_.uptimeMilliseconds();
    event->ownId = publication.id;
    const bool isFreeOnWire = !publication.id.isEmpty() && !ownIds_.findOnWire(publication.id);
    event->event = {name, isFreeOnWire ? publication.id : event->position.toId(), publication.type, publication.data};
    hold(*found, event);
    return event;
}

void MemoryStore::hold(NamedChannel &named, const HeldEventPtr &event)
{
    auto &[name, channel] = named;
    const qint64 cost = costOfEvent(*event) + (channel.events.isEmpty() ? costOfChannel(name) : 0);
    channel.events.push(event);
    channel.bytes += cost;
    heldBytes_ += cost;
    ++heldEvents_;
    noteChange(named);
    log_.append(event);
    if (!event->ownId.isEmpty())
        ownIds_.add(event);
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

std::unique_ptr<Store> makeMemoryStore(const HistoryLimits &limits, const Clock &clock)
{
    return std::make_unique<MemoryStore>(limits, clock);
}

} // namespace helio
