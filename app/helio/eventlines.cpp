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

void appendMember(QByteArray &out, const char *name, QByteArrayView value)
{
    out.append(out.isEmpty() ? '{' : ',').append('"').append(name).append("\":");
    appendJsonString(out, value);
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
    QByteArray line;
    if (!event.channel.isEmpty())
        appendMember(line, "channel", event.channel);
    appendMember(line, "type", typeOf(event));
    appendMember(line, "lastEventId", event.id);
    appendMember(line, "data", event.data);
    return line.append("}\n");
}

QByteArray recordLine(const ReceivedEvent &received)
{
    const Event &event = received.event;
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(received.receivedAt / NanosecondsPerMillisecond).toUTC();
    QByteArray line;
    appendMember(line, "time", time.toString(Qt::ISODateWithMs).toLatin1());
    if (event.channel.isEmpty())
        line.append(",\"channel\":null");
    else
        appendMember(line, "channel", event.channel);
    appendMember(line, "type", typeOf(event));
    appendMember(line, "id", event.id);
    appendMember(line, "data", event.data);
    return line.append("}\n");
}

} // namespace helio
