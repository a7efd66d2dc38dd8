// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/logtail.h"

#include "hub/slices.h"
#include "store/historycost.h"

#include <algorithm>

namespace helio {

namespace {

/// About a millisecond.
constexpr qsizetype LetGoAtOnce = 500;

} // namespace

LogTail::LogTail(qint64 memoryBytes, Slices &slices)
    : memoryBytes_(memoryBytes)
    , matches_(rememberedBytes(memoryBytes))
    , held_(channels_, matches_)
    , slices_(slices)
{}

void LogTail::begin(Position floor, Position start, qint64 uptimeMilliseconds)
{
    held_.hideAll();
    letGo();
    oldest_.clear();
    setFigures({}, {});
    if (!misses_)
        misses_.emplace(channels_, matches_, floor, rememberedBytes(memoryBytes_));
    misses_->setTime(uptimeMilliseconds);
    start_ = start;
}

void LogTail::addChannel(const ChannelFigures &figures, Position trimmed)
{
    // What was trimmed of it the log knows itself.
    NamedChannel &channel = channels_.obtain(figures.channel, [](HeldChannel &) {});
    if (trimmed > channel.second.trimmed.position)
        misses_->noteTrim(channel, trimmed, Misses::Cause::Wish);
    if (figures.held.events > 0)
        oldest_.insert(figures.channel, figures.held.oldest);
}

NamedChannel &LogTail::channelOf(const QByteArray &name)
{
    return channels_.obtain(name, [&](HeldChannel &made) {
        made.trimmed = misses_->trimmedOfUnknown(name); // it may have been here before
    });
}

StoredEventPtr LogTail::add(const StoredEventPtr &event)
{
    NamedChannel &channel = channelOf(event->event.channel);
    if (event->position <= channel.second.trimmed.position)
        return event;
    auto held = std::make_shared<HeldEvent>();
    static_cast<StoredEvent &>(*held) = *event;
    held->event.channel = channel.first; // whose bytes all of them share
    held_.add(channel, held);
    keepWithinMemory();
    return held;
}

StoredEventPtr LogTail::find(const StoredEventPtr &event) const
{
    const HeldEventPtr held = held_.find(event->event.id);
    return held && held->position == event->position ? held : event;
}

void LogTail::keepWithinMemory()
{
    while (held_.bytes() > memoryBytes_ && !held_.isEmpty())
        start_ = held_.takeOldestOf(*channels_.find(held_.oldest().event.channel))->position;
}

void LogTail::noteTrim(const QByteArray &name, Position upTo, Misses::Cause cause)
{
    NamedChannel &channel = channelOf(name);
    const auto oldest = oldest_.find(name);
    if (oldest != oldest_.end() && *oldest <= upTo)
        *oldest = nextPosition(upTo); // or later: the figures follow
    if (upTo <= channel.second.trimmed.position)
        return;
    misses_->noteTrim(channel, upTo, cause);
    held_.hideTrimmedOf(channel);
    if (held_.isHiding(name))
        letGo();
}

/// What is hidden goes in slices.
void LogTail::letGo()
{
    if (std::exchange(isLettingGo_, true))
        return;
    slices_.add([this] {
        qsizetype budget = LetGoAtOnce;
        isLettingGo_ = !held_.letGo(budget);
        if (!isLettingGo_) {
            for (const QByteArray &name : std::exchange(toForget_, {}))
                forgetChannel(name);
        }
        return isLettingGo_;
    });
}

void LogTail::setFigures(const QList<ChannelFigures> &channels, const StoreFigures &all)
{
    events_ = all.events;
    oldestOfAll_ = all.oldest;
    for (const ChannelFigures &one : channels) {
        if (one.held.events > 0)
            oldest_.insert(one.channel, one.held.oldest);
        else
            oldest_.remove(one.channel);
    }
}

void LogTail::forgetChannel(const QByteArray &name)
{
    const NamedChannel *found = channels_.find(name);
    if (!found || oldest_.contains(name))
        return;
    if (held_.isHiding(name))
        toForget_.insert(name);
    if (!found->second.events.isEmpty())
        return;
    misses_->noteForgotten(*found);
    channels_.forget(*found);
}

bool LogTail::isTrimmed(const StoredEvent &event) const
{
    const NamedChannel *found = channels_.find(event.event.channel);
    const Trimmed trimmed = found ? found->second.trimmed : misses_->trimmedOfUnknown(event.event.channel);
    return event.position <= trimmed.position;
}

QHash<QByteArray, Position> LogTail::oldestOf(const Selection &selection) const
{
    if (!selection.patterns().isEmpty())
        return oldest_;
    QHash<QByteArray, Position> oldest; // so that another thread shares no large one, which would be copied then
    for (const QByteArray &name : selection.channels()) {
        if (const auto found = oldest_.constFind(name); found != oldest_.cend())
            oldest.insert(name, *found);
    }
    return oldest;
}

bool LogTail::holds(const Selection &selection, Position after) const
{
    if (after >= start_ || isAllHeld())
        return true;
    const QByteArrayList &names = selection.channels();
    return selection.patterns().isEmpty() && std::all_of(names.cbegin(), names.cend(), [this](const QByteArray &name) {
               const auto oldest = oldest_.constFind(name);
               return oldest == oldest_.cend() || *oldest > start_;
           });
}

void LogTail::readUpTo(Position until, const QList<StoredEventPtr> &piece, const ReadRequest &request,
                       ReadResult &result) const
{
    const auto isBehind = [](Position after, const StoredEventPtr &event) { return after < event->position; };
    qsizetype bytes = 0;
    result.atEnd = true;
    for (auto at = std::upper_bound(piece.cbegin(), piece.cend(), request.after, isBehind);
         at != piece.cend() && (*at)->position <= until; ++at) {
        if (isTrimmed(**at))
            continue;
        if (bytes >= request.maximumBytes && !result.events.isEmpty()) {
            result.atEnd = false;
            return;
        }
        bytes += weightOf((*at)->event);
        result.events.append(*at);
        result.next = (*at)->position;
    }
}

} // namespace helio
