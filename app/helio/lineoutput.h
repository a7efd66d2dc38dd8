// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QDeadlineTimer>
#include <QString>

namespace helio {

/// Writes to a descriptor at once, without a buffer of its own, and waits for a slow reader only as long as nobody asks
/// to stop.
class LineOutput
{
public:
    enum class Result {
        Written,
        ReaderGone,  ///< the other end of the pipe is closed: nothing more can be written
        Failed,      ///< neither can it here, and problem() says why
        Interrupted, ///< `interrupt` became readable first
        TimedOut,    ///< `deadline` passed first
    };

    /// As `interrupt`: nobody asks to stop.
    static constexpr int NoInterrupt = -1;

    /// Both descriptors are borrowed.
    LineOutput(int descriptor, int interrupt);

    Result write(QByteArrayView bytes, QDeadlineTimer deadline = QDeadlineTimer(QDeadlineTimer::Forever));
    /// Why it failed, in the words of the system; empty when it did not.
    const QString &problem() const { return problem_; }
    /// Whether the descriptor is a pipe: then it becomes "readable" when its reader goes.
    bool isPipe() const { return isPipe_; }

private:
    Result waitForRoom(QDeadlineTimer deadline);
    Result endOf(int error);

    int descriptor_;
    int interrupt_;
    bool isPipe_;
    QString problem_;
};

} // namespace helio
