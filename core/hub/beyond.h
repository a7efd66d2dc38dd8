// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub.h"

namespace helio {

/// The hub's backplane and what is under way by it.
struct Hub::Beyond
{
    /// One call of publish(), while part of it is under way.
    struct Batch
    {
        QList<Publication> publications;
        qint64 publishedAt = 0;
        std::function<void(const PublishOutcome &)> done;
        PublishOutcome outcome;
        std::vector<bool> answered;     ///< which of them were published before: the first answer stands
        std::vector<qsizetype> ownOnes; ///< of channels that are the hub's own; published when all others came back
        qsizetype conflict = -1;
        bool unread = false; ///< the store could not say which of the ids it knows
        qsizetype waitingFor = 0;
        qsizetype notBack = 0;
        QString problem; ///< why, of the last
    };
    using BatchPtr = std::shared_ptr<Batch>;

    /// One event on its way. Who publishes the same under the same id meanwhile waits for it too.
    struct Letter
    {
        struct Waiter
        {
            BatchPtr batch;
            qsizetype index = 0;
        };
        Publication publication;
        qint64 publishedAt = 0;
        std::vector<Waiter> waiters;
    };

    std::unique_ptr<Backplane> backplane;        ///< null while the hub is alone
    std::unordered_map<quint64, Letter> letters; ///< under way, by ticket
    QHash<QByteArray, quint64> ownIds;           ///< theirs, where they have one
    quint64 lastTicket = 0;
    bool hasListened = false;

    bool carries(const QByteArray &channel) const;
    qsizetype conflictIn(const Batch &batch) const;
    void send(Hub &hub, const BatchPtr &batch);
    void sendOne(const BatchPtr &batch, qsizetype index);
    std::optional<Letter> take(quint64 ticket);
    void settle(Hub &hub, quint64 ticket, const PublishOutcome::Published &published);
    void fail(Hub &hub, quint64 ticket, const QString &problem);
    void failAll(Hub &hub, const QString &problem);
    static void release(Hub &hub, const BatchPtr &batch);
};

} // namespace helio
