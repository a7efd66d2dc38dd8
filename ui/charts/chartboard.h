// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QGridLayout;

namespace helio {

class TimeChart;

/// A page of charts: in two columns where there is room, else in one.
class ChartBoard : public QScrollArea
{
    Q_OBJECT
public:
    explicit ChartBoard(const QString &objectName, QWidget *parent = nullptr);

    const QList<TimeChart *> &charts() const { return charts_; }
    /// Reads what is visible again.
    void refresh();

protected:
    /// Shows these, in this order, and owns them; deletes those that are not among them.
    void setCharts(const QList<TimeChart *> &charts);
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange(bool anew);

    QGridLayout *grid_;
    QList<TimeChart *> charts_;
    int columns_ = 0;
};

} // namespace helio
