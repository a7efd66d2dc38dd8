// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonvalue.h"

#include <QtEndian>

#include <bit>

/// How the tokens of JSON are spelled, for all that reads it here. Each function gets the text and an offset within it,
/// and answers the offset behind what it passed.
namespace helio::jsonscan {

constexpr bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// What a number, `true`, `false` or `null` does not go on with.
constexpr bool endsBareWord(char c)
{
    return isSpace(c) || c == ',' || c == ']' || c == '}' || c == ':';
}

/// What a value is that begins like this; nothing when none does.
constexpr std::optional<JsonValue::Kind> kindOf(char first)
{
    switch (first) {
    case '{':
        return JsonValue::Kind::Object;
    case '[':
        return JsonValue::Kind::Array;
    case '"':
        return JsonValue::Kind::String;
    case 't':
    case 'f':
        return JsonValue::Kind::Boolean;
    case 'n':
        return JsonValue::Kind::Null;
    default:
        if (first == '-' || isDigit(first))
            return JsonValue::Kind::Number;
        return std::nullopt;
    }
}

inline qsizetype afterSpace(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isSpace(text[at]))
        ++at;
    return at;
}

/// The first quote, backslash or control character from `at` on; the text's end where there is none. Goes eight bytes a
/// step, as strings are most of what is read. `passed` gets all bits of the bytes before it, in any order: its high
/// bits say whether they were ASCII.
inline qsizetype afterPlain(QByteArrayView text, qsizetype at, quint64 &passed)
{
    constexpr quint64 Ones = 0x0101010101010101;
    constexpr quint64 Highs = Ones * 0x80;
    for (; text.size() - at >= 8; at += 8) {
        const auto bytes = qFromLittleEndian<quint64>(text.data() + at);
        const quint64 quote = bytes ^ (Ones * '"');
        const quint64 backslash = bytes ^ (Ones * '\\');
        // The usual trick: a byte's high bit is set where it is less than 0x20, or nothing is left of it. A borrow may
        // set one wrongly, but only behind one that is set rightly.
        const quint64 found =
            (((bytes - Ones * 0x20) & ~bytes) | ((quote - Ones) & ~quote) | ((backslash - Ones) & ~backslash)) & Highs;
        if (found) {
            const int bits = std::countr_zero(found) & ~7;
            passed |= bits ? bytes << (64 - bits) : 0;
            return at + bits / 8;
        }
        passed |= bytes;
    }
    for (; at < text.size(); ++at) {
        const uchar c = uchar(text[at]);
        if (c < 0x20 || c == '"' || c == '\\')
            return at;
        passed |= c;
    }
    return at;
}

inline bool isAscii(quint64 passed)
{
    return (passed & 0x8080808080808080) == 0;
}

/// Behind the string that begins at `at`, passed over without a check; -1 when it has no end.
qsizetype afterString(QByteArrayView text, qsizetype at);
/// Behind the value that begins at `at`, passed over without a check of what is in it; -1 when it has no end.
qsizetype afterValue(QByteArrayView text, qsizetype at);
/// Behind the longest number that begins at `at`; -1 when none does.
qsizetype afterNumber(QByteArrayView text, qsizetype at);
/// The four digits of `\uXXXX` from `at` on; -1 when they are not there.
int hexDigits(QByteArrayView text, qsizetype at);
} // namespace helio::jsonscan
