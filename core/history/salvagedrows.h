// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/database.h"
#include "history/statement.h"

#include <QHash>

#include <atomic>
#include <map>

namespace helio {

/// Collects what views of a damaged file say, and writes it into a new one.
class SalvagedRows
{
public:
    /// `target` has an empty schema.
    SalvagedRows(Database &target, const std::atomic<bool> *isStopped);

    /// First of each view: channels, losses, the file's own figures.
    void readNames(Database &view);
    /// Then of each: events that nobody has brought yet. False when the target cannot be written, or it was stopped.
    bool bringEvents(Database &view);
    /// Last: channels, losses and own figures. `lossAt` is behind all that is known.
    bool finish(qint64 wallMilliseconds);

    qint64 events() const { return events_; }
    qint64 damaged() const { return qint64(damaged_.size()); }
    qint64 holes() const { return holes_; }

private:
    struct Channel
    {
        qint64 id = 0; ///< in the target
        qint64 trimmed = 0;
        bool isKept = true;
    };

    bool bring(const Statement &row, const QByteArray &channel);
    bool isTaken(qint64 position);
    bool addLoss(qint64 position, const QByteArray &selection);
    static QByteArray everything();

    Database &target_;
    const std::atomic<bool> *isStopped_;
    Statement addEvent_;
    Statement addOwnId_;
    Statement hasEvent_;
    QHash<QByteArray, Channel> channels_;
    QHash<const Database *, QHash<qint64, QByteArray>> names_; ///< by id, of each view
    std::map<qint64, QByteArray> losses_;
    std::map<qint64, bool> damaged_; ///< places of rows that no view has sound
    qint64 floor_ = 0;
    qint64 head_ = 0;
    qint64 clock_ = 0;
    qint64 events_ = 0;
    qint64 holes_ = 0;
};

} // namespace helio
