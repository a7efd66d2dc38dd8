// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/strictjson.h"

#include <QList>

#include <set>

namespace helio {

namespace {

constexpr qsizetype MaximumDepth = 16;

bool isExact(const JsonValue &value)
{
    switch (value.kind) {
    case JsonValue::Kind::String:
        return value.string().has_value();
    case JsonValue::Kind::Number:
        return value.number().has_value();
    case JsonValue::Kind::Object:
    case JsonValue::Kind::Array:
    case JsonValue::Kind::Boolean:
    case JsonValue::Kind::Null:
        return true;
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<JsonValue> parseStrictObject(QByteArrayView text)
{
    const auto root = JsonValue::read(text, nullptr, MaximumDepth);
    if (!root || root->kind != JsonValue::Kind::Object)
        return {};
    QList<JsonValue> containers{*root};
    while (!containers.isEmpty()) {
        const JsonValue container = containers.takeLast();
        std::set<QByteArray> names;
        for (JsonChildren children(container); children.next();) {
            if (container.kind == JsonValue::Kind::Object) {
                const auto name = children.keyValue().string();
                if (!name || !names.insert(*name).second)
                    return {};
            }
            if (children.value().isContainer())
                containers.append(children.value());
            else if (!isExact(children.value()))
                return {};
        }
    }
    return root;
}

} // namespace helio
