// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/settableclock.h"
#include "hub/starts.h"
#include "store/memorystore.h"

namespace helio::test {

/// What a reader that went on to the end of history was given.
struct Reading
{
    QByteArrayList data; ///< of the events, in order; "(gap)" where one was told
    int pieces = 0;

    static inline const QByteArray Gap = "(gap)";
};

/// A memory store with a clock of its own; its calls as plain functions.
class StoreBench
{
public:
    explicit StoreBench(HistoryLimits limits = {});

    AppendResult append(const QList<Publication> &publications);
    /// Publishes one event; answers its id.
    QByteArray publish(const QByteArray &channel, const QByteArray &data, const QByteArray &ownId = {});
    LocateResult locate(const Selection &selection, const Start &start);
    ReadResult read(const ReadRequest &request);
    /// From `start` to the end, in pieces.
    Reading readAll(const Selection &selection, const Start &start, qsizetype pieceBytes = 64 * 1024);
    /// On from where the reader stands.
    Reading readOn(const Selection &selection, LocateResult from, qsizetype pieceBytes = 64 * 1024);

    SettableClock clock;
    MemoryStore store;
};

} // namespace helio::test
