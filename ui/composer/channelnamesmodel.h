// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/rowsmodel.h"

namespace helio {

/// The names of channels in their order, for lists to choose from: as they are written (Qt::EditRole), and as they may
/// be shown (Qt::DisplayRole).
class ChannelNamesModel : public RowsModel<QByteArray>
{
    Q_OBJECT
public:
    using RowsModel::RowsModel;

    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 1; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

protected:
    QByteArray keyOf(const QByteArray &name) const override { return name; }
    bool lessThan(const QByteArray &a, const QByteArray &b, int) const override { return a < b; }
    bool looksSame(const QByteArray &, const QByteArray &) const override { return true; } // they are their keys
};

} // namespace helio
