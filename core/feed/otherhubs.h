// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"

#include <chrono>

namespace helio {

/// What one hub of a group heard of the clients and channels of the others when it asked them last. A value.
class OtherHubs
{
public:
    /// So many of their clients, and of their channels, are listed, of all hubs together.
    static constexpr qsizetype MostRows = 10'000;

    /// `silent`: the hubs that did not answer, by name; of these it is kept what they said before. `total`: how many
    /// clients the others have.
    void take(const QList<ClientInfo> &clients, const QStringList &silent, qint64 total);
    /// Subscribers of theirs, by channel.
    void take(const QHash<QByteArray, qint64> &subscribers) { subscribers_ = subscribers; }
    void clearClients();
    void clearSubscribers() { subscribers_.reset(); }
    /// How long to wait until they are asked again, after that many rows: it costs them the more, the more these are.
    static std::chrono::milliseconds pauseAfter(qsizetype rows);

    /// Where the snapshot has a group: says at which hub each of its clients is, adds those of the others, and the
    /// subscribers elsewhere to its channels, and says who was silent. What is known of a hub that has left the group
    /// counts no more.
    void addTo(HubSnapshot &snapshot) const;

private:
    QList<ClientInfo> clients_;
    QStringList silent_;
    qint64 total_ = 0;
    std::optional<QHash<QByteArray, qint64>> subscribers_; ///< nothing: nobody was asked
};

} // namespace helio
