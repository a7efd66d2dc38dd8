// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/commitgroup.h"

#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace helio {

/// Who waits for an item of a group.
struct WaitingItem
{
    quint64 ticket = 0;
    std::function<void(AppendResult)> appended = {}; ///< of an append
    std::function<void(bool)> cleared = {};          ///< of a clear; a loss has neither
};

/// What is written together, and who waits for it, item by item.
struct WaitingGroup
{
    HistoryGroup group;
    std::vector<WaitingItem> items;
    qsizetype appends = 0;
};

/// What waits to be written, in the order in which it came.
class CommitQueue
{
public:
    /// As Busy asks.
    bool hasRoomFor(const QList<Publication> &publications, bool isArrival) const;
    void addAppend(quint64 ticket, QList<Publication> publications, bool isArrival,
                   std::function<void(AppendResult)> done);
    void addLoss(Selection lost);
    void addClear(QByteArray channel, std::function<void(bool)> done);

    bool isEmpty() const { return items_.empty(); }
    /// Whether somebody waits for an answer.
    bool isAwaited() const { return awaited_ > 0; }
    qsizetype appends() const { return appends_; }
    qint64 bytes() const { return bytes_; }
    /// The next ones, as many as are written at once.
    std::shared_ptr<WaitingGroup> take();
    /// All of it: what cannot be written is answered.
    std::shared_ptr<WaitingGroup> takeAll();
    /// The losses of a group that was not written are still to be noted, before all that came since.
    void putLossesBack(const WaitingGroup &group);

    static constexpr qint64 GroupBytes = qint64(8) << 20;
    static constexpr qsizetype GroupEvents = 10'000;

private:
    struct Waiting
    {
        HistoryGroup::Item item;
        WaitingItem about;
        qint64 bytes = 0;
        qsizetype events = 0;
    };

    void add(Waiting waiting);
    std::shared_ptr<WaitingGroup> takeUpTo(qint64 bytes, qsizetype events);

    std::deque<Waiting> items_;
    qsizetype appends_ = 0;
    qsizetype awaited_ = 0;
    qint64 bytes_ = 0;
};

} // namespace helio
