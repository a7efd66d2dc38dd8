// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/grouptablemodel.h"

#include "event/timeforpeople.h"
#include "json/unseen.h"
#include "ui/hub/clientcells.h"
#include "ui/hub/groupreport.h"
#include "ui/look/format.h"

#include <QDateTime>

#include <tuple>

namespace helio {

namespace {

Tone rowTone(const GroupRow &row)
{
    if (row.missingAt > 0)
        return Tone::Failed;
    return row.isKnown ? GroupReport::toneOf(row.hub) : Tone::Idle;
}

} // namespace

QList<GroupRow> GroupTableModel::rowsOf(const HubState &hub)
{
    QList<GroupRow> rows;
    if (!hub.group())
        return rows;
    const bool isOpen = hub.group()->state == GroupInfo::State::Open;
    for (const GroupInfo::Hub &one : hub.group()->hubs)
        rows.append({one, 0, isOpen || one.isSelf, isOpen && !one.isSilent});
    for (const MissingHubs::Hub &one : hub.missingHubs())
        rows.append({one.last, one.missingAt, false, false});
    return rows;
}

QString GroupTableModel::cell(const GroupRow &row, Column column) const
{
    const GroupInfo::Hub &hub = row.hub;
    switch (column) {
    case Name: {
        const QString name = visibleLine(hub.name);
        return hub.isSelf ? tr("%1 (this hub)").arg(name) : name;
    }
    case State:
        if (row.missingAt > 0)
            return tr("silent since %1").arg(format::moment(row.missingAt));
        return row.isKnown ? GroupReport::wordOf(hub) : tr("as known last");
    case Clients:
        return format::count(quint64(hub.clients));
    case Channels:
        return format::count(quint64(hub.channels));
    case Lag:
        return row.isLagKnown ? format::duration(hub.lagMs * 1'000'000) : QString();
    case Version:
        return visibleLine(hub.version);
    case Since:
        return hub.startedAt > 0 ? format::moment(hub.startedAt) : QString();
    case Id:
        return format::oneLine(hub.id, 300);
    case ColumnCount:
        break;
    }
    return {};
}

QString GroupTableModel::tip(const GroupRow &row, Column column) const
{
    const GroupInfo::Hub &hub = row.hub;
    switch (column) {
    case Name:
        return (QStringList{cell(row, Name)} + hub.urls).join(u'\n');
    case State:
        if (row.missingAt > 0)
            return tr("It was stopped, stands still, or does not reach Redis. These figures are its last.");
        return hub.isSilent ? tr("It did not answer within two seconds when it was asked for its clients last.")
                            : QString();
    case Lag:
        return tr("How old the last event was when the hub read it from Redis");
    case Since:
        return hub.startedAt > 0 ? tr("started %1").arg(format::dateAndTime(hub.startedAt)) : QString();
    case Clients:
    case Channels:
    case Version:
    case Id:
        return cell(row, column);
    case ColumnCount:
        break;
    }
    return {};
}

bool GroupTableModel::lessThan(const GroupRow &a, const GroupRow &b, int column) const
{
    const auto health = [](const GroupRow &row) {
        return std::tuple(row.missingAt > 0, !row.isKnown, row.hub.isSilent, row.hub.lagMs >= GroupReport::MostLagMs);
    };
    switch (Column(column)) {
    case Name:
        return clientcells::isNaturallyLess(a.hub.name, b.hub.name);
    case State:
        return health(a) < health(b);
    case Clients:
        return a.hub.clients < b.hub.clients;
    case Channels:
        return a.hub.channels < b.hub.channels;
    case Lag:
        return a.hub.lagMs < b.hub.lagMs;
    case Version:
        return clientcells::isNaturallyLess(a.hub.version, b.hub.version);
    case Since:
        return a.hub.startedAt < b.hub.startedAt;
    case Id:
        return a.hub.id < b.hub.id;
    case ColumnCount:
        break;
    }
    return false;
}

QVariant GroupTableModel::data(const QModelIndex &index, int role) const
{
    const GroupRow *row = rowAt(index.row());
    if (!index.isValid() || !row)
        return {};
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cell(*row, column);
    case Qt::ToolTipRole:
        return tip(*row, column);
    case Qt::TextAlignmentRole:
        if (isNumber(column))
            return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
        return {};
    case ToneRole:
        return int(rowTone(*row));
    default:
        return {};
    }
}

QVariant GroupTableModel::headerData(int section, Qt::Orientation orientation, int role) const
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
        return tr("Hub");
    case State:
        return tr("State");
    case Clients:
        return tr("Clients");
    case Channels:
        return tr("Channels");
    case Lag:
        return tr("Behind by");
    case Version:
        return tr("Version");
    case Since:
        return tr("Since");
    case Id:
        return tr("ID");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace helio
