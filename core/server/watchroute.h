// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "hub/slices.h"

#include <functional>
#include <memory>
#include <vector>

namespace helio {

class AccessGate;
struct Exchange;
class Hub;
class RouteTable;
class WatchStream;

/// `GET /api/watch`: how the hub is, again and again, for a window far away. Its streams are no clients, and nothing is
/// done while there are none.
class WatchRoute
{
public:
    static constexpr size_t MaximumStreams = 32;
    static constexpr qsizetype MaximumClients = 200; ///< whose rows may be asked for

    /// `totals`: those of the hub, with what its front knows.
    WatchRoute(Hub &hub, const AccessGate &gate, std::function<HubTotals()> totals);
    ~WatchRoute();

    /// Adds its row, which calls this: the table must not be asked any more when this is gone.
    void addTo(RouteTable &table);

    /// Ends the streams of those who may inspect the hub no more.
    void review();
    /// Ends them all, as the hub stops.
    void drain();
    /// The hub is gone.
    void clear();

private:
    void watch(Exchange &exchange);

    Hub &hub_;
    const AccessGate &gate_;
    std::function<HubTotals()> totals_;
    Slices slices_{"watching"};
    std::vector<std::shared_ptr<WatchStream>> streams_;
};

} // namespace helio
