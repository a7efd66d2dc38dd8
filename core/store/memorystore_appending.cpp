// SPDX-License-Identifier: GPL-3.0-or-later
// What comes: at once where it is little, else in turns, one append after the other.
#include "hub/ownids.h"
#include "hub/slices.h"
#include "store/memorystore.h"

#include <algorithm>
#include <limits>

namespace helio {

namespace {

constexpr qsizetype Unlimited = std::numeric_limits<qsizetype>::max();

/// What a publication may come to take until it is held and answered, beside its data.
constexpr qsizetype NeededForEach = 700;

} // namespace

void MemoryStore::append(quint64 ticket, QList<Publication> publications, std::function<void(AppendResult)> done)
{
    append({.ticket = ticket, .publications = std::move(publications), .done = std::move(done)});
}

void MemoryStore::appendArrived(quint64 ticket, QList<Publication> publications, std::function<void(AppendResult)> done)
{
    append({.ticket = ticket, .publications = std::move(publications), .done = std::move(done), .isArrival = true});
}

void MemoryStore::append(Appending appending)
{
    if (!isOpen()) {
        appending.done({.outcome = AppendResult::Outcome::Away});
    } else if (!appendings_.empty() || appending.publications.size() > AppendedAtOnce) {
        appendLater(std::move(appending));
    } else {
        advance(appending, Unlimited);
        finish(std::move(appending));
    }
}

void MemoryStore::appendLater(Appending appending)
{
    if (waitingBytes_ > mostWaitingBefore(appending.publications.size(), appending.isArrival)) {
        appending.done({.outcome = AppendResult::Outcome::Busy});
        return;
    }
    // Where memory is short this fails, while nothing is done yet and whoever publishes can be told.
    appending.reserve.reserve(NeededForEach * appending.publications.size());
    appending.bytes = waitingBytesOf(appending.publications);
    waitingBytes_ += appending.bytes;
    appendings_.push_back(std::move(appending));
    if (!std::exchange(isAppending_, true))
        appendingSlices_->add([this] { return isAppending_ = continueAppending(); });
}

/// A step of the first that waits; true when there is more to do.
bool MemoryStore::continueAppending()
{
    if (appendings_.empty())
        return false;
    if (!appendings_.front().loss && !advance(appendings_.front(), AppendedAtOnce))
        return true;
    Appending over = std::move(appendings_.front());
    appendings_.pop_front();
    waitingBytes_ -= over.bytes;
    finish(std::move(over));
    if (!appendings_.empty())
        return true;
    if (closed_)
        closeNow();
    return false;
}

void MemoryStore::finish(Appending appending)
{
    if (appending.loss) {
        noteLossNow(*appending.loss);
        return;
    }
    appending.done(std::move(appending.result));
    reportFigures();
}

/// What was begun is kept, since it was partly reported; all else is not.
void MemoryStore::giveUpAppending()
{
    if (!appendings_.empty() && !appendings_.front().result.entries.isEmpty())
        advance(appendings_.front(), Unlimited);
    for (Appending &one : std::exchange(appendings_, {})) {
        if (!one.loss && one.result.entries.isEmpty())
            one.result.outcome = AppendResult::Outcome::Away;
        finish(std::move(one));
    }
    waitingBytes_ = 0;
    closeNow();
}

/// A step of it; true when it can be answered.
bool MemoryStore::advance(Appending &appending, qsizetype budget)
{
    AppendResult &result = appending.result;
    const qsizetype before = budget;
    if (result.entries.isEmpty()) {
        appending.reserve = {};
        if (!appending.isArrival)
            result.conflict = firstConflict(appending.publications,
                                            [this](const Publication &publication) { return standsFor(publication); });
        if (result.conflict >= 0) {
            result.outcome = AppendResult::Outcome::Conflict;
            return true;
        }
        result.entries.reserve(appending.publications.size());
    }
    addNext(appending, budget);
    // Only behind all of it: a batch larger than the bounds must not lose an id that it repeats itself.
    const bool isOver = result.entries.size() == appending.publications.size() && keepWithinBounds(appending, budget);
    longestTurn_.appended = std::max(longestTurn_.appended, before - budget);
    return isOver;
}

void MemoryStore::addNext(Appending &appending, qsizetype &budget)
{
    const QList<Publication> &publications = appending.publications;
    QList<AppendResult::Entry> &entries = appending.result.entries;
    const Times now{clock_.wallMilliseconds(), clock_.uptimeMilliseconds()};
    NamedChannel *channel = nullptr; // of the last: most batches are for one
    for (; budget > 0 && entries.size() < publications.size(); --budget) {
        const Publication &publication = publications[entries.size()];
        HeldEventPtr known;
        if (!publication.id.isEmpty())
            known = held_.findOwn(publication.channel, publication.id);
        if (known && !appending.isArrival) {
            entries.append({std::move(known), true});
            continue;
        }
        if (!channel || channel->first != publication.channel)
            channel = &channelOf(publication.channel);
        entries.append({add(*channel, publication, known ? QByteArray() : publication.id, now), false});
        committed_.append({entries.constLast().event, publication.retry, appending.ticket});
    }
    if (!committed_.isEmpty())
        reportAll(committed_, [this](const QList<Committed> &events) { listener_->committed(events); });
}

/// True when nothing is left to do.
bool MemoryStore::keepWithinBounds(Appending &appending, qsizetype &budget)
{
    NamedChannel *channel = nullptr;
    for (; appending.kept < appending.result.entries.size(); ++appending.kept) {
        const QByteArray &name = appending.result.entries[appending.kept].event->event.channel;
        if (!channel || channel->first != name) {
            if (budget <= 0)
                return false;
            --budget;
            channel = channels_.find(name);
            if (!channel) // it is empty by now, and forgotten
                continue;
        }
        const ChannelBounds &bounds = boundsOf(*channel);
        for (; qint64(channel->second.events.size()) > bounds.maximumEvents ||
               channel->second.bytes > bounds.maximumBytes;
             --budget) {
            if (budget <= 0)
                return false;
            trimOldestOf(*channel, Misses::Cause::Bounds);
        }
    }
    for (; held_.bytes() > limits_.maximumBytes && !held_.isEmpty(); --budget) {
        if (budget <= 0)
            return false;
        trimOldest();
    }
    return true;
}

const Event *MemoryStore::standsFor(const Publication &publication) const
{
    if (publication.id.isEmpty())
        return nullptr;
    const HeldEventPtr known = held_.findOwn(publication.channel, publication.id);
    return known ? &known->event : nullptr;
}

NamedChannel &MemoryStore::channelOf(const QByteArray &name)
{
    return channels_.obtain(name, [&](HeldChannel &made) {
        made.trimmed = misses_.trimmedOfUnknown(name); // it may have been here before
        made.bounds = quint32(limits_.boundsOf(name));
    });
}

HeldEventPtr MemoryStore::add(NamedChannel &channel, const Publication &publication, const QByteArray &ownId,
                              const Times &times)
{
    auto event = std::make_shared<HeldEvent>();
    event->position = nextPosition(times.wall);
    event->storedAt = times.wall;
    event->addedAt = times.uptime;
    event->ownId = ownId;
    const bool isFreeOnWire = !ownId.isEmpty() && !held_.findOwnOnWire(ownId);
    event->event = {channel.first, isFreeOnWire ? ownId : event->position.toId(), publication.type, publication.data};
    held_.add(channel, event);
    noteChange(channel);
    return event;
}

Position MemoryStore::nextPosition(qint64 wallMilliseconds)
{
    // A clock that was set back must not set positions back.
    const auto now = quint64(std::max<qint64>(wallMilliseconds, 0));
    if (now > head_.milliseconds)
        head_ = {now, 0};
    else
        ++head_.sequence;
    return head_;
}

} // namespace helio
