// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/channels.h"

#include "feed/hubinfo.h"
#include "hub/subscriber.h"

#include <QSet>

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
        noteUse(named);
    }
    patternListeners_.add(subscriber);
    if (!subscriber->subscription().selection.patterns().isEmpty())
        patternsChangedIn_ = round_;
}

void Channels::remove(Subscriber *subscriber)
{
    for (const Member::Seat &seat : placesOf(subscriber).seats_) {
        auto &listeners = seat.channel->listeners_;
        listeners[seat.index] = listeners.back();
        const HubChannel::Listener &moved = listeners[seat.index];
        placesOf(moved.subscriber).seats_[moved.seat].index = seat.index;
        listeners.pop_back();
        noteUse(*seat.channel);
    }
    placesOf(subscriber).seats_.clear();
    patternListeners_.remove(subscriber);
    if (!subscriber->subscription().selection.patterns().isEmpty())
        patternsChangedIn_ = round_;
}

HubChannel &Channels::channel(const QByteArray &name)
{
    const auto [found, isNew] = channels_.try_emplace(name);
    if (isNew) {
        found->second.name = name;
        byName_.insert(&found->second);
    }
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

void Channels::count(HubChannel &channel, const StoredEvent &stored, qint64 now)
{
    channel.figuresDue = true;
    channel.changedIn = round_;
    ++channel.events;
    channel.bytes += quint64(stored.event.data.size());
    channel.lastEventId = stored.event.id;
    channel.rate.count(now);
    channel.publishedAt = now;
    busiest_.onCounted(channel);
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
        noteUse(one);
    }
}

ChannelInfo Channels::infoOf(const HubChannel &channel, qint64 now) const
{
    const HistoryFigures &held = channel.held;
    return {channel.name,
            listenerCount(channel),
            channel.events,
            channel.bytes,
            channel.rate.perSecond(now),
            channel.lastEventId,
            held.events,
            held.bytes,
            held.oldestId,
            held.oldest.time()};
}

bool Channels::isUnused(const HubChannel &channel)
{
    return channel.listeners_.empty() && channel.held.events == 0 && !channel.figuresDue;
}

/// Who listens to it, or what is held of it, has changed.
void Channels::noteUse(HubChannel &channel)
{
    channel.changedIn = round_;
    const bool isSubscribersOwn = !channel.listeners_.empty() && channel.held.events == 0;
    if (std::exchange(channel.isSubscribersOwn_, isSubscribersOwn) != isSubscribersOwn)
        subscribersOwn_ += isSubscribersOwn ? size_t(1) : size_t(-1);
    if (isUnused(channel) && !std::exchange(channel.isListedAsUnused_, true))
        unused_.push_back(&channel);
}

bool Channels::hasRoomFor(const Selection &selection) const
{
    if (!patternListeners_.hasRoomFor(selection))
        return false;
    const QByteArrayList &names = selection.channels();
    const size_t share = (maximum_ + 1) / 2;
    if (subscribersOwn_ + size_t(names.size()) <= share)
        return true;
    const auto more = std::count_if(names.cbegin(), names.cend(), [this](const QByteArray &name) {
        const HubChannel *known = find(name);
        return !known || (known->listeners_.empty() && known->held.events == 0);
    });
    return more == 0 || subscribersOwn_ + size_t(more) <= share;
}

bool Channels::makeRoomFor(const QList<Publication> &publications, QByteArrayList &forgotten, size_t &expected)
{
    expected = 0;
    const auto taken = [this] { return channels_.size() + expected_; };
    if (publications.size() == 1 && (taken() < maximum_ || find(publications.constFirst().channel)))
        return true;
    QSet<QByteArray> named;
    size_t more = 0;
    const QByteArray *last = nullptr; // most batches are for one
    for (const Publication &publication : publications) {
        if (last && *last == publication.channel)
            continue;
        last = &publication.channel;
        if (const qsizetype before = named.size(); named.insert(publication.channel), named.size() > before)
            more += !find(publication.channel);
    }
    if (more > maximum_)
        return false;
    for (size_t left = unused_.size(); more > 0 && left > 0 && taken() + more > maximum_; --left) {
        HubChannel *longest = unused_.front();
        unused_.pop_front();
        if (named.contains(longest->name))
            unused_.push_back(longest);
        else
            forgetIfUnused(*longest, forgotten);
    }
    if (publications.size() > 1)
        expected = more;
    return more == 0 || taken() + more <= maximum_;
}

QByteArrayList Channels::forgetUnused(size_t atMost, qint64 quietSince)
{
    QByteArrayList forgotten;
    for (size_t left = std::min(atMost, unused_.size()); left > 0; --left) {
        HubChannel *longest = unused_.front();
        unused_.pop_front();
        if (isUnused(*longest) && longest->publishedAt > quietSince)
            unused_.push_back(longest);
        else
            forgetIfUnused(*longest, forgotten);
    }
    return forgotten;
}

/// It does not stand in unused_ any more.
void Channels::forgetIfUnused(HubChannel &channel, QByteArrayList &forgotten)
{
    channel.isListedAsUnused_ = false;
    if (!isUnused(channel))
        return;
    busiest_.remove(channel);
    byName_.erase(&channel);
    const QByteArray name = channel.name; // a copy: the channel goes with it
    forgotten.append(name);
    channels_.erase(name);
}

} // namespace helio
