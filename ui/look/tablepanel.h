// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

class QStackedWidget;
class QToolBar;

namespace helio {

class EmptyPane;

/// A table of whole rows that sorts by a click on its header, a row of buttons above it, and a pane for when it is
/// empty.
class TablePanel : public QWidget
{
    Q_OBJECT
public:
    TablePanel(QAbstractItemModel &model, const QString &name, QWidget *parent = nullptr);

    QTableView &view() { return *view_; }
    QList<int> selectedRows() const;
    virtual void resetColumns() = 0;

protected:
    EmptyPane &empty() { return *empty_; }
    QToolBar &tools() { return *tools_; }
    /// Average characters of each column.
    void setColumnWidths(const QList<int> &characters);
    virtual void retranslate() = 0;
    void changeEvent(QEvent *event) override;

private:
    void showWhatThereIs();
    void widenToTitles();

    QTableView *view_;
    EmptyPane *empty_;
    QToolBar *tools_;
    QStackedWidget *pages_;
};

} // namespace helio
