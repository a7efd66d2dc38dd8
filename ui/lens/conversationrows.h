// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lens/lens.h"
#include "ui/lens/laidpart.h"

#include <deque>
#include <vector>

namespace helio {

/// What stands in a row of a conversation.
enum class ConversationRow {
    Head,        ///< of a message: who says it, and what became of it
    Label,       ///< of a part: which tool is called, that it is reasoning
    Text,        ///< a line of a part
    ResultLabel, ///< before what a tool answered, where there is any
    Result,      ///< a line of that
    Figures      ///< times and numbers of a message; that it is cut
};

/// A place of a conversation that stays the same while rows come and go, and lines are broken anew.
struct ConversationAnchor
{
    quint64 message = 0;
    ConversationRow row = ConversationRow::Head;
    size_t part = 0;
    qsizetype byte = 0;
};

/// The messages of a conversation as rows, as views know them: where each message, part and line stands. A value.
class ConversationRows
{
public:
    struct Block
    {
        quint64 message = 0; ///< LensMessage::number
        std::vector<LaidPart> parts;
        int figureRows = 1;

        int rows() const;
    };
    struct Place
    {
        size_t block = 0;
        ConversationRow row = ConversationRow::Head;
        size_t part = 0;
        qsizetype line = 0;
    };

    /// Rows that are looked at.
    struct Sight
    {
        int first = 0;
        int count = 0;
    };

    /// In the order of their numbers. Whoever changes how many rows there are says so by recount().
    std::deque<Block> &blocks() { return blocks_; }
    const std::deque<Block> &blocks() const { return blocks_; }
    void recount() { firstRows_.clear(); }

    int count() const { return firstRowOf(blocks_.size()); }
    /// Of one behind the last, the number of rows.
    int firstRowOf(size_t block) const;
    int firstRowOf(size_t block, size_t part) const;
    /// Nothing where there is no such message, no such row.
    std::optional<size_t> blockOf(quint64 message) const;
    std::optional<Place> placeOf(int row) const;
    std::optional<ConversationAnchor> anchorOf(int row) const;
    /// The row that is nearest to it; -1 while there is none.
    int rowOf(const ConversationAnchor &anchor) const;

    /// Null for the rows of the message itself, and where the part is gone: rows that go are asked for still.
    static const LensPart *partAt(const Place &place, const LensMessage &message);
    /// What a line says; empty where there is none. Good as long as the message stays as it is.
    QByteArrayView bytesAt(const Place &place, const LensMessage &message) const;
    /// It goes on in the next row, without a line feed.
    bool isWrapped(const Place &place, const LensMessage &message) const;

    /// In another width from now on; lines stay what they are until showAnew(), but for those in sight.
    void breakAnew(int columns);
    void breakInSight(const Lens &lens, const Sight &sight, LayingBudget &budget);
    void showAnew();

private:
    std::deque<Block> blocks_;
    mutable std::vector<int> firstRows_; ///< of the blocks, and of one behind them; empty: to be counted anew
};

} // namespace helio
