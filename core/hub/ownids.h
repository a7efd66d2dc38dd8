// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"

#include <QList>

#include <unordered_map>

namespace helio {

/// The rule on publishers' own ids: an id stands for one event. Who says the same again under it (channel, type and
/// data) repeats itself; anything else under it is a conflict.
bool saysTheSame(const auto &one, const auto &other)
{
    return one.channel == other.channel && one.type == other.type && one.data == other.data;
}

/// The index of the first publication whose own id stands for something else, here or further up in the same list; -1
/// when there is none. `standsFor(id)` answers a pointer to what an id stands for already, or null.
template <typename StandsFor>
qsizetype firstConflict(const QList<Publication> &publications, const StandsFor &standsFor)
{
    std::unordered_map<QByteArray, const Publication *> inThisList;
    for (qsizetype i = 0; i < publications.size(); ++i) {
        const Publication &publication = publications[i];
        if (publication.id.isEmpty())
            continue;
        if (const auto *known = standsFor(publication.id); known && !saysTheSame(*known, publication))
            return i;
        const auto [before, first] = inThisList.try_emplace(publication.id, &publication);
        if (!first && !saysTheSame(*before->second, publication))
            return i;
    }
    return -1;
}

} // namespace helio
