// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonprinter.h"

#include <QString>

namespace helio {

/// An event's data as text to read, in chunks, so that no view has to lay out megabytes at once: JSON with line breaks
/// and indents, all else as it is. Control characters come by their digits, ‹1B›, invalid UTF-8 as U+FFFD.
class ShownText
{
public:
    /// Longer lines are broken: no text view lays out a line of a megabyte in useful time. In UTF-16 units.
    static constexpr qsizetype MaximumLine = 4096;

    /// `isJson`: JsonValue::read() takes it.
    ShownText(const QByteArray &data, bool isJson);

    /// The next chunk, made of about `bytes` bytes; empty at the end.
    QString take(qsizetype bytes);
    bool atEnd() const { return rawAtEnd() && pending_.isEmpty(); }
    /// A line of what was taken so far was too long.
    bool hasBrokenLines() const { return hasBrokenLines_; }

private:
    bool rawAtEnd() const { return isJson_ ? printer_.atEnd() : at_ >= data_.size(); }

    QByteArray data_;
    bool isJson_;
    JsonPrinter printer_;
    qsizetype at_ = 0;
    QByteArray pending_; ///< the beginning of a character
    qsizetype column_ = 0;
    bool hasBrokenLines_ = false;
};

} // namespace helio
