// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QDeadlineTimer>

namespace helio {

/// Writes to a descriptor at once, without a buffer of its own, and waits for a slow reader only as long as nobody asks
/// to stop.
class LineOutput
{
public:
    enum class Result {
        Written,
        ReaderGone,  ///< the other end of the pipe is closed, or the medium failed: nothing more can be written
        Interrupted, ///< `interrupt` became readable first
        TimedOut,    ///< `deadline` passed first
    };

    /// Both descriptors are borrowed.
    LineOutput(int descriptor, int interrupt);

    Result write(QByteArrayView bytes, QDeadlineTimer deadline = QDeadlineTimer(QDeadlineTimer::Forever)) const;
    /// Whether the descriptor is a pipe: then it becomes "readable" when its reader goes.
    bool isPipe() const { return isPipe_; }

private:
    Result waitForRoom(QDeadlineTimer deadline) const;

    int descriptor_;
    int interrupt_;
    bool isPipe_;
};

} // namespace helio
