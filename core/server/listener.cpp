// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/listener.h"

#include <QNetworkProxy>
#include <QTimer>

namespace helio {

using namespace std::chrono_literals;

namespace {
/// Enough for thousands of clients that come back in the same second.
constexpr int ListenBacklog = 4096;
constexpr std::chrono::milliseconds RetryAccepting = 100ms;
} // namespace

Listener::Listener(QObject *parent)
    : QTcpServer(parent)
{
    setProxy(QNetworkProxy::NoProxy);
    setListenBacklogSize(ListenBacklog);
    // Qt stops accepting when the descriptors run out, and would never begin again.
    connect(this, &QTcpServer::acceptError, this,
            [this] { QTimer::singleShot(RetryAccepting, this, &QTcpServer::resumeAccepting); });
}

} // namespace helio
