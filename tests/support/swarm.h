// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/swarmclient.h"

#include <QObject>

#include <deque>
#include <map>
#include <memory>
#include <vector>

class QSocketNotifier;
class QTimer;

namespace helio::test {

/// Thousands of event sources in one thread: one epoll descriptor in Qt's event loop holds them all. They work while
/// that loop runs, so in every wait of the other test tools too. Linux only.
class Swarm : public QObject
{
    Q_OBJECT
public:
    using Clock = std::chrono::steady_clock;
    static constexpr size_t Unlimited = size_t(-1);

    /// Raises the soft limit of open files to the hard one, and answers it.
    static qint64 openFileLimit();

    /// `port`: the hub's, at 127.0.0.1 unless a plan says otherwise.
    explicit Swarm(quint16 port, QObject *parent = nullptr);
    ~Swarm() override;

    /// Connects soon. The reference stays good until clear().
    SwarmClient &add(const SwarmPlan &plan);
    void add(int count, const SwarmPlan &plan);
    /// How many may be connecting at the same time: fewer than the hub's backlog unless a test wants a storm.
    void setConnectingAtOnce(size_t count) { connectingAtOnce_ = count; }
    /// Drops all clients, their connections orderly closed.
    void clear();

    size_t size() const { return clients_.size(); }
    SwarmClient &at(size_t i) const { return *clients_[i]; }
    const std::vector<std::unique_ptr<SwarmClient>> &clients() const { return clients_; }

    size_t count(SwarmClient::State state) const;
    bool allStream() const { return count(SwarmClient::State::Streaming) == size(); }
    /// All clients' together.
    SwarmClient::Counts counts() const;
    /// The first client's that has one.
    QString problem() const;

    /// Runs the event loop until `enough` says so or the time is over.
    bool waitFor(const std::function<bool()> &enough, std::chrono::milliseconds deadline = std::chrono::seconds(60));

    /// What chance decides; the same for the same seed (HELIOGRAPH_SEED in the environment).
    std::mt19937 &chance() { return chance_; }

Q_SIGNALS:
    /// Each 10 ms.
    void ticked();

private:
    friend class SwarmClient;

    // for its clients
    quint16 port() const { return port_; }
    void connectLater(SwarmClient &client, std::chrono::milliseconds after);
    void connectingEnded() { --connecting_; }
    void watch(int socket, quint32 number, quint32 events, bool isNew);
    std::vector<char> &buffer() { return buffer_; }

    void dispatch();
    void tick();
    void startSome();

    quint16 port_;
    int epoll_;
    QSocketNotifier *notifier_;
    QTimer *timer_;
    std::vector<std::unique_ptr<SwarmClient>> clients_;
    std::multimap<Clock::time_point, SwarmClient *> waiting_;
    std::deque<SwarmClient *> due_;
    size_t connecting_ = 0;
    size_t connectingAtOnce_ = 500;
    std::vector<char> buffer_;
    std::mt19937 chance_;
};

} // namespace helio::test
