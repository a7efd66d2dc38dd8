// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/eventstreamparser.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace helio {

namespace {

const char *find(const char *begin, const char *end, char c)
{
    const void *found = begin < end ? std::memchr(begin, c, size_t(end - begin)) : nullptr;
    return found ? static_cast<const char *>(found) : end;
}

/// The longest reconnection time that is told apart: longer ones count as this.
constexpr std::chrono::milliseconds LongestReconnectionTime{std::numeric_limits<qint32>::max()};

std::optional<std::chrono::milliseconds> reconnectionTimeFrom(QByteArrayView value)
{
    if (value.isEmpty() || !std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return {};
    qint64 time = 0;
    for (const char c : value) {
        time = time * 10 + (c - '0');
        if (time > LongestReconnectionTime.count())
            return LongestReconnectionTime;
    }
    return std::chrono::milliseconds(time);
}

const QByteArray &sharedCopy(QByteArrayView value, QByteArray &latest)
{
    if (value != latest)
        latest = value.toByteArray();
    return latest;
}

/// The next of `waiting` from `given` on; a list that was given out is forgotten, its room is kept while it is small.
template <typename T>
std::optional<T> takeNext(QList<T> &waiting, qsizetype &given)
{
    constexpr qsizetype KeptCapacity = 1024;
    if (given == waiting.size())
        return {};
    std::optional<T> next(std::move(waiting[given]));
    if (++given == waiting.size()) {
        given = 0;
        if (waiting.capacity() > KeptCapacity)
            waiting = {};
        else
            waiting.clear();
    }
    return next;
}

} // namespace

EventStreamParser::EventStreamParser(QByteArray lastEventId, Options options)
    : options_(options)
    , idBuffer_(lastEventId)
    , lastEventId_(std::move(lastEventId))
{}

EventStreamParser::EventStreamParser(QByteArray lastEventId, qsizetype maximumBytes)
    : EventStreamParser(std::move(lastEventId), Options{maximumBytes, maximumBytes, false, false})
{}

void EventStreamParser::feed(QByteArrayView bytes)
{
    if (bytes.isEmpty() || isTooLarge())
        return;
    const char *at = bytes.data();
    const char *const end = at + bytes.size();
    const char *blockBegin = at;
    if (std::exchange(afterCarriageReturn_, false) && *at == '\n')
        ++at;
    // Both kinds of line end are looked for once, not once per line: a stream of CR alone must not cost a search for LF
    // through the rest of the piece at each of its lines.
    const char *lineFeed = find(at, end, '\n');
    const char *carriageReturn = find(at, end, '\r');
    while (at < end) {
        const char *const lineEnd = std::min(lineFeed, carriageReturn);
        const QByteArrayView piece(at, lineEnd - at);
        if (line_.size() + piece.size() > options_.maximumLineBytes) {
            pass(Bound::Line);
            return;
        }
        if (lineEnd == end) {
            line_.append(piece);
            break;
        }
        at = lineEnd + 1;
        if (lineEnd == carriageReturn) {
            carriageReturn = find(at, end, '\r');
            if (lineFeed == at && at < end)
                ++at;
            else
                afterCarriageReturn_ = at == end;
        }
        if (lineFeed < at)
            lineFeed = find(at, end, '\n');

        // The first line may be blank but for a BOM.
        const bool mayEndBlock = (line_.isEmpty() && piece.isEmpty()) || atStreamStart_;
        if (options_.keepsRaw && mayEndBlock)
            keepRaw(std::exchange(blockBegin, at), at);
        if (line_.isEmpty()) {
            takeLine(piece);
        } else {
            line_.append(piece);
            takeLine(line_);
            line_.clear();
        }
        if (isTooLarge())
            return;
    }
    if (options_.keepsRaw)
        keepRaw(blockBegin, end);
}

std::optional<Event> EventStreamParser::next()
{
    if (takesEventsAlone())
        return takeNext(events_, given_);
    while (auto item = takeNext(items_, given_)) {
        if (item->kind == Item::Kind::Event)
            return std::move(item->event);
    }
    return {};
}

QList<Event> EventStreamParser::takeAll()
{
    if (takesEventsAlone() && given_ == 0)
        return std::exchange(events_, {});
    QList<Event> events;
    while (auto event = next())
        events.append(std::move(*event));
    return events;
}

std::optional<EventStreamItem> EventStreamParser::nextItem()
{
    if (!takesEventsAlone())
        return takeNext(items_, given_);
    auto event = takeNext(events_, given_);
    if (!event)
        return {};
    return Item{Item::Kind::Event, std::move(*event), {}, {}};
}

void EventStreamParser::takeLine(QByteArrayView line)
{
    if (atStreamStart_) {
        atStreamStart_ = false;
        if (line.startsWith("\xEF\xBB\xBF"))
            line = line.sliced(3);
    }
    if (line.isEmpty()) {
        dispatch();
        return;
    }
    if (line.front() == ':') {
        takeComment(line.sliced(1));
        return;
    }
    const char *const end = line.data() + line.size();
    // Nearly every line is of this field.
    const bool isData = line.startsWith("data:");
    const char *const colon = isData ? line.data() + 4 : find(line.data(), end, ':');
    QByteArrayView value;
    if (colon != end) {
        value = QByteArrayView(colon + 1, end - colon - 1);
        if (value.startsWith(' '))
            value = value.sliced(1);
    }
    if (isData)
        takeData(value);
    else
        takeField(QByteArrayView(line.data(), colon - line.data()), value);
}

void EventStreamParser::takeComment(QByteArrayView text)
{
    ++commentCount_;
    if (options_.keepsComments)
        items_.append(Item{Item::Kind::Comment, {}, text.toByteArray(), {}});
}

void EventStreamParser::takeField(QByteArrayView name, QByteArrayView value)
{
    if (name == "data") {
        takeData(value);
    } else if (name == "event") {
        type_ = sharedCopy(value, latestType_);
    } else if (name == "id") {
        if (!value.contains('\0'))
            idBuffer_ = value.toByteArray();
    } else if (name == "retry") {
        if (const auto time = reconnectionTimeFrom(value))
            reconnectionTime_ = time;
    } else if (name == "channel") {
        channel_ = sharedCopy(value, latestChannel_);
    }
}

void EventStreamParser::takeData(QByteArrayView value)
{
    if (data_.size() + qsizetype(hasData_) + value.size() > options_.maximumEventBytes) {
        pass(Bound::Event);
        return;
    }
    if (hasData_)
        data_.append('\n');
    data_.append(value);
    hasData_ = true;
}

void EventStreamParser::dispatch()
{
    // Current only now: an event that was cut before its blank line must be asked for again.
    lastEventId_ = idBuffer_;
    if (takesEventsAlone()) {
        if (hasData_)
            events_.append({std::move(channel_), lastEventId_, std::move(type_), std::move(data_)});
    } else if (hasData_) {
        items_.append(Item{Item::Kind::Event,
                           {std::move(channel_), lastEventId_, std::move(type_), std::move(data_)},
                           {},
                           std::exchange(raw_, {})});
    } else if (options_.keepsRaw) {
        items_.append(Item{Item::Kind::Block, {}, {}, std::exchange(raw_, {})});
    }
    channel_ = {};
    type_ = {};
    data_ = {};
    hasData_ = false;
}

void EventStreamParser::keepRaw(const char *begin, const char *end)
{
    // Cut off, not refused: what is read must not depend on what is kept.
    const qsizetype room = options_.maximumEventBytes - raw_.size();
    raw_.append(QByteArrayView(begin, std::min(room, qsizetype(end - begin))));
}

void EventStreamParser::pass(Bound bound)
{
    passedBound_ = bound;
    line_ = {};
    data_ = {};
    raw_ = {};
}

} // namespace helio
