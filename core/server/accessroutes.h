// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>

#include <functional>

namespace helio {

class AccessDesk;
class AccessGate;
struct AccessReport;
struct Exchange;
class RouteTable;

/// A hub's access rules, shown and changed by who has the right `admin`.
class AccessRoutes
{
public:
    /// `desk`, borrowed, is where the rules are kept; null: nowhere, and they cannot be changed.
    AccessRoutes(AccessDesk *desk, const AccessGate &gate);

    /// Adds its rows, which call this: the table must not be asked any more when this is gone.
    void addTo(RouteTable &table);

private:
    using Done = std::function<void(const AccessReport &)>;

    void overview(Exchange &exchange);
    void makeToken(Exchange &exchange);
    void revokeToken(Exchange &exchange);
    void setAnonymous(Exchange &exchange);
    bool admitChange(const Exchange &exchange) const;
    void expect(quint64 ticket, Done done);

    AccessDesk *desk_;
    const AccessGate &gate_;
    QHash<quint64, Done> expected_; ///< by ticket
    QObject inbox_;                 ///< in the hub's thread: what comes after its end is dropped
};

} // namespace helio
