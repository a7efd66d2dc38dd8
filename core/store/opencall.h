// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/store.h"

#include <functional>
#include <utility>
#include <vector>

namespace helio {

/// A call of Store::open() until it is answered, and the calls that came before that.
class OpenCall
{
public:
    /// Once.
    void begin(std::function<void(OpenResult)> done) { done_ = std::move(done); }
    bool isUnderWay() const { return bool(done_); }
    /// True where it is under way: `call` comes when it was answered.
    bool delays(std::function<void()> call)
    {
        if (done_)
            waiting_.push_back(std::move(call));
        return bool(done_);
    }
    /// While it is under way.
    void answer(OpenResult result)
    {
        std::exchange(done_, {})(std::move(result));
        for (const auto &call : std::exchange(waiting_, {}))
            call();
    }

private:
    std::function<void(OpenResult)> done_;
    std::vector<std::function<void()>> waiting_;
};

} // namespace helio
