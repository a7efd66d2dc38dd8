// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/eventrows.h"
#include "history/historyfile.h"

namespace helio {

/// The statements of an open file.
struct HistoryFile::Statements
{
    explicit Statements(Database &database, const ChannelRows &channels)
        : begin(database, "BEGIN IMMEDIATE")
        , commit(database, "COMMIT")
        , rollBack(database, "ROLLBACK")
        , addChannel(database, "INSERT OR REPLACE INTO channel VALUES(?,?,?,?,?)")
        , removeChannel(database, "DELETE FROM channel WHERE id=?")
        , addEvent(database, "INSERT INTO event(" HELIO_EVENT_COLUMNS ") VALUES(?,?,?,?,?,?,?,?,?,?)")
        , removeEvent(database, "DELETE FROM event WHERE position=?")
        , addLoss(database, "INSERT INTO loss VALUES(?,?,?)")
        , removeLoss(database, "DELETE FROM loss WHERE position=?")
        , oldestLosses(database, "SELECT position, selection FROM loss ORDER BY position LIMIT 2")
        , lastOfChannel(database, "SELECT max(position) FROM event WHERE channel=?")
        , sizes(database, "SELECT position, size FROM event WHERE channel=? AND position>? ORDER BY position")
        , from(database, "SELECT " HELIO_EVENT_COLUMNS " FROM event WHERE position>=? ORDER BY position")
        , upTo(database, "SELECT count(*), sum(size), max(position) FROM (SELECT position, size FROM event"
                         " WHERE channel=? AND position>? AND position<=? ORDER BY position LIMIT ?)")
        , log(database, "SELECT position, channel, size FROM event WHERE position>? ORDER BY position")
        , due(database, "SELECT position, own, hidden, size FROM event WHERE channel=? AND position<=?"
                        " ORDER BY position LIMIT ?")
        , pages(database, "PRAGMA page_count")
        , freePages(database, "PRAGMA freelist_count")
        , oldest(database)
        , ownIds(database, channels)
    {}

    Statement begin;
    Statement commit;
    Statement rollBack;
    Statement addChannel;
    Statement removeChannel;
    Statement addEvent;
    Statement removeEvent;
    Statement addLoss;
    Statement removeLoss;
    Statement oldestLosses;
    Statement lastOfChannel;
    Statement sizes;
    Statement from;
    Statement upTo;
    Statement log;
    Statement due;
    Statement pages;
    Statement freePages;
    OldestOfChannel oldest;
    OwnIdRows ownIds;
};

} // namespace helio
