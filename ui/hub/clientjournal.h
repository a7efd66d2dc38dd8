// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hub/departuretablemodel.h"

namespace helio {

class HubState;

/// Keeps the table of who left the hub as new as the hub's snapshots, while somebody wants it.
class ClientJournal : public QObject
{
    Q_OBJECT
public:
    /// So many are kept, the newest.
    static constexpr qsizetype MaximumDepartures = 5000;

    /// `hub` is borrowed.
    explicit ClientJournal(HubState &hub, QObject *parent = nullptr);

    DepartureTableModel &table() { return table_; }
    const DepartureTableModel &table() const { return table_; }
    /// Costs the hub a question a second; while it is not wanted, what was there stays.
    void setWanted(bool wanted);

private:
    void onSnapshot();
    void onDepartures(const QList<DepartureInfo> &departures);
    void ask();

    HubState &hub_;
    DepartureTableModel table_;
    QList<DepartureInfo> departures_; ///< in the order of their numbers
    qint64 startedAt_ = 0;            ///< of the hub whose departures they are
    bool wanted_ = false;
};

} // namespace helio
