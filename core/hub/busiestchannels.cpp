// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/busiestchannels.h"

#include "hub/channels.h"

#include <algorithm>

namespace helio {

namespace {

constexpr double FadingPerSecond = 0.99; ///< a weight is half of itself after 69 s
constexpr double ClearlyBusier = 2;
constexpr size_t CandidatesForEach = 4;

} // namespace

void BusiestChannels::onCounted(HubChannel &channel)
{
    if (channel.latency || channel.isCandidate_ || double(channel.rate.soFar()) <= threshold_)
        return;
    channel.isCandidate_ = true;
    candidates_.push_back(&channel);
    if (candidates_.size() > CandidatesForEach * maximum_)
        pruneCandidates();
}

void BusiestChannels::pruneCandidates()
{
    std::sort(candidates_.begin(), candidates_.end(),
              [](const HubChannel *a, const HubChannel *b) { return a->rate.soFar() > b->rate.soFar(); });
    for (; candidates_.size() > maximum_; candidates_.pop_back())
        candidates_.back()->isCandidate_ = false;
    if (!candidates_.empty())
        threshold_ = std::max(threshold_, double(candidates_.back()->rate.soFar()));
}

void BusiestChannels::update(qint64 now)
{
    const auto lighter = [](const Measured &a, const Measured &b) { return a.weight < b.weight; };
    for (Measured &one : measured_)
        one.weight = std::max(one.weight * FadingPerSecond, one.channel->rate.perSecond(now));
    pruneCandidates();
    for (HubChannel *candidate : candidates_) {
        candidate->isCandidate_ = false;
        const double rate = std::max(candidate->rate.perSecond(now), double(candidate->rate.soFar()));
        if (measured_.size() == maximum_) {
            const auto least = std::min_element(measured_.begin(), measured_.end(), lighter);
            if (rate <= ClearlyBusier * least->weight)
                continue;
            least->channel->latency.reset();
            measured_.erase(least);
        }
        measured_.push_back({candidate, rate});
        candidate->latency = std::make_shared<LatencyHistogram>();
    }
    candidates_.clear();
    threshold_ = measured_.size() < maximum_
                     ? 0
                     : ClearlyBusier * std::min_element(measured_.cbegin(), measured_.cend(), lighter)->weight;
}

void BusiestChannels::remove(HubChannel &channel)
{
    if (!channel.latency && !channel.isCandidate_)
        return;
    std::erase_if(measured_, [&](const Measured &one) { return one.channel == &channel; });
    std::erase(candidates_, &channel);
    threshold_ = 0;
}

} // namespace helio
