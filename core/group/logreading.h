// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/logclaims.h"

namespace helio {

/// Reads a log on and on, by a connection that waits in Redis for what comes.
class LogReading
{
public:
    /// The next entries, those behind `before`.
    using OnRead = std::function<void(Position before, const QList<LogEntry> &entries)>;

    /// All are borrowed. `onRead` gets the entries as they are for readers; `onTrouble` why nothing can be read.
    LogReading(LogCalls &reader, LogClaims &claims, const LogOptions &options, const RespLimits &limits, OnRead onRead,
               std::function<void(const Message &)> onTrouble);

    /// Behind `cursor`; what is under way since the last time is not asked for any more.
    void begin(Position cursor);
    void end();
    /// The last entry that was read.
    Position cursor() const { return cursor_; }
    /// The last event that was handed over; 0-0: none.
    Position lastEvent() const { return lastEvent_; }

    /// While held, or while two calls of onRead() are not consumed, nothing more is read.
    void hold(bool isHeld);
    void consumed();

    /// How many entries are asked for at once: as many as 32 MiB hold, whatever their size.
    static constexpr qsizetype FieldBytes = 1024; ///< of an entry, besides its data
    static qsizetype countAtOnce(qsizetype maximumDataBytes);

private:
    void read();
    void onReply(const RespValue &reply);
    void onClaimed(const QList<LogEntry> &entries, bool areKnown);
    void handOver();

    LogCalls &reader_;
    LogClaims &claims_;
    const LogOptions &options_;
    const RespLimits &limits_;
    OnRead onRead_;
    std::function<void(const Message &)> onTrouble_;
    Position cursor_;
    Position lastEvent_;
    QList<LogEntry> next_; ///< read, but held
    bool isOn_ = false;
    bool isUnderWay_ = false;
    bool isHeld_ = false;
    int unconsumed_ = 0;
};

} // namespace helio
