// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/keptitems.h"
#include "ui/look/rowsmodel.h"

#include <functional>

namespace helio {

/// Kept drafts as a table: the history, or presets.
class KeptModel : public RowsModel<KeptItem>
{
    Q_OBJECT
public:
    enum Column { Name, Time, Channel, Type, Data, ColumnCount };
    /// Answers why a name cannot be, for people; empty: it is taken.
    using Rename = std::function<QString(const QByteArray &key, const QString &name)>;

    using RowsModel::RowsModel;

    /// Without it names cannot be changed.
    void setRename(const Rename &rename) { rename_ = rename; }
    /// Those of `items` that have each word of `search` somewhere, in whatever case.
    void setItems(const QList<KeptItem> &items, const QString &search = {});

    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    void renameRefused(const QString &problem);

protected:
    QByteArray keyOf(const KeptItem &item) const override { return item.key; }
    bool lessThan(const KeptItem &a, const KeptItem &b, int column) const override;
    bool looksSame(const KeptItem &a, const KeptItem &b) const override { return a == b; }

private:
    QString textOf(const KeptItem &item, int column) const;

    Rename rename_;
};

} // namespace helio
