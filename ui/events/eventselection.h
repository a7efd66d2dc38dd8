// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/eventring.h"

#include <optional>

namespace helio {

/// What was chosen elsewhere in the window, so that the events table shows its events alone: a channel, all channels
/// below a part of their names, or a source. A value; an empty one lets everything pass.
struct EventSelection
{
    std::optional<int> source;
    QByteArray channel;    ///< empty: all, but of a folder those that begin with `.` or `/`
    bool isFolder = false; ///< `channel` is the beginning of names, up to a `.` or `/`

    bool isEmpty() const { return !source && channel.isEmpty(); }
    bool holds(const EventView &event) const;

    friend bool operator==(const EventSelection &, const EventSelection &) = default;
};

} // namespace helio
