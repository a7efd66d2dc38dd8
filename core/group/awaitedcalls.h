// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/turns.h"

#include <QHash>

#include <functional>
#include <utility>

namespace helio {

/// What a log was asked for and has not answered. A log that is closed may never do so; whoever waits is answered then
/// as if it had failed. Each answer is a turn.
class AwaitedCalls
{
public:
    /// `turn`: for Turns.
    explicit AwaitedCalls(const char *turn)
        : turn_(turn)
    {}
    Q_DISABLE_COPY_MOVE(AwaitedCalls)

    /// `done` for a call of the log; it comes once, with `failed` where fail() was first.
    template <typename Result>
    std::function<void(const Result &)> await(std::function<void(const Result &)> done, const Result &failed)
    {
        const quint64 number = ++last_;
        underWay_.insert(number, [done, failed] { done(failed); });
        return [this, number, done = std::move(done)](const Result &result) {
            const Turn turn(turn_);
            if (underWay_.remove(number))
                done(result);
        };
    }
    /// The log answers nothing any more.
    void fail()
    {
        const Turn turn(turn_);
        for (const auto &call : std::exchange(underWay_, {}))
            call();
    }

private:
    const char *turn_;
    quint64 last_ = 0;
    QHash<quint64, std::function<void()>> underWay_;
};

} // namespace helio
