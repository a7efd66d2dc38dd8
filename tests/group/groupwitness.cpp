// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/groupwitness.h"

namespace helio::test {

GroupWitness::GroupWitness(Swarm &swarm, const SwarmPlan &plan, int ofChannels, std::vector<int> channels)
    : ofChannels_(ofChannels)
    , channels_(std::move(channels))
{
    SwarmPlan mine = plan;
    mine.keepsJournal = true; // its gaps
    mine.observer = [this](SwarmClient &, const Event &event) { add(event); };
    client_ = &swarm.add(mine);
}

void GroupWitness::add(const Event &event)
{
    const QByteArrayList words = event.data.left(48).split(' ');
    seen_.push_back({words.value(0).toInt(), words.value(1).toLongLong()});
}

/// The last serial below `published` that goes to the channel; -1: none.
static qint64 lastSerial(qint64 published, int channel, int ofChannels)
{
    const qint64 last = published - 1;
    const qint64 serial = last - ((last - channel) % ofChannels + ofChannels) % ofChannels;
    return serial < 0 ? -1 : serial;
}

qint64 GroupWitness::lastOf(int publisher, int channel) const
{
    for (auto seen = seen_.crbegin(); seen != seen_.crend(); ++seen) {
        if (seen->publisher == publisher && seen->serial % ofChannels_ == channel)
            return seen->serial;
    }
    return -1;
}

bool GroupWitness::hasLast(int publisher, qint64 published) const
{
    return std::all_of(channels_.cbegin(), channels_.cend(), [&](int channel) {
        return lastOf(publisher, channel) >= lastSerial(published, channel, ofChannels_);
    });
}

GroupWitness::Findings GroupWitness::judge(int publisher, qint64 published) const
{
    Findings findings;
    const auto &gaps = client_->journal().gaps();
    for (const int channel : channels_) {
        qint64 expected = channel;
        auto gap = gaps.cbegin();
        bool wasGapTold = false; // since the last of the channel
        const auto miss = [&](qint64 upTo, size_t at) {
            const qint64 missing = (upTo - expected) / ofChannels_;
            findings.missing += missing;
            if (!wasGapTold)
                findings.problem = QStringLiteral("of publisher %1 in channel %2, %3 from %4 on are missing before its "
                                                  "event %5, and no gap was told")
                                       .arg(publisher)
                                       .arg(channel)
                                       .arg(missing)
                                       .arg(expected)
                                       .arg(at);
        };
        for (size_t i = 0; i < seen_.size() && findings.problem.isEmpty(); ++i) {
            for (; gap != gaps.cend() && gap->before <= i; ++gap)
                wasGapTold = true;
            const Seen &seen = seen_[i];
            if (seen.publisher != publisher || seen.serial % ofChannels_ != channel)
                continue;
            if (seen.serial < expected && wasGapTold)
                ++findings.again;
            else if (seen.serial < expected)
                findings.problem = QStringLiteral("of publisher %1 in channel %2, %3 came again or late as event %4, "
                                                  "where %5 was expected")
                                       .arg(publisher)
                                       .arg(channel)
                                       .arg(seen.serial)
                                       .arg(i)
                                       .arg(expected);
            else if (seen.serial > expected)
                miss(seen.serial, i);
            expected = seen.serial + ofChannels_;
            wasGapTold = false;
        }
        wasGapTold = wasGapTold || gap != gaps.cend();
        const qint64 behindLast = lastSerial(published, channel, ofChannels_) + ofChannels_;
        if (findings.problem.isEmpty() && expected < behindLast)
            miss(behindLast, seen_.size());
    }
    return findings;
}

} // namespace helio::test
