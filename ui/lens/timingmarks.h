// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/eventselection.h"

#include <QList>

#include <optional>

namespace helio {

class LensFeed;
class StreamList;

/// A moment that *Timing* marks.
struct TimingMark
{
    enum class Kind {
        Request,
        Head, ///< of the answer came; the first byte of its body may be much later
        FirstEvent,
        FirstText, ///< of a message
    };

    Kind kind = Kind::Request;
    qint64 at = 0; ///< nanoseconds since 1970-01-01T00:00Z
};

/// Those of one stream's newest connections, from its story, and of the newest messages, where the lens is about the
/// same. In no order; of an empty selection none.
QList<TimingMark> timingMarks(const EventSelection &subject, const StreamList &streams, const LensFeed &lens);

std::optional<qint64> newestRequest(const QList<TimingMark> &marks);
/// The first one of a kind, not before `from`.
std::optional<qint64> firstOf(const QList<TimingMark> &marks, TimingMark::Kind kind, qint64 from);

} // namespace helio
