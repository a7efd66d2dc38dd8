// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clienttablemodel.h"

#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/look/format.h"

#include <QStringList>

namespace helio {

namespace {

QString selectionOf(const ClientInfo &client)
{
    QStringList names;
    for (const QByteArray &channel : client.channels)
        names.append(decodeUtf8(channel));
    for (const QByteArray &pattern : client.patterns)
        names.append(decodeUtf8(pattern));
    return visibleLine(names.join(QStringLiteral(", ")));
}

} // namespace

QByteArray ClientTableModel::idAt(int row) const
{
    const ClientInfo *client = rowAt(row);
    return client ? client->id : QByteArray();
}

QString ClientTableModel::textOf(int row) const
{
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells.append(data(index(row, column)).toString());
    return cells.join(u'\t');
}

void ClientTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::DisplayRole});
}

int ClientTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ClientTableModel::cell(const ClientInfo &client, Column column) const
{
    switch (column) {
    case Id:
        return format::oneLine(client.id, 300);
    case Address:
        return visibleLine(client.remoteAddress);
    case Program:
        return format::oneLine(client.userAgent, 300);
    case Origin:
        return format::oneLine(client.origin, 300);
    case Subject:
        return format::oneLine(client.subject.toUtf8(), 300);
    case Channels:
        return selectionOf(client);
    case Since:
        return format::moment(client.connectedAt);
    case LastEventId:
        return format::oneLine(client.lastEventId, 300);
    case Sent:
        return tr("%1 (%2)").arg(format::count(client.sentEvents), format::bytes(double(client.sentBytes)));
    case Queued:
        return client.queuedEvents == 0 ? QStringLiteral("0")
                                        : tr("%1 (%2)").arg(format::count(quint64(client.queuedEvents)),
                                                            format::bytes(double(client.queuedBytes)));
    case ColumnCount:
        break;
    }
    return {};
}

bool ClientTableModel::lessThan(const ClientInfo &a, const ClientInfo &b, int column) const
{
    switch (Column(column)) {
    case Since:
        return a.connectedAt < b.connectedAt;
    case Sent:
        return a.sentEvents < b.sentEvents;
    case Queued:
        return a.queuedBytes < b.queuedBytes;
    case Id: // numbers without leading zeros, mostly: the shorter is the smaller
        return a.id.size() != b.id.size() ? a.id.size() < b.id.size() : a.id < b.id;
    case Address:
    case Program:
    case Origin:
    case Subject:
    case Channels:
    case LastEventId:
        return cell(a, Column(column)) < cell(b, Column(column));
    case ColumnCount:
        break;
    }
    return false;
}

QVariant ClientTableModel::data(const QModelIndex &index, int role) const
{
    const ClientInfo *client = rowAt(index.row());
    if (!index.isValid() || !client)
        return {};
    if (role == Qt::DisplayRole)
        return cell(*client, Column(index.column()));
    if (role == Qt::ToolTipRole && (index.column() == Program || index.column() == Channels))
        return cell(*client, Column(index.column()));
    if (role == Qt::TextAlignmentRole && isNumber(index.column()))
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    return {};
}

QVariant ClientTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Id:
        return tr("ID");
    case Address:
        return tr("Address");
    case Program:
        return tr("Program");
    case Origin:
        return tr("Origin");
    case Subject:
        return tr("Subject");
    case Channels:
        return tr("Channels");
    case Since:
        return tr("Since");
    case LastEventId:
        return tr("Last event ID");
    case Sent:
        return tr("Sent");
    case Queued:
        return tr("Queued");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace helio
