// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/heldevents.h"

#include "store/historycost.h"

#include <queue>

#include <algorithm>
#include <limits>

namespace helio {

namespace {

constexpr qsizetype AtOnce = 16; ///< there may be as many channels that begin to hide something

} // namespace

qsizetype weightOf(const Event &event)
{
    return event.data.size() + 64;
}

struct HeldEvents::Cursor
{
    const HeldRing *events = nullptr;
    size_t next = 0;
    size_t end = 0;

    const HeldEventPtr &event() const { return (*events)[next]; }
    bool operator>(const Cursor &other) const { return event()->position > other.event()->position; }
};

HeldEvents::HeldEvents(HeldChannels &channels, ReaderMatches &matches)
    : channels_(channels)
    , matches_(matches)
{}

void HeldEvents::add(NamedChannel &named, const HeldEventPtr &event)
{
    auto &[name, channel] = named;
    const qint64 cost = costOfEvent(*event) + (channel.events.isEmpty() ? costOfChannel(name) : 0);
    channel.events.push(event);
    channel.bytes += cost;
    bytes_ += cost;
    ++count_;
    log_.append(event);
    if (!event->ownId.isEmpty())
        addOwnId(event);
}

/// What is hidden stands for nothing.
void HeldEvents::addOwnId(const HeldEventPtr &event)
{
    if (!hiding_.empty()) {
        for (const HeldEventPtr &before :
             {ownIds_.find(event->event.channel, event->ownId), ownIds_.findOnWire(event->event.id)}) {
            if (before && isHidden(*before))
                ownIds_.remove(before);
        }
    }
    ownIds_.add(event);
}

HeldEventPtr HeldEvents::takeOldestOf(NamedChannel &named)
{
    auto &[name, channel] = named;
    HeldEventPtr event = channel.events.pop();
    const qint64 cost = costOfEvent(*event) + (channel.events.isEmpty() ? costOfChannel(name) : 0);
    channel.bytes -= cost;
    bytes_ -= cost;
    --count_;
    log_.remove(*event);
    if (!event->ownId.isEmpty())
        ownIds_.remove(event);
    return event;
}

void HeldEvents::hideTrimmedOf(NamedChannel &channel)
{
    qsizetype budget = AtOnce;
    if (!letGoOf(channel, budget))
        hiding_.insert(channel.first);
}

/// Of one that hides something.
bool HeldEvents::letGoOf(NamedChannel &channel, qsizetype &budget)
{
    const HeldRing &events = channel.second.events;
    for (; !events.isEmpty() && events.front()->position <= channel.second.trimmed.position; --budget) {
        if (budget <= 0)
            return false;
        takeOldestOf(channel);
    }
    return true;
}

void HeldEvents::hideAll()
{
    Gone gone = {std::exchange(log_, {}), std::exchange(ownIds_, {}), {}};
    for (size_t i = 0; i < channels_.count(); ++i) {
        HeldChannel &channel = channels_.at(i).second;
        if (!channel.events.isEmpty())
            gone.rings.push_back(std::exchange(channel.events, {}));
        channel.bytes = 0;
    }
    gone_.push_back(std::move(gone));
    hiding_.clear();
    count_ = bytes_ = 0;
}

bool HeldEvents::Gone::letGo(qsizetype &budget)
{
    for (; !rings.empty(); rings.pop_back()) {
        for (HeldRing &ring = rings.back(); !ring.isEmpty(); --budget) {
            if (budget <= 0)
                return false;
            ring.pop();
        }
    }
    for (; !log.isEmpty(); --budget) {
        if (budget <= 0)
            return false;
        const HeldEventPtr event = log.front();
        log.remove(*event);
        ownIds.remove(event);
    }
    return true;
}

bool HeldEvents::letGo(qsizetype &budget)
{
    while (!hiding_.empty()) {
        NamedChannel *channel = channels_.find(*hiding_.begin());
        if (channel && !letGoOf(*channel, budget))
            return false;
        hiding_.erase(hiding_.begin());
    }
    for (; !gone_.empty(); gone_.pop_front()) {
        if (!gone_.front().letGo(budget))
            return false;
    }
    return true;
}

/// What is trimmed, and is held all the same, is to go only where it is hidden.
Position HeldEvents::hiddenUpTo(const NamedChannel &channel) const
{
    return isHiding(channel.first) ? channel.second.trimmed.position : Position();
}

bool HeldEvents::isHidden(const HeldEvent &event) const
{
    if (hiding_.empty())
        return false;
    const NamedChannel *channel = std::as_const(channels_).find(event.event.channel);
    return channel && event.position <= hiddenUpTo(*channel);
}

HeldEventPtr HeldEvents::find(const QByteArray &id) const
{
    if (HeldEventPtr own = findOwnOnWire(id))
        return own;
    const auto position = Position::fromId(id);
    HeldEventPtr held = position ? unlessHidden(log_.find(*position)) : nullptr;
    return held && held->event.id == id ? held : nullptr;
}

void HeldEvents::readUpTo(Position until, const ReadRequest &request, ReadResult &result) const
{
    if (request.selection.patterns().isEmpty())
        readNamed(until, request, result);
    else
        readLog(until, request, result);
}

/// A few channels are merged, whatever stands between their events.
void HeldEvents::readNamed(Position until, const ReadRequest &request, ReadResult &result) const
{
    std::vector<Cursor> cursors;
    for (const NamedChannel *channel : selected(request.selection)) {
        const HeldRing &events = channel->second.events;
        const Cursor cursor{&events, events.behind(std::max(request.after, hiddenUpTo(*channel))),
                            events.behind(until)};
        if (cursor.next < cursor.end)
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
void HeldEvents::readLog(Position until, const ReadRequest &request, ReadResult &result) const
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
        if (matches.matches(held->event.channel, comparisons) && !isHidden(*held)) {
            bytes += weightOf(held->event);
            result.events.append(held);
        }
        return true;
    });
    result.atEnd = wasLast || wasAtLoss;
}

Position HeldEvents::positionBeforeLastOfNames(const Selection &selection, const Start &start) const
{
    const qsizetype count = start.count;
    std::vector<Position> last;
    for (const NamedChannel *channel : selected(selection)) {
        const HeldRing &events = channel->second.events;
        const auto begin = qsizetype(events.behind(hiddenUpTo(*channel)));
        const auto end = qsizetype(start.upTo ? events.behind(*start.upTo) : events.size());
        // One more than asked for: it shows where the others begin, when they are all of this channel.
        for (qsizetype i = std::max(begin, end - count - 1); i < end; ++i)
            last.push_back(events[size_t(i)]->position);
    }
    if (qsizetype(last.size()) <= count)
        return {};
    const auto before = last.end() - count - 1;
    std::nth_element(last.begin(), before, last.end());
    return *before;
}

/// By name.
QList<const NamedChannel *> HeldEvents::selected(const Selection &selection) const
{
    QList<const NamedChannel *> channels;
    for (const QByteArray &name : selection.channels()) {
        if (const NamedChannel *found = channels_.find(name))
            channels.append(found);
    }
    return channels;
}

HeldEvents::LastSearch::LastSearch(const HeldEvents &all, const Selection &selection, const Start &start)
    : all_(all)
    , selection_(selection)
    , left_(start.count)
{
    constexpr quint64 End = std::numeric_limits<quint64>::max();
    at_ = start.upTo.value_or(Position{End, End});
    if (at_.sequence < End)
        ++at_.sequence; // what stands there counts, too
}

bool HeldEvents::LastSearch::advance(qsizetype &budget)
{
    ReaderMatches::OfSelection &matches = all_.matches_.of(selection_);
    bool isFound = false;
    const bool isOver = all_.log_.visitBackwards(at_, [&](const HeldEventPtr &held) {
        qsizetype comparisons = 0;
        at_ = held->position;
        isFound = matches.matches(held->event.channel, comparisons) && !all_.isHidden(*held) && left_-- == 0;
        if (isFound)
            after_ = held->position;
        budget -= comparisons;
        return budget > 0 && !isFound;
    });
    return isOver || isFound;
}

} // namespace helio
