// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/utf8.h"

#include <QUtf8StringView>

#include <cstring>

namespace helio {

namespace {

constexpr QByteArrayView ByteOrderMark("\xEF\xBB\xBF");

struct Step
{
    qsizetype length = 1; ///< bytes taken
    bool valid = false;
};

/// Looks at the sequence that begins with a byte of 0x80 or more. An invalid one takes the longest prefix that could
/// have been the beginning of a valid one, at least one byte ("maximal subpart").
Step sequenceAt(QByteArrayView bytes, qsizetype at)
{
    const uchar lead = uchar(bytes[at]);
    qsizetype needed = 0;
    uchar low = 0x80;
    uchar high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
        needed = 1;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        needed = 2;
        if (lead == 0xE0)
            low = 0xA0;
        else if (lead == 0xED)
            high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        needed = 3;
        if (lead == 0xF0)
            low = 0x90;
        else if (lead == 0xF4)
            high = 0x8F;
    } else {
        return {};
    }
    for (qsizetype i = 1; i <= needed; ++i) {
        if (at + i >= bytes.size())
            return {i, false};
        const uchar next = uchar(bytes[at + i]);
        if (next < low || next > high)
            return {i, false};
        low = 0x80;
        high = 0xBF;
    }
    return {needed + 1, true};
}

void appendValid(QString &text, QByteArrayView valid)
{
    // fromUtf8() drops a BOM at the beginning of what it is given; here it is a character like any other, and several
    // may follow each other.
    while (valid.startsWith(ByteOrderMark)) {
        text += QChar(QChar::ByteOrderMark);
        valid = valid.sliced(ByteOrderMark.size());
    }
    text += QString::fromUtf8(valid);
}

} // namespace

QString decodeUtf8(QByteArrayView bytes)
{
    QString text;
    qsizetype begin = 0;
    for (qsizetype at = 0; at < bytes.size();) {
        if (uchar(bytes[at]) < 0x80) {
            ++at;
            continue;
        }
        const Step step = sequenceAt(bytes, at);
        if (!step.valid) {
            appendValid(text, bytes.sliced(begin, at - begin));
            text += QChar(QChar::ReplacementCharacter);
            begin = at + step.length;
        }
        at += step.length;
    }
    appendValid(text, bytes.sliced(begin));
    return text;
}

std::optional<qsizetype> firstInvalidUtf8(QByteArrayView bytes)
{
    if (QUtf8StringView(bytes.data(), bytes.size()).isValidUtf8())
        return {};
    for (qsizetype at = 0; at < bytes.size();) {
        const Step step = uchar(bytes[at]) < 0x80 ? Step{1, true} : sequenceAt(bytes, at);
        if (!step.valid)
            return at;
        at += step.length;
    }
    return {};
}

QByteArrayView withoutByteOrderMark(QByteArrayView bytes)
{
    return bytes.startsWith(ByteOrderMark) ? bytes.sliced(ByteOrderMark.size()) : bytes;
}

} // namespace helio
