// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QStringView>

#include <array>
#include <vector>

namespace helio {

/// Finds one text in UTF-8 bytes without decoding them; capital and small letters are the same, as Unicode folds single
/// characters. Bytes that are not valid UTF-8 match nothing and hinder nothing.
class TextFinder
{
public:
    /// An empty text is found in everything, at 0.
    explicit TextFinder(QStringView text = {});

    /// Where it first is, in bytes; -1 when it is not there.
    qsizetype indexIn(QByteArrayView bytes) const;
    bool isIn(QByteArrayView bytes) const { return indexIn(bytes) >= 0; }
    bool isEmpty() const { return needle_.empty() && folded_.empty(); }

private:
    qsizetype indexOfBytes(QByteArrayView bytes) const;
    qsizetype indexOfFolded(QByteArrayView bytes) const;

    // Letters other than ASCII's have forms of other lengths: only a text with such is compared as characters. All
    // others (Japanese too) are compared as bytes, and most bytes are not even read.
    std::vector<uchar> needle_;
    std::array<quint16, 256> skip_{}; ///< how far to go on from a byte at the needle's end (Horspool)
    std::vector<char32_t> folded_;
    std::array<bool, 256> canBegin_{};
};

} // namespace helio
