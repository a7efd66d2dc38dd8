// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redisinflight.h"

#include "hub/turns.h"

#include <QTimer>

namespace helio {

RedisInFlight::RedisInFlight(std::chrono::milliseconds deadline, QObject *parent)
    : QObject(parent)
    , deadline_(deadline)
    , timer_(new QTimer(this))
{
    clock_.start();
    timer_->setSingleShot(true);
    connect(timer_, &QTimer::timeout, this, &RedisInFlight::removeOverdue);
}

void RedisInFlight::add(const QByteArray &channel, const QByteArray &message, quint64 ticket)
{
    byMessage_[{channel, message}].push_back(ticket);
    byTicket_.emplace(ticket, Message(channel, message));
    deadlines_.push_back({clock_.elapsed() + deadline_.count(), ticket});
    if (!timer_->isActive())
        timer_->start(deadline_);
}

quint64 RedisInFlight::add(const QByteArray &channel, const QByteArray &message)
{
    const auto found = byMessage_.find({channel, message});
    if (found == byMessage_.end())
        return 0;
    const quint64 ticket = found->front();
    found->pop_front();
    if (found->empty())
        byMessage_.erase(found);
    byTicket_.erase(ticket);
    return ticket;
}

bool RedisInFlight::remove(quint64 ticket)
{
    const auto node = byTicket_.extract(ticket);
    if (!node)
        return false;
    if (const auto found = byMessage_.find(node.mapped()); found != byMessage_.end()) {
        std::erase(*found, ticket);
        if (found->empty())
            byMessage_.erase(found);
    }
    return true;
}

QList<quint64> RedisInFlight::takeAll()
{
    QList<quint64> tickets;
    for (const Deadline &deadline : deadlines_) {
        if (byTicket_.contains(deadline.ticket))
            tickets.append(deadline.ticket);
    }
    byMessage_.clear();
    byTicket_.clear();
    deadlines_.clear();
    timer_->stop();
    return tickets;
}

void RedisInFlight::removeOverdue()
{
    const Turn turn("redis");
    const qint64 now = clock_.elapsed();
    while (!deadlines_.empty() && (deadlines_.front().at <= now || !byTicket_.contains(deadlines_.front().ticket))) {
        const quint64 ticket = deadlines_.front().ticket;
        deadlines_.pop_front();
        if (remove(ticket))
            Q_EMIT overdue(ticket);
    }
    if (!deadlines_.empty())
        timer_->start(std::chrono::milliseconds(deadlines_.front().at - now));
}

} // namespace helio
