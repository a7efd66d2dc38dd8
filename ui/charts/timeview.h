// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>

namespace helio {

/// Which time charts show, and where their cursor is: one for all charts, so that they can be compared. Times are
/// milliseconds since 1970-01-01T00:00Z.
///
/// The window ends now and moves on (live), or stands at a time of the past. It never shows the future, nor what is
/// older than a day.
class TimeView : public QObject
{
    Q_OBJECT
public:
    enum class Axis { Relative, Clock };

    static constexpr qint64 ShortestWindow = 60 * 1000LL;
    static constexpr qint64 LongestWindow = 24 * 3600 * 1000LL;

    using QObject::QObject;

    /// Time goes on; does nothing while paused.
    void advance(qint64 now);

    qint64 window() const { return window_; }
    qint64 end() const { return end_; }
    qint64 begin() const { return end_ - window_; }
    /// The newest time there is to show; while paused, when that began.
    qint64 now() const { return now_; }
    bool isLive() const { return isLive_ && !isPaused_; }
    bool isPaused() const { return isPaused_; }

    /// Clamped; a live window goes on ending now, another keeps its middle.
    void setWindow(qint64 milliseconds);
    /// Changes the window by `factor` (below 1: shows less, larger) so that `around` stays where it is.
    void zoom(double factor, qint64 around);
    /// Where zooming by a key holds still: the cursor, the end of a live window, the middle of another.
    qint64 zoomCentre() const;
    /// To later times where positive. Arriving at the end of time makes the window live.
    void pan(qint64 milliseconds);
    void showOldest();
    /// Ends a pause, too.
    void backToNow();
    /// What is shown stands still; figures go on being taken.
    void setPaused(bool paused);

    std::optional<qint64> cursor() const { return cursor_; }
    /// `owner` is the chart that the user looks at: the others show less.
    void setCursor(std::optional<qint64> at, const QObject *owner);
    const QObject *cursorOwner() const { return cursorOwner_; }
    /// By a key: from the end of the window where there is none yet; the window follows it.
    void moveCursor(qint64 milliseconds, const QObject *owner);

    Axis axis() const { return axis_; }
    void setAxis(Axis axis);

Q_SIGNALS:
    void changed(); ///< what is shown, or whether it is live
    void cursorChanged();

private:
    void show(qint64 end, qint64 window);

    qint64 now_ = 0;
    qint64 end_ = 0;
    qint64 window_ = 5 * 60 * 1000LL;
    bool isLive_ = true;
    bool isPaused_ = false;
    std::optional<qint64> cursor_;
    const QObject *cursorOwner_ = nullptr; ///< compared only
    Axis axis_ = Axis::Relative;
};

} // namespace helio
