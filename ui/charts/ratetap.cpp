// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/ratetap.h"

#include <algorithm>
#include <utility>

namespace helio {

namespace {

/// After a longer silence of the clock (the machine slept) nobody knows when its events came.
constexpr qint64 LongestSecondMs = 5000;

} // namespace

void RateTap::follow(const std::shared_ptr<SampleSeries> &series, const Address &address)
{
    forget(series.get());
    counters_[address].append({series});
    countsFolders_ = countsFolders_ || address.isFolder;
}

void RateTap::forget(const SampleSeries *series)
{
    counters_.removeIf([series](const std::pair<const Address &, QList<Counter> &> &entry) {
        entry.second.removeIf([series](const Counter &counter) {
            const auto held = counter.series.lock();
            return !held || held.get() == series;
        });
        return entry.second.isEmpty();
    });
    countsFolders_ =
        std::any_of(counters_.keyBegin(), counters_.keyEnd(), [](const Address &address) { return address.isFolder; });
}

void RateTap::count(const Address &address)
{
    const auto found = counters_.find(address);
    if (found == counters_.end())
        return;
    for (Counter &counter : *found)
        ++counter.events;
}

void RateTap::onEvents(const std::deque<FeedQueue::Item> &items)
{
    if (counters_.isEmpty())
        return;
    for (const FeedQueue::Item &item : items) {
        count({item.source});
        const QByteArray &channel = item.received.event.channel;
        if (channel.isEmpty())
            continue;
        count({item.source, channel});
        for (qsizetype at = 0; countsFolders_ && at < channel.size(); ++at) {
            if (channel[at] == '.' || channel[at] == '/')
                count({item.source, QByteArray::fromRawData(channel.data(), at), true});
        }
    }
}

void RateTap::onSecond(qint64 at)
{
    const qint64 passed = at - std::exchange(before_, at);
    const bool isKnown = passed > 0 && passed <= LongestSecondMs;
    for (QList<Counter> &counters : counters_) {
        for (Counter &counter : counters) {
            const quint64 events = std::exchange(counter.events, 0);
            if (const auto series = counter.series.lock(); series && isKnown)
                series->append(at, double(events) * 1000 / double(passed));
        }
    }
}

} // namespace helio
