// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timechart.h"

#include "ui/charts/accessiblechart.h"

#include <QChart>
#include <QDateTime>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QToolButton>
#include <QValueAxis>

#include <cmath>

namespace helio {

namespace {

constexpr int MenuSize = 20;
constexpr int LegendCell = 165; ///< one entry of the legend has at least so much
/// The lines are drawn again when time moved on by a pixel, but not later than this.
constexpr qint64 LongestStill = 2000;

} // namespace

TimeChart::TimeChart(const QString &objectName, TimeView &view, Style style, QWidget *parent)
    : QChartView(parent)
    , view_(view)
    , style_(std::move(style))
    , scale_(style_.rules)
    , x_(new QValueAxis)
    , y_(new QValueAxis)
    , menu_(new QToolButton(this))
{
    setObjectName(objectName);
    for (QValueAxis *axis : {x_, y_})
        axis->setVisible(false);
    chart()->addAxis(x_, Qt::AlignBottom);
    chart()->addAxis(y_, Qt::AlignLeft);
    chart()->legend()->hide();
    chart()->setBackgroundVisible(false);
    chart()->setMargins({});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setAnimationOptions(QChart::NoAnimation);
    setRenderHint(QPainter::Antialiasing);
    // What changed is known here better than in the scene.
    setViewportUpdateMode(NoViewportUpdate);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);

    menu_->setObjectName(objectName + QStringLiteral("Menu"));
    menu_->setText(QStringLiteral("⋯"));
    menu_->setAutoRaise(true);
    menu_->setFixedSize(MenuSize + 4, MenuSize);
    menu_->setCursor(Qt::ArrowCursor);
    connect(menu_, &QToolButton::clicked, this,
            [this] { Q_EMIT menuRequested(menu_->mapToGlobal(QPoint(0, menu_->height()))); });
    connect(&view_, &TimeView::cursorChanged, this, [this] {
        if (!canBeSeen())
            return;
        describe();
        viewport()->update();
    });
    AccessibleChart::install();
    applyPalette();
    retranslate();
}

TimeChart::~TimeChart() = default;

void TimeChart::setTitle(const QString &title)
{
    title_ = title;
    setAccessibleName(title);
    retranslate();
    viewport()->update();
}

void TimeChart::setLines(const QList<Line> &lines)
{
    lines_ = lines;
    while (traces_.size() > lines_.size())
        for (QLineSeries *series : traces_.takeLast().pool)
            chart()->removeSeries(series), delete series;
    traces_.resize(lines_.size());
    applyPalette();
    layOut();
    isStale_ = true;
    refresh();
}

void TimeChart::setFixedTop(double top)
{
    scale_.setFixedTop(top);
    isStale_ = true;
}

TimeChart *TimeChart::copy() const
{
    auto *copy = new TimeChart(objectName(), view_, style_);
    copy->scale_ = scale_;
    copy->follow(*this);
    return copy;
}

void TimeChart::follow(const TimeChart &other)
{
    if (title_ != other.title_)
        setTitle(other.title_);
    if (lines_ != other.lines_)
        setLines(other.lines_);
}

bool TimeChart::canBeSeen() const
{
    return isVisible() && !window()->isMinimized() && !viewport()->visibleRegion().isEmpty();
}

void TimeChart::refresh()
{
    if (!canBeSeen()) {
        isStale_ = true;
        return;
    }
    qint64 end = view_.end();
    if (view_.isLive()) {
        // Whole pixels, so that each column of samples stays what it was.
        const auto pixel = std::clamp<qint64>(qint64(millisecondsPerPixel()), 1, LongestStill);
        end -= end % pixel;
    }
    if (isStale_ || end != end_ || view_.window() != window_) {
        end_ = end;
        window_ = view_.window();
        readLines();
    }
    // The pointer stays where it is while time goes on under it.
    if (pointer_)
        view_.setCursor(timeAt(*pointer_), this);
    describe();
    viewport()->update();
}

QList<QPointF> TimeChart::asSteps(const Stretch &stretch)
{
    Stretch steps;
    steps.reserve(stretch.size() * 2);
    for (const QPointF &point : stretch) {
        // Closer ones stand in one column of pixels, where a line goes straight up and down anyway.
        if (!steps.isEmpty() && point.y() != steps.constLast().y() && point.x() - steps.constLast().x() > 1)
            steps.append({point.x(), steps.constLast().y()});
        steps.append(point);
    }
    return steps;
}

void TimeChart::readLines()
{
    isStale_ = false;
    isUnpainted_ = true;
    const QRectF plot = plotArea();
    const qint64 begin = end_ - window_;
    // Several lines cross each other anyway: wider columns are enough for them, and the cost stays what it is for one.
    const int columns = std::max(1, int(plot.width() / double(std::clamp<qsizetype>(lines_.size(), 1, 3))));
    double least = std::numeric_limits<double>::infinity();
    double greatest = -least;
    for (qsizetype i = 0; i < lines_.size(); ++i) {
        QList<Stretch> &stretches = traces_[i].stretches;
        qint64 narrowest = 0;
        do {
            stretches = lines_[i].samples->reduced(begin, end_, columns, narrowest);
            narrowest = std::max<qint64>(1000, narrowest * 2) + narrowest;
        } while (stretches.size() > MaximumStretches);
        for (const Stretch &stretch : std::as_const(stretches)) {
            for (const QPointF &point : stretch) {
                if (point.x() < double(begin) || point.x() > double(end_))
                    continue;
                least = std::min(least, point.y());
                greatest = std::max(greatest, point.y());
            }
        }
    }
    if (least <= greatest)
        scale_.fit(least, greatest);
    const int widthBefore = labelWidth_;
    layOut();
    if (labelWidth_ != widthBefore)
        return readLines();
    for (qsizetype i = 0; i < lines_.size(); ++i) {
        for (Stretch &stretch : traces_[i].stretches) {
            for (QPointF &point : stretch)
                point = {(point.x() - double(begin)) / double(window_) * plot.width(),
                         scale_.place(point.y()) * plot.height()};
        }
        showStretches(i);
    }
}

void TimeChart::showStretches(qsizetype line)
{
    Trace &trace = traces_[line];
    while (trace.pool.size() < trace.stretches.size()) {
        auto *series = new QLineSeries;
        series->setPen(QPen(lineColor(line), 1.6));
        chart()->addSeries(series);
        series->attachAxis(x_);
        series->attachAxis(y_);
        trace.pool.append(series);
    }
    for (qsizetype i = 0; i < trace.pool.size(); ++i) {
        if (i < trace.stretches.size())
            trace.pool[i]->replace(asSteps(trace.stretches[i]));
        else if (trace.pool[i]->count() > 0)
            trace.pool[i]->clear();
    }
}

qsizetype TimeChart::pointCount() const
{
    qsizetype count = 0;
    for (const Trace &trace : traces_) {
        for (const Stretch &stretch : trace.stretches)
            count += stretch.size();
    }
    return count;
}

qsizetype TimeChart::stretchCount() const
{
    qsizetype count = 0;
    for (const Trace &trace : traces_)
        count += trace.stretches.size();
    return count;
}

QRectF TimeChart::plotArea() const
{
    return chart()->plotArea();
}

double TimeChart::millisecondsPerPixel() const
{
    return double(view_.window()) / std::max(1.0, plotArea().width());
}

double TimeChart::xOf(qint64 at) const
{
    const QRectF plot = plotArea();
    return plot.right() - double(end_ - at) / double(std::max<qint64>(1, window_)) * plot.width();
}

qint64 TimeChart::timeAt(double x) const
{
    const QRectF plot = plotArea();
    return end_ - std::llround((plot.right() - x) / plot.width() * double(window_));
}

int TimeChart::legendColumns() const
{
    return std::clamp(width() / LegendCell, 1, std::max(1, int(lines_.size())));
}

void TimeChart::layOut()
{
    const QFontMetrics metrics(font());
    // As wide as most labels can become, so that the plot does not move; of wider ones it keeps the widest it met.
    int wanted = metrics.horizontalAdvance(QStringLiteral("8,888 MB/s"));
    for (const double value : {scale_.bottom(), scale_.top()})
        wanted = std::max(wanted, metrics.horizontalAdvance(style_.format(value, scale_.step())));
    labelWidth_ = std::max(labelWidth_, wanted);
    const int columns = legendColumns();
    const int rows = lines_.size() > 1 ? (int(lines_.size()) + columns - 1) / columns : 0;
    const int left = Margin + labelWidth_;
    const int top = Margin + metrics.height() + 10 + rows * (metrics.height() + 2);
    const int bottom = Margin / 2 + metrics.height() + 4;
    setMinimumSize(220, 130 + rows * (metrics.height() + 2));
    const QRectF plot(left, top, std::max(10, width() - left - Margin - 6), std::max(10, height() - top - bottom));
    menu_->move(width() - menu_->width() - 4, 5);
    if (plot == plotArea())
        return;
    chart()->setPlotArea(plot);
    // Points are given in pixels, so the axes change with the size alone: each change of a range would have Qt Charts
    // compute all lines again.
    x_->setRange(0, plot.width());
    y_->setRange(0, plot.height());
    isStale_ = true;
}

QColor TimeChart::lineColor(qsizetype line) const
{
    return lines_.size() == 1 ? chartColor(style_.role, palette()) : seriesColor(line, palette());
}

void TimeChart::applyPalette()
{
    for (qsizetype i = 0; i < traces_.size(); ++i) {
        for (QLineSeries *series : std::as_const(traces_[i].pool))
            series->setPen(QPen(lineColor(i), 1.6));
    }
    setBackgroundBrush(Qt::NoBrush);
    isUnpainted_ = true;
    viewport()->update();
}

void TimeChart::retranslate()
{
    menu_->setAccessibleName(tr("Menu of the chart %1").arg(title_));
    menu_->setToolTip(tr("Save, and more"));
    isUnpainted_ = true;
}

QString TimeChart::valueText(qsizetype line) const
{
    const SampleSeries &samples = *lines_[line].samples;
    const auto cursor = view_.cursor();
    const auto sample = cursor && *cursor >= end_ - window_ && *cursor <= view_.end()
                            ? samples.nearest(*cursor, qint64(3 * millisecondsPerPixel()))
                            : samples.known(view_.end());
    return sample ? style_.format(sample->value, 0) : QStringLiteral("–");
}

void TimeChart::describe()
{
    QStringList parts;
    if (view_.cursor())
        parts.append(QDateTime::fromMSecsSinceEpoch(*view_.cursor()).toString(QStringLiteral("HH:mm:ss")));
    for (qsizetype i = 0; i < lines_.size(); ++i)
        parts.append(lines_.size() == 1 ? valueText(i) : lines_[i].name + u' ' + valueText(i));
    setAccessibleDescription(parts.join(QStringLiteral(", ")));
}

void TimeChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    layOut();
    refresh();
}

void TimeChart::showEvent(QShowEvent *event)
{
    QChartView::showEvent(event);
    layOut();
    isStale_ = true;
    refresh();
}

void TimeChart::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::StyleChange:
        applyPalette();
        break;
    case QEvent::FontChange:
        labelWidth_ = 0;
        layOut();
        break;
    case QEvent::LanguageChange:
        retranslate();
        break;
    default:
        break;
    }
}

} // namespace helio
