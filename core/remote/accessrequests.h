// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/accesscontrol.h"
#include "remote/hubapi.h"

namespace helio {

/// Reads and changes the access rules of a hub by its API. Each call is answered by answered() with its ticket, behind
/// overviewArrived() where the rules could be read.
class AccessRequests : public QObject
{
    Q_OBJECT
public:
    /// `api` is borrowed.
    explicit AccessRequests(HubApi &api, QObject *parent = nullptr);

    void requestOverview(quint64 ticket);
    void makeToken(quint64 ticket, const AccessToken &wanted);
    void revokeToken(quint64 ticket, const QString &name);
    void setAnonymous(quint64 ticket, const AnonymousAccess &anonymous);

Q_SIGNALS:
    void overviewArrived(const helio::AccessOverview &overview);
    void answered(quint64 ticket, const helio::AccessOutcome &outcome);

private:
    /// `tokenOf`: the token in the answer; nothing: it must have one, and has none.
    void change(quint64 ticket, const ApiRequest &request,
                const std::function<std::optional<QByteArray>(const QByteArray &body)> &tokenOf);
    void readRules(const std::function<void(const QString &problem)> &done);

    HubApi &api_;
};

} // namespace helio
