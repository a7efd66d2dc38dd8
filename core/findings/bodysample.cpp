// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/bodysample.h"

#include "json/jsonvalue.h"
#include "json/utf8.h"

#include <algorithm>

namespace helio {

namespace {

QByteArrayView firstLine(QByteArrayView text)
{
    qsizetype end = 0;
    while (end < text.size() && text[end] != '\n' && text[end] != '\r')
        ++end;
    return text.first(end).trimmed();
}

bool isStreamLine(QByteArrayView line)
{
    if (line.startsWith(':'))
        return true;
    for (const QByteArrayView name :
         {QByteArrayView("data"), QByteArrayView("event"), QByteArrayView("id"), QByteArrayView("retry")}) {
        if (line.startsWith(name) && (line.size() == name.size() || line[name.size()] == ':'))
            return true;
    }
    return false;
}

QByteArray reasonIn(const JsonValue &value)
{
    if (value.kind == JsonValue::Kind::String)
        return value.unescaped();
    if (value.kind != JsonValue::Kind::Object)
        return {};
    for (const char *name : {"detail", "title", "error", "message", "error_description"}) {
        auto member = value.member(name);
        if (member && member->kind == JsonValue::Kind::Object) {
            const auto inner = member->member("message");
            member = inner ? inner : member->member("detail");
        }
        if (member && member->kind == JsonValue::Kind::String && member->text.size() > 2)
            return member->unescaped();
    }
    return {};
}

} // namespace

void BodySample::feed(QByteArrayView bytes)
{
    bytes_.append(bytes.first(std::min(bytes.size(), MaximumBytes - bytes_.size())));
}

BodySample::Kind BodySample::kind() const
{
    const QByteArrayView text = withoutByteOrderMark(bytes_).trimmed();
    if (text.isEmpty())
        return Kind::Nothing;
    if (isStreamLine(firstLine(text)))
        return Kind::EventStream;
    if (text.front() == '<')
        return Kind::Html;
    if (text.front() != '{' && text.front() != '[')
        return JsonValue::read(text) ? Kind::Json : Kind::Other;
    const QByteArrayView line = firstLine(text);
    const QByteArrayView rest = text.sliced(line.size()).trimmed();
    if (!rest.isEmpty() && rest.front() == text.front() && JsonValue::read(line))
        return Kind::JsonLines;
    const bool isWholeLine = rest.isEmpty() && bytes_.endsWith('\n') && bytes_.size() < MaximumBytes;
    return isWholeLine && JsonValue::read(line) ? Kind::JsonLine : Kind::Json;
}

QByteArray BodySample::reason() const
{
    const QByteArrayView text = withoutByteOrderMark(bytes_).trimmed();
    if (const auto value = JsonValue::read(text)) {
        if (const QByteArray reason = reasonIn(*value); !reason.isEmpty())
            return reason;
    }
    const QByteArray title = this->title();
    return title.isEmpty() ? firstLine(text).toByteArray() : title;
}

QByteArray BodySample::title() const
{
    const QByteArray lower = bytes_.toLower();
    const qsizetype begin = lower.indexOf("<title");
    const qsizetype open = begin < 0 ? -1 : lower.indexOf('>', begin);
    const qsizetype end = open < 0 ? -1 : lower.indexOf("</title", open);
    return end < 0 ? QByteArray() : bytes_.sliced(open + 1, end - open - 1).simplified();
}

} // namespace helio
