// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/wallboard.h"

#include "ui/charts/timechart.h"

#include <QGridLayout>

#include <cmath>

namespace helio {

namespace {

/// To be read from where one stands.
constexpr double FontFactor = 1.6;
/// How much wider than high a chart should be.
constexpr double Shape = 2.0;

} // namespace

WallBoard::WallBoard(QWidget *parent)
    : QWidget(parent)
    , grid_(new QGridLayout(this))
{
    setObjectName(QStringLiteral("wallBoard"));
    grid_->setContentsMargins(12, 12, 12, 12);
    grid_->setSpacing(12);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * FontFactor);
    setFont(large);
    retranslate();
}

void WallBoard::setCharts(const QList<TimeChart *> &charts)
{
    for (const Pair &pair : pairs_)
        delete pair.copy;
    pairs_.clear();
    for (TimeChart *chart : charts) {
        if (pairs_.size() == MostCharts)
            break;
        TimeChart *copy = chart->copy();
        copy->setFont(font());
        connect(copy, &TimeChart::menuRequested, this,
                [this, copy](const QPoint &position) { Q_EMIT menuRequested(copy, position); });
        pairs_.push_back({chart, copy});
    }
    columns_ = 0;
    arrange();
}

int WallBoard::columnsFor(int count) const
{
    if (count == 0 || height() <= 0)
        return 1;
    const double columns = std::sqrt(count * double(width()) / height() / Shape);
    return std::clamp(int(std::lround(columns)), 1, count);
}

void WallBoard::arrange()
{
    const int count = int(pairs_.size());
    const int columns = columnsFor(count);
    if (columns == columns_)
        return;
    columns_ = columns;
    for (const Pair &pair : pairs_)
        grid_->removeWidget(pair.copy);
    const int rows = (count + columns - 1) / columns;
    for (int i = 0; i < std::max(grid_->rowCount(), rows); ++i)
        grid_->setRowStretch(i, i < rows ? 1 : 0);
    for (int i = 0; i < std::max(grid_->columnCount(), columns); ++i)
        grid_->setColumnStretch(i, i < columns ? 1 : 0);
    for (int i = 0; i < count; ++i) {
        // The last takes what is left of its row.
        const int span = i == count - 1 ? columns - i % columns : 1;
        grid_->addWidget(pairs_[size_t(i)].copy, i / columns, i % columns, 1, span);
        pairs_[size_t(i)].copy->show();
    }
}

void WallBoard::refresh()
{
    for (const Pair &pair : pairs_) {
        if (pair.original)
            pair.copy->follow(*pair.original);
        else
            pair.copy->setLines({});
        pair.copy->refresh();
    }
}

void WallBoard::retranslate()
{
    setAccessibleName(tr("Charts on the wall"));
}

void WallBoard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace helio
