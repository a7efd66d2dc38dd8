// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/networkmanager.h"

#include <QHostAddress>
#include <QNetworkProxy>

namespace helio {

namespace {

bool isLoopback(const QString &host)
{
    return host == QLatin1StringView("localhost") || host.endsWith(QLatin1StringView(".localhost")) ||
           QHostAddress(host).isLoopback();
}

/// A proxy knows another machine by the name `localhost` than the user does.
class DirectToLoopback : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (isLoopback(query.peerHostName()))
            return {QNetworkProxy::NoProxy};
        return systemProxyForQuery(query);
    }
};

} // namespace

QNetworkAccessManager *makeNetworkManager(QObject *parent)
{
    auto *manager = new QNetworkAccessManager(parent);
    manager->setProxyFactory(new DirectToLoopback); // the manager owns it
    return manager;
}

} // namespace helio
