// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/textlines.h"

#include <QChar>

#include <algorithm>
#include <iterator>

namespace helio {

namespace {

struct Range
{
    char32_t first;
    char32_t last;
};

/// What takes two columns (East Asian Width, roughly).
constexpr Range Wide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},  {0xAC00, 0xD7A3},
                          {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},  {0xFFE0, 0xFFE6},
                          {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

bool isWide(char32_t c)
{
    if (c < Wide[0].first)
        return false;
    const auto *const found =
        std::find_if(std::begin(Wide), std::end(Wide), [c](const Range &range) { return c <= range.last; });
    return found != std::end(Wide) && c >= found->first;
}

bool isCombining(char32_t c)
{
    if (c < 0x300)
        return false;
    const auto category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing || category == QChar::Other_Format;
}

/// A character as it is laid out: its bytes, and what it is; any invalid byte is one of its own.
struct Character
{
    qsizetype bytes = 1;
    char32_t code = 0xFFFD;
    bool isCut = false; ///< by the end of the text
};

Character characterAt(QByteArrayView text, qsizetype at)
{
    const auto lead = uchar(text[at]);
    if (lead < 0x80)
        return {1, lead};
    const int more = lead >= 0xF0 && lead < 0xF5   ? 3
                     : lead >= 0xE0 && lead < 0xF0 ? 2
                     : lead >= 0xC2 && lead < 0xE0 ? 1
                                                   : 0;
    if (more == 0)
        return {};
    char32_t code = lead & (0x3F >> more);
    for (int i = 1; i <= more; ++i) {
        if (at + i >= text.size())
            return {.isCut = true};
        const auto next = uchar(text[at + i]);
        if ((next & 0xC0) != 0x80)
            return {};
        code = (code << 6) | (next & 0x3F);
    }
    return {more + 1, code};
}

} // namespace

TextLines::TextLines(int columns)
    : columns_(std::max(columns, MinimumColumns))
{}

void TextLines::startLine(qsizetype at)
{
    if (starts_.size() >= MaximumLines) {
        fullAt_ = at;
        return;
    }
    starts_.push_back(at);
    breakAt_ = at;
    breakColumn_ = 0;
}

bool TextLines::grow(QByteArrayView text, qsizetype most)
{
    const qsizetype end = most < text.size() - at_ ? at_ + most : text.size();
    while (at_ < end && !isFull()) {
        const Character character = characterAt(text, at_);
        if (character.isCut)
            return false;
        if (starts_.empty())
            startLine(0);
        const qsizetype next = at_ + character.bytes;
        if (character.code == U'\n') {
            column_ = 0;
            startLine(next);
            at_ = next;
            continue;
        }
        const bool isSpace = character.code == U' ' || character.code == U'\t';
        const bool wide = isWide(character.code);
        const int width = character.code == U'\t'       ? TabColumns - column_ % TabColumns
                          : wide                        ? 2
                          : isCombining(character.code) ? 0
                          : character.code == U'\r'     ? 0
                                                        : 1;
        if (wide) {
            breakAt_ = at_;
            breakColumn_ = column_;
        }
        if (!isSpace && width > 0 && column_ + width > columns_) {
            const bool breaksBefore = breakAt_ > starts_.back();
            const int taken = breaksBefore ? breakColumn_ : column_;
            startLine(breaksBefore ? breakAt_ : at_);
            column_ -= taken;
        }
        column_ += width;
        if (isSpace || wide) {
            breakAt_ = next;
            breakColumn_ = column_;
        }
        at_ = next;
    }
    if (isFull())
        at_ = text.size();
    return at_ < text.size();
}

qsizetype TextLines::breakInSight(QByteArrayView text, qsizetype index, qsizetype lines, int columns)
{
    const qsizetype all = count();
    // Wider lines hold more of those that there are.
    const qsizetype behind = std::min(all, index + lines * (1 + columns / columns_));
    if (index >= behind)
        return 0;
    const qsizetype from = begin(index);
    const qsizetype to = behind < all ? begin(behind) : end();
    TextLines seen(columns);
    seen.grow(text.sliced(from, to - from));
    std::vector<qsizetype> starts = std::move(seen.starts_);
    for (qsizetype &start : starts)
        start += from;
    const bool isToEnd = behind == all;
    if (!isToEnd && starts.back() == to)
        starts.pop_back();
    if (isToEnd) {
        column_ = seen.column_;
        breakAt_ = seen.breakAt_ + from;
        breakColumn_ = seen.breakColumn_;
    }
    const auto first = starts_.begin() + index;
    const auto last = isToEnd ? starts_.end() : starts_.begin() + behind;
    const qsizetype kept = std::min(qsizetype(starts.size()), qsizetype(last - first));
    const auto gap = std::copy(starts.begin(), starts.begin() + kept, first);
    if (gap != last)
        starts_.erase(gap, last);
    else
        starts_.insert(gap, starts.begin() + kept, starts.end());
    return to - from;
}

qsizetype TextLines::count() const
{
    const auto lines = qsizetype(starts_.size());
    return lines > 0 && starts_.back() == end() ? lines - 1 : lines;
}

QByteArrayView TextLines::line(QByteArrayView text, qsizetype index) const
{
    const qsizetype begin = starts_[size_t(index)];
    qsizetype end = index + 1 < qsizetype(starts_.size()) ? starts_[size_t(index) + 1] : this->end();
    if (end > begin && text[end - 1] == '\n')
        --end;
    if (end > begin && text[end - 1] == '\r')
        --end;
    return text.sliced(begin, end - begin);
}

bool TextLines::isWrapped(QByteArrayView text, qsizetype index) const
{
    return index + 1 < count() && text[begin(index + 1) - 1] != '\n';
}

qsizetype TextLines::lineOf(qsizetype byte) const
{
    const auto behind = std::upper_bound(starts_.begin(), starts_.end(), byte);
    return std::clamp<qsizetype>(behind - starts_.begin() - 1, 0, std::max<qsizetype>(count() - 1, 0));
}

} // namespace helio
