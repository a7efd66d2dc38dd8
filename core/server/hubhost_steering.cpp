// SPDX-License-Identifier: GPL-3.0-or-later
// What a window asks of a hub's clients, history and bans.
#include "hub/turns.h"
#include "server/clientsteering.h"
#include "server/elsewhere.h"
#include "server/httpserver.h"
#include "server/hubhost.h"

namespace helio {

namespace {

QString refusalText(const ClientSteering::Refusal &refusal)
{
    switch (refusal.why) {
    case ClientSteering::Refusal::Why::Gone:
        return HubHost::tr("It had left already.");
    case ClientSteering::Refusal::Why::Shared:
        return HubHost::tr("Its address %1 is shared by everybody on this machine or behind that proxy; keeping it "
                           "away would keep away all of them.")
            .arg(refusal.address.toString());
    case ClientSteering::Refusal::Why::Silent:
        return HubHost::tr("Its hub %1 did not answer.").arg(refusal.hub);
    }
    Q_UNREACHABLE();
}

} // namespace

void HubHost::disconnectClients(const QByteArrayList &ids, std::chrono::seconds ban)
{
    const Turn turn("calls");
    if (!hub_)
        return;
    const auto outcome = std::make_shared<DisconnectOutcome>();
    const auto noteRefusal = [outcome](const ClientSteering::Refusal &refusal) {
        outcome->refused.append({refusal.id, refusalText(refusal)});
    };
    server_->steering().disconnectAll(ids, ban, noteRefusal, [this, outcome](qsizetype disconnected) {
        outcome->disconnected = disconnected;
        elsewhere_->expire();
        Q_EMIT clientsDisconnected(*outcome);
    });
}

void HubHost::requestBans()
{
    const Turn turn("calls");
    if (!hub_)
        return;
    const auto bans = std::make_shared<QList<BanInfo>>();
    server_->steering().visitBans([bans](const BanInfo &ban) { bans->append(ban); },
                                  [this, bans] { Q_EMIT bansArrived(*bans); });
}

void HubHost::liftBans(const QStringList &keys)
{
    const Turn turn("calls");
    if (hub_)
        server_->steering().liftBans(keys);
    requestBans();
}

void HubHost::requestDepartures(quint64 after)
{
    const Turn turn("calls");
    if (!hub_)
        return;
    QList<DepartureInfo> departures;
    for (const Disconnection &one : hub_->disconnections()) {
        if (one.number > after)
            departures.append({one.number, one.client, one.endedAt, departureName(one.departure).toUtf8()});
    }
    Q_EMIT departuresArrived(departures);
}

void HubHost::requestClientHistory(const QByteArray &id)
{
    constexpr qsizetype LastEvents = 100;
    const Turn turn("calls");
    if (!hub_)
        return;
    hub_->traceClient(id, LastEvents, [this, id](const ClientTrace &trace) {
        ClientHistory history{id, {}, {}};
        if (trace.found == Explanation::Found::NoClient)
            history.problem = tr("The client is not connected, nor among the last that were.");
        else if (trace.found != Explanation::Found::Fate)
            history.problem = tr("The hub's history cannot be read at the moment.");
        for (const ClientTrace::Entry &entry : trace.entries)
            history.events.append(
                {entry.eventId, entry.channel, fateName(entry.answer.fate).toUtf8(), entry.exactlyTakenAt()});
        Q_EMIT clientHistoryArrived(history);
    });
}

void HubHost::requestHistory(const HistoryQuery &query)
{
    const Turn turn("calls");
    if (!hub_) {
        Q_EMIT historyArrived({query.ticket, {}, false, tr("The hub is stopped.")});
        return;
    }
    hub_->readHistory(query, [this, ticket = query.ticket](const HistoryPages::Page &read) {
        HistoryPage page{ticket, {}, read.isAtBeginning, {}};
        if (read.outcome == HistoryPages::Page::Outcome::NoEvent)
            page.problem = tr("The event to begin before is no longer in history.");
        else if (read.outcome == HistoryPages::Page::Outcome::Failed)
            page.problem = tr("The hub's history cannot be read at the moment.");
        for (const StoredEventPtr &stored : read.events)
            page.events.append({stored->event, stored->storedAt * 1'000'000});
        Q_EMIT historyArrived(page);
    });
}

void HubHost::clearChannel(const QByteArray &name)
{
    const Turn turn("calls");
    if (!hub_) {
        Q_EMIT channelCleared(name, tr("The hub is stopped."));
        return;
    }
    hub_->clearChannel(name, [this, name](Hub::Clearing clearing) {
        QString problem;
        if (clearing == Hub::Clearing::NoChannel)
            problem = tr("There is no such channel any more.");
        else if (clearing == Hub::Clearing::Unavailable)
            problem = tr("The hub's history cannot be changed at the moment.");
        Q_EMIT channelCleared(name, problem);
    });
}

} // namespace helio
