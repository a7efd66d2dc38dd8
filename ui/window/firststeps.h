// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace helio {

class EventsPanel;
class HubState;

/// What somebody new can copy from the empty events table: a command that publishes to the hub as it serves now, and a
/// page's line that receives it.
class FirstSteps : public QObject
{
    Q_OBJECT
public:
    /// Both are borrowed.
    FirstSteps(HubState &hub, EventsPanel &events, QObject *parent);

private:
    void teach();

    HubState &hub_;
    EventsPanel &events_;
};

} // namespace helio
