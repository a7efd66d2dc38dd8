// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/eventstreamparser.h"
#include "event/eventstreamwriter.h"
#include "event/text.h"

#include <cstdio>
#include <cstdlib>

// The first two bytes say how the rest is cut; whatever the cuts, the same must be read. What was read, written again,
// must be read again: nothing is lost between the two.

namespace {

using helio::Event;
using helio::EventStreamParser;
using helio::EventStreamWriter;

constexpr qsizetype MaximumEventBytes = 1024;

void require(bool condition, const char *what)
{
    if (condition)
        return;
    std::fputs(what, stderr);
    std::abort();
}

bool saysTheSame(const EventStreamParser &one, const EventStreamParser &other)
{
    return one.lastEventId() == other.lastEventId() && one.reconnectionTime() == other.reconnectionTime() &&
           one.commentCount() == other.commentCount();
}

void requireReadAgain(const QList<Event> &events)
{
    EventStreamParser again;
    for (const Event &event : events) {
        again.feed(EventStreamWriter::block(event, EventStreamWriter::Channel::Field));
        const auto read = again.next();
        require(read && !again.next(), "an event that was written again is not one event");
        // An empty id is not written, so the reader keeps the one it had.
        require(read->data == event.data && read->type == event.type && read->channel == event.channel &&
                    (event.id.isEmpty() || read->id == event.id),
                "an event that was written again is another event");
        require(!helio::firstInvalidUtf8(helio::decodeUtf8(event.data).toUtf8()), "decoded text is not valid");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView wire(data + 2, qsizetype(size - 2));
    const qsizetype step = data[0] + 1;
    const qsizetype firstCut = std::min<qsizetype>(data[1], wire.size());

    EventStreamParser whole("before", MaximumEventBytes);
    whole.feed(wire);
    const QList<Event> events = whole.takeAll();

    EventStreamParser pieces("before", MaximumEventBytes);
    QList<Event> fromPieces;
    pieces.feed(wire.first(firstCut));
    for (qsizetype at = firstCut; at < wire.size(); at += step) {
        pieces.feed(wire.sliced(at, std::min(step, wire.size() - at)));
        fromPieces += pieces.takeAll();
    }
    fromPieces = fromPieces.isEmpty() ? pieces.takeAll() : fromPieces + pieces.takeAll();
    require(events == fromPieces, "other events when read in pieces");
    require(whole.isTooLarge() == pieces.isTooLarge(), "another bound when read in pieces");
    // Where a comment passes the bound, how much of it was seen depends on the pieces.
    require(whole.isTooLarge() || saysTheSame(whole, pieces), "another state when read in pieces");
    requireReadAgain(events);
    return 0;
}
