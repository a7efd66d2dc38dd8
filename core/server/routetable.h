// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QList>

#include <functional>
#include <optional>

namespace helio {

struct Exchange;

/// What a route asks of who calls it.
enum class Needs {
    Nothing,
    Channels, ///< a good token, where tokens are asked for; the handler checks which channels it grants
    Admin,    ///< the right to inspect and steer
};

/// What a route answers while the hub drains.
enum class WhenDraining {
    Refuse, ///< 503
    /// Nothing, for what changes nothing: any status but 200 would make an EventSource give up for ever; after a
    /// connection that just closes it tries again.
    Close,
};

/// One row of the table: a path, and who answers it.
///
/// To add a route, add a row in addTo() of the class that is to answer it (PublishRoutes, StreamRoute, StaticRoutes;
/// for administrators, with adminRoute(), InspectRoutes, HistoryRoute, ClientRoutes, AccessRoutes, WatchRoute) and
/// write the handler there. When the handler runs, the guards have let the request pass, its method is among `methods`
/// (OPTIONS is answered for it) and its grant is what `needs` asks for. It answers by Exchange::answer(), or later by
/// HttpConnection::answerer().
struct Route
{
    QByteArrayList path; ///< segments; `*` stands for any one, none at all for `/`
    QByteArrayList methods;
    Needs needs;
    std::function<void(Exchange &)> handler;
    WhenDraining whenDraining = WhenDraining::Refuse;
    /// Judges what the head alone shows, and answers where it returns false: before a body is read, where that takes
    /// longer, and before the handler in any case. None: everybody may send a body.
    std::function<bool(Exchange &)> admit = {};
    /// The names that the query may have, beside `access_token`; any other is answered with 400, and so is one that
    /// stands there twice. Nothing: the handler judges them.
    std::optional<QByteArrayList> query = {};
    QByteArrayList repeatable = {}; ///< names of the query that may stand there more than once
};

/// A row for who has the right `admin`, which knows the names in its query.
Route adminRoute(const QByteArrayList &path, const QByteArrayList &methods, const QByteArrayList &query,
                 std::function<void(Exchange &)> handler);

/// The routes of all parts.
class RouteTable
{
public:
    /// Adds rows behind those there are: the first that matches a path answers it.
    void add(const QList<Route> &routes);
    /// Has `route` answer what no row is for, but nothing below a first segment with which a row begins: that space is
    /// the table's. Its path does not matter.
    void setFallback(Route route);

    /// Null when nothing is there. Valid until a row is added.
    const Route *find(const QByteArrayList &path) const;

private:
    QList<Route> routes_;
    std::optional<Route> fallback_;
};

} // namespace helio
