// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/columnmenu.h"

#include "ui/look/tablecolumns.h"

#include <QHeaderView>
#include <QTableView>

namespace helio {

ColumnMenu::ColumnMenu(TableColumns &columns, QTableView &view)
    : QMenu(&view)
    , columns_(columns)
    , view_(view)
{
    setObjectName(view.objectName() + QStringLiteral("Columns"));
    connect(this, &QMenu::aboutToShow, this, &ColumnMenu::fill);
    connect(this, &QMenu::aboutToHide, this, [this] { column_ = -1; });
    retranslate();
}

void ColumnMenu::popUp(int column, const QPoint &at)
{
    column_ = column;
    popup(at);
}

void ColumnMenu::fill()
{
    clear();
    const int column = column_ >= 0 ? column_ : view_.currentIndex().column();
    const auto add = [this](const QString &name, const QString &text, auto work) {
        QAction *action = addAction(text);
        action->setObjectName(name);
        connect(action, &QAction::triggered, &columns_, work);
        return action;
    };
    if (column >= 0 && columns_.canSort()) {
        add(QStringLiteral("columnSortAscending"), tr("Sort &ascending"),
            [this, column] { columns_.sort(column, Qt::AscendingOrder); });
        add(QStringLiteral("columnSortDescending"), tr("Sort &descending"),
            [this, column] { columns_.sort(column, Qt::DescendingOrder); });
        addSeparator();
    }
    if (column >= 0)
        add(QStringLiteral("columnFit"), tr("&Fit the column"), [this, column] { columns_.fit(column); });
    add(QStringLiteral("columnFitAll"), tr("Fit a&ll columns"), [this] { columns_.fitAll(); });
    add(QStringLiteral("columnReset"), tr("&Reset the columns"), [this] { columns_.reset(); });
    addSeparator();
    const bool isLast = columns_.shown().size() == 1;
    const QHeaderView *header = view_.horizontalHeader();
    for (int place = 0; place < header->count(); ++place) {
        const int other = header->logicalIndex(place);
        if (other >= columns_.specs().size() || !columns_.isAvailable(other))
            continue;
        QString title = view_.model()->headerData(other, Qt::Horizontal).toString();
        QAction *action =
            add(QStringLiteral("columnShow_") + columns_.specs()[other].id, title.replace(u'&', QStringLiteral("&&")),
                [this, other](bool shown) { columns_.setShown(other, shown); });
        action->setCheckable(true);
        action->setChecked(columns_.isShown(other));
        action->setEnabled(!isLast || !columns_.isShown(other));
    }
    Q_EMIT filled(column);
}

void ColumnMenu::retranslate()
{
    setTitle(tr("Col&umns"));
}

} // namespace helio
