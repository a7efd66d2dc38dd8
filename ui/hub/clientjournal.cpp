// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientjournal.h"

#include "ui/hub/hubstate.h"

namespace helio {

ClientJournal::ClientJournal(HubState &hub, QObject *parent)
    : QObject(parent)
    , hub_(hub)
{
    connect(&hub_, &HubState::changed, this, &ClientJournal::onSnapshot);
    connect(&hub_.control(), &HubControl::departuresArrived, this, &ClientJournal::onDepartures);
}

void ClientJournal::setWanted(bool wanted)
{
    wanted_ = wanted;
    ask();
}

void ClientJournal::onSnapshot()
{
    // One that has stopped says nothing; what it said before is still worth reading.
    const qint64 startedAt = hub_.totals().startedAt;
    if (startedAt != 0 && startedAt != startedAt_) {
        if (startedAt_ != 0) {
            // Another hub, or the same one anew: its numbers begin again.
            departures_.clear();
            table_.assign({});
        }
        startedAt_ = startedAt;
    }
    ask();
}

void ClientJournal::ask()
{
    if (wanted_ && hub_.isServing() && hub_.control().lacks(HubControl::Feature::Departures).isEmpty())
        hub_.control().requestDepartures(departures_.isEmpty() ? 0 : departures_.constLast().number);
}

void ClientJournal::onDepartures(const QList<DepartureInfo> &departures)
{
    const qsizetype before = departures_.size();
    for (const DepartureInfo &departure : departures) {
        // Two questions may have been under way together.
        if (departures_.isEmpty() || departure.number > departures_.constLast().number)
            departures_.append(departure);
    }
    if (departures_.size() == before)
        return;
    if (departures_.size() > MaximumDepartures)
        departures_.remove(0, departures_.size() - MaximumDepartures);
    table_.assign(departures_);
}

} // namespace helio
