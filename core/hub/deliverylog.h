// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/position.h"
#include "event/selection.h"

#include <QtGlobal>

#include <optional>
#include <vector>

namespace helio {

/// What became of one event on its way to one client.
enum class Fate {
    NotSelected,  ///< its channel is none of the client's
    BeforeStart,  ///< it stands before the place where the client's stream began
    Coming,       ///< the client is behind and will come to it in history
    Queued,       ///< waits here for the client's connection to take it
    Taken,        ///< the kernel has it, the peer has not acknowledged it
    Acknowledged, ///< the peer's system has it
    LostInGap,    ///< history had trimmed it when the client came to its place; the client was told
    NeverSent,    ///< the client went before it was sent
};

/// What a client was given, in what order and when: enough to know later what became of an event. A value of bounded
/// size that outlives its client.
class DeliveryLog
{
public:
    /// So many deliveries are remembered with their times; of older ones it is known only that they were made.
    static constexpr size_t KeptDeliveries = 16;
    static constexpr size_t KeptGaps = 8;

    struct Answer
    {
        Fate fate = Fate::NotSelected;
        qint64 takenAt = 0;       ///< milliseconds since 1970; 0 when it was not taken
        bool takenBefore = false; ///< it was taken at `takenAt` or some time before
    };

    DeliveryLog() = default;
    DeliveryLog(Selection selection, qint64 connectedAt);

    /// The stream begins behind `position`.
    void begin(Position position);
    /// Everything up to `position` was given to the connection, or is not of the selection.
    void give(Position position) { given_ = position; }
    /// A gap was told: of what stands between the place reached before and `next`, nothing will come.
    void noteGap(Position before, Position next);
    /// The kernel took what was given up to `position`; `offset` is the number of bytes it took on this connection so
    /// far.
    void noteTaken(Position position, qint64 offset, qint64 now);
    /// The client is gone.
    void end() { ended_ = true; }

    const Selection &selection() const { return selection_; }
    qint64 connectedAt() const { return connectedAt_; }
    /// Where the stream began.
    Position beginning() const { return begin_; }
    /// The last event given, or the place where it would stand.
    Position given() const { return given_; }
    /// The last event that the kernel took, or the place where it would stand.
    Position taken() const { return taken_; }
    quint64 gapsReported() const { return gapsReported_; }

    /// What became of an event at `position`, of `channel`; without a channel, of one that history does not hold any
    /// more. `acknowledged`: how many bytes of the connection the peer has acknowledged, where the kernel reports it.
    Answer answerFor(Position position, std::optional<QByteArray> channel, std::optional<qint64> acknowledged) const;

private:
    struct Delivery
    {
        Position position;
        qint64 offset = 0;
        qint64 at = 0;
    };
    struct Gap
    {
        Position before;
        Position next;
    };

    Selection selection_;
    qint64 connectedAt_ = 0;
    Position begin_;
    Position given_;
    Position taken_;
    std::vector<Delivery> deliveries_; ///< a ring once it is full
    size_t oldestDelivery_ = 0;
    std::vector<Gap> gaps_;
    quint64 gapsReported_ = 0;
    bool forgotDeliveries_ = false;
    bool ended_ = false;
};

} // namespace helio
