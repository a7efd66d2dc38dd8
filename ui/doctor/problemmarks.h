// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/doctor/eventplaces.h"

#include <QObject>
#include <QSet>
#include <QTimer>

namespace helio {

class EventTableModel;
class ProblemsModel;

/// Marks the events in which problems can be seen, in the table of events.
class ProblemMarks : public QObject
{
    Q_OBJECT
public:
    /// All are borrowed.
    ProblemMarks(ProblemsModel &problems, EventTableModel &events, const EventPlaces &places,
                 QObject *parent = nullptr);

    /// There are more events: some that are to be marked may be among them.
    void onEvents();

private:
    void mark();

    ProblemsModel &problems_;
    EventTableModel &events_;
    const EventPlaces &places_;
    QSet<int> sources_;      ///< that have problems, or had
    bool isMissing_ = false; ///< some events were not there yet
    QTimer soon_;
};

} // namespace helio
