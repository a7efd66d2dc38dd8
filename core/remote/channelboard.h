// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/hubanswers.h"

namespace helio {

/// The channels of a hub as its news have them. A value.
class ChannelBoard
{
public:
    static constexpr qsizetype MaximumChannels = 200'000; ///< those beyond are not kept

    void apply(const ChannelNews &news);
    /// All are told anew.
    void assign(const QList<ChannelInfo> &channels);
    void clear();
    const QList<ChannelInfo> &channels() const { return channels_; }

private:
    QList<ChannelInfo> channels_;
    QHash<QByteArray, qsizetype> places_;
};

} // namespace helio
