// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace helio {

/// What an event stream looked like on the wire: its comments, and the exact bytes of each event, in the order of the
/// stream. For who asks; it is fed the same pieces as an EventStreamParser beside it. A value.
class StreamTranscript
{
public:
    struct Part
    {
        enum class Kind {
            Comment, ///< `bytes`: everything between the colon and the line's end
            Event,   ///< `bytes`: from the first field's line to the blank line, with all line ends as they came
        };
        Kind kind = Kind::Comment;
        QByteArray bytes;
    };

    /// Of an event the first `maximumBytes` are kept.
    explicit StreamTranscript(qsizetype maximumBytes);

    /// Takes the next bytes of the stream, and answers what they completed: each comment as soon as its line ends, and
    /// an event exactly where the parser gives one out. Of an event that ends in CR LF cut between two pieces, the LF
    /// is missing.
    QList<Part> feed(QByteArrayView bytes);

private:
    void takeLine(QByteArrayView line, QByteArrayView lineEnd, QList<Part> &parts);
    void keep(QByteArrayView bytes);

    qsizetype maximumBytes_;
    QByteArray line_;  ///< the beginning of a line whose end has not come yet
    QByteArray block_; ///< the lines since the last blank one, from the first field on
    bool hasData_ = false;
    bool atStreamStart_ = true;
    bool afterCarriageReturn_ = false; ///< a LF now belongs to the CR before it
};

} // namespace helio
