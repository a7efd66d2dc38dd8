// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QByteArray>
#include <QHash>
#include <QList>

#include <algorithm>
#include <numeric>

namespace helio {

/// A table over a list of values that a snapshot replaces as a whole. Rows are known by their key: those that stay keep
/// their place, their selection and their persistent indexes; the model is never reset. Sorted by any column; equal
/// rows by key.
template <typename Row>
class RowsModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    const QList<Row> &rows() const { return rows_; }
    const Row *rowAt(int row) const { return row >= 0 && row < rows_.size() ? &rows_[row] : nullptr; }
    int rowOf(const QByteArray &key) const
    {
        const auto found =
            std::find_if(rows_.cbegin(), rows_.cend(), [&](const Row &row) { return keyOf(row) == key; });
        return found == rows_.cend() ? -1 : int(found - rows_.cbegin());
    }

    void assign(const QList<Row> &next)
    {
        QHash<QByteArray, qsizetype> places;
        places.reserve(next.size());
        for (qsizetype i = 0; i < next.size(); ++i)
            places.insert(keyOf(next[i]), i);
        removeAllBut(places);

        for (Row &row : rows_)
            row = next[places.take(keyOf(row))];
        if (!rows_.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(int(rows_.size()) - 1, columnCount() - 1));
        if (!places.isEmpty()) {
            QList<qsizetype> fresh = places.values();
            std::sort(fresh.begin(), fresh.end());
            beginInsertRows({}, int(rows_.size()), int(rows_.size() + fresh.size()) - 1);
            for (const qsizetype place : std::as_const(fresh))
                rows_.append(next[place]);
            endInsertRows();
        }
        order();
    }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(rows_.size()); }

    void sort(int column, Qt::SortOrder sortOrder = Qt::AscendingOrder) override
    {
        sortColumn_ = column;
        sortOrder_ = sortOrder;
        order();
    }

protected:
    virtual QByteArray keyOf(const Row &row) const = 0;
    virtual bool lessThan(const Row &a, const Row &b, int column) const = 0;

private:
    void removeAllBut(const QHash<QByteArray, qsizetype> &places)
    {
        for (qsizetype last = rows_.size() - 1; last >= 0; --last) {
            if (places.contains(keyOf(rows_[last])))
                continue;
            qsizetype first = last;
            while (first > 0 && !places.contains(keyOf(rows_[first - 1])))
                --first;
            beginRemoveRows({}, int(first), int(last));
            rows_.remove(first, last - first + 1);
            endRemoveRows();
            last = first;
        }
    }

    void order()
    {
        const auto before = [this](const Row &a, const Row &b) {
            if (sortColumn_ >= 0) {
                const bool descending = sortOrder_ == Qt::DescendingOrder;
                if (lessThan(descending ? b : a, descending ? a : b, sortColumn_))
                    return true;
                if (lessThan(descending ? a : b, descending ? b : a, sortColumn_))
                    return false;
            }
            return keyOf(a) < keyOf(b);
        };
        if (std::is_sorted(rows_.cbegin(), rows_.cend(), before))
            return;
        QList<int> from(rows_.size());
        std::iota(from.begin(), from.end(), 0);
        std::sort(from.begin(), from.end(), [&](int a, int b) { return before(rows_[a], rows_[b]); });

        Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
        QList<Row> ordered;
        ordered.reserve(rows_.size());
        QList<int> to(rows_.size());
        for (int place = 0; place < from.size(); ++place) {
            ordered.append(rows_[from[place]]);
            to[from[place]] = place;
        }
        rows_ = ordered;
        const QModelIndexList old = persistentIndexList();
        QModelIndexList moved;
        moved.reserve(old.size());
        for (const QModelIndex &oldIndex : old)
            moved.append(index(to[oldIndex.row()], oldIndex.column()));
        changePersistentIndexList(old, moved);
        Q_EMIT layoutChanged({}, VerticalSortHint);
    }

    QList<Row> rows_;
    int sortColumn_ = -1;
    Qt::SortOrder sortOrder_ = Qt::AscendingOrder;
};

} // namespace helio
