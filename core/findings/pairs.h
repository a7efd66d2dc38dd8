// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/heard.h"

namespace helio {

/// One event that two ears heard.
struct HeardPair
{
    HeardEvent first;
    HeardEvent second;

    Moment difference() const { return second.time - first.time; }
};

/// Events that both heard at or behind `begin`, at times that are their own, unique on each, in the first one's order:
/// of the same id and content, or, `byId`, of the same id where both have one.
QList<HeardPair> pairsOf(const Heard &first, const Heard &second, Moment begin, bool byId);
/// The middle difference; made for what is not empty.
Moment medianDifference(const QList<HeardPair> &pairs);
/// The second connection began with the very events that the first one began with: each has a stream of its own, or
/// history, and times of the same event mean nothing.
bool beginsAnew(const Heard &first, const Heard &second);

} // namespace helio
