// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/machineclock.h"
#include "client/reconnectpolicy.h"
#include "client/tlssettings.h"
#include "event/streamformat.h"

#include <QByteArrayList>
#include <QList>
#include <QNetworkProxy>
#include <QString>

#include <chrono>
#include <optional>
#include <utility>

namespace helio {

/// How an EventSource asks, comes back, watches and reads. What is not set is as a browser does it.
struct EventSourceOptions
{
    // What is asked.
    QByteArray method = "GET";                   ///< of the request
    QByteArray body;                             ///< sent with each attempt; empty: none
    QByteArray contentType = "application/json"; ///< of a body; a `Content-Type` among the headers wins
    QList<std::pair<QByteArray, QByteArray>>
        headers; ///< added to each request, and replace ours; those of one name go out as one field with all values.
                 ///< What is no header is left out; one that cannot go out as it is, is refused (see headersProblem()),
                 ///< and none crosses an origin but `Accept`, `Accept-Language`, `Last-Event-ID` and `User-Agent`, and
                 ///< what is about a body with it
    QByteArray lastEventId; ///< what the first request asks to continue after

    // Who asks. Sent to the URL's own origin only; an `Authorization` among the headers wins over the token, and the
    // token over the user.
    QByteArray bearerToken;   ///< sent as `Authorization: Bearer`; empty: none
    QString userName;         ///< for basic authentication; empty: the user info of the URL, if it has any
    QString password;         ///< of that user
    bool keepsCookies = true; ///< in a jar of the source's own: what a server sets goes back to it

    // The way there.
    std::optional<QNetworkProxy>
        proxy;               ///< nothing: the system's, and none to this machine; QNetworkProxy::NoProxy: none
    TlsSettings tls;         ///< whom to trust, and as whom to show up
    bool allowHttp2 = false; ///< over TLS; a reader that is slow does not hold the server back there

    // Coming back.
    /// Nothing: a GET without a body comes back, and any other request ends with its stream and follows no redirect
    /// that would have its body sent once more.
    std::optional<bool> reconnects;
    std::chrono::milliseconds reconnectionTime{3000}; ///< until the stream says otherwise
    int maximumReconnects =
        ReconnectPolicy::NoLimit; ///< in a row without an event, then it gives up; 0: never tries again
    std::chrono::milliseconds maximumBackOff = ReconnectPolicy::DefaultMaximumBackOff; ///< added to the time above
    std::chrono::milliseconds minimumInterval{500}; ///< from one attempt to the next, whatever a stream says
    bool retriesServerErrors = false; ///< 429 and 500 to 599 count as a lost connection; the standard says: refused
    std::chrono::milliseconds maximumRetryAfter{3'600'000}; ///< a longer `Retry-After` counts as this
    ReconnectPolicy::Jitter jitter;                         ///< chance, as tests want it; empty: true chance

    // Watching a connection that is open but may be dead.
    int silentHeartbeats = 3; ///< so many heartbeats missed, and it connects again; 0: never. Off until one was seen
    std::chrono::milliseconds smallestHeartbeat{1000}; ///< comments that follow faster are no heartbeat
    QByteArrayList heartbeatTypes = {"heartbeat", "ping", "keepalive", "keep-alive"}; ///< events that are one
    bool reconnectsAfterSleep = true;                     ///< at once when the machine woke up
    std::optional<std::chrono::milliseconds> readTimeout; ///< silence in an open stream; nothing: any
    std::optional<std::chrono::milliseconds> headTimeout; ///< until the answer's head; nothing: any (some servers send
                                                          ///< it with their first event)
    MachineClock clock;                                   ///< as tests want it; empty: the machine's
    std::chrono::milliseconds watchInterval{1000};        ///< how often heartbeats and sleep are checked

    // Reading.
    /// A JSON format asks for JSON, reads a 200 whatever its content type is, and knows neither ids nor comments.
    StreamFormat format = StreamFormat::EventStream;
    qsizetype maximumEventBytes = DefaultMaximumEventBytes; ///< a longer line or event ends the connection for good
    bool acceptsAnyType = false;                            ///< reads a 200 as a stream whatever its content type is
    bool reportsComments = false;                           ///< EventSource::commentArrived()
    bool keepsRawBytes = false; ///< EventSource::bytesArrived(); and ReceivedEvent::raw, as EventStreamItem::raw
};

} // namespace helio
