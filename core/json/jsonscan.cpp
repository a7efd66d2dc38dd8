// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonscan.h"

#include <array>

namespace helio::jsonscan {

namespace {

/// What a container that is passed over must be checked for.
constexpr auto IsBracketOrQuote = [] {
    std::array<bool, 256> is{};
    for (const char c : {'"', '{', '}', '[', ']'})
        is[uchar(c)] = true;
    return is;
}();

/// Behind a number, `true`, `false` or `null`.
qsizetype afterBareWord(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && !endsBareWord(text[at]))
        ++at;
    return at;
}

int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace

qsizetype afterString(QByteArrayView text, qsizetype at)
{
    quint64 passed = 0;
    for (at = afterPlain(text, at + 1, passed); at < text.size(); at = afterPlain(text, at, passed)) {
        if (text[at] == '"')
            return at + 1;
        at += text[at] == '\\' ? 2 : 1;
    }
    return -1;
}

qsizetype afterValue(QByteArrayView text, qsizetype at)
{
    const auto kind = kindOf(text[at]);
    if (!kind)
        return -1;
    if (*kind == JsonValue::Kind::String)
        return afterString(text, at);
    if (*kind != JsonValue::Kind::Object && *kind != JsonValue::Kind::Array)
        return afterBareWord(text, at);
    for (qsizetype depth = 0; at < text.size();) {
        const char c = text[at];
        if (!IsBracketOrQuote[uchar(c)]) {
            ++at;
        } else if (c == '"') {
            at = afterString(text, at);
            if (at < 0)
                return -1;
        } else {
            ++at;
            depth += c == '{' || c == '[' ? 1 : -1;
            if (depth == 0)
                return at;
        }
    }
    return -1;
}

qsizetype afterNumber(QByteArrayView text, qsizetype at)
{
    const auto peek = [&] { return at < text.size() ? text[at] : '\0'; };
    const auto passDigits = [&] {
        const qsizetype from = at;
        while (isDigit(peek()))
            ++at;
        return at > from;
    };
    if (peek() == '-')
        ++at;
    if (peek() == '0')
        ++at;
    else if (!passDigits())
        return -1;
    if (peek() == '.') {
        ++at;
        if (!passDigits())
            return -1;
    }
    if (peek() == 'e' || peek() == 'E') {
        ++at;
        if (peek() == '+' || peek() == '-')
            ++at;
        if (!passDigits())
            return -1;
    }
    return at;
}

int hexDigits(QByteArrayView text, qsizetype at)
{
    if (at + 4 > text.size())
        return -1;
    int code = 0;
    for (int i = 0; i < 4; ++i) {
        const int digit = hexValue(text[at + i]);
        if (digit < 0)
            return -1;
        code = code * 16 + digit;
    }
    return code;
}

} // namespace helio::jsonscan
