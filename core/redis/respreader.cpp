// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/respreader.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace helio {

namespace {

Message readerMessage(const char *source, const QList<Message> &arguments)
{
    return {"helio::RespReader", source, arguments};
}

/// What was read is dropped from the buffer once it is so much.
constexpr qsizetype CompactBytes = 64 * 1024;
/// Of a list that is passed over: no Redis has more.
constexpr qint64 MostItems = std::numeric_limits<qint32>::max();

std::optional<qint64> wholeNumber(QByteArrayView text)
{
    bool isNumber = false;
    const qint64 number = text.toByteArray().toLongLong(&isNumber);
    // Not what strtoll would let pass besides: spaces, a sign before nothing.
    const bool isPlain =
        std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '-' || c == '+'; });
    return isNumber && isPlain ? std::optional(number) : std::nullopt;
}

RespValue leaf(RespValue::Kind kind, QByteArrayView text)
{
    return {kind, text.toByteArray(), 0, {}};
}

} // namespace

RespReader::RespReader(const RespLimits &limits)
    : limits_(limits)
{}

void RespReader::feed(QByteArrayView bytes)
{
    if (!isBroken())
        buffer_.append(bytes);
}

std::optional<RespValue> RespReader::next()
{
    while (!isBroken()) {
        std::optional<RespValue> value;
        if (bulk_) {
            value = takeBulk();
            if (!value)
                return {};
        } else {
            const auto line = takeLine();
            if (!line)
                return {};
            value = takeHead(*line);
        }
        if (!value)
            continue; // the head of something whose body follows, or broken
        if (auto complete = place(std::move(*value))) {
            items_ = 0;
            bytes_ = 0;
            return complete;
        }
    }
    return {};
}

std::optional<QByteArrayView> RespReader::takeLine()
{
    if (at_ >= CompactBytes || at_ == buffer_.size()) {
        buffer_.remove(0, at_);
        scanned_ = std::max<qsizetype>(scanned_ - at_, 0);
        at_ = 0;
    }
    const qsizetype end = buffer_.indexOf('\n', std::max(at_, scanned_));
    scanned_ = end < 0 ? buffer_.size() : end;
    if (scanned_ - at_ > limits_.lineBytes) {
        breakWith(Fault::TooLarge,
                  readerMessage(QT_TRANSLATE_NOOP("helio::RespReader", "Redis sent a line of more than %1 bytes."),
                                {Message::number(limits_.lineBytes)}));
        return {};
    }
    if (end < 0)
        return {};
    if (end == at_ || buffer_[end - 1] != '\r') {
        breakWith(Fault::NotRedis);
        return {};
    }
    const QByteArrayView line = QByteArrayView(buffer_).sliced(at_, end - 1 - at_);
    at_ = end + 1;
    return line;
}

std::optional<RespValue> RespReader::takeBulk()
{
    if (bulk_->toSkip >= 0) {
        const qsizetype skipped = std::min(bulk_->toSkip, buffer_.size() - at_);
        bulk_->toSkip -= skipped;
        buffer_.remove(0, at_ + skipped);
        at_ = scanned_ = 0;
        if (bulk_->toSkip > 0)
            return {};
        return RespValue{RespValue::Kind::Oversize, {}, std::exchange(bulk_, {})->size, {}};
    }
    if (buffer_.size() - at_ < bulk_->size + 2)
        return {};
    const Bulk bulk = *std::exchange(bulk_, {});
    const QByteArrayView body = QByteArrayView(buffer_).sliced(at_, bulk.size + 2);
    if (!body.endsWith("\r\n")) {
        breakWith(Fault::NotRedis);
        return {};
    }
    at_ += body.size();
    // A verbatim string says its form first, as in "txt:".
    const qsizetype prefix = bulk.isVerbatim && bulk.size >= 4 ? 4 : 0;
    return leaf(bulk.kind, body.sliced(prefix, bulk.size - prefix));
}

std::optional<RespValue> RespReader::takeHead(QByteArrayView line)
{
    const char type = line.isEmpty() ? '\0' : line.front();
    const QByteArrayView rest = line.isEmpty() ? line : line.sliced(1);
    switch (type) {
    case '+':
    case ',':
    case '(':
        return leaf(RespValue::Kind::String, rest);
    case '-':
        return leaf(RespValue::Kind::Error, rest);
    case '_':
        return RespValue{};
    case '#':
        return RespValue{RespValue::Kind::Boolean, {}, rest == "t" ? 1 : 0, {}};
    case ':':
    case '$':
    case '!':
    case '=':
    case '*':
    case '~':
    case '>':
    case '%':
    case '|':
        break;
    default:
        breakWith(Fault::NotRedis);
        return {};
    }
    const auto number = wholeNumber(rest);
    if (!number || (type != ':' && *number < -1)) {
        breakWith(Fault::NotRedis);
        return {};
    }
    if (type == ':')
        return RespValue{RespValue::Kind::Integer, {}, *number, {}};
    if (*number < 0)
        return RespValue{};
    if (type != '$' && type != '!' && type != '=')
        return open(type, *number);

    const bool isTooLong = *number > limits_.stringBytes || isWithinPassed() ||
                           (limits_.isOversizePassed && *number > limits_.valueBytes - bytes_);
    bulk_ = Bulk{type == '!' ? RespValue::Kind::Error : RespValue::Kind::String, qsizetype(*number),
                 isTooLong ? qsizetype(std::min<qint64>(*number, std::numeric_limits<qint64>::max() - 2) + 2) : -1,
                 type == '='};
    if (!isTooLong)
        bytes_ += bulk_->size;
    if (bytes_ > limits_.valueBytes)
        breakWith(Fault::TooLarge,
                  readerMessage(QT_TRANSLATE_NOOP("helio::RespReader", "Redis sent an answer of more than %1 bytes."),
                                {Message::number(limits_.valueBytes)}));
    return {};
}

std::optional<RespValue> RespReader::open(char type, qint64 count)
{
    const bool isPairs = type == '%' || type == '|';
    const qint64 room = (limits_.items - items_) / (isPairs ? 2 : 1);
    const bool isPassed = isWithinPassed() || (limits_.isOversizePassed && count > room);
    if ((count > room && !isPassed) || count > MostItems || qsizetype(levels_.size()) >= limits_.depth) {
        breakWith(
            Fault::TooLarge,
            readerMessage(QT_TRANSLATE_NOOP("helio::RespReader",
                                            "Redis sent a list of more than %1 items or nested deeper than %2 levels."),
                          {Message::number(limits_.items), Message::number(limits_.depth)}));
        return {};
    }
    Level level;
    level.value.kind = type == '%'   ? RespValue::Kind::Map
                       : type == '>' ? RespValue::Kind::Push
                                     : RespValue::Kind::Array;
    level.remaining = qsizetype(count) * (isPairs ? 2 : 1);
    level.isAttribute = type == '|';
    level.isPassed = isPassed;
    if (isPassed)
        level.value = {RespValue::Kind::Oversize, {}, level.remaining, {}};
    else
        items_ += level.remaining;
    if (level.remaining == 0)
        return level.isAttribute ? std::nullopt : std::optional(level.value);
    levels_.push_back(std::move(level));
    return {};
}

/// Puts a value where it belongs; answers the whole when it is complete with it.
std::optional<RespValue> RespReader::place(RespValue value)
{
    while (!levels_.empty()) {
        Level &level = levels_.back();
        if (!level.isAttribute && !level.isPassed)
            level.value.items.append(std::move(value));
        if (--level.remaining > 0)
            return {};
        const bool isAttribute = level.isAttribute;
        value = std::move(level.value);
        levels_.pop_back();
        if (isAttribute)
            return {};
    }
    return value;
}

void RespReader::breakWith(Fault fault, const Message &problem)
{
    fault_ = fault;
    problem_ = problem;
    buffer_.clear();
    levels_.clear();
    bulk_.reset();
}

QByteArray respCommand(const QByteArrayList &parts)
{
    constexpr qsizetype HeadBytes = 16; // about, of each part
    qsizetype size = HeadBytes;
    for (const QByteArray &part : parts)
        size += part.size() + HeadBytes;
    QByteArray bytes;
    bytes.reserve(size);
    bytes.append('*').append(QByteArray::number(parts.size())).append("\r\n");
    for (const QByteArray &part : parts)
        bytes.append('$').append(QByteArray::number(part.size())).append("\r\n").append(part).append("\r\n");
    return bytes;
}

} // namespace helio
