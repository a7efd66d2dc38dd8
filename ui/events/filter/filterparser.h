// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/filter/eventfilter.h"

namespace helio {

/// A term and where it stands in the filter's text, its `-` included.
struct ParsedTerm
{
    FilterTerm term;
    qsizetype at = 0;
    qsizetype length = 0;
};

/// The terms of a filter's text, in its order; what they may be, EventFilter says.
std::optional<std::vector<ParsedTerm>> parseFilter(const QString &text, EventFilter::Mistake *mistake);

} // namespace helio
