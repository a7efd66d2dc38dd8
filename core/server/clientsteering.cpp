// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/clientsteering.h"

#include "hub/hub.h"
#include "server/banlist.h"
#include "server/trustedproxies.h"

#include <QSet>

namespace helio {

ClientSteering::ClientSteering(Hub &hub, BanList &bans, const TrustedProxies &proxies)
    : hub_(hub)
    , bans_(bans)
    , proxies_(proxies)
{}

std::optional<ClientSteering::Refusal> ClientSteering::disconnect(const QByteArray &id, std::chrono::seconds ban)
{
    const Subscription *subscription = hub_.subscription(id);
    if (!subscription)
        return Refusal{id, Refusal::Why::Gone, {}};
    if (ban > std::chrono::seconds::zero()) {
        const QHostAddress &address = subscription->address;
        if (subscription->subject.isEmpty() && (address.isLoopback() || proxies_.contains(address)))
            return Refusal{id, Refusal::Why::Shared, address};
        bans_.ban(BanList::keyOf(subscription->subject, address), BanList::TimePoint::clock::now() + ban);
    }
    hub_.disconnectClient(id);
    return {};
}

bool ClientSteering::liftBan(const QString &key)
{
    return bans_.lift(key, BanList::TimePoint::clock::now());
}

void ClientSteering::disconnectAll(QByteArrayList ids, std::chrono::seconds ban,
                                   std::function<void(const Refusal &)> refused, std::function<void(qsizetype)> done)
{
    add([this, ids = std::move(ids), ban, refused = std::move(refused), done = std::move(done), next = qsizetype(0),
         seen = QSet<QByteArray>(), disconnected = qsizetype(0)]() mutable {
        for (const StepTime step; next < ids.size() && !step.isOver();) {
            const QByteArray &id = ids[next++];
            if (seen.contains(id))
                continue;
            seen.insert(id);
            if (const auto refusal = disconnect(id, ban))
                refused(*refusal);
            else
                ++disconnected;
        }
        if (next < ids.size())
            return true;
        done(disconnected);
        return false;
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
    }
    Q_UNREACHABLE();
}

} // namespace helio
