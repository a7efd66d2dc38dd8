// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/timingstrip.h"

#include "ui/lens/timingpainter.h"
#include "ui/lens/timingtexts.h"
#include "ui/look/appearance.h"

#include <QAccessible>
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

constexpr int EventsInSlice = 20'000;
constexpr auto PaintingInterval = 100ms;
constexpr int HistogramWidth = 150;
constexpr int Margin = 8;
constexpr int MaximumRanges = 4096;

} // namespace

TimingStrip::TimingStrip(const EventRing &ring, const StreamList &streams, LensFeed &lens, QWidget *parent)
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
    connect(&lens, &LensFeed::restarted, this, &TimingStrip::startLens);
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
    range_ = TimingRange();
    anchor_.reset();
    cursor_.reset();
    selected_.reset();
    if (isVisible())
        startReading();
}

void TimingStrip::startReading()
{
    startLens();
    // What went meanwhile would look like a silence.
    if (log_.hasMissed(ring_))
        log_.follow(subject_, ring_);
    slice_.start(0ms);
    soon();
}

void TimingStrip::readOn()
{
    if (isVisible() && !slice_.isActive())
        work();
}

/// Only it knows when text came.
void TimingStrip::startLens()
{
    if (isVisible() && !subject_.isEmpty() && lens_.subject().events == subject_)
        lens_.start();
}

void TimingStrip::work()
{
    if (!isVisible())
        return;
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
    startReading();
    fit();
    retranslate();
}

void TimingStrip::fit()
{
    range_.fit(log_, marks());
}

void TimingStrip::zoom(double factor, qint64 around)
{
    range_.zoom(log_, factor, around);
    update();
}

QRect TimingStrip::histogramRect() const
{
    return QRect(width() - HistogramWidth - Margin, Margin, HistogramWidth, height() - 2 * Margin);
}

TimingAxis TimingStrip::axis() const
{
    const int line = fontMetrics().height();
    return {
        {Margin, Margin + line, std::max(10, width() - HistogramWidth - 4 * Margin), height() - 2 * Margin - 2 * line},
        range_.begin(),
        range_.end()};
}

QList<TimingMark> TimingStrip::marks() const
{
    return timingMarks(subject_, streams_, lens_);
}

void TimingStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().base());
    painter.setPen(separatorColor(palette()));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
    painter.setPen(mutedColor(palette()));
    const QRect top(Margin, Margin - 2, axis().rect.width(), fontMetrics().height());
    painter.drawText(top, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(summary(), Qt::ElideRight, top.width()));
    if (!log_.isEmpty() && range_.length() > 0) {
        const TimingAxis axis = this->axis();
        TimingPainter timing(painter, palette(), axis, log_);
        timing.paintArrivals(selected_, cursor_);
        timing.paintMarks(marks());
        timing.paintTimes();
        timing.paintHistogram(histogramRect(), tr("distances"));
    }
    if (hasFocus()) {
        painter.setPen(accentColor(palette()));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

QString TimingStrip::summary() const
{
    if (subject_.isEmpty())
        return tr("Timing: choose a stream, or one channel, in the navigator");
    return log_.isEmpty() ? tr("Timing: no event yet") : timingtexts::summary(log_, marks());
}

QString TimingStrip::textAt(const QPoint &at) const
{
    const TimingAxis axis = this->axis();
    if (log_.isEmpty() || !axis.rect.adjusted(0, 0, 1, 1).contains(at))
        return summary();
    QList<TimingMark> there = marks();
    there.removeIf([&](const TimingMark &mark) { return std::abs(axis.xOf(mark.at) - at.x()) > 3; });
    return timingtexts::moment(log_, axis.timeAt(at.x()), axis.timeAt(at.x() + 1), there);
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
        !axis().rect.adjusted(0, -20, 1, 20).contains(event->pos()))
        return;
    const qint64 time = axis().timeAt(event->pos().x());
    anchor_ = event->modifiers().testFlag(Qt::ShiftModifier) && cursor_ ? cursor_ : std::optional(time);
    cursor_ = time;
    select(*anchor_, time);
}

void TimingStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (!anchor_ || !event->buttons().testFlag(Qt::LeftButton))
        return;
    cursor_ = axis().timeAt(std::clamp(event->pos().x(), axis().rect.left(), axis().rect.right()));
    select(*anchor_, *cursor_);
}

void TimingStrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !anchor_ || !selected_)
        return;
    // A click means the pixels around it.
    if (axis().xOf(selected_->end) - axis().xOf(selected_->begin) < 3)
        select(axis().timeAt(axis().xOf(*cursor_) - 2), axis().timeAt(axis().xOf(*cursor_) + 3));
    anchor_.reset();
    reportSelected();
}

void TimingStrip::mouseDoubleClickEvent(QMouseEvent *)
{
    range_.showAll();
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
    zoom(std::pow(0.8, double(event->angleDelta().y()) / 120), axis().timeAt(int(event->position().x())));
    event->accept();
}

void TimingStrip::moveCursor(qint64 to, bool selects)
{
    const qint64 from = cursor_.value_or(end());
    if (!selects)
        anchor_.reset();
    else if (!anchor_)
        anchor_ = from;
    cursor_ = std::clamp(to, log_.first(), log_.last());
    range_.bringIn(*cursor_);
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
    const qint64 at = std::clamp(cursor_.value_or(end()), log_.first(), log_.last());
    const qint64 step = std::max<qint64>(1, range_.length() / std::max(1, axis().rect.width() / 5));
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
            select(axis().timeAt(axis().xOf(at) - 2), axis().timeAt(axis().xOf(at) + 3));
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
