// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/refusaltext.h"

#include "json/jsonvalue.h"
#include "json/utf8.h"

#include <QByteArrayList>

namespace helio {

namespace {

constexpr qsizetype MaximumCharacters = 500;

QString oneLine(const QString &text)
{
    const QString line = text.simplified();
    return line.size() > MaximumCharacters ? line.left(MaximumCharacters - 1) + u'…' : line;
}

QString firstLine(const QByteArray &body)
{
    for (const QByteArray &line : body.split('\n')) {
        if (const QByteArray text = line.trimmed(); !text.isEmpty())
            return oneLine(decodeUtf8(text));
    }
    return {};
}

QString textOf(const JsonValue &object)
{
    for (const char *name : {"detail", "title", "error", "message"}) {
        auto member = object.member(name);
        if (member && member->kind == JsonValue::Kind::Object)
            member = member->member("message");
        if (!member || member->kind != JsonValue::Kind::String)
            continue;
        if (QString text = oneLine(decodeUtf8(member->unescaped())); !text.isEmpty())
            return text;
    }
    return {};
}

} // namespace

QString refusalText(const QByteArray &contentType, const QByteArray &body)
{
    const QByteArray text = body.trimmed();
    if (const auto object = JsonValue::read(text); object && object->kind == JsonValue::Kind::Object)
        return textOf(*object);
    const QByteArray type = contentType.split(';').constFirst().trimmed().toLower();
    return type == "text/plain" ? firstLine(text) : QString();
}

} // namespace helio
