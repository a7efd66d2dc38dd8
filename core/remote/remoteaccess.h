// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/accesscontrol.h"

#include <QHash>

namespace helio {

class AccessRequests;

/// The access rules of a hub far away as they were last known; what is asked of them goes into another thread.
class RemoteAccess : public AccessControl
{
    Q_OBJECT
public:
    /// `requests` lives in another thread, and must outlive this.
    explicit RemoteAccess(AccessRequests &requests);

    AccessOverview overview() const override { return overview_; }
    void refresh(const Done &done) override;
    QString caution() const override;
    void makeToken(const AccessToken &wanted, const Done &done) override;
    void revokeToken(const QString &name, const Done &done) override;
    void setAnonymous(const AnonymousAccess &anonymous, const Done &done) override;

private:
    /// Its ticket.
    quint64 keep(const Done &done);

    AccessRequests &requests_;
    AccessOverview overview_;
    QHash<quint64, Done> waiting_; ///< by ticket
    quint64 lastTicket_ = 0;       ///< 0 is nobody's
};

} // namespace helio
