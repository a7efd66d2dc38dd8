// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <limits>
#include <vector>

namespace helio {

/// Where a text that grows is broken into lines of a width, so that a view needs to know no more of it than the lines
/// that are seen. It holds places, not text: the text, UTF-8, is given to each call. What is appended costs its own
/// bytes, and changes no line but the last. A value.
///
/// Lines break at line feeds, behind spaces, and beside wide characters (as Japanese is broken), else anywhere. Spaces
/// at the end of a line may stand out. A width is a number of columns: most characters take one, wide ones two,
/// combining ones none, a tab goes on to a multiple of TabColumns.
class TextLines
{
public:
    static constexpr int TabColumns = 4;
    static constexpr int MinimumColumns = 8;
    /// What is behind so many lines is not laid out.
    static constexpr size_t MaximumLines = 1'000'000;

    explicit TextLines(int columns = 80);

    /// `text` is what it was, with more behind it. A character that is cut at its end waits. Reads up to about `most`
    /// bytes, and answers whether there are more.
    bool grow(QByteArrayView text, qsizetype most = std::numeric_limits<qsizetype>::max());
    int columns() const { return columns_; }

    /// Breaks the lines from `index` on for another width, as many as it takes to show `lines` of them, and leaves all
    /// others as they are: what is seen until the whole text is broken for that width. Answers how many bytes that
    /// were.
    qsizetype breakInSight(QByteArrayView text, qsizetype index, qsizetype lines, int columns);

    /// 0 for an empty text; behind a line feed at the end there is no line.
    qsizetype count() const;
    /// One of count(), without its line end.
    QByteArrayView line(QByteArrayView text, qsizetype index) const;
    /// Whether the text goes on in the next line without a line feed.
    bool isWrapped(QByteArrayView text, qsizetype index) const;
    /// The line in which a byte of the text stands, and the first byte of a line; both of a text that has lines.
    qsizetype lineOf(qsizetype byte) const;
    qsizetype begin(qsizetype index) const { return starts_[size_t(index)]; }
    /// How many bytes were read.
    qsizetype size() const { return at_; }
    /// The text has more than MaximumLines.
    bool isFull() const { return fullAt_ >= 0; }

private:
    void startLine(qsizetype at);
    qsizetype end() const { return isFull() ? fullAt_ : at_; }

    int columns_;
    std::vector<qsizetype> starts_;
    qsizetype at_ = 0;
    qsizetype fullAt_ = -1; ///< where the last line ends that there is room for
    int column_ = 0;
    qsizetype breakAt_ = 0; ///< the line may end there; its beginning: it may not
    int breakColumn_ = 0;
};

} // namespace helio
