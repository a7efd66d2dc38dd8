// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/position.h"

#include <QString>

#include <optional>
#include <utility>

namespace helio {

/// An outage of the log, to what was on its way when it was cut: how long that is waited for, and when it is judged. A
/// value. Times are uptime, in milliseconds.
class GroupOutage
{
public:
    /// The log was left. That may be said more than once of one outage, in other words.
    void begin(qint64 uptime)
    {
        upTo_.reset();
        if (!since_)
            since_ = uptime;
    }
    /// Nothing of it is left to be given up.
    void end() { since_.reset(); }
    /// Whether it has lasted so long: once, as it is over for the caller then.
    bool takeLasted(qint64 milliseconds, qint64 uptime)
    {
        if (!since_ || uptime < *since_ + milliseconds)
            return false;
        since_.reset();
        return true;
    }

    /// The log was joined again: when all up to `upTo` was brought, what was cut is judged. `doubt`: of what is not
    /// brought then, for people, translated.
    void judgeAt(Position upTo, const QString &doubt)
    {
        upTo_ = upTo;
        doubt_ = doubt;
    }
    /// What it is judged at is known when the log is joined again.
    void postpone() { upTo_.reset(); }
    /// Whether it is to be judged, when all up to `head` was brought.
    bool isDue(Position head) const { return upTo_ && head >= *upTo_; }
    bool isToBeJudged() const { return upTo_.has_value(); }
    /// It is judged now: the doubt.
    QString takeDoubt()
    {
        upTo_.reset();
        return std::exchange(doubt_, {});
    }

private:
    std::optional<qint64> since_;
    std::optional<Position> upTo_;
    QString doubt_;
};

} // namespace helio
