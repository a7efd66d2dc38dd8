// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/eventsourceoptions.h"
#include "client/streamreader.h"
#include "feed/eventfeed.h"
#include "lens/dialect.h"
#include "ui/streams/streamrequest.h"

class QNetworkReply;

namespace helio {

/// What an MCP session goes by, in the heads of its requests. Empty: not known, and not sent.
struct McpSession
{
    QByteArray id;
    QByteArray protocolVersion;

    friend bool operator==(const McpSession &, const McpSession &) = default;
};

/// One request of the Model Context Protocol over Streamable HTTP, beside the connection of a stream: posted once,
/// never again by itself. What its answer says comes as events, from an event stream as they come, from a JSON answer
/// as one.
class McpCall : public EventFeed
{
    Q_OBJECT
public:
    static constexpr qsizetype MaximumAnswerBytes = 16 * 1024 * 1024; ///< of a JSON answer

    /// To whom `request` goes, and as whom; its method and body are not used.
    McpCall(const StreamRequest &request, const McpSession &session, QByteArray body, QObject *parent = nullptr);
    ~McpCall() override;

    /// More calls do nothing. finished() follows, not from within.
    void send();
    ReadyState readyState() const override { return state_; }

Q_SIGNALS:
    /// Its answer's head came.
    void headArrived(int status, const helio::LensHead &head);
    /// It is over: nothing comes any more. `problem`: what went wrong, for people; empty when nothing did.
    void finished(const QString &problem);

private:
    void onHead();
    void onReadyRead();
    void onFinished();
    void finish(const QString &problem);

    QString problem_; ///< why it cannot be sent
    EventSourceOptions options_;
    QUrl url_;
    McpSession session_;
    QByteArray body_;
    bool wasSent_ = false;
    ReadyState state_ = ReadyState::Closed;
    QNetworkReply *reply_ = nullptr;
    int status_ = 0;
    std::optional<StreamReader> reader_; ///< of an answer that is an event stream
    QByteArray answer_;                  ///< of another one
};

} // namespace helio
