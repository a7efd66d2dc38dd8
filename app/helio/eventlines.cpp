// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventlines.h"

#include "commandline.h"
#include "event/json.h"
#include "event/text.h"

#include <QDateTime>

namespace helio {

namespace {

constexpr qint64 NanosecondsPerMillisecond = 1'000'000;

QByteArrayView typeOf(const Event &event)
{
    return event.type.isEmpty() ? QByteArrayView("message") : QByteArrayView(event.type);
}

void appendMember(QByteArray &out, const char *name, QByteArrayView value)
{
    out.append(out.isEmpty() ? '{' : ',').append('"').append(name).append("\":");
    appendJsonString(out, value);
}

QString shown(const QByteArray &value)
{
    return value.isEmpty() ? QStringLiteral("-") : visible(decodeUtf8(value));
}

} // namespace

QByteArray readableLine(const ReceivedEvent &received)
{
    const Event &event = received.event;
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(received.receivedAt / NanosecondsPerMillisecond);
    const QString line = time.toString(QStringLiteral("HH:mm:ss.zzz")) + QStringLiteral("  ") + shown(event.channel) +
                         QStringLiteral("  ") + shown(typeOf(event).toByteArray()) + QStringLiteral("  ") +
                         shown(event.id) + QStringLiteral("  ") + visible(decodeUtf8(event.data)) + QLatin1Char('\n');
    return line.toUtf8();
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
