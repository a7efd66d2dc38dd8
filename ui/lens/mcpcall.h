// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/eventsource.h"
#include "lens/dialect.h"
#include "ui/streams/streamrequest.h"

#include <QTimer>

namespace helio {

/// What an MCP session goes by, in the heads of its requests. Empty: not known, and not sent.
struct McpSession
{
    QByteArray id;
    QByteArray protocolVersion;

    friend bool operator==(const McpSession &, const McpSession &) = default;
};

/// How long a call waits, and how much it reads.
struct McpLimits
{
    std::chrono::milliseconds head{30'000};       ///< until the head of an answer
    std::chrono::milliseconds silence{60'000};    ///< without a byte of it
    std::chrono::milliseconds afterAnswer{2'000}; ///< for more, once all that was asked is answered
    qsizetype messageBytes = 16 * 1024 * 1024;    ///< of one message of the answer
};

/// The headers that name it.
QList<std::pair<QByteArray, QByteArray>> sessionHeaders(const McpSession &session);

/// The request that posts `body` to where `stream` goes, and as whom: as it goes out, and as it is copied. Without a
/// session its headers name none, whatever those of the stream do.
StreamRequest mcpRequest(const StreamRequest &stream, const McpSession &session, const QByteArray &body);

/// Where the answer to a request comes.
enum class McpAnswer {
    Own,      ///< in answer to it
    ByStream, ///< by the stream, as of the old form of HTTP and SSE: the request itself is only accepted
};

/// One request of the Model Context Protocol over Streamable HTTP, beside the connection of a stream: posted once,
/// never again by itself. What its answer says comes as events, from an event stream or from JSON. Any other answer is
/// refused, but that one to a body which asks for nothing may have none (202).
class McpCall : public EventFeed
{
    Q_OBJECT
public:
    /// `request`: of mcpRequest().
    explicit McpCall(const StreamRequest &request, const McpLimits &limits = {}, McpAnswer answer = McpAnswer::Own,
                     QObject *parent = nullptr);
    ~McpCall() override;

    /// More calls do nothing. finished() follows, not from within.
    void send();
    /// Nothing more is read; finished() comes from within, unless it did before.
    void cancel();
    ReadyState readyState() const override;
    const McpLimits &limits() const { return limits_; }
    McpAnswer answer() const { return answer_; }
    /// The ids in its body that have no answer yet, as JSON.
    const QByteArrayList &unanswered() const { return open_; }

Q_SIGNALS:
    /// Its answer's head came.
    void headArrived(int status, const helio::LensHead &head);
    /// It is over, once: nothing comes any more. `problem`: why what it asked for has no answer, for people; empty when
    /// all is answered.
    void finished(const QString &problem);

private:
    void onHead(const ReceivedAnswer &answer);
    void onEvents(const QList<ReceivedEvent> &events);
    void onError(const FeedError &error);
    void onEnded();
    QString problemOf(const FeedError &error) const;
    void finish(const QString &problem);

    McpLimits limits_;
    McpAnswer answer_;
    QString problem_;     ///< why it cannot be sent
    QByteArrayList open_; ///< the ids that are not answered
    bool asks_;           ///< there were any
    EventSource *source_; ///< null when it is over
    bool wasSent_ = false;
    int status_ = 0;
    QByteArray contentType_;
    QTimer afterAnswer_;
};

} // namespace helio
