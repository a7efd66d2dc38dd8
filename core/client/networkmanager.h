// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkAccessManager>
#include <QNetworkProxy>

#include <optional>

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

} // namespace helio
