// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "hub/clientlisting.h"
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

/// What a hub says of itself, its channels and its clients. All it asks is borrowed.
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
        const Clock &clock;
        QByteArray storeKind;
        QString storeNotice; ///< of how it was made
    };
    explicit Inspection(const Subjects &subjects);

    /// As the store reported last.
    void setHistoryFigures(const StoreFigures &figures) { history_ = figures; }
    void setStoreState(const StoreState &state) { storeState_ = state; }
    const StoreState &storeState() const { return storeState_; }
    void countWork(const StoreWork &work);
    void setLastSubscribedChannel(const QByteArray &channel) { lastSubscribedChannel_ = channel; }

    // As Hub's.
    HubTotals totals() const;
    void visitChannels(ChannelQuery query, std::function<void(const ChannelInfo &)> visit,
                       std::function<void(const QByteArray &)> done);
    void visitClients(ClientQuery query, std::function<void(const ClientInfo &)> visit,
                      std::function<void(const ClientCounts &)> done);
    std::optional<ClientInfo> client(const QByteArray &id) const;
    void makeSnapshot(bool withClients, std::function<void(const HubSnapshot &)> done);
    QList<ChannelLatency> channelLatencies() const;

private:
    void askKernelOfSome();
    StoreInfo storeInfo() const;

    Subjects of_;
    qint64 startedAt_; ///< milliseconds since 1970-01-01T00:00Z
    StoreFigures history_;
    StoreState storeState_;
    /// What the store's commits took.
    struct Commits
    {
        quint64 events = 0;
        LatencyHistogram time;
        LatencyHistogram groups; ///< events of each
        StoreWork last;
    };
    std::unique_ptr<Commits> commits_; ///< null until there was one
    QByteArray lastSubscribedChannel_;
    Slices *inspections_;
    QTimer *kernelTimer_;
    std::vector<std::weak_ptr<Subscriber>> kernelQueue_; ///< whose kernel figures are still to be asked for
};

} // namespace helio
