// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/eventdiff.h"

#include <QAbstractTableModel>

namespace helio {

/// The changes of an EventDiff, one a row: a sign, where, and what.
class DiffModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Place, What, ColumnCount };
    enum Role { SignRole = Qt::UserRole }; ///< int, an EventDiff::Sign

    explicit DiffModel(QObject *parent = nullptr);

    void setDiff(const EventDiff &diff);
    const EventDiff &diff() const { return diff_; }
    /// How many there are of each, as a text; what the diff is when there are none.
    QString summary() const;
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    EventDiff diff_;
};

} // namespace helio
