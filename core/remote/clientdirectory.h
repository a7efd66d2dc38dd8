// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"

#include <QSet>

namespace helio {

/// The clients of a hub as they come to be known page by page. A value.
class ClientDirectory
{
public:
    static constexpr qsizetype MaximumClients = 200'000; ///< those beyond are not kept

    const QList<ClientInfo> &clients() const { return clients_; }
    qsizetype size() const { return clients_.size(); }

    /// Newer figures of some, and some that are new.
    void merge(const QList<ClientInfo> &clients);
    /// Newer figures of those that are known; others are passed over.
    void update(const QList<ClientInfo> &clients);
    void remove(const QByteArray &id);

    /// All will be listed once more: who is not merged until endListing() has gone.
    void beginListing();
    void endListing();
    void clear();

private:
    void removeAt(qsizetype place);

    QList<ClientInfo> clients_;
    QHash<QByteArray, qsizetype> places_;
    QSet<QByteArray> unlisted_; ///< of those known when the listing began
};

} // namespace helio
