// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/groupstorefactory.h"

#include "event/version.h"
#include "group/grouppeers.h"
#include "group/groupstore.h"
#include "group/redisgrouplog.h"

#include <QRandomGenerator>

namespace helio {

namespace {

/// What an entry takes in Redis at least.
constexpr qint64 EntryBytes = 150;

/// Six letters and digits: a billion of them, and few hubs have one at a time.
QByteArray newHubId()
{
    static constexpr char Signs[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    QByteArray id(6, Qt::Uninitialized);
    for (char &sign : id)
        sign = Signs[QRandomGenerator::system()->bounded(int(sizeof Signs) - 1)];
    return id;
}

} // namespace

LogOptions logOptions(const GroupOptions &options, const HistoryLimits &limits)
{
    LogOptions log;
    log.stream = options.stream;
    log.hub = newHubId();
    log.replicas = options.replicas;
    log.maximumEntries = std::max<qint64>(1, limits.maximumBytes / EntryBytes);
    log.idAge = std::max(std::chrono::milliseconds(1), limits.maximumAge);
    for (const ChannelBounds &bounds : limits.bounds())
        log.idAge = std::max(log.idAge, bounds.maximumAge);
    log.maximumDataBytes = options.maximumDataBytes;
    log.bridged = options.bridged;
    return log;
}

StoreFactory makeGroupStore(const GroupOptions &options)
{
    return [options](const HistoryLimits &limits, const Clock &clock) {
        const LogOptions log = logOptions(options, limits);
        auto redis = std::make_unique<RedisGroupLog>(options.url);
        GroupLine &line = *redis;
        auto store = std::make_unique<GroupStore>(limits, clock, std::move(redis), log);
        const auto health = [store = store.get(), address = options.url.shown()] {
            GroupInfo info = store->health();
            info.address = address;
            return info;
        };
        GroupInfo::Hub self{.id = log.hub, .version = QString::fromLatin1(programVersion())};
        self.bridged = log.bridged.entries();
        MadeStore made(std::move(store));
        made.peers = std::make_unique<GroupPeers>(line, self, health);
        made.kind = QByteArrayLiteral("redis");
        made.hubId = log.hub;
        made.file =
            GroupStore::tr("Redis at %1, stream %2").arg(options.url.shown(), QString::fromUtf8(options.stream));
        return made;
    };
}

} // namespace helio
