// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historycost.h"

#include "hub/channels.h"
#include "store/heldchannels.h"

#include <algorithm>

namespace helio {

namespace {

/// glibc rounds up to 16 bytes, 8 of which are its own.
constexpr qint64 allocated(size_t bytes)
{
    return std::max<qint64>(32, (qint64(bytes) + 8 + 15) / 16 * 16);
}

constexpr size_t ArrayHeader = 16;  ///< QArrayData
constexpr size_t SharedCounts = 16; ///< before what make_shared() makes
constexpr size_t LinkAndHash = 16;
constexpr qint64 Bucket = 16;   ///< 8, of which up to half are unused
constexpr size_t TreeNode = 40; ///< std::set's, of a pointer
/// In the log, whose blocks may be half full, and in the channel's ring, as large as that of a single event.
constexpr qint64 PlacesOfEvent = 64;
constexpr qint64 ReachNote = 48;
constexpr qint64 IdOnHeap = 48;      ///< of the hub's form
constexpr qint64 PlaceInVector = 16; ///< a pointer, and as much again by which vectors grow

} // namespace

qint64 rememberedBytes(qint64 historyBytes)
{
    return std::max<qint64>(64 * 1024, historyBytes / 32);
}

qint64 costOfBytes(const QByteArray &bytes)
{
    const qsizetype size = std::max(bytes.size(), bytes.capacity());
    return size == 0 ? 0 : allocated(ArrayHeader + size_t(size) + 1);
}

qint64 costOfNode(size_t bytes)
{
    return allocated(LinkAndHash + bytes) + Bucket;
}

qint64 costOfEvent(const StoredEvent &stored)
{
    const Event &event = stored.event; // its channel's name is shared
    qint64 cost = allocated(SharedCounts + sizeof(HeldEvent)) + PlacesOfEvent + costOfBytes(event.id) +
                  costOfBytes(event.type) + costOfBytes(event.data);
    if (stored.ownId.isEmpty())
        return cost;
    cost += costOfNode(sizeof(HeldEventPtr)) + ReachNote;
    return cost + (stored.ownId == event.id ? costOfNode(sizeof(HeldEventPtr)) : costOfBytes(stored.ownId));
}

qint64 costOfChannel(const QByteArray &name)
{
    constexpr size_t key = sizeof(QByteArray);
    const qint64 nameCost = allocated(ArrayHeader + size_t(name.size()) + 1);
    return costOfNode(key + sizeof(HeldChannel)) + costOfNode(key + sizeof(HubChannel)) + allocated(TreeNode) +
           2 * nameCost + IdOnHeap + PlaceInVector;
}

} // namespace helio
