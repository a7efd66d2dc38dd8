// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/judged.h"

#include <array>

namespace helio {

/// The distances between the latest events, for their median. A value, of fixed size.
class RecentDistances
{
public:
    void onEvent(Moment now);
    /// Nothing before the second event.
    std::optional<Moment> median() const;

private:
    std::array<Moment, 256> distances_{}; ///< a ring
    quint64 count_ = 0;                   ///< of all distances
    std::optional<Moment> last_;
};

} // namespace helio
