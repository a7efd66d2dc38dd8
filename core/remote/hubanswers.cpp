// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/hubanswers.h"

#include "event/position.h"
#include "event/rules.h"
#include "feed/clientfields.h"
#include "json/fields.h"
#include "json/utf8.h"

#include <algorithm>

namespace helio {

namespace {

constexpr qsizetype MaximumDepth = 16;
/// So many reasons to go, states of a Redis and long turns has no hub.
constexpr qsizetype MaximumNames = 100;

/// The object that the bytes are; nothing when they are none.
std::optional<Fields> objectIn(QByteArrayView json)
{
    const auto value = JsonValue::read(json, nullptr, MaximumDepth);
    if (!value || value->kind != JsonValue::Kind::Object)
        return {};
    return Fields(*value);
}

/// What `read` makes of each element of the array `name`; nothing when there is no such array.
template <typename Read>
auto listIn(const std::optional<Fields> &object, const char *name, const Read &read)
    -> std::optional<QList<decltype(read(*object))>>
{
    if (!object || object->array(name).kind != JsonValue::Kind::Array)
        return {};
    QList<decltype(read(*object))> list;
    for (JsonChildren children(object->array(name)); children.next();) {
        if (children.value().kind == JsonValue::Kind::Object)
            list.append(read(Fields(children.value())));
    }
    return list;
}

ChannelInfo channelFrom(const Fields &from)
{
    ChannelInfo channel;
    channel.name = from.bytes("name");
    channel.subscribers = from.smallCount("subscribers");
    channel.events = quint64(from.count("events"));
    channel.bytes = quint64(from.count("bytes"));
    channel.eventsPerSecond = from.rate("eventsPerSecond");
    channel.lastEventId = from.bytes("lastEventId");
    const Fields history = from.object("history");
    channel.historyEvents = history.smallCount("events");
    channel.historyBytes = history.count("bytes");
    channel.oldestId = history.bytes("oldestId");
    channel.oldestAt = history.time("oldestAt");
    return channel;
}

/// Those with a name that a channel can have.
QList<ChannelInfo> soundOnes(QList<ChannelInfo> channels)
{
    channels.removeIf([](const ChannelInfo &channel) { return !channelProblem(channel.name).isEmpty(); });
    return channels;
}

BackplaneInfo backplaneFrom(const Fields &from)
{
    BackplaneInfo info;
    const QByteArray state = from.bytes("state");
    info.state = state == "open"   ? BackplaneInfo::State::Open
                 : state == "away" ? BackplaneInfo::State::Away
                                   : BackplaneInfo::State::Connecting;
    info.address = from.text("address");
    info.problem = from.text("problem");
    info.channels = from.list("channels");
    info.received = quint64(from.count("received"));
    info.sent = quint64(from.count("sent"));
    info.dropped = quint64(from.count("dropped"));
    info.gaps = quint64(from.count("gaps"));
    info.awayMs = from.count("awayMs");
    return info;
}

GroupInfo::Bridge bridgeFrom(const Fields &from)
{
    GroupInfo::Bridge bridge;
    bridge.channels = from.list("channels").mid(0, MaximumNames);
    bridge.leader = from.bytes("leader");
    bridge.isOurs = from.flag("self");
    bridge.problem = from.text("problem");
    bridge.heard = quint64(from.count("heard"));
    bridge.said = quint64(from.count("said"));
    bridge.dropped = quint64(from.count("dropped"));
    bridge.gaps = quint64(from.count("gaps"));
    return bridge;
}

GroupInfo groupFrom(const Fields &from)
{
    GroupInfo info;
    const QByteArray state = from.bytes("state");
    info.state = state == "open"        ? GroupInfo::State::Open
                 : state == "restoring" ? GroupInfo::State::Restoring
                 : state == "away"      ? GroupInfo::State::Away
                                        : GroupInfo::State::Joining;
    info.address = from.text("address");
    info.stream = from.bytes("stream");
    info.problem = from.text("problem");
    info.notice = from.text("notice");
    info.awayMs = from.count("awayMs");
    info.received = quint64(from.count("received"));
    info.dropped = quint64(from.count("dropped"));
    for (JsonChildren hubs(from.array("hubs")); info.hubs.size() < Fields::MaximumItems && hubs.next();) {
        const Fields one(hubs.value());
        GroupInfo::Hub hub;
        hub.id = one.bytes("id");
        hub.name = one.text("name");
        hub.version = one.text("version");
        for (const QByteArray &url : one.list("listen").mid(0, MaximumNames))
            hub.urls.append(decodeUtf8(url));
        hub.startedAt = one.time("startedAt");
        hub.clients = one.smallCount("clients");
        hub.channels = one.smallCount("channels");
        hub.lagMs = one.smallCount("lagMs");
        hub.isSelf = one.flag("self");
        if (one.array("bridged").kind == JsonValue::Kind::Array) // not of older hubs
            hub.bridged = one.list("bridged");
        if (hub.bridged && hub.bridged->size() > MaximumNames) // a part of them would be another list
            hub.bridged.reset();
        if (!hub.id.isEmpty())
            info.hubs.append(hub);
    }
    if (!from.isNull("bridge"))
        info.bridge = bridgeFrom(from.object("bridge"));
    return info;
}

HubTroubles troublesFrom(const Fields &from)
{
    HubTroubles troubles;
    troubles.freshGaps = quint64(from.count("freshGaps"));
    for (JsonChildren slow(from.array("slowClients")); troubles.slowClients.size() < MaximumNames && slow.next();) {
        const Fields one(slow.value());
        troubles.slowClients.append({one.bytes("name"), quint64(one.count("closed"))});
    }
    for (JsonChildren crowds(from.array("crowds")); troubles.crowds.size() < MaximumNames && crowds.next();) {
        const Fields one(crowds.value());
        troubles.crowds.append(
            {one.bytes("origin"), one.bytes("address"), one.bytes("userAgent"), one.smallCount("streams")});
    }
    const Fields refused = from.object("refused");
    for (JsonChildren reasons(refused.value()); troubles.refused.size() < MaximumNames && reasons.next();) {
        bool isNumber = false;
        const quint64 count = reasons.value().text.toByteArray().toULongLong(&isNumber);
        if (isNumber)
            troubles.refused.insert(reasons.keyText().left(MaximumChannelBytes), count);
    }
    for (JsonChildren tokens(from.array("tokens")); troubles.tokens.size() < MaximumNames && tokens.next();) {
        const Fields one(tokens.value());
        troubles.tokens.append({one.bytes("name"), one.count("secondsLeft")});
    }
    troubles.openAt = from.list("openAt").mid(0, MaximumNames);
    return troubles;
}

SpreadInfo spreadFrom(const Fields &from, const char *p50, const char *p99, const char *maximum)
{
    SpreadInfo spread;
    spread.p50 = from.count(p50);
    spread.p99 = from.count(p99);
    spread.maximum = from.count(maximum);
    return spread;
}

/// Of a hub that does not tell, what the least would be.
StoreInfo storeFrom(const Fields &from)
{
    StoreInfo store;
    if (const QByteArray kind = from.bytes("kind"); !kind.isEmpty())
        store.kind = kind;
    const QByteArray state = from.bytes("state");
    if (state == "away")
        store.state = StoreInfo::State::Away;
    else if (state == "full")
        store.state = StoreInfo::State::Full;
    else if (state == "broken")
        store.state = StoreInfo::State::Broken;
    store.problem = from.text("problem");
    store.notice = from.text("notice");
    store.elsewhere = from.text("elsewhere");
    store.oldestAt = from.time("oldestAt");
    if (from.isNull("fileBytes"))
        return store;
    const Fields waiting = from.object("waiting");
    store.disk = StoreInfo::Disk();
    store.disk->usedBytes = from.count("usedBytes");
    store.disk->fileBytes = from.count("fileBytes");
    store.disk->logBytes = from.count("logBytes");
    store.disk->commits = quint64(from.count("commits"));
    store.disk->committedEvents = quint64(from.count("committedEvents"));
    store.disk->slowCommits = quint64(from.count("slowCommits"));
    store.disk->commitTime = spreadFrom(from.object("commit"), "p50Microseconds", "p99Microseconds", "maxMicroseconds");
    store.disk->groupEvents = spreadFrom(from.object("group"), "p50", "p99", "max");
    store.disk->waitingAppends = waiting.count("appends");
    store.disk->waitingBytes = waiting.count("bytes");
    return store;
}

HubTotals totalsFrom(const Fields &from)
{
    HubTotals totals;
    totals.startedAt = from.time("startedAt");
    totals.clients = from.smallCount("clients");
    totals.channels = from.smallCount("channels");
    totals.published = quint64(from.count("published"));
    totals.publishedBytes = quint64(from.count("publishedBytes"));
    totals.publishedPerSecond = from.rate("publishedPerSecond");
    totals.delivered = quint64(from.count("delivered"));
    totals.deliveredBytes = quint64(from.count("deliveredBytes"));
    totals.deliveredPerSecond = from.rate("deliveredPerSecond");
    totals.deliveredBytesPerSecond = from.rate("deliveredBytesPerSecond");
    totals.gaps = quint64(from.count("gaps"));
    const Fields history = from.object("history");
    totals.historyEvents = history.count("events");
    totals.historyBytes = history.count("bytes");
    const Fields latency = from.object("latency");
    totals.latencyP50Us = latency.count("p50Microseconds");
    totals.latencyP99Us = latency.count("p99Microseconds");
    totals.latencyMaxUs = latency.count("maxMicroseconds");
    if (!from.isNull("recentLatency")) {
        const Fields recent = from.object("recentLatency");
        totals.recentLatency = {recent.count("p50Microseconds"), recent.count("p99Microseconds")};
    }
    const Fields disconnects = from.object("disconnects");
    for (JsonChildren reasons(disconnects.value()); totals.disconnects.size() < MaximumNames && reasons.next();) {
        bool isNumber = false;
        const quint64 count = reasons.value().text.toByteArray().toULongLong(&isNumber);
        if (isNumber)
            totals.disconnects.insert(decodeUtf8(reasons.keyText().left(MaximumChannelBytes)), count);
    }
    for (JsonChildren turns(from.array("longTurns")); totals.longTurns.size() < MaximumNames && turns.next();) {
        const Fields one(turns.value());
        totals.longTurns.append(
            {one.bytes("in"), quint64(one.count("count")), one.count("longestMs"), one.count("longestCpuMs")});
    }
    totals.lastSubscribedChannel = from.bytes("lastSubscribedChannel");
    totals.troubles = troublesFrom(from.object("troubles"));
    totals.store = storeFrom(from.object("store"));
    return totals;
}

/// Of the hub's own form, or such as it lets publishers give.
bool isHubsId(const QByteArray &id)
{
    return Position::hasForm(id) || eventIdProblem(id).isEmpty();
}

AccessToken tokenFrom(const Fields &from)
{
    return {from.text("name"), from.list("publish"), from.list("subscribe"), from.flag("admin")};
}

} // namespace

std::optional<HubAbout> readHubAbout(QByteArrayView json)
{
    const auto object = objectIn(json);
    if (!object || object->bytes("name") != "heliograph")
        return {};
    const QByteArrayList capabilities = object->list("capabilities");
    HubAbout about{object->text("version"), QSet<QByteArray>(capabilities.cbegin(), capabilities.cend()), {}};
    if (const qint64 bytes = object->count("clientQueueBytes"); bytes > 0)
        about.clientQueueBytes = bytes;
    return about;
}

std::optional<HubFigures> readHubFigures(QByteArrayView json)
{
    const auto object = objectIn(json);
    if (!object || object->isNull("clients") || object->isNull("published"))
        return {};
    HubFigures figures{totalsFrom(*object), {}, {}};
    if (!object->isNull("redis"))
        figures.backplane = backplaneFrom(object->object("redis"));
    if (!object->isNull("group"))
        figures.group = groupFrom(object->object("group"));
    return figures;
}

std::optional<ChannelNews> readChannelNews(QByteArrayView json)
{
    const auto object = objectIn(json);
    const auto changed = listIn(object, "changed", channelFrom);
    if (!changed)
        return {};
    ChannelNews news{soundOnes(*changed), {}};
    for (JsonChildren gone(object->array("gone")); gone.next();)
        news.gone.append(gone.value().string().value_or(QByteArray()));
    return news;
}

std::optional<QList<ChannelInfo>> readChannels(QByteArrayView json)
{
    const auto channels = listIn(objectIn(json), "channels", channelFrom);
    return channels ? std::optional(soundOnes(*channels)) : std::nullopt;
}

std::optional<QList<ClientInfo>> readClients(QByteArrayView json, qint64 now)
{
    auto clients = listIn(objectIn(json), "clients", [now](const Fields &from) { return clientFrom(from, now); });
    if (clients)
        clients->removeIf([](const ClientInfo &client) { return client.id.isEmpty(); });
    return clients;
}

std::optional<ElsewhereAnswer> readClientsElsewhere(QByteArrayView json, qint64 now)
{
    const auto object = objectIn(json);
    auto clients = listIn(object, "clients", [now](const Fields &from) { return clientFrom(from, now); });
    if (!clients)
        return {};
    clients->removeIf([](const ClientInfo &client) { return client.id.isEmpty() || client.hub.isEmpty(); });
    ElsewhereAnswer answer{*clients, {}, object->smallCount("total")};
    const QByteArrayList silent = object->list("silent");
    for (const QByteArray &hub : silent)
        answer.silent.append(decodeUtf8(hub));
    return answer;
}

std::optional<QList<DepartureInfo>> readDepartures(QByteArrayView json, qint64 now)
{
    auto departures = listIn(objectIn(json), "disconnects", [now](const Fields &from) {
        return DepartureInfo{quint64(from.count("n")), clientFrom(from, now), from.time("disconnectedAt"),
                             from.bytes("reason")};
    });
    if (departures)
        departures->removeIf([](const DepartureInfo &one) { return one.number == 0; });
    return departures;
}

std::optional<HistoryPage> readHistoryPage(QByteArrayView json)
{
    const auto object = objectIn(json);
    auto events = listIn(object, "events", [](const Fields &from) {
        Event event;
        event.id = from.bytes("id");
        event.channel = from.bytes("channel");
        event.type = from.bytes("type");
        event.data = from.content("data");
        return ReceivedEvent{event, from.time("storedAt") * 1'000'000};
    });
    if (!events)
        return {};
    // Only what a hub can have.
    events->removeIf([](const ReceivedEvent &one) {
        return !isHubsId(one.event.id) || !channelProblem(one.event.channel).isEmpty();
    });
    return HistoryPage{0, *events, object->flag("atBeginning"), {}};
}

std::optional<ClientHistory> readClientHistory(QByteArrayView json)
{
    const auto events = listIn(objectIn(json), "events", [](const Fields &from) {
        return ClientHistory::Event{from.bytes("event"), from.bytes("channel"), from.bytes("fate"),
                                    from.time("takenAt")};
    });
    return events ? std::optional(ClientHistory{{}, *events, {}}) : std::nullopt;
}

std::optional<DeliveryInfo> readDelivery(QByteArrayView json)
{
    const auto object = objectIn(json);
    if (!object || object->bytes("event").isEmpty())
        return {};
    return DeliveryInfo{object->bytes("event"),
                        true,
                        object->smallCount("subscribers"),
                        object->smallCount("queued"),
                        object->smallCount("taken"),
                        object->smallCount("acknowledged"),
                        object->smallCount("lost")};
}

std::optional<DisconnectOutcome> readDisconnectOutcome(QByteArrayView json)
{
    const auto object = objectIn(json);
    const auto refused = listIn(object, "refused", [](const Fields &from) {
        return DisconnectOutcome::Refusal{from.bytes("id"), from.text("detail")};
    });
    if (!refused)
        return {};
    return DisconnectOutcome{qsizetype(object->smallCount("disconnected")), *refused};
}

std::optional<QList<BanInfo>> readBans(QByteArrayView json)
{
    return listIn(objectIn(json), "bans", [](const Fields &from) {
        return BanInfo{from.text("key"), from.time("endsAt")};
    });
}

std::optional<AccessOverview> readAccessOverview(QByteArrayView json)
{
    const auto object = objectIn(json);
    const auto tokens = listIn(object, "tokens", tokenFrom);
    if (!tokens)
        return {};
    AccessOverview overview;
    if (!object->isNull("anonymous")) {
        const Fields anonymous = object->object("anonymous");
        overview.anonymous = {anonymous.list("publish"), anonymous.list("subscribe")};
    }
    overview.tokens = *tokens;
    overview.jwtKeys = qsizetype(object->smallCount("jwtKeys"));
    overview.keptIn = object->text("keptIn");
    return overview;
}

std::optional<QByteArray> readNewToken(QByteArrayView json)
{
    const auto object = objectIn(json);
    const QByteArray token = object ? object->bytes("token") : QByteArray();
    return token.isEmpty() ? std::nullopt : std::optional(token);
}

std::optional<Published> readPublished(QByteArrayView json)
{
    const auto object = objectIn(json);
    if (!object)
        return {};
    Published published;
    published.subscribers = object->smallCount("subscribers");
    if (const QByteArray id = object->bytes("id"); !id.isEmpty())
        published.ids.append(id);
    for (JsonChildren ids(object->array("ids")); ids.next();)
        published.ids.append(ids.value().string().value_or(QByteArray()));
    if (published.ids.isEmpty() || !std::all_of(published.ids.cbegin(), published.ids.cend(), isHubsId))
        return {};
    return published;
}

} // namespace helio
