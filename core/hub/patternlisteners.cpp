// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/patternlisteners.h"

#include "event/overlap.h"
#include "hub/subscriber.h"

#include <algorithm>
#include <utility>

namespace helio {

namespace {

/// Where the groups that came since have no more patterns than this, they are compared one by one.
constexpr quint64 ComparedOneByOne = 16;

/// The same for the same globs in any order.
void appendTo(QByteArray &key, std::vector<PatternIndex::Number> globs)
{
    std::sort(globs.begin(), globs.end());
    key.append(reinterpret_cast<const char *>(globs.data()), qsizetype(globs.size()) * qsizetype(sizeof(globs[0])));
}

} // namespace

PatternListeners::PatternListeners() = default;
PatternListeners::~PatternListeners() = default;

bool PatternListeners::hasRoomFor(const Selection &selection) const
{
    qsizetype all = index_.size();
    qsizetype withoutIndex = index_.sizeWithoutTrigram();
    const auto count = [&](const Pattern &pattern) {
        if (index_.holds(pattern))
            return;
        ++all;
        withoutIndex += !PatternIndex::hasTrigram(pattern);
    };
    std::for_each(selection.patterns().cbegin(), selection.patterns().cend(), count);
    if (selection.restriction() && !selection.patterns().isEmpty())
        std::for_each(selection.restriction()->cbegin(), selection.restriction()->cend(), count);
    return (all <= MaximumPatterns || all == index_.size()) &&
           (withoutIndex <= MaximumWithoutIndex || withoutIndex == index_.sizeWithoutTrigram());
}

void PatternListeners::add(Subscriber *subscriber)
{
    const Selection &selection = subscriber->subscription().selection;
    if (selection.patterns().isEmpty())
        return;
    std::unique_ptr<Group> made = makeGroup(selection);
    Group *group = byKey_.value(made->key);
    if (group) {
        destroyGroup(made.get());
    } else {
        group = made.get();
        group->number = ++lastNumber_;
        comparisonsOfAll_ += group->globs.size();
        for (size_t i = 0; i < group->globs.size(); ++i) {
            std::vector<Holder> &holders = holders_[group->globs[i]];
            group->places.push_back(holders.size());
            holders.push_back({group, i});
        }
        byKey_.insert(group->key, group);
        groups_.emplace(group->number, std::move(made));
    }
    Member &place = placeOf(subscriber);
    place.group_ = group;
    place.index_ = group->members.size();
    group->members.push_back(subscriber);
    group->membersWithNames += !selection.channels().isEmpty();
}

void PatternListeners::remove(Subscriber *subscriber)
{
    Member &place = placeOf(subscriber);
    Group *group = std::exchange(place.group_, nullptr);
    if (!group)
        return;
    std::vector<Subscriber *> &members = group->members;
    members[place.index_] = members.back();
    placeOf(members[place.index_]).index_ = place.index_;
    members.pop_back();
    group->membersWithNames -= !subscriber->subscription().selection.channels().isEmpty();
    if (!members.empty())
        return;
    destroyGroup(group);
    byKey_.remove(group->key);
    groups_.erase(quint64(group->number)); // a copy: the group goes with it
    if (groups_.empty()) {
        known_.clear();
        knownByName_.clear();
    }
}

/// Its globs are in the index, but nothing knows the group.
std::unique_ptr<PatternListeners::Group> PatternListeners::makeGroup(const Selection &selection)
{
    auto group = std::make_unique<Group>();
    group->selection = selection.withoutNames();
    for (const Pattern &pattern : selection.patterns())
        group->globs.push_back(index_.add(pattern));
    appendTo(group->key, group->globs);
    if (selection.restriction()) {
        for (const Pattern &pattern : *selection.restriction())
            group->restriction.push_back(index_.add(pattern));
        appendTo(group->key, group->restriction);
        appendTo(group->key, {Glob(group->restriction.size())});
        group->key.append(
            '|'); // with what stands before it, it says that there is a restriction, and how much is of it
    }
    holders_.resize(index_.numberEnd());
    seen_.resize(index_.numberEnd());
    return group;
}

/// Takes it out of all but groups_ and byKey_.
void PatternListeners::destroyGroup(Group *group)
{
    for (size_t i = 0; i < group->places.size(); ++i) {
        std::vector<Holder> &holders = holders_[group->globs[i]];
        const size_t place = group->places[i];
        holders[place] = holders.back();
        holders[place].group->places[holders[place].glob] = place;
        holders.pop_back();
    }
    for (const GroupMatch &match : group->matches) {
        std::vector<Match> &matches = match.known->matches;
        matches[match.place] = matches.back();
        matches[match.place].group->matches[matches[match.place].place].place = match.place;
        matches.pop_back();
    }
    knownMatches_ -= group->matches.size();
    for (const std::vector<Glob> &globs : {std::cref(group->globs), std::cref(group->restriction)}) {
        for (const Glob glob : globs)
            index_.remove(glob);
    }
}

qint64 PatternListeners::count(const QByteArray &channel) const
{
    if (groups_.empty())
        return 0;
    qint64 count = 0;
    if (known_.size() < MaximumKnownChannels || knownByName_.contains(channel)) {
        for (const Match &match : known(channel).matches)
            count += countOf(*match.group, channel);
    } else { // a question about each of many channels must not drive out those that have events
        compare(channel, 0, 0, [&](Group *group) { count += countOf(*group, channel); });
    }
    return count;
}

qint64 PatternListeners::countOf(const Group &group, const QByteArray &channel)
{
    const auto all = qint64(group.members.size());
    if (group.membersWithNames == 0)
        return all;
    return all - std::count_if(group.members.cbegin(), group.members.cend(),
                               [&](const Subscriber *subscriber) { return isNamedBy(*subscriber, channel); });
}

PatternListeners::Figures PatternListeners::figures() const
{
    return {index_.comparisons(), groups_.size(), index_.size(), known_.size(), knownMatches_};
}

const PatternListeners::Known &PatternListeners::known(const QByteArray &channel) const
{
    auto found = knownByName_.find(channel);
    if (found == knownByName_.end()) {
        known_.emplace_front().channel = channel;
        found = knownByName_.insert(channel, known_.begin());
    } else if (*found != known_.begin()) {
        known_.splice(known_.begin(), known_, *found);
    }
    Known &known = known_.front();
    if (known.upTo < lastNumber_)
        bringUpToDate(known);
    while (known_.size() > 1 && (known_.size() > MaximumKnownChannels || knownMatches_ > MaximumKnownMatches))
        forget(std::prev(known_.end()));
    return known;
}

void PatternListeners::bringUpToDate(Known &known) const
{
    compare(known.channel, known.upTo, known.comparisonsUpTo, [&](Group *group) {
        group->matches.push_back({&known, known.matches.size()});
        known.matches.push_back({group, group->matches.size() - 1});
        ++knownMatches_;
    });
    known.upTo = lastNumber_;
    known.comparisonsUpTo = comparisonsOfAll_;
}

void PatternListeners::forget(KnownList::iterator known) const
{
    for (const Match &match : known->matches) {
        std::vector<GroupMatch> &matches = match.group->matches;
        matches[match.place] = matches.back();
        matches[match.place].known->matches[matches[match.place].place].place = match.place;
        matches.pop_back();
    }
    knownMatches_ -= known->matches.size();
    knownByName_.remove(known->channel);
    known_.erase(known);
}

template <typename Visit>
void PatternListeners::compare(const QByteArray &channel, quint64 after, quint64 comparisons, const Visit &visit) const
{
    ++inspection_;
    if (comparisonsOfAll_ - comparisons <= ComparedOneByOne) {
        for (auto at = groups_.upper_bound(after); at != groups_.cend(); ++at) {
            Group *group = at->second.get();
            if (std::any_of(group->globs.cbegin(), group->globs.cend(),
                            [&](Glob glob) { return matchesInThisInspection(glob, channel); }) &&
                isAllowed(*group, channel))
                visit(group);
        }
        return;
    }
    std::vector<Glob> matching;
    index_.visitMatches(channel, [&](Glob glob) {
        seen_[glob] = {inspection_, true};
        if (!holders_[glob].empty())
            matching.push_back(glob);
    });
    for (const Glob glob : matching) {
        for (const Holder &holder : holders_[glob]) {
            Group *group = holder.group;
            if (group->number > after && std::exchange(group->seen, inspection_) != inspection_ &&
                isAllowed(*group, channel))
                visit(group);
        }
    }
}

bool PatternListeners::matchesInThisInspection(Glob glob, const QByteArray &channel) const
{
    Seen &seen = seen_[glob];
    if (seen.comparedIn != inspection_)
        seen = {inspection_, index_.matches(glob, channel)};
    return seen.matches;
}

bool PatternListeners::isAllowed(const Group &group, const QByteArray &channel) const
{
    return !group.selection.restriction() ||
           std::any_of(group.restriction.cbegin(), group.restriction.cend(),
                       [&](Glob glob) { return matchesInThisInspection(glob, channel); });
}

PatternListeners::Member &PatternListeners::placeOf(Subscriber *subscriber)
{
    return *subscriber;
}

bool PatternListeners::isNamedBy(const Subscriber &subscriber, const QByteArray &channel)
{
    return subscriber.subscription().selection.channels().contains(channel);
}

bool PatternListeners::overlaps(const Group &group, const Selection &selection)
{
    return mayOverlap(selection, group.selection);
}

} // namespace helio
