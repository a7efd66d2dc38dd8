// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/finding.h"
#include "findings/utf8check.h"

#include <QByteArray>

#include <array>
#include <optional>

namespace helio {

/// Judges an event stream by its lines and bytes, which its events do not show: names that no reader knows, ids with a
/// NUL, reconnection times, bytes that are not UTF-8. Keeps no more of a line than its beginning. A value.
class LineJudge
{
public:
    /// The next connection begins: its lines begin anew, the counts go on.
    void onRequest();
    void feed(QByteArrayView bytes);

    void addFindings(QList<Finding> &findings) const;

    /// Within a line, at the end of what was fed.
    bool isWithinLine() const { return isWithinLine_; }
    /// Of this connection.
    quint64 dataLines() const { return dataLines_; }
    quint64 blankLines() const { return blankLines_; }
    quint64 comments() const { return comments_; } ///< over all connections
    /// Bytes since the last blank line of this connection.
    quint64 blockBytes() const { return bytes_ - blockBegin_; }
    quint64 bytes() const { return bytes_; } ///< of this connection

private:
    static constexpr qsizetype KeptBytes = 256; ///< of a line that comes in several chunks

    /// What is odd about lines.
    enum Oddity { Name, Json, Double, Mark, Lost, Unknown, OddityCount };
    struct Odd
    {
        quint64 count = 0;
        QByteArray line; ///< the first
        quint64 offset = 0;
    };

    void readLine(QByteArrayView line, bool hasNul);
    void readValue(QByteArrayView name, QByteArrayView value, QByteArrayView line, bool hasNul);
    void readUnknown(QByteArrayView name, QByteArrayView line);
    void endBlock();
    void note(Odd &odd, QByteArrayView line) const;
    Odd unknownLines() const;

    // of this connection
    QByteArray begin_;         ///< of the line that is being read
    bool beginHasNul_ = false; ///< in what came of it
    quint64 lineBegin_ = 0;    ///< its offset
    quint64 bytes_ = 0;
    quint64 blockBegin_ = 0;
    quint64 dataLines_ = 0;
    quint64 blankLines_ = 0;
    Odd blockUnknown_;           ///< lines with names that the standard does not know, since the last blank line
    bool blockHasValue_ = false; ///< one of these says something
    bool blockHasData_ = false;
    bool atStart_ = true;
    bool isWithinLine_ = false;
    bool afterCarriageReturn_ = false;
    Utf8Check utf8_;
    // of all
    std::array<Odd, OddityCount> odd_;
    quint64 comments_ = 0;
    quint64 idsWithNul_ = 0;
    quint64 firstIdWithNul_ = 0; ///< its offset
    quint64 invalidBefore_ = 0;  ///< of connections before
    std::optional<quint64> firstInvalidBefore_;
    std::optional<QByteArray> harmfulRetry_;
    bool isHarmfulShort_ = false;
};

} // namespace helio
