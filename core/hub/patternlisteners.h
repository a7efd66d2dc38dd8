// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/selection.h"

#include <QByteArray>
#include <QList>

#include <memory>
#include <unordered_map>
#include <vector>

namespace helio {

class Subscriber;

/// The subscribers with patterns, those with the same ones under the same restriction together: what a thousand of them
/// want is matched once for each event.
class PatternListeners
{
    struct Group;

public:
    /// A subscriber's place among them; it carries it, and only this class knows what stands in it.
    class Member
    {
        friend class PatternListeners;
        Group *group_ = nullptr;
        size_t index_ = 0;
    };

    /// Does nothing for one without patterns.
    void add(Subscriber *subscriber);
    void remove(Subscriber *subscriber);

    /// Calls `visit` for each subscriber that gets `channel` by pattern alone: who also named it stands in the
    /// channel's own list.
    template <typename Visit>
    void visit(const QByteArray &channel, const Visit &visit) const
    {
        for (const auto &[key, group] : groups_) {
            if (!group->matches(channel))
                continue;
            for (Subscriber *subscriber : group->members) {
                if (!isNamedBy(*subscriber, channel))
                    visit(subscriber);
            }
        }
    }
    /// How many visit() would call.
    qint64 count(const QByteArray &channel) const;

private:
    struct Group
    {
        QByteArray key;
        Selection selection; ///< of which only the patterns count here
        std::vector<Subscriber *> members;
        size_t membersWithNames = 0; ///< who select channels by name besides
        bool matches(const QByteArray &channel) const { return selection.matchesByPattern(channel); }
    };
    static Member &placeOf(Subscriber *subscriber);
    static bool isNamedBy(const Subscriber &subscriber, const QByteArray &channel);

    std::unordered_map<QByteArray, std::unique_ptr<Group>> groups_; ///< by keyOf() their selections
};

} // namespace helio
