// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventlines.h"

#include "commandline.h"
#include "json/jsonwriter.h"
#include "json/unseen.h"
#include "json/utf8.h"

#include <algorithm>
#include <utility>

namespace helio {

namespace {

constexpr qint64 NanosecondsPerMillisecond = 1'000'000;
constexpr qsizetype DifferenceWidth = 8; ///< up to +999.999 the columns stand straight

QByteArrayView typeOf(const Event &event)
{
    return event.type.isEmpty() ? QByteArrayView("message") : QByteArrayView(event.type);
}

/// Seconds, `+0.250`, to the right. A clock that was set back in between gives none.
QByteArray differenceOf(qint64 nanoseconds)
{
    const qint64 milliseconds =
        (std::max<qint64>(nanoseconds, 0) + NanosecondsPerMillisecond / 2) / NanosecondsPerMillisecond;
    const QByteArray decimals = QByteArray::number(milliseconds % 1000).rightJustified(3, '0');
    return ('+' + QByteArray::number(milliseconds / 1000) + '.' + decimals).rightJustified(DifferenceWidth);
}

/// `text` on one line.
void appendVisible(QByteArray &out, QByteArrayView text)
{
    // Without a way out of the loop: so it goes many bytes a step.
    bool isPlain = true;
    for (const char c : text)
        isPlain &= uchar(c - 0x20) < 0x7F - 0x20;
    if (isPlain)
        out.append(text);
    else
        out.append(visibleLine(decodeUtf8(text), TerminalSigns).toUtf8());
}

} // namespace

void ReadableLines::appendColumn(QByteArray &out, const char *code, QByteArrayView text) const
{
    if (colors_ == Colors::Terminal)
        out.append("\x1B[").append(code).append('m');
    appendVisible(out, text.isEmpty() ? QByteArrayView("-") : text);
    if (colors_ == Colors::Terminal)
        out.append("\x1B[m");
    out.append("  ");
}

void ReadableLines::append(QByteArray &out, const ReceivedEvent &received)
{
    const Event &event = received.event;
    const qint64 difference = received.receivedAt - previous_.value_or(received.receivedAt);
    appendColumn(out, "2", time_.text(received.receivedAt / NanosecondsPerMillisecond));
    if (!previous_)
        appendColumn(out, "2", "       -");
    else if (difference <= 0)
        appendColumn(out, "2", "  +0.000"); // nearly all of a batch
    else
        appendColumn(out, "2", differenceOf(difference));
    appendColumn(out, "36", event.channel);
    appendColumn(out, "1", typeOf(event));
    appendColumn(out, "33", event.id);
    appendVisible(out, event.data);
    out.append('\n');
    previous_ = received.receivedAt;
}

void appendJsonLine(QByteArray &out, const ReceivedEvent &received)
{
    const Event &event = received.event;
    JsonWriter json(std::move(out));
    json.beginObject();
    if (!event.channel.isEmpty())
        json.key("channel").string(event.channel);
    json.key("type").string(typeOf(event));
    json.key("lastEventId").string(event.id);
    json.key("receivedAt").number(received.receivedAt);
    json.key("data").string(event.data);
    out = json.endObject().endLine().take();
}

void appendRecordLine(QByteArray &out, const ReceivedEvent &received)
{
    const Event &event = received.event;
    JsonWriter json(std::move(out));
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
    out = json.endObject().endLine().take();
}

} // namespace helio
