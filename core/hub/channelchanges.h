// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/pattern.h"
#include "feed/hubinfo.h"

#include <functional>
#include <optional>
#include <vector>

namespace helio {

class Channels;
class Clock;

/// What became of the channels since one asked last: in rounds, each in short steps, between which channels may come
/// and go. The first round names all. Costs 32 bytes for each channel, and nothing between two rounds.
class ChannelChanges
{
public:
    /// `channels` and `clock` are borrowed. Without a pattern all channels count.
    ChannelChanges(Channels &channels, const Clock &clock, std::optional<Pattern> pattern);

    /// Begins a round.
    void begin();
    /// Looks at no more than `atMost` channels of it, by name: calls `changed` for those that are new or have other
    /// figures than in the round before, and `gone` with the names of those that are no more. True when there are more.
    bool advance(size_t atMost, const std::function<void(const ChannelInfo &)> &changed,
                 const std::function<void(const QByteArray &)> &gone);

private:
    struct Known
    {
        QByteArray name;
        qint64 subscribers = 0;
    };

    Channels &channels_;
    const Clock &clock_;
    std::optional<Pattern> pattern_;
    std::vector<Known> known_; ///< by name, of the round before
    size_t passed_ = 0;        ///< of them
    std::vector<Known> next_;  ///< of this round
    QByteArray after_;         ///< the name that this round came to
    quint64 round_ = 0;        ///< of Channels
    quint64 roundBefore_ = 0;
    qint64 now_ = 0; ///< when the round began
    qint64 before_ = 0;
};

} // namespace helio
