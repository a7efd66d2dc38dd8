// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/heard.h"

#include <QHashFunctions>

#include <algorithm>

namespace helio {

quint64 heardHash(QByteArrayView bytes)
{
    // Of what is long both ends and the length: to read all of it once more would cost more than all else.
    constexpr qsizetype Part = 512;
    auto hash = quint64(qHash(bytes.first(std::min(bytes.size(), 2 * Part)), QHashSeed::globalSeed()));
    if (bytes.size() > 2 * Part)
        hash = hash * 31 + quint64(qHash(bytes.last(Part), size_t(bytes.size())));
    return hash == 0 ? 1 : hash;
}

void Heard::add(const HeardEvent &event)
{
    ++count;
    if (events.size() < maximumEvents) {
        events.append(event);
        return;
    }
    // The latter half is a ring: what came first and what came last are both wanted.
    const qsizetype half = maximumEvents / 2;
    events[half + qsizetype((count - 1) % quint64(half))] = event;
}

QList<HeardEvent> Heard::inOrder() const
{
    QList<HeardEvent> ordered = events;
    std::sort(ordered.begin(), ordered.end(),
              [](const HeardEvent &one, const HeardEvent &other) { return one.number < other.number; });
    return ordered;
}

std::optional<Moment> Heard::age() const
{
    if (!head || !ended)
        return {};
    return *ended - *head;
}

std::optional<Moment> Heard::silenceAtEnd() const
{
    if (!head || !ended)
        return {};
    return *ended - lastByte.value_or(*head);
}

} // namespace helio
