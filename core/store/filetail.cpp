// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/filetail.h"

#include "history/packedposition.h"
#include "history/selectiontext.h"
#include "store/historycost.h"

#include <algorithm>

namespace helio {

FileTail::FileTail(qint64 memoryBytes)
    : memoryBytes_(memoryBytes)
    , matches_(rememberedBytes(memoryBytes))
    , held_(channels_, matches_)
{}

void FileTail::begin(const OpenedHistory &opened, const HistoryReader::Piece &end, qint64 uptimeMilliseconds)
{
    while (!held_.isEmpty())
        held_.takeOldestOf(*channels_.find(held_.oldest().event.channel));
    oldest_.clear();
    setFigures({}, opened.all);
    if (!misses_)
        misses_.emplace(channels_, matches_, opened.floor, rememberedBytes(memoryBytes_));
    misses_->setTime(uptimeMilliseconds);
    for (const OpenedHistory::Channel &one : opened.channels) {
        // What was trimmed of it the file knows itself.
        NamedChannel &channel = channels_.obtain(one.figures.channel, [](HeldChannel &) {});
        if (one.trimmed > channel.second.trimmed.position)
            misses_->noteTrim(channel, one.trimmed, Misses::Cause::Wish);
        if (one.figures.held.events > 0)
            oldest_.insert(one.figures.channel, one.figures.held.oldest);
    }
    for (const OpenedHistory::Loss &loss : opened.losses)
        misses_->noteLoss(loss.position, loss.selection);
    start_ = end.next;
    for (const StoredEventPtr &event : end.events)
        add(event);
}

NamedChannel &FileTail::channelOf(const QByteArray &name)
{
    return channels_.obtain(name, [&](HeldChannel &made) {
        made.trimmed = misses_->trimmedOfUnknown(name); // it may have been here before
    });
}

StoredEventPtr FileTail::add(const StoredEventPtr &event)
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

StoredEventPtr FileTail::find(const StoredEventPtr &event) const
{
    const HeldEventPtr held = held_.find(event->event.id);
    return held && held->position == event->position ? held : event;
}

void FileTail::keepWithinMemory()
{
    while (held_.bytes() > memoryBytes_ && !held_.isEmpty())
        start_ = held_.takeOldestOf(*channels_.find(held_.oldest().event.channel))->position;
}

void FileTail::noteTrim(const HistoryChanges::Trim &trim)
{
    NamedChannel &channel = channelOf(trim.channel);
    const HeldRing &events = channel.second.events;
    while (!events.isEmpty() && events.front()->position <= trim.upTo)
        held_.takeOldestOf(channel);
    const auto oldest = oldest_.find(trim.channel);
    if (oldest != oldest_.end() && *oldest <= trim.upTo)
        *oldest = unpacked(packed(trim.upTo) + 1); // or later: the figures follow
    if (trim.upTo > channel.second.trimmed.position)
        misses_->noteTrim(channel, trim.upTo, trim.isCleared ? Misses::Cause::Wish : Misses::Cause::Bounds);
}

void FileTail::setFigures(const QList<ChannelFigures> &channels, const HistoryFileFigures &all)
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

void FileTail::noteDamage(const QList<HistoryReader::DamagedPlace> &places)
{
    for (const HistoryReader::DamagedPlace &place : places) {
        Selection lost = everyChannel();
        if (!place.channel.isEmpty()) {
            lost = {};
            lost.addChannel(place.channel);
        }
        misses_->noteLoss(place.position, lost);
    }
}

void FileTail::forgetChannel(const QByteArray &name)
{
    const NamedChannel *found = channels_.find(name);
    if (!found || !found->second.events.isEmpty() || oldest_.contains(name))
        return;
    misses_->noteForgotten(*found);
    channels_.forget(*found);
}

bool FileTail::isTrimmed(const StoredEvent &event) const
{
    const NamedChannel *found = channels_.find(event.event.channel);
    const Trimmed trimmed = found ? found->second.trimmed : misses_->trimmedOfUnknown(event.event.channel);
    return event.position <= trimmed.position;
}

QHash<QByteArray, Position> FileTail::oldestOf(const Selection &selection) const
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

bool FileTail::holds(const Selection &selection, Position after) const
{
    if (after >= start_ || isAllHeld())
        return true;
    const QByteArrayList &names = selection.channels();
    return selection.patterns().isEmpty() && std::all_of(names.cbegin(), names.cend(), [this](const QByteArray &name) {
               const auto oldest = oldest_.constFind(name);
               return oldest == oldest_.cend() || *oldest > start_;
           });
}

void FileTail::readUpTo(Position until, const QList<StoredEventPtr> &piece, const ReadRequest &request,
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
