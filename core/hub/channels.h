// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/seededhash.h"
#include "hub/busiestchannels.h"
#include "hub/latencyhistogram.h"
#include "hub/patternlisteners.h"
#include "hub/ratemeter.h"
#include "hub/reach.h"
#include "hub/store.h"

#include <deque>
#include <limits>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

namespace helio {

class Subscriber;
struct ChannelInfo;

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
    qint64 publishedAt = std::numeric_limits<qint64>::min(); ///< last, by the steady clock in nanoseconds
    quint64 changedIn = 0; ///< the round in which its figures changed last: see Channels::beginRound()
    std::shared_ptr<LatencyHistogram> latency; ///< only of the busiest channels

private:
    friend class BusiestChannels;
    friend class Channels;
    struct Listener
    {
        Subscriber *subscriber = nullptr;
        size_t seat = 0; ///< in the subscriber's seats
    };
    std::vector<Listener> listeners_; ///< by name
    bool isCandidate_ = false;        ///< of the busiest
    bool isListedAsUnused_ = false;
    bool isSubscribersOwn_ = false; ///< it holds nothing, and is here only because somebody listens
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
    using Map = std::unordered_map<QByteArray, HubChannel, SeededHash>;
    struct ByName
    {
        using is_transparent = void;
        bool operator()(const HubChannel *a, const HubChannel *b) const { return a->name < b->name; }
        bool operator()(const HubChannel *a, const QByteArray &b) const { return a->name < b; }
        bool operator()(const QByteArray &a, const HubChannel *b) const { return a < b->name; }
    };
    using Order = std::set<const HubChannel *, ByName>;

    /// At most `maximum` for publishers, of which subscribers may take half. Latency is measured of the `measured`
    /// busiest.
    Channels(size_t maximum, size_t measured)
        : maximum_(maximum)
        , busiest_(measured)
    {}

    void add(Subscriber *subscriber);
    void remove(Subscriber *subscriber);

    /// The channel of that name; made when there was none. Stays where it is until it is forgotten.
    HubChannel &channel(const QByteArray &name);
    /// Null when there is none.
    const HubChannel *find(const QByteArray &name) const;
    const Map &all() const { return channels_; }
    const Order &byName() const { return byName_; }
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
    /// How often a pattern was compared with a channel so far.
    qint64 comparisons() const { return patternListeners_.comparisons(); }
    /// How many visitListeners() would call.
    qint64 listenerCount(const HubChannel &channel) const;

    /// An event of it was committed. `now`: Clock::steadyNanoseconds().
    void count(HubChannel &channel, const StoredEvent &stored, qint64 now);
    /// The subscribers of anything that `selection` may select, each once.
    std::vector<std::shared_ptr<Subscriber>> listenersOf(const Selection &selection) const;

    void setFigures(const QList<ChannelFigures> &figures);

    /// `now`: Clock::steadyNanoseconds().
    ChannelInfo infoOf(const HubChannel &channel, qint64 now) const;
    /// Ends a round, and answers its number: what changes from now on is marked with a greater one.
    quint64 beginRound() { return round_++; }
    /// The round in which it changed last who listens by pattern.
    quint64 patternsChangedIn() const { return patternsChangedIn_; }

    /// The most that publishers may have.
    size_t maximum() const { return maximum_; }
    /// Whether a subscription may be let in. The channels that exist for subscribers alone have a share of their own,
    /// so that who only listens takes no publisher's room; and there is a bound on different patterns.
    bool hasRoomFor(const Selection &selection) const;
    /// Whether the channels of all of them may exist at once. The channels that were unused for longest and that none
    /// of them names are forgotten for that, and are among `forgotten` then, whatever the answer. Where it is true,
    /// `expected` is how many of a batch's channels do not exist yet.
    bool makeRoomFor(const QList<Publication> &publications, QByteArrayList &forgotten, size_t &expected);
    /// So many more channels are to come of a batch that is given to the store, and those of another are there, or do
    /// not come.
    void expect(size_t channels) { expected_ += channels; }
    void expectNoMore(size_t channels) { expected_ -= channels; }
    /// How many are to be forgotten, at most.
    size_t unusedCount() const { return unused_.size(); }
    /// Forgets channels that are known to hold nothing, that nobody names and nobody published to after `quietSince`
    /// (by the steady clock in nanoseconds), the longest unused first, and answers which. Looks at no more than
    /// `atMost`; which of these stay are looked at last the next time.
    QByteArrayList forgetUnused(size_t atMost, qint64 quietSince);

    BusiestChannels &busiest() { return busiest_; }
    const BusiestChannels &busiest() const { return busiest_; }

private:
    static bool isUnused(const HubChannel &channel);
    void noteUse(HubChannel &channel);
    void forgetIfUnused(HubChannel &channel, QByteArrayList &forgotten);

    size_t maximum_;
    Map channels_; ///< its elements stay where they are
    Order byName_;
    std::deque<HubChannel *> unused_; ///< since when they were unused; some may be used again
    size_t subscribersOwn_ = 0;       ///< how many exist for subscribers alone
    size_t expected_ = 0;             ///< are to come, and take room
    BusiestChannels busiest_;
    PatternListeners patternListeners_;
    quint64 round_ = 1;
    quint64 patternsChangedIn_ = 0;
};

} // namespace helio
