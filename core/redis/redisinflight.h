// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QHash>
#include <QList>
#include <QObject>

#include <chrono>
#include <deque>
#include <unordered_map>
#include <utility>

class QTimer;

namespace helio {

/// What was published by Redis and has not come back yet. It comes back with no mark of its origin: it is known by its
/// channel and its very bytes, the oldest first.
class RedisInFlight : public QObject
{
    Q_OBJECT
public:
    /// `deadline`: how long each may take to come back.
    explicit RedisInFlight(std::chrono::milliseconds deadline, QObject *parent = nullptr);

    /// Tickets are not 0, and each is added once.
    void add(const QByteArray &channel, const QByteArray &message, quint64 ticket);
    /// The ticket of the oldest of these, which is no longer in flight; 0 when there is none.
    quint64 add(const QByteArray &channel, const QByteArray &message);
    /// False when it is not in flight.
    bool remove(quint64 ticket);
    /// All tickets, oldest first; none is in flight then.
    QList<quint64> takeAll();

Q_SIGNALS:
    /// It did not come back in time, and is no longer in flight.
    void overdue(quint64 ticket);

private:
    using Message = std::pair<QByteArray, QByteArray>; // channel, bytes
    struct Deadline
    {
        qint64 at = 0; ///< by clock_
        quint64 ticket = 0;
    };

    void removeOverdue();

    std::chrono::milliseconds deadline_;
    QHash<Message, std::deque<quint64>> byMessage_;
    std::unordered_map<quint64, Message> byTicket_;
    std::deque<Deadline> deadlines_; ///< also of tickets that are gone already
    QElapsedTimer clock_;
    QTimer *timer_;
};

} // namespace helio
