// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/childprocess.h"

#include <QTemporaryDir>
#include <QUrl>

#include <memory>

namespace helio::test {

/// A real nginx on loopback that keeps all it writes in a folder of its own, and ends with this object.
class NginxProcess
{
public:
    enum class Protocol {
        Http1,        ///< without TLS
        Http2OverTls, ///< with a certificate that nobody vouches for
    };

    static bool isAvailable();
    /// Whether a certificate can be made.
    static bool hasTls();

    explicit NginxProcess(Protocol protocol);

    /// Starts it with one `server` block for the hub on `hubPort`, and waits until it listens. Within the block the
    /// lines of `resources/nginx.conf` (its `listen`, its certificates, the hub's address) are put to what this machine
    /// has. report() says what failed.
    bool start(const QByteArray &serverBlock, quint16 hubPort);

    /// With the path, which may carry a query.
    QUrl url(const QString &path = QStringLiteral("/")) const;
    quint16 port() const { return port_; }

    /// How many requests have ended for which the hub could not be reached.
    int failuresToReachTheHub() const;
    /// The process, its output, and its log of requests: one line each, with the status given and the hub's.
    QString report() const;

private:
    bool makeCertificate();
    QByteArray configuration(QByteArray serverBlock, quint16 hubPort) const;
    QString path(const char *name) const;
    QByteArray requestLog() const;

    Protocol protocol_;
    QTemporaryDir folder_;
    std::unique_ptr<ChildProcess> process_;
    quint16 port_ = 0;
    QString problem_;
};

} // namespace helio::test
