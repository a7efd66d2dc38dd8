// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/filefault.h"
#include "hub/store.h"

#include <variant>

namespace helio {

/// What is written together: all of it, or nothing.
struct HistoryGroup
{
    struct Append
    {
        QList<Publication> publications = {};
        bool isArrival = false; ///< as Store::appendArrived()
    };
    struct Loss
    {
        Selection lost = {};
    };
    struct Clear
    {
        QByteArray channel = {};
    };
    using Item = std::variant<Append, Loss, Clear>;
    QList<Item> items = {}; ///< in the order in which they came
};

/// What the whole file holds.
struct HistoryFileFigures
{
    qint64 events = 0;
    qint64 bytes = 0; ///< of the rows
    Position oldest = {};
    qint64 usedBytes = 0; ///< of the file's pages
    qint64 fileBytes = 0; ///< of the file, with pages that are free
    qint64 logBytes = 0;  ///< written, and not yet in the file
};

/// What changed, whoever wanted it.
struct HistoryChanges
{
    /// Of a channel, all up to a place counts as gone from now on.
    struct Trim
    {
        QByteArray channel;
        Position upTo;
        bool isCleared = false; ///< somebody wanted it so
    };
    /// A publisher's own id that stood on the wire, and whose row is gone.
    struct RemovedId
    {
        QByteArray id;
        Position position;
    };
    FileFault fault = {};
    QList<Trim> trims = {}; ///< each channel once
    QList<RemovedId> removedIds = {};
    QList<ChannelFigures> channels = {}; ///< of those whose figures changed, and of those that events came to
    HistoryFileFigures all = {};
    bool isWritten = false; ///< there was something to write
    bool hasMore = false;   ///< there is more of it to do: another upkeep() goes on
};

/// What came of a group.
struct HistoryCommit : HistoryChanges
{
    struct Item
    {
        /// Of an append. A conflict is of that append alone; Full, Away and Unknown are of the whole group.
        AppendResult append = {};
        Position lossAt = {}; ///< of a loss: where it stands
    };
    QList<Item> items = {}; ///< one for each of the group's; of losses and clears only when there is no fault
};

} // namespace helio
