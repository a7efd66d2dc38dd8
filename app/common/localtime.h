// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <limits>

namespace helio {

/// The time of day here, as text. The rules of the time zone are asked once for each second that it is asked about, not
/// for each time: that would read the system's files for each event. A change of the zone's offset happens between two
/// seconds, so all are right.
class LocalTime
{
public:
    /// `HH:mm:ss.zzz` of so many milliseconds since 1970; valid until the next call.
    QByteArrayView text(qint64 milliseconds);

private:
    qint64 second_ = std::numeric_limits<qint64>::min(); ///< that text_ is of
    QByteArray text_;
};

} // namespace helio
