// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/httpsyntax.h"

#include <algorithm>
#include <string_view>

namespace helio {

namespace {

bool isTokenByte(char c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')
        return true;
    return c != '\0' && QByteArrayView("!#$%&'*+.^_`|~").contains(c);
}

} // namespace

qsizetype indexOfBytes(QByteArrayView text, QByteArrayView bytes, qsizetype from)
{
    // Qt's search prepares itself for long needles, which costs more than all of a small head.
    const auto at = std::string_view(text.data(), size_t(text.size()))
                        .find(std::string_view(bytes.data(), size_t(bytes.size())), size_t(from));
    return at == std::string_view::npos ? -1 : qsizetype(at);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenByte);
}

bool isSameWord(QByteArrayView text, QByteArrayView lowerCase)
{
    return text.size() == lowerCase.size() && text.compare(lowerCase, Qt::CaseInsensitive) == 0;
}

QByteArrayView trimmedBlanks(QByteArrayView text)
{
    while (!text.isEmpty() && (text.front() == ' ' || text.front() == '\t'))
        text = text.sliced(1);
    while (!text.isEmpty() && (text.back() == ' ' || text.back() == '\t'))
        text.chop(1);
    return text;
}

bool hasControl(QByteArrayView text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return (uchar(c) < ' ' && c != '\t') || c == 0x7F; });
}

bool hasStrayEnd(QByteArrayView line)
{
    return std::any_of(line.begin(), line.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

std::optional<qsizetype> numberOf(QByteArrayView digits, int base)
{
    if (digits.isEmpty())
        return {};
    qsizetype value = 0;
    for (const char c : digits) {
        int digit = base;
        if (c >= '0' && c <= '9')
            digit = c - '0';
        else if (c >= 'a' && c <= 'f')
            digit = c - 'a' + 10;
        else if (c >= 'A' && c <= 'F')
            digit = c - 'A' + 10;
        if (digit >= base || __builtin_mul_overflow(value, qsizetype(base), &value) ||
            __builtin_add_overflow(value, qsizetype(digit), &value))
            return {};
    }
    return value;
}

} // namespace helio
