// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"

#include <QHash>
#include <QList>

#include <utility>

namespace helio {

/// The rule on publishers' own ids: within its channel, an id stands for one event. Who says the same again under it
/// (type and data) repeats itself; anything else under it is a conflict.
bool saysTheSame(const auto &one, const auto &other)
{
    return one.type == other.type && one.data == other.data;
}

/// What an own id is judged by.
using OwnIdKey = std::pair<QByteArray, QByteArray>; // channel, id
inline OwnIdKey ownIdKey(const Publication &publication)
{
    return {publication.channel, publication.id};
}

/// The index of the first publication whose own id stands for something else in its channel, here or further up in the
/// same list; -1 when there is none. `standsFor(publication)` answers a pointer to what its id stands for already, or
/// null.
template <typename StandsFor>
qsizetype firstConflict(const QList<Publication> &publications, const StandsFor &standsFor)
{
    QHash<OwnIdKey, qsizetype> inThisList;
    for (qsizetype i = 0; i < publications.size(); ++i) {
        const Publication &publication = publications[i];
        if (publication.id.isEmpty())
            continue;
        if (const auto *known = standsFor(publication); known && !saysTheSame(*known, publication))
            return i;
        if (publications.size() == 1)
            break;
        const OwnIdKey key = ownIdKey(publication);
        if (const auto before = inThisList.constFind(key); before == inThisList.cend())
            inThisList.insert(key, i);
        else if (!saysTheSame(publications[*before], publication))
            return i;
    }
    return -1;
}

} // namespace helio
