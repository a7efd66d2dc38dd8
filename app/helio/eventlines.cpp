// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventlines.h"

#include "commandline.h"
#include "json/jsonwriter.h"
#include "json/utf8.h"

#include <QDateTime>
#include <QStringList>

#include <algorithm>

namespace helio {

namespace {

constexpr qint64 NanosecondsPerMillisecond = 1'000'000;
constexpr double NanosecondsPerSecond = 1e9;
constexpr int DifferenceWidth = 8; ///< up to +999.999 the columns stand straight

QByteArrayView typeOf(const Event &event)
{
    return event.type.isEmpty() ? QByteArrayView("message") : QByteArrayView(event.type);
}

/// Seconds, `+0.250`. A clock that was set back in between gives none.
QString differenceOf(qint64 nanoseconds)
{
    const double seconds = double(std::max<qint64>(nanoseconds, 0)) / NanosecondsPerSecond;
    return QLatin1Char('+') + QString::number(seconds, 'f', 3);
}

QString shown(const QByteArray &value)
{
    return value.isEmpty() ? QStringLiteral("-") : visible(decodeUtf8(value));
}

} // namespace

QByteArray readableLine(const ReceivedEvent &received, std::optional<qint64> previous, Colors colors)
{
    const Event &event = received.event;
    const auto painted = [colors](const char *code, const QString &text) {
        return colors == Colors::None ? text : QStringLiteral("\x1B[%1m%2\x1B[m").arg(QLatin1StringView(code), text);
    };
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(received.receivedAt / NanosecondsPerMillisecond);
    const QString difference = previous ? differenceOf(received.receivedAt - *previous) : QStringLiteral("-");
    const QStringList columns{painted("2", time.toString(QStringLiteral("HH:mm:ss.zzz"))),
                              painted("2", difference.rightJustified(DifferenceWidth)),
                              painted("36", shown(event.channel)),
                              painted("1", shown(typeOf(event).toByteArray())),
                              painted("33", shown(event.id)),
                              visible(decodeUtf8(event.data))};
    return columns.join(QStringLiteral("  ")).append(QLatin1Char('\n')).toUtf8();
}

QByteArray jsonLine(const ReceivedEvent &received)
{
    const Event &event = received.event;
    JsonWriter json;
    json.beginObject();
    if (!event.channel.isEmpty())
        json.key("channel").string(event.channel);
    json.key("type").string(typeOf(event));
    json.key("lastEventId").string(event.id);
    json.key("receivedAt").number(received.receivedAt);
    json.key("data").string(event.data);
    return json.endObject().endLine().take();
}

QByteArray recordLine(const ReceivedEvent &received)
{
    const Event &event = received.event;
    JsonWriter json;
    json.beginObject();
    json.key("time").time(received.receivedAt / NanosecondsPerMillisecond);
    json.key("channel");
    if (event.channel.isEmpty())
        json.null();
    else
        json.string(event.channel);
    json.key("type").string(typeOf(event));
    json.key("id").string(event.id);
    json.key("data").string(event.data);
    return json.endObject().endLine().take();
}

} // namespace helio
