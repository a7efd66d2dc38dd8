// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <chrono>

namespace helio {

/// How many came a second, over a window of time that moves along. A value in constant memory: it counts by parts of
/// the window, so its answers are bounds.
class RateWindow
{
public:
    static constexpr int Parts = 20;

    RateWindow() = default;
    /// `now`, here and below: since any zero, never less than before.
    RateWindow(std::chrono::seconds length, std::chrono::nanoseconds now);

    void add(quint64 count, std::chrono::nanoseconds now);
    /// Whether it has counted for as long as it is.
    bool isFull(std::chrono::nanoseconds now) const { return now - began_ >= length_; }
    /// Per second: so many came at least, over the window, and at most.
    double atLeast(std::chrono::nanoseconds now);
    double atMost(std::chrono::nanoseconds now);

private:
    void moveTo(std::chrono::nanoseconds now);
    double perSecond(quint64 count) const;

    std::chrono::nanoseconds length_{std::chrono::seconds(1)};
    std::chrono::nanoseconds began_{0};
    std::array<quint64, Parts + 1> counts_{}; ///< of the part under way, and of as many before as the window has
    qint64 part_ = 0;                         ///< the one under way, counted from began_
};

} // namespace helio
