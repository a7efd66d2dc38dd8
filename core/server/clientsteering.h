// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "hub/peers.h"
#include "hub/slices.h"

#include <QHash>
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
/// In a group of hubs those of the others, too, and who is kept away is so by all of them.
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
            Silent, ///< the hub that has it did not answer
        };
        QByteArray id;
        Why why;
        QHostAddress address = {};
        QString hub = {}; ///< by name, where it is Silent
    };
    /// All is borrowed.
    ClientSteering(Hub &hub, BanList &bans, const TrustedProxies &proxies);

    /// False when nobody is kept away under that key.
    bool liftBan(const QString &key);
    /// What the group decided; nothing that would keep everybody away here. `endsAt` 0: lifted.
    void takeOver(const BanInfo &ban);

    // What is for many takes slices, one call after the other: what is asked later finds done, and is answered behind,
    // what was asked before, as far as this hub has it.

    /// Disconnects each, at whatever hub it is, and keeps it away where `ban` is not 0; calls `refused` for those that
    /// are not, then `done` with how many were.
    void disconnectAll(QByteArrayList ids, std::chrono::seconds ban, std::function<void(const Refusal &)> refused,
                       std::function<void(qsizetype)> done);
    /// The same for clients of this hub, as another asks for it: `{"ids":[…],"ban":seconds}`, answered with
    /// `{"disconnected":N,"refused":[{"id","why","address"}]}`.
    void answerDisconnect(const QJsonObject &arguments, Peers::AnswerFunction done);
    /// Lets come again whoever is kept away under one of the keys.
    void liftBans(QStringList keys);
    /// Calls `visit` for each ban, by key, then `done`.
    void visitBans(std::function<void(const BanInfo &)> visit, std::function<void()> done);

private:
    using Elsewhere = QHash<QByteArray, QByteArrayList>; ///< ids of clients by their hub's

    void add(Slices::Job job);
    std::optional<Refusal> disconnect(const QByteArray &id, std::chrono::seconds ban);
    void disconnectHere(QByteArrayList ids, std::chrono::seconds ban, std::function<void(const Refusal &)> refused,
                        std::function<void(qsizetype, const Elsewhere &)> done);
    QByteArray hubOf(const QByteArray &id, const GroupInfo &group) const;
    void tellOthers(const QString &key, std::chrono::milliseconds length) const;
    bool isShared(const QHostAddress &address) const;

    Hub &hub_;
    BanList &bans_;
    const TrustedProxies &proxies_;
    std::deque<Slices::Job> jobs_; ///< the first is under way
    Slices slices_{"disconnecting"};
};

/// The refusal in English, for who is far away.
QString englishText(const ClientSteering::Refusal &refusal);

} // namespace helio
