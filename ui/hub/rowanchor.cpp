// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/rowanchor.h"

#include <QScrollBar>
#include <QTableView>

#include <algorithm>

namespace helio {

RowAnchor::RowAnchor(QTableView &view)
    : QObject(&view)
    , view_(view)
{
    const QAbstractItemModel *model = view.model();
    connect(model, &QAbstractItemModel::layoutAboutToBeChanged, this, &RowAnchor::hold);
    connect(model, &QAbstractItemModel::layoutChanged, this, &RowAnchor::restore);
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &RowAnchor::hold);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &RowAnchor::restore);
}

void RowAnchor::hold()
{
    held_ = QPersistentModelIndex();
    const int top = view_.rowAt(0);
    if (top < 0)
        return;
    const int bottom = view_.rowAt(view_.viewport()->height() - 1);
    const int current = view_.currentIndex().row();
    const bool isCurrentInView = current >= top && (bottom < 0 || current <= bottom);
    if (!isCurrentInView && view_.verticalScrollBar()->value() == 0)
        return;
    const int row = isCurrentInView ? current : top;
    held_ = view_.model()->index(row, 0);
    offset_ = row - top;
}

void RowAnchor::restore()
{
    if (!held_.isValid())
        return;
    QScrollBar *bar = view_.verticalScrollBar();
    bar->setValue(std::max(0, held_.row() - offset_));
    held_ = QPersistentModelIndex();
}

} // namespace helio
