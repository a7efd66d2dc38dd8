// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"

#include <optional>

namespace helio {

struct Exchange;
class Hub;
struct RequestTarget;
class RouteTable;

/// `GET /api/history`: what was published before, page by page backwards.
class HistoryRoute
{
public:
    /// `hub` is borrowed.
    explicit HistoryRoute(Hub &hub);

    /// Adds its row, which calls this: the table must not be asked any more when this is gone.
    void addTo(RouteTable &table);

private:
    void history(Exchange &exchange);

    Hub &hub_;
};

/// What a target asks of history: `channel`, `pattern`, `before`, `since`, `limit`. Nothing when that is wrong;
/// `problem` says why. `now`: milliseconds since 1970.
std::optional<HistoryQuery> historyQueryFrom(const RequestTarget &target, qint64 now, QString &problem);

} // namespace helio
