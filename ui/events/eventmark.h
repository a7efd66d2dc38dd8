// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/tone.h"

#include <QHash>
#include <QString>

namespace helio {

/// That something is to be said of an event, beside what it holds.
struct EventMark
{
    Tone tone = Tone::None;
    QString shape; ///< behind the event's time
    QString text;  ///< for people, in whole lines

    friend bool operator==(const EventMark &, const EventMark &) = default;
};

/// By the event's sequence number. A few: each is looked for by hash.
using EventMarks = QHash<quint64, EventMark>;

} // namespace helio
