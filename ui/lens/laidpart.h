// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lens/lensmessage.h"
#include "ui/lens/laidtext.h"

namespace helio {

/// A part of a message as a conversation shows it: its label, the lines of its text, and those of what a tool answered.
/// It keeps no text but what it had to print: the part itself is given to each call. A value.
class LaidPart
{
public:
    /// Arguments and results of tools up to so many bytes are laid out as JSON; larger ones stand as they came.
    static constexpr qsizetype MaximumPrintedBytes = 64 * 1024;

    explicit LaidPart(LensPart::Kind kind)
        : kind_(kind)
        , isFolded_(kind == LensPart::Kind::Reasoning)
    {}

    LensPart::Kind kind() const { return kind_; }
    bool isFolded() const { return isFolded_; }
    void setFolded(bool folded) { isFolded_ = folded; }

    /// Follows what the part became, as far as the budget allows. `isRebuilt`: it does not begin as it did.
    void lay(const LensPart &from, const LensMessage &message, int columns, bool isRebuilt, LayingBudget &budget);
    /// Whether the part says what it did when it was laid out; one that says another thing of the same length is
    /// rebuilt.
    bool isLaid(const LensPart &from) const;
    /// In another width from now on; lines are what they were until show().
    void breakAnew(int columns);
    bool isBreaking() const { return text_.isBreaking() || result_.isBreaking(); }
    /// The rows from `row` on, of those of this part, at once.
    void breakInSight(const LensPart &from, int row, int count, LayingBudget &budget);
    /// More of what is to be done. Answers whether that is all.
    bool work(const LensPart &from, LayingBudget &budget);
    void showAnew();

    // What views know of it.
    int labels() const { return shown_.labels; }
    int textRows() const { return shown_.textRows; }
    int resultLabels() const { return shown_.resultLabels; }
    int resultRows() const { return shown_.resultRows; }
    int rows() const { return shown_.count(); }
    int rowsToBe() const { return rowsNow().count(); }
    /// From now on views know it as it is.
    void show() { shown_ = rowsNow(); }

    const TextLines &textLines() const { return text_.lines(); }
    const TextLines &resultLines() const { return result_.lines(); }
    /// What these are lines of.
    QByteArrayView text(const LensPart &from) const { return isPrinted_ ? printed_ : from.text; }
    QByteArrayView result(const LensPart &from) const { return isResultPrinted_ ? printedResult_ : from.toolResult; }

private:
    struct Rows
    {
        int labels = 0;
        int textRows = 0;
        int resultLabels = 0;
        int resultRows = 0;

        int count() const { return labels + textRows + resultLabels + resultRows; }
    };
    Rows rowsNow() const;
    void layResult(const LensPart &from, const LensMessage &message, int columns, bool isRebuilt, LayingBudget &budget);

    LensPart::Kind kind_;
    bool isFolded_;
    bool isHidden_ = false; ///< what a tool answered says the same
    bool isAnswer_ = false; ///< text that says what came back, with a label that says so
    LaidText text_;
    LaidText result_;
    // A large one is not copied, nor held: what is appended to it would cost all of it.
    bool isPrinted_ = false;
    bool isResultPrinted_ = false;
    QByteArray printed_;
    QByteArray printedResult_;
    // What of the message it was laid out for.
    bool isNew_ = true;
    qsizetype textBytes_ = 0;
    qsizetype resultBytes_ = 0;
    size_t resultHash_ = 0; ///< of one that is printed: another may be as long
    QByteArray toolName_;
    Rows shown_;
};

} // namespace helio
