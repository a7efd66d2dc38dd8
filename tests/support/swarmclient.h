// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/eventstreamparser.h"
#include "support/journal.h"

#include <functional>
#include <random>

namespace helio::test {

class Swarm;
class SwarmClient;

/// What a client of a Swarm asks for, and how it behaves.
struct SwarmPlan
{
    enum class Reading {
        All,     ///< as fast as it can
        Slowly,  ///< `slowBytes` each 10 ms
        Nothing, ///< nothing behind the head, until SwarmClient::setReading()
    };

    QByteArray query;                ///< of /stream
    QByteArray headers;              ///< more lines, each with its CRLF
    QByteArray address{"127.0.0.1"}; ///< of the hub; a colon in it means IPv6
    quint16 port = 0;                ///< of the hub; 0: the swarm's
    std::vector<quint16> ports;      ///< of several hubs: each connection goes to one of them by chance
    QByteArray from;                 ///< empty: one of 127.0.1.*, so that ports never run out (IPv4)
    quint16 fromPort = 0;            ///< 0: any
    QByteArray lastEventId;          ///< to begin with; sent as the header once it is not empty
    Reading reading = Reading::All;
    qsizetype slowBytes = 4096;
    int receiveBuffer = 0; ///< SO_RCVBUF; 0: as the system has it
    qint64 cutEvery = 0;   ///< cuts its connection at a random byte, on average after so many; 0: never
    bool returns = true;   ///< comes back when the connection ends, as an EventSource would
    std::chrono::milliseconds returnsWithin{20}; ///< at a random time
    bool keepsJournal = false;
    bool keepsEvents = false;
    std::function<void(SwarmClient &, const Event &)> observer; ///< of events of channels
};

/// One of a Swarm's clients: an event source on a bare socket. It keeps its last event id over connections, and counts.
class SwarmClient
{
public:
    enum class State {
        Waiting,    ///< to connect (again)
        Connecting, ///< to the port
        Opening,    ///< asked, and waits for the head of the answer
        Streaming,
        Ended, ///< and does not come back
    };
    struct Counts
    {
        quint64 connections = 0; ///< that began to stream
        quint64 refusals = 0;    ///< connections that were refused or ended before the head
        quint64 events = 0;      ///< of channels
        quint64 gaps = 0;
        quint64 shutdowns = 0;
        quint64 cuts = 0;   ///< by itself
        quint64 ends = 0;   ///< of a stream, orderly, by the hub
        quint64 resets = 0; ///< of a stream, not its own
        qint64 bytes = 0;
    };

    SwarmClient(Swarm &swarm, SwarmPlan plan, quint32 number);
    ~SwarmClient();
    Q_DISABLE_COPY_MOVE(SwarmClient)

    State state() const { return state_; }
    const SwarmPlan &plan() const { return plan_; }
    quint32 number() const { return number_; }
    const Counts &counts() const { return counts_; }
    const Journal &journal() const { return journal_; }
    /// Empty unless the plan keeps them.
    const QList<Event> &events() const { return events_; }
    const QByteArray &lastEventId() const { return lastEventId_; }
    /// What its first block and its `shutdown` event said last.
    std::optional<std::chrono::milliseconds> openingRetry() const { return openingRetry_; }
    std::optional<std::chrono::milliseconds> shutdownRetry() const { return shutdownRetry_; }
    /// What the hub did that it must not: a status but 200, another content type. Empty when there was nothing.
    const QString &problem() const { return problem_; }

    void setReading(SwarmPlan::Reading reading);
    void setCutEvery(qint64 bytes);
    /// From now on it does not come back by itself.
    void setReturns(bool returns) { plan_.returns = returns; }

    enum class Cut {
        Close,     ///< orderly
        Reset,     ///< with RST
        HalfClose, ///< its sending side alone: the hub takes it for gone and ends the stream
    };
    void cut(Cut how);
    /// Closes and does not come back.
    void end(Cut how = Cut::Close);

private:
    friend class Swarm;

    // for its swarm
    void connect();
    quint16 drawPort();
    void handle(quint32 events);
    void tick();

    void request();
    void read();
    void onReceived(QByteArrayView bytes);
    void feed(QByteArrayView bytes);
    bool takeHead(QByteArrayView &bytes);
    void onEvent(const Event &event);
    void over();
    void watch(quint32 events);
    qint64 drawCut();

    Swarm &swarm_;
    SwarmPlan plan_;
    quint32 number_;
    State state_ = State::Waiting;
    int socket_ = -1;
    quint32 watched_ = 0;
    qint64 received_ = 0;   ///< on this connection
    qint64 cutAt_ = -1;     ///< of received_
    qsizetype allowed_ = 0; ///< of a slow reader, in this tick
    QByteArray head_;
    std::optional<EventStreamParser> parser_;
    QByteArray lastEventId_;
    QByteArray onlyChannel_; ///< which a stream of one channel does not name
    bool envelope_ = false;
    Counts counts_;
    Journal journal_;
    QList<Event> events_;
    std::optional<std::chrono::milliseconds> openingRetry_;
    std::optional<std::chrono::milliseconds> shutdownRetry_;
    QString problem_;
};

} // namespace helio::test
