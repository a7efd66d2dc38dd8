// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/position.h"

#include <functional>
#include <optional>
#include <vector>

namespace helio {

/// Who asks for a place that the log has not brought yet, because another hub may have told it already. Each is
/// answered once: all up to there was brought, the log has no such place, or that is not known.
class PlacesAhead
{
public:
    using Done = std::function<void(std::optional<bool> isBrought)>;

    void add(Position position, Done done) { waiting_.push_back({position, std::move(done)}); }
    /// All up to `head` was brought.
    void noteBrought(Position head);
    /// The log was seen to end with `last`. Where that is still before a place at the second look, there is no
    /// such place.
    void noteLook(Position last);
    /// The log cannot be asked any more.
    void giveUp();

private:
    struct Waiting
    {
        Position position;
        Done done;
        int looks = 0; ///< at the log since
    };
    void answer(size_t index, bool isBrought);

    std::vector<Waiting> waiting_;
};

} // namespace helio
