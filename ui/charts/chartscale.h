// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace helio {

/// Where the axis of values begins and ends, and where its marks stand. It changes only when what is shown would not
/// fit or would become small, so that an axis does not jump with every figure. A value.
class ChartScale
{
public:
    struct Rules
    {
        double minimumTop = 1; ///< it never ends below this; of a scale from zero
        double fixedTop = 0;   ///< > 0: it always ends there
        bool fromZero = true;  ///< else it begins where the values do
        bool isBytes = false;  ///< marks at powers of two
        bool isWhole = false;  ///< no marks between whole numbers
    };

    explicit ChartScale(const Rules &rules);

    /// Takes the least and the greatest value to be shown.
    void fit(double least, double greatest);
    void setFixedTop(double top);

    double bottom() const { return bottom_; }
    double top() const { return top_; }
    double step() const { return step_; }
    /// 0 at the bottom, 1 at the top.
    double place(double value) const { return (value - bottom_) / (top_ - bottom_); }

private:
    void choose(double least, double greatest);

    Rules rules_;
    double bottom_ = 0;
    double top_ = 1;
    double step_ = 1;
};

/// A number as people read it, in the language of the window: with the decimals that `step` needs, or where that
/// is 0, with up to seven digits; large ones as 1.2M.
QString plainNumber(double value, double step);

} // namespace helio
