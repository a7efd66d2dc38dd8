// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/accesscontrol.h"
#include "remote/hubapi.h"

namespace helio {

/// Reads and changes the access rules of a hub by its API. Each call is answered by one of failed() and
/// overviewArrived(), with tokenMade() before it.
class AccessRequests : public QObject
{
    Q_OBJECT
public:
    /// `api` is borrowed.
    explicit AccessRequests(HubApi &api, QObject *parent = nullptr);

    void requestOverview();
    void makeToken(const AccessToken &wanted);
    void revokeToken(const QString &name);
    void setAnonymous(const AnonymousAccess &anonymous);

Q_SIGNALS:
    void overviewArrived(const helio::AccessOverview &overview);
    void tokenMade(const QString &name, const QByteArray &token);
    void failed(const QString &problem);

private:
    void change(const ApiRequest &request, const std::function<void(const ApiAnswer &)> &done = {});

    HubApi &api_;
};

} // namespace helio
