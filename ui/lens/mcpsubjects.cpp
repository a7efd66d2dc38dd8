// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/mcpsubjects.h"

#include "json/jsonwriter.h"

#include <utility>

namespace helio {

namespace {

/// A list names things, and another method is about one of them.
struct McpUse
{
    const char *list;
    const char *members; ///< of the list's result
    const char *method;
    const char *subject; ///< its name, in the list and in the method's params
};
constexpr McpUse McpUses[] = {{"tools/list", "tools", "tools/call", "name"},
                              {"prompts/list", "prompts", "prompts/get", "name"},
                              {"resources/list", "resources", "resources/read", "uri"}};

std::optional<JsonValue> memberIn(const std::optional<JsonValue> &value, QByteArrayView name)
{
    return value && value->kind == JsonValue::Kind::Object ? value->member(name) : std::nullopt;
}

/// What JSON Schema says is a good value, else one of its type.
void writeExample(JsonWriter &json, const std::optional<JsonValue> &schema)
{
    for (const char *said : {"default", "const"}) {
        if (const auto value = memberIn(schema, said)) {
            json.value(*value);
            return;
        }
    }
    const auto all = memberIn(schema, "enum");
    if (JsonChildren choices(all.value_or(JsonValue())); choices.next()) {
        json.value(choices.value());
        return;
    }
    std::optional<JsonValue> type = memberIn(schema, "type");
    if (JsonChildren types(type.value_or(JsonValue())); types.next()) // of several the first
        type = types.value();
    const QByteArray name = type ? type->unescaped() : QByteArray();
    const auto least = memberIn(schema, "minimum");
    if (name == "integer" || name == "number") {
        if (least && least->kind == JsonValue::Kind::Number)
            json.value(*least);
        else
            json.number(qint64(0));
    } else if (name == "boolean") {
        json.boolean(false);
    } else if (name == "array") {
        json.beginArray().endArray();
    } else if (name == "object") {
        json.beginObject().endObject();
    } else if (name == "null") {
        json.null();
    } else {
        json.string("");
    }
}

/// Of a tool by its `inputSchema`, of a prompt by its `arguments`, which are texts.
QByteArray requiredArguments(const JsonValue &listed)
{
    JsonWriter json;
    json.beginObject();
    const auto schema = memberIn(listed, "inputSchema");
    const auto properties = memberIn(schema, "properties");
    for (JsonChildren names(memberIn(schema, "required").value_or(JsonValue())); names.next();) {
        if (const auto name = names.value().string())
            writeExample(json.key(*name), memberIn(properties, *name));
    }
    for (JsonChildren each(memberIn(listed, "arguments").value_or(JsonValue())); each.next();) {
        const auto name = memberIn(each.value(), "name");
        const auto isRequired = memberIn(each.value(), "required");
        if (name && isRequired && isRequired->text == "true")
            json.key(name->unescaped()).string("");
    }
    return json.endObject().take();
}

} // namespace

QByteArray mcpMethodOf(const QByteArray &body)
{
    const auto method = memberIn(JsonValue::read(body), "method");
    return method ? method->unescaped() : QByteArray();
}

QByteArray McpSubjects::methodBehind(QByteArrayView method)
{
    for (const McpUse &use : McpUses) {
        if (method == QByteArrayView(use.list) || method == QByteArrayView(use.method))
            return use.method;
    }
    return {};
}

void McpSubjects::noteRequest(const QByteArray &body)
{
    const QByteArray method = mcpMethodOf(body);
    for (const McpUse &use : McpUses) {
        if (method != use.method)
            continue;
        if (const auto subject = memberIn(memberIn(JsonValue::read(body), "params"), use.subject))
            subjects_.insert(method, subject->unescaped());
    }
}

void McpSubjects::noteAnswer(const QByteArray &body)
{
    const auto result = memberIn(JsonValue::read(body), "result");
    for (const McpUse &use : McpUses) {
        const auto listed = memberIn(result, use.members);
        if (!listed || listed->kind != JsonValue::Kind::Array)
            continue;
        bool isFirst = !subjects_.contains(use.method);
        for (JsonChildren each(*listed); each.next();) {
            const auto subject = memberIn(each.value(), use.subject);
            if (!subject)
                continue;
            if (std::exchange(isFirst, false))
                subjects_.insert(use.method, subject->unescaped());
            const QByteArray arguments = requiredArguments(each.value());
            if (arguments_.size() < MaximumListed && arguments.size() <= MaximumArgumentBytes)
                arguments_.insert({use.method, subject->unescaped()}, arguments);
        }
    }
}

QByteArray McpSubjects::argumentsOf(const QByteArray &method) const
{
    return arguments_.value({method, of(method)}, QByteArrayLiteral("{}"));
}

} // namespace helio
