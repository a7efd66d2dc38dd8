// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/clients.h"

#include "hub/subscriber.h"

#include <algorithm>

namespace helio {

QByteArray Clients::nextId()
{
    return idPrefix_ + 'c' + QByteArray::number(++lastNumber_);
}

void Clients::add(std::shared_ptr<Subscriber> subscriber)
{
    ++addresses_[subscriber->subscription().address];
    pages_.add(subscriber->subscription());
    const QByteArray id = subscriber->id();
    connected_.emplace(id, std::move(subscriber));
}

bool Clients::setEnding(const Subscriber &subscriber)
{
    const auto found = connected_.find(subscriber.id());
    if (found == connected_.end())
        return false;
    const auto address = addresses_.find(subscriber.subscription().address);
    if (--*address == 0)
        addresses_.erase(address);
    pages_.remove(subscriber.subscription());
    ending_.insert(connected_.extract(found));
    return true;
}

void Clients::remove(const Subscriber &subscriber)
{
    ending_.erase(QByteArray(subscriber.id())); // a copy: the subscriber is gone with it
}

std::vector<std::shared_ptr<Subscriber>> Clients::allConnected() const
{
    std::vector<std::shared_ptr<Subscriber>> all;
    all.reserve(connected_.size());
    for (const auto &[id, subscriber] : connected_)
        all.push_back(subscriber);
    return all;
}

std::vector<std::shared_ptr<Subscriber>> Clients::allEnding() const
{
    std::vector<std::shared_ptr<Subscriber>> all;
    for (const auto &[id, subscriber] : ending_) {
        if (subscriber->queuedFrames() > 0)
            all.push_back(subscriber);
    }
    std::sort(all.begin(), all.end(),
              [](const auto &a, const auto &b) { return a->queuedFrames() > b->queuedFrames(); });
    return all;
}

std::shared_ptr<Subscriber> Clients::connected(const QByteArray &id) const
{
    const auto found = connected_.find(id);
    return found == connected_.end() ? nullptr : found->second;
}

std::shared_ptr<Subscriber> Clients::find(const QByteArray &id) const
{
    const auto found = ending_.find(id);
    return found == ending_.end() ? connected(id) : found->second;
}

} // namespace helio
