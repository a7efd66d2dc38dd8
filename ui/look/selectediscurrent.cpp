// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/selectediscurrent.h"

#include <QAbstractItemView>

namespace helio {

SelectedIsCurrent::SelectedIsCurrent(QAbstractItemView &view)
    : QObject(&view)
    , view_(view)
{
    // Queued: a click selects first, and then says what is current.
    connect(view.selectionModel(), &QItemSelectionModel::selectionChanged, this, &SelectedIsCurrent::follow,
            Qt::QueuedConnection);
}

void SelectedIsCurrent::follow()
{
    QItemSelectionModel *model = view_.selectionModel();
    const QItemSelection selection = model->selection();
    if (selection.size() != 1 || selection.constFirst().height() != 1 || model->isSelected(model->currentIndex()))
        return;
    model->setCurrentIndex(selection.constFirst().topLeft(), QItemSelectionModel::NoUpdate);
}

} // namespace helio
