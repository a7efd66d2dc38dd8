// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/departurelog.h"

#include <algorithm>

namespace helio {

void DepartureLog::answered(quint64 after, const QList<DepartureInfo> &departures)
{
    completeFrom_ = completeFrom_ ? std::min(*completeFrom_, after) : after;
    append(departures);
}

std::optional<QList<DepartureInfo>> DepartureLog::after(quint64 number) const
{
    if (!completeFrom_ || number < *completeFrom_)
        return {};
    QList<DepartureInfo> after;
    for (auto at = departures_.upperBound(number); at != departures_.cend(); ++at)
        after.append(*at);
    return after;
}

void DepartureLog::clear()
{
    departures_.clear();
    completeFrom_.reset();
}

void DepartureLog::append(const QList<DepartureInfo> &departures)
{
    for (const DepartureInfo &departure : departures)
        departures_.insert(departure.number, departure);
    while (departures_.size() > MaximumDepartures) {
        // The hub would not remember it either.
        departures_.erase(departures_.cbegin());
    }
}

} // namespace helio
