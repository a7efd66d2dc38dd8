// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/laidtext.h"

#include <utility>

namespace helio {

void LaidText::restart(int columns)
{
    lines_ = TextLines(columns);
    anew_.reset();
}

void LaidText::breakAnew(int columns)
{
    // While it is broken anew, some of its lines are of that other width already.
    if (anew_ || lines_.columns() != columns)
        anew_.emplace(columns);
}

void LaidText::breakInSight(QByteArrayView text, qsizetype index, qsizetype count, LayingBudget &budget)
{
    if (anew_)
        budget.spend(lines_.breakInSight(text, index, count, anew_->columns()));
}

bool LaidText::work(QByteArrayView text, LayingBudget &budget)
{
    return grow(anew_ ? *anew_ : lines_, text, budget);
}

void LaidText::show()
{
    if (anew_)
        lines_ = *std::exchange(anew_, std::nullopt);
}

bool LaidText::grow(TextLines &lines, QByteArrayView text, LayingBudget &budget)
{
    if (lines.size() >= text.size())
        return true;
    if (budget.left <= 0)
        return false;
    const qsizetype before = lines.size();
    const bool hasMore = lines.grow(text, budget.left);
    budget.spend(lines.size() - before);
    return !hasMore;
}

} // namespace helio
