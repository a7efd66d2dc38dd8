// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/channeltablemodel.h"

#include "event/timeforpeople.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/look/format.h"
#include "ui/streams/sources.h"

#include <QDateTime>

namespace helio {

QString ChannelTableModel::ageText(qint64 oldestAt)
{
    if (oldestAt == 0)
        return {};
    return timeForPeople(std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch() - oldestAt));
}

QByteArray ChannelTableModel::nameAt(int row) const
{
    const ChannelInfo *channel = rowAt(row);
    return channel ? channel->name : QByteArray();
}

void ChannelTableModel::setMuted(const MutedParts &muted)
{
    muted_ = muted;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void ChannelTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::DisplayRole});
}

int ChannelTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ChannelTableModel::cell(const ChannelInfo &channel, Column column) const
{
    switch (column) {
    case Name: {
        const QString name = visibleLine(decodeUtf8(channel.name));
        return muted_.holds(HubSource, channel.name) ? tr("%1 (muted)").arg(name) : name;
    }
    case Clients:
        return format::count(quint64(channel.subscribers));
    case Events:
        return format::count(channel.events);
    case Rate:
        return format::rate(channel.eventsPerSecond);
    case Bytes:
        return format::bytes(double(channel.bytes));
    case History:
        return tr("%1 (%2)").arg(format::count(quint64(channel.historyEvents)),
                                 format::bytes(double(channel.historyBytes)));
    case Age:
        return ageText(channel.oldestAt);
    case LastEventId:
        return format::oneLine(channel.lastEventId, 300);
    case OnRedis:
        return channel.elsewhere ? format::count(quint64(*channel.elsewhere)) : QString();
    case InGroup:
        return channel.elsewhere ? format::count(quint64(*channel.elsewhere + channel.subscribers)) : QString();
    case ColumnCount:
        break;
    }
    return {};
}

bool ChannelTableModel::lessThan(const ChannelInfo &a, const ChannelInfo &b, int column) const
{
    switch (Column(column)) {
    case Name:
        return a.name < b.name;
    case Clients:
        return a.subscribers < b.subscribers;
    case Events:
        return a.events < b.events;
    case Rate:
        return a.eventsPerSecond < b.eventsPerSecond;
    case Bytes:
        return a.bytes < b.bytes;
    case History:
        return a.historyEvents < b.historyEvents;
    case Age: {
        // The youngest first; what holds nothing has no age.
        const bool isNone = a.oldestAt == 0;
        return isNone != (b.oldestAt == 0) ? isNone : a.oldestAt > b.oldestAt;
    }
    case LastEventId:
        return a.lastEventId < b.lastEventId;
    case OnRedis:
        return a.elsewhere < b.elsewhere;
    case InGroup:
        return a.elsewhere.value_or(0) + a.subscribers < b.elsewhere.value_or(0) + b.subscribers;
    case ColumnCount:
        break;
    }
    return false;
}

QVariant ChannelTableModel::data(const QModelIndex &index, int role) const
{
    const ChannelInfo *channel = rowAt(index.row());
    if (!index.isValid() || !channel)
        return {};
    if (role == Qt::DisplayRole || (role == Qt::ToolTipRole && index.column() == Name))
        return cell(*channel, Column(index.column()));
    if (role == Qt::ToolTipRole && index.column() == Age && channel->oldestAt > 0)
        return tr("History holds events since %1").arg(format::dateAndTime(channel->oldestAt));
    if (role == Qt::ToolTipRole && index.column() == InGroup && channel->elsewhere)
        return tr("Clients of all hubs of the group that listen there, this one's among them");
    if (role == MutedRole)
        return muted_.holds(HubSource, channel->name);
    if (role == Qt::TextAlignmentRole && isNumber(index.column()))
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    return {};
}

QVariant ChannelTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("Name");
    case Clients:
        return tr("Clients");
    case Events:
        return tr("Events");
    case Rate:
        return tr("Rate");
    case Bytes:
        return tr("Bytes");
    case History:
        return tr("History");
    case Age:
        return tr("Age");
    case LastEventId:
        return tr("Last event ID");
    case OnRedis:
        return tr("On Redis");
    case InGroup:
        return tr("In the group");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace helio
