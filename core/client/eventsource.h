// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/reconnectpolicy.h"
#include "client/redirects.h"
#include "event/eventstreamparser.h"
#include "feed/eventfeed.h"

#include <QTimer>
#include <QUrl>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace helio {

/// How an EventSource connects.
struct EventSourceOptions
{
    QList<std::pair<QByteArray, QByteArray>>
        headers;            ///< added to each request; `Authorization` never crosses an origin
    QByteArray lastEventId; ///< what the first request asks to continue after
    std::chrono::milliseconds reconnectionTime{3000}; ///< until the stream says otherwise
    int maximumReconnects =
        ReconnectPolicy::NoLimit; ///< in a row without an event, then it gives up; 0: never tries again
    qsizetype maximumEventBytes = EventStreamParser::DefaultMaximumEventBytes;
    ReconnectPolicy::Jitter jitter; ///< chance, as tests want it; empty: true chance
};

/// Reads a remote event stream as WHATWG HTML 9.2 says a browser's EventSource does: reconnection with `Last-Event-ID`,
/// statuses and content types judged, redirects followed by hand. It lives in the thread it was made in.
///
/// - 200 with content type `text/event-stream` opens; 204, any other status or type closes for good with one
///   errorOccurred(Refused).
/// - The end of the body, a reset or a refused connection: Connecting, one errorOccurred(Transient), and another
///   attempt after the reconnection time, or, when `maximumReconnects` is used up, Closed and one
///   errorOccurred(GaveUp).
/// - An event beyond `maximumEventBytes`: Closed and one errorOccurred(TooLarge).
/// - close() at any moment, from within any signal too, stops everything: nothing is emitted after it but the change to
///   Closed.
/// - A reader that is slower than the server holds the server back: what waits here is bounded.
class EventSource : public EventFeed
{
    Q_OBJECT
public:
    /// So much of the body is read ahead; a batch of events is what one such piece completes.
    static constexpr qsizetype ReadBufferBytes = 1024 * 1024;

    /// `url`: http or https; user info in it is sent as basic authentication. `manager` is borrowed (it serves at most
    /// six connections to one host); null: the source makes one of its own.
    explicit EventSource(const QUrl &url, EventSourceOptions options = {}, QNetworkAccessManager *manager = nullptr,
                         QObject *parent = nullptr);
    ~EventSource() override;

    const QUrl &url() const { return url_; }
    ReadyState readyState() const override { return readyState_; }
    /// What the next request asks to continue after; empty when the stream set none, or set it empty.
    const QByteArray &lastEventId() const { return lastEventId_; }
    std::chrono::milliseconds reconnectionTime() const { return reconnectionTime_; }

    /// Connects, from the event loop on; nothing happens when it is not Closed. A source that was closed goes on after
    /// the last event ID.
    void open();
    void close();

Q_SIGNALS:
    /// The next attempt comes in `delay`; `failedAttempts` in a row were made before it (0 after a stream that
    /// delivered).
    void reconnectScheduled(std::chrono::milliseconds delay, int failedAttempts);

private:
    void attempt();
    void sendRequest();
    QNetworkRequest makeRequest() const;
    void judgeAnswer();
    void readEvents();
    void endConnection();

    void loseConnection(const QString &why);
    void closeWith(const FeedError &error);
    void setReadyState(ReadyState state);
    void dropReply();

    QUrl url_;
    EventSourceOptions options_;
    QNetworkAccessManager *manager_;
    Redirects redirects_;
    ReconnectPolicy policy_;
    EventStreamParser parser_;
    QByteArray lastEventId_;
    std::chrono::milliseconds reconnectionTime_;
    ReadyState readyState_ = ReadyState::Closed;
    QTimer timer_;                   ///< runs until the next attempt
    QNetworkReply *reply_ = nullptr; ///< of the connection, or the attempt; its manager's child
    int failedAttempts_ = 0;         ///< in a row, before this attempt
    bool delivered_ = false;         ///< this connection completed an event
    quint64 life_ = 0;               ///< how often open() and close() were called: a slot may have done so meanwhile
};

} // namespace helio
