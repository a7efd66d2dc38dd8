// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/eventstreamparser.h"
#include "server/hubhost.h"
#include "support/rawclient.h"

#include <QJsonObject>

namespace helio::test {

/// A hub with its HTTP front on a free port, in the test's own thread. What carries its connections is said by the
/// environment: HELIO_TEST_CARRIER=socket, else the system's default.
class ServerBench
{
public:
    explicit ServerBench(HubConfig config = {});

    quint16 port() const { return port_; }
    HubHost &host() { return host_; }
    static bool isOverSockets();

    /// One request on a connection of its own. Status 0 when there was no whole answer.
    RawResponse ask(const QByteArray &method, const QByteArray &target, const QByteArrayList &headerLines = {},
                    const QByteArray &body = {}) const;
    RawResponse publish(const QByteArray &channel, const QByteArray &data) const;
    RawResponse publishJson(const QByteArray &json) const;
    RawResponse publishLines(const QByteArray &lines) const;
    /// Publishes one event; answers its id, empty when it was refused.
    QByteArray publishedId(const QByteArray &channel, const QByteArray &data) const;
    QJsonObject json(const QByteArray &target) const;
    /// Until /api/stats says so.
    bool waitForClients(int count) const;

private:
    HubHost host_{{}};
    quint16 port_ = 0;
};

/// A subscriber of a test.
class StreamClient
{
public:
    explicit StreamClient(const ServerBench &bench);

    /// Asks for `target` and reads head and first block. False when the answer is not a stream.
    bool open(const QByteArray &target, const QByteArrayList &headerLines = {});
    /// Until that many events have come since open(), or nothing in time.
    bool waitForEvents(qsizetype count);
    /// Until the server ends the stream.
    bool waitForEnd();

    RawClient raw{std::chrono::seconds(20)};
    RawResponse head;
    QByteArray wire;     ///< all of the stream that was read
    QList<Event> events; ///< since open()
    EventStreamParser parser;

    QByteArrayList data() const;

private:
    void takeReceived();

    quint16 port_;
};

QJsonObject jsonOf(const RawResponse &response);

} // namespace helio::test
