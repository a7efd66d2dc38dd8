// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/alerts/alertrules.h"
#include "ui/look/rowsmodel.h"

namespace helio {

class Alerts;

/// The rules for alerts: what each is about, what it does, and what it did last. A check mark enables it.
class AlertTableModel : public RowsModel<AlertRules::Entry>
{
    Q_OBJECT
public:
    enum Column { Name, Condition, Actions, Last, ColumnCount };

    /// `alerts` is borrowed.
    explicit AlertTableModel(Alerts &alerts, QObject *parent = nullptr);

    QByteArray keyAt(int row) const;

    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    QByteArray keyOf(const AlertRules::Entry &entry) const override { return entry.key; }
    bool lessThan(const AlertRules::Entry &a, const AlertRules::Entry &b, int column) const override;

private:
    void showLast(const QByteArray &key);
    QString lastText(const AlertRules::Entry &entry) const;

    Alerts &alerts_;
};

} // namespace helio
