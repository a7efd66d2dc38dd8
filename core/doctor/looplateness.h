// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/judged.h"

#include <QObject>
#include <QTimer>

namespace helio {

/// Whether the event loop of a thread is behind, so that what is read in it has come earlier than it seems. One for all
/// that is read in that thread; it ticks only while somebody watches.
class LoopLateness : public QObject
{
public:
    /// A loop that is later than this is late.
    static constexpr std::chrono::milliseconds Tolerance{50};
    static constexpr std::chrono::milliseconds Interval{25};

    explicit LoopLateness(QObject *parent = nullptr);

    /// In the loop's own thread, each watch() with one unwatch() later.
    void watch();
    void unwatch();
    /// Whether what is read at `now` may have lain here for longer than the tolerance. True before the first tick.
    bool isLate(Moment now) const;

private:
    void tick();

    QTimer timer_;
    int watchers_ = 0;
    Moment lastTick_{0};
    bool isTickLate_ = true; ///< what waited with a late tick is read behind it
};

} // namespace helio
