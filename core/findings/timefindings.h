// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/answerfindings.h"
#include "findings/heard.h"

namespace helio {

/// What the findings about times and ends are made from, of one connection at one moment.
struct JudgedTimes
{
    const JudgedAnswer &answer;
    const Heard &heard;
    Moment now;
    bool isHeadTimely = true;   ///< the head's time is its own
    quint64 eventsWithHead = 0; ///< within 50 ms of the head
    bool isWithinEvent = false; ///< an end now drops something
    quint64 blockBytes = 0;     ///< that it drops
    quint64 bytes = 0;          ///< of the body
    quint64 dataLines = 0;
    quint64 blankLines = 0;
    bool hasDialect = false;
    bool isStream = false;
};

/// How long nothing has to come before that is worth a word.
inline constexpr Moment QuietTime = std::chrono::seconds(5);
inline constexpr Moment WithHead = std::chrono::milliseconds(50);

/// `no-answer`, `late-head`, `silent`, `no-heartbeat`.
void addSilenceFindings(QList<Finding> &findings, const JudgedTimes &times);
/// `no-blank-line`, `cut`, `unfinished`.
void addEndFindings(QList<Finding> &findings, const JudgedTimes &times);
/// The longest silence of the connection so far, the one that lasts too.
Moment longestSilence(const Heard &heard, Moment now);

} // namespace helio
