// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/finding.h"
#include "findings/heard.h"

#include <QByteArray>
#include <QList>

#include <array>
#include <vector>

namespace helio {

/// Judges the ids of events. Remembers some thousand of the latest. A value.
class IdJudge
{
public:
    static constexpr qsizetype LongestKeptId = 1024;

    /// Another connection begins: its ids may be those of the one before.
    void onRequest();
    void onEvent(const QByteArray &id, const HeardEvent &event, quint64 number);

    /// `asksForIds`: whether it matters that nobody can resume.
    void addFindings(QList<Finding> &findings, bool asksForIds) const;

    /// See StreamJudge::resumeId().
    QByteArray resumeId() const;

private:
    static constexpr size_t Slots = 8192;

    struct Slot
    {
        quint64 id = 0;
        quint64 content = 0; ///< of the first event with it
    };

    std::vector<Slot> slots_;          ///< by the id's hash: a newer one takes the place of an older one
    quint64 previous_ = 0;             ///< id of the event before
    std::array<QByteArray, 3> latest_; ///< a ring: the ids of the last three events of this connection
    size_t next_ = 0;                  ///< its oldest, whose place is the next one's
    quint64 events_ = 0;               ///< of all connections
    bool hasId_ = false;               ///< one of them has
    quint64 repeated_ = 0;
    QByteArray firstRepeated_;
    Evidence evidence_;
};

} // namespace helio
