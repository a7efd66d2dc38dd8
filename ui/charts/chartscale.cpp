// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartscale.h"

#include "ui/look/format.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace helio {

namespace {

/// What is shown takes at least this share of a scale, or another one is chosen.
constexpr double LeastShare = 0.25;
/// Between marks: about that many parts.
constexpr double Parts = 3;

/// The least of 1, 2, 5 times a power of ten that is not below `wanted`; of bytes, the least power of two.
double niceStep(double wanted, bool isBytes)
{
    if (isBytes)
        return std::pow(2.0, std::ceil(std::log2(wanted)));
    const double power = std::pow(10.0, std::floor(std::log10(wanted)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= wanted * 0.999)
            return factor * power;
    }
    return 10 * power;
}

} // namespace

ChartScale::ChartScale(const Rules &rules)
    : rules_(rules)
{
    choose(0, 0);
}

void ChartScale::setFixedTop(double top)
{
    if (rules_.fixedTop == top)
        return;
    rules_.fixedTop = top;
    choose(bottom_, top_);
}

void ChartScale::fit(double least, double greatest)
{
    if (rules_.fixedTop > 0)
        return;
    const bool fits = least >= bottom_ && greatest <= top_;
    const double used = rules_.fromZero ? std::max(greatest, rules_.minimumTop) - std::min(least, 0.0) //
                                        : greatest - least;
    const bool isFilled = used >= LeastShare * (top_ - bottom_);
    // Of one value alone no scale is small enough: what fits well once goes on fitting.
    const bool isFlat = !rules_.fromZero && greatest - least < 1e-9 * std::max(1.0, std::abs(greatest));
    const bool isNear = isFlat && top_ - bottom_ <= std::max(2.0, std::abs(greatest));
    if (!fits || !(isFilled || isNear))
        choose(least, greatest);
}

void ChartScale::choose(double least, double greatest)
{
    if (rules_.fixedTop > 0) {
        bottom_ = 0;
        top_ = rules_.fixedTop;
        step_ = top_ / 4;
        return;
    }
    if (rules_.fromZero) {
        greatest = std::max(greatest, rules_.minimumTop);
        least = std::min(least, 0.0);
    } else if (greatest - least < 1e-9 * std::max(1.0, std::abs(greatest))) {
        // A flat line lies in the middle.
        const double room = greatest == 0 ? 1 : std::abs(greatest) * 0.1;
        least -= room;
        greatest += room;
    }
    step_ = niceStep((greatest - least) / Parts, rules_.isBytes);
    if (rules_.isWhole)
        step_ = std::max(1.0, step_);
    // A little room above, so that the line does not run along the edge.
    top_ = step_ * std::ceil((greatest + (greatest - least) * 0.02) / step_);
    bottom_ = step_ * std::floor((least - (greatest - least) * 0.02) / step_);
    // Where nothing is negative the scale is not, either.
    if (least >= 0)
        bottom_ = std::max(0.0, bottom_);
}

QString plainNumber(double value, double step)
{
    const QLocale locale;
    const double size = std::abs(value);
    const QString sign = value < 0 ? QStringLiteral("−") : QString();
    if (step > 0) {
        for (const auto &[unit, letter] : {std::pair(1e9, u'G'), std::pair(1e6, u'M'), std::pair(1e3, u'k')}) {
            if (step >= unit && size > 0)
                return sign + locale.toString(size / unit, 'f', 0) + letter;
        }
        const int decimals = std::clamp(int(std::ceil(-std::log10(step) - 1e-9)), 0, 9);
        return sign + locale.toString(size, 'f', decimals);
    }
    if (size >= 1e9)
        return sign + format::shortNumber(size);
    const int before = size < 1 ? 1 : int(std::floor(std::log10(size))) + 1;
    QString text = locale.toString(size, 'f', std::clamp(7 - before, 0, 6));
    if (text.contains(locale.decimalPoint())) {
        while (text.endsWith(locale.zeroDigit()))
            text.chop(1);
        if (text.endsWith(locale.decimalPoint()))
            text.chop(locale.decimalPoint().size());
    }
    return sign + text;
}

} // namespace helio
