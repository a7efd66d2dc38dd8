// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonvalue.h"
#include "json/utf8.h"

#include <QStringList>

#include <utility>

// How the reader of dialects finds the words of a file in its tables, and names them to people.

namespace helio::dialectwords {

inline QString quoted(QByteArrayView text)
{
    return decodeUtf8(text);
}

/// Nothing: none has that name.
template <typename Value, size_t Count>
const Value *valueNamed(const std::pair<const char *, Value> (&names)[Count], QByteArrayView name)
{
    for (const auto &[each, value] : names) {
        if (name == each)
            return &value;
    }
    return nullptr;
}

/// All names, for people.
template <typename Value, size_t Count>
QString listOf(const std::pair<const char *, Value> (&names)[Count])
{
    QStringList list;
    for (const auto &each : names)
        list.append(QString::fromLatin1(each.first));
    return list.join(QStringLiteral(", "));
}

inline QList<JsonValue> elementsOf(const JsonValue &array)
{
    QList<JsonValue> elements;
    for (JsonChildren children(array); children.next();)
        elements.append(children.value());
    return elements;
}

} // namespace helio::dialectwords
