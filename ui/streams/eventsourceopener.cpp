// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/eventsourceopener.h"

#include "client/eventsource.h"

namespace helio {

namespace {

class EventSourceConnection : public StreamConnection
{
public:
    explicit EventSourceConnection(EventSource *source)
        : source_(source)
    {
        connect(source, &EventFeed::readyStateChanged, this, &StreamConnection::stateChanged);
        connect(source, &EventFeed::errorOccurred, this, &StreamConnection::failed);
        connect(source, &EventSource::reconnectScheduled, this, &StreamConnection::reconnectScheduled);
    }
    ~EventSourceConnection() override { source_->deleteLater(); }

    EventFeed *feed() override { return source_; }
    void open() override { QMetaObject::invokeMethod(source_, &EventSource::open, Qt::QueuedConnection); }
    void close() override { QMetaObject::invokeMethod(source_, &EventSource::close, Qt::QueuedConnection); }

private:
    EventSource *source_; ///< of the streams' thread, which deletes it
};

} // namespace

EventSourceOpener::EventSourceOpener()
    : inThread_(std::make_unique<QObject>())
{
    qRegisterMetaType<std::chrono::milliseconds>();
    thread_.setObjectName(QStringLiteral("streams"));
    inThread_->moveToThread(&thread_);
    thread_.start();
}

EventSourceOpener::~EventSourceOpener()
{
    thread_.quit();
    thread_.wait();
}

std::unique_ptr<StreamConnection> EventSourceOpener::connection(const StreamRequest &request)
{
    EventSourceOptions options;
    options.headers = request.headers;
    options.lastEventId = request.lastEventId;
    options.bearerToken = request.bearerToken;
    options.retriesServerErrors = true; // a window that watches a server all day sees it restart
    EventSource *source = nullptr;
    // A source lives where it is made. The thread only waits for sockets, so this comes back at once.
    QMetaObject::invokeMethod(
        inThread_.get(), [&] { source = new EventSource(request.url, options, &managers_); },
        Qt::BlockingQueuedConnection);
    return std::make_unique<EventSourceConnection>(source);
}

} // namespace helio
