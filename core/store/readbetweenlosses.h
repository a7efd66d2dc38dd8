// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/misses.h"

#include <algorithm>

namespace helio {

/// Reads for `request` from something that holds all up to `end`, by `readUpTo(until, request, result)`; it stops at
/// each loss that is the reader's, so that it is told at its place. `result.atEnd` says that `end` was reached.
template <typename ReadUpTo>
void readBetweenLosses(const Misses &misses, ReadRequest request, Position end, qsizetype &budget,
                       const ReadUpTo &readUpTo, ReadResult &result)
{
    const auto lossAhead = [&] {
        const Misses::NextLoss loss = misses.nextLoss(request, budget);
        return loss.position && *loss.position <= end ? loss : Misses::NextLoss();
    };
    Misses::NextLoss loss = lossAhead();
    readUpTo(loss.position.value_or(end), request, result);
    // What stands before a loss is given alone.
    while (loss.isReaders && result.atEnd && result.events.isEmpty()) {
        result.gap = true;
        request.after = *loss.position;
        loss = lossAhead();
        readUpTo(loss.position.value_or(end), request, result);
    }
    if (result.atEnd && !loss.isReaders)
        result.next = loss.position.value_or(end);
    if (loss.position)
        result.atEnd = false;
}

} // namespace helio
