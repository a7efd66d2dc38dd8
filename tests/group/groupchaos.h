// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/groupwitness.h"
#include "redis/redisserver.h"
#include "support/helioprocess.h"

namespace helio::test {

/// Three hubs and a Redis under load, of which chance kills, holds and stops some: publishers give what was not
/// answered again, to any hub, and clients come back to any hub.
class GroupChaos
{
public:
    struct Plan
    {
        quint32 seed = 0;
        QStringList redis = {}; ///< arguments of it, about its disk
        QString url = {};       ///< of another Redis, which the test has; then none is started here
        QStringList hub = {};   ///< more options of the hubs
        bool together = false;  ///< hubs end at the same time as Redis, too
        int steps = 8;
        int publishers = 3;
    };
    explicit GroupChaos(const Plan &plan);
    ~GroupChaos();
    Q_DISABLE_COPY_MOVE(GroupChaos)

    /// Hubs, Redis, clients, publishers: all stream and publish.
    bool start();
    /// One after the other, each over when publishing goes on.
    bool run();
    /// Until so many events more are acknowledged.
    bool publishesOn(qint64 more);
    /// All have what was published, or never will.
    bool finish();

    /// What is wrong in what the clients saw. Empty when nothing is missing without a gap, doubled or out of order.
    QString problemOfWitnesses() const;
    /// What is wrong in what the hubs hold: each has to have the same in the same order, and with `all` everything that
    /// was acknowledged, once.
    QString problemOfHubs(bool all = true);

    qint64 published() const;
    /// Of all clients and publishers.
    GroupWitness::Findings findings() const;
    quint64 gaps() const { return swarm_->counts().gaps; }
    int hubKills() const { return hubKills_; }
    /// What was done, and what came of it.
    QString report() const;
    /// What failed.
    QString error() const;

private:
    enum class Deed {
        KillHub,
        KillTwoHubs,
        StopHub,
        HoldHub,
        KillRedis,
        KillRedisTwice,
        HoldRedis,
        FillRedis,
        KillRedisAndHub,
        KillRedisAndTwo,
        KillAll,
        Last
    };

    bool startClients();
    void addWitness(const QByteArray &query, std::vector<int> channels);
    Deed drawDeed();
    bool step();
    bool kill(const std::vector<int> &hubs, bool withRedis);
    bool setMaximumMemory(const QByteArray &bytes);
    bool restart(int hub);
    void pause(int atMost);
    int chance(int below);
    void note(const QString &what);
    bool fail(const QString &what);
    QList<Event> everythingOf(const HelioProcess &hub, QString &problem);

    Plan plan_;
    std::mt19937 chance_;
    RedisServer redis_;
    std::vector<std::unique_ptr<HelioProcess>> hubs_;
    std::unique_ptr<Swarm> swarm_;
    std::vector<std::unique_ptr<GroupWitness>> witnesses_;
    std::vector<std::unique_ptr<LoadPublisher>> publishers_;
    QStringList deeds_;
    int hubKills_ = 0;
    int redisKills_ = 0;
    QString error_;
};

} // namespace helio::test
