// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/timingrange.h"

#include <algorithm>

namespace helio {

void TimingRange::fit(const ArrivalLog &log, const QList<TimingMark> &marks)
{
    if (log.isEmpty()) {
        begin_ = end_ = 0;
        return;
    }
    if (!isWhole_)
        return;
    qint64 first = log.first();
    for (const TimingMark &mark : marks) {
        if (log.forgottenCount() == 0)
            first = std::min(first, mark.at);
    }
    const qint64 last = log.last();
    first = std::max(first, last - LongestAtFirst);
    const qint64 rim = std::max((last - first) / 50, Shortest / 2);
    begin_ = first - rim;
    end_ = last + rim;
}

void TimingRange::zoom(const ArrivalLog &log, double factor, qint64 around)
{
    if (log.isEmpty())
        return;
    const double whole = double(log.last() - log.first()) * 1.1 + double(1'000 * Millisecond);
    const double wanted = std::clamp(double(length()) * factor, double(Shortest), whole);
    const double share = double(around - begin_) / double(std::max<qint64>(length(), 1));
    const qint64 begin = around - qint64(share * wanted);
    show(begin, begin + qint64(wanted));
}

void TimingRange::bringIn(qint64 time)
{
    if (time < begin_ || time > end_)
        show(time - length() / 2, time + length() / 2);
}

void TimingRange::show(qint64 begin, qint64 end)
{
    isWhole_ = false;
    begin_ = begin;
    end_ = std::max(end, begin + Shortest);
}

} // namespace helio
