// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/figures.h"
#include "findings/finding.h"
#include "findings/heard.h"

/// Comparisons of two connections (StreamJudge::heard()). Each answers what it proves, and nothing where it proves
/// nothing. `through`: the head of the answer that is judged, for who stands there.
namespace helio {

/// *Two ears*: a second GET, without Last-Event-ID, heard at least 5 of the same events, unique on each, with a median
/// difference above 250 ms. Only what both heard from 1 s after both were open counts; nothing is judged where the
/// stream begins anew for each connection. Whoever hears later is behind a buffer.
QList<Finding> compareEars(const Heard &first, const Heard &second, const JudgedHead &through);

/// *Two codings*: head or first bytes came at least 1 s later, or did not come by `now`, when a coding was asked for
/// and given. While `plain` is open, its events say when the coded ones were due; else both must begin by themselves.
/// To be asked where a second request without a coding was answered: some servers answer but one at a time.
QList<Finding> compareCodings(const Heard &plain, const Heard &coded, const JudgedHead &through, Moment now);

/// What `--against` measured.
struct RouteDifference
{
    quint64 paired = 0;   ///< events heard on both ways, by id, else by content
    quint64 together = 0; ///< of them, came within 1 ms of the one before on the way through, and not on the direct one
    std::optional<StreamFigures::Time> median; ///< how much later through the proxy
    std::optional<StreamFigures::Time> longest;
    QList<Finding> findings;
};

/// *Two routes*: `direct` is the application itself, `through` the way through the proxy.
RouteDifference compareRoutes(const Heard &direct, const Heard &through, const JudgedHead &throughHead);

/// `resumed` was asked for with an id that `before` had, best that of its third-last event (StreamJudge::resumeId()):
/// it began with events at or before that, or left out the two behind it and went on later; or its ids begin anew.
QList<Finding> compareResumed(const Heard &before, const Heard &resumed);

/// `ends-at-once`, `idle-cut`, `age-limit` of two connections of one stream, one after the other.
QList<Finding> compareEnds(const Heard &first, const Heard &second);

} // namespace helio
