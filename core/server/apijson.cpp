// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/apijson.h"

#include "hub/hub.h"

#include <QDateTime>

#include <algorithm>

namespace helio {

namespace {

/// As members of the object being written.
void writeClientMembers(JsonWriter &json, const ClientInfo &client)
{
    json.key("id").string(client.id).key("remoteAddress").text(client.remoteAddress);
    json.key("userAgent").string(client.userAgent).key("origin").string(client.origin);
    writeList(json.key("channels"), client.channels);
    writeList(json.key("patterns"), client.patterns);
    json.key("subject").id(client.subject.toUtf8()).key("connectedAt").time(client.connectedAt);
    json.key("lastEventId").id(client.lastEventId);
    json.key("sentEvents").number(client.sentEvents).key("sentBytes").number(client.sentBytes);
    json.key("queuedEvents").number(client.queuedEvents).key("queuedBytes").number(client.queuedBytes);
    json.key("oldestQueuedMs").number(client.oldestQueuedMs).key("gapsTold").number(client.gapsReported);
    json.key("unsentKernelBytes");
    if (client.kernel)
        json.number(client.kernel->unacknowledgedBytes);
    else
        json.null();
    json.key("rttMicroseconds");
    if (client.kernel)
        json.number(client.kernel->roundTripMicroseconds);
    else
        json.null();
    json.key("kernelFiguresAgeMs");
    if (client.kernel)
        json.number(std::max<qint64>(0, QDateTime::currentMSecsSinceEpoch() - client.kernel->takenAt));
    else
        json.null();
}

/// `latency` as members of the object being written.
void writeLatency(JsonWriter &json, const LatencyHistogram &latency)
{
    json.key("deliveries").number(latency.count());
    json.key("p50Microseconds").number(latency.quantile(0.5)).key("p99Microseconds").number(latency.quantile(0.99));
    json.key("maxMicroseconds").number(latency.maximum());
}

void writeTroubles(JsonWriter &json, const HubTroubles &troubles)
{
    json.beginObject().key("freshGaps").number(troubles.freshGaps);
    json.key("slowClients").beginArray();
    for (const HubTroubles::Slow &one : troubles.slowClients)
        json.beginObject().key("name").string(one.name).key("closed").number(one.closed).endObject();
    json.endArray().key("crowds").beginArray();
    for (const HubTroubles::Crowd &one : troubles.crowds) {
        json.beginObject().key("origin").string(one.origin).key("address").string(one.address);
        json.key("userAgent").string(one.userAgent).key("streams").number(one.streams).endObject();
    }
    json.endArray().key("refused").beginObject();
    for (auto reason = troubles.refused.cbegin(); reason != troubles.refused.cend(); ++reason)
        json.key(reason.key()).number(reason.value());
    json.endObject().key("tokens").beginArray();
    for (const HubTroubles::Token &one : troubles.tokens)
        json.beginObject().key("name").string(one.name).key("secondsLeft").number(one.secondsLeft).endObject();
    json.endArray();
    writeList(json.key("openAt"), troubles.openAt);
    json.endObject();
}

const char *stateName(StoreInfo::State state)
{
    switch (state) {
    case StoreInfo::State::Ok:
        return "ok";
    case StoreInfo::State::Away:
        return "away";
    case StoreInfo::State::Full:
        return "full";
    case StoreInfo::State::Broken:
        return "broken";
    }
    Q_UNREACHABLE();
}

/// Texts that people read are null where there is nothing to say.
void writeStore(JsonWriter &json, const StoreInfo &store)
{
    json.beginObject().key("kind").string(store.kind).key("state").string(stateName(store.state));
    json.key("problem").id(store.problem.toUtf8()).key("notice").id(store.notice.toUtf8());
    json.key("elsewhere").id(store.elsewhere.toUtf8());
    writeTime(json.key("oldestAt"), store.oldestAt);
    if (store.disk) {
        const StoreInfo::Disk &disk = *store.disk;
        json.key("usedBytes").number(disk.usedBytes).key("fileBytes").number(disk.fileBytes);
        json.key("logBytes").number(disk.logBytes);
        json.key("commits").number(disk.commits).key("committedEvents").number(disk.committedEvents);
        json.key("slowCommits").number(disk.slowCommits);
        json.key("commit").beginObject().key("p50Microseconds").number(disk.commitTime.p50);
        json.key("p99Microseconds").number(disk.commitTime.p99);
        json.key("maxMicroseconds").number(disk.commitTime.maximum).endObject();
        json.key("group").beginObject().key("p50").number(disk.groupEvents.p50);
        json.key("p99").number(disk.groupEvents.p99).key("max").number(disk.groupEvents.maximum).endObject();
        json.key("waiting").beginObject().key("appends").number(disk.waitingAppends);
        json.key("bytes").number(disk.waitingBytes).endObject();
    }
    json.endObject();
}

const char *stateName(BackplaneInfo::State state)
{
    switch (state) {
    case BackplaneInfo::State::Connecting:
        return "connecting";
    case BackplaneInfo::State::Open:
        return "open";
    case BackplaneInfo::State::Away:
        return "away";
    }
    Q_UNREACHABLE();
}

const char *stateName(GroupInfo::State state)
{
    switch (state) {
    case GroupInfo::State::Joining:
        return "joining";
    case GroupInfo::State::Open:
        return "open";
    case GroupInfo::State::Restoring:
        return "restoring";
    case GroupInfo::State::Away:
        return "away";
    }
    Q_UNREACHABLE();
}

/// `hubs`: all that are known.
void writeBridge(JsonWriter &json, const GroupInfo::Bridge &bridge, const QList<GroupInfo::Hub> &hubs)
{
    const auto leader = std::find_if(hubs.cbegin(), hubs.cend(),
                                     [&bridge](const GroupInfo::Hub &hub) { return hub.id == bridge.leader; });
    json.beginObject();
    writeList(json.key("channels"), bridge.channels);
    json.key("leader").id(bridge.leader);
    json.key("leaderName").id(leader == hubs.cend() ? QByteArray() : leader->name.toUtf8());
    json.key("self").boolean(bridge.isOurs).key("problem").id(bridge.problem.toUtf8());
    json.key("heard").number(bridge.heard).key("said").number(bridge.said);
    json.key("dropped").number(bridge.dropped).key("gaps").number(bridge.gaps).endObject();
}

} // namespace

void writeList(JsonWriter &json, const QByteArrayList &items)
{
    json.beginArray();
    for (const QByteArray &item : items)
        json.string(item);
    json.endArray();
}

void writeChannel(JsonWriter &json, const ChannelInfo &channel)
{
    json.beginObject();
    json.key("name").string(channel.name).key("subscribers").number(channel.subscribers);
    json.key("events").number(channel.events).key("bytes").number(channel.bytes);
    json.key("eventsPerSecond").number(channel.eventsPerSecond).key("lastEventId").id(channel.lastEventId);
    json.key("history").beginObject();
    json.key("events").number(channel.historyEvents).key("bytes").number(channel.historyBytes);
    json.key("oldestId").id(channel.oldestId);
    writeTime(json.key("oldestAt"), channel.oldestAt);
    json.endObject();
    json.endObject();
}

void writeClient(JsonWriter &json, const ClientInfo &client)
{
    json.beginObject();
    writeClientMembers(json, client);
    json.endObject();
}

void writeDisconnection(JsonWriter &json, const Disconnection &disconnection)
{
    json.beginObject().key("n").number(disconnection.number);
    writeClientMembers(json, disconnection.client);
    json.key("disconnectedAt").time(disconnection.endedAt);
    json.key("durationMs").number(std::max<qint64>(0, disconnection.endedAt - disconnection.client.connectedAt));
    json.key("reason").text(departureName(disconnection.departure)).endObject();
}

void writeRedis(JsonWriter &json, const std::optional<BackplaneInfo> &redis)
{
    if (!redis) {
        json.null();
        return;
    }
    json.beginObject().key("state").string(stateName(redis->state)).key("address").text(redis->address);
    json.key("problem").id(redis->problem.english().toUtf8());
    writeList(json.key("channels"), redis->channels);
    json.key("received").number(redis->received).key("sent").number(redis->sent);
    json.key("dropped").number(redis->dropped).key("gaps").number(redis->gaps);
    json.key("awayMs").number(redis->awayMs).endObject();
}

void writeGroup(JsonWriter &json, const std::optional<GroupInfo> &group)
{
    if (!group) {
        json.null();
        return;
    }
    json.beginObject().key("state").string(stateName(group->state)).key("address").text(group->address);
    json.key("stream").string(group->stream).key("problem").id(group->problem.toUtf8());
    json.key("notice").id(group->notice.toUtf8()).key("awayMs").number(group->awayMs);
    json.key("received").number(group->received).key("dropped").number(group->dropped);
    json.key("hubs").beginArray();
    for (const GroupInfo::Hub &hub : group->hubs) {
        json.beginObject().key("id").string(hub.id).key("name").text(hub.name).key("version").text(hub.version);
        json.key("listen").beginArray();
        for (const QString &url : hub.urls)
            json.text(url);
        json.endArray();
        writeTime(json.key("startedAt"), hub.startedAt);
        json.key("clients").number(hub.clients).key("channels").number(hub.channels);
        json.key("lagMs").number(hub.lagMs).key("self").boolean(hub.isSelf).key("bridged");
        if (hub.bridged)
            writeList(json, *hub.bridged);
        else
            json.null();
        json.endObject();
    }
    json.endArray().key("bridge");
    if (group->bridge)
        writeBridge(json, *group->bridge, group->hubs);
    else
        json.null();
    json.endObject();
}

void writeTime(JsonWriter &json, qint64 milliseconds)
{
    if (milliseconds > 0)
        json.time(milliseconds);
    else
        json.null();
}

void writeStats(JsonWriter &json, const Hub &hub, const HubTotals &totals)
{
    json.key("startedAt").time(totals.startedAt);
    json.key("uptimeSeconds").number(double(QDateTime::currentMSecsSinceEpoch() - totals.startedAt) / 1000);
    json.key("clients").number(totals.clients).key("channels").number(totals.channels);
    json.key("published").number(totals.published).key("publishedBytes").number(totals.publishedBytes);
    json.key("publishedPerSecond").number(totals.publishedPerSecond);
    json.key("delivered").number(totals.delivered).key("deliveredBytes").number(totals.deliveredBytes);
    json.key("deliveredPerSecond").number(totals.deliveredPerSecond);
    json.key("deliveredBytesPerSecond").number(totals.deliveredBytesPerSecond);
    json.key("gaps").number(totals.gaps).key("disconnects").beginObject();
    for (auto reason = totals.disconnects.cbegin(); reason != totals.disconnects.cend(); ++reason)
        json.key(reason.key().toUtf8()).number(reason.value());
    json.endObject();
    json.key("longTurns").beginArray();
    for (const LongTurns &one : totals.longTurns) {
        json.beginObject().key("in").text(QString::fromLatin1(one.name)).key("count").number(one.count);
        json.key("longestMs").number(one.longestMs).key("longestCpuMs").number(one.longestCpuMs).endObject();
    }
    json.endArray();
    json.key("latency").beginObject();
    writeLatency(json, hub.latency());
    json.key("channels").beginArray();
    for (const ChannelLatency &channel : hub.channelLatencies()) {
        json.beginObject().key("channel").string(channel.channel);
        writeLatency(json, *channel.latency);
        json.endObject();
    }
    json.endArray().endObject();
    json.key("history").beginObject();
    json.key("events").number(totals.historyEvents).key("bytes").number(totals.historyBytes).endObject();
    writeStore(json.key("store"), totals.store);
    writeRedis(json.key("redis"), hub.backplaneInfo());
    writeGroup(json.key("group"), hub.groupInfo());
    writeTroubles(json.key("troubles"), totals.troubles);
}

} // namespace helio
