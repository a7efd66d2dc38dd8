// SPDX-License-Identifier: GPL-3.0-or-later
#include "feed/clientfields.h"

#include <algorithm>

namespace helio {

ClientInfo clientFrom(const Fields &from, qint64 now)
{
    ClientInfo client;
    client.id = from.bytes("id");
    client.remoteAddress = from.text("remoteAddress");
    client.userAgent = from.bytes("userAgent");
    client.origin = from.bytes("origin");
    client.channels = from.list("channels");
    client.patterns = from.list("patterns");
    client.subject = from.text("subject");
    client.connectedAt = from.time("connectedAt");
    client.lastEventId = from.bytes("lastEventId");
    client.sentEvents = quint64(from.count("sentEvents"));
    client.sentBytes = quint64(from.count("sentBytes"));
    client.queuedEvents = from.count("queuedEvents");
    client.queuedBytes = from.count("queuedBytes");
    client.oldestQueuedMs = from.count("oldestQueuedMs");
    client.gapsReported = quint64(from.count("gapsTold"));
    if (!from.isNull("unsentKernelBytes"))
        client.kernel = {from.count("unsentKernelBytes"), from.count("rttMicroseconds"),
                         std::max<qint64>(0, now - from.count("kernelFiguresAgeMs"))};
    client.hub = from.text("hub");
    return client;
}

} // namespace helio
