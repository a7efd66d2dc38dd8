// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace helio {

class ChannelPage;
class ChannelsPanel;
class ChartsPanel;
class EventsPanel;
class InspectorPages;
class Monitor;
class NavigatorPanel;
class Tabs;

/// Has what is chosen in the navigator, or among the channels, drive the rest of the window: events and their columns,
/// the line in *Channels*, the inspector.
class SelectionLinks : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        Monitor &monitor;
        Tabs &tabs;
        NavigatorPanel &navigator;
        EventsPanel &events;
        ChannelsPanel &channels;
        ChartsPanel &charts;
        InspectorPages &inspector;
    };

    /// All are borrowed.
    SelectionLinks(const Parts &parts, QObject *parent);

private:
    void onChoice();
    void onTab();
    void showOnly();
    void hide();
    void mute(bool muted);
    void chartRate();
    void showChannel(const QByteArray &channel);
    QString term() const;

    Parts parts_;
    ChannelPage *channelPage_; ///< the inspector's
};

} // namespace helio
