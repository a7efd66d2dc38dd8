// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/conversationrows.h"

#include <algorithm>

namespace helio {

using Row = ConversationRow;

int ConversationRows::Block::rows() const
{
    int rows = 1 + figureRows; // with the head
    for (const LaidPart &part : parts)
        rows += part.rows();
    return rows;
}

int ConversationRows::firstRowOf(size_t block) const
{
    if (firstRows_.size() != blocks_.size() + 1) {
        firstRows_.assign(1, 0);
        for (const Block &each : blocks_)
            firstRows_.push_back(firstRows_.back() + each.rows());
    }
    return firstRows_[block];
}

int ConversationRows::firstRowOf(size_t block, size_t part) const
{
    int row = firstRowOf(block) + 1;
    for (size_t i = 0; i < part; ++i)
        row += blocks_[block].parts[i].rows();
    return row;
}

std::optional<size_t> ConversationRows::blockOf(quint64 message) const
{
    const auto found = std::lower_bound(blocks_.begin(), blocks_.end(), message,
                                        [](const Block &block, quint64 number) { return block.message < number; });
    if (found == blocks_.end() || found->message != message)
        return {};
    return size_t(found - blocks_.begin());
}

std::optional<ConversationRows::Place> ConversationRows::placeOf(int row) const
{
    if (row < 0 || row >= count())
        return {};
    const auto behind = std::upper_bound(firstRows_.begin(), firstRows_.end(), row);
    Place place{.block = size_t(behind - firstRows_.begin()) - 1};
    const Block &block = blocks_[place.block];
    qsizetype left = row - firstRows_[place.block];
    if (left-- == 0)
        return place;
    for (place.part = 0; place.part < block.parts.size(); ++place.part) {
        const LaidPart &part = block.parts[place.part];
        if (left >= part.rows()) {
            left -= part.rows();
            continue;
        }
        left -= part.labels();
        const qsizetype ofResult = left - part.textRows() - part.resultLabels();
        place.row = left < 0                 ? Row::Label
                    : left < part.textRows() ? Row::Text
                    : ofResult < 0           ? Row::ResultLabel
                                             : Row::Result;
        place.line = place.row == Row::Text ? left : std::max<qsizetype>(ofResult, 0);
        return place;
    }
    place.row = Row::Figures;
    place.line = left;
    return place;
}

std::optional<ConversationAnchor> ConversationRows::anchorOf(int row) const
{
    const auto place = placeOf(row);
    if (!place)
        return {};
    const Block &block = blocks_[place->block];
    ConversationAnchor anchor{block.message, place->row, place->part, 0};
    if (place->row == Row::Text)
        anchor.byte = block.parts[place->part].textLines().begin(place->line);
    else if (place->row == Row::Result)
        anchor.byte = block.parts[place->part].resultLines().begin(place->line);
    return anchor;
}

int ConversationRows::rowOf(const ConversationAnchor &anchor) const
{
    if (blocks_.empty())
        return -1;
    if (anchor.message < blocks_.front().message)
        return 0;
    const auto block = blockOf(anchor.message);
    if (!block)
        return count() - 1;
    const std::vector<LaidPart> &parts = blocks_[*block].parts;
    if (anchor.row == Row::Head)
        return firstRowOf(*block);
    if (anchor.row == Row::Figures || anchor.part >= parts.size())
        return firstRowOf(*block) + blocks_[*block].rows() - blocks_[*block].figureRows;
    const LaidPart &part = parts[anchor.part];
    const int first = firstRowOf(*block, anchor.part);
    const auto lineOf = [&anchor](const TextLines &lines, int rows) {
        return int(std::min<qsizetype>(lines.lineOf(anchor.byte), rows - 1));
    };
    if (anchor.row == Row::Label || part.textRows() == 0)
        return first;
    if (anchor.row == Row::Text)
        return first + part.labels() + lineOf(part.textLines(), part.textRows());
    const int result = first + part.labels() + part.textRows();
    if (anchor.row == Row::ResultLabel || part.resultRows() == 0)
        return result;
    return result + part.resultLabels() + lineOf(part.resultLines(), part.resultRows());
}

const LensPart *ConversationRows::partAt(const Place &place, const LensMessage &message)
{
    const bool isOfPart = place.row != Row::Head && place.row != Row::Figures;
    return isOfPart && qsizetype(place.part) < message.parts.size() ? &message.parts[qsizetype(place.part)] : nullptr;
}

QByteArrayView ConversationRows::bytesAt(const Place &place, const LensMessage &message) const
{
    const LensPart *from = partAt(place, message);
    if (!from)
        return {};
    const LaidPart &part = blocks_[place.block].parts[place.part];
    const TextLines &lines = place.row == Row::Result ? part.resultLines() : part.textLines();
    // While rows are about to go, what they showed may be gone.
    if (place.line >= lines.count())
        return {};
    return lines.line(place.row == Row::Result ? part.result(*from) : part.text(*from), place.line);
}

bool ConversationRows::isWrapped(const Place &place, const LensMessage &message) const
{
    const LensPart *from = partAt(place, message);
    if (!from || (place.row != Row::Text && place.row != Row::Result))
        return false;
    const LaidPart &part = blocks_[place.block].parts[place.part];
    return place.row == Row::Result ? part.resultLines().isWrapped(part.result(*from), place.line)
                                    : part.textLines().isWrapped(part.text(*from), place.line);
}

void ConversationRows::breakAnew(int columns)
{
    for (Block &block : blocks_) {
        for (LaidPart &part : block.parts)
            part.breakAnew(columns);
    }
}

void ConversationRows::breakInSight(const Lens &lens, const Sight &sight, LayingBudget &budget)
{
    const auto place = placeOf(std::max(sight.first, 0));
    if (!place)
        return;
    int row = firstRowOf(place->block);
    for (size_t i = place->block; i < blocks_.size() && row < sight.first + sight.count; ++i) {
        const LensMessage *message = lens.message(blocks_[i].message);
        ++row; // the head
        for (size_t part = 0; part < blocks_[i].parts.size(); ++part) {
            LaidPart &laid = blocks_[i].parts[part];
            const int rows = laid.rows();
            if (message && qsizetype(part) < message->parts.size())
                laid.breakInSight(message->parts[qsizetype(part)], sight.first - row, sight.count, budget);
            laid.show();
            row += rows;
        }
        row += blocks_[i].figureRows;
    }
    recount();
}

void ConversationRows::showAnew()
{
    for (Block &block : blocks_) {
        for (LaidPart &part : block.parts) {
            part.showAnew();
            part.show();
        }
    }
    recount();
}

} // namespace helio
