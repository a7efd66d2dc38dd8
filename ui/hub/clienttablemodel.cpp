// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clienttablemodel.h"

#include "event/timeforpeople.h"
#include "json/unseen.h"
#include "ui/hub/clientpace.h"
#include "ui/look/format.h"

#include <QDateTime>
#include <QStringList>

#include <tuple>

namespace helio {

QByteArray ClientTableModel::idAt(int row) const
{
    const ClientInfo *client = rowAt(row);
    return client ? client->id : QByteArray();
}

QString ClientTableModel::textOf(int row) const
{
    QStringList cells;
    const ClientInfo *client = rowAt(row);
    for (int column = 0; column < ColumnCount; ++column) {
        if (column != Hub || (client && !client->hub.isEmpty()))
            cells.append(data(index(row, column)).toString());
    }
    return clientcells::line(cells);
}

void ClientTableModel::setFilter(const ClientFilter &filter)
{
    if (filter_ == filter)
        return;
    filter_ = filter;
    refilter();
    Q_EMIT filterChanged();
}

bool ClientTableModel::isWanted(const ClientInfo &client) const
{
    return filter_.isEmpty() || filter_.matches(client, programs_(client.userAgent));
}

KnownNames ClientTableModel::knownNames() const
{
    SeenClients seen;
    for (const ClientInfo &client : all())
        seen.note(client, programs_(client.userAgent));
    return seen.names();
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
    case Address:
        return visibleLine(client.remoteAddress);
    case Program:
        return programs_(client.userAgent);
    case Origin:
        return format::oneLine(client.origin, 300);
    case Subject:
        return format::oneLine(client.subject.toUtf8(), 300);
    case Channels:
        return clientcells::channels(client);
    case Hub:
        return clientcells::hub(client);
    case Since:
        return format::moment(client.connectedAt);
    case Sent:
        return clientcells::sent(client);
    case Queued:
        return clientcells::queued(client);
    case Unsent:
        return client.kernel ? format::bytes(double(client.kernel->unacknowledgedBytes)) : QString();
    case RoundTrip:
        return client.kernel ? tr("%1 ms").arg(format::milliseconds(client.kernel->roundTripMicroseconds * 1000))
                             : QString();
    case LastEventId:
        return format::oneLine(client.lastEventId, 300);
    case Gaps:
        return format::count(client.gapsReported);
    case Id:
        return format::oneLine(client.id, 300);
    case ColumnCount:
        break;
    }
    return {};
}

QString ClientTableModel::tip(const ClientInfo &client, Column column) const
{
    switch (column) {
    case Address:
    case Queued:
        if (const QString slow = paceText(client, queueBound_); !slow.isEmpty())
            return slow;
        return column == Address ? cell(client, column) : QString();
    case Program:
        return format::oneLine(client.userAgent, 1000);
    case Origin:
    case Subject:
    case Channels:
    case LastEventId:
        return cell(client, column);
    case Hub:
        return client.hub.isEmpty() ? QString()
                                    : tr("%1, id %2").arg(clientcells::hub(client), clientcells::hubId(client));
    case Since:
        return tr("since %1, for %2")
            .arg(format::dateAndTime(client.connectedAt),
                 timeForPeople(std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch() - client.connectedAt)));
    case Sent:
        return format::bytes(double(client.sentBytes));
    case Unsent:
        return tr("Taken by this system for the connection, and not acknowledged by the client's");
    case RoundTrip:
    case Gaps:
    case Id:
    case ColumnCount:
        break;
    }
    return {};
}

bool ClientTableModel::lessThan(const ClientInfo &a, const ClientInfo &b, int column) const
{
    // By what they are, not by their texts: it is asked some hundred thousand times for ten thousand clients.
    switch (Column(column)) {
    case Address:
        return clientcells::isNaturallyLess(a.remoteAddress, b.remoteAddress);
    case Program:
        return a.userAgent != b.userAgent &&
               clientcells::isNaturallyLess(programs_(a.userAgent), programs_(b.userAgent));
    case Origin:
        return a.origin < b.origin;
    case Subject:
        return a.subject < b.subject;
    case Channels:
        return std::tie(a.channels, a.patterns) < std::tie(b.channels, b.patterns);
    case Hub:
        return a.hub != b.hub && clientcells::isNaturallyLess(a.hub, b.hub);
    case Since:
        return a.connectedAt < b.connectedAt;
    case Sent:
        return a.sentEvents < b.sentEvents;
    case Queued:
        return a.queuedBytes < b.queuedBytes;
    case Unsent:
        return (a.kernel ? a.kernel->unacknowledgedBytes : -1) < (b.kernel ? b.kernel->unacknowledgedBytes : -1);
    case RoundTrip:
        return (a.kernel ? a.kernel->roundTripMicroseconds : -1) < (b.kernel ? b.kernel->roundTripMicroseconds : -1);
    case LastEventId:
        return a.lastEventId < b.lastEventId;
    case Gaps:
        return a.gapsReported < b.gapsReported;
    case Id: // numbers without leading zeros, mostly: the shorter is the smaller
        return a.id.size() != b.id.size() ? a.id.size() < b.id.size() : a.id < b.id;
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
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cell(*client, column);
    case Qt::ToolTipRole:
        return tip(*client, column);
    case Qt::AccessibleDescriptionRole:
        return column == Address ? paceText(*client, queueBound_) : QString();
    case Qt::TextAlignmentRole:
        if (isNumber(column))
            return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
        return {};
    case ToneRole:
        return int(paceTone(paceOf(*client, queueBound_)));
    case ShareRole:
        return column == Queued ? QVariant(queueShare(*client, queueBound_)) : QVariant();
    default:
        return {};
    }
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
    case Hub:
        return tr("Hub");
    case Since:
        return tr("Since");
    case Sent:
        return tr("Sent");
    case Queued:
        return tr("Queued");
    case Unsent:
        return tr("Unsent");
    case RoundTrip:
        return tr("Round trip");
    case LastEventId:
        return tr("Last event ID");
    case Gaps:
        return tr("Gaps");
    case Id:
        return tr("ID");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace helio
