// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/channelboard.h"

namespace helio {

void ChannelBoard::apply(const ChannelNews &news)
{
    for (const ChannelInfo &channel : news.changed) {
        if (const auto known = places_.constFind(channel.name); known != places_.cend()) {
            channels_[*known] = channel;
        } else if (channels_.size() < MaximumChannels) {
            places_.insert(channel.name, channels_.size());
            channels_.append(channel);
        }
    }
    for (const QByteArray &name : news.gone) {
        const auto known = places_.constFind(name);
        if (known == places_.cend())
            continue;
        // The last takes its place: what is kept in one row need not move.
        const qsizetype place = *known;
        places_.erase(known);
        if (place != channels_.size() - 1) {
            channels_[place] = channels_.constLast();
            places_[channels_[place].name] = place;
        }
        channels_.removeLast();
    }
}

void ChannelBoard::assign(const QList<ChannelInfo> &channels)
{
    clear();
    apply({channels, {}});
}

void ChannelBoard::clear()
{
    channels_.clear();
    places_.clear();
}

} // namespace helio
