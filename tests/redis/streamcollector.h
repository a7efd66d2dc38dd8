// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/eventstreamparser.h"

#include <QTcpSocket>

namespace helio::test {

/// One client of a stream at 127.0.0.1: collects its events, gaps among them.
class StreamCollector
{
public:
    explicit StreamCollector(quint16 port, const QByteArray &target = "/stream", const QByteArray &lastEventId = {});

    /// Until its head and first block are there.
    bool waitUntilOpen();
    bool waitForEvents(qsizetype count);
    bool waitForGap();
    bool isOpen() const { return socket_.state() == QAbstractSocket::ConnectedState; }

    const QList<Event> &events() const { return events_; }
    /// The data of each, gaps as "(gap)".
    QByteArrayList data() const;

private:
    void read();

    QTcpSocket socket_;
    QByteArray head_;
    bool isInBody_ = false;
    bool hasRetry_ = false;
    EventStreamParser parser_;
    QList<Event> events_;
};

struct Posted
{
    int status = 0;
    QByteArray body;
    QByteArray retryAfter;
    QByteArray contentType;
};
/// Publishes by `POST` and waits for the answer; `target` as `/channels/sse`.
Posted post(quint16 port, const QByteArray &target, const QByteArray &body, const QByteArray &contentType = {});

/// Until the hub at that port, of a group with one log in Redis, takes events: a hub that was just started may not be
/// at Redis yet, each comes back to one that was away in its own time, and /healthz of one that has not noticed that
/// yet is 200. What it is given for that it takes once for the whole group, in the channel `begin`, and it has read it
/// then.
bool waitUntilTakesEvents(quint16 port);

/// A member of a JSON object.
QByteArray member(const QByteArray &json, const char *name);

} // namespace helio::test
