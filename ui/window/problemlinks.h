// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/doctor/problem.h"

#include <QObject>

namespace helio {

class Actions;
class ConnectionPanel;
class EventsPanel;
class Monitor;
class NavigatorPanel;
class ProblemsPanel;
class Tabs;

/// The ways between a problem and what it is about: to the event in which it can be seen, to the stream's connection,
/// to the part of the hub; and from there back.
class ProblemLinks : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        Monitor &monitor;
        Tabs &tabs;
        Actions &actions;
        NavigatorPanel &navigator;
        EventsPanel &events;
        ConnectionPanel &connection;
        ProblemsPanel &problems;
    };

    /// All are borrowed.
    ProblemLinks(const Parts &parts, QObject *parent);

private:
    void showEvidence(const Problem &problem);
    bool showEvent(const Problem &problem);
    void showConnection(int stream);
    void showHub(FindingCode code);

    Parts parts_;
};

} // namespace helio
