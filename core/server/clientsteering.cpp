// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/clientsteering.h"

#include "hub/hub.h"
#include "server/banlist.h"
#include "server/trustedproxies.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace helio {

namespace {

constexpr char SharedName[] = "shared";

/// Between hubs.
const char *whyName(ClientSteering::Refusal::Why why)
{
    return why == ClientSteering::Refusal::Why::Shared ? SharedName : "gone";
}

QJsonObject disconnectArguments(const QByteArrayList &ids, std::chrono::seconds ban)
{
    QJsonArray list;
    for (const QByteArray &id : ids)
        list.append(QString::fromUtf8(id));
    return {{QStringLiteral("ids"), list}, {QStringLiteral("ban"), qint64(ban.count())}};
}

/// What another hub answered for `ids`; how many it says were disconnected.
qsizetype readAnswer(const QJsonObject &answer, const QByteArrayList &ids,
                     const std::function<void(const ClientSteering::Refusal &)> &refused)
{
    using Why = ClientSteering::Refusal::Why;
    const QSet<QByteArray> asked(ids.cbegin(), ids.cend());
    for (const auto &value : answer.value(QLatin1String("refused")).toArray()) {
        const QJsonObject refusal = value.toObject();
        const QByteArray id = refusal.value(QLatin1String("id")).toString().toUtf8();
        if (!asked.contains(id))
            continue;
        const bool isShared = refusal.value(QLatin1String("why")) == QLatin1String(SharedName);
        refused(
            {id, isShared ? Why::Shared : Why::Gone, QHostAddress(refusal.value(QLatin1String("address")).toString())});
    }
    return qsizetype(std::clamp<qint64>(answer.value(QLatin1String("disconnected")).toInteger(), 0, ids.size()));
}

/// Of the hub of that id, for people.
QString nameOf(const Hub &hub, const QByteArray &id)
{
    const GroupInfo group = hub.peers()->info();
    const auto found =
        std::find_if(group.hubs.cbegin(), group.hubs.cend(), [&id](const GroupInfo::Hub &one) { return one.id == id; });
    return found == group.hubs.cend() ? QString::fromUtf8(id) : found->name;
}

} // namespace

ClientSteering::ClientSteering(Hub &hub, BanList &bans, const TrustedProxies &proxies)
    : hub_(hub)
    , bans_(bans)
    , proxies_(proxies)
{}

bool ClientSteering::isShared(const QHostAddress &address) const
{
    return address.isLoopback() || proxies_.contains(address);
}

/// Nothing when it was disconnected.
std::optional<ClientSteering::Refusal> ClientSteering::disconnect(const QByteArray &id, std::chrono::seconds ban)
{
    const Subscription *subscription = hub_.subscription(id);
    if (!subscription)
        return Refusal{id, Refusal::Why::Gone};
    if (ban > std::chrono::seconds::zero()) {
        const QHostAddress &address = subscription->address;
        if (subscription->subject.isEmpty() && isShared(address))
            return Refusal{id, Refusal::Why::Shared, address};
        const QString key = BanList::keyOf(subscription->subject, address);
        bans_.ban(key, BanList::TimePoint::clock::now() + ban);
        tellOthers(key, ban);
    }
    hub_.disconnectClient(id);
    return {};
}

/// `length` 0: it is lifted.
void ClientSteering::tellOthers(const QString &key, std::chrono::milliseconds length) const
{
    if (Peers *peers = hub_.peers())
        peers->keepAway({key, length.count() > 0 ? hub_.clock().wallMilliseconds() + length.count() : 0});
}

void ClientSteering::takeOver(const BanInfo &ban)
{
    const auto now = BanList::TimePoint::clock::now();
    const std::chrono::milliseconds left(ban.endsAt - hub_.clock().wallMilliseconds());
    if (left.count() <= 0)
        bans_.lift(ban.key, now);
    else if (const QHostAddress address = BanList::addressOf(ban.key); address.isNull() || !isShared(address))
        bans_.ban(ban.key, now + std::min<std::chrono::milliseconds>(left, MaximumBan));
}

bool ClientSteering::liftBan(const QString &key)
{
    const bool held = bans_.lift(key, BanList::TimePoint::clock::now());
    if (held)
        tellOthers(key, {});
    return held;
}

/// The hub that the client's id begins with, unless that is this one, or none of the group.
QByteArray ClientSteering::hubOf(const QByteArray &id, const GroupInfo &group) const
{
    const QByteArray prefix = id.left(std::max<qsizetype>(0, id.lastIndexOf('.')));
    const bool isThere = std::any_of(group.hubs.cbegin(), group.hubs.cend(),
                                     [&](const GroupInfo::Hub &hub) { return !hub.isSelf && hub.id == prefix; });
    return isThere ? prefix : QByteArray();
}

/// Those that are at other hubs are no refusals, but given to `done`.
void ClientSteering::disconnectHere(QByteArrayList ids, std::chrono::seconds ban,
                                    std::function<void(const Refusal &)> refused,
                                    std::function<void(qsizetype, const Elsewhere &)> done)
{
    add([this, ids = std::move(ids), ban, refused = std::move(refused), done = std::move(done), next = qsizetype(0),
         seen = QSet<QByteArray>(), disconnected = qsizetype(0), elsewhere = Elsewhere(),
         group = hub_.peers() ? hub_.peers()->info() : GroupInfo()]() mutable {
        for (const StepTime step; next < ids.size() && !step.isOver();) {
            const QByteArray &id = ids[next++];
            if (seen.contains(id))
                continue;
            seen.insert(id);
            const auto refusal = disconnect(id, ban);
            if (!refusal)
                ++disconnected;
            else if (const QByteArray hub = hubOf(id, group); !hub.isEmpty())
                elsewhere[hub].append(id);
            else
                refused(*refusal);
        }
        if (next < ids.size())
            return true;
        done(disconnected, elsewhere);
        return false;
    });
}

void ClientSteering::disconnectAll(QByteArrayList ids, std::chrono::seconds ban,
                                   std::function<void(const Refusal &)> refused, std::function<void(qsizetype)> done)
{
    const auto askOthers = [this, ban, refused, done = std::move(done)](qsizetype here, const Elsewhere &elsewhere) {
        if (elsewhere.isEmpty()) {
            done(here);
            return;
        }
        const auto left = std::make_shared<qsizetype>(elsewhere.size());
        const auto sum = std::make_shared<qsizetype>(here);
        for (auto hub = elsewhere.cbegin(); hub != elsewhere.cend(); ++hub) {
            const auto onAnswer = [left, sum, refused, done, ids = *hub,
                                   name = nameOf(hub_, hub.key())](const std::optional<QJsonObject> &answer) {
                if (answer && answer->value(QLatin1String("disconnected")).isDouble())
                    *sum += readAnswer(*answer, ids, refused);
                else
                    std::for_each(ids.cbegin(), ids.cend(), [&](const QByteArray &id) {
                        refused({id, Refusal::Why::Silent, {}, name});
                    });
                if (--*left == 0)
                    done(*sum);
            };
            hub_.peers()->ask(hub.key(), "disconnect", disconnectArguments(*hub, ban), onAnswer);
        }
    };
    disconnectHere(std::move(ids), ban, refused, askOthers);
}

void ClientSteering::answerDisconnect(const QJsonObject &arguments, Peers::AnswerFunction done)
{
    QByteArrayList ids;
    for (const auto &id : arguments.value(QLatin1String("ids")).toArray())
        ids.append(id.toString().toUtf8());
    const std::chrono::seconds ban(
        std::clamp<qint64>(arguments.value(QLatin1String("ban")).toInteger(), 0, MaximumBan.count()));
    const auto refused = std::make_shared<QJsonArray>();
    const auto refuse = [refused](const Refusal &refusal) {
        refused->append(QJsonObject{{QStringLiteral("id"), QString::fromUtf8(refusal.id)},
                                    {QStringLiteral("why"), QLatin1String(whyName(refusal.why))},
                                    {QStringLiteral("address"), refusal.address.toString()}});
    };
    disconnectHere(
        ids, ban, refuse,
        [refused, refuse, done = std::move(done)](qsizetype disconnected, const Elsewhere &elsewhere) {
            for (const QByteArrayList &others : elsewhere) {
                for (const QByteArray &id : others)
                    refuse({id, Refusal::Why::Gone});
            }
            done({{QStringLiteral("disconnected"), qint64(disconnected)}, {QStringLiteral("refused"), *refused}});
        });
}

void ClientSteering::liftBans(QStringList keys)
{
    add([this, keys = std::move(keys), next = qsizetype(0)]() mutable {
        for (const StepTime step; next < keys.size() && !step.isOver(); ++next)
            liftBan(keys[next]);
        return next < keys.size();
    });
}

void ClientSteering::visitBans(std::function<void(const BanInfo &)> visit, std::function<void()> done)
{
    add([this, visit = std::move(visit), done = std::move(done), last = QString()]() mutable {
        const auto now = BanList::TimePoint::clock::now();
        const qint64 wallNow = hub_.clock().wallMilliseconds();
        for (const StepTime step; !step.isOver();) {
            const auto ban = bans_.next(last, now);
            if (!ban) {
                done();
                return false;
            }
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(ban->until - now);
            visit({ban->key, wallNow + left.count()});
            last = ban->key;
        }
        return true;
    });
}

void ClientSteering::add(Slices::Job job)
{
    jobs_.push_back(std::move(job));
    if (jobs_.size() > 1)
        return;
    slices_.add([this] {
        // It may add others, behind it.
        if (!jobs_.front()())
            jobs_.pop_front();
        return !jobs_.empty();
    });
}

QString englishText(const ClientSteering::Refusal &refusal)
{
    switch (refusal.why) {
    case ClientSteering::Refusal::Why::Gone:
        return QStringLiteral("There is no such client; it may be gone already. /api/clients lists them.");
    case ClientSteering::Refusal::Why::Shared:
        return QStringLiteral("The client's address %1 is shared by everybody on this machine or behind that proxy; "
                              "keeping it away would keep away all of them. Disconnect it without ban.")
            .arg(refusal.address.toString());
    case ClientSteering::Refusal::Why::Silent:
        return QStringLiteral("The hub %1, which has the client, does not answer. Ask again, or ask that hub itself.")
            .arg(refusal.hub);
    }
    Q_UNREACHABLE();
}

} // namespace helio
