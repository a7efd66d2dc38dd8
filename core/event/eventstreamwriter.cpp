// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/eventstreamwriter.h"

#include "json/jsonwriter.h"

#include <cstring>

namespace helio {

namespace {

void appendField(QByteArray &out, const char *name, QByteArrayView value)
{
    // The space is always written: a value may begin with one of its own, of which the reader drops only the first.
    out.append(name).append(": ").append(value).append('\n');
}

void appendRetry(QByteArray &out, std::optional<std::chrono::milliseconds> retry)
{
    if (retry)
        appendField(out, "retry", QByteArray::number(qint64(retry->count())));
}

void appendData(QByteArray &out, QByteArrayView data)
{
    for (qsizetype begin = 0;;) {
        qsizetype end = begin;
        while (end < data.size() && data[end] != '\n' && data[end] != '\r')
            ++end;
        if (end == begin)
            out.append("data:\n"); // the shortest form: an event may be a million line ends
        else
            appendField(out, "data", data.sliced(begin, end - begin));
        if (end == data.size())
            return;
        begin = end + 1;
        if (data[end] == '\r' && begin < data.size() && data[begin] == '\n')
            ++begin;
    }
}

} // namespace

QByteArray EventStreamWriter::block(const Event &event, Channel channel, std::optional<std::chrono::milliseconds> retry)
{
    QByteArray out;
    out.reserve(event.data.size() + event.id.size() + event.type.size() + event.channel.size() + 64);
    if (!event.id.isEmpty())
        appendField(out, "id", event.id);
    if (channel == Channel::Field)
        appendField(out, "channel", event.channel);
    if (!event.type.isEmpty())
        appendField(out, "event", event.type);
    appendRetry(out, retry);
    appendData(out, event.data);
    out.append('\n');
    return out;
}

QByteArray EventStreamWriter::envelope(const Event &event, Channel channel,
                                       std::optional<std::chrono::milliseconds> retry)
{
    QByteArray out;
    out.reserve(event.data.size() + event.data.size() / 8 + event.channel.size() * 2 + event.id.size() * 2 + 96);
    if (!event.id.isEmpty())
        appendField(out, "id", event.id);
    if (channel == Channel::Field)
        appendField(out, "channel", event.channel);
    appendRetry(out, retry);
    out.append("data: ");
    JsonWriter json(std::move(out));
    json.beginObject();
    json.key("channel").string(event.channel);
    json.key("type").string(event.type.isEmpty() ? QByteArrayView("message") : QByteArrayView(event.type));
    json.key("id").string(event.id);
    json.key("data").string(event.data);
    json.endObject();
    return json.take().append("\n\n");
}

QByteArray EventStreamWriter::retry(std::chrono::milliseconds reconnectionTime)
{
    QByteArray out;
    appendRetry(out, reconnectionTime);
    out.append('\n');
    return out;
}

QByteArray EventStreamWriter::comment(QByteArrayView text)
{
    QByteArray out(":");
    if (!text.isEmpty())
        out.append(' ').append(text);
    out.append("\n\n");
    return out;
}

} // namespace helio
