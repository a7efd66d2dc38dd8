// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "hub/slices.h"

#include <QHostAddress>

#include <chrono>
#include <functional>
#include <optional>

namespace helio {

class BanList;
class Hub;
class TrustedProxies;

/// Disconnects clients and keeps them away, for whoever steers the hub: over HTTP, or the window that it is inside of.
class ClientSteering
{
public:
    static constexpr std::chrono::seconds MaximumBan = std::chrono::hours(365 * 24);

    /// Why a client was not disconnected.
    struct Refusal
    {
        enum class Why {
            Gone,   ///< there is no such client
            Shared, ///< it was to be kept away by `address`, which everybody on this machine or behind a proxy has
        };
        QByteArray id;
        Why why;
        QHostAddress address;
    };
    struct Outcome
    {
        qsizetype disconnected = 0;
        QList<Refusal> refused;
    };

    /// All is borrowed.
    ClientSteering(Hub &hub, BanList &bans, const TrustedProxies &proxies);

    /// A `ban` of 0 keeps nobody away. Nothing when the client was disconnected.
    std::optional<Refusal> disconnect(const QByteArray &id, std::chrono::seconds ban);
    /// The same for many, in slices; then calls `done`.
    void disconnectAll(QByteArrayList ids, std::chrono::seconds ban, std::function<void(const Outcome &)> done);

    /// By key.
    QList<BanInfo> bans() const;
    /// False when nobody is kept away under that key.
    bool liftBan(const QString &key);

private:
    Hub &hub_;
    BanList &bans_;
    const TrustedProxies &proxies_;
    Slices slices_{"disconnecting"};
};

/// The refusal in English, for who is far away.
QString englishText(const ClientSteering::Refusal &refusal);

} // namespace helio
