// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/eventstreamparser.h"

#include <algorithm>
#include <cstring>

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

} // namespace

EventStreamParser::EventStreamParser(QByteArray lastEventId, qsizetype maximumEventBytes)
    : maximumEventBytes_(maximumEventBytes)
    , idBuffer_(lastEventId)
    , lastEventId_(std::move(lastEventId))
{}

void EventStreamParser::feed(QByteArrayView bytes)
{
    const char *at = bytes.data();
    const char *const end = at + bytes.size();
    // Both kinds of line end are looked for once, not once per line: a stream of CR alone must not cost a search for LF
    // through the rest of the piece at each of its lines.
    const char *lineFeed = find(at, end, '\n');
    const char *carriageReturn = find(at, end, '\r');
    while (at < end && !tooLarge_) {
        if (afterCarriageReturn_) {
            afterCarriageReturn_ = false;
            if (*at == '\n') {
                ++at;
                lineFeed = find(at, end, '\n');
                continue;
            }
        }
        const char *const lineEnd = std::min(lineFeed, carriageReturn);
        const QByteArrayView piece(at, lineEnd - at);
        if (!withinBounds(piece.size()))
            return;
        if (lineEnd == end) {
            line_.append(piece);
            return;
        }
        if (line_.isEmpty()) {
            takeLine(piece);
        } else {
            line_.append(piece);
            takeLine(line_);
            line_.clear();
        }
        at = lineEnd + 1;
        if (lineEnd == lineFeed) {
            lineFeed = find(at, end, '\n');
        } else {
            afterCarriageReturn_ = true;
            carriageReturn = find(at, end, '\r');
        }
    }
}

std::optional<Event> EventStreamParser::next()
{
    if (ready_.empty())
        return {};
    Event event = std::move(ready_.front());
    ready_.pop_front();
    return event;
}

QList<Event> EventStreamParser::takeAll()
{
    QList<Event> events;
    events.reserve(qsizetype(ready_.size()));
    while (auto event = next())
        events.append(std::move(*event));
    return events;
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
        ++commentCount_;
        return;
    }
    const char *const end = line.data() + line.size();
    const char *const colon = find(line.data(), end, ':');
    QByteArrayView value;
    if (colon != end) {
        value = QByteArrayView(colon + 1, end - colon - 1);
        if (value.startsWith(' '))
            value = value.sliced(1);
    }
    takeField(QByteArrayView(line.data(), colon - line.data()), value);
}

void EventStreamParser::takeField(QByteArrayView name, QByteArrayView value)
{
    if (name == "data") {
        if (hasData_)
            data_.append('\n');
        data_.append(value);
        hasData_ = true;
    } else if (name == "event") {
        type_ = value.toByteArray();
    } else if (name == "id") {
        if (!value.contains('\0'))
            idBuffer_ = value.toByteArray();
    } else if (name == "retry") {
        if (const auto time = reconnectionTimeFrom(value))
            reconnectionTime_ = time;
    } else if (name == "channel") {
        channel_ = value.toByteArray();
    }
}

void EventStreamParser::dispatch()
{
    // Current only now: an event that was cut before its blank line must be asked for again.
    lastEventId_ = idBuffer_;
    if (hasData_)
        ready_.push_back({std::move(channel_), lastEventId_, std::move(type_), std::move(data_)});
    channel_ = {};
    type_ = {};
    data_ = {};
    hasData_ = false;
}

bool EventStreamParser::withinBounds(qsizetype moreBytes)
{
    if (line_.size() + data_.size() + moreBytes > maximumEventBytes_) {
        tooLarge_ = true;
        line_.clear();
        data_.clear();
    }
    return !tooLarge_;
}

} // namespace helio
