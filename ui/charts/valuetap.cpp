// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/valuetap.h"

namespace helio {

namespace {

QByteArray plainType(const QByteArray &type)
{
    return type == "message" ? QByteArray() : type;
}

} // namespace

void ValueTap::follow(const std::shared_ptr<SampleSeries> &series, Address address, const JsonPath &path)
{
    forget(series.get());
    address.type = plainType(address.type);
    followers_[address].append({series, path});
}

void ValueTap::addPast(const EventRing &past, SampleSeries &series, Address address, const JsonPath &path)
{
    address.type = plainType(address.type);
    const quint64 end = past.next() - std::min(past.next() - past.firstLive(), MaximumPassedEvents);
    std::vector<SampleSeries::Sample> samples; // newest first
    qsizetype bytes = 0;
    for (quint64 sequence = past.next();
         sequence > end && samples.size() < MaximumPastEvents && bytes < MaximumPastBytes; --sequence) {
        const EventView event = past.at(sequence - 1);
        if (event.source != address.source || event.channel != address.channel ||
            (event.type == "message" ? QByteArrayView() : event.type) != address.type)
            continue;
        bytes += event.data.size();
        if (const auto number = path.number(event.data))
            samples.push_back({event.receivedAt / 1'000'000, *number});
    }
    for (auto sample = samples.crbegin(); sample != samples.crend(); ++sample)
        series.append(sample->at, sample->value);
}

void ValueTap::forget(const SampleSeries *series)
{
    rates_.forget(series);
    followers_.removeIf([series](const std::pair<const Address &, QList<Follower> &> &entry) {
        entry.second.removeIf([series](const Follower &follower) {
            const auto held = follower.series.lock();
            return !held || held.get() == series;
        });
        return entry.second.isEmpty();
    });
}

void ValueTap::onEvents(const std::deque<FeedQueue::Item> &items)
{
    rates_.onEvents(items);
    if (followers_.isEmpty())
        return;
    for (const FeedQueue::Item &item : items) {
        const Event &event = item.received.event;
        const auto found = followers_.find({item.source, event.channel, plainType(event.type)});
        if (found == followers_.end())
            continue;
        onEvent(item.received, *found);
        if (found->isEmpty())
            followers_.erase(found);
    }
}

void ValueTap::onEvent(const ReceivedEvent &received, QList<Follower> &followers)
{
    bool isAnyGone = false;
    for (const Follower &follower : std::as_const(followers)) {
        const auto series = follower.series.lock();
        if (!series) {
            isAnyGone = true;
            continue;
        }
        if (const auto number = follower.path.number(received.event.data))
            series->append(received.receivedAt / 1'000'000, *number);
    }
    if (isAnyGone)
        followers.removeIf([](const Follower &follower) { return follower.series.expired(); });
}

} // namespace helio
