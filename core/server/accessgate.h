// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/accesspolicy.h"
#include "event/event.h"
#include "server/httpresponse.h"

#include <QList>

#include <memory>
#include <optional>

namespace helio {

struct Exchange;
class Hub;
class Selection;
class Troubles;

/// Who may do what: asks the policy, and answers the requests that may not go on.
class AccessGate
{
public:
    /// `policy`: null when everything is open. `troubles` are told who is refused; borrowed.
    AccessGate(Hub &hub, std::shared_ptr<const AccessPolicy> policy, Troubles &troubles);

    /// Has another policy decide from now on (null: everything is open), and ends the streams that it does not grant.
    void setPolicy(std::shared_ptr<const AccessPolicy> policy);

    /// Whether there are no rules, so that everything is open.
    bool isOpen() const { return isOpen_; }
    /// Finds token and grant of the exchange. This and the following are false when the request may not go on; it is
    /// answered then.
    bool authenticate(Exchange &exchange) const;
    bool admitAdmin(const Exchange &exchange) const;
    /// Whether who was let in by `token` from `address` may still inspect the hub.
    bool mayInspect(const QByteArray &token, const QHostAddress &address) const;
    /// Restricts the patterns of `selection` to what is granted.
    bool admitSelection(const Exchange &exchange, Selection &selection) const;
    /// Whether there is any channel that may be published to.
    bool admitPublisher(const Exchange &exchange) const;
    /// Whether `channel` may be published to.
    bool admitPublisher(const Exchange &exchange, const QByteArray &channel) const;
    /// What one gets who may not publish all of them; nothing when all is granted. `isBatch`: it says which is not.
    std::optional<HttpResponse> refusalOf(const Grant &grant, const QList<Publication> &publications,
                                          bool isBatch) const;
    /// A request that may not go on for what it asks.
    void countBadQuery() const;

private:
    HttpResponse refusal(const Grant &grant, const QString &what) const;

    /// Shared with reviews that are under way: they judge by the policy of now, and may outlive the gate.
    struct Judge
    {
        std::shared_ptr<const AccessPolicy> policy; ///< never null
    };

    Hub &hub_;
    bool isOpen_;
    Troubles &troubles_;
    std::shared_ptr<Judge> judge_;
};

} // namespace helio
