// SPDX-License-Identifier: GPL-3.0-or-later
#include "lens/mcplens.h"

#include "json/jsonprinter.h"

#include <QCoreApplication>

namespace helio {

/// A message of JSON-RPC, taken apart; what it has not is null.
struct JsonRpc
{
    std::optional<JsonValue> id;
    QByteArray method;
    std::optional<JsonValue> params;
    std::optional<JsonValue> result;
    std::optional<JsonValue> error;
};

namespace {

constexpr qsizetype MaximumTokens = 1024;
constexpr qsizetype MaximumBatch = 10'000;

std::optional<JsonRpc> jsonRpc(const JsonValue &message)
{
    JsonRpc rpc;
    bool isVersion2 = false;
    if (message.kind != JsonValue::Kind::Object)
        return std::nullopt;
    for (JsonChildren members(message); members.next();) {
        const JsonValue &value = members.value();
        if (members.hasKey("jsonrpc"))
            isVersion2 = value.unescaped() == "2.0";
        else if (members.hasKey("id") && value.kind != JsonValue::Kind::Null)
            rpc.id = value;
        else if (members.hasKey("method"))
            rpc.method = value.unescaped();
        else if (members.hasKey("params"))
            rpc.params = value;
        else if (members.hasKey("result"))
            rpc.result = value;
        else if (members.hasKey("error"))
            rpc.error = value;
    }
    const bool isSomething = !rpc.method.isEmpty() || rpc.result || rpc.error;
    return isVersion2 && isSomething ? std::optional(rpc) : std::nullopt;
}

QByteArray nameOf(McpSide side)
{
    return side == McpSide::Client ? QByteArrayLiteral("client") : QByteArrayLiteral("server");
}

McpSide other(McpSide side)
{
    return side == McpSide::Client ? McpSide::Server : McpSide::Client;
}

/// A string and a number that look the same are two ids.
QByteArray requestKey(McpSide from, const JsonValue &id)
{
    return nameOf(from) + LensMessages::KeySeparator + id.text.toByteArray();
}

std::optional<JsonValue> memberOf(const std::optional<JsonValue> &object, QByteArrayView name)
{
    return object ? object->member(name) : std::nullopt;
}

LensMessages::PartName partOf(LensPart::Kind kind)
{
    return {kind, {}, false};
}

/// The call that a request or a notification is.
void setCall(int open, const JsonRpc &rpc, McpSide from, LensMessages &messages)
{
    const auto call = partOf(LensPart::Kind::Tool);
    messages.set(open, LensMessages::Field::Role, nameOf(from));
    messages.set(open, call, LensMessages::Side::ToolName, rpc.method);
    if (rpc.id) {
        messages.set(open, LensMessages::Field::Id, rpc.id->unescaped());
        messages.set(open, call, LensMessages::Side::ToolId, rpc.id->unescaped());
    }
    if (rpc.params)
        messages.set(open, call, LensMessages::Side::Text, compactJson(*rpc.params));
}

} // namespace

bool McpLens::readBody(QByteArrayView body, McpSide from, LensMessages &messages)
{
    const auto json = JsonValue::read(body);
    if (!json)
        return false;
    if (json->kind != JsonValue::Kind::Array)
        return readMessage(*json, from, messages);
    bool isKnown = false;
    for (JsonChildren each(*json); each.index() + 1 < MaximumBatch && each.next();)
        isKnown = readMessage(each.value(), from, messages) || isKnown;
    return isKnown;
}

void McpLens::setHead(const LensHead &head)
{
    for (const auto &[name, value] : head) {
        if (name.compare("mcp-session-id", Qt::CaseInsensitive) == 0)
            sessionId_ = value;
        else if (name.compare("mcp-protocol-version", Qt::CaseInsensitive) == 0)
            protocolVersion_ = value;
    }
}

LensVerdict McpLens::run(const Event &event, LensMessages &messages)
{
    if (event.type == "endpoint") {
        endpoint_ = event.data;
        return LensVerdict::Known;
    }
    if (event.data.isEmpty()) {
        isPrimed_ = true;
        return LensVerdict::Ignored;
    }
    if (readBody(event.data, McpSide::Server, messages))
        return LensVerdict::Known;
    messages.addUnknown();
    return JsonValue::read(event.data) ? LensVerdict::Unknown : LensVerdict::NoJson;
}

bool McpLens::readMessage(const JsonValue &message, McpSide from, LensMessages &messages)
{
    const auto rpc = jsonRpc(message);
    if (!rpc)
        return false;
    if (rpc->method.isEmpty())
        readAnswer(*rpc, from, messages);
    else if (rpc->id)
        readRequest(*rpc, from, messages);
    else
        readNotification(*rpc, from, messages);
    return true;
}

void McpLens::readRequest(const JsonRpc &rpc, McpSide from, LensMessages &messages)
{
    const QByteArray key = requestKey(from, *rpc.id);
    // A stream that is resumed may say it again.
    const int open = messages.messageFor(key);
    if (open < 0)
        return;
    setCall(open, rpc, from, messages);
    if (rpc.method == "initialize") {
        if (const auto version = memberOf(rpc.params, "protocolVersion"))
            protocolVersion_ = version->unescaped();
    }
    const auto token = memberOf(memberOf(rpc.params, "_meta"), "progressToken");
    if (!token)
        return;
    if (requestByToken_.size() >= MaximumTokens)
        requestByToken_.clear(); // their progress shows as notifications then
    requestByToken_.insert(token->text.toByteArray(), key);
}

void McpLens::readAnswer(const JsonRpc &rpc, McpSide from, LensMessages &messages)
{
    const McpSide asker = other(from);
    // An error without an id is about a request that could not be read.
    const QByteArray key = rpc.id ? requestKey(asker, *rpc.id) : nameOf(asker);
    const int open = messages.messageFor(key);
    if (open < 0)
        return;
    messages.set(open, LensMessages::Field::Role, nameOf(asker));
    if (rpc.id)
        messages.set(open, LensMessages::Field::Id, rpc.id->unescaped());
    if (rpc.error) {
        const auto said = rpc.error->member("message");
        messages.set(open, LensMessages::Field::Error, said ? said->unescaped() : compactJson(*rpc.error));
        messages.finish(open, LensMessage::State::Failed);
        return;
    }
    if (const auto version = memberOf(rpc.result, "protocolVersion"))
        protocolVersion_ = version->unescaped();
    const auto text = partOf(LensPart::Kind::Text);
    bool hasText = false;
    if (const auto content = memberOf(rpc.result, "content"); content && content->kind == JsonValue::Kind::Array) {
        for (JsonChildren each(*content); each.index() + 1 < MaximumBatch && each.next();) {
            const auto said = each.value().member("text");
            if (!said)
                continue;
            if (hasText)
                messages.append(open, text, LensMessages::Side::Text, QByteArrayView("\n"));
            messages.append(open, text, LensMessages::Side::Text, *said);
            hasText = true;
        }
    }
    const QByteArray whole = compactJson(*rpc.result);
    if (!hasText)
        messages.set(open, text, LensMessages::Side::Text, whole);
    messages.set(open, partOf(LensPart::Kind::Tool), LensMessages::Side::ToolResult, whole);
    const auto isError = memberOf(rpc.result, "isError");
    const bool isFailed = isError && isError->text == "true";
    messages.set(open, LensMessages::Field::FinishReason, isFailed ? "isError" : "result");
    messages.finish(open, LensMessage::State::Complete);
}

void McpLens::readNotification(const JsonRpc &rpc, McpSide from, LensMessages &messages)
{
    const auto token = rpc.method == "notifications/progress" ? memberOf(rpc.params, "progressToken") : std::nullopt;
    const QByteArray progressing = token ? requestByToken_.value(token->text.toByteArray()) : QByteArray();
    if (!progressing.isEmpty() && messages.isOpen(progressing)) {
        const QByteArray key = QByteArrayLiteral("progress");
        messages.push(messages.messageFor(progressing), {LensPart::Kind::Other, key, true}, compactJson(*rpc.params));
        return;
    }
    const auto cancelled = rpc.method == "notifications/cancelled" ? memberOf(rpc.params, "requestId") : std::nullopt;
    if (cancelled) {
        const QByteArray key = requestKey(from, *cancelled);
        if (messages.isOpen(key)) {
            const int open = messages.messageFor(key);
            messages.set(open, LensMessages::Field::FinishReason, QByteArrayLiteral("cancelled"));
            messages.finish(open, LensMessage::State::Stopped);
        }
    }
    const int open = messages.messageFor("notification" + QByteArray::number(++notifications_));
    if (open < 0)
        return;
    setCall(open, rpc, from, messages);
    messages.finish(open, LensMessage::State::Complete);
}

void McpLens::finish(LensMessages &messages) const
{
    while (messages.openCount() > 0)
        messages.finish(0, LensMessage::State::Cut,
                        {"helio::Lens", QT_TRANSLATE_NOOP("helio::Lens", "No answer to this request came.")});
}

} // namespace helio
