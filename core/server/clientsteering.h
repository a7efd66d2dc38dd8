// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "hub/slices.h"

#include <QHostAddress>

#include <chrono>
#include <deque>
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
    /// All is borrowed.
    ClientSteering(Hub &hub, BanList &bans, const TrustedProxies &proxies);

    /// A `ban` of 0 keeps nobody away. Nothing when the client was disconnected.
    std::optional<Refusal> disconnect(const QByteArray &id, std::chrono::seconds ban);
    /// False when nobody is kept away under that key.
    bool liftBan(const QString &key);

    // What is for many takes slices, one call after the other: what is asked later finds done, and is answered behind,
    // what was asked before.

    /// Disconnects each as disconnect() does; calls `refused` for those that are not, then `done` with how many were.
    void disconnectAll(QByteArrayList ids, std::chrono::seconds ban, std::function<void(const Refusal &)> refused,
                       std::function<void(qsizetype)> done);
    /// Lets come again whoever is kept away under one of the keys.
    void liftBans(QStringList keys);
    /// Calls `visit` for each ban, by key, then `done`.
    void visitBans(std::function<void(const BanInfo &)> visit, std::function<void()> done);

private:
    void add(Slices::Job job);

    Hub &hub_;
    BanList &bans_;
    const TrustedProxies &proxies_;
    std::deque<Slices::Job> jobs_; ///< the first is under way
    Slices slices_{"disconnecting"};
};

/// The refusal in English, for who is far away.
QString englishText(const ClientSteering::Refusal &refusal);

} // namespace helio
