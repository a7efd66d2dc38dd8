// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "ui/events/mutedparts.h"
#include "ui/look/rowsmodel.h"

namespace helio {

/// The channels of the hub, and which of them are muted in the events table.
class ChannelTableModel : public RowsModel<ChannelInfo>
{
    Q_OBJECT
public:
    enum Column { Name, Clients, InGroup, Events, Rate, Bytes, History, Age, LastEventId, OnRedis, ColumnCount };
    enum Role { MutedRole = Qt::UserRole };

    using RowsModel::RowsModel;

    /// How far back a channel's history goes: from a moment, 0 where it holds nothing, until now, in words.
    static QString ageText(qint64 oldestAt);

    QByteArray nameAt(int row) const;
    void setMuted(const MutedParts &muted);
    void retranslate();

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    QByteArray keyOf(const ChannelInfo &channel) const override { return channel.name; }
    bool lessThan(const ChannelInfo &a, const ChannelInfo &b, int column) const override;

private:
    static bool isNumber(int column) { return (column >= Clients && column <= Age) || column == OnRedis; }
    QString cell(const ChannelInfo &channel, Column column) const;

    MutedParts muted_;
};

} // namespace helio
