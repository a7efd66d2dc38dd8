// SPDX-License-Identifier: GPL-3.0-or-later
#include "budget.h"
#include "redis/flaskwire.h"
#include "redis/respreader.h"

// The first byte says how the rest is cut; whatever the cuts, the same must be read, within bounds. Strings are read as
// Flask-SSE's messages besides: what was read as one and is written again must be read again as the same.

namespace {

using helio::fuzz::require;

using helio::RespReader;
using helio::RespValue;

helio::RespLimits smallLimits()
{
    helio::RespLimits limits;
    limits.lineBytes = 128;
    limits.stringBytes = 512;
    limits.items = 64;
    limits.valueBytes = 1024;
    limits.depth = 4;
    return limits;
}

bool isSame(const RespValue &one, const RespValue &other)
{
    if (one.kind != other.kind || one.text != other.text || one.number != other.number ||
        one.items.size() != other.items.size())
        return false;
    for (qsizetype i = 0; i < one.items.size(); ++i) { // as deep as the bound
        if (!isSame(one.items[i], other.items[i]))
            return false;
    }
    return true;
}

QList<RespValue> readAll(RespReader &reader)
{
    QList<RespValue> values;
    while (auto value = reader.next())
        values.append(std::move(*value));
    return values;
}

void readAsMessage(const QByteArray &text)
{
    const helio::FlaskReading reading = helio::readFlaskMessage(text);
    if (!reading.isFlasks)
        return;
    const helio::FlaskReading again = helio::readFlaskMessage(helio::flaskMessage(reading.publication));
    require(again.isFlasks, "a message that was written again is none");
    require(again.publication.data == reading.publication.data && again.publication.id == reading.publication.id &&
                again.publication.type == reading.publication.type &&
                again.publication.retry == reading.publication.retry,
            "a message that was written again says something else");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const helio::fuzz::WorkBudget budget(size);
    if (size < 1)
        return 0;
    const QByteArrayView wire(data + 1, qsizetype(size - 1));
    const qsizetype step = data[0] + 1;

    RespReader whole(smallLimits());
    whole.feed(wire);
    const QList<RespValue> values = readAll(whole);

    RespReader chunked(smallLimits());
    QList<RespValue> fromChunks;
    for (qsizetype at = 0; at < wire.size(); at += step) {
        chunked.feed(wire.sliced(at, std::min(step, wire.size() - at)));
        fromChunks += readAll(chunked);
    }
    require(values.size() == fromChunks.size() && whole.isBroken() == chunked.isBroken(),
            "other values when read in chunks");
    for (qsizetype i = 0; i < values.size(); ++i) {
        require(isSame(values[i], fromChunks[i]), "another value when read in chunks");
        readAsMessage(values[i].text);
    }
    readAsMessage(wire.toByteArray());
    return 0;
}
