// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "ui/look/rowsmodel.h"

namespace helio {

/// Who is kept away from the hub, and until when.
class BanTableModel : public RowsModel<BanInfo>
{
    Q_OBJECT
public:
    enum Column { Who, Until, For, ColumnCount };

    using RowsModel::RowsModel;

    QString keyAt(int row) const;
    /// What is left of each is another second's.
    void refresh();

    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    QByteArray keyOf(const BanInfo &ban) const override { return ban.key.toUtf8(); }
    bool lessThan(const BanInfo &a, const BanInfo &b, int column) const override;
};

} // namespace helio
