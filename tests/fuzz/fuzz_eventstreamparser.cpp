// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/eventstreamparser.h"
#include "event/eventstreamwriter.h"
#include "json/utf8.h"

#include <cstdio>
#include <cstdlib>

// The first two bytes say how the rest is cut; whatever the cuts, the same must be read. A parser that keeps comments
// and raw bytes must read the same too, and its raw bytes joined must be the input. What was read, written again, must
// be read again: nothing is lost between the two.

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

QList<QByteArrayView> cut(QByteArrayView wire, qsizetype first, qsizetype step)
{
    QList<QByteArrayView> pieces{wire.first(first)};
    for (qsizetype at = first; at < wire.size(); at += step)
        pieces.append(wire.sliced(at, std::min(step, wire.size() - at)));
    return pieces;
}

/// What a parser with all options on reads from `pieces`: comments as events with a type that no stream can name.
QList<Event> readWithMore(const QList<QByteArrayView> &pieces, bool &isTooLarge)
{
    static const QByteArray CommentType("\n");
    // No bound for raw bytes of their own: they are cut off at the event's.
    EventStreamParser parser("before", {.maximumLineBytes = MaximumEventBytes,
                                        .maximumEventBytes = MaximumEventBytes,
                                        .keepsComments = true,
                                        .keepsRaw = true});
    QList<Event> events;
    QByteArray raw;
    QByteArray wire;
    bool isCutOff = false;
    quint64 comments = 0;
    for (const QByteArrayView piece : pieces) {
        parser.feed(piece);
        wire.append(piece);
        while (auto item = parser.nextItem()) {
            raw += item->raw;
            isCutOff = isCutOff || item->raw.size() == MaximumEventBytes;
            switch (item->kind) {
            case helio::EventStreamItem::Kind::Event:
                events.append(item->event);
                break;
            case helio::EventStreamItem::Kind::Comment:
                events.append({{}, {}, CommentType, item->comment});
                ++comments;
                break;
            case helio::EventStreamItem::Kind::Block:
                break;
            }
        }
    }
    isCutOff = isCutOff || parser.unfinishedRaw().size() == MaximumEventBytes;
    isTooLarge = parser.isTooLarge();
    require(isTooLarge || isCutOff || raw + parser.unfinishedRaw() == wire, "the raw bytes are not the input");
    require(comments == parser.commentCount(), "comments were counted that were not given out");
    return events;
}

void requireSameWithMore(const QList<Event> &expected, QByteArrayView wire, const QList<QByteArrayView> &pieces)
{
    bool wholeIsTooLarge = false;
    bool piecesAreTooLarge = false;
    QList<Event> whole = readWithMore({wire}, wholeIsTooLarge);
    const QList<Event> fromPieces = readWithMore(pieces, piecesAreTooLarge);
    require(whole == fromPieces && wholeIsTooLarge == piecesAreTooLarge, "other comments when read in pieces");
    whole.removeIf([](const Event &event) { return event.type == "\n"; });
    require(whole == expected, "other events where comments and raw bytes are kept");
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

    const QList<QByteArrayView> cuts = cut(wire, firstCut, step);
    EventStreamParser pieces("before", MaximumEventBytes);
    QList<Event> fromPieces;
    for (const QByteArrayView piece : cuts) {
        pieces.feed(piece);
        fromPieces += pieces.takeAll();
    }
    require(events == fromPieces, "other events when read in pieces");
    require(whole.passedBound() == pieces.passedBound(), "another bound when read in pieces");
    require(saysTheSame(whole, pieces), "another state when read in pieces");
    requireSameWithMore(events, wire, cuts);
    requireReadAgain(events);
    return 0;
}
