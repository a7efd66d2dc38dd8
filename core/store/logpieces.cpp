// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/logpieces.h"

#include <algorithm>

namespace helio {

void LogPieces::request(const Selection &selection, Position after, Position upTo, std::function<void(PiecePtr)> done)
{
    const auto known = std::find_if(pieces_.begin(), pieces_.end(), [&](const Known &one) {
        return one.after <= after && (!one.piece || after < one.piece->next) && one.selection == selection;
    });
    if (known != pieces_.end()) {
        if (known->piece)
            done(PiecePtr(known->piece));
        else
            known->waiters.push_back({after, upTo, std::move(done)});
        return;
    }
    pieces_.push_front({selection, after});
    const auto made = pieces_.begin();
    made->waiters.push_back({after, upTo, std::move(done)});
    fetch_({.selection = selection, .after = after, .upTo = upTo},
           [this, made](const PiecePtr &piece) { onFetched(made, piece); });
}

/// Who asked for a place behind it goes on, with all others of whom that is so.
void LogPieces::onFetched(KnownPieces::iterator known, const PiecePtr &piece)
{
    const std::vector<Waiter> waiters = std::exchange(known->waiters, {});
    const Selection selection = known->selection;
    if (piece->isFailed) {
        pieces_.erase(known);
    } else {
        known->piece = piece;
        forgetOldest();
    }
    for (const Waiter &waiter : waiters) {
        if (piece->isFailed || waiter.after < piece->next)
            waiter.done(piece);
        else
            request(selection, waiter.after, waiter.upTo, waiter.done);
    }
}

void LogPieces::forgetOldest()
{
    size_t read = 0;
    for (auto at = pieces_.begin(); at != pieces_.end();) {
        const bool isTooMany = at->piece && ++read > MaximumPieces;
        at = isTooMany ? pieces_.erase(at) : std::next(at);
    }
}

} // namespace helio
