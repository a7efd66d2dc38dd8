// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/jsonstreamreader.h"

#include "json/jsonscan.h"
#include "json/jsonvalue.h"

#include <algorithm>
#include <utility>

namespace helio {

using namespace jsonscan;

namespace {

constexpr char ByteOrderMark[] = "\xEF\xBB\xBF";
constexpr qsizetype KeptItems = 4096;

bool isSpaceOnly(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), isSpace);
}

} // namespace

JsonStreamReader::JsonStreamReader(StreamFormat format, qsizetype maximumBytes, bool keepsRaw)
    : format_(format)
    , maximumBytes_(maximumBytes)
    , keepsRaw_(keepsRaw)
{}

void JsonStreamReader::feed(QByteArrayView bytes)
{
    if (format_ == StreamFormat::JsonArray)
        feedArray(bytes);
    else
        feedLines(bytes);
}

bool JsonStreamReader::append(QByteArrayView bytes)
{
    if (value_.size() + bytes.size() > maximumBytes_) {
        isTooLarge_ = true;
        value_ = {};
        raw_ = {};
        return false;
    }
    value_.append(bytes);
    return true;
}

void JsonStreamReader::keepRaw(QByteArrayView bytes)
{
    at_ += quint64(bytes.size());
    if (keepsRaw_)
        raw_.append(bytes.first(std::min(bytes.size(), maximumBytes_ - std::min(raw_.size(), maximumBytes_))));
}

void JsonStreamReader::give()
{
    QByteArray data = std::exchange(value_, {});
    if (std::exchange(atStart_, false) && data.startsWith(ByteOrderMark))
        data.remove(0, 3);
    if (isSpaceOnly(data))
        return; // its bytes belong to the next
    items_.append({std::move(data).trimmed(), std::exchange(raw_, {}), at_});
}

void JsonStreamReader::feedLines(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && !isTooLarge_) {
        const qsizetype lineEnd = bytes.indexOf('\n');
        const QByteArrayView text = lineEnd < 0 ? bytes : bytes.first(lineEnd);
        if (!append(text))
            return;
        const QByteArrayView passed = lineEnd < 0 ? bytes : bytes.first(lineEnd + 1);
        keepRaw(passed);
        bytes = bytes.sliced(passed.size());
        if (lineEnd >= 0)
            give();
    }
}

void JsonStreamReader::finish()
{
    if (format_ != StreamFormat::JsonLines || value_.isEmpty())
        return;
    const auto value = JsonValue::read(value_);
    if (value && value->isContainer())
        give();
}

/// Whether `c`, outside of all elements, belongs to none.
bool JsonStreamReader::isBetween(char c)
{
    if (atStart_ && QByteArrayView(ByteOrderMark).contains(c))
        return true;
    atStart_ = false;
    if (isSpace(c) || c == ',' || c == ']')
        return true;
    // One object without an array around it, as errors are answered, is an element too.
    return c == '[' && !std::exchange(isOpen_, true);
}

/// Behind what of the element that has begun lies within `bytes`, from `at` on; gives it when it ends there.
qsizetype JsonStreamReader::readElement(QByteArrayView bytes, qsizetype at)
{
    const qsizetype begin = at;
    bool isWhole = false;
    while (at < bytes.size() && !isWhole) {
        if (isInString_ && !isEscaped_) {
            // What ends a string, or is no plain character of one.
            quint64 passed = 0;
            at = afterPlain(bytes, at, passed);
            if (at == bytes.size())
                break;
        }
        const char c = bytes[at];
        if (isInString_) {
            isInString_ = isEscaped_ || c != '"';
            isEscaped_ = !isEscaped_ && c == '\\';
            ++at;
            isWhole = !isInString_ && depth_ == 0;
        } else if (depth_ == 0 && at > begin + (value_.isEmpty() ? 0 : -1) && (isSpace(c) || c == ',' || c == ']')) {
            isWhole = true; // a word or a number ends before it
        } else {
            ++at;
            if (c == '"') {
                isInString_ = true;
            } else if (c == '{' || c == '[') {
                ++depth_;
            } else if (c == '}' || c == ']') {
                depth_ = std::max<qsizetype>(depth_ - 1, 0);
                isWhole = depth_ == 0;
            }
        }
    }
    const QByteArrayView part = bytes.sliced(begin, at - begin);
    if (!append(part))
        return bytes.size();
    keepRaw(part);
    if (isWhole)
        give();
    return at;
}

void JsonStreamReader::feedArray(QByteArrayView bytes)
{
    for (qsizetype at = 0; at < bytes.size() && !isTooLarge_;) {
        if (!value_.isEmpty() || !isBetween(bytes[at])) {
            at = readElement(bytes, at);
        } else {
            keepRaw(bytes.sliced(at, 1));
            ++at;
        }
    }
}

std::optional<JsonStreamReader::Item> JsonStreamReader::next()
{
    if (given_ == items_.size()) {
        given_ = 0;
        if (items_.capacity() > KeptItems)
            items_ = {};
        else
            items_.clear();
        return std::nullopt;
    }
    return std::move(items_[given_++]);
}

} // namespace helio
