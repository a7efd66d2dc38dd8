// SPDX-License-Identifier: GPL-3.0-or-later
#include "lens/lensmessage.h"

#include "json/jsonwriter.h"

#include <algorithm>

namespace helio {

namespace {

constexpr double NanosecondsPerSecond = 1e9;
constexpr double NanosecondsPerMillisecond = 1e6;

double milliseconds(qint64 nanoseconds)
{
    return double(nanoseconds) / NanosecondsPerMillisecond;
}

void writeTime(JsonWriter &json, QByteArrayView key, const std::optional<qint64> &nanoseconds)
{
    json.key(key);
    if (nanoseconds)
        json.number(milliseconds(*nanoseconds));
    else
        json.null();
}

void writeOptional(JsonWriter &json, QByteArrayView key, const QByteArray &text)
{
    json.key(key).id(text);
}

} // namespace

void EventNumbers::add(quint64 number)
{
    if (!ranges_.isEmpty() && ranges_.last().last == number)
        return;
    ++count_;
    if (!ranges_.isEmpty() && (ranges_.last().last + 1 == number || ranges_.size() == MaximumRanges))
        ranges_.last().last = number;
    else
        ranges_.append({number, number});
}

bool EventNumbers::contains(quint64 number) const
{
    const auto behind = std::upper_bound(ranges_.begin(), ranges_.end(), number,
                                         [](quint64 n, const Range &range) { return n < range.first; });
    return behind != ranges_.begin() && number <= std::prev(behind)->last;
}

QByteArray LensMessage::joined(LensPart::Kind kind) const
{
    QByteArray all;
    for (const LensPart &part : parts) {
        if (part.kind == kind)
            all += part.text;
    }
    return all;
}

bool LensMessage::isRefusal() const
{
    return std::any_of(parts.begin(), parts.end(), [](const LensPart &part) {
        return part.kind == LensPart::Kind::Refusal && !part.text.isEmpty();
    });
}

std::optional<qint64> LensMessage::timeToFirstEvent() const
{
    return requestTime ? std::optional(firstEventTime - *requestTime) : std::nullopt;
}

std::optional<qint64> LensMessage::timeToFirstText() const
{
    return requestTime && firstTextTime ? std::optional(*firstTextTime - *requestTime) : std::nullopt;
}

std::optional<double> LensMessage::deltasPerSecond() const
{
    if (textDeltas < 2 || lastTextTime <= *firstTextTime)
        return std::nullopt;
    return double(textDeltas - 1) * NanosecondsPerSecond / double(lastTextTime - *firstTextTime);
}

void appendJson(QByteArray &out, const LensMessage &message)
{
    JsonWriter json(std::move(out));
    json.beginObject();
    json.key("dialect").string(message.dialect);
    json.key("index").number(message.number);
    writeOptional(json, "role", message.role);
    writeOptional(json, "model", message.model);
    json.key("text").string(message.text());
    json.key("reasoning").string(message.reasoning());
    json.key("refusal").string(message.refusal());
    json.key("toolCalls").beginArray();
    for (const LensPart &part : message.parts) {
        if (part.kind != LensPart::Kind::Tool)
            continue;
        json.beginObject();
        writeOptional(json, "id", part.toolId);
        writeOptional(json, "name", part.toolName);
        json.key("arguments").string(part.text);
        if (!part.toolResult.isEmpty())
            json.key("result").string(part.toolResult);
        json.endObject();
    }
    json.endArray();
    writeOptional(json, "finishReason", message.finishReason);
    json.key("usage");
    if (const auto usage = JsonValue::read(message.usage); usage && usage->kind == JsonValue::Kind::Object)
        json.value(*usage);
    else
        json.null();
    json.key("complete").boolean(message.state == LensMessage::State::Complete);
    json.key("stopped").boolean(message.state == LensMessage::State::Stopped);
    json.key("cut");
    if (message.cut.isEmpty())
        json.null();
    else
        json.text(message.cut.english());
    writeOptional(json, "error", message.error);
    json.key("events").number(message.events.count());
    json.key("unknownEvents").number(message.unknownCount);
    writeTime(json, "timeToFirstEventMs", message.timeToFirstEvent());
    writeTime(json, "timeToFirstTextMs", message.timeToFirstText());
    writeTime(json, "durationMs", message.duration());
    writeTime(json, "longestSilenceMs", message.longestSilence);
    out = json.endObject().endLine().take();
}

} // namespace helio
