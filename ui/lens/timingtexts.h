// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lens/arrivallog.h"
#include "ui/lens/timingmarks.h"

#include <QString>

/// What *Timing* says in words, translated.
namespace helio::timingtexts {

/// With its shape, e.g. `▼ first event`.
QString mark(TimingMark::Kind kind);
/// How many arrivals, in what time; of the newest request, what came after it and when; how far apart they were.
QString summary(const ArrivalLog &log, const QList<TimingMark> &marks);
/// What lies between two moments, one thing a line; `marks` are those that stand there.
QString moment(const ArrivalLog &log, qint64 from, qint64 to, const QList<TimingMark> &marks);

} // namespace helio::timingtexts
