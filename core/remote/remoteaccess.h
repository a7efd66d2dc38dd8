// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/accesscontrol.h"

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
    void refresh() override;
    QString caution() const override;
    void makeToken(const AccessToken &wanted) override;
    void revokeToken(const QString &name) override;
    void setAnonymous(const AnonymousAccess &anonymous) override;

private:
    AccessRequests &requests_;
    AccessOverview overview_;
};

} // namespace helio
