// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/placesahead.h"

#include <utility>

namespace helio {

/// Whoever is answered may ask again.
void PlacesAhead::answer(size_t index, bool isBrought)
{
    const Done done = std::move(waiting_[index].done);
    waiting_.erase(waiting_.begin() + qsizetype(index));
    done(isBrought);
}

void PlacesAhead::noteBrought(Position head)
{
    for (size_t i = 0; i < waiting_.size();) {
        if (waiting_[i].position > head)
            ++i;
        else
            answer(i, true);
    }
}

void PlacesAhead::noteLook(Position last)
{
    constexpr int Looks = 2;
    for (size_t i = 0; i < waiting_.size();) {
        if (++waiting_[i].looks < Looks || waiting_[i].position <= last)
            ++i;
        else
            answer(i, false);
    }
}

void PlacesAhead::giveUp()
{
    for (const Waiting &one : std::exchange(waiting_, {}))
        one.done({});
}

} // namespace helio
