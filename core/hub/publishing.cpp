// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/publishing.h"

#include "hub/channels.h"
#include "hub/delivery.h"
#include "json/utf8.h"

#include <QScopeGuard>

namespace helio {

namespace {

Message publishingMessage(const char *source, const QList<Message> &arguments)
{
    return {"helio::Publishing", source, arguments};
}

} // namespace

Publishing::Publishing(Store &store, const Channels &channels, Delivery &delivery)
    : store_(store)
    , channels_(channels)
    , delivery_(delivery)
{}

void Publishing::append(const QList<Publication> &publications, qint64 publishedAt, Done done)
{
    const quint64 ticket = submissions().add({publishedAt});
    auto forgetTicket = qScopeGuard([this, ticket] { submissions().take(ticket); });
    store_.append(ticket, publications, onAppended(ticket, publications, std::move(done)));
    forgetTicket.dismiss();
}

void Publishing::appendArrived(const QList<Publication> &publications, QVarLengthArray<qint64, 1> publishedAt,
                               Done done)
{
    const quint64 ticket = submissions().add(std::move(publishedAt));
    auto forgetTicket = qScopeGuard([this, ticket] { submissions().take(ticket); });
    store_.appendArrived(ticket, publications, onAppended(ticket, publications, std::move(done)));
    forgetTicket.dismiss();
}

Submissions &Publishing::submissions() const
{
    return delivery_.submissions();
}

std::function<void(AppendResult)> Publishing::onAppended(quint64 ticket, const QList<Publication> &publications,
                                                         Done done)
{
    return [this, ticket, publications, done = std::move(done)](const AppendResult &result) {
        const auto answer = [this, ticket](const QList<Publication> &of, const Done &then,
                                           const AppendResult &appended) {
            // A store that answers twice is heard once.
            if (const auto submission = submissions().take(ticket))
                then(outcomeOf(appended, of, *submission));
        };
        if (result.outcome == AppendResult::Outcome::Done && !delivery_.isIdle())
            delivery_.callWhenDelivered([=] { answer(publications, done, result); });
        else
            answer(publications, done, result);
    };
}

PublishOutcome Publishing::outcomeOf(const AppendResult &result, const QList<Publication> &publications,
                                     const Submissions::Submission &submission) const
{
    if (result.outcome != AppendResult::Outcome::Done)
        return refusal(result, publications);
    PublishOutcome outcome;
    outcome.events.reserve(result.entries.size());
    qsizetype next = 0;
    for (const AppendResult::Entry &entry : result.entries) {
        const StoredEvent &stored = *entry.event;
        if (entry.repeated)
            outcome.events.append(firstAnswer(stored));
        else
            outcome.events.append({stored.event.id, stored.event.channel, submission.reached.value(next++)});
    }
    return outcome;
}

PublishOutcome::Published Publishing::firstAnswer(const StoredEvent &stored) const
{
    const HubChannel *channel = channels_.find(stored.event.channel);
    return {stored.event.id, stored.event.channel, channel ? channel->reach.of(stored.position) : 0};
}

PublishOutcome Publishing::refusal(const AppendResult &result, const QList<Publication> &publications)
{
    using Result = PublishOutcome::Result;
    const auto refused = [&](Result outcome, const char *source) {
        return PublishOutcome{outcome, -1, publishingMessage(source, {result.problem}), {}};
    };
    const auto unavailable = [&](const char *source) { return refused(Result::Unavailable, source); };
    switch (result.outcome) {
    case AppendResult::Outcome::Conflict:
        if (!result.problem.isEmpty())
            return {Result::Conflict,
                    result.conflict,
                    publishingMessage(QT_TRANSLATE_NOOP("helio::Publishing",
                                                        "The id \"%1\" cannot be used; give the event another one. %2"),
                                      {decodeUtf8(publications[result.conflict].id), result.problem}),
                    {}};
        return {Result::Conflict,
                result.conflict,
                publishingMessage(QT_TRANSLATE_NOOP("helio::Publishing",
                                                    "The id \"%1\" stands for another event already; give each "
                                                    "event an id of its own."),
                                  {decodeUtf8(publications[result.conflict].id)}),
                {}};
    case AppendResult::Outcome::Busy:
        return unavailable(QT_TRANSLATE_NOOP(
            "helio::Publishing", "Too many events wait for the hub's history; publish again in a moment. %1"));
    case AppendResult::Outcome::TooMany:
        return refused(Result::TooLarge,
                       QT_TRANSLATE_NOOP("helio::Publishing", "The hub's history takes fewer events at once. %1"));
    case AppendResult::Outcome::Full:
        return refused(Result::NoRoom,
                       QT_TRANSLATE_NOOP("helio::Publishing", "The hub's history has no room for more. %1"));
    case AppendResult::Outcome::Away:
        return unavailable(QT_TRANSLATE_NOOP("helio::Publishing", "The hub's history cannot be written now. %1"));
    case AppendResult::Outcome::Unknown:
        return unavailable(QT_TRANSLATE_NOOP(
            "helio::Publishing", "The hub's history broke on the way: what was given to it may have been published or "
                                 "not. %1"));
    case AppendResult::Outcome::Done:
        break;
    }
    Q_UNREACHABLE();
}

} // namespace helio
