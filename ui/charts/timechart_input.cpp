// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse, wheel and keys do in a chart.
#include "ui/charts/timechart.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace helio {

namespace {

constexpr double ZoomStep = 1.25; ///< of one notch of the wheel, or one key
constexpr int NotchDelta = 120;
constexpr int PanSteps = 10;     ///< so many keys cross the window
constexpr int CursorSteps = 100; ///< so many keys take the cursor across the window

} // namespace

void TimeChart::keyPressEvent(QKeyEvent *event)
{
    pointer_.reset(); // who steers by keys is not to be disturbed by where the mouse lies
    const bool withShift = event->modifiers().testFlag(Qt::ShiftModifier);
    const auto sideways = [&](int direction) {
        if (withShift)
            view_.moveCursor(direction * view_.window() / CursorSteps, this);
        else
            view_.pan(direction * view_.window() / PanSteps);
    };
    switch (event->key()) {
    case Qt::Key_Left:
        sideways(-1);
        return;
    case Qt::Key_Right:
        sideways(1);
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal: // the same key without Shift on most keyboards
        view_.zoom(1 / ZoomStep, view_.zoomCentre());
        return;
    case Qt::Key_Minus:
        view_.zoom(ZoomStep, view_.zoomCentre());
        return;
    case Qt::Key_Home:
        view_.showOldest();
        return;
    case Qt::Key_End:
        view_.backToNow();
        return;
    case Qt::Key_Space:
        view_.setPaused(!view_.isPaused());
        return;
    case Qt::Key_Escape:
        if (view_.cursor()) {
            view_.setCursor(std::nullopt, this);
            return;
        }
        break;
    case Qt::Key_Delete:
        if (isEditable_) {
            Q_EMIT removeRequested();
            return;
        }
        break;
    case Qt::Key_F2:
        if (isEditable_) {
            Q_EMIT renameRequested();
            return;
        }
        break;
    default:
        break;
    }
    // The scroll area around has use for the others.
    event->ignore();
}

void TimeChart::wheelEvent(QWheelEvent *event)
{
    // Outside the lines the wheel scrolls the page: a page of charts must not hold it fast.
    if (!plotArea().contains(event->position())) {
        event->ignore();
        return;
    }
    const QPoint turn = event->angleDelta();
    if (std::abs(turn.x()) > std::abs(turn.y()))
        view_.pan(-turn.x() * view_.window() / PanSteps / NotchDelta);
    else if (turn.y() != 0)
        view_.zoom(std::pow(ZoomStep, -double(turn.y()) / NotchDelta), timeAt(event->position().x()));
    event->accept();
}

void TimeChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !plotArea().contains(event->position())) {
        event->ignore();
        return;
    }
    drag_ = {event->position().x(), view_.end()};
    viewport()->setCursor(Qt::ClosedHandCursor);
}

void TimeChart::mouseMoveEvent(QMouseEvent *event)
{
    if (drag_) {
        const double moved = event->position().x() - drag_->first;
        view_.pan(drag_->second - std::llround(moved * millisecondsPerPixel()) - view_.end());
        return;
    }
    pointer_.reset();
    if (plotArea().contains(event->position()))
        pointer_ = event->position().x();
    view_.setCursor(pointer_ ? std::optional(timeAt(*pointer_)) : std::nullopt, this);
}

void TimeChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    drag_.reset();
    viewport()->unsetCursor();
}

void TimeChart::mouseDoubleClickEvent(QMouseEvent *event)
{
    // The second press of a drag that begins at once is a press, too.
    mousePressEvent(event);
}

void TimeChart::leaveEvent(QEvent *event)
{
    QChartView::leaveEvent(event);
    if (std::exchange(pointer_, std::nullopt))
        view_.setCursor(std::nullopt, this);
}

void TimeChart::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    Q_EMIT menuRequested(isByKey ? mapToGlobal(QPoint(width() - 40, 24)) : event->globalPos());
    event->accept();
}

void TimeChart::focusInEvent(QFocusEvent *event)
{
    QChartView::focusInEvent(event);
    viewport()->update();
}

void TimeChart::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    viewport()->update();
}

} // namespace helio
