// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <optional>

namespace helio {

/// When an event source tries again, and when it stops trying. A value that knows no clock: chance is an argument.
///
/// The first attempt comes exactly after the reconnection time. Each further one in a row waits longer by chance:
/// between nothing and a back-off that doubles up to a maximum, so that a thousand sources do not return in the
/// same instant.
class ReconnectPolicy
{
public:
    /// Answers a time between zero and `bound`, both included.
    using Jitter = std::function<std::chrono::milliseconds(std::chrono::milliseconds bound)>;

    /// As `maximumReconnects`: never gives up.
    static constexpr int NoLimit = -1;
    /// The longest back-off, unless another is chosen.
    static constexpr std::chrono::milliseconds DefaultMaximumBackOff{30'000};
    /// Where the back-off begins when the reconnection time is shorter: doubling a `retry: 0` would never get anywhere.
    static constexpr std::chrono::milliseconds SmallestBackOff{100};

    /// `maximumReconnects` attempts in a row may fail; 0 never tries again. Without `jitter`, true chance.
    explicit ReconnectPolicy(int maximumReconnects = NoLimit, Jitter jitter = {},
                             std::chrono::milliseconds maximumBackOff = DefaultMaximumBackOff);

    /// How long to wait before the next attempt, now that a connection ended or was not made; nothing when the limit is
    /// used up.
    std::optional<std::chrono::milliseconds> nextDelay(std::chrono::milliseconds reconnectionTime);
    /// The connection delivered an event: what failed before it no longer counts.
    void startAnew();

    /// Attempts since the last connection that delivered (or the beginning) that this policy asked for.
    int reconnects() const { return reconnects_; }

private:
    int maximumReconnects_;
    Jitter jitter_;
    std::chrono::milliseconds maximumBackOff_;
    int reconnects_ = 0;
    std::chrono::milliseconds backOff_{0};
};

} // namespace helio
