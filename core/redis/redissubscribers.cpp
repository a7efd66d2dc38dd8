// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redissubscribers.h"

#include "event/rules.h"

#include <algorithm>

namespace helio {

namespace {

/// Nobody reads more.
constexpr qsizetype MostChannels = 1'000;

QByteArrayList channelNames(const RespValue &reply)
{
    QByteArrayList names;
    for (const RespValue &name : reply.items) {
        if (names.size() < MostChannels && channelProblem(name.text).isEmpty())
            names.append(name.text);
    }
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace

void findRedisSubscribers(const RedisSender &send,
                          std::function<void(const QList<BackplaneChannel> &channels, const QByteArray &error)> found)
{
    send({"PUBSUB", "CHANNELS"}, [send, found = std::move(found)](const RespValue &reply) {
        const QByteArrayList names = channelNames(reply);
        if (reply.isError() || names.isEmpty()) {
            found({}, reply.isError() ? reply.text : QByteArray());
            return;
        }
        send(QByteArrayList{"PUBSUB", "NUMSUB"} + names, [found](const RespValue &counts) {
            QList<BackplaneChannel> channels;
            for (qsizetype i = 0; i + 1 < counts.items.size(); i += 2)
                channels.append({counts.items[i].text, counts.items[i + 1].number});
            found(channels, counts.isError() ? counts.text : QByteArray());
        });
    });
}

} // namespace helio
