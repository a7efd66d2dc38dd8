// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"
#include "lens/dialect.h"
#include "lens/lensmessages.h"

#include <QSet>

namespace helio {

struct JsonRpc;

/// Who sent a JSON-RPC message.
enum class McpSide { Client, Server };

/// The ids in a body of JSON-RPC, one message or an array of them, each as its JSON: a string and a number that look
/// the same are two.
struct JsonRpcIds
{
    QByteArrayList requests; ///< that want an answer
    QByteArrayList answers;
};
JsonRpcIds jsonRpcIds(QByteArrayView body);

/// What an answer's result says beside the text that was made of it, as JSON: the result without that text, and without
/// structured content that says it again. Empty where it says no more; a result that has no text as it is.
QByteArray mcpBesideText(QByteArrayView result, QByteArrayView text);

/// Model Context Protocol: pairs the requests of JSON-RPC 2.0 with their answers by id, and progress by its token, over
/// all connections of one session: Streamable HTTP, and the old form with its `endpoint` event. A value that writes
/// into LensMessages:
///
/// - A request is a message with one tool call (its method and params), from `role` client or server; it is complete
///   when its answer came, whose result is the message's text, and failed by an error, or where the tool says that it
///   failed: `error` is then what it says. Its key is who sent it, and the id.
/// - A notification is a message that is complete at once. Progress belongs to the request whose token it has, as a
///   part of kind Other.
class McpLens
{
public:
    /// The finish reason of an answer that came well, and says that what was called failed.
    static constexpr char ToolFailed[] = "isError";

    /// A body that we sent, or one that came in answer as `application/json`: one message, or an array of them. False
    /// when it is no JSON-RPC.
    bool readBody(QByteArrayView body, McpSide from, LensMessages &messages);
    /// A body that we sent beside the stream's connection: its requests outlive finish().
    void readBesideBody(QByteArrayView body, LensMessages &messages);
    /// What was asked in that body gets no answer any more: the messages that are still open are cut.
    void endUnanswered(QByteArrayView body, const Message &why, LensMessages &messages);
    /// The head of an answer: its `Mcp-Session-Id`, and the version of the protocol.
    void setHead(const LensHead &head);
    /// An event of any of the session's connections. `messages` started this event.
    LensVerdict run(const Event &event, LensMessages &messages);
    /// The session ended: what was not answered is cut, but for what was sent beside it. The end of a stream is none: a
    /// server may close it and be asked again, and the answer may come by another connection.
    void finish(LensMessages &messages) const;
    /// We stopped reading: the same.
    void stop(LensMessages &messages) const;

    const QByteArray &sessionId() const { return sessionId_; }
    const QByteArray &protocolVersion() const { return protocolVersion_; }
    /// Of the old form: where it says to post to; empty while it did not.
    const QByteArray &endpoint() const { return endpoint_; }
    /// The stream began with an event of empty data: it may end before its answer, and is resumed by a GET.
    bool isPrimed() const { return isPrimed_; }

private:
    void cutAll(const Message &why, LensMessages &messages) const;
    bool readMessage(const JsonValue &message, McpSide from, LensMessages &messages);
    void readRequest(const JsonRpc &rpc, McpSide from, LensMessages &messages);
    void readAnswer(const JsonRpc &rpc, McpSide from, LensMessages &messages);
    void readNotification(const JsonRpc &rpc, McpSide from, LensMessages &messages);

    QByteArray sessionId_;
    QByteArray protocolVersion_;
    QByteArray endpoint_;
    bool isPrimed_ = false;
    QSet<QByteArray> beside_;                      ///< the keys of requests that went out beside the connection
    QHash<QByteArray, QByteArray> requestByToken_; ///< the keys of open requests, by their progress tokens
    quint64 notifications_ = 0;
};

} // namespace helio
