// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/clientlisting.h"

#include "event/position.h"
#include "hub/clock.h"
#include "hub/slices.h"
#include "hub/subscriber.h"

#include <algorithm>

namespace helio {

namespace {

bool holdsText(const ClientInfo &client, const QString &text)
{
    const auto holds = [&text](const QByteArray &part) {
        return QString::fromUtf8(part).contains(text, Qt::CaseInsensitive);
    };
    return holds(client.id) || client.remoteAddress.contains(text, Qt::CaseInsensitive) || holds(client.userAgent) ||
           holds(client.origin) || client.subject.contains(text, Qt::CaseInsensitive) ||
           std::any_of(client.channels.cbegin(), client.channels.cend(), holds) ||
           std::any_of(client.patterns.cbegin(), client.patterns.cend(), holds);
}

} // namespace

ClientListing::ClientListing(std::vector<std::weak_ptr<Subscriber>> all, ClientQuery query, const Clock &clock)
    : query_(std::move(query))
    , clock_(clock)
    , all_(std::move(all))
{}

bool ClientListing::advance(const Visit &visit)
{
    const StepTime step;
    return !collectSome(step) || !sortSome(step) || !visitSome(step, visit);
}

/// True when all are.
bool ClientListing::collectSome(const StepTime &step)
{
    if (isCollected_)
        return true;
    for (; !all_.empty() && !step.isOver(); all_.pop_back())
        collect(all_.back());
    isCollected_ = all_.empty();
    unsorted_ = rows_.size();
    return isCollected_;
}

void ClientListing::collect(const std::weak_ptr<Subscriber> &weak)
{
    const auto subscriber = weak.lock();
    if (!subscriber || subscriber->isEnding())
        return;
    ++counts_.total;
    if (!query_.channel.isEmpty() && !subscriber->subscription().selection.matches(query_.channel))
        return;
    ClientInfo info;
    if (query_.order != ClientQuery::Order::Arrival || !query_.text.isEmpty())
        info = subscriber->info(clock_.steadyNanoseconds());
    if (!query_.text.isEmpty() && !holdsText(info, query_.text))
        return;
    ++counts_.matching;
    const auto isBefore = [this](const Row &one, const Row &other) { return this->isBefore(one, other); };
    rows_.push_back({keyOf(query_.order, subscriber->id(), info), weak});
    std::push_heap(rows_.begin(), rows_.end(), isBefore);
    if (query_.limit > 0 && qsizetype(rows_.size()) - query_.offset > query_.limit) {
        std::pop_heap(rows_.begin(), rows_.end(), isBefore);
        rows_.pop_back();
    }
}

/// True when all is.
bool ClientListing::sortSome(const StepTime &step)
{
    const auto isBefore = [this](const Row &one, const Row &other) { return this->isBefore(one, other); };
    for (; unsorted_ > 0 && !step.isOver(); --unsorted_)
        std::pop_heap(rows_.begin(), rows_.begin() + std::ptrdiff_t(unsorted_), isBefore);
    return unsorted_ == 0;
}

/// True when all are.
bool ClientListing::visitSome(const StepTime &step, const Visit &visit)
{
    if (visited_ == 0)
        visited_ = std::min(size_t(query_.offset), rows_.size());
    for (; visited_ < rows_.size() && !step.isOver(); ++visited_) {
        if (const auto subscriber = rows_[visited_].subscriber.lock(); subscriber && !subscriber->isEnding())
            visit(*subscriber);
    }
    return visited_ == rows_.size();
}

ClientListing::Key ClientListing::keyOf(ClientQuery::Order order, const QByteArray &id, const ClientInfo &info)
{
    using Order = ClientQuery::Order;
    Key key;
    key.arrival = id.sliced(id.lastIndexOf('c') + 1).toULongLong(); // c9 before c10
    switch (order) {
    case Order::Arrival:
        break;
    case Order::RemoteAddress:
        key.text = info.remoteAddress.toUtf8();
        break;
    case Order::UserAgent:
        key.text = info.userAgent;
        break;
    case Order::Origin:
        key.text = info.origin;
        break;
    case Order::Channels:
        key.text = info.channels.value(0);
        break;
    case Order::Patterns:
        key.text = info.patterns.value(0);
        break;
    case Order::Subject:
        key.text = info.subject.toUtf8();
        break;
    case Order::ConnectedAt:
        key.number = info.connectedAt;
        break;
    case Order::LastEventId:
        if (const auto position = Position::fromId(info.lastEventId)) {
            key.number = position->time();
            key.text = QByteArray::number(position->sequence).rightJustified(20, '0');
        } else {
            key.text = info.lastEventId;
        }
        break;
    case Order::SentEvents:
        key.number = qint64(info.sentEvents);
        break;
    case Order::SentBytes:
        key.number = qint64(info.sentBytes);
        break;
    case Order::QueuedEvents:
        key.number = info.queuedEvents;
        break;
    case Order::QueuedBytes:
        key.number = info.queuedBytes;
        break;
    case Order::OldestQueued:
        key.number = info.oldestQueuedMs;
        break;
    case Order::Gaps:
        key.number = qint64(info.gapsReported);
        break;
    case Order::UnsentKernelBytes:
        key.number = info.kernel ? info.kernel->unacknowledgedBytes : -1;
        break;
    case Order::RoundTrip:
        key.number = info.kernel ? info.kernel->roundTripMicroseconds : -1;
        break;
    }
    return key;
}

bool ClientListing::isBefore(const Row &one, const Row &other) const
{
    const Key &a = query_.isDescending ? other.key : one.key;
    const Key &b = query_.isDescending ? one.key : other.key;
    if (a.number != b.number)
        return a.number < b.number;
    if (a.text != b.text)
        return a.text < b.text;
    // What is the same stays in the order of arrival, whatever the direction; unless that is the order.
    return query_.order == ClientQuery::Order::Arrival ? a.arrival < b.arrival : one.key.arrival < other.key.arrival;
}

} // namespace helio
