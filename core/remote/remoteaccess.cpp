// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/remoteaccess.h"

#include "remote/accessrequests.h"

namespace helio {

RemoteAccess::RemoteAccess(AccessRequests &requests)
    : requests_(requests)
{
    connect(&requests_, &AccessRequests::overviewArrived, this, [this](const AccessOverview &overview) {
        overview_ = overview;
        Q_EMIT changed();
    });
    connect(&requests_, &AccessRequests::tokenMade, this, &AccessControl::tokenMade);
    connect(&requests_, &AccessRequests::failed, this, &AccessControl::failed);
}

void RemoteAccess::refresh()
{
    QMetaObject::invokeMethod(&requests_, &AccessRequests::requestOverview);
}

QString RemoteAccess::caution() const
{
    return overview_.isOpen()
               ? tr("There is no rule yet: everything is open to who reaches the hub. With the first token a rule is "
                    "made, and then this window needs a token that may steer the hub: make that one first, and "
                    "connect with it.")
               : tr("Only what a rule allows is possible. This window may do what its token allows.");
}

void RemoteAccess::makeToken(const AccessToken &wanted)
{
    QMetaObject::invokeMethod(&requests_, [requests = &requests_, wanted] { requests->makeToken(wanted); });
}

void RemoteAccess::revokeToken(const QString &name)
{
    QMetaObject::invokeMethod(&requests_, [requests = &requests_, name] { requests->revokeToken(name); });
}

void RemoteAccess::setAnonymous(const AnonymousAccess &anonymous)
{
    QMetaObject::invokeMethod(&requests_, [requests = &requests_, anonymous] { requests->setAnonymous(anonymous); });
}

} // namespace helio
