// SPDX-License-Identifier: GPL-3.0-or-later
// What a window asks of a far hub's clients, history and bans, and what it publishes there.
#include "event/rules.h"
#include "json/jsonwriter.h"
#include "remote/huburl.h"
#include "remote/remotehost.h"

#include <QDateTime>

#include <memory>

namespace helio {

namespace {

constexpr int LastEvents = 100;
constexpr qsizetype MostIds = 10'000; ///< that a hub takes at once
/// A thousand departures, or as many refusals, with what was long about the clients.
constexpr qsizetype MaximumListBytes = qsizetype(16) * 1024 * 1024;
/// 4 MiB of data, of which each byte may take six in JSON.
constexpr qsizetype MaximumHistoryBytes = qsizetype(32) * 1024 * 1024;

/// Not a part of a path: these two are steps, encoded or not.
bool isStep(const QByteArray &name)
{
    return name == "." || name == "..";
}

QByteArray bodyOf(const QList<Publication> &publications)
{
    JsonWriter json;
    if (publications.size() != 1)
        json.beginArray();
    for (const Publication &publication : publications) {
        json.beginObject().key("channel").string(publication.channel);
        if (!publication.type.isEmpty())
            json.key("type").string(publication.type);
        if (!publication.id.isEmpty())
            json.key("id").string(publication.id);
        if (publication.retry)
            json.key("retry").number(qint64(publication.retry->count()));
        json.key("data").string(publication.data).endObject();
    }
    if (publications.size() != 1)
        json.endArray();
    return json.take();
}

} // namespace

/// Nothing is asked of a hub that is away: it might come back meanwhile, when nobody thinks of it any more.
QString RemoteHost::notConnectedText() const
{
    return tr("There is no connection to the hub at %1 now.").arg(hubName(api_.address().url));
}

void RemoteHost::publish(quint64 ticket, const QList<Publication> &publications)
{
    QString problem;
    for (const Publication &publication : publications) {
        if (problem.isEmpty())
            problem = publicationProblem(publication).translated(); // bytes that are no UTF-8 would go out as others
    }
    if (!isConnected_)
        problem = notConnectedText();
    if (!problem.isEmpty() || publications.isEmpty()) {
        Q_EMIT published({ticket, {}, 0, problem});
        return;
    }
    const ApiRequest request{.target = "/publish", .method = "POST", .body = bodyOf(publications)};
    api_.ask(request, [this, ticket, count = publications.size()](const ApiAnswer &answer) {
        const auto done = answer.isGood() ? readPublished(answer.body) : std::nullopt;
        if (done && done->ids.size() == count)
            Q_EMIT published({ticket, done->ids, done->subscribers, {}});
        else
            Q_EMIT published({ticket, {}, 0, answer.isGood() ? api_.strangeText() : answer.problem});
    });
}

void RemoteHost::inTurn(std::function<void()> job)
{
    turns_.push_back(std::move(job));
    steerNext();
}

void RemoteHost::endTurn()
{
    isSteering_ = false;
    QMetaObject::invokeMethod(this, &RemoteHost::steerNext, Qt::QueuedConnection);
}

void RemoteHost::steerNext()
{
    if (isSteering_ || turns_.empty())
        return;
    isSteering_ = true;
    const auto job = std::move(turns_.front());
    turns_.pop_front();
    job();
}

/// Requests of which each waits for the answer to the one before.
struct RemoteHost::Sequence
{
    QList<ApiRequest> requests;
    std::function<void(qsizetype request, const ApiAnswer &answer)> each;
    std::function<void()> done;
    qsizetype next = 0;
};

void RemoteHost::askInOrder(const std::shared_ptr<Sequence> &sequence)
{
    while (!isConnected_ && sequence->next < sequence->requests.size())
        sequence->each(sequence->next++, {0, {}, notConnectedText(), {}});
    if (sequence->next == sequence->requests.size()) {
        sequence->done();
        return;
    }
    const qsizetype request = sequence->next++;
    api_.ask(sequence->requests[request], [this, sequence, request](const ApiAnswer &answer) {
        sequence->each(request, answer);
        askInOrder(sequence);
    });
}

void RemoteHost::disconnectClients(const QByteArrayList &ids, std::chrono::seconds ban)
{
    inTurn([this, ids, ban] { disconnect(ids, ban); });
}

void RemoteHost::disconnect(const QByteArrayList &ids, std::chrono::seconds ban)
{
    // Older hubs take one at a time.
    const qsizetype most = can("clients.disconnect") ? MostIds : 1;
    const auto outcome = std::make_shared<DisconnectOutcome>();
    const auto sequence = std::make_shared<Sequence>();
    for (qsizetype first = 0; first < ids.size(); first += most) {
        if (most == 1) {
            QByteArray target = "/api/clients/" + encodedPart(ids[first]);
            if (ban > std::chrono::seconds::zero())
                target += "?ban=" + QByteArray::number(qint64(ban.count()));
            sequence->requests.append({.target = target, .method = "DELETE"});
            continue;
        }
        JsonWriter json;
        json.beginObject().key("ids").beginArray();
        for (const QByteArray &id : ids.mid(first, most))
            json.string(id);
        json.endArray().key("ban").number(qint64(ban.count())).endObject();
        sequence->requests.append({.target = "/api/clients/disconnect",
                                   .method = "POST",
                                   .body = json.take(),
                                   .maximumBytes = MaximumListBytes});
    }
    sequence->each = [this, ids, most, outcome](qsizetype request, const ApiAnswer &answer) {
        const auto part = !answer.isGood() ? std::nullopt
                          : most == 1      ? DisconnectOutcome{1, {}}
                                           : readDisconnectOutcome(answer.body);
        if (part) {
            outcome->disconnected += part->disconnected;
            outcome->refused.append(part->refused);
            return;
        }
        const QString problem = answer.isGood() ? api_.strangeText() : answer.problem;
        for (const QByteArray &id : ids.mid(request * most, most))
            outcome->refused.append({id, problem});
    };
    sequence->done = [this, outcome] {
        elsewhere_.expire();
        Q_EMIT clientsDisconnected(*outcome);
        endTurn();
    };
    askInOrder(sequence);
}

void RemoteHost::requestBans()
{
    inTurn([this] { askBans(); });
}

void RemoteHost::askBans()
{
    if (!isConnected_) {
        endTurn();
        return;
    }
    api_.ask({.target = "/api/bans", .maximumBytes = MaximumListBytes}, [this](const ApiAnswer &answer) {
        if (const auto bans = answer.isGood() ? readBans(answer.body) : std::nullopt)
            Q_EMIT bansArrived(*bans);
        endTurn();
    });
}

void RemoteHost::liftBans(const QStringList &keys)
{
    inTurn([this, keys] {
        const auto sequence = std::make_shared<Sequence>();
        for (const QString &key : keys)
            sequence->requests.append({.target = "/api/bans/" + encodedPart(key.toUtf8()), .method = "DELETE"});
        sequence->each = [](qsizetype, const ApiAnswer &) {};
        sequence->done = [this] { askBans(); };
        askInOrder(sequence);
    });
}

void RemoteHost::requestDepartures(quint64 after)
{
    if (!isConnected_ || !can("disconnects.after"))
        return;
    if (const auto known = departures_.after(after)) {
        Q_EMIT departuresArrived(*known);
        return;
    }
    api_.ask({.target = "/api/disconnects?after=" + QByteArray::number(after), .maximumBytes = MaximumListBytes},
             [this, after, life = life_](const ApiAnswer &answer) {
                 if (life != life_ || !answer.isGood())
                     return;
                 if (const auto told = readDepartures(answer.body, QDateTime::currentMSecsSinceEpoch())) {
                     departures_.answered(after, *told);
                     Q_EMIT departuresArrived(departures_.after(after).value_or(*told));
                 }
             });
}

void RemoteHost::requestClientHistory(const QByteArray &id)
{
    if (!isConnected_) {
        Q_EMIT clientHistoryArrived({id, {}, notConnectedText()});
        return;
    }
    const QByteArray target = "/api/explain?client=" + encodedPart(id) + "&last=" + QByteArray::number(LastEvents);
    api_.ask({.target = target}, [this, id](const ApiAnswer &answer) {
        auto history = answer.isGood() ? readClientHistory(answer.body) : std::nullopt;
        if (!history)
            history = ClientHistory{{}, {}, answer.isGood() ? api_.strangeText() : answer.problem};
        if (answer.status == 404)
            history->problem = tr("The client is not connected, nor among the last that were.");
        history->clientId = id;
        Q_EMIT clientHistoryArrived(*history);
    });
}

void RemoteHost::requestHistory(const HistoryQuery &query)
{
    if (!isConnected_) {
        Q_EMIT historyArrived({query.ticket, {}, false, notConnectedText()});
        return;
    }
    QByteArray target = "/api/history?limit=" + QByteArray::number(query.limit);
    for (const QByteArray &name : query.selection.channels())
        target += "&channel=" + encodedPart(name);
    for (const Pattern &pattern : query.selection.patterns())
        target += "&pattern=" + encodedPart(pattern.glob());
    if (!query.before.isEmpty())
        target += "&before=" + encodedPart(query.before);
    if (query.since > 0)
        target += "&since=" + QByteArray::number(query.since);
    api_.ask({.target = target, .maximumBytes = MaximumHistoryBytes}, [this, query](const ApiAnswer &answer) {
        auto page = answer.isGood() ? readHistoryPage(answer.body) : std::nullopt;
        if (!page)
            page = HistoryPage{0, {}, false, answer.isGood() ? api_.strangeText() : answer.problem};
        if (answer.status == 404)
            page->problem = tr("The event to begin before is no longer in history.");
        page->ticket = query.ticket;
        Q_EMIT historyArrived(*page);
    });
}

void RemoteHost::clearChannel(const QByteArray &name)
{
    if (!isConnected_ || isStep(name)) {
        Q_EMIT channelCleared(name, isConnected_ ? tr("No HTTP request can name this channel.") : notConnectedText());
        return;
    }
    api_.ask({.target = "/api/channels/" + encodedPart(name), .method = "DELETE"}, [this,
                                                                                    name](const ApiAnswer &answer) {
        Q_EMIT channelCleared(name, answer.status == 404 ? tr("There is no such channel any more.") : answer.problem);
    });
}

void RemoteHost::requestDelivery(const QByteArray &eventId)
{
    if (!isConnected_ || !can("explain.event"))
        return;
    api_.ask({.target = "/api/explain?event=" + encodedPart(eventId)}, [this, eventId](const ApiAnswer &answer) {
        auto delivery = answer.isGood() ? readDelivery(answer.body) : std::nullopt;
        if (!delivery && answer.status == 404)
            delivery = DeliveryInfo{};
        if (!delivery)
            return;
        delivery->eventId = eventId;
        Q_EMIT deliveryArrived(*delivery);
    });
}

} // namespace helio
