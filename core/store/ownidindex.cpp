// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ownidindex.h"

namespace helio {

namespace {

void eraseFrom(auto &set, const HeldEventPtr &event)
{
    if (const auto found = set.find(event); found != set.end() && *found == event)
        set.erase(found);
}

HeldEventPtr findIn(const auto &set, const auto &key)
{
    const auto found = set.find(key);
    return found == set.end() ? nullptr : *found;
}

} // namespace

void OwnIdIndex::add(const HeldEventPtr &event)
{
    byOwnId_.insert(event);
    if (event->event.id == event->ownId)
        byWireId_.insert(event);
}

void OwnIdIndex::remove(const HeldEventPtr &event)
{
    eraseFrom(byOwnId_, event);
    eraseFrom(byWireId_, event);
}

HeldEventPtr OwnIdIndex::find(QByteArrayView channel, QByteArrayView ownId) const
{
    return findIn(byOwnId_, Key{channel, ownId});
}

HeldEventPtr OwnIdIndex::findOnWire(QByteArrayView id) const
{
    return findIn(byWireId_, Key{{}, id});
}

} // namespace helio
