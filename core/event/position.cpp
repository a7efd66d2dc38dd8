// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/position.h"

#include <QByteArrayView>

namespace helio {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// A canonical decimal number within 64 bits, or nothing.
std::optional<quint64> number(QByteArrayView digits)
{
    if (digits.isEmpty() || digits.size() > 20 || (digits.size() > 1 && digits.front() == '0'))
        return {};
    quint64 value = 0;
    for (const char c : digits) {
        if (!isDigit(c) || __builtin_mul_overflow(value, quint64(10), &value) ||
            __builtin_add_overflow(value, quint64(c - '0'), &value))
            return {};
    }
    return value;
}

} // namespace

QByteArray Position::toId() const
{
    QByteArray id;
    id.reserve(20);
    id.append(QByteArray::number(milliseconds)).append('-').append(QByteArray::number(sequence));
    return id;
}

std::optional<Position> Position::fromId(QByteArrayView id)
{
    const qsizetype hyphen = id.indexOf('-');
    if (hyphen < 0)
        return {};
    const auto milliseconds = number(id.first(hyphen));
    const auto sequence = number(id.sliced(hyphen + 1));
    if (!milliseconds || !sequence)
        return {};
    return Position{*milliseconds, *sequence};
}

bool Position::hasForm(QByteArrayView id)
{
    const qsizetype hyphen = id.indexOf('-');
    if (hyphen < 1 || hyphen == id.size() - 1)
        return false;
    for (qsizetype i = 0; i < id.size(); ++i) {
        if (i != hyphen && !isDigit(id[i]))
            return false;
    }
    return true;
}

} // namespace helio
