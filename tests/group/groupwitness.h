// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/loadpublisher.h"
#include "support/swarm.h"

namespace helio::test {

/// What one client of a group saw of publishers that take their channels in turn, so that each knows what it had to
/// see.
class GroupWitness
{
public:
    /// Of the channels that the publishers take in turn, those that `channels` numbers are streamed.
    GroupWitness(Swarm &swarm, const SwarmPlan &plan, int ofChannels, std::vector<int> channels);
    Q_DISABLE_COPY_MOVE(GroupWitness)

    const SwarmClient &client() const { return *client_; }
    size_t events() const { return seen_.size(); }
    /// It has the last of the first `published` events of that publisher in each of its channels.
    bool hasLast(int publisher, qint64 published) const;

    struct Findings
    {
        QString problem;    ///< what came twice or out of order, or is missing and no gap was told; else empty
        qint64 missing = 0; ///< where a gap was told
        qint64 again = 0;   ///< came again or late where a gap was told: what was lost, and published again
    };
    /// Of the first `published` events of that publisher: those that were acknowledged.
    Findings judge(int publisher, qint64 published) const;

private:
    struct Seen
    {
        int publisher;
        qint64 serial;
    };
    void add(const Event &event);
    qint64 lastOf(int publisher, int channel) const;

    int ofChannels_;
    std::vector<int> channels_;
    std::vector<Seen> seen_;
    SwarmClient *client_;
};

} // namespace helio::test
