// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QSettings;

namespace helio {

class Actions;
class ConversationPanel;
class EventsPanel;
class Monitor;
class NavigatorPanel;
class Tabs;
class TimingStrip;

/// Puts *Conversation* and *Timing* together with what is chosen in the navigator and with the events.
class LensLinks : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        Monitor &monitor;
        Tabs &tabs;
        NavigatorPanel &navigator;
        EventsPanel &events;
        ConversationPanel &conversation;
        Actions &actions;
        QSettings &settings; ///< keeps whether *Timing* is shown
    };

    /// All are borrowed.
    LensLinks(const Parts &parts, QObject *parent);

    void retranslate();

private:
    void onChoice();
    void showInConversation();

    Parts parts_;
    TimingStrip *timing_; ///< the events'
    QAction *showTiming_;
};

} // namespace helio
