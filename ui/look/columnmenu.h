// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

class QTableView;

namespace helio {

class TableColumns;

/// The menu of a table's columns, filled as it is shown: for the column whose title was clicked, or, in another menu,
/// for the current one.
class ColumnMenu : public QMenu
{
    Q_OBJECT
public:
    /// Both are borrowed; the menu is a child of `view`.
    ColumnMenu(TableColumns &columns, QTableView &view);

    void popUp(int column, const QPoint &at);
    void retranslate();

Q_SIGNALS:
    /// It is about to be shown for the column (-1: for none); more can be added.
    void filled(int column);

private:
    void fill();

    TableColumns &columns_;
    QTableView &view_;
    int column_ = -1; ///< -1: the current one
};

} // namespace helio
