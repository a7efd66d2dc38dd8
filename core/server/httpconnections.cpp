// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/httpconnections.h"

#include "hub/turns.h"

#include <QTimer>

#include <utility>

namespace helio {

using namespace std::chrono_literals;

namespace {
constexpr std::chrono::milliseconds TimeCheckInterval = 250ms;
} // namespace

HttpConnections::HttpConnections(HttpRequestHandler &handler, HttpConnection::Times times, qsizetype maximumBodyBytes,
                                 QObject *parent)
    : QObject(parent)
    , handler_(handler)
    , times_(times)
    , maximumBodyBytes_(maximumBodyBytes)
    , chunkTimer_(new QTimer(this))
    , timeTimer_(new QTimer(this))
{
    chunkTimer_->setSingleShot(true);
    connect(chunkTimer_, &QTimer::timeout, this, &HttpConnections::sendDueChunks);
    connect(timeTimer_, &QTimer::timeout, this, &HttpConnections::checkTimes);
    timeTimer_->start(TimeCheckInterval);
}

HttpConnections::~HttpConnections() = default;

void HttpConnections::add(std::unique_ptr<Transport> transport)
{
    auto connection = std::make_shared<HttpConnection>(*this, handler_, std::move(transport), maximumBodyBytes_);
    connections_.emplace(connection.get(), std::move(connection));
}

void HttpConnections::clear()
{
    connections_.clear();
}

void HttpConnections::forgetLater(HttpConnection &connection)
{
    if (dueForgets_.empty())
        QMetaObject::invokeMethod(this, &HttpConnections::forgetDue, Qt::QueuedConnection);
    dueForgets_.push_back(connection.weak_from_this());
}

void HttpConnections::forgetDue()
{
    const Turn turn("ends of requests");
    for (const auto &weak : std::exchange(dueForgets_, {})) {
        if (const auto due = weak.lock())
            connections_.erase(due.get());
    }
}

void HttpConnections::sendChunkLater(HttpConnection &connection)
{
    // A timer, not a posted event: those come before all input, and a large file would let nobody else have a turn.
    dueChunks_.push_back(connection.weak_from_this());
    chunkTimer_->start(0);
}

void HttpConnections::sendDueChunks()
{
    const Turn turn("files");
    for (const auto &weak : std::exchange(dueChunks_, {})) {
        if (const auto due = weak.lock())
            due->sendChunk();
    }
}

void HttpConnections::checkTimes()
{
    const Turn turn("times of requests");
    const auto now = HttpConnection::TimePoint::clock::now();
    for (const auto &[key, connection] : connections_)
        connection->checkTime(now, times_);
}

} // namespace helio
