// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/pathcolumnmenu.h"

#include "json/unseen.h"
#include "ui/events/columndialog.h"
#include "ui/events/eventcolumns.h"
#include "ui/events/eventsview.h"
#include "ui/look/actions.h"
#include "ui/look/columnmenu.h"
#include "ui/look/tablecolumns.h"

#include <QAction>

namespace helio {

PathColumnMenu::PathColumnMenu(EventTableModel &events, EventColumns &columns, EventsView &view)
    : QObject(&view)
    , events_(events)
    , columns_(columns)
    , view_(view)
    , add_(new QAction(this))
{
    add_->setObjectName(QStringLiteral("columnAddPath"));
    connect(add_, &QAction::triggered, this, &PathColumnMenu::ask);
    connect(view.columns().menu(), &ColumnMenu::filled, this, &PathColumnMenu::fill);
}

void PathColumnMenu::fill(int column)
{
    QMenu *menu = view_.columns().menu();
    menu->addSeparator();
    menu->addAction(add_);
    if (column < EventTableModel::ColumnCount)
        return;
    const JsonPath path = events_.paths().value(column - EventTableModel::ColumnCount);
    QAction *remove = menu->addAction(tr("Remo&ve the column"), this, [this, path] { columns_.remove(path); });
    remove->setObjectName(QStringLiteral("columnRemovePath"));
    if (!columns_.hasScope())
        return;
    QString title = visibleLine(columns_.scopeTitle());
    QAction *only = menu->addAction(tr("&Only while %1 is chosen").arg(title.replace(u'&', QStringLiteral("&&"))));
    only->setObjectName(QStringLiteral("columnOnlyHere"));
    only->setCheckable(true);
    only->setChecked(!columns_.isForAll(path));
    connect(only, &QAction::triggered, this, [this, path](bool isOnly) { columns_.setForAll(path, !isOnly); });
}

void PathColumnMenu::retranslate()
{
    Actions::setTexts(*add_, tr("Add a colu&mn of the JSON data…"),
                      tr("Show the values at a path in the JSON data as a column of the events table"));
}

void PathColumnMenu::ask()
{
    ColumnDialog dialog(&view_);
    if (dialog.exec() == QDialog::Accepted)
        showAsColumn(dialog.path());
}

void PathColumnMenu::showAsColumn(const JsonPath &path)
{
    if (!columns_.add(path)) {
        Q_EMIT columnRefused();
        return;
    }
    const auto column = EventTableModel::ColumnCount + int(events_.paths().indexOf(path));
    view_.columns().setShown(column, true);
    Q_EMIT columnShown();
}

} // namespace helio
