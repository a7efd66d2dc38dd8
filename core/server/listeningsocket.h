// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>

namespace helio {

/// Accepts connections and hands on their descriptors; makes no sockets of its own. When the process runs out of
/// descriptors it accepts no more until there are some; who comes meanwhile waits in the kernel.
class ListeningSocket : public QTcpServer
{
    Q_OBJECT
public:
    explicit ListeningSocket(QObject *parent = nullptr);

    /// For Qt HttpServer, which takes its sockets from a QTcpServer.
    void offer(QTcpSocket *socket) { addPendingConnection(socket); }

    /// Accepts nobody until release().
    void hold();
    void release();

Q_SIGNALS:
    /// The receiver owns the descriptor.
    void accepted(qintptr descriptor);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    /// Within incomingConnection() too: the one that is being accepted is the last.
    void pause();
    void resume();
    void resumeWhenPossible();

    bool isHeld_ = false;        ///< by hold()
    bool isShort_ = false;       ///< of descriptors
    bool isTakingTurns_ = false; ///< others have theirs
    int acceptedThisTurn_ = 0;
};

} // namespace helio
