// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/clientorder.h"

#include <QStringList>

#include <algorithm>
#include <iterator>

namespace helio {

namespace {

struct OrderName
{
    const char *name;
    ClientQuery::Order order;
};
constexpr OrderName OrderNames[] = {{"id", ClientQuery::Order::Arrival},
                                    {"remoteAddress", ClientQuery::Order::RemoteAddress},
                                    {"userAgent", ClientQuery::Order::UserAgent},
                                    {"origin", ClientQuery::Order::Origin},
                                    {"channels", ClientQuery::Order::Channels},
                                    {"patterns", ClientQuery::Order::Patterns},
                                    {"subject", ClientQuery::Order::Subject},
                                    {"connectedAt", ClientQuery::Order::ConnectedAt},
                                    {"lastEventId", ClientQuery::Order::LastEventId},
                                    {"sentEvents", ClientQuery::Order::SentEvents},
                                    {"sentBytes", ClientQuery::Order::SentBytes},
                                    {"queuedEvents", ClientQuery::Order::QueuedEvents},
                                    {"queuedBytes", ClientQuery::Order::QueuedBytes},
                                    {"oldestQueuedMs", ClientQuery::Order::OldestQueued},
                                    {"gapsTold", ClientQuery::Order::Gaps},
                                    {"unsentKernelBytes", ClientQuery::Order::UnsentKernelBytes},
                                    {"rttMicroseconds", ClientQuery::Order::RoundTrip}};

QString sortProblem()
{
    QStringList names;
    for (const OrderName &one : OrderNames)
        names.append(QLatin1String(one.name));
    return QStringLiteral("sort is one of %1, with a - before it for the greatest first.")
        .arg(names.join(QLatin1String(", ")));
}

} // namespace

QString readSort(QByteArray value, ClientQuery &query)
{
    query.isDescending = value.startsWith('-');
    if (query.isDescending)
        value.remove(0, 1);
    const auto *found = std::find_if(std::begin(OrderNames), std::end(OrderNames),
                                     [&](const OrderName &one) { return value == one.name; });
    if (found == std::end(OrderNames))
        return sortProblem();
    query.order = found->order;
    return {};
}

} // namespace helio
