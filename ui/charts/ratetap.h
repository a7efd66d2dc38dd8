// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/feedqueue.h"
#include "ui/charts/sampleseries.h"

#include <QHash>

#include <memory>

namespace helio {

/// Counts the events that pass, for charts: of one channel of the hub, or of a whole stream. An event costs one lookup
/// in a hash where anything is counted, nothing else.
class RateTap
{
public:
    /// Whose events: those of a channel, of all types; with an empty channel all of the source.
    struct Address
    {
        int source = 0;
        QByteArray channel;

        friend bool operator==(const Address &, const Address &) = default;
        friend size_t qHash(const Address &address, size_t seed = 0)
        {
            return qHashMulti(seed, address.source, address.channel);
        }
    };

    /// From now on `series` has a sample each second, as long as somebody else keeps it.
    void follow(const std::shared_ptr<SampleSeries> &series, const Address &address);
    /// Nothing more goes into `series`. Does nothing when it follows nothing.
    void forget(const SampleSeries *series);

    void onEvents(const std::deque<FeedQueue::Item> &items);
    /// To be called once a second: what came since goes into the series, at that time (milliseconds since 1970).
    void onSecond(qint64 at);

private:
    struct Counter
    {
        std::weak_ptr<SampleSeries> series;
        quint64 events = 0;
    };

    QHash<Address, QList<Counter>> counters_;
    qint64 before_ = 0; ///< the last onSecond()
};

} // namespace helio
