// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/feedqueue.h"
#include "json/jsonpath.h"

namespace helio {

constexpr qint64 Second = 1000;                   ///< in milliseconds
constexpr qint64 StartOfData = 1'763'690'000'000; ///< a time like any other

inline JsonPath path(const char *text)
{
    return JsonPath::parse(QString::fromUtf8(text)).value();
}

/// What arrived at `at`, in milliseconds since 1970.
inline FeedQueue::Item item(int source, const QByteArray &channel, const QByteArray &type, const QByteArray &data,
                            qint64 at = StartOfData)
{
    return {source, {{channel, {}, type, data}, at * 1'000'000}};
}

} // namespace helio
