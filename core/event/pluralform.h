// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <limits>
#include <utility>

namespace helio {

/// tr()'s n for a sentence in which the number stands by itself, as it may be larger than an int: its form is up to 1
/// alone.
constexpr int pluralForm(quint64 number)
{
    return number == 1 ? 1 : 2;
}

/// tr()'s n for a sentence that writes it: as much of the number as an int holds, and 0 for less.
template <typename Number>
constexpr int pluralCount(Number number)
{
    constexpr int most = std::numeric_limits<int>::max();
    return std::cmp_less(number, 0) ? 0 : std::cmp_greater(number, most) ? most : int(number);
}

} // namespace helio
