// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartfigures.h"
#include "ui/charts/valuetap.h"
#include "ui/doctor/eventplaces.h"
#include "ui/doctor/problemmarks.h"
#include "ui/doctor/problemsmodel.h"
#include "ui/events/eventtablemodel.h"
#include "ui/hub/channeltablemodel.h"
#include "ui/hub/clienttablemodel.h"
#include "ui/hub/hubfindings.h"
#include "ui/hub/hubstate.h"
#include "ui/hub/olderevents.h"
#include "ui/navigator/navigatormodel.h"
#include "ui/streams/streamlist.h"

#include <QTimer>

namespace helio {

/// The wiring between what reports and what is shown, without a window: brings what feeds and hub report into the
/// models, events on one tick, snapshots once a second. Panels are given the models, never this.
class Monitor : public QObject
{
    Q_OBJECT
public:
    /// Both are borrowed and must outlive this object. The figures of the machine are read from `systemChannel` of the
    /// hub; empty: they come from nowhere.
    Monitor(HubControl &hub, StreamOpener &opener, const QByteArray &systemChannel = {}, QObject *parent = nullptr);
    ~Monitor() override;

    HubState &hubState() { return hubState_; }
    EventTableModel &events() { return events_; }
    ClientTableModel &clients() { return clients_; }
    ChannelTableModel &channels() { return channels_; }
    NavigatorModel &navigator() { return navigator_; }
    StreamList &streams() { return streams_; }
    ProblemsModel &problems() { return problems_; }
    /// Where the events are that problems name.
    const EventPlaces &places() const { return places_; }
    /// Brings the hub's history before the events.
    OlderEvents &older() { return older_; }
    /// What is charted without being asked for.
    const ChartFigures &figures() const { return figures_; }
    /// What is wrong with the hub.
    HubFindings &hubFindings() { return hubFindings_; }
    /// Reads the numbers that are charted out of the events that arrive.
    ValueTap &values() { return values_; }

    /// What `feed` brings is the stream's, too, beside what its connection does; until the feed ends.
    void join(EventFeed *feed, int stream) { queue_.attachBeside(feed, stream); }

    /// Brings what waits in the queue into the models now, as the tick would soon.
    void drain();
    void retranslate();

Q_SIGNALS:
    /// What has come since the last tick, in its order; valid only within.
    void eventsDrained(const std::deque<helio::FeedQueue::Item> &items);
    void eventsAppended(); ///< at most once a tick
    /// Events of a source had no room on their way here, before those that are appended next.
    void eventsLost(int source);

private:
    void onSnapshot(const HubSnapshot &snapshot);
    /// It does not serve: what it last reported is not so any more.
    void nameChannels(const QList<ChannelInfo> &channels);
    void showNothingOfHub();
    void countEvents();
    void markProblems(int source);

    HubControl &hub_;
    FeedQueue queue_;
    HubState hubState_;
    HubFindings hubFindings_;
    EventTableModel events_;
    OlderEvents older_;
    ClientTableModel clients_;
    ChannelTableModel channels_;
    StreamList streams_;
    ProblemsModel problems_;
    EventPlaces places_;
    ProblemMarks marks_;
    NavigatorModel navigator_;
    ChartFigures figures_;
    ValueTap values_;
    QTimer tick_;
    QTimer clock_;
    quint64 droppedBefore_ = 0;
    bool hasEnded_ = false; ///< the hub served, or was to, and does not now
};

} // namespace helio
