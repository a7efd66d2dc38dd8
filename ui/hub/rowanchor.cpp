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
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &RowAnchor::hold);
}

void RowAnchor::hold()
{
    if (!held_.empty())
        return;
    const int top = view_.rowAt(0);
    if (top < 0)
        return;
    const int seen = view_.rowAt(view_.viewport()->height() - 1);
    const int bottom = seen < 0 ? view_.model()->rowCount() - 1 : seen;
    const auto holdRow = [this, top](int row) { held_.push_back({view_.model()->index(row, 0), row - top}); };
    const int current = view_.currentIndex().row();
    if (current >= top && current <= bottom)
        holdRow(current);
    else if (view_.verticalScrollBar()->value() == 0)
        return;
    for (int row = top; row <= bottom; ++row)
        holdRow(row);
    // Once all that changes in this turn has; nothing is painted before.
    QMetaObject::invokeMethod(this, &RowAnchor::restore, Qt::QueuedConnection);
}

void RowAnchor::restore()
{
    const auto kept = std::find_if(held_.cbegin(), held_.cend(), [](const Held &held) { return held.row.isValid(); });
    if (kept != held_.cend())
        view_.verticalScrollBar()->setValue(std::max(0, kept->row.row() - kept->offset));
    held_.clear();
}

} // namespace helio
