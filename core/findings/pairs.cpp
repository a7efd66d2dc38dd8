// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/pairs.h"

#include <QHash>

#include <algorithm>

namespace helio {

namespace {

using Key = std::pair<quint64, quint64>;

struct Entry
{
    HeardEvent event;
    int count = 0;
};

Key keyOf(const HeardEvent &event, bool byId)
{
    return {event.id, byId && event.id != 0 ? 0 : event.content};
}

QHash<Key, Entry> index(const Heard &heard, bool byId)
{
    QHash<Key, Entry> entries;
    entries.reserve(heard.events.size());
    for (const HeardEvent &event : heard.events) {
        Entry &entry = entries[keyOf(event, byId)];
        entry.event = event;
        ++entry.count;
    }
    return entries;
}

} // namespace

QList<HeardPair> pairsOf(const Heard &first, const Heard &second, Moment begin, bool byId)
{
    const QHash<Key, Entry> ofFirst = index(first, byId);
    const QHash<Key, Entry> ofSecond = index(second, byId);
    QList<HeardPair> pairs;
    for (auto it = ofFirst.begin(); it != ofFirst.end(); ++it) {
        const auto other = ofSecond.find(it.key());
        if (other == ofSecond.end() || it->count != 1 || other->count != 1)
            continue;
        const HeardPair pair{it->event, other->event};
        if (pair.first.time >= begin && pair.second.time >= begin && pair.first.isTimely && pair.second.isTimely)
            pairs.append(pair);
    }
    std::sort(pairs.begin(), pairs.end(),
              [](const HeardPair &one, const HeardPair &other) { return one.first.number < other.first.number; });
    return pairs;
}

Moment medianDifference(const QList<HeardPair> &pairs)
{
    QList<Moment> differences;
    differences.reserve(pairs.size());
    for (const HeardPair &pair : pairs)
        differences.append(pair.difference());
    const auto middle = differences.begin() + differences.size() / 2;
    std::nth_element(differences.begin(), middle, differences.end());
    return *middle;
}

bool beginsAnew(const Heard &first, const Heard &second)
{
    const QList<HeardEvent> one = first.inOrder();
    const QList<HeardEvent> other = second.inOrder();
    return !one.isEmpty() && !other.isEmpty() && one.first().number == other.first().number &&
           one.first().id == other.first().id && one.first().content == other.first().content;
}

} // namespace helio
