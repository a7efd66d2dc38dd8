// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/patternindex.h"
#include "event/selection.h"

#include <QByteArray>
#include <QHash>

#include <algorithm>
#include <list>
#include <map>
#include <memory>
#include <vector>

namespace helio {

class Subscriber;

/// The subscribers with patterns, those with the same ones under the same restriction together in a group: what a
/// thousand of them want is matched once. Which groups match a channel is remembered for the channels that were asked
/// for last, so that an event on one of those is compared with nothing but the groups that came since.
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

    /// At most so many channels are remembered, with so many matches of groups in all (but for the last channel, whose
    /// matches are always).
    static constexpr size_t MaximumKnownChannels = 20'000;
    static constexpr size_t MaximumKnownMatches = 200'000;

    /// At most so many different patterns, with what restricts them, are let in; of those that no index finds, which
    /// each new channel is compared with, so many.
    static constexpr qsizetype MaximumPatterns = 100'000;
    static constexpr qsizetype MaximumWithoutIndex = 10'000;

    PatternListeners();
    ~PatternListeners();

    /// Whether the patterns of one more subscriber are within the bounds.
    bool hasRoomFor(const Selection &selection) const;

    /// Does nothing for one without patterns.
    void add(Subscriber *subscriber);
    void remove(Subscriber *subscriber);

    /// Calls `visit` for each subscriber that gets `channel` by pattern alone: who also named it stands in the
    /// channel's own list.
    template <typename Visit>
    void visit(const QByteArray &channel, const Visit &visit) const
    {
        if (groups_.empty())
            return;
        for (const Match &match : known(channel).matches) {
            for (Subscriber *subscriber : match.group->members) {
                if (match.group->membersWithNames == 0 || !isNamedBy(*subscriber, channel))
                    visit(subscriber);
            }
        }
    }
    /// How many visit() would call.
    qint64 count(const QByteArray &channel) const;

    /// Calls `visit` for each subscriber by whose patterns there may be a channel that `selection` selects too.
    template <typename Visit>
    void visitOverlapping(const Selection &selection, const Visit &visit) const
    {
        for (const auto &[number, group] : groups_) {
            if (overlaps(*group, selection))
                std::for_each(group->members.cbegin(), group->members.cend(), visit);
        }
    }

    /// How often a pattern was compared with a channel so far.
    qint64 comparisons() const { return index_.comparisons(); }
    /// What it took so far, and what is kept.
    struct Figures
    {
        qint64 comparisons = 0; ///< of a pattern with a channel
        size_t groups = 0;
        qsizetype patterns = 0; ///< different ones
        size_t knownChannels = 0;
        size_t knownMatches = 0;
    };
    Figures figures() const;

private:
    using Glob = PatternIndex::Number;
    struct Known;
    /// A channel's match with a group; the group knows it too.
    struct Match
    {
        Group *group = nullptr;
        size_t place = 0; ///< in the group's `matches`
    };
    struct GroupMatch
    {
        Known *known = nullptr;
        size_t place = 0; ///< in the channel's `matches`
    };
    struct Group
    {
        QByteArray key;
        quint64 number = 0;
        Selection selection; ///< its patterns and their restriction, without names
        std::vector<Glob> globs;
        std::vector<size_t> places; ///< in holders_ of each of them
        std::vector<Glob> restriction;
        std::vector<Subscriber *> members;
        size_t membersWithNames = 0; ///< who select channels by name besides
        std::vector<GroupMatch> matches;
        mutable quint64 seen = 0; ///< in this inspection
    };
    /// A channel that was asked for, and the groups that match it.
    struct Known
    {
        QByteArray channel;
        quint64 upTo = 0; ///< the groups up to this number were compared
        quint64 comparisonsUpTo = 0;
        std::vector<Match> matches;
    };
    struct Holder
    {
        Group *group = nullptr;
        size_t glob = 0; ///< index into the group's `globs`
    };
    using KnownList = std::list<Known>;

    static Member &placeOf(Subscriber *subscriber);
    static bool isNamedBy(const Subscriber &subscriber, const QByteArray &channel);
    static bool overlaps(const Group &group, const Selection &selection);
    static qint64 countOf(const Group &group, const QByteArray &channel);
    std::unique_ptr<Group> makeGroup(const Selection &selection);
    void destroyGroup(Group *group);

    const Known &known(const QByteArray &channel) const;
    void bringUpToDate(Known &known) const;
    void forget(KnownList::iterator known) const;
    /// Calls `visit` for each group that came after the one of number `after` and matches.
    template <typename Visit>
    void compare(const QByteArray &channel, quint64 after, quint64 comparisons, const Visit &visit) const;
    bool matchesInThisInspection(Glob glob, const QByteArray &channel) const;
    bool isAllowed(const Group &group, const QByteArray &channel) const;

    std::map<quint64, std::unique_ptr<Group>> groups_; ///< by number
    QHash<QByteArray, Group *> byKey_;
    quint64 lastNumber_ = 0;
    quint64 comparisonsOfAll_ = 0;             ///< how many patterns all groups had that ever were
    PatternIndex index_;                       ///< patterns and what restricts them
    std::vector<std::vector<Holder>> holders_; ///< of each glob, as pattern

    // What is remembered, which changes nothing of what is answered.
    struct Seen
    {
        quint64 comparedIn = 0; ///< the inspection
        bool matches = false;
    };
    mutable std::vector<Seen> seen_; ///< of each glob
    mutable quint64 inspection_ = 0;
    mutable KnownList known_; ///< whose turn was last first
    mutable QHash<QByteArray, KnownList::iterator> knownByName_;
    mutable size_t knownMatches_ = 0;
};

} // namespace helio
