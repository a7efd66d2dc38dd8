// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/channelrows.h"
#include "history/statement.h"

namespace helio {

/// What publishers' own ids stand for in the file, within a transaction too.
class OwnIdRows
{
public:
    OwnIdRows() = default;
    OwnIdRows(Database &database, const ChannelRows &channels);

    /// The event that `id` stands for in `channel`; null: none that counts. On a fault null, too.
    StoredEventPtr find(const ChannelRow &channel, const QByteArray &id);
    /// An event that does not count any more, whose row and id are still there.
    struct Trimmed
    {
        qint64 channel;
        qint64 position;
    };
    /// Whether no event that counts has `id` on the wire. Adds to `trimmed` those of before.
    bool isFreeOnWire(const QByteArray &id, std::vector<Trimmed> &trimmed);
    bool add(const QByteArray &id, qint64 channel, qint64 position, bool hidden);
    bool remove(const QByteArray &id, qint64 channel, qint64 position);

private:
    const ChannelRows *channels_ = nullptr;
    Statement find_;
    Statement event_;
    Statement onWire_;
    Statement add_;
    Statement remove_;
};

} // namespace helio
