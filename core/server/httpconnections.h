// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/httpconnection.h"

#include <QObject>

#include <memory>
#include <unordered_map>
#include <vector>

class QTimer;

namespace helio {

/// All connections that speak HTTP: keeps them from add() until they end or become streams, ends those that take too
/// long, and lets those that send files take turns.
class HttpConnections : public QObject
{
    Q_OBJECT
public:
    /// `handler` answers what they ask, and must outlive this.
    HttpConnections(HttpRequestHandler &handler, HttpConnection::Times times, qsizetype maximumBodyBytes,
                    QObject *parent = nullptr);
    ~HttpConnections() override;

    void add(std::unique_ptr<Transport> transport);
    /// Destroys all of them at once: nothing that waits goes out any more.
    void clear();

    /// For a connection: it has ended, or given its transport away. It is destroyed in another turn of the event loop.
    void forgetLater(HttpConnection &connection);
    /// For a connection: it is to send the next chunk of its file, in another turn of the event loop.
    void sendChunkLater(HttpConnection &connection);

private:
    void checkTimes();
    void forgetDue();
    void sendDueChunks();

    HttpRequestHandler &handler_;
    HttpConnection::Times times_;
    qsizetype maximumBodyBytes_;
    std::unordered_map<HttpConnection *, std::shared_ptr<HttpConnection>> connections_;
    std::vector<std::weak_ptr<HttpConnection>> dueForgets_;
    std::vector<std::weak_ptr<HttpConnection>> dueChunks_;
    QTimer *chunkTimer_;
    QTimer *timeTimer_;
};

} // namespace helio
