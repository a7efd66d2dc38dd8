// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/tlssettings.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace helio {

/// How requests of this project name themselves, e.g. `Heliograph/0.1.0`.
QByteArray ownUserAgent();

/// Whether `host` is this machine, by its loopback.
bool isThisMachine(const QString &host);

/// A manager that can be told that one of its connections is not to be used again. That one cannot be named, and to
/// close all would end other streams without a word: so it gets no new requests at all.
class NetworkManager : public QNetworkAccessManager
{
    Q_OBJECT
public:
    using QNetworkAccessManager::QNetworkAccessManager;

    void retire() { isRetired_ = true; }
    bool isRetired() const { return isRetired_; }

    /// The port to which it connects for `url`: the server's, or that of the proxy on the way. Known once a request
    /// went out.
    quint16 peerPort(const QUrl &url) const;

private:
    bool isRetired_ = false;
};

/// A manager as this project's requests want it: by way of `proxy`; or without one this machine is asked directly, and
/// everything else by way of the proxies of the system. It serves at most six connections to one host, and costs a
/// thread.
NetworkManager *makeNetworkManager(QObject *parent, const std::optional<QNetworkProxy> &proxy = {});

/// What requests must have in common to share a manager, which keeps connections apart by their host alone.
struct NetworkSettings
{
    std::optional<QNetworkProxy> proxy; ///< nothing: the system's
    TlsSettings tls;
    bool allowHttp2 = false;

    friend bool operator==(const NetworkSettings &, const NetworkSettings &) = default;
};

/// Lends managers to event sources, so that a hundred of them do not cost a hundred threads. May be used from any
/// thread; must outlive the sources it is given to.
class NetworkManagerPool
{
public:
    /// One less than the connections to one host that a manager serves.
    static constexpr int SourcesPerManager = 5;

    /// A manager of the calling thread with these settings, whose users are fewer than SourcesPerManager and that is
    /// not retired; a new one when there is none. It is used, and let go, in that thread, and ends with its last user.
    std::shared_ptr<NetworkManager> lend(const NetworkSettings &settings);
    /// How many managers are in use now.
    int managerCount() const;

private:
    struct Lent
    {
        const void *thread = nullptr;
        NetworkSettings settings;
        std::weak_ptr<NetworkManager> manager;
    };

    mutable std::mutex mutex_;
    std::vector<Lent> lent_;
};

} // namespace helio
