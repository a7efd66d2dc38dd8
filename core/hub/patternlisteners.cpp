// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/patternlisteners.h"

#include "hub/subscriber.h"

#include <algorithm>

namespace helio {

namespace {

void appendTo(QByteArray &key, const QList<Pattern> &patterns)
{
    for (const Pattern &pattern : patterns)
        key.append(QByteArray::number(pattern.glob().size())).append(':').append(pattern.glob());
}

/// The same for the same globs in the same order under the same restriction. Lengths keep apart what separators could
/// not: a glob holds any byte.
QByteArray keyOf(const Selection &selection)
{
    QByteArray key;
    appendTo(key, selection.patterns());
    if (selection.restriction()) {
        key.append('|'); // where a length would begin otherwise
        appendTo(key, *selection.restriction());
    }
    return key;
}

} // namespace

void PatternListeners::add(Subscriber *subscriber)
{
    const Selection &selection = subscriber->subscription().selection;
    if (selection.patterns().isEmpty())
        return;
    const QByteArray key = keyOf(selection);
    std::unique_ptr<Group> &group = groups_[key];
    if (!group)
        group = std::make_unique<Group>(Group{key, selection, {}, 0});
    Member &place = placeOf(subscriber);
    place.group_ = group.get();
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
    if (members.empty())
        groups_.erase(QByteArray(group->key)); // a copy: the group goes with it
}

qint64 PatternListeners::count(const QByteArray &channel) const
{
    qint64 count = 0;
    for (const auto &[key, group] : groups_) {
        if (!group->matches(channel))
            continue;
        count += qint64(group->members.size());
        if (group->membersWithNames > 0) {
            count -= std::count_if(group->members.cbegin(), group->members.cend(),
                                   [&](const Subscriber *subscriber) { return isNamedBy(*subscriber, channel); });
        }
    }
    return count;
}

PatternListeners::Member &PatternListeners::placeOf(Subscriber *subscriber)
{
    return *subscriber;
}

bool PatternListeners::isNamedBy(const Subscriber &subscriber, const QByteArray &channel)
{
    return subscriber.subscription().selection.channels().contains(channel);
}

} // namespace helio
