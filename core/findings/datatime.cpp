// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/datatime.h"

#include "json/jsonvalue.h"

#include <QDateTime>

#include <algorithm>

namespace helio {

namespace {

constexpr qsizetype MostBytes = 4096;
constexpr double Earliest = 946'684'800'000; ///< 2000: smaller numbers are counters
constexpr double Latest = 7'258'118'400'000; ///< 2200
constexpr QByteArrayView Names[] = {"time",      "timestamp",  "ts",        "at",      "date",       "datetime",
                                    "created",   "created_at", "createdAt", "updated", "updated_at", "updatedAt",
                                    "eventTime", "event_time", "sent",      "sent_at", "sentAt",     "publishedAt"};

/// Seconds, milliseconds, microseconds or nanoseconds since 1970: by its size it can be but one of them.
std::optional<qint64> fromNumber(double number)
{
    for (const double unit : {1000.0, 1.0, 1e-3, 1e-6}) {
        const double time = number * unit;
        if (time >= Earliest && time <= Latest)
            return qint64(time);
    }
    return {};
}

std::optional<qint64> fromText(const QByteArray &text)
{
    if (text.size() < 19 || text.size() > 40 || text[4] != '-')
        return {};
    const QDateTime time = QDateTime::fromString(QString::fromUtf8(text).replace(u' ', u'T'), Qt::ISODateWithMs);
    if (!time.isValid())
        return {};
    return time.toMSecsSinceEpoch();
}

std::optional<qint64> fromPosition(const QByteArray &id)
{
    const qsizetype dash = id.indexOf('-');
    if (dash != 13 || id.size() > 24)
        return {};
    bool isNumber = false;
    const qint64 time = id.first(dash).toLongLong(&isNumber);
    bool isSequence = false;
    id.sliced(dash + 1).toULongLong(&isSequence);
    return isNumber && isSequence ? fromNumber(double(time)) : std::nullopt;
}

} // namespace

std::optional<qint64> timeInEvent(const Event &event)
{
    const QByteArrayView data = QByteArrayView(event.data).first(std::min(event.data.size(), MostBytes)).trimmed();
    if (data.startsWith('{')) {
        for (JsonChildren children(JsonValue{JsonValue::Kind::Object, data}); children.next();) {
            const bool isTime = std::any_of(std::begin(Names), std::end(Names),
                                            [&](QByteArrayView name) { return children.hasKey(name); });
            if (!isTime)
                continue;
            const JsonValue &value = children.value();
            std::optional<qint64> time;
            if (value.kind == JsonValue::Kind::String)
                time = fromText(value.unescaped());
            if (const auto number = time ? std::nullopt : value.number())
                time = fromNumber(*number);
            if (time)
                return time;
        }
    }
    return fromPosition(event.id);
}

} // namespace helio
