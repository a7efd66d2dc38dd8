// SPDX-License-Identifier: GPL-3.0-or-later
// How a chart is painted.
#include "event/timeforpeople.h"
#include "ui/charts/timechart.h"
#include "ui/look/format.h"

#include <QDateTime>
#include <QLocale>
#include <QPainterPath>
#include <QToolButton>

#include <cmath>

namespace helio {

namespace {

constexpr int Swatch = 9;
constexpr double DotRadius = 2.2;
constexpr qsizetype SmoothPoints = 1200; ///< lines of more points are drawn without smoothing

} // namespace

void TimeChart::paintEvent(QPaintEvent *)
{
    const qreal ratio = devicePixelRatioF();
    if (isUnpainted_ || painted_.size() != viewport()->size() * ratio) {
        paintLines(painted_, ratio);
        isUnpainted_ = false;
    }
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawPixmap(0, 0, painted_);
    drawFrame(&painter, hasFocus());
    drawHead(&painter);
    drawCursor(&painter);
}

void TimeChart::paintLines(QPixmap &pixmap, qreal scale)
{
    pixmap = QPixmap(viewport()->size() * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(palette().color(QPalette::Window));
    QPainter painter(&pixmap);
    // Lines that go up and down at each pixel look the same without, at a third of the price.
    painter.setRenderHint(QPainter::Antialiasing, isPicture_ || pointCount() <= SmoothPoints);
    render(&painter, viewport()->rect(), viewport()->rect(), Qt::IgnoreAspectRatio);
    painter.setRenderHint(QPainter::Antialiasing);
    drawDots(&painter);
    drawMessage(&painter);
}

QImage TimeChart::picture(qreal scale)
{
    isPicture_ = true;
    QPixmap pixmap;
    paintLines(pixmap, scale);
    {
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        drawHead(&painter);
    }
    isPicture_ = false;
    return pixmap.toImage();
}

void TimeChart::drawBackground(QPainter *painter, const QRectF &)
{
    const bool isSmooth = painter->testRenderHint(QPainter::Antialiasing);
    painter->setRenderHint(QPainter::Antialiasing);
    drawFrame(painter, false);
    painter->setFont(font());
    drawValues(painter);
    drawTimes(painter);
    if (lines_.size() == 1)
        drawFill(painter);
    painter->setRenderHint(QPainter::Antialiasing, isSmooth);
}

void TimeChart::drawFrame(QPainter *painter, bool withFocus) const
{
    const QRectF edge = QRectF(viewport()->rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (!withFocus) {
        painter->setPen(QPen(separatorColor(palette()), 1));
        painter->setBrush(painter->device() == viewport() ? QBrush(Qt::NoBrush) : palette().base());
        painter->drawRoundedRect(edge, 6, 6);
        return;
    }
    painter->setPen(QPen(accentColor(palette()), 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(edge.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

void TimeChart::drawValues(QPainter *painter) const
{
    const QRectF plot = plotArea();
    const QFontMetricsF metrics(font());
    const auto marks = int(std::floor((scale_.top() - scale_.bottom()) / scale_.step() * 1.001));
    for (int mark = 0; mark <= marks; ++mark) {
        double value = scale_.bottom() + mark * scale_.step();
        if (std::abs(value) < scale_.step() * 1e-6)
            value = 0;
        const double y = std::round(plot.bottom() - scale_.place(value) * plot.height()) + 0.5;
        painter->setPen(QPen(separatorColor(palette()), 1, mark == 0 ? Qt::SolidLine : Qt::DotLine));
        painter->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter->setPen(mutedColor(palette()));
        painter->drawText(QRectF(0, y - metrics.height() / 2, plot.left() - 8, metrics.height()),
                          Qt::AlignRight | Qt::AlignVCenter, style_.format(value, scale_.step()));
    }
}

double TimeChart::stepOfTime() const
{
    const double wanted = double(window_) / std::max(2.0, plotArea().width() / 110);
    static constexpr double Steps[] = {10e3,  30e3,   60e3,   120e3,  300e3,   600e3,
                                       900e3, 1800e3, 3600e3, 7200e3, 14400e3, 21600e3};
    for (const double step : Steps) {
        if (step >= wanted)
            return step;
    }
    return 43200e3;
}

QString TimeChart::timeLabel(qint64 at, double step) const
{
    if (!isPicture_ && view_.axis() == TimeView::Axis::Relative && view_.isLive())
        return at == end_ ? tr("now") : QStringLiteral("−") + timeForPeople(std::chrono::milliseconds(end_ - at));
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(at);
    if (time.time() == QTime(0, 0))
        return QLocale().toString(time.date(), QStringLiteral("MM-dd"));
    return time.toString(step < 60e3 ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
}

void TimeChart::drawTimes(QPainter *painter) const
{
    if (window_ == 0)
        return;
    const QRectF plot = plotArea();
    const QFontMetricsF metrics(font());
    const auto step = qint64(stepOfTime());
    // On the clock the marks stand on whole minutes and move with the line; relative ones stand still.
    qint64 at = end_;
    if (isPicture_ || view_.axis() == TimeView::Axis::Clock || !view_.isLive())
        at -= (end_ + QDateTime::fromMSecsSinceEpoch(end_).offsetFromUtc() * 1000LL) % step;
    for (; at >= end_ - window_; at -= step) {
        const double x = xOf(at);
        const QString label = timeLabel(at, double(step));
        const double width = metrics.horizontalAdvance(label) + 2;
        const double left = std::clamp(x - width / 2, plot.left() - 20, plot.right() + 6 - width);
        painter->setPen(QPen(separatorColor(palette()), 1));
        painter->drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 4));
        painter->setPen(mutedColor(palette()));
        painter->drawText(QRectF(left, plot.bottom() + 5, width, metrics.height()), Qt::AlignCenter, label);
    }
}

void TimeChart::drawFill(QPainter *painter) const
{
    const QRectF plot = plotArea();
    const QColor color = lineColor(0);
    QColor strong = color;
    QColor faint = color;
    strong.setAlphaF(0.28F);
    faint.setAlphaF(0.03F);
    QLinearGradient fill(plot.topLeft(), plot.bottomLeft());
    fill.setColorAt(0, strong);
    fill.setColorAt(1, faint);
    painter->save();
    painter->setClipRect(plot);
    painter->setPen(Qt::NoPen);
    painter->setBrush(fill);
    for (const Stretch &stretch : traces_.constFirst().stretches) {
        const Stretch steps = asSteps(stretch);
        QPolygonF polygon;
        polygon.reserve(steps.size() + 2);
        for (const QPointF &point : steps)
            polygon.append({plot.left() + point.x(), plot.bottom() - point.y()});
        polygon.append({polygon.last().x(), plot.bottom()});
        polygon.append({polygon.first().x(), plot.bottom()});
        painter->drawPolygon(polygon);
    }
    painter->restore();
}

void TimeChart::drawDots(QPainter *painter) const
{
    const QRectF plot = plotArea();
    painter->setPen(Qt::NoPen);
    for (qsizetype i = 0; i < traces_.size(); ++i) {
        painter->setBrush(lineColor(i));
        for (const Stretch &stretch : traces_[i].stretches) {
            // A line of one point would not be seen.
            if (stretch.size() != 1 || stretch.first().x() < 0 || stretch.first().x() > plot.width())
                continue;
            painter->drawEllipse(plot.bottomLeft() + QPointF(stretch.first().x(), -stretch.first().y()), DotRadius,
                                 DotRadius);
        }
    }
}

void TimeChart::drawMessage(QPainter *painter) const
{
    const bool isEmpty =
        std::all_of(lines_.begin(), lines_.end(), [](const Line &line) { return line.samples->isEmpty(); });
    if (stretchCount() > 0 && !isEmpty)
        return;
    painter->setFont(font());
    painter->setPen(mutedColor(palette()));
    painter->drawText(plotArea(), Qt::AlignCenter | Qt::TextWordWrap,
                      isEmpty ? tr("No figures yet") : tr("No figures in this time"));
}

void TimeChart::drawHead(QPainter *painter) const
{
    QFont strong = font();
    strong.setBold(true);
    const QFontMetricsF metrics(strong);
    QRectF head(Margin, Margin - 2, width() - Margin - (isPicture_ ? 0 : menu_->width()) - 10.0, metrics.height());
    painter->setFont(strong);
    QString value;
    if (isPicture_) {
        const auto moment = [](qint64 at) { return format::dateAndTime(at); };
        value = moment(end_ - window_) + QStringLiteral(" – ") + moment(end_);
        painter->setFont(font());
    } else if (lines_.size() == 1) {
        value = valueText(0);
    }
    const double valueWidth = QFontMetricsF(painter->font()).horizontalAdvance(value) + 8;
    painter->setPen(lines_.size() == 1 && !isPicture_ ? lineColor(0) : mutedColor(palette()));
    painter->drawText(head, Qt::AlignRight | Qt::AlignVCenter, value);
    painter->setFont(strong);
    painter->setPen(palette().color(QPalette::Text));
    painter->drawText(head, Qt::AlignLeft | Qt::AlignVCenter,
                      metrics.elidedText(title_, Qt::ElideRight, head.width() - valueWidth - 16));
    if (lines_.size() > 1)
        drawLegend(painter);
}

void TimeChart::drawLegend(QPainter *painter) const
{
    QFont strong = font();
    strong.setBold(true);
    const QFontMetricsF metrics(font());
    const QFontMetricsF strongMetrics(strong);
    const int columns = legendColumns();
    const double cell = (width() - 2.0 * Margin) / columns;
    for (qsizetype i = 0; i < lines_.size(); ++i) {
        const qsizetype rowNumber = i / columns;
        const QRectF row(Margin + double(i % columns) * cell,
                         Margin + metrics.height() + 3 + double(rowNumber) * (metrics.height() + 2), cell - 12,
                         metrics.height());
        painter->setPen(Qt::NoPen);
        painter->setBrush(lineColor(i));
        painter->drawRoundedRect(QRectF(row.left(), row.center().y() - Swatch / 2.0, Swatch, Swatch), 2, 2);
        const QString value = valueText(i);
        const double valueWidth = strongMetrics.horizontalAdvance(value);
        const double nameLeft = row.left() + Swatch + 6;
        const QString name =
            metrics.elidedText(lines_[i].name, Qt::ElideMiddle, row.right() - nameLeft - valueWidth - 8);
        painter->setFont(font());
        painter->setPen(mutedColor(palette()));
        painter->drawText(QRectF(nameLeft, row.top(), row.right() - nameLeft, row.height()),
                          Qt::AlignLeft | Qt::AlignVCenter, name);
        painter->setFont(strong);
        painter->setPen(palette().color(QPalette::Text));
        painter->drawText(QPointF(nameLeft + metrics.horizontalAdvance(name) + 8, row.top() + metrics.ascent()), value);
    }
}

void TimeChart::drawCursor(QPainter *painter) const
{
    const auto cursor = view_.cursor();
    const QRectF plot = plotArea();
    if (!cursor || *cursor < end_ - window_ || *cursor > view_.end())
        return;
    const double x = std::min(xOf(*cursor), plot.right());
    painter->setPen(QPen(mutedColor(palette()), 1, Qt::DashLine));
    painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    for (qsizetype i = 0; i < lines_.size(); ++i) {
        const auto sample = lines_[i].samples->nearest(*cursor, qint64(3 * millisecondsPerPixel()));
        if (!sample || sample->at < end_ - window_ || scale_.place(sample->value) < 0 ||
            scale_.place(sample->value) > 1)
            continue;
        const QPointF point(std::min(xOf(sample->at), plot.right()),
                            plot.bottom() - scale_.place(sample->value) * plot.height());
        painter->setPen(QPen(palette().color(QPalette::Base), 2));
        painter->setBrush(lineColor(i));
        painter->drawEllipse(point, 4.5, 4.5);
    }
    // The other charts say it in their heads.
    if (view_.cursorOwner() == this)
        drawCursorBox(painter, x);
}

void TimeChart::drawCursorBox(QPainter *painter, double x) const
{
    const QRectF plot = plotArea();
    const QFontMetricsF metrics(font());
    QStringList rows{QDateTime::fromMSecsSinceEpoch(*view_.cursor()).toString(QStringLiteral("HH:mm:ss"))};
    if (lines_.size() == 1) {
        rows[0] += QStringLiteral("  ") + valueText(0);
    } else {
        for (qsizetype i = 0; i < lines_.size(); ++i)
            rows.append(metrics.elidedText(lines_[i].name, Qt::ElideMiddle, 160) + QStringLiteral("  ") + valueText(i));
    }
    double widest = 0;
    for (const QString &row : std::as_const(rows))
        widest = std::max(widest, metrics.horizontalAdvance(row));
    const double indent = rows.size() > 1 ? Swatch + 5 : 0;
    QRectF box(x + 10, plot.top() + 2, widest + 14 + indent, double(rows.size()) * metrics.height() + 6);
    if (box.right() > plot.right())
        box.moveRight(x - 10);
    if (box.bottom() > height() - 4)
        box.moveBottom(height() - 4);
    painter->setFont(font());
    painter->setPen(QPen(separatorColor(palette()), 1));
    painter->setBrush(palette().color(QPalette::ToolTipBase));
    painter->drawRoundedRect(box, 4, 4);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const double y = box.top() + 3 + double(i) * metrics.height();
        if (i > 0) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(lineColor(i - 1));
            painter->drawRoundedRect(QRectF(box.left() + 7, y + (metrics.height() - Swatch) / 2, Swatch, Swatch), 2, 2);
        }
        painter->setPen(palette().color(QPalette::ToolTipText));
        painter->drawText(QPointF(box.left() + 7 + (i > 0 ? indent : 0), y + metrics.ascent()), rows[i]);
    }
}

} // namespace helio
