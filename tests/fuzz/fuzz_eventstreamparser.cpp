// SPDX-License-Identifier: GPL-3.0-or-later
#include "budget.h"
#include "event/eventstreamparser.h"
#include "event/eventstreamwriter.h"
#include "json/utf8.h"

// The first two bytes say how the rest is cut; whatever the cuts, the same must be read. A parser that keeps comments,
// raw bytes or both must read the same too, and its raw bytes joined must be the input at any moment. What was read,
// written again, must be read again: nothing is lost between the two.

namespace {

using helio::fuzz::require;

using helio::Event;
using helio::EventStreamParser;
using helio::EventStreamWriter;

constexpr qsizetype MaximumEventBytes = 1024;

bool saysTheSame(const EventStreamParser &one, const EventStreamParser &other)
{
    return one.lastEventId() == other.lastEventId() && one.reconnectionTime() == other.reconnectionTime() &&
           one.commentCount() == other.commentCount();
}

QList<QByteArrayView> cut(QByteArrayView wire, qsizetype first, qsizetype step)
{
    QList<QByteArrayView> chunks{wire.first(first)};
    for (qsizetype at = first; at < wire.size(); at += step)
        chunks.append(wire.sliced(at, std::min(step, wire.size() - at)));
    return chunks;
}

EventStreamParser::Options keeping(bool comments, bool raw)
{
    // No bound for raw bytes of their own: they are cut off at the event's.
    return {.maximumLineBytes = MaximumEventBytes,
            .maximumEventBytes = MaximumEventBytes,
            .keepsComments = comments,
            .keepsRaw = raw};
}

/// Holds the raw bytes of a parser's items against the stream that was fed to it.
class RawCheck
{
public:
    void feed(QByteArrayView chunk) { wire_.append(chunk); }
    void add(const helio::EventStreamItem &item)
    {
        if (item.kind == helio::EventStreamItem::Kind::Comment) {
            require(item.raw.isNull() && item.end == 0, "a comment has raw bytes");
            return;
        }
        const auto end = qsizetype(item.end);
        require(end > at_ && end <= wire_.size(), "an item ends out of its place");
        requireNext(item.raw, end - at_);
        at_ = end;
    }
    void requireRest(const QByteArray &unfinished) const { requireNext(unfinished, wire_.size() - at_); }

private:
    void requireNext(const QByteArray &raw, qsizetype size) const
    {
        require(raw == QByteArrayView(wire_).sliced(at_, std::min(size, MaximumEventBytes)),
                "the raw bytes are not the input");
    }

    QByteArray wire_;
    qsizetype at_ = 0;
};

/// What a parser that keeps comments, and raw bytes where `keepsRaw`, reads from `chunks`: comments as events with a
/// type that no stream can name.
QList<Event> readWithMore(const QList<QByteArrayView> &chunks, bool keepsRaw, bool &isTooLarge)
{
    static const QByteArray CommentType("\n");
    EventStreamParser parser("before", keeping(true, keepsRaw));
    QList<Event> events;
    RawCheck raw;
    quint64 comments = 0;
    for (const QByteArrayView chunk : chunks) {
        raw.feed(chunk);
        for (QByteArrayView rest = chunk; parser.feedFront(rest);) {
            while (const auto item = parser.nextItem()) {
                if (keepsRaw)
                    raw.add(*item);
                switch (item->kind) {
                case helio::EventStreamItem::Kind::Event:
                    events.append(item->event);
                    break;
                case helio::EventStreamItem::Kind::Comment:
                    events.append({{}, {}, CommentType, item->comment});
                    ++comments;
                    break;
                case helio::EventStreamItem::Kind::Block:
                    require(keepsRaw, "a block although raw bytes are not kept");
                    break;
                }
            }
        }
        if (keepsRaw && !parser.isTooLarge())
            raw.requireRest(parser.unfinishedRaw());
    }
    isTooLarge = parser.isTooLarge();
    require(comments == parser.commentCount(), "comments were counted that were not given out");
    return events;
}

void requireSameWithMore(const QList<Event> &expected, QByteArrayView wire, const QList<QByteArrayView> &chunks)
{
    bool wholeIsTooLarge = false;
    bool chunksAreTooLarge = false;
    QList<Event> whole = readWithMore({wire}, true, wholeIsTooLarge);
    require(whole == readWithMore(chunks, true, chunksAreTooLarge) && wholeIsTooLarge == chunksAreTooLarge,
            "other comments when read in chunks");
    require(whole == readWithMore(chunks, false, chunksAreTooLarge) && wholeIsTooLarge == chunksAreTooLarge,
            "other comments where raw bytes are not kept");
    whole.removeIf([](const Event &event) { return event.type == "\n"; });
    require(whole == expected, "other events where comments and raw bytes are kept");

    EventStreamParser parser("before", keeping(false, true));
    parser.feed(wire);
    require(parser.takeAll() == expected, "other events where raw bytes are kept");
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
    const helio::fuzz::WorkBudget budget(size);
    if (size < 2)
        return 0;
    const QByteArrayView wire(data + 2, qsizetype(size - 2));
    const qsizetype step = data[0] + 1;
    const qsizetype firstCut = std::min<qsizetype>(data[1], wire.size());

    EventStreamParser whole("before", MaximumEventBytes);
    whole.feed(wire);
    const QList<Event> events = whole.takeAll();

    const QList<QByteArrayView> cuts = cut(wire, firstCut, step);
    EventStreamParser inChunks("before", MaximumEventBytes);
    QList<Event> fromChunks;
    for (const QByteArrayView chunk : cuts) {
        inChunks.feed(chunk);
        fromChunks += inChunks.takeAll();
    }
    EventStreamParser inPlace("before", MaximumEventBytes);
    QList<Event> fromItems;
    for (QByteArrayView chunk : cuts) {
        while (inPlace.feedFront(chunk)) {
            while (const auto item = inPlace.nextItem())
                fromItems.append(std::move(item->event));
        }
    }
    require(events == fromItems && saysTheSame(whole, inPlace), "other events when handed out in place");
    require(events == fromChunks, "other events when read in chunks");
    require(whole.passedBound() == inChunks.passedBound(), "another bound when read in chunks");
    require(saysTheSame(whole, inChunks), "another state when read in chunks");
    requireSameWithMore(events, wire, cuts);
    requireReadAgain(events);
    return 0;
}
