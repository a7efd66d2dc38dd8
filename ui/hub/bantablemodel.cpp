// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/bantablemodel.h"

#include "event/timeforpeople.h"
#include "ui/look/format.h"

#include <QDateTime>

namespace helio {

QString BanTableModel::keyAt(int row) const
{
    const BanInfo *ban = rowAt(row);
    return ban ? ban->key : QString();
}

void BanTableModel::refresh()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, For), index(rowCount() - 1, For), {Qt::DisplayRole});
}

bool BanTableModel::lessThan(const BanInfo &a, const BanInfo &b, int column) const
{
    return column == Who ? a.key < b.key : a.endsAt < b.endsAt;
}

QVariant BanTableModel::data(const QModelIndex &index, int role) const
{
    const BanInfo *ban = rowAt(index.row());
    if (!index.isValid() || !ban || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    switch (Column(index.column())) {
    case Who:
        return format::oneLine(ban->key.toUtf8(), 300);
    case Until:
        return format::moment(ban->endsAt);
    case For:
        return timeForPeople(std::chrono::milliseconds(ban->endsAt - QDateTime::currentMSecsSinceEpoch()));
    case ColumnCount:
        break;
    }
    return {};
}

QVariant BanTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Who:
        return tr("Kept away");
    case Until:
        return tr("Until");
    case For:
        return tr("Still for");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace helio
