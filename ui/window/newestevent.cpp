// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/newestevent.h"

#include "ui/events/eventsview.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/inspectorpages.h"
#include "ui/window/monitor.h"

namespace helio {

NewestEvent::NewestEvent(Monitor &monitor, EventsView &view, Inspector &inspector, InspectorPages &pages,
                         QObject *parent)
    : QObject(parent)
    , monitor_(monitor)
    , view_(view)
    , inspector_(inspector)
    , pages_(pages)
{
    soon_.setSingleShot(true);
    soon_.setInterval(250);
    connect(&soon_, &QTimer::timeout, this, &NewestEvent::show);
    connect(&monitor, &Monitor::eventsAppended, this, [this] {
        if (inspector_.followsNewest() && !soon_.isActive())
            soon_.start();
    });
    connect(&inspector, &Inspector::followingChanged, this, &NewestEvent::begin);
    connect(&view, &EventsView::liveChanged, this, &NewestEvent::begin);
}

void NewestEvent::begin()
{
    if (!inspector_.followsNewest() || !view_.isLive())
        return;
    view_.selectionModel()->clear();
    show();
}

void NewestEvent::show()
{
    const bool isWanted = inspector_.followsNewest() && view_.isLive() && !view_.selectionModel()->hasSelection();
    const int row = monitor_.events().rowCount() - 1;
    if (!isWanted || row < 0 || !pages_.isEventShown() || !inspector_.isVisible())
        return;
    const quint64 sequence = monitor_.events().sequenceAt(row);
    if (monitor_.events().ring().at(sequence).data.size() <= MaximumBytes)
        inspector_.showItem(*monitor_.events().eventAt(row), sequence);
}

} // namespace helio
