// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/feedqueue.h"
#include "json/jsonpath.h"
#include "ui/charts/ratetap.h"
#include "ui/charts/sampleseries.h"
#include "ui/events/eventring.h"

#include <QHash>

#include <memory>

namespace helio {

/// Takes numbers out of the events that pass, for charts. An event that nobody follows costs one lookup in a hash; one
/// that is followed, the way to its value.
class ValueTap
{
public:
    /// Which events: those of one source, channel and type. The type `message` is the default one, which is empty.
    struct Address
    {
        int source = 0;
        QByteArray channel;
        QByteArray type;

        friend bool operator==(const Address &, const Address &) = default;
        friend size_t qHash(const Address &address, size_t seed = 0)
        {
            return qHashMulti(seed, address.source, address.channel, address.type);
        }
    };

    /// From now on the number at `path` of each event at `address` goes into `series`, at the time the event arrived,
    /// as long as somebody else keeps the series. A series follows one address: the one given last.
    void follow(const std::shared_ptr<SampleSeries> &series, Address address, const JsonPath &path);
    /// Nothing more goes into `series`. Does nothing when it follows nothing.
    void forget(const SampleSeries *series);
    bool isEmpty() const { return followers_.isEmpty(); }

    /// Gives `series`, which must be empty, what would have come into it had it been followed before: of events that
    /// are still held, the newest MaximumPastEvents, looking back over MaximumPassedEvents at most and reading
    /// MaximumPastBytes of data at most: whoever asks is waiting.
    static void addPast(const EventRing &past, SampleSeries &series, Address address, const JsonPath &path);
    static constexpr quint64 MaximumPassedEvents = 200'000;
    static constexpr size_t MaximumPastEvents = 10'000;
    static constexpr qsizetype MaximumPastBytes = 32 * 1024 * 1024;

    void onEvents(const std::deque<FeedQueue::Item> &items);
    /// How many events pass; hears of them here.
    RateTap &rates() { return rates_; }

private:
    struct Follower
    {
        std::weak_ptr<SampleSeries> series;
        JsonPath path;
    };

    void onEvent(const ReceivedEvent &received, QList<Follower> &followers);

    QHash<Address, QList<Follower>> followers_;
    RateTap rates_;
};

} // namespace helio
