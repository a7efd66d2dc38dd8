// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/recentdistances.h"

#include <algorithm>
#include <utility>

namespace helio {

void RecentDistances::onEvent(Moment now)
{
    if (last_)
        distances_[size_t(count_++ % distances_.size())] = now - *last_;
    last_ = now;
}

std::optional<Moment> RecentDistances::median() const
{
    const size_t size = size_t(std::min<quint64>(count_, distances_.size()));
    if (size == 0)
        return {};
    auto sorted = distances_;
    const auto middle = sorted.begin() + std::ptrdiff_t(size / 2);
    std::nth_element(sorted.begin(), middle, sorted.begin() + std::ptrdiff_t(size));
    return *middle;
}

} // namespace helio
