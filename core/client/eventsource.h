// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionend.h"
#include "client/eventlisteners.h"
#include "client/eventsourceoptions.h"
#include "client/exchange.h"
#include "feed/eventfeed.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace helio {

class NetworkManagerPool;
enum class ConnectionAlarm;
struct StreamReading;

/// Reads a remote event stream as WHATWG HTML 9.2 says a browser's EventSource does: reconnection with `Last-Event-ID`,
/// statuses and content types judged, redirects followed by hand. It lives in the thread in which it is opened. How to
/// use it, with all options: docs/client.md.
///
/// - 200 with content type `text/event-stream` opens; 204, any other status or type, and a certificate that is not
///   trusted close for good with one errorOccurred(Refused).
/// - The end of the body, a reset or a refused connection: Connecting, one errorOccurred(Transient), and another
///   attempt after the reconnection time, or, when `maximumReconnects` is used up, Closed and one
///   errorOccurred(GaveUp).
/// - An event larger than `maximumEventBytes`: Closed and one errorOccurred(TooLarge).
/// - close() at any moment, from within any signal too, stops everything: nothing is emitted after it but the change to
///   Closed.
/// - A reader that is slower than the server holds the server back: what waits here is bounded (not over HTTP/2).
class EventSource : public EventFeed
{
    Q_OBJECT
public:
    /// `url`: http or https; user info in it is sent as basic authentication. `pool` is borrowed, and lends a network
    /// manager to several sources (each costs a thread); null: the source makes one of its own.
    explicit EventSource(const QUrl &url, EventSourceOptions options = {}, NetworkManagerPool *pool = nullptr,
                         QObject *parent = nullptr);
    ~EventSource() override;

    /// As it was given; redirects do not change it.
    const QUrl &url() const { return url_; }
    ReadyState readyState() const override { return readyState_; }
    /// What the next request asks to continue after; empty when the stream set none, or set it empty.
    const QByteArray &lastEventId() const;
    /// After errorOccurred(TooLarge): the id of the event that was, to go on after it; empty where it had none so far.
    QByteArray tooLargeEventId() const;
    /// What the stream set last, or else EventSourceOptions::reconnectionTime.
    std::chrono::milliseconds reconnectionTime() const;
    /// How often the server sends its heartbeat, as far as that was learned; nothing: no two were seen.
    std::optional<std::chrono::milliseconds> heartbeat() const;
    /// What came of the bodies of all connections since the source was made.
    quint64 receivedBytes() const { return receivedBytes_; }

    /// Calls `function` for each event of `type` from now on, in the order of the stream and in the thread of
    /// `context`, until that is gone. `function` takes (const Event &event, qint64 receivedAt), or less of it. An empty
    /// type, and `message`, are the default type. Listeners are called after eventsArrived(), and an event's one after
    /// the other as they were added.
    template <typename Context, typename Function>
    EventSource &on(const QByteArray &type, const Context *context, Function function)
    {
        connect(listeners_.add(type, false, context), &EventListener::arrived, context, std::move(function));
        return *this;
    }
    /// The same with the event's data read as JSON: `function` takes (const QJsonValue &json, const Event &event), or
    /// less of it. Where the data is no JSON, jsonErrorOccurred() comes instead.
    template <typename Context, typename Function>
    EventSource &onJson(const QByteArray &type, const Context *context, Function function)
    {
        connect(listeners_.add(type, true, context), &EventListener::jsonArrived, context, std::move(function));
        return *this;
    }

    /// Connects, from the event loop on; nothing happens when it is not Closed. A source that was closed goes on after
    /// the last event ID.
    void open();
    /// Ends the connection, or the attempt, and comes back no more until open() is called.
    void close();

Q_SIGNALS:
    /// A request goes out: an attempt's first, or where a redirect led.
    void requestSent(const helio::SentRequest &request);
    /// The head of an answer came, before it is judged.
    void answerArrived(const helio::ReceivedAnswer &answer);
    /// That was a redirect, which is followed; requestSent() comes next.
    void redirected(int status, const QUrl &to);
    /// The stream said what its reconnection time is: once on each connection, and again when it changes.
    void reconnectionTimeArrived(std::chrono::milliseconds time);
    /// What the body of an answer says that is no stream, at most 64 KiB, its coding undone; errorOccurred() follows.
    void refusalArrived(const QByteArray &body);
    /// An attempt or a connection ended, other than by close(): once for each, before errorOccurred() or ended().
    void connectionEnded(const helio::ConnectionEnd &end);
    /// The next chunk of the stream was read and is not yet parsed; `at`: by the steady clock.
    void chunkRead(const QByteArray &bytes, std::chrono::nanoseconds at);
    /// The next attempt comes in `delay`; `failedAttempts` in a row were made before it (0 after a stream that
    /// delivered).
    void reconnectScheduled(std::chrono::milliseconds delay, int failedAttempts);
    /// After errorOccurred(GaveUp): the limit of attempts in a row was used up.
    void gaveUp(int failedAttempts);
    /// The stream of a source that does not reconnect came to its proper end; it is Closed, and there was no error.
    void ended();
    /// A listener of onJson() was not called for `event`; `problem` says to people why.
    void jsonErrorOccurred(const helio::Event &event, const QString &problem);
    /// A comment line, in its place between the events, as soon as it ended: all between its colon and its end. Only
    /// with EventSourceOptions::reportsComments.
    void commentArrived(const QByteArray &comment, qint64 receivedAt);
    /// The next chunk of the stream as it came, before what it completes; `eventEnds` are the bytes of it up to the end
    /// of each event that it completes. Only with EventSourceOptions::keepsRawBytes.
    void bytesArrived(const QByteArray &bytes, qint64 receivedAt, const QList<qsizetype> &eventEnds);

private:
    struct Parts;

    void attempt();
    void onOpened(StreamFormat format);
    void onBytes(const QByteArray &bytes);
    void onRefused(const ConnectionEnd &end, int status, const QString &why,
                   std::optional<std::chrono::milliseconds> retryAfter);
    void onEnded(const ConnectionEnd &end, const QString &why);
    void onAlarm(ConnectionAlarm alarm, std::chrono::milliseconds silence);
    void deliver(const StreamReading &reading, qint64 receivedAt);

    void loseConnection(const FeedError &error, std::chrono::milliseconds atLeast = {});
    void reconnectAtOnce(const QString &why);
    void closeWith(const FeedError &error);
    void stop();
    void setReadyState(ReadyState state);

    QUrl url_;
    EventSourceOptions options_;
    bool reconnects_;
    ReconnectPolicy policy_;
    std::unique_ptr<Parts> parts_; ///< what asks, watches and reads
    ReadyState readyState_ = ReadyState::Closed;
    QTimer timer_; ///< runs until the next attempt
    QElapsedTimer sinceAttempt_;
    int failedAttempts_ = 0; ///< in a row, before this attempt
    bool delivered_ = false; ///< this connection completed an event
    quint64 receivedBytes_ = 0;
    quint64 life_ = 0; ///< how often open() and close() were called: a slot may have done so meanwhile
    /// The last member, so that listeners end before what they speak to, and before other children that may be their
    /// contexts.
    EventListeners listeners_;
};

} // namespace helio
