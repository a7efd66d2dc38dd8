// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lens/arrivallog.h"
#include "ui/lens/timingmarks.h"

#include <QRect>

class QPainter;
class QPalette;

namespace helio {

/// Where a stretch of time lies in pixels. Times are nanoseconds since 1970.
struct TimingAxis
{
    QRect rect;
    qint64 begin = 0;
    qint64 end = 0;

    int xOf(qint64 time) const;
    qint64 timeAt(int x) const;
};

/// Paints what *Timing* shows, on one painter: each arrival as a mark, gathered by columns of pixels; silences hatched,
/// bursts shaded. Color alone tells nothing apart.
class TimingPainter
{
public:
    /// All are borrowed. `log` is not empty, and the axis has a length.
    TimingPainter(QPainter &painter, const QPalette &palette, const TimingAxis &axis, const ArrivalLog &log)
        : painter_(painter)
        , palette_(palette)
        , axis_(axis)
        , log_(log)
    {}

    void paintArrivals(const std::optional<ArrivalLog::Stretch> &selected, std::optional<qint64> cursor);
    void paintMarks(const QList<TimingMark> &marks);
    /// Times below the axis, from the first arrival on.
    void paintTimes();
    /// How far apart arrivals are, with its name above and times below.
    void paintHistogram(const QRect &rect, const QString &name);

private:
    void paintStretches();
    void paintColumns();

    QPainter &painter_;
    const QPalette &palette_;
    const TimingAxis &axis_;
    const ArrivalLog &log_;
};

} // namespace helio
