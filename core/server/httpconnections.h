// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/httpconnection.h"

#include <QHash>
#include <QObject>

#include <memory>
#include <unordered_map>
#include <vector>

class QTimer;

namespace helio {

/// All connections that speak HTTP: keeps them from add() until they end or become streams, ends those that take too
/// long, lets those that send files take turns, and bounds all of them together. Before anybody has shown a right, this
/// is what stands between the hub and whoever connects.
class HttpConnections : public QObject
{
    Q_OBJECT
public:
    /// What connections that are no streams may cost, all together.
    struct Bounds
    {
        qsizetype count = 4096;      ///< at most a quarter of the descriptors there are: the rest is for streams
        qsizetype perAddress = 1024; ///< of IPv6 a network of 64 bits counts as one
        qsizetype heldBytes = 64 * 1024 * 1024; ///< what was read of requests, and of answers was not read
    };
    /// Whether an address stands for many clients, as a proxy's does.
    using IsShared = std::function<bool(const QHostAddress &)>;

    /// `handler` answers what they ask, and must outlive this.
    HttpConnections(HttpRequestHandler &handler, const HttpConnection::Times &times, const Bounds &bounds,
                    qsizetype maximumBodyBytes, IsShared isShared, QObject *parent = nullptr);
    ~HttpConnections() override;

    /// What is full makes room: who waits longest between two requests is closed, then who has not sent all of a
    /// request for longest.
    void add(std::unique_ptr<Transport> transport);
    /// False while there is no room and nobody to end for it; roomMade() follows.
    bool hasRoom() const;
    /// Destroys all of them at once: nothing that waits goes out any more.
    void clear();

    /// For a connection: it has ended, or given its transport away. It is destroyed in another turn of the event loop.
    void forgetLater(HttpConnection &connection);
    /// For a connection: it is to send the next chunk of its file, in another turn of the event loop.
    void sendChunkLater(HttpConnection &connection);
    /// For a connection: what it holds may have changed. Beyond the bound whose request is longest on its way ends.
    void account(HttpConnection &connection);
    /// For a connection: memory is short. Ends the longest unfinished requests until half of what is held is free.
    void shed();

Q_SIGNALS:
    void roomMade();

private:
    struct Entry
    {
        std::shared_ptr<HttpConnection> connection;
        QHostAddress counted; ///< by which it counts; null: by none
    };
    using Victim = std::pair<HttpConnection::TimePoint, HttpConnection *>;

    void checkTimes();
    void forgetDue();
    void sendDueChunks();

    QHostAddress countedAddress(const QHostAddress &address) const;
    /// Ends up to `count` connections, those of `address` or, when it is null, of all.
    void thinOut(qsizetype count, const QHostAddress &address);
    void thinOutCrowds();
    void reduceHeld(qsizetype target);

    HttpRequestHandler &handler_;
    HttpConnection::Times times_;
    Bounds bounds_;
    qsizetype maximumBodyBytes_;
    IsShared isShared_;
    std::unordered_map<HttpConnection *, Entry> connections_;
    QHash<QHostAddress, qsizetype> perAddress_;
    qsizetype leaving_ = 0; ///< of connections_, those that are to be forgotten
    qsizetype heldBytes_ = 0;
    bool isReducing_ = false;
    HttpConnection::TimePoint nextThinning_; ///< not before: a search that found nobody finds nobody a moment later
    std::vector<std::weak_ptr<HttpConnection>> dueForgets_;
    std::vector<std::weak_ptr<HttpConnection>> dueChunks_;
    QTimer *chunkTimer_;
    QTimer *timeTimer_;
};

} // namespace helio
