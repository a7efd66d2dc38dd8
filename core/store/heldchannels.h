// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/seededhash.h"
#include "store/heldring.h"
#include "store/trimmed.h"

#include <unordered_map>
#include <vector>

namespace helio {

struct HeldChannel
{
    HeldRing events;
    qint64 bytes = 0; ///< what holding it costs; 0 when it holds nothing
    Trimmed trimmed;
    TrimPast trimPast;
    size_t place = 0;            ///< in HeldChannels
    quint32 bounds = 0;          ///< which of HistoryLimits::bounds() are its
    bool figuresChanged = false; ///< they are to be reported
};

/// The channels that a store knows. They stay where they are; and have places, to go over all while they come and go.
class HeldChannels
{
    using Map = std::unordered_map<QByteArray, HeldChannel, SeededHash>;

public:
    using Named = Map::value_type;

    /// Null when it is not known.
    Named *find(const QByteArray &name)
    {
        const auto found = map_.find(name);
        return found == map_.end() ? nullptr : &*found;
    }
    const Named *find(const QByteArray &name) const
    {
        const auto found = map_.find(name);
        return found == map_.cend() ? nullptr : &*found;
    }
    /// Makes it where it is not known; `prepare` gets it then.
    template <typename Prepare>
    Named &obtain(const QByteArray &name, const Prepare &prepare)
    {
        const auto [found, isNew] = map_.try_emplace(name);
        if (isNew) {
            prepare(found->second);
            found->second.place = places_.size();
            places_.push_back(&*found);
        }
        return *found;
    }
    /// The last takes its place.
    void forget(const Named &channel)
    {
        Named *last = places_.back();
        last->second.place = channel.second.place;
        places_[last->second.place] = last;
        places_.pop_back();
        map_.erase(map_.find(channel.first));
    }

    size_t count() const { return places_.size(); }
    Named &at(size_t place) { return *places_[place]; }
    const Named &at(size_t place) const { return *places_[place]; }

private:
    Map map_;
    std::vector<Named *> places_;
};

using NamedChannel = HeldChannels::Named;

} // namespace helio
