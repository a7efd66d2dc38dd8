// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>

namespace helio {

/// Accepts connections and hands on their descriptors; makes no sockets of its own. When the process runs out of
/// descriptors it accepts no more until there are some; who comes meanwhile waits.
class ListeningSocket : public QTcpServer
{
    Q_OBJECT
public:
    explicit ListeningSocket(QObject *parent = nullptr);

    /// For Qt HttpServer, which takes its sockets from a QTcpServer.
    void offer(QTcpSocket *socket) { addPendingConnection(socket); }

Q_SIGNALS:
    /// The receiver owns the descriptor.
    void accepted(qintptr descriptor);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void resumeWhenPossible();
};

} // namespace helio
