// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timeview.h"

#include <algorithm>
#include <cmath>

namespace helio {

void TimeView::advance(qint64 now)
{
    if (isPaused_ || now == now_)
        return;
    now_ = now;
    if (isLive_) {
        end_ = now;
        Q_EMIT changed();
        return;
    }
    // What stands still is pushed on only when it would become older than a day.
    if (end_ - window_ < now_ - LongestWindow || end_ > now_)
        show(end_, window_);
}

void TimeView::show(qint64 end, qint64 window)
{
    window_ = std::clamp(window, ShortestWindow, LongestWindow);
    end_ = std::clamp(end, now_ - LongestWindow + window_, now_);
    isLive_ = end_ == now_;
    Q_EMIT changed();
}

void TimeView::setWindow(qint64 milliseconds)
{
    const qint64 window = std::clamp(milliseconds, ShortestWindow, LongestWindow);
    if (window == window_)
        return;
    show(isLive_ ? now_ : end_ + (window - window_) / 2, window);
}

void TimeView::zoom(double factor, qint64 around)
{
    const qint64 window = std::clamp(qint64(std::llround(double(window_) * factor)), ShortestWindow, LongestWindow);
    if (window == window_)
        return;
    const double share = double(end_ - around) / double(window_);
    show(around + std::llround(share * double(window)), window);
}

qint64 TimeView::zoomCentre() const
{
    if (cursor_ && *cursor_ >= begin() && *cursor_ <= end_)
        return *cursor_;
    return isLive_ ? end_ : end_ - window_ / 2;
}

void TimeView::pan(qint64 milliseconds)
{
    if (milliseconds != 0)
        show(end_ + milliseconds, window_);
}

void TimeView::showOldest()
{
    show(now_ - LongestWindow + window_, window_);
}

void TimeView::backToNow()
{
    isPaused_ = false;
    cursor_.reset();
    show(now_, window_);
    Q_EMIT cursorChanged();
}

void TimeView::setPaused(bool paused)
{
    if (paused == isPaused_)
        return;
    isPaused_ = paused;
    Q_EMIT changed();
}

void TimeView::setCursor(std::optional<qint64> at, const QObject *owner)
{
    if (at == cursor_ && owner == cursorOwner_)
        return;
    cursor_ = at;
    cursorOwner_ = owner;
    Q_EMIT cursorChanged();
}

void TimeView::moveCursor(qint64 milliseconds, const QObject *owner)
{
    const qint64 wanted = std::clamp(cursor_.value_or(end_) + milliseconds, now_ - LongestWindow, now_);
    if (wanted < begin())
        pan(wanted - begin());
    else if (wanted > end_)
        pan(wanted - end_);
    setCursor(wanted, owner);
}

void TimeView::setAxis(Axis axis)
{
    if (axis == axis_)
        return;
    axis_ = axis;
    Q_EMIT changed();
}

} // namespace helio
