// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/ownidrows.h"

#include "history/eventrows.h"

namespace helio {

OwnIdRows::OwnIdRows(Database &database, const ChannelRows &channels)
    : channels_(&channels)
    , find_(database, "SELECT position FROM own_id WHERE id=? AND channel=?")
    , event_(database, "SELECT " HELIO_EVENT_COLUMNS " FROM event WHERE position=?")
    , onWire_(database, "SELECT channel, position FROM own_id WHERE id=? AND hidden=0")
    // Over the row of an event that is trimmed and not deleted.
    , add_(database, "INSERT OR REPLACE INTO own_id VALUES(?,?,?,?)")
    , remove_(database, "DELETE FROM own_id WHERE id=? AND channel=? AND position=?")
{}

StoredEventPtr OwnIdRows::find(const ChannelRow &channel, const QByteArray &id)
{
    if (!find_.bind(1, id).bind(2, channel.id).next())
        return nullptr;
    const qint64 position = find_.integer(0);
    find_.reset();
    if (position <= channel.trimmed || !event_.bind(1, position).next())
        return nullptr;
    StoredEventPtr event = eventOf(event_, channel.name);
    event_.reset();
    return event;
}

bool OwnIdRows::isFreeOnWire(const QByteArray &id, std::vector<Trimmed> &trimmed)
{
    bool isFree = true;
    onWire_.bind(1, id);
    while (isFree && onWire_.next()) {
        const ChannelRow *channel = channels_->find(onWire_.integer(0));
        isFree = channel && onWire_.integer(1) <= channel->trimmed;
        if (isFree)
            trimmed.push_back({channel->id, onWire_.integer(1)});
    }
    onWire_.reset();
    return isFree;
}

bool OwnIdRows::add(const QByteArray &id, qint64 channel, qint64 position, bool hidden)
{
    return add_.bind(1, id).bind(2, channel).bind(3, position).bind(4, qint64(hidden)).run();
}

bool OwnIdRows::remove(const QByteArray &id, qint64 channel, qint64 position)
{
    return remove_.bind(1, id).bind(2, channel).bind(3, position).run();
}

} // namespace helio
