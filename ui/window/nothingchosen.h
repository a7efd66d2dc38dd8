// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/eventspanel.h"

#include <QAction>

namespace helio {

class Actions;
class Monitor;
class NavigatorPanel;

/// What the empty table of events says of the stream or channel that is chosen in the navigator: what is known of it,
/// and what can be done.
class NothingChosen : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        Monitor &monitor;
        Actions &actions;
        NavigatorPanel &navigator;
        EventsPanel &events;
        QAction &loadOlder;
    };

    /// All are borrowed.
    NothingChosen(const Parts &parts, QObject *parent);

    void retranslate();

Q_SIGNALS:
    void connectionRequested(int stream);

private:
    void say();
    EventsPanel::Nothing ofHistory();
    EventsPanel::Nothing ofStream(int id);
    EventsPanel::Nothing ofChannel(const QByteArray &channel);
    EventsPanel::Nothing ofHeld(const QString &name, quint64 events) const;
    bool isMuted() const;

    Parts parts_;
    QAction showConnection_;
    QAction unmute_;
};

} // namespace helio
