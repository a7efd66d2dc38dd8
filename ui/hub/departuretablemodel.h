// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hub/clientcells.h"
#include "ui/hub/clientfilter.h"
#include "ui/look/rowsmodel.h"

namespace helio {

/// Who left the hub, and why, as far as a filter lets them pass.
class DepartureTableModel : public RowsModel<DepartureInfo>
{
    Q_OBJECT
public:
    enum Column {
        Left,
        Address,
        Program,
        Reason,
        Stayed,
        Sent,
        Waited, ///< what it had not taken
        Origin,
        Subject,
        Channels,
        LastEventId,
        Gaps,
        Id,
        ColumnCount
    };
    enum Role { ToneRole = Qt::UserRole }; ///< of the row, an int of Tone: whether it left in order

    using RowsModel::RowsModel;

    /// Why, for people, translated. `reason`: as DepartureInfo has it; one that is not known stands as it is.
    static QString reasonText(QByteArrayView reason);
    /// Those that are known, as DepartureInfo has them.
    static QStringList knownReasons();

    /// The row's cells as text, with tabs between them.
    QString textOf(int row) const;
    void setFilter(const ClientFilter &filter);
    const ClientFilter &filter() const { return filter_; }
    void retranslate();

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void filterChanged();

protected:
    QByteArray keyOf(const DepartureInfo &departure) const override;
    bool lessThan(const DepartureInfo &a, const DepartureInfo &b, int column) const override;
    bool isWanted(const DepartureInfo &departure) const override;
    bool looksSame(const DepartureInfo &, const DepartureInfo &) const override { return true; } // it is over

private:
    static bool isNumber(int column) { return (column >= Stayed && column <= Waited) || column == Gaps; }
    QString cell(const DepartureInfo &departure, Column column) const;
    QString tip(const DepartureInfo &departure, Column column) const;

    ProgramNames programs_;
    ClientFilter filter_;
};

} // namespace helio
