// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/misses.h"

#include "event/overlap.h"
#include "history/selectiontext.h"

#include <algorithm>

namespace helio {

Misses::Misses(const HeldChannels &channels, ReaderMatches &matches, Position floor, qint64 rememberedBytes)
    : channels_(channels)
    , matches_(matches)
    , trimmedIds_(MaximumTrimmedIds, rememberedBytes)
    , vanished_(MaximumVanished, rememberedBytes)
    , floor_{floor, FirstTrim}
    , journal_(rememberedBytes)
    , highestTrimmed_(floor)
{}

void Misses::noteTrim(NamedChannel &named, const StoredEvent &event, Cause cause)
{
    noteTrim(named, event.position, cause);
    if (!event.ownId.isEmpty() && event.event.id == event.ownId)
        noteTrimmedId(event.event.id, event.position);
}

void Misses::noteTrimmedId(const QByteArray &id, Position position)
{
    trimmedIds_.note(id, position, [](Position) {});
}

void Misses::noteTrim(NamedChannel &named, Position upTo, Cause cause)
{
    auto &[name, channel] = named;
    if (cause == Cause::Bounds) {
        channel.trimPast.note(minute_, channel.trimmed.position);
        trimPast_.note(minute_, highestTrimmed_);
    }
    channel.trimmed = {upTo, ++trims_};
    journal_.note(trims_, upTo, name);
    highestTrimmed_ = std::max(highestTrimmed_, upTo);
}

void Misses::noteForgotten(const NamedChannel &channel)
{
    vanished_.note(channel.first, channel.second.trimmed, [this](const Trimmed &forgotten) {
        floor_.position = std::max(floor_.position, forgotten.position);
        floor_.number = std::max(floor_.number, forgotten.number);
    });
}

Trimmed Misses::trimmedOfUnknown(const QByteArray &name) const
{
    return vanished_.find(name).value_or(floor_);
}

void Misses::noteLoss(Position at, Selection lost)
{
    auto before = losses_.end(); // of nearly all: they come in order
    while (before != losses_.begin() && std::prev(before)->position >= at)
        --before;
    if (before != losses_.end() && before->position == at)
        return;
    losses_.insert(before, {at, boundedLoss(std::move(lost))});
    if (losses_.size() > MaximumLosses) {
        // The oldest is told where the one after it is: later than it should be, but told.
        losses_[1].selection = joinedLosses(losses_[1].selection, losses_.front().selection);
        losses_.pop_front();
    }
}

Misses::NextLoss Misses::nextLoss(const ReadRequest &request, qsizetype &budget) const
{
    auto loss = std::upper_bound(losses_.cbegin(), losses_.cend(), request.after,
                                 [](const Position &after, const Loss &one) { return after < one.position; });
    NextLoss next;
    for (; loss != losses_.cend() && !next.position; ++loss) {
        budget -= loss->selection.size() * request.selection.comparisons();
        next.isReaders = mayOverlap(loss->selection, request.selection);
        if (next.isReaders || budget <= 0)
            next.position = loss->position;
    }
    return next;
}

bool Misses::mayMiss(const ReadRequest &request) const
{
    return request.trims < trims_ && request.after < highestTrimmed_;
}

bool Misses::missesOfNames(const ReadRequest &request) const
{
    const QByteArrayList &names = request.selection.channels();
    return mayMiss(request) && std::any_of(names.cbegin(), names.cend(), [&](const QByteArray &name) {
               const NamedChannel *channel = channels_.find(name);
               return (channel ? channel->second.trimmed : trimmedOfUnknown(name)).concerns(request);
           });
}

bool Misses::isMissFresh(const ReadRequest &request) const
{
    if (!request.selection.patterns().isEmpty())
        return request.after >= trimPast_.earlier(minute_, highestTrimmed_);
    const QByteArrayList &names = request.selection.channels();
    return std::all_of(names.cbegin(), names.cend(), [&](const QByteArray &name) {
        const NamedChannel *found = channels_.find(name);
        if (!found)
            return !trimmedOfUnknown(name).concerns(request);
        const HeldChannel &channel = found->second;
        return !channel.trimmed.concerns(request) ||
               request.after >= channel.trimPast.earlier(minute_, channel.trimmed.position);
    });
}

Misses::Search::Search(const Misses &all, const ReadRequest &request)
    : all_(all)
    , request_(request)
    , misses_(all.floor_.concerns(request))
{
    request_.trims = std::max(request_.trims, FirstTrim);
}

bool Misses::Search::advance(qsizetype &budget)
{
    ReaderMatches::OfSelection &matches = all_.matches_.of(request_.selection);
    while (budget > 0) {
        misses_ = misses_ || all_.floor_.concerns(request_);
        if (misses_)
            return true;
        switch (phase_) {
        case Phase::Journal:
            if (inspectJournal(budget, matches))
                return true;
            break;
        case Phase::Channels:
            if (inspectChannels(budget, matches))
                phase_ = Phase::Vanished;
            break;
        case Phase::Vanished:
            // What was forgotten meanwhile is counted among floor_.
            if (inspectVanished(budget, matches) && !all_.floor_.concerns(request_)) {
                phase_ = Phase::Journal;
                request_.trims = upTo_;
            }
            break;
        }
    }
    return misses_;
}

/// True when all is judged.
bool Misses::Search::inspectJournal(qsizetype &budget, ReaderMatches::OfSelection &matches)
{
    if (request_.trims == all_.trims_)
        return true;
    if (!all_.journal_.reachesBackTo(request_.trims)) {
        phase_ = Phase::Channels;
        upTo_ = all_.trims_;
        left_ = all_.channels_.count();
        nextVanished_ = 0;
        return false;
    }
    all_.journal_.visitAbove(request_.trims, [&](const TrimJournal::Trim &trim) {
        inspect(trim.channel, {trim.position, trim.number}, budget, matches);
        request_.trims = trim.number;
        return budget > 0 && !misses_;
    });
    return request_.trims == all_.trims_;
}

/// From the last to the first: one that goes has another that was inspected, or the last of the others, take its place,
/// and one that comes has no trims but those that the journal says. True when all were inspected.
bool Misses::Search::inspectChannels(qsizetype &budget, ReaderMatches::OfSelection &matches)
{
    left_ = std::min(left_, all_.channels_.count());
    for (; left_ > 0 && budget > 0 && !misses_; --left_) {
        const NamedChannel &channel = all_.channels_.at(left_ - 1);
        inspect(channel.first, channel.second.trimmed, budget, matches);
    }
    return left_ == 0;
}

/// True when all were inspected.
bool Misses::Search::inspectVanished(qsizetype &budget, ReaderMatches::OfSelection &matches)
{
    nextVanished_ = std::max(nextVanished_, all_.vanished_.firstNumber());
    for (; nextVanished_ < all_.vanished_.endNumber() && budget > 0 && !misses_; ++nextVanished_) {
        const QByteArray &name = all_.vanished_.nameAt(nextVanished_);
        inspect(name, *all_.vanished_.find(name), budget, matches);
    }
    return nextVanished_ == all_.vanished_.endNumber();
}

void Misses::Search::inspect(const QByteArray &channel, const Trimmed &trimmed, qsizetype &budget,
                             ReaderMatches::OfSelection &matches)
{
    --budget;
    if (!trimmed.concerns(request_))
        return;
    qsizetype comparisons = 0;
    misses_ = matches.matches(channel, comparisons);
    budget -= comparisons;
}

} // namespace helio
