// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/slices.h"

#include <functional>

namespace helio {

/// So much is examined in one turn: channels, events, and comparisons with a pattern.
inline constexpr qsizetype ExaminedAtOnce = 8'192;

/// A search in steps: the first at once, what is left from the event loop on. `advance(budget)` does a step, and says
/// that it is over; then comes `done`. `noteExamined` is told what each step took.
inline void searchInSlices(Slices &slices, std::function<bool(qsizetype &budget)> advance, std::function<void()> done,
                           std::function<void(qsizetype examined)> noteExamined = {})
{
    const auto step = [advance = std::move(advance), done = std::move(done), noteExamined = std::move(noteExamined)] {
        qsizetype budget = ExaminedAtOnce;
        const bool isOver = advance(budget);
        if (noteExamined)
            noteExamined(ExaminedAtOnce - budget);
        if (isOver)
            done();
        return !isOver;
    };
    if (step())
        slices.add(step);
}

} // namespace helio
