// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/position.h"

#include <functional>
#include <optional>
#include <vector>

namespace helio {

/// Who asks for a place that the log has not brought yet, because another hub may have told it already. Each is
/// answered once: an event stands there, none does, or that is not known.
class PlacesAhead
{
public:
    using Done = std::function<void(std::optional<bool> isThere)>;

    void add(Position position, Done done) { waiting_.push_back({position, std::move(done)}); }
    /// All up to `head` was brought.
    void noteBrought(Position head);
    /// The log was seen to end with `last`. Who is still ahead of that at the second look asks for nothing.
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
    void answer(size_t index, bool isThere);

    std::vector<Waiting> waiting_;
};

} // namespace helio
