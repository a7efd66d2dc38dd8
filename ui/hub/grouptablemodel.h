// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hub/hubstate.h"
#include "ui/look/rowsmodel.h"

namespace helio {

/// A hub of a group, or one that was and is missing.
struct GroupRow
{
    GroupInfo::Hub hub;
    qint64 missingAt = 0;    ///< since when; 0: it is not
    bool isKnown = false;    ///< how it does now: of others not while what they have together is away
    bool isLagKnown = false; ///< likewise, of this one too
};

/// The hubs of a group: which there are, and how they do.
class GroupTableModel : public RowsModel<GroupRow>
{
    Q_OBJECT
public:
    enum Column { Name, State, Clients, Channels, Lag, Version, Since, Id, ColumnCount };
    enum Role { ToneRole = Qt::UserRole }; ///< of the row, an int of Tone

    using RowsModel::RowsModel;

    static QList<GroupRow> rowsOf(const HubState &hub);

    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    QByteArray keyOf(const GroupRow &row) const override { return row.hub.id; }
    bool lessThan(const GroupRow &a, const GroupRow &b, int column) const override;

private:
    static bool isNumber(int column) { return column == Clients || column == Channels || column == Lag; }
    QString cell(const GroupRow &row, Column column) const;
    QString tip(const GroupRow &row, Column column) const;
};

} // namespace helio
