// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/networkmanager.h"

#include "event/version.h"

#include <QHostAddress>
#include <QThread>

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

std::shared_ptr<NetworkManager> NetworkManagerPool::lend(const NetworkSettings &settings)
{
    const void *const thread = QThread::currentThread();
    const std::lock_guard lock(mutex_);
    std::erase_if(lent_, [](const Lent &lent) { return lent.manager.expired(); });
    for (const Lent &lent : lent_) {
        // Of another thread's it is not even asked how many use it.
        if (lent.thread == thread && lent.manager.use_count() < SourcesPerManager && lent.settings == settings) {
            if (auto manager = lent.manager.lock(); manager && !manager->isRetired())
                return manager;
        }
    }
    std::shared_ptr<NetworkManager> made(makeNetworkManager(nullptr, settings.proxy));
    lent_.push_back({thread, settings, made});
    return made;
}

int NetworkManagerPool::managerCount() const
{
    const std::lock_guard lock(mutex_);
    return int(std::count_if(lent_.begin(), lent_.end(), [](const Lent &lent) { return !lent.manager.expired(); }));
}

} // namespace helio
