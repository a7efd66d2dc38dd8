// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/timingpainter.h"

#include "ui/look/appearance.h"
#include "ui/look/format.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace helio {

namespace {

/// 1, 2 or 5 times a power of ten.
qint64 niceStep(double least)
{
    const double power = std::pow(10.0, std::floor(std::log10(std::max(least, 1.0))));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least)
            return qint64(factor * power);
    }
    return qint64(10 * power);
}

QColor faint(QColor color, int alpha)
{
    color.setAlpha(alpha);
    return color;
}

/// By which a kind of mark is told from the others, at the top of the axis; a request is a line alone.
QPolygonF shapeOf(TimingMark::Kind kind, double x, double top)
{
    switch (kind) {
    case TimingMark::Kind::Request:
        return {};
    case TimingMark::Kind::Head: // a square
        return {{{x - 3, top}, {x + 3, top}, {x + 3, top + 6}, {x - 3, top + 6}}};
    case TimingMark::Kind::FirstEvent: // a triangle
        return {{{x - 4, top}, {x + 4, top}, {x, top + 7}}};
    case TimingMark::Kind::FirstText: // a diamond
        return {{{x, top}, {x + 4, top + 4}, {x, top + 8}, {x - 4, top + 4}}};
    }
    return {};
}

QColor colorOf(TimingMark::Kind kind, const QPalette &palette)
{
    switch (kind) {
    case TimingMark::Kind::Request:
        return mutedColor(palette);
    case TimingMark::Kind::Head:
        return accentColor(palette);
    case TimingMark::Kind::FirstEvent:
        return toneColor(Tone::Open, palette);
    case TimingMark::Kind::FirstText:
        return seriesColor(1, palette);
    }
    return {};
}

} // namespace

int TimingAxis::xOf(qint64 time) const
{
    if (end <= begin)
        return rect.left();
    const double share = double(time - begin) / double(end - begin);
    return rect.left() + int(std::clamp(share, -1.0, 2.0) * rect.width());
}

qint64 TimingAxis::timeAt(int x) const
{
    return begin + qint64(double(x - rect.left()) / rect.width() * double(end - begin));
}

void TimingPainter::paintArrivals(const std::optional<ArrivalLog::Stretch> &selected, std::optional<qint64> cursor)
{
    const QRect &axis = axis_.rect;
    painter_.save();
    painter_.setClipRect(axis);
    paintStretches();
    if (selected) {
        const QRect box(QPoint(axis_.xOf(selected->begin), axis.top()),
                        QPoint(axis_.xOf(selected->end), axis.bottom()));
        painter_.fillRect(box, faint(palette_.color(QPalette::Highlight), 70));
        painter_.setPen(palette_.color(QPalette::Highlight));
        painter_.drawRect(box.adjusted(0, 0, -1, -1));
    }
    paintColumns();
    if (cursor) {
        const int x = axis_.xOf(*cursor);
        painter_.setPen(QPen(accentColor(palette_), 1, Qt::DashLine));
        painter_.drawLine(x, axis.top(), x, axis.bottom());
    }
    painter_.restore();
}

void TimingPainter::paintStretches()
{
    const QRect &axis = axis_.rect;
    // Silences are hatched and bursts filled: color is not all that tells them apart.
    const QColor silence = toneColor(Tone::Waiting, palette_);
    for (const auto &stretch : log_.silences(axis_.begin, axis_.end)) {
        const QRect box(QPoint(axis_.xOf(stretch.begin) + 1, axis.top()),
                        QPoint(axis_.xOf(stretch.end) - 1, axis.bottom()));
        if (box.width() < 2)
            continue;
        painter_.fillRect(box, faint(silence, 28));
        painter_.fillRect(box, QBrush(faint(silence, 110), Qt::BDiagPattern));
    }
    const QColor burst = faint(accentColor(palette_), 60);
    for (const auto &stretch : log_.bursts(axis_.begin, axis_.end))
        painter_.fillRect(
            QRect(QPoint(axis_.xOf(stretch.begin) - 2, axis.top()), QPoint(axis_.xOf(stretch.end) + 2, axis.bottom())),
            burst);
}

void TimingPainter::paintColumns()
{
    const QRect &axis = axis_.rect;
    const auto columns = log_.columns(axis_.begin, axis_.end, axis.width());
    quint32 most = 1;
    for (const auto &column : columns)
        most = std::max(most, column.count);
    const double scale = most > 1 ? 1 / std::log2(double(most) + 1) : 1;
    const QColor ink = palette_.color(QPalette::Text);
    const int least = std::max(6, axis.height() / 3);
    for (int i = 0; i < int(columns.size()); ++i) {
        const quint32 count = columns[size_t(i)].count;
        if (count == 0)
            continue;
        const double share = most > 1 ? std::log2(double(count) + 1) * scale : 1;
        const int length = least + int(share * (axis.height() - least));
        painter_.fillRect(axis.left() + i, axis.bottom() - length + 1, 1, length, ink);
    }
}

void TimingPainter::paintMarks(const QList<TimingMark> &marks)
{
    const QRect &axis = axis_.rect;
    painter_.save();
    painter_.setClipRect(axis.adjusted(-4, 0, 4, 0));
    painter_.setRenderHint(QPainter::Antialiasing);
    for (const TimingMark &mark : marks) {
        if (mark.at < axis_.begin || mark.at > axis_.end)
            continue;
        const int x = axis_.xOf(mark.at);
        const QColor color = colorOf(mark.kind, palette_);
        painter_.setPen(QPen(color, 1, Qt::DotLine));
        painter_.drawLine(x, axis.top(), x, axis.bottom());
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(color);
        painter_.drawPolygon(shapeOf(mark.kind, x, axis.top()));
    }
    painter_.restore();
}

void TimingPainter::paintTimes()
{
    const QRect &axis = axis_.rect;
    const QFontMetrics metrics = painter_.fontMetrics();
    painter_.setPen(separatorColor(palette_));
    painter_.drawLine(axis.bottomLeft() + QPoint(0, 1), axis.bottomRight() + QPoint(0, 1));
    const int room = metrics.horizontalAdvance(QStringLiteral("00:00:00.000")) + 16;
    const qint64 step = niceStep(double(axis_.end - axis_.begin) * room / axis.width());
    // Counted from the first arrival: what one asks is when something came after the beginning.
    const qint64 zero = log_.first();
    painter_.setPen(mutedColor(palette_));
    const qint64 from = (axis_.begin - zero) / step - 1;
    for (qint64 i = from; zero + i * step <= axis_.end; ++i) {
        const qint64 time = zero + i * step;
        if (time < axis_.begin)
            continue;
        const int x = axis_.xOf(time);
        painter_.drawLine(x, axis.bottom() + 1, x, axis.bottom() + 4);
        const QString text =
            i == 0 ? format::timeOfDay(zero) : (i < 0 ? u'−' : u'+') + format::duration(std::abs(i * step));
        const QRect box(x + 3, axis.bottom() + 2, room, metrics.height());
        if (box.right() < axis.right() + room / 2)
            painter_.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

void TimingPainter::paintHistogram(const QRect &all, const QString &name)
{
    const QFontMetrics metrics = painter_.fontMetrics();
    const int line = metrics.height();
    const QRect box = all.adjusted(0, line, 0, -line);
    painter_.setPen(mutedColor(palette_));
    painter_.drawText(QRect(all.left(), all.top() - 2, all.width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                      metrics.elidedText(name, Qt::ElideRight, all.width()));
    const auto &distances = log_.distances();
    size_t first = ArrivalLog::Classes;
    size_t last = 0;
    quint64 most = 0;
    for (size_t i = 0; i < distances.size(); ++i) {
        if (distances[i] == 0)
            continue;
        first = std::min(first, i);
        last = i;
        most = std::max(most, distances[i]);
    }
    painter_.setPen(separatorColor(palette_));
    painter_.drawLine(box.bottomLeft() + QPoint(0, 1), box.bottomRight() + QPoint(0, 1));
    if (most == 0)
        return;
    const int bars = int(last - first) + 1;
    const double width = std::min(12.0, double(box.width()) / bars);
    for (int i = 0; i < bars; ++i) {
        const quint64 count = distances[first + size_t(i)];
        if (count == 0)
            continue;
        const int length = std::max(1, int(double(count) / double(most) * box.height()));
        painter_.fillRect(QRectF(box.left() + i * width, box.bottom() - length + 1, std::max(1.0, width - 1), length),
                          accentColor(palette_));
    }
    painter_.setPen(mutedColor(palette_));
    const QRect labels(all.left(), box.bottom() + 2, all.width(), line);
    painter_.drawText(labels, Qt::AlignLeft | Qt::AlignVCenter, format::duration(ArrivalLog::distanceOf(first)));
    painter_.drawText(labels, Qt::AlignRight | Qt::AlignVCenter, format::duration(ArrivalLog::distanceOf(last + 1)));
}

} // namespace helio
