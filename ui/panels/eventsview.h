// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/eventtablemodel.h"

#include <QTableView>

namespace helio {

/// The table of events: follows the newest until one scrolls up, and then stays on what one looks at, even when the
/// oldest rows go.
class EventsView : public QTableView
{
    Q_OBJECT
public:
    explicit EventsView(EventTableModel &model, QWidget *parent = nullptr);

    bool isLive() const { return live_; }
    /// How many rows came since it is not live.
    int newRows() const { return newRows_; }
    void goLive();
    void resetColumns();
    /// What saveColumns() gave; ignored when empty or of another version.
    void restoreColumns(const QByteArray &state);
    QByteArray saveColumns() const;

Q_SIGNALS:
    void liveChanged(bool live);
    void newRowsChanged(int rows);
    void currentRowChanged(int row); ///< -1: none

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void setLive(bool live);
    void followScrolling(int value);
    void takeInserted(int first, int last);
    void takeRemoved(int first, int last);
    void applyFont();
    void keepDataReadable();

    EventTableModel &events_;
    bool live_ = true;
    bool scrollingByUs_ = false;
    bool hidingColumns_ = false;
    int newRows_ = 0;
};

} // namespace helio
