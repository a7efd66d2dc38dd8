// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <optional>

namespace helio {

/// Counts what is not UTF-8 in bytes that come in chunks of any size. What the end cuts off within a character is not
/// counted. A value.
class Utf8Check
{
public:
    void feed(QByteArrayView bytes);

    /// Each longest part that begins no character counts as one.
    quint64 invalidCount() const { return count_; }
    /// The offset of the first; nothing while all is well.
    std::optional<quint64> firstInvalid() const { return first_; }

private:
    void step(QByteArrayView bytes);
    void fail(quint64 offset);

    quint64 at_ = 0;    ///< offset of what is fed next
    quint64 begin_ = 0; ///< offset of the character that is being read
    int needed_ = 0;    ///< bytes that it still needs; 0: none is being read
    uchar low_ = 0x80;  ///< bounds of its next byte
    uchar high_ = 0xBF;
    quint64 count_ = 0;
    std::optional<quint64> first_;
};

} // namespace helio
