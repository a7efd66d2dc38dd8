// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/eventstreamparser.h"
#include "feed/eventfeed.h"

#include <QNetworkRequest>
#include <QUrl>

#include <memory>

class QNetworkAccessManager;
class QNetworkReply;
class QTimer;

namespace helio {

/// How an EventSource connects.
struct EventSourceOptions
{
    QList<std::pair<QByteArray, QByteArray>>
        headers;            ///< added to each request; `Authorization` never crosses an origin
    QByteArray lastEventId; ///< what the first request asks to continue after
    std::chrono::milliseconds reconnectionTime{3000}; ///< until the stream says otherwise
    int maximumReconnects = -1;                       ///< failed attempts in a row before it gives up; -1: no limit
    qsizetype maximumEventBytes = EventStreamParser::DefaultMaximumEventBytes;
};

/// Reads a remote event stream as WHATWG HTML 9.2 says a browser's EventSource does: reconnection with `Last-Event-ID`,
/// statuses and content types judged, redirects followed by hand. It lives in the thread it was made in.
///
/// - 200 with content type `text/event-stream` opens; 204, any other status or type closes for good with one
/// errorOccurred(Refused).
/// - The end of the body, a reset or a refused connection: Connecting, one errorOccurred(Transient), and another
/// attempt after the reconnection time.
/// - close() at any moment, from within any signal too, stops everything: nothing is emitted after it but the change to
/// Closed.
class EventSource : public EventFeed
{
    Q_OBJECT
public:
    /// `manager` is borrowed (it serves at most six connections to one host); null: the source makes one of its own.
    explicit EventSource(const QUrl &url, EventSourceOptions options = {}, QNetworkAccessManager *manager = nullptr,
                         QObject *parent = nullptr);
    ~EventSource() override;

    const QUrl &url() const { return url_; }
    ReadyState readyState() const override { return readyState_; }
    const QByteArray &lastEventId() const { return lastEventId_; }
    std::chrono::milliseconds reconnectionTime() const { return reconnectionTime_; }

    /// Connects; nothing happens when it is not Closed.
    void open();
    void close();

Q_SIGNALS:
    /// The next attempt comes in `delay`; `failedAttempts` in a row were made before it (0 after a stream that
    /// delivered).
    void reconnectScheduled(std::chrono::milliseconds delay, int failedAttempts);

private:
    // to be filled by its implementation
    QUrl url_;
    EventSourceOptions options_;
    QByteArray lastEventId_;
    std::chrono::milliseconds reconnectionTime_;
    ReadyState readyState_ = ReadyState::Closed;
};

} // namespace helio
