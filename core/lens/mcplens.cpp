// SPDX-License-Identifier: GPL-3.0-or-later
#include "lens/mcplens.h"

#include "json/jsonprinter.h"
#include "json/jsonwriter.h"

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
QByteArray requestKey(McpSide from, QByteArrayView id)
{
    return nameOf(from) + LensMessages::KeySeparator + id.toByteArray();
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

/// What a tool's answer says in words; empty where there are none.
QByteArray textOf(const JsonValue &result)
{
    QByteArray text;
    const auto content = result.kind == JsonValue::Kind::Object ? result.member("content") : std::nullopt;
    if (!content || content->kind != JsonValue::Kind::Array)
        return text;
    bool isFirst = true;
    for (JsonChildren each(*content); each.index() + 1 < MaximumBatch && each.next();) {
        const auto said = each.value().member("text");
        if (!said)
            continue;
        if (!std::exchange(isFirst, false))
            text += '\n';
        text += said->unescaped();
    }
    return text;
}

bool isText(const JsonValue &content)
{
    const auto type = content.kind == JsonValue::Kind::Object ? content.member("type") : std::nullopt;
    return type && type->unescaped() == "text";
}

/// The text again, or an object around nothing else.
bool isTextAgain(const JsonValue &structured, QByteArrayView text)
{
    const auto json = JsonValue::read(text);
    if (json && compactJson(structured) == compactJson(*json))
        return true;
    if (structured.kind != JsonValue::Kind::Object)
        return false;
    JsonChildren members(structured);
    if (!members.next())
        return false;
    const JsonValue only = members.value();
    return only.unescaped() == text && !members.next();
}

/// Goes through a body of one message, or of an array of them.
template <typename Function>
void forEachMessage(const JsonValue &body, Function function)
{
    if (body.kind != JsonValue::Kind::Array) {
        function(body);
        return;
    }
    for (JsonChildren each(body); each.index() + 1 < MaximumBatch && each.next();)
        function(each.value());
}

} // namespace

QByteArray mcpBesideText(QByteArrayView result, QByteArrayView text)
{
    const auto json = JsonValue::read(result);
    const auto content = json && json->kind == JsonValue::Kind::Object ? json->member("content") : std::nullopt;
    if (!content || content->kind != JsonValue::Kind::Array)
        return result.toByteArray();
    JsonWriter more;
    bool isMore = false;
    more.beginObject();
    for (JsonChildren members(*json); members.next();) {
        const JsonValue &value = members.value();
        if (members.hasKey("content")) {
            QList<JsonValue> others;
            for (JsonChildren each(value); each.next();) {
                if (!isText(each.value()))
                    others.append(each.value());
            }
            if (others.isEmpty())
                continue;
            more.key("content").beginArray();
            for (const JsonValue &other : std::as_const(others))
                more.value(other);
            more.endArray();
        } else if (!members.hasKey("isError") && !(members.hasKey("structuredContent") && isTextAgain(value, text))) {
            more.key(members.keyText()).value(value);
        } else {
            continue;
        }
        isMore = true;
    }
    return isMore ? more.endObject().take() : QByteArray();
}

JsonRpcIds jsonRpcIds(QByteArrayView body)
{
    JsonRpcIds ids;
    const auto json = JsonValue::read(body);
    if (!json)
        return ids;
    forEachMessage(*json, [&ids](const JsonValue &message) {
        const auto rpc = jsonRpc(message);
        if (rpc && rpc->id)
            (rpc->method.isEmpty() ? ids.answers : ids.requests).append(rpc->id->text.toByteArray());
    });
    return ids;
}

bool McpLens::readBody(QByteArrayView body, McpSide from, LensMessages &messages)
{
    const auto json = JsonValue::read(body);
    if (!json)
        return false;
    bool isKnown = false;
    forEachMessage(*json, [&](const JsonValue &message) { isKnown = readMessage(message, from, messages) || isKnown; });
    return isKnown;
}

void McpLens::readBesideBody(QByteArrayView body, LensMessages &messages)
{
    if (beside_.size() >= MaximumTokens)
        beside_.clear(); // they end with the stream then
    for (const QByteArray &id : jsonRpcIds(body).requests)
        beside_.insert(requestKey(McpSide::Client, id));
    readBody(body, McpSide::Client, messages);
}

void McpLens::endUnanswered(QByteArrayView body, const Message &why, LensMessages &messages)
{
    for (const QByteArray &id : jsonRpcIds(body).requests) {
        const QByteArray key = requestKey(McpSide::Client, id);
        beside_.remove(key);
        if (messages.isOpen(key))
            messages.finish(messages.messageFor(key), LensMessage::State::Cut, why);
    }
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
    const QByteArray key = requestKey(from, rpc.id->text);
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
    const QByteArray key = rpc.id ? requestKey(asker, rpc.id->text) : nameOf(asker);
    beside_.remove(key);
    const int open = messages.messageFor(key);
    if (open < 0)
        return;
    messages.set(open, LensMessages::Field::Role, nameOf(asker));
    if (rpc.id)
        messages.set(open, LensMessages::Field::Id, rpc.id->unescaped());
    if (rpc.error) {
        const auto said = rpc.error->member("message");
        const QByteArray whole = compactJson(*rpc.error);
        messages.set(open, LensMessages::Field::Error, said ? said->unescaped() : whole);
        messages.set(open, partOf(LensPart::Kind::Tool), LensMessages::Side::ToolResult, whole);
        messages.finish(open, LensMessage::State::Failed);
        return;
    }
    if (const auto version = memberOf(rpc.result, "protocolVersion"))
        protocolVersion_ = version->unescaped();
    const QByteArray whole = compactJson(*rpc.result);
    const QByteArray said = textOf(*rpc.result);
    messages.set(open, partOf(LensPart::Kind::Text), LensMessages::Side::Text, said.isEmpty() ? whole : said);
    messages.set(open, partOf(LensPart::Kind::Tool), LensMessages::Side::ToolResult, whole);
    const auto isError = memberOf(rpc.result, "isError");
    const bool isFailed = isError && isError->text == "true";
    if (isFailed)
        messages.set(open, LensMessages::Field::Error, said.isEmpty() ? whole : said);
    messages.set(open, LensMessages::Field::FinishReason, isFailed ? McpLens::ToolFailed : "result");
    messages.finish(open, isFailed ? LensMessage::State::Failed : LensMessage::State::Complete);
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
        const QByteArray key = requestKey(from, cancelled->text);
        beside_.remove(key);
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
    cutAll({"helio::Lens", QT_TRANSLATE_NOOP("helio::Lens", "No answer to this request came.")}, messages);
}

void McpLens::stop(LensMessages &messages) const
{
    cutAll(LensMessages::stoppedReading(), messages);
}

void McpLens::cutAll(const Message &why, LensMessages &messages) const
{
    for (int open = 0; open < messages.openCount();) {
        if (beside_.contains(messages.keyOf(open)))
            ++open;
        else
            messages.finish(open, LensMessage::State::Cut, why);
    }
}

} // namespace helio
