// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/mcpsubjects.h"

#include "json/jsonvalue.h"

#include <algorithm>

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
        if (!listed || listed->kind != JsonValue::Kind::Array || subjects_.contains(use.method))
            continue;
        JsonChildren each(*listed);
        if (const auto first = each.next() ? memberIn(each.value(), use.subject) : std::nullopt)
            subjects_.insert(use.method, first->unescaped());
    }
}

} // namespace helio
