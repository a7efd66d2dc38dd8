// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <optional>

namespace helio::test {

/// A TCP proxy on a loopback port that cuts connections where a test wants it, as a network does. It works while the
/// event loop runs.
class CuttingProxy : public QObject
{
    Q_OBJECT
public:
    /// Passes everything on to 127.0.0.1:`target`.
    explicit CuttingProxy(quint16 target, QObject *parent = nullptr);

    quint16 port() const;

    /// Cuts every connection at once.
    void cut();
    /// Lets `bytes` more pass towards the clients, all connections together, and cuts every connection then.
    void cutAfter(qsizetype bytes);
    /// While it refuses, a new connection is closed as soon as it comes.
    void setRefusing(bool refusing);

    /// Connections passed on since the proxy was made.
    int passedConnections() const;
    /// Times that cutAfter() came true.
    int cuts() const;

private:
    void accept(QTcpSocket *client);
    void passDown(QTcpSocket *from, QTcpSocket *to);

    quint16 target_;
    QTcpServer server_;
    QList<QPointer<QTcpSocket>> sockets_;
    std::optional<qsizetype> bytesLeft_;
    bool refusing_ = false;
    int passedConnections_ = 0;
    int cuts_ = 0;
};

} // namespace helio::test
