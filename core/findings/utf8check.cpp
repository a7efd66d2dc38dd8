// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/utf8check.h"

#include <QUtf8StringView>

namespace helio {

namespace {

/// How many bytes at the end may be the beginning of a character whose rest has not come.
qsizetype openTail(QByteArrayView bytes)
{
    for (qsizetype back = 1; back <= std::min<qsizetype>(3, bytes.size()); ++back) {
        const uchar c = uchar(bytes[bytes.size() - back]);
        if (c < 0x80)
            return 0;
        if (c >= 0xC0)
            return back;
    }
    return 0;
}

} // namespace

void Utf8Check::feed(QByteArrayView bytes)
{
    if (needed_ == 0) {
        // Qt's check goes many bytes a step, and nearly all that comes is well.
        const qsizetype whole = bytes.size() - openTail(bytes);
        if (QUtf8StringView(bytes.data(), whole).isValidUtf8()) {
            at_ += quint64(whole);
            bytes = bytes.sliced(whole);
        }
    }
    step(bytes);
}

void Utf8Check::step(QByteArrayView bytes)
{
    for (qsizetype i = 0; i < bytes.size(); ++i, ++at_) {
        const uchar c = uchar(bytes[i]);
        if (needed_ > 0) {
            const bool goesOn = c >= low_ && c <= high_;
            low_ = 0x80;
            high_ = 0xBF;
            if (goesOn) {
                --needed_;
                continue;
            }
            needed_ = 0;
            fail(begin_);
        }
        if (c < 0x80)
            continue;
        begin_ = at_;
        if (c >= 0xC2 && c <= 0xDF) {
            needed_ = 1;
        } else if (c >= 0xE0 && c <= 0xEF) {
            needed_ = 2;
            if (c == 0xE0)
                low_ = 0xA0;
            else if (c == 0xED)
                high_ = 0x9F;
        } else if (c >= 0xF0 && c <= 0xF4) {
            needed_ = 3;
            if (c == 0xF0)
                low_ = 0x90;
            else if (c == 0xF4)
                high_ = 0x8F;
        } else {
            fail(at_);
        }
    }
}

void Utf8Check::fail(quint64 offset)
{
    ++count_;
    if (!first_)
        first_ = offset;
}

} // namespace helio
