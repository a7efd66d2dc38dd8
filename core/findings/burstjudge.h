// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"
#include "findings/finding.h"
#include "findings/judged.h"

#include <QList>

#include <optional>

namespace helio {

/// Finds events that come in groups, and groups of which times in their data say that they waited for each other. A
/// value, for one connection.
///
/// A group is at least three events within 50 ms, with silences of at least 500 ms before and behind it, so at least
/// ten times the longest distance within it. Four groups with four fifths of all events are a finding. What comes right
/// behind the head may be history and counts for nothing.
class BurstJudge
{
public:
    static constexpr Moment Silence = std::chrono::milliseconds(500);
    static constexpr Moment LongestGroup = std::chrono::milliseconds(50);
    static constexpr quint64 LeastEvents = 3;
    static constexpr quint64 LeastGroups = 4;
    static constexpr int LeastHeldGroups = 3;
    static constexpr qint64 HeldDistance = 1000; ///< ms between times in the data of one group
    static constexpr Moment MayBeHistory = std::chrono::seconds(1);

    /// `wallClock`: of `now`, in ms since 1970; 0: not known.
    void onHead(Moment now, qint64 wallClock);
    void onEvent(const Event &event, quint64 number, Moment now, Trust trust);

    /// At `now`, which may end a group.
    void addFindings(QList<Finding> &findings, Moment now) const;

private:
    static constexpr quint64 TimedEvents = 64; ///< so many of a group are asked for their time
    static constexpr qsizetype KeptGroups = 64;

    struct Cluster
    {
        Moment begin{0};
        Moment end{0};
        quint64 count = 0;
        quint64 firstNumber = 0;
        bool isTimely = true;
        bool mayBeHistory = false;
        bool rises = true; ///< all have times, and those rise by HeldDistance
        qint64 firstTime = 0;
        qint64 lastTime = 0;
        qint64 leastDistance = 0; ///< of those times
    };

    void addTo(Cluster &cluster, const Event &event) const;
    void endCluster();
    bool isHeld(const Cluster &cluster, const Cluster &before) const;

    Moment begin_{0};
    qint64 wallClock_ = 0;
    Moment last_{0};
    Cluster cluster_;
    quint64 groupedEvents_ = 0;
    quint64 otherEvents_ = 0;
    quint64 groupCount_ = 0;
    std::optional<Cluster> latest_; ///< the latest group
    QList<quint64> counts_;         ///< of the latest groups
    QList<Moment> silences_;        ///< before them
    int heldInARow_ = 0;
    int heldMost_ = 0;
    qint64 leastHeldDistance_ = 0;
    Evidence evidence_;
};

} // namespace helio
