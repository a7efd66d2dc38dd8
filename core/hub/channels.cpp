// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/channels.h"

#include "hub/subscriber.h"

#include <algorithm>

namespace helio {

namespace {

Channels::Member &placesOf(Subscriber *subscriber)
{
    return *subscriber;
}

} // namespace

void Channels::add(Subscriber *subscriber)
{
    auto &seats = placesOf(subscriber).seats_;
    for (const QByteArray &name : subscriber->subscription().selection.channels()) {
        HubChannel &named = channel(name);
        named.listeners_.push_back({subscriber, seats.size()});
        seats.push_back({&named, named.listeners_.size() - 1});
    }
    patternListeners_.add(subscriber);
}

void Channels::remove(Subscriber *subscriber)
{
    for (const Member::Seat &seat : placesOf(subscriber).seats_) {
        auto &listeners = seat.channel->listeners_;
        listeners[seat.index] = listeners.back();
        const HubChannel::Listener &moved = listeners[seat.index];
        placesOf(moved.subscriber).seats_[moved.seat].index = seat.index;
        listeners.pop_back();
    }
    placesOf(subscriber).seats_.clear();
    patternListeners_.remove(subscriber);
}

HubChannel &Channels::channel(const QByteArray &name)
{
    const auto [found, isNew] = channels_.try_emplace(name);
    if (isNew)
        found->second.name = name;
    return found->second;
}

const HubChannel *Channels::find(const QByteArray &name) const
{
    const auto found = channels_.find(name);
    return found == channels_.end() ? nullptr : &found->second;
}

bool Channels::holdsAnyOf(const Selection &selection) const
{
    return std::any_of(channels_.cbegin(), channels_.cend(),
                       [&](const auto &one) { return one.second.held.events > 0 && selection.matches(one.first); });
}

qint64 Channels::listenerCount(const HubChannel &channel) const
{
    return qint64(channel.listeners_.size()) + patternListeners_.count(channel.name);
}

std::vector<std::shared_ptr<Subscriber>> Channels::listenersOf(const Selection &selection) const
{
    std::vector<Subscriber *> found;
    const auto addFrom = [&](const HubChannel &channel) {
        for (const HubChannel::Listener &listener : channel.listeners_)
            found.push_back(listener.subscriber);
    };
    if (selection.patterns().isEmpty()) {
        for (const QByteArray &name : selection.channels()) {
            if (const HubChannel *channel = find(name))
                addFrom(*channel);
        }
    } else {
        for (const auto &[name, channel] : channels_) {
            if (!channel.listeners_.empty() && selection.matches(name))
                addFrom(channel);
        }
    }
    patternListeners_.visitOverlapping(selection, [&](Subscriber *subscriber) { found.push_back(subscriber); });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::vector<std::shared_ptr<Subscriber>> listeners;
    listeners.reserve(found.size());
    for (Subscriber *subscriber : found)
        listeners.push_back(subscriber->shared_from_this());
    return listeners;
}

void Channels::setFigures(const QList<ChannelFigures> &figures)
{
    for (const ChannelFigures &changed : figures) {
        HubChannel &one = channel(changed.channel);
        one.held = changed.held;
        one.figuresDue = false;
        one.reach.keepWithin(one.held);
    }
}

void Channels::update(double seconds)
{
    for (auto &[name, hubChannel] : channels_)
        hubChannel.rate.update(hubChannel.events, seconds);
}

QByteArrayList Channels::forgetUnused()
{
    QByteArrayList forgotten;
    for (auto at = channels_.begin(); at != channels_.end();) {
        const HubChannel &one = at->second;
        if (one.listeners_.empty() && one.held.events == 0 && !one.figuresDue) {
            forgotten.append(at->first);
            at = channels_.erase(at);
        } else {
            ++at;
        }
    }
    return forgotten;
}

void Channels::measureBusiest(size_t count)
{
    std::vector<HubChannel *> busiest;
    for (auto &[name, hubChannel] : channels_) {
        if (hubChannel.latency || hubChannel.rate.perSecond() > 0)
            busiest.push_back(&hubChannel);
    }
    const size_t kept = std::min(busiest.size(), count);
    std::partial_sort(
        busiest.begin(), busiest.begin() + std::ptrdiff_t(kept), busiest.end(),
        [](const HubChannel *a, const HubChannel *b) { return a->rate.perSecond() > b->rate.perSecond(); });
    for (size_t i = 0; i < busiest.size(); ++i) {
        if (i >= kept)
            busiest[i]->latency.reset();
        else if (!busiest[i]->latency)
            busiest[i]->latency = std::make_shared<LatencyHistogram>();
    }
}

} // namespace helio
