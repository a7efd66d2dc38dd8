// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartboard.h"

#include "ui/charts/timechart.h"

#include <QGridLayout>

namespace helio {

namespace {

/// Below it a chart's time labels and its figure are hard to read.
constexpr int ReadableChartWidth = 280;

} // namespace

ChartBoard::ChartBoard(const QString &objectName, QWidget *parent)
    : QScrollArea(parent)
{
    setObjectName(objectName);
    auto *board = new QWidget;
    grid_ = new QGridLayout(board);
    grid_->setContentsMargins(8, 4, 8, 8);
    grid_->setSpacing(8);
    setWidget(board);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    // Charts take the focus, the page has nothing to do with keys of its own.
    setFocusPolicy(Qt::NoFocus);
}

void ChartBoard::setCharts(const QList<TimeChart *> &charts)
{
    for (TimeChart *chart : std::as_const(charts_)) {
        if (charts.contains(chart))
            continue;
        chart->hide();
        grid_->removeWidget(chart);
        // It may be the one whose menu or key asks for it.
        chart->deleteLater();
    }
    charts_ = charts;
    arrange(true);
}

void ChartBoard::arrange(bool anew)
{
    const QMargins margins = grid_->contentsMargins();
    const int room = viewport()->width() - margins.left() - margins.right() - grid_->horizontalSpacing();
    const int columns = room < 2 * ReadableChartWidth ? 1 : 2;
    if (columns == columns_ && !anew)
        return;
    columns_ = columns;
    for (TimeChart *chart : std::as_const(charts_))
        grid_->removeWidget(chart);
    for (int column = 0; column < 2; ++column)
        grid_->setColumnStretch(column, column < columns ? 1 : 0);
    QWidget *before = nullptr;
    for (int i = 0; i < int(charts_.size()); ++i) {
        // One that is alone in the last row takes it all.
        const int span = i == charts_.size() - 1 && i % columns == 0 ? columns : 1;
        grid_->addWidget(charts_[i], i / columns, i % columns, 1, span);
        charts_[i]->show();
        if (before)
            QWidget::setTabOrder(before, charts_[i]);
        before = charts_[i];
    }
}

void ChartBoard::refresh()
{
    for (TimeChart *chart : std::as_const(charts_))
        chart->refresh();
}

void ChartBoard::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange(false);
}

} // namespace helio
