// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientremoval.h"

#include "event/timeforpeople.h"
#include "json/unseen.h"
#include "ui/hub/banreach.h"

#include <algorithm>
#include <utility>

namespace helio {

namespace {

/// The keys of which one keeps this client away.
QStringList keysOf(const ClientInfo &client)
{
    const BanReach::Key key = BanReach::keyOf(client);
    return {key.name, (key.isSubject ? QStringLiteral("subject ") : QStringLiteral("address ")) + key.name};
}

} // namespace

ClientRemoval::ClientRemoval(HubControl &hub, QObject *parent)
    : QObject(parent)
    , hub_(hub)
{
    connect(&hub_, &HubControl::clientsDisconnected, this, &ClientRemoval::onDisconnected);
    connect(&hub_, &HubControl::bansArrived, this, &ClientRemoval::onBans);
    connect(&hub_, &HubControl::stateChanged, this, [this](HubControl::State state) {
        // What it was asked, nobody answers now.
        if (state != HubControl::State::Open) {
            inFlight_.clear();
            lettingCome_.clear();
            wantsKeys_ = false;
        }
        // One that starts anew knows neither its clients nor whom it kept away.
        if (state == HubControl::State::Stopped || state == HubControl::State::Failed)
            forget();
    });
}

void ClientRemoval::disconnectClients(const QList<ClientInfo> &clients)
{
    ask(clients, std::chrono::seconds(0));
}

void ClientRemoval::keepAway(const QList<ClientInfo> &clients, std::chrono::seconds time)
{
    if (refusesToKeepAway(clients))
        return;
    ask(clients, std::clamp(time, std::chrono::seconds(1), LongestBan));
}

bool ClientRemoval::refusesToKeepAway(const QList<ClientInfo> &clients)
{
    const BanReach reach(clients, {});
    if (!reach.isInVain())
        return false;
    forget();
    inVain_ = reach.names();
    say();
    return true;
}

void ClientRemoval::ask(const QList<ClientInfo> &clients, std::chrono::seconds ban)
{
    if (clients.isEmpty())
        return;
    QByteArrayList ids;
    for (const ClientInfo &client : clients)
        ids.append(client.id);
    forget();
    inFlight_.push_back({clients, ban});
    hub_.disconnectClients(ids, ban);
}

void ClientRemoval::forget()
{
    last_ = {};
    inVain_.clear();
    bannedKeys_.clear();
    letCome_.clear();
    if (!answer_.text.isEmpty())
        say();
}

void ClientRemoval::letCome(const QStringList &keys)
{
    if (keys.isEmpty())
        return;
    for (const QString &key : keys)
        lettingCome_.insert(key);
    hub_.liftBans(keys);
}

void ClientRemoval::onDisconnected(const DisconnectOutcome &outcome)
{
    if (inFlight_.empty())
        return;
    last_ = std::move(inFlight_.front());
    inFlight_.pop_front();
    outcome_ = outcome;
    inVain_.clear();
    bannedKeys_.clear();
    letCome_.clear();
    say();
    // How it calls whom it keeps away, only the hub knows: without that nothing can be undone.
    if (last_.ban > std::chrono::seconds(0) && outcome_.disconnected > 0) {
        wantsKeys_ = true;
        hub_.requestBans();
    }
}

/// Of those that the answer is about.
QList<ClientInfo> ClientRemoval::disconnected() const
{
    QSet<QByteArray> refused;
    for (const DisconnectOutcome::Refusal &refusal : outcome_.refused)
        refused.insert(refusal.id);
    QList<ClientInfo> clients = last_.clients;
    clients.removeIf([&refused](const ClientInfo &client) { return refused.contains(client.id); });
    return clients;
}

void ClientRemoval::onBans(const QList<BanInfo> &bans)
{
    const bool wantedKeys = std::exchange(wantsKeys_, false);
    if (wantedKeys) {
        QSet<QString> ours;
        const QList<ClientInfo> clients = disconnected();
        for (const ClientInfo &client : clients) {
            for (const QString &key : keysOf(client))
                ours.insert(key);
        }
        for (const BanInfo &ban : bans) {
            if (ours.contains(ban.key))
                bannedKeys_.append(ban.key);
        }
    }
    QSet<QString> ended = lettingCome_;
    for (const BanInfo &ban : bans)
        ended.remove(ban.key);
    if (!ended.isEmpty()) {
        lettingCome_ -= ended;
        bannedKeys_.removeIf([&ended](const QString &key) { return ended.contains(key); });
        letCome_ += ended.values();
    }
    if (wantedKeys || !ended.isEmpty())
        say();
}

void ClientRemoval::say()
{
    answer_ = {};
    if (!inVain_.isEmpty()) {
        answer_.tone = Tone::Failed;
        answer_.text = tr("Nobody can be kept away: all on the hub's own machine have the address %1. They can be "
                          "disconnected.")
                           .arg(inVain_);
        Q_EMIT answered();
        return;
    }
    if (!letCome_.isEmpty()) {
        answer_.tone = Tone::Open;
        answer_.text = letCome_.size() == 1 ? tr("%1 may come again.").arg(visibleLine(letCome_.constFirst()))
                                            : tr("%Ln may come again.", nullptr, int(letCome_.size()));
        Q_EMIT answered();
        return;
    }
    if (last_.clients.isEmpty()) {
        Q_EMIT answered();
        return;
    }
    const int done = int(outcome_.disconnected);
    QStringList sentences;
    if (done > 0)
        sentences.append(last_.ban > std::chrono::seconds(0)
                             ? tr("%Ln client(s) disconnected and kept away for %1: %2.", nullptr, done)
                                   .arg(timeForPeople(last_.ban), BanReach(disconnected(), {}).names())
                             : tr("%Ln client(s) disconnected; they may come back at once.", nullptr, done));
    const auto refused = int(outcome_.refused.size());
    if (refused > 0) {
        // The words of the first stand for all: mostly they are the same.
        sentences.append(tr("%Ln client(s) were not disconnected: %1", nullptr, refused)
                             .arg(visibleLine(outcome_.refused.constFirst().detail)));
        QStringList details;
        for (const DisconnectOutcome::Refusal &refusal : std::as_const(outcome_.refused))
            details.append(tr("Client %1: %2").arg(QString::fromUtf8(refusal.id), visibleLine(refusal.detail)));
        answer_.details = details.mid(0, 20).join(u'\n');
    }
    if (sentences.isEmpty())
        sentences.append(tr("Nobody was disconnected: they had gone already."));
    answer_.tone = refused > 0 ? (done > 0 ? Tone::Waiting : Tone::Failed) : Tone::Open;
    answer_.text = sentences.join(u' ');
    answer_.undoneKeys = bannedKeys_;
    Q_EMIT answered();
}

void ClientRemoval::retranslate()
{
    say();
}

} // namespace helio
