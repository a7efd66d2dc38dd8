// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/brokenplaces.h"

#include "history/statement.h"

#include <limits>

namespace helio {

namespace {

/// Whether there is a row from there on whose page can be read, and where; or the end.
bool holdsRow(Database &view, qint64 from, qint64 &position)
{
    view.clearFault();
    Statement row(view, "SELECT position FROM event WHERE position>=? ORDER BY position LIMIT 1");
    position = row.bind(1, from).next() ? row.integer(0) : std::numeric_limits<qint64>::max();
    return !view.fault() && position >= from;
}

} // namespace

/// By steps that double, then halved.
std::optional<qint64> firstReadableBehind(Database &view, qint64 from)
{
    constexpr qint64 End = std::numeric_limits<qint64>::max();
    qint64 position = 0;
    // Its page can be read: then it is the row itself that cannot, as where its text goes on in a broken page.
    if (holdsRow(view, from, position))
        return position == End ? std::nullopt : std::optional(position + 1);
    qint64 bad = from;
    qint64 step = 1;
    while (!holdsRow(view, from + step, position)) {
        bad = from + step;
        if (step > End / 2 - from)
            return {};
        step *= 2;
    }
    qint64 good = from + step;
    while (good - bad > 1) {
        const qint64 middle = bad + (good - bad) / 2;
        (holdsRow(view, middle, position) ? good : bad) = middle;
    }
    return holdsRow(view, good, position) && position < End ? std::optional(good) : std::nullopt;
}

std::optional<qint64> eventsByIndex(Database &view, qint64 from, qint64 before, const QList<qint64> &channels)
{
    view.clearFault();
    qint64 events = 0;
    const auto add = [&](Statement &count) {
        count.bind(1, from).bind(2, before);
        events += count.next() ? count.integer(0) : 0;
        count.reset();
    };
    if (channels.isEmpty()) {
        Statement count(view, "SELECT count(*) FROM event INDEXED BY by_channel WHERE position>=? AND position<?");
        add(count);
    }
    Statement ofOne(view, "SELECT count(*) FROM event INDEXED BY by_channel WHERE position>=? AND position<?"
                          " AND channel=?");
    for (const qint64 channel : channels) {
        ofOne.bind(3, channel);
        add(ofOne);
    }
    return view.fault() ? std::nullopt : std::optional(events);
}

} // namespace helio
