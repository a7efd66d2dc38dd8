// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/channelchanges.h"

#include "hub/channels.h"
#include "hub/clock.h"

#include <utility>

namespace helio {

ChannelChanges::ChannelChanges(Channels &channels, const Clock &clock, std::optional<Pattern> pattern)
    : channels_(channels)
    , clock_(clock)
    , pattern_(std::move(pattern))
{}

void ChannelChanges::begin()
{
    roundBefore_ = std::exchange(round_, channels_.beginRound());
    before_ = std::exchange(now_, clock_.steadyNanoseconds());
    passed_ = 0;
    after_.clear();
    next_.clear();
    next_.reserve(known_.size());
}

bool ChannelChanges::advance(size_t atMost, const std::function<void(const ChannelInfo &)> &changed,
                             const std::function<void(const QByteArray &)> &gone)
{
    const bool patternsChanged = channels_.patternsChangedIn() > roundBefore_;
    auto at = channels_.byName().upper_bound(after_);
    for (; atMost > 0; --atMost) {
        const HubChannel *channel = at == channels_.byName().cend() ? nullptr : *at;
        const Known *known = passed_ < known_.size() ? &known_[passed_] : nullptr;
        if (known && (!channel || known->name < channel->name)) {
            gone(known->name);
            ++passed_;
            continue;
        }
        if (!channel) {
            known_ = std::move(next_);
            next_ = {};
            return false;
        }
        after_ = channel->name;
        ++at;
        if (pattern_ && !pattern_->matches(channel->name))
            continue;
        if (known && known->name == channel->name)
            ++passed_;
        else
            known = nullptr;
        const bool isSame = known && channel->changedIn <= roundBefore_;
        const qint64 subscribers = isSame && !patternsChanged ? known->subscribers : channels_.listenerCount(*channel);
        // Rates fall as time goes by.
        if (!isSame || subscribers != known->subscribers ||
            channel->rate.perSecond(now_) != channel->rate.perSecond(before_))
            changed(channels_.infoOf(*channel, now_));
        next_.push_back({channel->name, subscribers});
    }
    return true;
}

} // namespace helio
