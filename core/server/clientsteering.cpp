// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/clientsteering.h"

#include "hub/hub.h"
#include "server/banlist.h"
#include "server/trustedproxies.h"

#include <QSet>

namespace helio {

namespace {
/// To end one sends what waits for it.
constexpr int EndedAtOnce = 4;
} // namespace

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
        const auto now = BanList::TimePoint::clock::now();
        bans_.ban(BanList::keyOf(subscription->subject, address), now + ban, now);
    }
    hub_.disconnectClient(id);
    return {};
}

void ClientSteering::disconnectAll(QByteArrayList ids, std::chrono::seconds ban,
                                   std::function<void(const Outcome &)> done)
{
    struct Work
    {
        QByteArrayList ids;
        qsizetype next = 0;
        QSet<QByteArray> seen;
        Outcome outcome;
    };
    const auto work = std::make_shared<Work>();
    work->ids = std::move(ids);
    slices_.add([this, work, ban, done = std::move(done)] {
        for (int left = EndedAtOnce; left > 0 && work->next < work->ids.size(); --left) {
            const QByteArray &id = work->ids[work->next++];
            if (work->seen.contains(id))
                continue;
            work->seen.insert(id);
            if (auto refusal = disconnect(id, ban))
                work->outcome.refused.append(*std::move(refusal));
            else
                ++work->outcome.disconnected;
        }
        if (work->next < work->ids.size())
            return true;
        done(work->outcome);
        return false;
    });
}

QList<BanInfo> ClientSteering::bans() const
{
    const auto now = BanList::TimePoint::clock::now();
    const qint64 wallNow = hub_.clock().wallMilliseconds();
    QList<BanInfo> infos;
    for (const BanList::Ban &ban : bans_.all(now)) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(ban.until - now);
        infos.append({ban.key, wallNow + left.count()});
    }
    return infos;
}

bool ClientSteering::liftBan(const QString &key)
{
    return bans_.lift(key, BanList::TimePoint::clock::now());
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
