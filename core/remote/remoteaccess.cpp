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
    connect(&requests_, &AccessRequests::answered, this, [this](quint64 ticket, const AccessOutcome &outcome) {
        if (const Done done = waiting_.take(ticket))
            done(outcome);
    });
}

quint64 RemoteAccess::keep(const Done &done)
{
    waiting_.insert(++lastTicket_, done);
    return lastTicket_;
}

void RemoteAccess::refresh(const Done &done)
{
    QMetaObject::invokeMethod(&requests_,
                              [requests = &requests_, ticket = keep(done)] { requests->requestOverview(ticket); });
}

QString RemoteAccess::caution() const
{
    return overview_.isOpen()
               ? tr("There is no rule yet: everything is open to who reaches the hub. With the first token a rule is "
                    "made, and then this window needs a token that may steer the hub: make that one first, and "
                    "connect with it.")
               : tr("Only what a rule allows is possible. This window may do what its token allows.");
}

void RemoteAccess::makeToken(const AccessToken &wanted, const Done &done)
{
    QMetaObject::invokeMethod(
        &requests_, [requests = &requests_, ticket = keep(done), wanted] { requests->makeToken(ticket, wanted); });
}

void RemoteAccess::revokeToken(const QString &name, const Done &done)
{
    QMetaObject::invokeMethod(
        &requests_, [requests = &requests_, ticket = keep(done), name] { requests->revokeToken(ticket, name); });
}

void RemoteAccess::setAnonymous(const AnonymousAccess &anonymous, const Done &done)
{
    QMetaObject::invokeMethod(&requests_, [requests = &requests_, ticket = keep(done), anonymous] {
        requests->setAnonymous(ticket, anonymous);
    });
}

} // namespace helio
