// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/sampleseries.h"
#include "ui/window/appearance.h"

#include <QChartView>
#include <QLineSeries>

#include <functional>

class QAreaSeries;
class QValueAxis;

namespace helio {

/// One figure over time. A thin class over Qt Charts, which knows nothing of our models and could be another tomorrow.
///
/// Grid and labels are painted here: the chart's own axes measure their labels at each change, and the plot jumps.
class TimeChart : public QChartView
{
    Q_OBJECT
public:
    enum class TimeAxis { Relative, Clock };

    struct Style
    {
        ChartRole role = ChartRole::In; ///< decides the colour
        std::function<QString(double)> format;
        double minimumTop = 1; ///< the scale never ends below it
        double fixedTop = 0;   ///< > 0: the scale always ends there
        bool isBytes = false;  ///< marks at powers of two
        bool isWhole = false;  ///< no marks between whole numbers
    };

    /// `samples` is borrowed.
    TimeChart(const SampleSeries &samples, Style style, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setWindow(std::chrono::milliseconds window);
    void setTimeAxis(TimeAxis axis);
    /// Reads the series again and shows it up to `now`; does nothing while the chart cannot be seen.
    void refresh(qint64 now);

protected:
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void applyPalette();
    void layOut();
    QString timeLabel(double offset) const;
    double stepOfTime() const;
    void drawGrid(QPainter *painter) const;
    void drawCursor(QPainter *painter) const;

    const SampleSeries &samples_;
    Style style_;
    QString title_;
    QLineSeries *line_;  ///< what is seen of the line; the area's own outline would close at both ends
    QLineSeries *upper_; ///< the borders are owned by the area, which the chart owns
    QLineSeries *floor_;
    QAreaSeries *area_;
    QValueAxis *x_;
    QValueAxis *y_;
    qint64 window_ = 5 * 60 * 1000;
    qint64 now_ = 0;
    double top_ = 1;
    double step_ = 1;
    TimeAxis timeAxis_ = TimeAxis::Relative;
    std::optional<double> cursorX_;
};

} // namespace helio
