// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubcontrol.h"
#include "ui/charts/chartfigures.h"
#include "ui/charts/valuetap.h"
#include "ui/events/eventtablemodel.h"
#include "ui/hub/channeltablemodel.h"
#include "ui/hub/clienttablemodel.h"
#include "ui/navigator/navigatormodel.h"
#include "ui/streams/streamlist.h"

#include <QTimer>

namespace helio {

/// Brings what feeds and hub tell into the models, without a window: events on one tick, snapshots once a second.
class Monitor : public QObject
{
    Q_OBJECT
public:
    static constexpr int HubSource = 0;
    static constexpr char SystemChannel[] = "system";

    using Figure = ChartFigures::Figure;
    using enum ChartFigures::Figure;

    /// Both are borrowed and must outlive this object.
    Monitor(HubControl &hub, StreamOpener &opener, QObject *parent = nullptr);
    ~Monitor() override;

    HubControl &hub() { return hub_; }
    EventTableModel &events() { return events_; }
    ClientTableModel &clients() { return clients_; }
    ChannelTableModel &channels() { return channels_; }
    NavigatorModel &navigator() { return navigator_; }
    StreamList &streams() { return streams_; }
    /// What is charted without being asked for.
    const ChartFigures &figures() const { return figures_; }
    const SampleSeries &figure(Figure figure) const { return *figures_.figure(figure); }
    /// Takes the numbers that are charted out of the events that arrive.
    ValueTap &values() { return values_; }
    const HubTotals &totals() const { return totals_; }
    /// Nothing where the hub is alone.
    const std::optional<BackplaneInfo> &backplane() const { return backplane_; }

    /// Where a client subscribes to `channel`; empty while the hub does not serve.
    QString streamUrl(const QByteArray &channel) const;
    /// The channel that a client last subscribed to; `sse` when none did.
    QByteArray latestChannel() const { return latestChannel_; }
    /// Where most clients listen, other than on `channel`; nothing when nobody listens anywhere else.
    std::optional<ChannelInfo> busiestChannelBut(const QByteArray &channel) const;

    /// Clients cost the hub work: they are asked for each second only while they are looked at.
    void setClientsWanted(bool wanted);
    /// Takes what waits in the queue now, as the tick would soon.
    void drain();
    void retranslate();

Q_SIGNALS:
    void eventsAppended(); ///< at most once a tick
    void snapshotTaken();
    void latestChannelChanged(const QByteArray &channel);

private:
    void takeSnapshot(const HubSnapshot &snapshot);
    void askForSnapshot();

    HubControl &hub_;
    FeedQueue queue_;
    EventTableModel events_;
    ClientTableModel clients_;
    ChannelTableModel channels_;
    StreamList streams_;
    NavigatorModel navigator_;
    ChartFigures figures_;
    ValueTap values_;
    HubTotals totals_;
    std::optional<BackplaneInfo> backplane_;
    QTimer tick_;
    QTimer clock_;
    quint64 droppedBefore_ = 0;
    QByteArray latestChannel_ = DefaultChannel;
    bool clientsWanted_ = false;
};

} // namespace helio
