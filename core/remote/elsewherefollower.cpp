// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/elsewherefollower.h"

#include "remote/hubanswers.h"

#include <QDateTime>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// A hub ends its answer at 16 MiB and a row.
constexpr qsizetype MaximumElsewhereBytes = qsizetype(32) * 1024 * 1024;
/// After an answer that is none.
constexpr auto PauseAfterFailure = 10s;

} // namespace

ElsewhereFollower::ElsewhereFollower(HubApi &api, QObject *parent)
    : QObject(parent)
    , api_(api)
{
    const QByteArray rest = "?group=others&limit=" + QByteArray::number(OtherHubs::MostRows);
    clients_.target = "/api/clients" + rest;
    clients_.take = [this](const QByteArray &body) -> std::optional<qsizetype> {
        const auto read = readClientsElsewhere(body, QDateTime::currentMSecsSinceEpoch());
        if (!read)
            return {};
        others_.take(read->clients, read->silent, read->total);
        return read->clients.size();
    };
    channels_.target = "/api/channels" + rest;
    channels_.take = [this](const QByteArray &body) -> std::optional<qsizetype> {
        const auto read = readChannels(body);
        if (!read)
            return {};
        QHash<QByteArray, qint64> subscribers;
        for (const ChannelInfo &channel : *read)
            subscribers.insert(channel.name, channel.subscribers);
        others_.take(subscribers);
        return read->size();
    };
}

void ElsewhereFollower::onSecond(bool hasGroup, bool wantsClients)
{
    clients_.isWanted = wantsClients;
    follow(clients_, hasGroup);
    follow(channels_, hasGroup);
    if (!wantsClients)
        others_.clearClients();
    if (!channels_.isWanted)
        others_.clearSubscribers();
}

void ElsewhereFollower::follow(List &list, bool hasGroup)
{
    if (!hasGroup || !list.isWanted)
        stop(list);
    else if (!list.isAsking && list.next.hasExpired())
        ask(list);
}

void ElsewhereFollower::expire()
{
    clients_.next.setRemainingTime(0);
    clients_.isExpired = clients_.isAsking;
}

void ElsewhereFollower::end()
{
    stop(clients_);
    stop(channels_);
    others_ = {};
}

void ElsewhereFollower::stop(List &list)
{
    ++list.life;
    list.isAsking = false;
    list.next.setRemainingTime(0);
}

void ElsewhereFollower::ask(List &list)
{
    list.isAsking = true;
    list.isExpired = false;
    api_.ask({.target = list.target, .maximumBytes = MaximumElsewhereBytes},
             [&list, life = list.life](const ApiAnswer &answer) {
                 if (life != list.life)
                     return;
                 list.isAsking = false;
                 const auto rows = answer.isGood() ? list.take(answer.body) : std::nullopt;
                 const std::chrono::milliseconds pause = rows ? OtherHubs::pauseAfter(*rows) : PauseAfterFailure;
                 list.next.setRemainingTime(list.isExpired ? 0ms : pause);
             });
}

} // namespace helio
