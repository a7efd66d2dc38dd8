// SPDX-License-Identifier: GPL-3.0-or-later
// What goes from the hub to others, and comes back with what is theirs.
#include "event/lineends.h"
#include "event/overlap.h"
#include "event/rules.h"
#include "hub/beyond.h"

namespace helio {

namespace {

bool saysTheSame(const auto &a, const auto &b)
{
    return a.channel == b.channel && a.type == b.type && a.data == b.data;
}

} // namespace

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
    connect(plane, &Backplane::arrived, this, &Hub::takeArrivals);
    connect(plane, &Backplane::failed, this,
            [this](quint64 ticket, const QString &problem) { beyond_->fail(*this, ticket, problem); });
    connect(plane, &Backplane::missed, this, &Hub::tellLoss);
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
        store_->find(publications[i].id, [batch, i, lookedUp](const StoredEventPtr &stored) {
            const bool isSame = stored && saysTheSame(stored->event, batch->publications[i]);
            if (isSame) {
                batch->answered[size_t(i)] = true;
                batch->outcome.events[i] = {stored->event.id, stored->event.channel, stored->subscribers};
            } else if (stored && batch->conflict < 0) {
                batch->conflict = i;
            }
            lookedUp();
        });
    }
    lookedUp();
}

/// An id that is twice in the batch, or under way already, for different events.
qsizetype Hub::Beyond::firstConflict(const Batch &batch) const
{
    QHash<QByteArray, const Publication *> seen;
    for (qsizetype i = 0; i < batch.publications.size(); ++i) {
        const Publication &publication = batch.publications[i];
        if (publication.id.isEmpty())
            continue;
        if (const auto ticket = ownIds.constFind(publication.id);
            ticket != ownIds.cend() && !saysTheSame(letters.at(*ticket).publication, publication))
            return i;
        const Publication *&first = seen[publication.id];
        if (first && !saysTheSame(*first, publication))
            return i;
        first = &publication;
    }
    return batch.conflict;
}

void Hub::Beyond::send(Hub &hub, const BatchPtr &batch)
{
    if (const qsizetype conflict = batch->conflict >= 0 ? batch->conflict : firstConflict(*batch); conflict >= 0) {
        batch->done(conflictOutcome(batch->publications, conflict));
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
        const QString words = batch->publications.size() == 1 ? batch->problem
                                                              : tr("%1 of the %2 events did not come back. %3")
                                                                    .arg(batch->notBack)
                                                                    .arg(batch->publications.size())
                                                                    .arg(batch->problem);
        batch->done({PublishOutcome::Result::Unavailable, -1, words, {}});
        return;
    }
    if (batch->ownOnes.empty()) {
        batch->done(batch->outcome);
        return;
    }
    QList<Publication> ownOnes;
    for (const qsizetype index : batch->ownOnes)
        ownOnes.append(batch->publications[index]);
    hub.store_->append(ownOnes, [&hub, batch, ownOnes](const AppendResult &result) {
        hub.commit(result, ownOnes, batch->publishedAt, [batch](const PublishOutcome &outcome) {
            if (outcome.result != PublishOutcome::Result::Published) {
                batch->done(outcome); // its id was taken in the meantime
                return;
            }
            for (size_t i = 0; i < batch->ownOnes.size(); ++i)
                batch->outcome.events[batch->ownOnes[i]] = outcome.events[qsizetype(i)];
            batch->done(batch->outcome);
        });
    });
}

void Hub::takeArrivals(const QList<Backplane::Arrival> &arrivals)
{
    const qint64 arrivedAt = clock_.steadyNanoseconds();
    QList<Publication> taken;
    std::vector<quint64> tickets;
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
        taken.append(publication);
        tickets.push_back(arrival.ticket);
    }
    if (taken.isEmpty())
        return;
    store_->appendArrived(taken, [this, taken, tickets, arrivedAt](const AppendResult &result) {
        const qint64 wallNow = clock_.wallMilliseconds() * 1'000'000;
        QList<ReceivedEvent> tapped;
        for (qsizetype i = 0; i < taken.size(); ++i) {
            const StoredEvent &stored = *result.entries[i].event;
            const auto letter = beyond_->letters.find(tickets[size_t(i)]);
            const qint64 publishedAt = letter == beyond_->letters.cend() ? arrivedAt : letter->second.publishedAt;
            stored.subscribers = fanOut(stored, taken[i], publishedAt, true);
            lastDelivered_ = stored.position;
            tapped.append({stored.event, wallNow});
        }
        flushDue();
        Q_EMIT tap_.eventsArrived(tapped);
        for (qsizetype i = 0; i < taken.size(); ++i) {
            const StoredEvent &stored = *result.entries[i].event;
            beyond_->settle(*this, tickets[size_t(i)], {stored.event.id, stored.event.channel, stored.subscribers});
        }
    });
}

void Hub::tellLoss()
{
    // Before the first time that it listens, nobody misses anything where nobody was.
    if (!std::exchange(beyond_->hasListened, true) && lastClientNumber_ == 0)
        return;
    const Selection &lost = beyond_->backplane->carried();
    store_->noteLoss(lost, [this, lost](const Position &at) {
        lastDelivered_ = std::max(lastDelivered_, at);
        std::vector<std::shared_ptr<Subscriber>> all;
        for (const auto &[id, subscriber] : subscribers_) {
            if (mayOverlap(lost, subscriber->subscription().selection))
                all.push_back(subscriber);
        }
        for (const auto &subscriber : all)
            subscriber->tellLoss(at);
    });
}

} // namespace helio
