// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/grant.h"

#include <algorithm>

namespace helio {

namespace {

bool anyMatches(const QList<Pattern> &patterns, QByteArrayView channel)
{
    return std::any_of(patterns.cbegin(), patterns.cend(),
                       [&](const Pattern &pattern) { return pattern.matches(channel); });
}

} // namespace

bool Grant::mayPublish(QByteArrayView channel) const
{
    return anyMatches(publish, channel);
}

bool Grant::maySubscribe(QByteArrayView channel) const
{
    return anyMatches(subscribe, channel);
}

bool Grant::maySubscribeToAll() const
{
    return subscribe.contains(Pattern("*"));
}

Grant Grant::everything()
{
    Grant grant;
    grant.publish = grant.subscribe = {Pattern("*")};
    grant.admin = true;
    return grant;
}

} // namespace helio
