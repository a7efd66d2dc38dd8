// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/latencyhistogram.h"
#include "hub/patternlisteners.h"
#include "hub/ratemeter.h"
#include "hub/reach.h"
#include "hub/store.h"

#include <memory>
#include <unordered_map>
#include <vector>

namespace helio {

class Subscriber;

/// A channel as the hub sees it: what came, and what history holds of it.
struct HubChannel
{
    QByteArray name;
    quint64 events = 0;
    quint64 bytes = 0;
    QByteArray lastEventId;
    HistoryFigures held;     ///< as the store reported last
    bool figuresDue = false; ///< something was committed, and the store has not reported its figures since
    Reach reach;
    RateMeter rate;
    std::shared_ptr<LatencyHistogram> latency; ///< only of the busiest channels

private:
    friend class Channels;
    struct Listener
    {
        Subscriber *subscriber = nullptr;
        size_t seat = 0; ///< in the subscriber's seats
    };
    std::vector<Listener> listeners_; ///< by name
};

/// All channels, and who listens to which, by name or by pattern.
class Channels
{
public:
    /// A subscriber's places in the lists of those that it names; it carries them, and only this class knows what
    /// stands in them.
    class Member
    {
        friend class Channels;
        struct Seat
        {
            HubChannel *channel = nullptr;
            size_t index = 0; ///< in the channel's list
        };
        std::vector<Seat> seats_;
    };
    using Map = std::unordered_map<QByteArray, HubChannel>;

    void add(Subscriber *subscriber);
    void remove(Subscriber *subscriber);

    /// The channel of that name; made when there was none. Stays where it is until forgetUnused().
    HubChannel &channel(const QByteArray &name);
    /// Null when there is none.
    const HubChannel *find(const QByteArray &name) const;
    const Map &all() const { return channels_; }
    /// Whether history holds something of what `selection` selects.
    bool holdsAnyOf(const Selection &selection) const;

    /// Calls `visit` for each subscriber of the channel, once.
    template <typename Visit>
    void visitListeners(const HubChannel &channel, const Visit &visit) const
    {
        for (const HubChannel::Listener &listener : channel.listeners_)
            visit(listener.subscriber);
        patternListeners_.visit(channel.name, visit);
    }
    /// How many visitListeners() would call.
    qint64 listenerCount(const HubChannel &channel) const;

    /// The subscribers of anything that `selection` may select, each once.
    std::vector<std::shared_ptr<Subscriber>> listenersOf(const Selection &selection) const;

    void setFigures(const QList<ChannelFigures> &figures);
    /// Brings rates up to date.
    void update(double seconds);
    /// Forgets the channels that are known to hold nothing and that nobody names, and answers which.
    QByteArrayList forgetUnused();
    /// Measures the latency of the `count` busiest channels, and of no others: what is measured must stay bounded, and
    /// Prometheus wants few label values.
    void measureBusiest(size_t count);

private:
    Map channels_; ///< its elements stay where they are
    PatternListeners patternListeners_;
};

} // namespace helio
