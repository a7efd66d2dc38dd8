// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"

#include <QMap>

namespace helio {

/// Who left a hub, as far as it was told: so that a window that asks each second need not ask the hub. A value.
class DepartureLog
{
public:
    static constexpr qsizetype MaximumDepartures = 1000; ///< as many as a hub remembers

    /// The hub told these by itself. It may have done so before an answer came that does not have them yet.
    void append(const QList<DepartureInfo> &departures);
    /// The hub answered that after the one of that number there were these. What it tells by itself follows them.
    void answered(quint64 after, const QList<DepartureInfo> &departures);
    /// Those after that number; nothing where the hub must be asked.
    std::optional<QList<DepartureInfo>> after(quint64 number) const;
    /// It is another hub, or the stream of what it tells was cut.
    void clear();

private:
    QMap<quint64, DepartureInfo> departures_;
    std::optional<quint64> completeFrom_; ///< all after it are there
};

} // namespace helio
