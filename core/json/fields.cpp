// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/fields.h"

#include "json/utf8.h"

#include <QDate>

#include <algorithm>
#include <limits>

namespace helio {

namespace {

constexpr qint64 MillisecondsOfADay = 86'400'000;

/// Cut between characters.
QByteArray within(QByteArray text, qsizetype bytes)
{
    if (text.size() <= bytes)
        return text;
    while (bytes > 0 && (uchar(text[bytes]) & 0xC0) == 0x80)
        --bytes;
    text.truncate(bytes);
    return text;
}

/// The number that `digits` of `text` write from `at` on, or -1.
int numberAt(QByteArrayView text, qsizetype at, qsizetype digits)
{
    int number = 0;
    for (const char c : text.sliced(at, digits)) {
        if (c < '0' || c > '9')
            return -1;
        number = number * 10 + (c - '0');
    }
    return number;
}

/// Not by way of QDateTime: lists bring thousands of them.
qint64 timeFrom(QByteArrayView text)
{
    static constexpr QByteArrayView Form = "0000-00-00T00:00:00.000Z";
    if (text.size() != Form.size())
        return 0;
    for (const qsizetype at : {4, 7, 10, 13, 16, 19, 23}) {
        if (text[at] != Form[at])
            return 0;
    }
    const QDate date(numberAt(text, 0, 4), numberAt(text, 5, 2), numberAt(text, 8, 2));
    const int hours = numberAt(text, 11, 2);
    const int minutes = numberAt(text, 14, 2);
    const int seconds = numberAt(text, 17, 2);
    const int milliseconds = numberAt(text, 20, 3);
    if (!date.isValid() || hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59 ||
        milliseconds < 0)
        return 0;
    const qint64 days = QDate(1970, 1, 1).daysTo(date);
    return std::max<qint64>(0, days * MillisecondsOfADay + ((hours * 60 + minutes) * 60 + seconds) * qint64(1000) +
                                   milliseconds);
}

} // namespace

bool Fields::isNull(const char *name) const
{
    const auto found = object_.member(name);
    return !found || found->kind == JsonValue::Kind::Null;
}

QByteArray Fields::content(const char *name) const
{
    const auto found = object_.member(name);
    return found ? found->string().value_or(QByteArray()) : QByteArray();
}

QByteArray Fields::bytes(const char *name) const
{
    const auto found = object_.member(name);
    return found ? within(found->string().value_or(QByteArray()), MaximumTextBytes) : QByteArray();
}

QString Fields::text(const char *name) const
{
    return decodeUtf8(bytes(name));
}

QByteArrayList Fields::list(const char *name) const
{
    QByteArrayList items;
    for (JsonChildren children(array(name)); items.size() < MaximumItems && children.next();) {
        if (const auto item = children.value().string())
            items.append(within(*item, MaximumTextBytes));
    }
    return items;
}

bool Fields::flag(const char *name) const
{
    const auto found = object_.member(name);
    return found && found->kind == JsonValue::Kind::Boolean && found->text == "true";
}

qint64 Fields::count(const char *name) const
{
    const auto found = object_.member(name);
    if (!found || !found->isInteger() || found->text.startsWith('-'))
        return 0;
    bool isNumber = false;
    const qint64 number = found->text.toByteArray().toLongLong(&isNumber);
    return isNumber ? std::min(number, MaximumCount) : MaximumCount;
}

qint64 Fields::smallCount(const char *name) const
{
    return std::min<qint64>(count(name), std::numeric_limits<int>::max());
}

double Fields::rate(const char *name) const
{
    const auto found = object_.member(name);
    const auto number = found && found->kind == JsonValue::Kind::Number ? found->number() : std::nullopt;
    return std::clamp(number.value_or(0), 0.0, double(MaximumCount));
}

qint64 Fields::time(const char *name) const
{
    return timeFrom(bytes(name));
}

Fields Fields::object(const char *name) const
{
    const auto found = object_.member(name);
    return Fields(found && found->kind == JsonValue::Kind::Object ? *found : JsonValue());
}

JsonValue Fields::array(const char *name) const
{
    const auto found = object_.member(name);
    return found && found->kind == JsonValue::Kind::Array ? *found : JsonValue();
}

} // namespace helio
