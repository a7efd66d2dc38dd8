// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lens/textlines.h"

#include <optional>

namespace helio {

/// How many bytes may still be broken into lines before others get their turn.
struct LayingBudget
{
    qsizetype left = 0;
    qsizetype spent = 0;

    void spend(qsizetype bytes)
    {
        left -= bytes;
        spent += bytes;
    }
};

/// A text that grows, broken into lines as far as there was time for it. In another width it is broken anew beside the
/// lines that are shown, and these stay until that is done. As TextLines it holds places, not the text. A value.
class LaidText
{
public:
    const TextLines &lines() const { return lines_; }

    /// Another text, or the same in another form: there is no line of it yet.
    void restart(int columns);
    /// From now on it is broken for another width by work(); lines() stay what they are until show().
    void breakAnew(int columns);
    bool isBreaking() const { return anew_.has_value(); }
    /// The lines from `index` on are broken so at once, as many as it takes to show `count` of them.
    void breakInSight(QByteArrayView text, qsizetype index, qsizetype count, LayingBudget &budget);

    /// More of the text is broken, for the new width if there is one. Answers whether that is all of it.
    bool work(QByteArrayView text, LayingBudget &budget);
    /// More of it is shown, whatever the width.
    bool grow(QByteArrayView text, LayingBudget &budget) { return grow(lines_, text, budget); }
    /// What was broken for the new width is what lines() are.
    void show();

private:
    static bool grow(TextLines &lines, QByteArrayView text, LayingBudget &budget);

    TextLines lines_;
    std::optional<TextLines> anew_;
};

} // namespace helio
