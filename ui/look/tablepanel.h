// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/columnlayout.h"

#include <QTableView>

class QStackedWidget;
class QToolBar;

namespace helio {

class ColumnDelegate;
class EmptyPane;
class TableColumns;

/// A table of whole rows that sorts by a click on its header, a row of buttons above it, and a pane for when it is
/// empty. The menu of its columns is the last in the table's context menu, too.
class TablePanel : public QWidget
{
    Q_OBJECT
public:
    /// `columns`: one for each column of the model. `delegate` becomes a child of the table.
    TablePanel(QAbstractItemModel &model, const QString &name, const QList<ColumnSpec> &columns,
               ColumnDelegate *delegate, QWidget *parent);

    QTableView &view() { return *view_; }
    QList<int> selectedRows() const;
    TableColumns &columns() { return *columns_; }

protected:
    EmptyPane &empty() { return *empty_; }
    QToolBar &tools() { return *tools_; }
    virtual void retranslate() = 0;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void showWhatThereIs();

    QTableView *view_;
    TableColumns *columns_;
    EmptyPane *empty_;
    QToolBar *tools_;
    QStackedWidget *pages_;
};

} // namespace helio
