// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timechart.h"

#include "ui/models/format.h"

#include <QAreaSeries>
#include <QChart>
#include <QDateTime>
#include <QGraphicsLayout>
#include <QMouseEvent>
#include <QValueAxis>

#include <cmath>

namespace helio {

namespace {

constexpr int Margin = 12;

/// The least of 1, 2, 5 times a power of ten that is not below `wanted`; of bytes, the least power of two.
double niceStep(double wanted, bool isBytes)
{
    if (isBytes)
        return std::pow(2.0, std::ceil(std::log2(wanted)));
    const double power = std::pow(10.0, std::floor(std::log10(wanted)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= wanted * 0.999)
            return factor * power;
    }
    return 10 * power;
}

} // namespace

TimeChart::TimeChart(const SampleSeries &samples, Style style, QWidget *parent)
    : QChartView(parent)
    , samples_(samples)
    , style_(std::move(style))
    , line_(new QLineSeries)
    , upper_(new QLineSeries)
    , floor_(new QLineSeries)
    , area_(new QAreaSeries(upper_, floor_))
    , x_(new QValueAxis)
    , y_(new QValueAxis)
{
    upper_->setParent(area_);
    floor_->setParent(area_);
    chart()->addSeries(area_);
    chart()->addSeries(line_);
    for (QValueAxis *axis : {x_, y_})
        axis->setVisible(false);
    chart()->addAxis(x_, Qt::AlignBottom);
    chart()->addAxis(y_, Qt::AlignLeft);
    for (QAbstractSeries *series : {static_cast<QAbstractSeries *>(area_), static_cast<QAbstractSeries *>(line_)}) {
        series->attachAxis(x_);
        series->attachAxis(y_);
    }
    chart()->legend()->hide();
    chart()->setBackgroundVisible(false);
    chart()->setMargins({});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setAnimationOptions(QChart::NoAnimation);
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setMinimumSize(220, 130);
    setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus);
    applyPalette();
}

void TimeChart::setTitle(const QString &title)
{
    title_ = title;
    setAccessibleName(title);
    viewport()->update();
}

void TimeChart::setWindow(std::chrono::milliseconds window)
{
    window_ = window.count();
    refresh(now_);
}

void TimeChart::setTimeAxis(TimeAxis axis)
{
    timeAxis_ = axis;
    viewport()->update();
}

void TimeChart::refresh(qint64 now)
{
    now_ = now;
    if (!isVisible() || viewport()->visibleRegion().isEmpty())
        return;
    const QList<QPointF> points = samples_.reduced(now - window_, now, std::max(1, int(chart()->plotArea().width())));
    double maximum = style_.minimumTop;
    for (const QPointF &point : points)
        maximum = std::max(maximum, point.y());
    step_ = niceStep(maximum / 3, style_.isBytes);
    if (style_.isWhole)
        step_ = std::max(1.0, step_);
    top_ = step_ * std::ceil(maximum * 1.02 / step_);
    if (style_.fixedTop > 0) {
        top_ = style_.fixedTop;
        step_ = top_ / 4;
    }
    x_->setRange(-double(window_), 0);
    y_->setRange(0, top_);
    line_->replace(points);
    upper_->replace(points);
    floor_->replace(points.isEmpty() ? QList<QPointF>()
                                     : QList<QPointF>{{points.first().x(), 0}, {points.last().x(), 0}});
    const auto last = samples_.last();
    setAccessibleDescription(last ? style_.format(last->value) : QString());
    viewport()->update();
}

void TimeChart::layOut()
{
    const QFontMetrics metrics(font());
    // As wide as the longest label can become, so that the plot never moves.
    const int left = Margin + metrics.horizontalAdvance(QStringLiteral("8,888 MB/s"));
    const int top = Margin + metrics.height() + 10;
    const int bottom = Margin / 2 + metrics.height() + 4;
    chart()->setPlotArea(QRectF(left, top, std::max(10, width() - left - Margin - 6), //
                                std::max(10, height() - top - bottom)));
}

void TimeChart::drawBackground(QPainter *painter, const QRectF &)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(separatorColor(palette()), 1));
    painter->setBrush(palette().base());
    painter->drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    drawGrid(painter);
}

double TimeChart::stepOfTime() const
{
    const double wanted = double(window_) / std::max(2.0, chart()->plotArea().width() / 110);
    static constexpr double Steps[] = {10e3,  30e3,   60e3,   120e3,  300e3,   600e3,
                                       900e3, 1800e3, 3600e3, 7200e3, 14400e3, 21600e3};
    for (const double step : Steps) {
        if (step >= wanted)
            return step;
    }
    return 43200e3;
}

QString TimeChart::timeLabel(double offset) const
{
    if (timeAxis_ == TimeAxis::Clock)
        return QDateTime::fromMSecsSinceEpoch(now_ + qint64(offset)).toString(QStringLiteral("HH:mm"));
    return offset == 0 ? tr("now") : QStringLiteral("−") + format::duration(qint64(-offset));
}

void TimeChart::drawGrid(QPainter *painter) const
{
    const QRectF plot = chart()->plotArea();
    const QColor ink = mutedColor(palette());
    painter->setFont(font());
    const QFontMetricsF metrics(font());

    for (double value = 0; value <= top_ * 1.001; value += step_) {
        const double y = std::round(plot.bottom() - value / top_ * plot.height()) + 0.5;
        painter->setPen(QPen(separatorColor(palette()), 1, value == 0 ? Qt::SolidLine : Qt::DotLine));
        painter->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter->setPen(ink);
        painter->drawText(QRectF(0, y - metrics.height() / 2, plot.left() - 8, metrics.height()),
                          Qt::AlignRight | Qt::AlignVCenter, style_.format(value));
    }

    const double step = stepOfTime();
    // On the clock the marks stand on whole minutes and move with the line; relative ones stand still.
    double offset = 0;
    if (timeAxis_ == TimeAxis::Clock) {
        const qint64 zone = QDateTime::fromMSecsSinceEpoch(now_).offsetFromUtc() * 1000LL;
        offset = -double((now_ + zone) % qint64(step));
    }
    for (; offset >= -double(window_); offset -= step) {
        const double x = plot.right() + offset / double(window_) * plot.width();
        const QString label = timeLabel(offset);
        const double width = metrics.horizontalAdvance(label) + 2;
        const double left = std::clamp(x - width / 2, plot.left() - 20, plot.right() + 6 - width);
        painter->setPen(QPen(separatorColor(palette()), 1));
        painter->drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 4));
        painter->setPen(ink);
        painter->drawText(QRectF(left, plot.bottom() + 5, width, metrics.height()), Qt::AlignCenter, label);
    }
}

void TimeChart::drawForeground(QPainter *painter, const QRectF &)
{
    const QRectF plot = chart()->plotArea();
    QFont strong = font();
    strong.setBold(true);
    const QFontMetricsF metrics(strong);
    const QRectF head(Margin, Margin - 2, width() - 2.0 * Margin, metrics.height());
    painter->setFont(strong);
    painter->setPen(palette().color(QPalette::Text));
    const auto last = samples_.last();
    const QString value = last ? style_.format(last->value) : QStringLiteral("–");
    const double valueWidth = metrics.horizontalAdvance(value) + 8;
    painter->drawText(head, Qt::AlignLeft | Qt::AlignVCenter,
                      metrics.elidedText(title_, Qt::ElideRight, head.width() - valueWidth - 16));
    painter->setPen(chartColor(style_.role, palette()));
    painter->drawText(head, Qt::AlignRight | Qt::AlignVCenter, value);

    if (!last) {
        painter->setFont(font());
        painter->setPen(mutedColor(palette()));
        painter->drawText(plot, Qt::AlignCenter | Qt::TextWordWrap, tr("No figures yet"));
        return;
    }
    drawCursor(painter);
}

void TimeChart::drawCursor(QPainter *painter) const
{
    const QRectF plot = chart()->plotArea();
    if (!cursorX_ || *cursorX_ < plot.left() || *cursorX_ > plot.right())
        return;
    const auto sample = samples_.nearest(now_ - qint64((plot.right() - *cursorX_) / plot.width() * double(window_)));
    if (!sample || sample->at < now_ - window_)
        return;
    const double x = plot.right() - double(now_ - sample->at) / double(window_) * plot.width();
    const double y = plot.bottom() - sample->value / top_ * plot.height();
    const QColor color = chartColor(style_.role, palette());
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(mutedColor(palette()), 1, Qt::DashLine));
    painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    painter->setPen(QPen(palette().color(QPalette::Base), 2));
    painter->setBrush(color);
    painter->drawEllipse(QPointF(x, y), 4.5, 4.5);

    const QString text = QDateTime::fromMSecsSinceEpoch(sample->at).toString(QStringLiteral("HH:mm:ss")) +
                         QStringLiteral("  ") + style_.format(sample->value);
    const QFontMetricsF metrics(font());
    QRectF box(x + 10, plot.top() + 2, metrics.horizontalAdvance(text) + 14, metrics.height() + 6);
    if (box.right() > plot.right())
        box.moveRight(x - 10);
    painter->setFont(font());
    painter->setPen(QPen(separatorColor(palette()), 1));
    painter->setBrush(palette().color(QPalette::ToolTipBase));
    painter->drawRoundedRect(box, 4, 4);
    painter->setPen(palette().color(QPalette::ToolTipText));
    painter->drawText(box, Qt::AlignCenter, text);
}

void TimeChart::applyPalette()
{
    const QColor color = chartColor(style_.role, palette());
    QColor strong = color;
    QColor faint = color;
    strong.setAlphaF(0.30F);
    faint.setAlphaF(0.04F);
    QLinearGradient fill(0, 0, 0, 1);
    fill.setCoordinateMode(QGradient::ObjectMode);
    fill.setColorAt(0, strong);
    fill.setColorAt(1, faint);
    area_->setBrush(fill);
    area_->setPen(Qt::NoPen);
    line_->setPen(QPen(color, 1.8));
    setBackgroundBrush(Qt::NoBrush);
    viewport()->update();
}

void TimeChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    layOut();
    refresh(now_);
}

void TimeChart::showEvent(QShowEvent *event)
{
    QChartView::showEvent(event);
    layOut();
    refresh(now_);
}

void TimeChart::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        applyPalette();
    else if (event->type() == QEvent::FontChange)
        layOut();
}

void TimeChart::mouseMoveEvent(QMouseEvent *event)
{
    cursorX_ = event->position().x();
    viewport()->update();
    QChartView::mouseMoveEvent(event);
}

void TimeChart::leaveEvent(QEvent *event)
{
    cursorX_.reset();
    viewport()->update();
    QChartView::leaveEvent(event);
}

} // namespace helio
