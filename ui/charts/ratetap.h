// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/feedqueue.h"
#include "ui/charts/sampleseries.h"

#include <QHash>

#include <memory>

namespace helio {

/// Counts the events that pass, for charts: of one channel of the hub, of all below a part of
/// their names, or of a whole stream. An event costs a lookup in a hash for each of these, where anything is counted.
class RateTap
{
public:
    /// Whose events: those of a channel, of all types; with an empty channel all of the source.
    struct Address
    {
        int source = 0;
        QByteArray channel = {};
        bool isFolder = false; ///< of all channels together that begin with `channel` and go on with a `.` or `/`

        friend bool operator==(const Address &, const Address &) = default;
        friend size_t qHash(const Address &address, size_t seed = 0)
        {
            return qHashMulti(seed, address.source, address.channel, address.isFolder);
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

    void count(const Address &address);

    QHash<Address, QList<Counter>> counters_;
    bool countsFolders_ = false; ///< else names are not taken apart
    qint64 before_ = 0;          ///< the last onSecond()
};

} // namespace helio
