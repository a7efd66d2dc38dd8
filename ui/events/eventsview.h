// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/eventexport.h"
#include "ui/events/eventtablemodel.h"

#include <QTableView>

namespace helio {

class EventsDelegate;
class TableColumns;

/// The table of events: follows the newest until one scrolls up, and then stays on what one looks at, even when the
/// oldest rows go or others come between. The current event keeps its mark as long as it is there, and has it again
/// when it comes back. While nobody can see the table it does no work of its own.
class EventsView : public QTableView
{
    Q_OBJECT
public:
    explicit EventsView(EventTableModel &model, QWidget *parent = nullptr);

    bool isLive() const { return live_; }
    /// How many rows came since it is not live.
    int newRows() const { return newRows_; }
    void goLive();
    /// Whether it stopped following because a row was clicked.
    bool isHeld() const { return held_; }
    /// Makes it the current one, in sight.
    void showRow(int row);
    /// Selects the events of these ranges, first and last sequence numbers in rising order, as far as they are shown,
    /// and goes to the first. Answers how many they are; with none, nothing changes.
    int selectEvents(const QList<std::pair<quint64, quint64>> &ranges);
    /// The selected events, oldest first.
    std::vector<quint64> selectedSequences() const;
    /// Marks a text in the cells; an empty one marks nothing.
    void setMarked(const QString &text);
    TableColumns &columns() { return *columns_; }
    /// What is shown, as it stands.
    QList<ExportColumn> exportColumns() const;

Q_SIGNALS:
    void liveChanged(bool live);
    void newRowsChanged(int rows);
    /// The current row, as far as it is marked, too: what else is shown of it would be of no row that one sees. -1:
    /// none.
    void currentRowChanged(int row);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool canBeSeen() const;
    int markedRow() const;
    void reportMark();
    void setLive(bool live);
    void followScrolling(int value);
    void onRowsChanged();
    void bringCurrentBack();
    void applyFont();
    void onColumnsChanged();

    EventTableModel &events_;
    EventsDelegate *delegate_;
    TableColumns *columns_ = nullptr;
    bool live_ = true;
    bool held_ = false;
    bool scrollingByUs_ = false;
    int newRows_ = 0;
    quint64 top_ = 0;                ///< the event in the first line, while not live
    quint64 newFrom_ = 0;            ///< events from there on came since it is not live
    std::optional<quint64> current_; ///< stays when the row goes
    bool losingCurrent_ = false;
    bool reportedMark_ = false; ///< whether the last currentRowChanged() named a row
};

} // namespace helio
