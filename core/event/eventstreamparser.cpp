// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/eventstreamparser.h"

#include "event/sharedchunk.h"

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

/// The longest reconnection time that is kept exactly: longer ones count as this.
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

/// Where the value begins when `line` is of the field `name` (whose length includes a NUL), or null.
template <size_t Size>
const char *valueIn(QByteArrayView line, const char (&name)[Size])
{
    constexpr qsizetype NameSize = Size - 1;
    if (line.size() < NameSize || std::memcmp(line.data(), name, NameSize) != 0)
        return nullptr;
    const char *at = line.data() + NameSize;
    const char *const end = line.data() + line.size();
    if (at == end)
        return end;
    if (*at != ':')
        return nullptr;
    ++at;
    return at != end && *at == ' ' ? at + 1 : at;
}

QByteArray sharedCopy(QByteArrayView value, QByteArray &latest)
{
    if (value != latest)
        latest = value.toByteArray();
    return latest;
}

/// The events of so many bytes share one allocation. More would save little, and one event that is kept keeps it all.
constexpr qsizetype SharedChunkBytes = 16 * 1024;

constexpr qsizetype KeptCapacity = 4096;      ///< events for which room is kept
constexpr qsizetype MostReserved = 16 * 1024; ///< events for which room is made before they come
constexpr qsizetype LeastEventBytes = 6;      ///< "data", and two line ends

/// Forgets those of `waiting` that were given out: all when all were, else many at once. Room is kept while it is
/// small.
template <typename T>
void forgetGiven(QList<T> &waiting, qsizetype &given)
{
    if (given == waiting.size()) {
        given = 0;
        if (waiting.capacity() > KeptCapacity)
            waiting = {};
        else
            waiting.clear();
    } else if (given >= KeptCapacity && given >= waiting.size() / 2) {
        // Else a reader that is always a little behind would let the list grow for ever.
        waiting.remove(0, given);
        given = 0;
    }
}

} // namespace

EventStreamParser::EventStreamParser(QByteArray lastEventId, Options options)
    : options_(options)
    , lastEventId_(std::move(lastEventId))
{}

EventStreamParser::EventStreamParser(QByteArray lastEventId, qsizetype maximumBytes)
    : EventStreamParser(std::move(lastEventId), Options{maximumBytes, maximumBytes, false, false})
{}

void EventStreamParser::feed(QByteArrayView bytes)
{
    forgetGiven();
    if (events_.capacity() == 0)
        events_.reserve(std::min(usualCount_, bytes.size() / LeastEventBytes + 1));
    while (readFront(bytes)) {
    }
}

bool EventStreamParser::feedFront(QByteArrayView &bytes)
{
    forgetGiven();
    return readFront(bytes);
}

bool EventStreamParser::readFront(QByteArrayView &bytes)
{
    if (bytes.isEmpty() || isTooLarge())
        return false;
    qsizetype size = std::min(bytes.size(), SharedChunkBytes);
    if (bytes[size - 1] == '\r' && size < bytes.size())
        ++size; // a CRLF that was fed together stays together
    const qsizetype firstShared = waitingCount();
    SharedChunk values(bytes.first(size), spare_);
    feedChunk(bytes.first(size), values);
    if (!values.isWorthIt())
        unshareFrom(firstShared, values);
    bytes = bytes.sliced(size);
    return true;
}

void EventStreamParser::feedChunk(QByteArrayView bytes, SharedChunk &values)
{
    const char *at = bytes.data();
    const char *const end = at + bytes.size();
    const char *blockBegin = at;
    if (std::exchange(afterCarriageReturn_, false) && *at == '\n')
        ++at;
    // Both kinds of line end are searched once, not once per line: a stream of CR alone must not cost a search for LF
    // through the rest of the chunk at each of its lines.
    const char *lineFeed = find(at, end, '\n');
    const char *carriageReturn = find(at, end, '\r');
    while (at < end) {
        const char *const lineEnd = std::min(lineFeed, carriageReturn);
        const QByteArrayView text(at, lineEnd - at);
        if (line_.size() + text.size() > options_.maximumLineBytes) {
            pass(Bound::Line);
            return;
        }
        if (lineEnd == end) {
            line_.append(text);
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
            lineFeed = at < end && *at == '\n' ? at : find(at, end, '\n');

        if (at < end && lineFeed == at && readWholeEvent(text, values)) {
            ++at;
            lineFeed = find(at, end, '\n');
            continue;
        }
        // The first line may be blank but for a BOM.
        const bool mayEndBlock = (line_.isEmpty() && text.isEmpty()) || atStreamStart_;
        if (options_.keepsRaw && mayEndBlock)
            keepRaw(std::exchange(blockBegin, at), at);
        if (line_.isEmpty()) {
            readLine(text, values);
        } else {
            line_.append(text);
            readLine(line_, values);
            if (line_.capacity() <= SharedChunkBytes)
                line_.resize(0); // its room is kept
            else
                line_.clear();
        }
        if (isTooLarge())
            return;
        if (options_.keepsRaw && hasManyComments(at - blockBegin)) {
            keepRaw(std::exchange(blockBegin, at), at);
            giveBlock();
        }
    }
    if (options_.keepsRaw)
        keepRaw(blockBegin, end);
}

std::optional<Event> EventStreamParser::next()
{
    while (const auto item = nextItem()) {
        if (item->kind == Item::Kind::Event)
            return std::move(item->event);
    }
    return {};
}

QList<Event> EventStreamParser::takeAll()
{
    forgetGiven();
    if (givesEventsAlone() && given_ == 0) {
        // As many will come next time, likely.
        usualCount_ = std::min(events_.size(), MostReserved);
        return std::exchange(events_, {});
    }
    QList<Event> events;
    while (auto event = next())
        events.append(std::move(*event));
    return events;
}

void EventStreamParser::forgetGiven()
{
    if (given_ == 0)
        return;
    if (givesEventsAlone()) {
        // What the reader left: counting each reference down on its own would be the dearest part of a small event.
        SharedChunk::Returned returned(spare_);
        for (qsizetype i = 0; i < given_; ++i) {
            returned.add(events_[i].id);
            returned.add(events_[i].data);
        }
        helio::forgetGiven(events_, given_);
    } else {
        helio::forgetGiven(items_, given_);
    }
}

/// The shorter way for what nearly every stream is made of: a line of data, and the blank line behind it.
bool EventStreamParser::readWholeEvent(QByteArrayView line, SharedChunk &values)
{
    const bool isPlain = givesEventsAlone() && line_.isEmpty() && !hasData_ && !atStreamStart_;
    const char *const data = isPlain ? valueIn(line, "data") : nullptr;
    const qsizetype size = line.end() - data;
    if (!data || size > options_.maximumEventBytes)
        return false;
    makeIdCurrent();
    events_.append(
        Event{std::move(pending_.channel), lastEventId_, std::move(pending_.type), values.valueOf({data, size})});
    hasField_ = false;
    return true;
}

void EventStreamParser::readLine(QByteArrayView line, SharedChunk &values)
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
        readComment(line.sliced(1));
        return;
    }
    hasField_ = true;
    const char *const end = line.data() + line.size();
    if (const char *const data = valueIn(line, "data")) {
        readData({data, end}, values);
    } else if (const char *const type = valueIn(line, "event")) {
        pending_.type = sharedCopy({type, end}, latestType_);
    } else if (const char *const id = valueIn(line, "id")) {
        if (find(id, end, '\0') == end)
            idRead_ = values.valueOf({id, end});
    } else if (const char *const retry = valueIn(line, "retry")) {
        if (const auto time = reconnectionTimeFrom({retry, end}))
            reconnectionTime_ = time;
    } else if (const char *const channel = valueIn(line, "channel")) {
        pending_.channel = sharedCopy({channel, end}, latestChannel_);
    }
}

void EventStreamParser::readComment(QByteArrayView text)
{
    ++commentCount_;
    if (options_.keepsComments)
        items_.append(Waiting{Item::Kind::Comment, {}, text.toByteArray(), {}, 0});
}

void EventStreamParser::readData(QByteArrayView value, SharedChunk &values)
{
    QByteArray &data = pending_.data;
    if (data.size() + qsizetype(hasData_) + value.size() > options_.maximumEventBytes) {
        pass(Bound::Event);
        return;
    }
    if (hasData_) {
        data.append('\n').append(value);
    } else if (value.size() > SharedChunkBytes && value.end() == line_.cend()) {
        // It was put together in line_, and may be large: it is not copied once more.
        const qsizetype nameSize = line_.size() - value.size();
        data = std::exchange(line_, {}).remove(0, nameSize);
    } else {
        data = values.valueOf(value);
    }
    hasData_ = true;
}

void EventStreamParser::dispatch()
{
    makeIdCurrent();
    if (hasData_) {
        pending_.id = lastEventId_;
        if (givesEventsAlone())
            events_.append(std::move(pending_));
        else
            items_.append(Waiting{Item::Kind::Event, std::move(pending_), {}, std::exchange(raw_, {}), rawEnd_});
        hasData_ = false;
    } else if (options_.keepsRaw) {
        giveBlock();
    }
    pending_ = {};
    hasField_ = false;
}

void EventStreamParser::makeIdCurrent()
{
    if (!idRead_)
        return;
    lastEventId_ = std::move(*idRead_);
    idRead_.reset();
}

void EventStreamParser::keepRaw(const char *begin, const char *end)
{
    // Cut off, not refused: what is read must not depend on what is kept.
    const qsizetype room = options_.maximumEventBytes - raw_.size();
    const QByteArrayView bytes(begin, std::min(room, qsizetype(end - begin)));
    if (raw_.isEmpty())
        raw_ = bytes.toByteArray(); // no larger than it must be: most blocks come whole
    else
        raw_.append(bytes);
    rawEnd_ += quint64(end - begin);
}

bool EventStreamParser::hasManyComments(qsizetype moreBytes) const
{
    const qsizetype most = std::min(LeadingCommentBytes, options_.maximumEventBytes / 2);
    return !hasField_ && raw_.size() + moreBytes > most;
}

void EventStreamParser::giveBlock()
{
    items_.append(Waiting{Item::Kind::Block, {}, {}, std::exchange(raw_, {}), rawEnd_});
}

void EventStreamParser::unshareFrom(qsizetype first, const SharedChunk &values)
{
    for (qsizetype i = first; i < waitingCount(); ++i) {
        Event &event = givesEventsAlone() ? events_[i] : items_[i].event;
        values.unshare(event.id);
        values.unshare(event.data);
    }
}

void EventStreamParser::pass(Bound bound)
{
    passedBound_ = bound;
    line_ = {};
    pending_ = {};
    raw_ = {};
}

} // namespace helio
