// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/timingstrip.h"

#include "event/timeforpeople.h"
#include "ui/look/appearance.h"
#include "ui/look/format.h"
#include "ui/streams/sources.h"
#include "ui/streams/streamlist.h"
#include "ui/streams/streamstory.h"

#include <QAccessible>
#include <QElapsedTimer>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr qint64 Second = 1'000 * Millisecond;
/// What is shown at first of a stream that goes on and on.
constexpr qint64 LongestAtFirst = 300 * Second;
constexpr qint64 ShortestShown = 10 * Millisecond;
constexpr int EventsInSlice = 20'000;
constexpr auto PaintingInterval = 100ms;
constexpr int HistogramWidth = 150;
constexpr int Margin = 8;
constexpr int MaximumRanges = 4096;

QString durationText(qint64 nanoseconds)
{
    if (nanoseconds < Millisecond)
        return TimingStrip::tr("%1 ms").arg(QString::number(double(nanoseconds) / double(Millisecond), 'f', 1));
    if (nanoseconds < Second)
        return TimingStrip::tr("%1 ms").arg(nanoseconds / Millisecond);
    return timeForPeople(std::chrono::milliseconds(nanoseconds / Millisecond));
}

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

} // namespace

TimingStrip::TimingStrip(const EventRing &ring, const StreamList &streams, const LensFeed &lens, QWidget *parent)
    : QWidget(parent)
    , ring_(ring)
    , streams_(streams)
    , lens_(lens)
{
    setObjectName(QStringLiteral("timingStrip"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    slice_.setSingleShot(true);
    connect(&slice_, &QTimer::timeout, this, &TimingStrip::work);
    painting_.setSingleShot(true);
    painting_.setInterval(PaintingInterval);
    connect(&painting_, &QTimer::timeout, this, [this] {
        fit();
        retranslate();
        update();
    });
    retranslate();
}

QSize TimingStrip::sizeHint() const
{
    return {600, 5 * fontMetrics().height() + 2 * Margin};
}

QSize TimingStrip::minimumSizeHint() const
{
    return {HistogramWidth + 160, sizeHint().height()};
}

void TimingStrip::choose(const EventSelection &selection)
{
    const bool isOne = selection.source && !selection.isFolder;
    const EventSelection subject = isOne ? selection : EventSelection();
    if (subject == subject_)
        return;
    subject_ = subject;
    log_.follow(subject_, ring_);
    begin_ = end_ = 0;
    isWhole_ = true;
    anchor_.reset();
    cursor_.reset();
    selected_.reset();
    slice_.start(0ms);
    soon();
}

void TimingStrip::readOn()
{
    if (!slice_.isActive())
        work();
}

void TimingStrip::work()
{
    const size_t before = log_.count() + log_.forgottenCount();
    if (log_.read(ring_, EventsInSlice))
        slice_.start(1ms);
    if (log_.count() + log_.forgottenCount() != before)
        soon();
}

/// One clock for all that changes it.
void TimingStrip::soon()
{
    if (isVisible() && !painting_.isActive())
        painting_.start();
}

void TimingStrip::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    fit();
    retranslate();
}

void TimingStrip::fit()
{
    if (log_.isEmpty()) {
        begin_ = end_ = 0;
        return;
    }
    if (!isWhole_)
        return;
    qint64 first = log_.first();
    const QList<Mark> all = marks();
    for (const Mark &mark : all) {
        if (mark.at <= first && log_.forgottenCount() == 0)
            first = std::min(first, mark.at);
    }
    const qint64 last = log_.last();
    first = std::max(first, last - LongestAtFirst);
    const qint64 rim = std::max((last - first) / 50, ShortestShown / 2);
    begin_ = first - rim;
    end_ = last + rim;
}

void TimingStrip::setShown(qint64 begin, qint64 end)
{
    isWhole_ = false;
    begin_ = begin;
    end_ = std::max(end, begin + ShortestShown);
    update();
}

void TimingStrip::zoom(double factor, qint64 around)
{
    if (log_.isEmpty())
        return;
    const double whole = double(log_.last() - log_.first()) * 1.1 + double(Second);
    const double length = std::clamp(double(end_ - begin_) * factor, double(ShortestShown), whole);
    const double share = double(around - begin_) / double(std::max<qint64>(end_ - begin_, 1));
    const qint64 begin = around - qint64(share * length);
    setShown(begin, begin + qint64(length));
}

QList<TimingStrip::Mark> TimingStrip::marks() const
{
    QList<Mark> marks;
    if (subject_.isEmpty())
        return marks;
    if (const StreamStory *story = streams_.story(*subject_.source)) {
        // The newest connections are what one looks at.
        for (int row = story->rowCount() - 1; row >= 0 && marks.size() < 100; --row) {
            const StoryEntry *entry = story->entryAt(row);
            if (entry->kind == StoryEntry::Kind::Request)
                marks.append({MarkKind::Request, entry->at});
            else if (entry->kind == StoryEntry::Kind::Answer)
                marks.append({MarkKind::FirstByte, entry->at});
            else if (entry->kind == StoryEntry::Kind::FirstEvent)
                marks.append({MarkKind::FirstEvent, entry->at});
        }
    }
    if (lens_.subject().events == subject_) {
        const auto &messages = lens_.lens().messages();
        for (auto message = messages.rbegin(); message != messages.rend() && marks.size() < 200; ++message) {
            if (message->firstTextTime)
                marks.append({MarkKind::FirstText, *message->firstTextTime});
        }
    }
    return marks;
}

QRect TimingStrip::histogramRect() const
{
    return QRect(width() - HistogramWidth - Margin, Margin, HistogramWidth, height() - 2 * Margin);
}

QRect TimingStrip::axisRect() const
{
    const int line = fontMetrics().height();
    return QRect(Margin, Margin + line, std::max(10, width() - HistogramWidth - 4 * Margin),
                 height() - 2 * Margin - 2 * line);
}

int TimingStrip::xOf(qint64 time) const
{
    const QRect axis = axisRect();
    if (end_ <= begin_)
        return axis.left();
    const double share = double(time - begin_) / double(end_ - begin_);
    return axis.left() + int(std::clamp(share, -1.0, 2.0) * axis.width());
}

qint64 TimingStrip::timeAt(int x) const
{
    const QRect axis = axisRect();
    return begin_ + qint64(double(x - axis.left()) / axis.width() * double(end_ - begin_));
}

void TimingStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().base());
    painter.setPen(separatorColor(palette()));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
    painter.setPen(mutedColor(palette()));
    const QRect top(Margin, Margin - 2, axisRect().width(), fontMetrics().height());
    painter.drawText(top, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(summary(), Qt::ElideRight, top.width()));
    if (!log_.isEmpty() && end_ > begin_) {
        paintArrivals(painter);
        paintMarks(painter);
        paintAxis(painter);
        paintHistogram(painter);
    }
    if (hasFocus()) {
        painter.setPen(accentColor(palette()));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void TimingStrip::paintArrivals(QPainter &painter) const
{
    const QRect axis = axisRect();
    painter.save();
    painter.setClipRect(axis);
    // Silences are hatched and bursts filled: color is not all that tells them apart.
    const QColor silence = toneColor(Tone::Waiting, palette());
    for (const auto &stretch : log_.silences(begin_, end_)) {
        const QRect box(QPoint(xOf(stretch.begin) + 1, axis.top()), QPoint(xOf(stretch.end) - 1, axis.bottom()));
        if (box.width() < 2)
            continue;
        painter.fillRect(box, faint(silence, 28));
        painter.fillRect(box, QBrush(faint(silence, 110), Qt::BDiagPattern));
    }
    const QColor burst = accentColor(palette());
    for (const auto &stretch : log_.bursts(begin_, end_))
        painter.fillRect(QRect(QPoint(xOf(stretch.begin) - 2, axis.top()), QPoint(xOf(stretch.end) + 2, axis.bottom())),
                         faint(burst, 60));
    if (selected_) {
        const QRect box(QPoint(xOf(selected_->begin), axis.top()), QPoint(xOf(selected_->end), axis.bottom()));
        painter.fillRect(box, faint(palette().color(QPalette::Highlight), 70));
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(box.adjusted(0, 0, -1, -1));
    }
    const auto columns = log_.columns(begin_, end_, axis.width());
    quint32 most = 1;
    for (const auto &column : columns)
        most = std::max(most, column.count);
    const double scale = most > 1 ? 1 / std::log2(double(most) + 1) : 1;
    const QColor ink = palette().color(QPalette::Text);
    const int least = std::max(6, axis.height() / 3);
    for (int i = 0; i < int(columns.size()); ++i) {
        const quint32 count = columns[size_t(i)].count;
        if (count == 0)
            continue;
        const double share = most > 1 ? std::log2(double(count) + 1) * scale : 1;
        const int length = least + int(share * (axis.height() - least));
        painter.fillRect(axis.left() + i, axis.bottom() - length + 1, 1, length, ink);
    }
    if (cursor_) {
        painter.setPen(QPen(accentColor(palette()), 1, Qt::DashLine));
        painter.drawLine(xOf(*cursor_), axis.top(), xOf(*cursor_), axis.bottom());
    }
    painter.restore();
}

void TimingStrip::paintMarks(QPainter &painter) const
{
    const QRect axis = axisRect();
    const QList<Mark> all = marks();
    painter.save();
    painter.setClipRect(axis.adjusted(-4, 0, 4, 0));
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Mark &mark : all) {
        if (mark.at < begin_ || mark.at > end_)
            continue;
        const int x = xOf(mark.at);
        QColor color = mutedColor(palette());
        QPolygonF shape;
        const double top = axis.top();
        switch (mark.kind) {
        case MarkKind::Request: // a bar alone
            break;
        case MarkKind::FirstByte: // a square
            shape << QPointF(x - 3, top) << QPointF(x + 3, top) << QPointF(x + 3, top + 6) << QPointF(x - 3, top + 6);
            color = accentColor(palette());
            break;
        case MarkKind::FirstEvent: // a triangle
            shape << QPointF(x - 4, top) << QPointF(x + 4, top) << QPointF(x, top + 7);
            color = toneColor(Tone::Open, palette());
            break;
        case MarkKind::FirstText: // a diamond
            shape << QPointF(x, top) << QPointF(x + 4, top + 4) << QPointF(x, top + 8) << QPointF(x - 4, top + 4);
            color = seriesColor(1, palette());
            break;
        }
        painter.setPen(QPen(color, 1, Qt::DotLine));
        painter.drawLine(x, axis.top(), x, axis.bottom());
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPolygon(shape);
    }
    painter.restore();
}

void TimingStrip::paintAxis(QPainter &painter) const
{
    const QRect axis = axisRect();
    painter.setPen(separatorColor(palette()));
    painter.drawLine(axis.bottomLeft() + QPoint(0, 1), axis.bottomRight() + QPoint(0, 1));
    const int room = fontMetrics().horizontalAdvance(QStringLiteral("00:00:00.000")) + 16;
    const qint64 step = niceStep(double(end_ - begin_) * room / axis.width());
    // Counted from the first arrival: what one asks is when something came after the beginning.
    const qint64 zero = log_.first();
    painter.setPen(mutedColor(palette()));
    const qint64 from = (begin_ - zero) / step - 1;
    for (qint64 i = from; zero + i * step <= end_; ++i) {
        const qint64 time = zero + i * step;
        if (time < begin_)
            continue;
        const int x = xOf(time);
        painter.drawLine(x, axis.bottom() + 1, x, axis.bottom() + 4);
        const QString text =
            i == 0 ? format::timeOfDay(zero) : (i < 0 ? u'−' : u'+') + durationText(std::abs(i * step));
        const QRect box(x + 3, axis.bottom() + 2, room, fontMetrics().height());
        if (box.right() < axis.right() + room / 2)
            painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

void TimingStrip::paintHistogram(QPainter &painter) const
{
    const QRect all = histogramRect();
    const int line = fontMetrics().height();
    const QRect box = all.adjusted(0, line, 0, -line);
    painter.setPen(mutedColor(palette()));
    painter.drawText(QRect(all.left(), all.top() - 2, all.width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(tr("distances"), Qt::ElideRight, all.width()));
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
    painter.setPen(separatorColor(palette()));
    painter.drawLine(box.bottomLeft() + QPoint(0, 1), box.bottomRight() + QPoint(0, 1));
    if (most == 0)
        return;
    const int bars = int(last - first) + 1;
    const double width = std::min(12.0, double(box.width()) / bars);
    for (int i = 0; i < bars; ++i) {
        const quint64 count = distances[first + size_t(i)];
        if (count == 0)
            continue;
        const int length = std::max(1, int(double(count) / double(most) * box.height()));
        painter.fillRect(QRectF(box.left() + i * width, box.bottom() - length + 1, std::max(1.0, width - 1), length),
                         accentColor(palette()));
    }
    painter.setPen(mutedColor(palette()));
    const QRect labels(all.left(), box.bottom() + 2, all.width(), line);
    painter.drawText(labels, Qt::AlignLeft | Qt::AlignVCenter, durationText(ArrivalLog::distanceOf(first)));
    painter.drawText(labels, Qt::AlignRight | Qt::AlignVCenter, durationText(ArrivalLog::distanceOf(last + 1)));
}

QString TimingStrip::summary() const
{
    if (subject_.isEmpty())
        return tr("Timing: choose a stream, or one channel, in the navigator");
    if (log_.isEmpty())
        return tr("Timing: no event yet");
    QStringList parts{tr("%Ln event(s)", nullptr, int(log_.count())),
                      tr("in %1").arg(durationText(log_.last() - log_.first()))};
    if (const auto median = log_.medianDistance()) {
        parts.append(tr("median distance %1").arg(durationText(*median)));
        parts.append(tr("longest silence %1").arg(durationText(log_.longestDistance())));
    }
    // Of the newest request.
    const QList<Mark> all = marks();
    std::optional<qint64> request;
    for (const Mark &mark : all) {
        if (mark.kind == MarkKind::Request && (!request || mark.at > *request))
            request = mark.at;
    }
    const auto after = [&](MarkKind kind) {
        std::optional<qint64> first;
        for (const Mark &mark : all) {
            if (mark.kind == kind && request && mark.at >= *request && (!first || mark.at < *first))
                first = mark.at;
        }
        return first;
    };
    if (const auto at = after(MarkKind::FirstByte))
        parts.append(tr("■ first byte after %1").arg(durationText(*at - *request)));
    if (const auto at = after(MarkKind::FirstEvent))
        parts.append(tr("▼ first event after %1").arg(durationText(*at - *request)));
    if (const auto at = after(MarkKind::FirstText))
        parts.append(tr("◆ first text after %1").arg(durationText(*at - *request)));
    if (log_.forgottenCount() > 0)
        parts.append(tr("the newest %1 are shown").arg(format::count(ArrivalLog::MaximumArrivals)));
    return parts.join(QStringLiteral("  ·  "));
}

QString TimingStrip::textAt(const QPoint &at) const
{
    if (log_.isEmpty() || !axisRect().adjusted(0, 0, 1, 1).contains(at))
        return summary();
    const qint64 from = timeAt(at.x());
    const qint64 to = timeAt(at.x() + 1);
    const auto [first, last] = log_.between(from, to - 1);
    QStringList lines{format::timeOfDay(from)};
    if (last > first)
        lines.append(tr("%Ln event(s)", nullptr, int(last - first)));
    const QList<Mark> all = marks();
    for (const Mark &mark : all) {
        if (std::abs(xOf(mark.at) - at.x()) > 3)
            continue;
        switch (mark.kind) {
        case MarkKind::Request:
            lines.append(tr("request"));
            break;
        case MarkKind::FirstByte:
            lines.append(tr("■ first byte"));
            break;
        case MarkKind::FirstEvent:
            lines.append(tr("▼ first event"));
            break;
        case MarkKind::FirstText:
            lines.append(tr("◆ first text"));
            break;
        }
    }
    for (const auto &stretch : log_.silences(from, to)) {
        if (stretch.begin <= to && stretch.end >= from)
            lines.append(tr("silence of %1").arg(durationText(stretch.end - stretch.begin)));
    }
    return lines.join(u'\n');
}

bool TimingStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), textAt(help->pos()), this);
    return true;
}

void TimingStrip::select(qint64 from, qint64 to)
{
    selected_ = {std::min(from, to), std::max(from, to)};
    update();
}

void TimingStrip::reportSelected()
{
    if (!selected_)
        return;
    const auto [first, last] = log_.between(selected_->begin, selected_->end);
    QList<std::pair<quint64, quint64>> ranges;
    for (size_t i = first; i < last; ++i) {
        const quint64 sequence = log_.at(i).sequence;
        if (!ranges.isEmpty() && (ranges.last().second + 1 == sequence || ranges.size() == MaximumRanges))
            ranges.last().second = sequence;
        else
            ranges.append({sequence, sequence});
    }
    setAccessibleDescription(tr("%Ln event(s) selected", nullptr, int(last - first)));
    if (!ranges.isEmpty())
        Q_EMIT eventsSelected(ranges);
}

void TimingStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || log_.isEmpty() ||
        !axisRect().adjusted(0, -20, 1, 20).contains(event->pos()))
        return;
    const qint64 time = timeAt(event->pos().x());
    anchor_ = event->modifiers().testFlag(Qt::ShiftModifier) && cursor_ ? cursor_ : std::optional(time);
    cursor_ = time;
    select(*anchor_, time);
}

void TimingStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (!anchor_ || !event->buttons().testFlag(Qt::LeftButton))
        return;
    cursor_ = timeAt(std::clamp(event->pos().x(), axisRect().left(), axisRect().right()));
    select(*anchor_, *cursor_);
}

void TimingStrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !anchor_ || !selected_)
        return;
    // A click means the pixels around it.
    if (xOf(selected_->end) - xOf(selected_->begin) < 3)
        select(timeAt(xOf(*cursor_) - 2), timeAt(xOf(*cursor_) + 3));
    anchor_.reset();
    reportSelected();
}

void TimingStrip::mouseDoubleClickEvent(QMouseEvent *)
{
    isWhole_ = true;
    selected_.reset();
    anchor_.reset();
    fit();
    update();
}

void TimingStrip::wheelEvent(QWheelEvent *event)
{
    if (log_.isEmpty() || event->angleDelta().y() == 0) {
        event->ignore();
        return;
    }
    zoom(std::pow(0.8, double(event->angleDelta().y()) / 120), timeAt(int(event->position().x())));
    event->accept();
}

void TimingStrip::moveCursor(qint64 to, bool selects)
{
    const qint64 from = cursor_.value_or(end_);
    if (!selects)
        anchor_.reset();
    else if (!anchor_)
        anchor_ = from;
    cursor_ = std::clamp(to, log_.first(), log_.last());
    if (*cursor_ < begin_ || *cursor_ > end_)
        setShown(*cursor_ - (end_ - begin_) / 2, *cursor_ + (end_ - begin_) / 2);
    if (selects) {
        select(*anchor_, *cursor_);
        reportSelected();
    }
    update();
}

void TimingStrip::keyPressEvent(QKeyEvent *event)
{
    if (log_.isEmpty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const bool selects = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool toNext = event->modifiers().testFlag(Qt::ControlModifier);
    const qint64 at = std::clamp(cursor_.value_or(end_), log_.first(), log_.last());
    const qint64 step = std::max<qint64>(1, (end_ - begin_) / std::max(1, axisRect().width() / 5));
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const bool isLeft = event->key() == Qt::Key_Left;
        qint64 to = isLeft ? at - step : at + step;
        if (toNext) {
            const auto [first, last] = log_.between(at, at);
            const size_t index = isLeft ? (first > 0 ? first - 1 : 0) : std::min(last, log_.count() - 1);
            to = log_.at(index).at;
        }
        moveCursor(to, selects);
        return;
    }
    case Qt::Key_Home:
        moveCursor(log_.first(), selects);
        return;
    case Qt::Key_End:
        moveCursor(log_.last(), selects);
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(0.5, at);
        return;
    case Qt::Key_Minus:
        zoom(2, at);
        return;
    case Qt::Key_0:
        mouseDoubleClickEvent(nullptr);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!selected_)
            select(timeAt(xOf(at) - 2), timeAt(xOf(at) + 3));
        reportSelected();
        return;
    case Qt::Key_Escape:
        if (selected_) {
            selected_.reset();
            anchor_.reset();
            update();
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void TimingStrip::retranslate()
{
    setAccessibleName(tr("Timing of the events"));
    setAccessibleDescription(summary());
}

void TimingStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        update();
    } else if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) {
        updateGeometry();
    }
}

} // namespace helio
