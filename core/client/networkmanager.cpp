// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/networkmanager.h"

#include "event/version.h"

#include <QHostAddress>

#include <algorithm>

namespace helio {

namespace {

/// A proxy knows another machine by the name `localhost` than the user does.
class DirectToLoopback : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (isThisMachine(query.peerHostName()))
            return {QNetworkProxy::NoProxy};
        QList<QNetworkProxy> proxies = systemProxyForQuery(query);
        if (answered_.size() >= MaximumAnswered)
            answered_.clear();
        answered_.insert(query.peerHostName(), proxies.value(0));
        return proxies;
    }

    /// What it answered last for that host.
    QNetworkProxy answered(const QString &host) const { return answered_.value(host); }

private:
    static constexpr qsizetype MaximumAnswered = 100;

    QHash<QString, QNetworkProxy> answered_;
};

} // namespace

QByteArray ownUserAgent()
{
    return QByteArray("Heliograph/") + programVersion();
}

bool isThisMachine(const QString &host)
{
    return host == QLatin1StringView("localhost") || host.endsWith(QLatin1StringView(".localhost")) ||
           QHostAddress(host).isLoopback();
}

quint16 NetworkManager::peerPort(const QUrl &url) const
{
    const auto *const factory = dynamic_cast<const DirectToLoopback *>(proxyFactory());
    const QNetworkProxy way = factory ? factory->answered(url.host()) : proxy();
    if (way.type() != QNetworkProxy::NoProxy && way.port() != 0)
        return way.port();
    return quint16(url.port(url.scheme() == QLatin1StringView("https") ? 443 : 80));
}

NetworkManager *makeNetworkManager(QObject *parent, const std::optional<QNetworkProxy> &proxy)
{
    auto *manager = new NetworkManager(parent);
    if (proxy)
        manager->setProxy(*proxy);
    else
        manager->setProxyFactory(new DirectToLoopback); // the manager owns it
    return manager;
}

} // namespace helio
