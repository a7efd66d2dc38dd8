// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/backplanepublishing.h"

#include "event/rules.h"
#include "hub/channels.h"
#include "hub/clients.h"
#include "hub/clock.h"
#include "hub/delivery.h"
#include "hub/ownids.h"
#include "hub/slices.h"
#include "hub/turns.h"
#include "json/utf8.h"

#include <QSet>

#include <algorithm>

namespace helio {

namespace {

Message backplaneMessage(const char *source, const QList<Message> &arguments = {})
{
    return {"helio::BackplanePublishing", source, arguments};
}
/// About a millisecond.
constexpr int SentAtOnce = 500;
} // namespace

BackplanePublishing::BackplanePublishing(Publishing &publishing, Delivery &delivery, Store &store,
                                         const Channels &channels, const Clients &clients, const Clock &clock)
    : publishing_(publishing)
    , delivery_(delivery)
    , store_(store)
    , channels_(channels)
    , clients_(clients)
    , clock_(clock)
    , slices_(std::make_unique<Slices>("publishing by the backplane"))
{}

BackplanePublishing::~BackplanePublishing()
{
    if (backplane_)
        backplane_->disconnect(this);
}

void BackplanePublishing::setBackplane(std::unique_ptr<Backplane> backplane)
{
    const std::unique_ptr<Backplane> former = std::exchange(backplane_, std::move(backplane));
    if (former) {
        former->disconnect(this);
        failAll(backplaneMessage(QT_TRANSLATE_NOOP(
            "helio::BackplanePublishing", "The hub was joined with others anew before the event came back; it may have "
                                          "been published or not.")));
    }
    Backplane *plane = backplane_.get();
    if (!plane)
        return;
    connect(plane, &Backplane::arrived, this, &BackplanePublishing::onArrived);
    connect(plane, &Backplane::failed, this, &BackplanePublishing::fail);
    connect(plane, &Backplane::missed, this, &BackplanePublishing::onMissed);
    if (storeIsOpen_)
        plane->open();
}

void BackplanePublishing::onStoreOpened(bool historyIsKnown)
{
    storeIsOpen_ = true;
    historyIsKnown_ = historyIsKnown;
    if (backplane_)
        backplane_->open();
}

std::optional<BackplaneInfo> BackplanePublishing::info() const
{
    return backplane_ ? std::optional(backplane_->info()) : std::nullopt;
}

bool BackplanePublishing::carriesAny(const QList<Publication> &publications) const
{
    return backplane_ && std::any_of(publications.cbegin(), publications.cend(),
                                     [this](const Publication &publication) { return carries(publication.channel); });
}

void BackplanePublishing::publish(const QList<Publication> &publications, qint64 publishedAt, Publishing::Done done)
{
    auto batch = std::make_shared<Batch>();
    batch->publications = publications;
    batch->publishedAt = publishedAt;
    batch->done = std::move(done);
    batch->outcome.events.resize(publications.size());
    batch->answered.resize(size_t(publications.size()));
    // What went out cannot be taken back: so all ids are looked up before anything goes.
    batch->waitingFor = 1;
    const auto onLookedUp = [this, batch] {
        if (--batch->waitingFor == 0)
            send(batch);
    };
    for (qsizetype i = 0; i < publications.size(); ++i) {
        if (publications[i].id.isEmpty())
            continue;
        ++batch->waitingFor;
        const auto onFound = [this, batch, i, onLookedUp](const FindResult &found) {
            if (found.outcome == ReadOutcome::Failed) {
                batch->unread = true;
            } else if (found.event && saysTheSame(found.event->event, batch->publications[i])) {
                batch->answered[size_t(i)] = true;
                delivery_.callWhenDelivered([this, batch, i, event = found.event, onLookedUp] {
                    batch->outcome.events[i] = publishing_.firstAnswer(*event);
                    onLookedUp();
                });
                return;
            } else if (found.event && batch->conflict < 0) {
                batch->conflict = i;
            }
            onLookedUp();
        };
        store_.findOwn(publications[i].channel, publications[i].id, onFound);
    }
    onLookedUp();
}

/// An id that is twice in the batch, or in flight already, for different events.
qsizetype BackplanePublishing::conflictIn(const Batch &batch) const
{
    if (batch.conflict >= 0)
        return batch.conflict;
    return firstConflict(batch.publications, [this](const Publication &publication) {
        const auto ticket = ownIds_.constFind(ownIdKey(publication));
        return ticket == ownIds_.cend() ? nullptr : &inFlight_.at(*ticket).publication;
    });
}

void BackplanePublishing::send(const BatchPtr &batch)
{
    if (const qsizetype conflict = conflictIn(*batch); conflict >= 0) {
        batch->done(Publishing::refusal({AppendResult::Outcome::Conflict, {}, conflict}, batch->publications));
        return;
    }
    if (batch->unread) {
        batch->done(Publishing::refusal({AppendResult::Outcome::Away}, batch->publications));
        return;
    }
    std::vector<qsizetype> due;
    for (qsizetype i = 0; i < batch->publications.size(); ++i) {
        if (batch->answered[size_t(i)])
            continue;
        (carries(batch->publications[i].channel) ? due : batch->ownOnes).push_back(i);
    }
    if (const Message problem = due.empty() ? Message() : backplane_->unavailability(); !problem.isEmpty()) {
        batch->done({PublishOutcome::Result::Unavailable, -1, problem, {}});
        return;
    }
    batch->waitingFor = qsizetype(due.size()) + 1;
    for (const qsizetype index : due)
        enqueue(batch, index);
    // Not from within a turn that sends: what comes first goes out first.
    if (!std::exchange(isSending_, true)) {
        isSending_ = sendSome();
        if (isSending_)
            slices_->add([this] { return isSending_ = sendSome(); });
    }
    release(batch);
}

/// One turn's share; true when more waits.
bool BackplanePublishing::sendSome()
{
    for (int left = SentAtOnce; left > 0 && !toSend_.empty(); --left) {
        const quint64 ticket = toSend_.front();
        toSend_.pop_front();
        const auto due = inFlight_.find(ticket);
        if (due == inFlight_.end())
            continue;
        if (const Message problem = backplane_->unavailability(); !problem.isEmpty())
            fail(ticket, problem);
        else
            backplane_->send(due->second.publication, ticket);
    }
    return !toSend_.empty();
}

void BackplanePublishing::enqueue(const BatchPtr &batch, qsizetype index)
{
    const Publication &publication = batch->publications[index];
    if (const auto ticket = ownIds_.constFind(ownIdKey(publication)); ticket != ownIds_.cend()) {
        inFlight_.at(*ticket).waiters.push_back({batch, index});
        return;
    }
    const quint64 ticket = ++lastTicket_;
    inFlight_.emplace(ticket, InFlight{publication, batch->publishedAt, {{batch, index}}});
    if (!publication.id.isEmpty())
        ownIds_.insert(ownIdKey(publication), ticket);
    toSend_.push_back(ticket);
}

/// Asked anew whenever it counts: the backplane may have been replaced since the last time.
bool BackplanePublishing::carries(const QByteArray &channel) const
{
    return backplane_ && backplane_->carried().matches(channel);
}

std::optional<BackplanePublishing::InFlight> BackplanePublishing::takeInFlight(quint64 ticket)
{
    auto node = inFlight_.extract(ticket);
    if (!node)
        return {};
    ownIds_.remove(ownIdKey(node.mapped().publication));
    return std::move(node.mapped());
}

void BackplanePublishing::settle(quint64 ticket, const PublishOutcome::Published &published)
{
    const auto arrived = takeInFlight(ticket);
    if (!arrived)
        return;
    for (const auto &[batch, index] : arrived->waiters) {
        batch->outcome.events[index] = published;
        release(batch);
    }
}

void BackplanePublishing::fail(quint64 ticket, const Message &problem)
{
    const auto failed = takeInFlight(ticket);
    if (!failed)
        return;
    for (const auto &[batch, index] : failed->waiters) {
        batch->problem = problem;
        ++batch->notBack;
        release(batch);
    }
}

/// Those that are in flight now: who hears of it may publish again, by what there is then.
void BackplanePublishing::failAll(const Message &problem)
{
    std::vector<quint64> tickets;
    for (const auto &[ticket, one] : inFlight_)
        tickets.push_back(ticket);
    for (const quint64 ticket : tickets)
        fail(ticket, problem);
}

/// One less that the batch waits for; with the last the publisher is answered.
void BackplanePublishing::release(const BatchPtr &batch)
{
    if (--batch->waitingFor > 0)
        return;
    if (batch->notBack > 0) {
        const Message problem =
            batch->publications.size() == 1
                ? batch->problem
                : backplaneMessage(
                      QT_TRANSLATE_NOOP("helio::BackplanePublishing", "Events that did not come back: %1 of %2. %3"),
                      {Message::number(batch->notBack), Message::number(batch->publications.size()), batch->problem});
        batch->done({PublishOutcome::Result::Unavailable, -1, problem, {}});
        return;
    }
    if (batch->ownOnes.empty()) {
        batch->done(batch->outcome);
        return;
    }
    QList<Publication> ownOnes;
    for (const qsizetype index : batch->ownOnes)
        ownOnes.append(batch->publications[index]);
    publishing_.append(ownOnes, batch->publishedAt, [batch](const PublishOutcome &outcome) {
        if (outcome.result != PublishOutcome::Result::Published) {
            batch->done(outcome); // its id was taken in the meantime, or the store is away
            return;
        }
        for (size_t i = 0; i < batch->ownOnes.size(); ++i)
            batch->outcome.events[batch->ownOnes[i]] = outcome.events[qsizetype(i)];
        batch->done(batch->outcome);
    });
}

void BackplanePublishing::onArrived(const QList<Backplane::Arrival> &arrivals)
{
    const Turn turn("redis");
    const qint64 arrivedAt = clock_.steadyNanoseconds();
    QList<Publication> accepted;
    std::vector<quint64> tickets;
    QVarLengthArray<qint64, 1> publishedAt;
    for (Backplane::Arrival arrival : arrivals) {
        Publication &publication = arrival.publication;
        if (const Message problem = takeArrival(publication); !problem.isEmpty()) {
            backplane_->countDropped(problem.translated());
            fail(arrival.ticket, problem);
            continue;
        }
        accepted.append(publication);
        tickets.push_back(arrival.ticket);
        const auto ours = inFlight_.find(arrival.ticket);
        publishedAt.append(ours == inFlight_.cend() ? arrivedAt : ours->second.publishedAt);
    }
    if (accepted.isEmpty())
        return;
    publishing_.appendArrived(accepted, std::move(publishedAt),
                              [this, accepted, tickets](const PublishOutcome &outcome) {
                                  const bool isPublished = outcome.result == PublishOutcome::Result::Published;
                                  if (!isPublished)
                                      onArrivalsRefused(accepted, outcome.problem);
                                  for (qsizetype i = 0; i < accepted.size(); ++i) {
                                      if (isPublished)
                                          settle(tickets[size_t(i)], outcome.events[i]);
                                      else
                                          fail(tickets[size_t(i)], outcome.problem);
                                  }
                              });
}

/// Others have them, and our subscribers do not: they are told of a gap.
void BackplanePublishing::onArrivalsRefused(const QList<Publication> &arrivals, const Message &problem)
{
    Selection lost;
    QSet<QByteArray> channels; // addChannel() compares with all that there are
    for (const Publication &arrival : arrivals) {
        channels.insert(arrival.channel);
        if (backplane_)
            backplane_->countDropped(problem.translated());
    }
    if (channels.size() > Selection::MaximumEntries && backplane_) // each would be compared with each reader's
        lost = backplane_->carried();
    else
        std::for_each(channels.cbegin(), channels.cend(), [&](const QByteArray &name) { lost.addChannel(name); });
    store_.noteLoss(lost);
}

void BackplanePublishing::onMissed()
{
    const bool isFirst = !std::exchange(hasListened_, true);
    // Before the first time that it listens, nobody misses anything where nobody was and nothing is held.
    if (!isFirst || clients_.hadAny() || !historyIsKnown_ || channels_.holdsAnyOf(backplane_->carried()))
        store_.noteLoss(backplane_->carried());
}

} // namespace helio
