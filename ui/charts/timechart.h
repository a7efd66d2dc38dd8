// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartfigures.h"
#include "ui/charts/chartscale.h"
#include "ui/charts/timeview.h"
#include "ui/look/appearance.h"

#include <QChartView>
#include <QPixmap>

#include <functional>

class QLineSeries;
class QToolButton;
class QValueAxis;

namespace helio {

/// One or several figures over time. A thin class over Qt Charts, which knows nothing of our models but samples, and
/// could be another tomorrow.
///
/// Lines are Qt Charts'; one for each stretch without a gap, as Qt Charts knows no gaps. Grid, labels and legend are
/// painted here: the chart's own axes measure their labels at each change, and the plot jumps. What is expensive is
/// painted into a pixmap when the lines change, so that the cursor and the values cost little.
class TimeChart : public QChartView
{
    Q_OBJECT
public:
    struct Style
    {
        ChartScale::Rules rules;
        /// With the decimals that a step of the axis needs; or all that matter, where the step is 0.
        std::function<QString(double value, double step)> format;
        ChartRole role = ChartRole::In; ///< decides the color of a line that is alone
    };
    struct Line
    {
        QString name;
        SharedSamples samples;

        friend bool operator==(const Line &, const Line &) = default;
    };

    /// More stretches than these are not drawn: the narrowest gaps are closed.
    static constexpr qsizetype MaximumStretches = 40;

    /// `view` is borrowed.
    TimeChart(const QString &objectName, TimeView &view, Style style, QWidget *parent = nullptr);
    ~TimeChart() override;

    void setTitle(const QString &title);
    const QString &title() const { return title_; }
    void setLines(const QList<Line> &lines);
    const QList<Line> &lines() const { return lines_; }
    /// For a scale that always ends at the same value, which was not known before.
    void setFixedTop(double top);
    /// Another one over the same time, with the same name, that shows the same; the caller owns it.
    TimeChart *copy() const;
    /// Takes over title and lines where they are others.
    void follow(const TimeChart &other);
    /// Whether it may be renamed and removed, which keys then ask for.
    void setEditable(bool editable) { isEditable_ = editable; }

    /// Reads the samples again as far as it would be seen; does nothing while the chart cannot be seen.
    void refresh();
    /// The value of a line at the cursor, or without one the last that is shown; `–` where nothing is known.
    QString valueText(qsizetype line) const;
    /// As it stands, on its own ground, with the hours and the date it shows.
    QImage picture(qreal scale = 2);
    /// Where the lines are.
    QRectF plotArea() const;
    /// How many points the lines have now, in how many stretches.
    qsizetype pointCount() const;
    qsizetype stretchCount() const;

Q_SIGNALS:
    void menuRequested(const QPoint &globalPosition);
    void renameRequested();
    void removeRequested();

protected:
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    using Stretch = QList<QPointF>; ///< in pixels of the plot, from its bottom left
    struct Trace
    {
        QList<QLineSeries *> pool; ///< the chart's; one for each stretch, and some that wait
        QList<Stretch> stretches;
    };

    bool canBeSeen() const;
    void layOut();
    void readLines();
    /// A value is what it is until the next one comes: nobody knows of anything between two.
    static Stretch asSteps(const Stretch &stretch);
    void showStretches(qsizetype line);
    void applyPalette();
    void retranslate();
    void describe();
    QColor lineColor(qsizetype line) const;

    double xOf(qint64 at) const;
    qint64 timeAt(double x) const;
    double millisecondsPerPixel() const;
    int legendColumns() const;

    void drawFrame(QPainter *painter, bool withFocus) const;
    void drawValues(QPainter *painter) const;
    void drawTimes(QPainter *painter) const;
    void drawFill(QPainter *painter) const;
    void drawHead(QPainter *painter) const;
    void drawLegend(QPainter *painter) const;
    void drawMessage(QPainter *painter) const;
    void drawDots(QPainter *painter) const;
    void drawCursor(QPainter *painter) const;
    void drawCursorBox(QPainter *painter, double x) const;
    void paintLines(QPixmap &pixmap, qreal scale);
    QString timeLabel(qint64 at, double step) const;
    double stepOfTime() const;

    TimeView &view_;
    Style style_;
    ChartScale scale_;
    QString title_;
    QList<Line> lines_;
    QList<Trace> traces_;
    QValueAxis *x_;
    QValueAxis *y_;
    QToolButton *menu_;
    QPixmap painted_; ///< all but what changes with the cursor
    qint64 end_ = 0;  ///< of what was read last
    qint64 window_ = 0;
    static constexpr int Margin = 12; ///< in pixels, around the picture
    int labelWidth_ = 0;              ///< of the axis of values; grows only
    bool isEditable_ = false;
    bool isStale_ = true;                           ///< the samples are to be read again whatever the time
    bool isUnpainted_ = true;                       ///< what was read is not in the pixmap
    bool isPicture_ = false;                        ///< while picture() paints
    std::optional<double> pointer_;                 ///< its x, while it is over the lines
    std::optional<std::pair<double, qint64>> drag_; ///< where it began, and the end of the window then
};

} // namespace helio
