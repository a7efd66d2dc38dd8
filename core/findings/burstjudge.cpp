// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/burstjudge.h"

#include "findings/datatime.h"
#include "findings/findingtable.h"
#include "findings/findingtexts.h"

#include <algorithm>

namespace helio {

namespace {

template <typename T>
T middle(QList<T> values)
{
    const auto at = values.begin() + values.size() / 2;
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

template <typename T>
void keep(QList<T> &values, const T &value, qsizetype most)
{
    if (values.size() == most)
        values.removeFirst();
    values.append(value);
}

} // namespace

void BurstJudge::onHead(Moment now, qint64 wallClock)
{
    *this = {};
    begin_ = last_ = now;
    wallClock_ = wallClock;
}

void BurstJudge::onEvent(const Event &event, quint64 number, Moment now, Trust trust)
{
    if (cluster_.count == 0 || now - last_ >= Silence) {
        endCluster();
        cluster_.begin = now;
        cluster_.firstNumber = number;
        cluster_.mayBeHistory = now - begin_ < MayBeHistory;
    }
    last_ = now;
    cluster_.end = now;
    ++cluster_.count;
    cluster_.isTimely = cluster_.isTimely && trust == Trust::Timely;
    addTo(cluster_, event);
}

void BurstJudge::addTo(Cluster &cluster, const Event &event) const
{
    if (!cluster.rises || wallClock_ == 0)
        return;
    // A stream without silences is one cluster without end: it is not asked for ever.
    const auto time = cluster.count <= TimedEvents ? timeInEvent(event) : std::nullopt;
    if (!time) {
        cluster.rises = false;
        return;
    }
    if (cluster.count == 1) {
        cluster.firstTime = *time;
    } else {
        const qint64 distance = *time - cluster.lastTime;
        cluster.leastDistance = cluster.count == 2 ? distance : std::min(cluster.leastDistance, distance);
        cluster.rises = distance >= HeldDistance;
    }
    cluster.lastTime = *time;
}

void BurstJudge::endCluster()
{
    const Cluster cluster = std::exchange(cluster_, {});
    if (cluster.count == 0 || !cluster.isTimely || cluster.mayBeHistory)
        return;
    if (cluster.count < LeastEvents || cluster.end - cluster.begin > LongestGroup) {
        otherEvents_ += cluster.count;
        heldInARow_ = 0;
        return;
    }
    ++groupCount_;
    groupedEvents_ += cluster.count;
    evidence_.addEvent(cluster.firstNumber);
    evidence_.addTime(cluster.begin - begin_);
    keep(counts_, cluster.count, KeptGroups);
    if (latest_) {
        keep(silences_, cluster.begin - latest_->end, KeptGroups);
        heldInARow_ = isHeld(cluster, *latest_) ? heldInARow_ + 1 : 0;
        if (heldInARow_ > heldMost_) {
            heldMost_ = heldInARow_;
            leastHeldDistance_ =
                heldMost_ == 1 ? cluster.leastDistance : std::min(leastHeldDistance_, cluster.leastDistance);
        }
    }
    latest_ = cluster;
}

/// The saw-tooth of what waits: its events arose one after the other since the group before, the last one just now.
bool BurstJudge::isHeld(const Cluster &cluster, const Cluster &before) const
{
    if (!cluster.rises || cluster.firstTime <= before.lastTime)
        return false;
    const qint64 period = (cluster.end - before.end) / std::chrono::milliseconds(1);
    const qint64 arrival = wallClock_ + (cluster.end - begin_) / std::chrono::milliseconds(1);
    return std::abs(arrival - cluster.lastTime) * 5 <= period;
}

void BurstJudge::addFindings(QList<Finding> &findings, Moment now) const
{
    if (cluster_.count > 0 && now - last_ >= Silence) {
        BurstJudge rested = *this;
        rested.endCluster();
        rested.addFindings(findings, now);
        return;
    }
    if (groupCount_ < LeastGroups || groupedEvents_ < 4 * otherEvents_)
        return;
    Finding finding =
        heldMost_ >= LeastHeldGroups
            ? makeFinding(FindingCase::BurstsHeld,
                          {numberText(groupCount_), timeText(std::chrono::milliseconds(leastHeldDistance_))})
            : makeFinding(FindingCase::Bursts,
                          {numberText(groupCount_), numberText(middle(counts_)), timeText(middle(silences_))});
    finding.evidence = evidence_;
    findings.append(finding);
}

} // namespace helio
