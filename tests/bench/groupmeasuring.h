// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "groupmodel.h"
#include "redis/redisserver.h"
#include "support/helioprocess.h"
#include "support/swarm.h"

#include <QTcpSocket>

#include <memory>
#include <vector>

namespace helio::test {

/// A Redis and `helio serve` processes that are a group, with clients at each, all of one channel. What they use is
/// taken from the kernel's account of their processors, so that a busy machine counts less.
class MeasuredGroup
{
public:
    /// Microseconds of processor time for a round, without what they use when nothing happens.
    struct Use
    {
        double redis = 0;
        double publisher = 0; ///< the hub that is asked
        double others = 0;    ///< the mean of the other hubs; 0 without any
    };

    MeasuredGroup(int hubs, int clients);

    /// So many rounds of so many events, each in one request; a round begins when all clients have the one before.
    Use measure(int events, int rounds, bool ownIds = false);
    /// So many more clients, of a channel in which nothing happens: microseconds and KiB of a hub for each.
    std::pair<double, double> measureClients(int count);

    int hubs() const { return int(hubs_.size()); }
    int clients() const { return clients_; }

private:
    std::vector<double> usedNow() const;
    std::vector<double> idleInASecond();
    void rest(std::chrono::milliseconds time);
    /// Until all clients have them.
    void publishAndWait(int events, bool ownIds);
    void publish(int events, bool ownIds, const std::function<bool()> &isEnough);

    int clients_;
    int serial_ = 0;
    RedisServer redis_;
    qint64 redisProcess_ = 0;
    std::vector<std::unique_ptr<HelioProcess>> hubs_;
    std::unique_ptr<Swarm> swarm_;
    QTcpSocket socket_;
};

/// What things cost here, from small groups; the model with these is then compared with other groups. Prints both, and
/// answers whether they agree within `tolerance`.
bool checkModel(GroupCosts costs, int turns, double tolerance);

} // namespace helio::test
