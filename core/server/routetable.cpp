// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routetable.h"

#include <algorithm>

namespace helio {

Route adminRoute(const QByteArrayList &path, const QByteArrayList &methods, const QByteArrayList &query,
                 std::function<void(Exchange &)> handler)
{
    return {path, methods, Needs::Admin, std::move(handler), WhenDraining::Refuse, {}, query, {}};
}

void RouteTable::add(const QList<Route> &routes)
{
    routes_ += routes;
}

void RouteTable::setFallback(Route route)
{
    fallback_ = std::move(route);
}

const Route *RouteTable::find(const QByteArrayList &path) const
{
    const auto matches = [&path](const Route &route) {
        return route.path.size() == path.size() && std::equal(route.path.cbegin(), route.path.cend(), path.cbegin(),
                                                              [](const QByteArray &wanted, const QByteArray &segment) {
                                                                  return wanted == "*" || wanted == segment;
                                                              });
    };
    const auto found = std::find_if(routes_.cbegin(), routes_.cend(), matches);
    if (found != routes_.cend())
        return &*found;
    const bool isOfTheTable = std::any_of(routes_.cbegin(), routes_.cend(), [&path](const Route &route) {
        return !route.path.isEmpty() && route.path.constFirst() == path.value(0);
    });
    return fallback_ && !isOfTheTable ? &*fallback_ : nullptr;
}

} // namespace helio
