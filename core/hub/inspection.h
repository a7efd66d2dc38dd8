// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "hub/explanation.h"
#include "hub/latencyhistogram.h"
#include "hub/store.h"

#include <QObject>

#include <memory>
#include <vector>

class QTimer;

namespace helio {

class BackplanePublishing;
class Channels;
class Clients;
class Clock;
class Departures;
class Slices;
class Subscriber;
class Traffic;
struct HubChannel;

/// Publish to the kernel's acceptance, of one channel.
struct ChannelLatency
{
    QByteArray channel;
    std::shared_ptr<const LatencyHistogram> latency;
};

/// Which channels are asked for.
struct ChannelQuery
{
    std::optional<Pattern> pattern = {}; ///< nothing: whatever their names
    QByteArray after = {};               ///< those whose names stand behind this, as bytes
    qsizetype limit = 0;                 ///< at most so many; 0: all
};

/// What a hub says of itself, of its clients and of what became of their events. All it asks is borrowed.
class Inspection : public QObject
{
    Q_OBJECT
public:
    struct Subjects
    {
        const Clients &clients;
        const Channels &channels;
        const Traffic &traffic;
        const Departures &departures;
        const BackplanePublishing &backplane;
        Store &store;
        const Clock &clock;
    };
    explicit Inspection(const Subjects &subjects);

    /// As the store reported last.
    void setHistoryFigures(const StoreFigures &figures) { history_ = figures; }
    void setLastSubscribedChannel(const QByteArray &channel) { lastSubscribedChannel_ = channel; }

    // As Hub's.
    HubTotals totals() const;
    void visitChannels(ChannelQuery query, std::function<void(const ChannelInfo &)> visit,
                       std::function<void(const QByteArray &)> done);
    void visitClients(std::function<void(const ClientInfo &)> visit, std::function<void()> done);
    void makeSnapshot(bool withClients, std::function<void(const HubSnapshot &)> done);
    QList<ChannelLatency> channelLatencies() const;
    void explain(const QByteArray &clientId, const QByteArray &eventId, std::function<void(const Explanation &)> done);
    void inspectDelivery(const QByteArray &eventId, std::function<void(const DeliveryInfo &)> done);

private:
    ChannelInfo infoOf(const HubChannel &channel) const;
    Explanation explanationOf(const QByteArray &clientId, const QByteArray &eventId, const FindResult &held) const;
    void inspectDelivery(const StoredEventPtr &stored, const std::shared_ptr<DeliveryInfo> &delivery,
                         std::function<void(const DeliveryInfo &)> done);
    void askKernelOfSome();

    Subjects of_;
    qint64 startedAt_; ///< milliseconds since 1970-01-01T00:00Z
    StoreFigures history_;
    QByteArray lastSubscribedChannel_;
    Slices *inspections_;
    QTimer *kernelTimer_;
    std::vector<std::weak_ptr<Subscriber>> kernelQueue_; ///< whose kernel figures are still to be asked for
};

} // namespace helio
