// SPDX-License-Identifier: GPL-3.0-or-later
// What goes from the hub to others, and comes back with what is theirs.
#include "event/lineends.h"
#include "event/rules.h"
#include "hub/beyond.h"
#include "hub/ownids.h"

namespace helio {

void Hub::setBackplane(std::unique_ptr<Backplane> backplane)
{
    if (!beyond_)
        beyond_ = std::make_unique<Beyond>();
    const std::unique_ptr<Backplane> former = std::exchange(beyond_->backplane, std::move(backplane));
    if (former) {
        former->disconnect(this);
        beyond_->failAll(*this, tr("The hub was joined with others anew before the event came back; it may have been "
                                   "published or not."));
    }
    Backplane *plane = beyond_->backplane.get();
    if (!plane)
        return;
    connect(plane, &Backplane::arrived, this, &Hub::onArrived);
    connect(plane, &Backplane::failed, this,
            [this](quint64 ticket, const QString &problem) { beyond_->fail(*this, ticket, problem); });
    connect(plane, &Backplane::missed, this, &Hub::onMissed);
    plane->open();
}

std::optional<BackplaneInfo> Hub::backplaneInfo() const
{
    return beyond_ && beyond_->backplane ? std::optional(beyond_->backplane->info()) : std::nullopt;
}

bool Hub::goesBeyond(const QList<Publication> &publications) const
{
    return beyond_ && std::any_of(publications.cbegin(), publications.cend(), [this](const Publication &publication) {
               return beyond_->carries(publication.channel);
           });
}

void Hub::publishBeyond(const QList<Publication> &publications, qint64 publishedAt,
                        std::function<void(const PublishOutcome &)> done)
{
    auto batch = std::make_shared<Beyond::Batch>();
    batch->publications = publications;
    batch->publishedAt = publishedAt;
    batch->done = std::move(done);
    batch->outcome.events.resize(publications.size());
    batch->answered.resize(size_t(publications.size()));
    // What went out can not be taken back: so all ids are looked up before anything goes.
    batch->waitingFor = 1;
    const auto lookedUp = [this, batch] {
        if (--batch->waitingFor == 0)
            beyond_->send(*this, batch);
    };
    for (qsizetype i = 0; i < publications.size(); ++i) {
        if (publications[i].id.isEmpty())
            continue;
        ++batch->waitingFor;
        store_->find(publications[i].id, [this, batch, i, lookedUp](const FindResult &found) {
            const StoredEventPtr &stored = found.event;
            if (found.outcome == ReadOutcome::Failed)
                batch->unread = true;
            const bool isSame = stored && saysTheSame(stored->event, batch->publications[i]);
            if (isSame) {
                batch->answered[size_t(i)] = true;
                batch->outcome.events[i] = {stored->event.id, stored->event.channel, reachedBefore(*stored)};
            } else if (stored && batch->conflict < 0) {
                batch->conflict = i;
            }
            lookedUp();
        });
    }
    lookedUp();
}

/// An id that is twice in the batch, or under way already, for different events.
qsizetype Hub::Beyond::conflictIn(const Batch &batch) const
{
    if (batch.conflict >= 0)
        return batch.conflict;
    return firstConflict(batch.publications, [this](const QByteArray &id) {
        const auto ticket = ownIds.constFind(id);
        return ticket == ownIds.cend() ? nullptr : &letters.at(*ticket).publication;
    });
}

void Hub::Beyond::send(Hub &hub, const BatchPtr &batch)
{
    if (const qsizetype conflict = conflictIn(*batch); conflict >= 0) {
        batch->done(refusal({AppendResult::Outcome::Conflict, {}, conflict}, batch->publications));
        return;
    }
    if (batch->unread) {
        batch->done(refusal({AppendResult::Outcome::Away}, batch->publications));
        return;
    }
    std::vector<qsizetype> due;
    for (qsizetype i = 0; i < batch->publications.size(); ++i) {
        if (batch->answered[size_t(i)])
            continue;
        (carries(batch->publications[i].channel) ? due : batch->ownOnes).push_back(i);
    }
    if (const QString problem = due.empty() ? QString() : backplane->unavailability(); !problem.isEmpty()) {
        batch->done({PublishOutcome::Result::Unavailable, -1, problem, {}});
        return;
    }
    batch->waitingFor = qsizetype(due.size()) + 1;
    for (const qsizetype index : due)
        sendOne(batch, index);
    release(hub, batch);
}

void Hub::Beyond::sendOne(const BatchPtr &batch, qsizetype index)
{
    const Publication &publication = batch->publications[index];
    if (const auto underWay = ownIds.constFind(publication.id); underWay != ownIds.cend()) {
        letters.at(*underWay).waiters.push_back({batch, index});
        return;
    }
    const quint64 ticket = ++lastTicket;
    letters.emplace(ticket, Letter{publication, batch->publishedAt, {{batch, index}}});
    if (!publication.id.isEmpty())
        ownIds.insert(publication.id, ticket);
    backplane->send(publication, ticket);
}

/// Looked at anew whenever it counts: the backplane may have been replaced since the last time.
bool Hub::Beyond::carries(const QByteArray &channel) const
{
    return backplane && backplane->carried().matches(channel);
}

std::optional<Hub::Beyond::Letter> Hub::Beyond::take(quint64 ticket)
{
    auto node = letters.extract(ticket);
    if (!node)
        return {};
    ownIds.remove(node.mapped().publication.id);
    return std::move(node.mapped());
}

void Hub::Beyond::settle(Hub &hub, quint64 ticket, const PublishOutcome::Published &published)
{
    const auto letter = take(ticket);
    if (!letter)
        return;
    for (const auto &[batch, index] : letter->waiters) {
        batch->outcome.events[index] = published;
        release(hub, batch);
    }
}

void Hub::Beyond::fail(Hub &hub, quint64 ticket, const QString &problem)
{
    const auto letter = take(ticket);
    if (!letter)
        return;
    for (const auto &[batch, index] : letter->waiters) {
        batch->problem = problem;
        ++batch->notBack;
        release(hub, batch);
    }
}

/// Those that are under way now: who hears of it may publish again, by what there is then.
void Hub::Beyond::failAll(Hub &hub, const QString &problem)
{
    std::vector<quint64> tickets;
    for (const auto &[ticket, letter] : letters)
        tickets.push_back(ticket);
    for (const quint64 ticket : tickets)
        fail(hub, ticket, problem);
}

/// One less that the batch waits for; with the last the publisher is answered.
void Hub::Beyond::release(Hub &hub, const BatchPtr &batch)
{
    if (--batch->waitingFor > 0)
        return;
    if (batch->notBack > 0) {
        const QString text = batch->publications.size() == 1 ? batch->problem
                                                             : tr("%1 of the %2 events did not come back. %3")
                                                                   .arg(batch->notBack)
                                                                   .arg(batch->publications.size())
                                                                   .arg(batch->problem);
        batch->done({PublishOutcome::Result::Unavailable, -1, text, {}});
        return;
    }
    if (batch->ownOnes.empty()) {
        batch->done(batch->outcome);
        return;
    }
    QList<Publication> ownOnes;
    for (const qsizetype index : batch->ownOnes)
        ownOnes.append(batch->publications[index]);
    hub.append(ownOnes, batch->publishedAt, [batch](const PublishOutcome &outcome) {
        if (outcome.result != PublishOutcome::Result::Published) {
            batch->done(outcome); // its id was taken in the meantime, or the store is away
            return;
        }
        for (size_t i = 0; i < batch->ownOnes.size(); ++i)
            batch->outcome.events[batch->ownOnes[i]] = outcome.events[qsizetype(i)];
        batch->done(batch->outcome);
    });
}

void Hub::onArrived(const QList<Backplane::Arrival> &arrivals)
{
    const qint64 arrivedAt = clock_.steadyNanoseconds();
    QList<Publication> accepted;
    std::vector<quint64> inFlight;
    QVarLengthArray<qint64, 1> publishedAt;
    for (Backplane::Arrival arrival : arrivals) {
        Publication &publication = arrival.publication;
        // Others have no such rules: what can be left out of an event is, so that the event itself is not lost.
        if (!publication.id.isEmpty() && !eventIdProblem(publication.id).isEmpty())
            publication.id.clear();
        if (publication.retry && !retryProblem(*publication.retry).isEmpty())
            publication.retry.reset();
        if (publication.type == "message")
            publication.type.clear();
        if (const QString problem = publicationProblem(publication); !problem.isEmpty()) {
            beyond_->backplane->countDropped(problem);
            beyond_->fail(*this, arrival.ticket, problem);
            continue;
        }
        publication.data = normalizedLineEnds(publication.data);
        accepted.append(publication);
        inFlight.push_back(arrival.ticket);
        const auto letter = beyond_->letters.find(arrival.ticket);
        publishedAt.append(letter == beyond_->letters.cend() ? arrivedAt : letter->second.publishedAt);
    }
    if (accepted.isEmpty())
        return;
    const quint64 ticket = submissions_.add(std::move(publishedAt));
    store_->appendArrived(ticket, accepted, [this, accepted, inFlight, ticket](const AppendResult &result) {
        const PublishOutcome outcome = outcomeOf(result, accepted, ticket);
        if (outcome.result != PublishOutcome::Result::Published) {
            onArrivalsLost(accepted, inFlight, outcome.problem);
            return;
        }
        for (qsizetype i = 0; i < accepted.size(); ++i)
            beyond_->settle(*this, inFlight[size_t(i)], outcome.events[i]);
    });
}

/// Others have them, and our subscribers do not: they are told of a gap.
void Hub::onArrivalsLost(const QList<Publication> &arrivals, const std::vector<quint64> &inFlight,
                         const QString &problem)
{
    Selection lost;
    for (const Publication &arrival : arrivals) {
        lost.addChannel(arrival.channel);
        if (beyond_->backplane)
            beyond_->backplane->countDropped(problem);
    }
    store_->noteLoss(lost);
    for (const quint64 ticket : inFlight)
        beyond_->fail(*this, ticket, problem);
}

void Hub::onMissed()
{
    const Selection &carried = beyond_->backplane->carried();
    const bool isFirst = !std::exchange(beyond_->hasListened, true);
    const bool holdsSome = std::any_of(channels_.cbegin(), channels_.cend(), [&](const auto &channel) {
        return channel.second.held.events > 0 && carried.matches(channel.first);
    });
    // Before the first time that it listens, nobody misses anything where nobody was and nothing is held.
    if (!isFirst || lastClientNumber_ > 0 || holdsSome)
        store_->noteLoss(carried);
}

} // namespace helio
