// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/historylimits.h"

#include <algorithm>

namespace helio {

QList<ChannelBounds> HistoryLimits::bounds() const
{
    const ChannelBounds ofOthers{maximumEvents, std::numeric_limits<qint64>::max(), maximumAge};
    QList<ChannelBounds> all;
    for (const ChannelLimits &limits : channels)
        all.append({limits.maximumEvents.value_or(ofOthers.maximumEvents),
                    limits.maximumBytes.value_or(ofOthers.maximumBytes),
                    limits.maximumAge.value_or(ofOthers.maximumAge)});
    all.append(ofOthers);
    return all;
}

qsizetype HistoryLimits::boundsOf(QByteArrayView channel) const
{
    const auto found = std::find_if(channels.cbegin(), channels.cend(),
                                    [&](const ChannelLimits &limits) { return limits.pattern.matches(channel); });
    return found - channels.cbegin();
}

} // namespace helio
