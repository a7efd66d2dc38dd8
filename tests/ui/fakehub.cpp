// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakehub.h"

#include "event/position.h"

#include <QDateTime>
#include <QSet>

namespace helio {

ReceivedEvent received(const QByteArray &channel, const QByteArray &type, const QByteArray &data, const QByteArray &id)
{
    return {{channel, id, type, data}, QDateTime::currentMSecsSinceEpoch() * 1'000'000};
}

quint64 FakePublisher::publish(const QList<Publication> &publications)
{
    const quint64 ticket = ++lastTicket_;
    PublishReceipt receipt;
    receipt.ticket = ticket;
    QList<ReceivedEvent> events;
    for (const Publication &publication : publications) {
        published.append(publication);
        receipt.ids.append(QByteArrayLiteral("1763690000000-") + QByteArray::number(published.size()));
        receipt.subscribers = subscribers.value(publication.channel);
        events.append(received(publication.channel, publication.type, publication.data, receipt.ids.constLast()));
    }
    QMetaObject::invokeMethod(
        this, [this, receipt] { Q_EMIT finished(receipt); }, Qt::QueuedConnection);
    tap_.emitEvents(events);
    return ticket;
}

void FakeHub::requestHistory(const HistoryQuery &query)
{
    historyAsked.append(query);
    if (answersHistory)
        answerHistory(query);
}

void FakeHub::answerHistory(const HistoryQuery &query)
{
    HistoryPage page{.ticket = query.ticket, .isAtBeginning = true, .problem = historyProblem};
    qsizetype end = history.size();
    if (const auto before = Position::fromId(query.before)) {
        while (end > 0 && quint64(history[end - 1].receivedAt / 1'000'000) >= before->milliseconds)
            --end;
    } else if (!query.before.isEmpty()) {
        while (end > 0 && history[--end].event.id != query.before) {
        }
    }
    for (qsizetype at = end - 1; at >= 0 && page.problem.isEmpty(); --at) {
        const ReceivedEvent &received = history[at];
        if (!query.selection.isEmpty() && !query.selection.matches(received.event.channel))
            continue;
        if (received.receivedAt / 1'000'000 < query.since)
            break;
        if (page.events.size() == std::min(query.limit, historyPage)) {
            page.isAtBeginning = false;
            break;
        }
        page.events.prepend(received);
    }
    Q_EMIT historyArrived(page);
}

FakeHub::FakeHub()
    : tap_(std::make_unique<FakeTap>())
    , publisher_(std::make_unique<FakePublisher>(*tap_))
{}

FakeHub::~FakeHub() = default;

QStringList FakeHub::urls() const
{
    if (state_ != State::Open)
        return {};
    return {QStringLiteral("http://") +
            (address_.endsWith(QLatin1String(":0")) ? QStringLiteral("127.0.0.1:41234") : address_)};
}

void FakeHub::start()
{
    if (!portTakenProblem.isEmpty() && !address_.endsWith(QLatin1String(":0"))) {
        problem_ = portTakenProblem;
        setState(State::Failed);
        return;
    }
    problem_.clear();
    setState(State::Open);
}

void FakeHub::setState(State state)
{
    state_ = state;
    Q_EMIT stateChanged(state);
}

void FakeHub::requestSnapshot(bool withClients)
{
    askedForClients = withClients;
    HubSnapshot answer = snapshot;
    answer.takenAt = QDateTime::currentMSecsSinceEpoch();
    if (!withClients)
        answer.clients.reset();
    QMetaObject::invokeMethod(
        this, [this, answer] { Q_EMIT snapshotArrived(answer); }, Qt::QueuedConnection);
}

void FakeHub::disconnectClients(const QByteArrayList &ids, std::chrono::seconds ban)
{
    disconnected.append(ids);
    bansAsked.append(ban);
    DisconnectOutcome outcome;
    for (const QByteArray &id : ids) {
        if (refusals.contains(id)) {
            outcome.refused.append({id, refusals.value(id)});
            continue;
        }
        ++outcome.disconnected;
        const QList<ClientInfo> clients = snapshot.clients.value_or(QList<ClientInfo>());
        for (const ClientInfo &client : clients) {
            if (client.id != id || ban.count() == 0)
                continue;
            const QString address = client.remoteAddress.left(client.remoteAddress.lastIndexOf(u':'));
            bans.append({client.subject.isEmpty() ? address : client.subject,
                         QDateTime::currentMSecsSinceEpoch() + ban.count() * 1000});
        }
    }
    QMetaObject::invokeMethod(
        this, [this, outcome] { Q_EMIT clientsDisconnected(outcome); }, Qt::QueuedConnection);
}

void FakeHub::requestBans()
{
    QMetaObject::invokeMethod(
        this, [this, answer = bans] { Q_EMIT bansArrived(answer); }, Qt::QueuedConnection);
}

void FakeHub::liftBans(const QStringList &keys)
{
    lifted.append(keys);
    const QSet<QString> ended(keys.cbegin(), keys.cend());
    bans.removeIf([&ended](const BanInfo &ban) { return ended.contains(ban.key); });
    requestBans();
}

void FakeHub::requestDepartures(quint64 after)
{
    departuresAsked.append(after);
    QList<DepartureInfo> answer;
    for (const DepartureInfo &departure : std::as_const(departures)) {
        if (departure.number > after)
            answer.append(departure);
    }
    QMetaObject::invokeMethod(
        this, [this, answer] { Q_EMIT departuresArrived(answer); }, Qt::QueuedConnection);
}

void FakeHub::requestClientHistory(const QByteArray &id)
{
    ClientHistory answer = histories.value(id);
    answer.clientId = id;
    QMetaObject::invokeMethod(
        this, [this, answer] { Q_EMIT clientHistoryArrived(answer); }, Qt::QueuedConnection);
}

void FakeHub::requestDelivery(const QByteArray &eventId)
{
    deliveriesAsked.append(eventId);
    if (answersDeliveries)
        answerDelivery(eventId);
}

void FakeHub::answerDelivery(const QByteArray &eventId)
{
    if (!deliveries.contains(eventId))
        return;
    DeliveryInfo answer = deliveries.value(eventId);
    answer.eventId = eventId;
    QMetaObject::invokeMethod(
        this, [this, answer] { Q_EMIT deliveryArrived(answer); }, Qt::QueuedConnection);
}

} // namespace helio
