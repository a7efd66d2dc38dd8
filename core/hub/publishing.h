// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/message.h"
#include "hub/store.h"
#include "hub/submissions.h"

namespace helio {

class Channels;
class Delivery;

/// What became of a publish() call.
struct PublishOutcome
{
    enum class Result {
        Published,
        Invalid,     ///< the publication at `index` is bad
        Conflict,    ///< its id stands for another event
        TooLarge,    ///< more at once than history ever takes; nothing was published
        NoRoom,      ///< history has no room for it; nothing was published
        Unavailable, ///< the hub drains, or its history or a channel's backplane is away, busy or silent
    };
    struct Published
    {
        QByteArray id;
        QByteArray channel;
        qint64 subscribers = 0;
    };
    Result result = Result::Published;
    qsizetype index = -1;
    Message problem;         ///< empty when published
    QList<Published> events; ///< in order; empty unless published
};

/// Gives publications to the store, and answers when it has them and they are on their way to subscribers.
class Publishing
{
public:
    using Done = std::function<void(const PublishOutcome &)>;

    /// All is borrowed.
    Publishing(Store &store, const Channels &channels, Delivery &delivery);

    /// As Store::append(). `publishedAt`: Clock::steadyNanoseconds().
    void append(const QList<Publication> &publications, qint64 publishedAt, Done done);
    /// As Store::appendArrived(); `publishedAt` of each.
    void appendArrived(const QList<Publication> &publications, QVarLengthArray<qint64, 1> publishedAt, Done done);
    /// The answer to who repeats an event that is held; once it is delivered.
    PublishOutcome::Published firstAnswer(const StoredEvent &stored) const;
    /// The outcome for what a store does not take.
    static PublishOutcome refusal(const AppendResult &result, const QList<Publication> &publications);

private:
    Submissions &submissions() const;
    std::function<void(AppendResult)> onAppended(quint64 ticket, const QList<Publication> &publications, Done done);
    PublishOutcome outcomeOf(const AppendResult &result, const QList<Publication> &publications,
                             const Submissions::Submission &submission) const;

    Store &store_;
    const Channels &channels_;
    Delivery &delivery_;
};

} // namespace helio
