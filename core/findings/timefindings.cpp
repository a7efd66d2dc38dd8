// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/timefindings.h"

#include "findings/findingtable.h"
#include "findings/findingtexts.h"
#include "findings/intermediary.h"

#include <algorithm>

namespace helio {

namespace {

constexpr Moment LateHead = std::chrono::seconds(2);
constexpr Moment LongSilence = std::chrono::seconds(30);
constexpr Moment DangerousSilence = std::chrono::seconds(55);

bool endedWithoutHead(const JudgedTimes &times)
{
    return !times.answer.hasHead() && times.heard.ended.has_value();
}

void addNoAnswer(QList<Finding> &findings, const JudgedTimes &times)
{
    const Moment waited = times.heard.ended.value_or(times.now) - times.heard.asked;
    if (times.answer.hasHead() || times.answer.dial.failure)
        return;
    // Each request was answered, with a redirect.
    if (!times.answer.redirects.isEmpty() && times.answer.redirects.last().isLoop)
        return;
    // Theirs is an end that onDial() has the reason of; ours, that nothing came.
    if (endedWithoutHead(times) ? !isTheirs(times.heard.end) : waited >= QuietTime)
        findings.append(makeFinding(FindingCase::NoAnswer, {timeText(waited)}));
}

void addLateHead(QList<Finding> &findings, const JudgedTimes &times)
{
    const Heard &heard = times.heard;
    if (!times.isHeadTimely || times.eventsWithHead != 1 || times.now - *heard.head < WithHead)
        return;
    const JudgedDial &dial = times.answer.dial;
    const Moment dialed = dial.name.value_or(Moment(0)) + dial.tcp.value_or(Moment(0)) + dial.tls.value_or(Moment(0));
    if (const Moment waited = *heard.head - heard.asked - dialed; waited > LateHead)
        findings.append(makeFinding(FindingCase::LateHead, {timeText(waited)}));
}

} // namespace

Moment longestSilence(const Heard &heard, Moment now)
{
    if (!heard.head)
        return Moment(0);
    return std::max(heard.longestSilence, heard.ended.value_or(now) - heard.lastByte.value_or(*heard.head));
}

void addSilenceFindings(QList<Finding> &findings, const JudgedTimes &times)
{
    addNoAnswer(findings, times);
    if (!times.heard.head || !times.isStream)
        return;
    addLateHead(findings, times);
    const Moment silence = longestSilence(times.heard, times.now);
    const bool isOver = times.heard.ended && !isTheirs(times.heard.end);
    if (!times.heard.firstByte && (silence >= QuietTime || isOver))
        findings.append(makeFinding(FindingCase::Silent, {timeText(silence)}));
    if (!times.answer.request.isGet() || silence <= LongSilence)
        return;
    const FindingCase which = silence > DangerousSilence ? FindingCase::NoHeartbeatLong : FindingCase::NoHeartbeat;
    findings.append(
        makeFinding(which, {timeText(silence)}, {}, intermediaryRemedy(times.answer.head, IntermediaryTopic::Idle)));
}

void addEndFindings(QList<Finding> &findings, const JudgedTimes &times)
{
    const Heard &heard = times.heard;
    const bool isEnded = heard.ended.has_value();
    const bool isTheirEnd = isEnded && isTheirs(heard.end);
    const bool isEventStream = times.isStream && times.answer.request.format == StreamFormat::EventStream;
    // A single event that was cut is `unfinished`; one that came whole but for its blank line, or several, are not.
    const bool hasManyLines = times.dataLines > 1 || (times.dataLines == 1 && heard.end != JudgedEnd::CutOff);
    const bool waitedLong = heard.firstByte && heard.ended.value_or(times.now) - *heard.firstByte >= QuietTime;
    const bool lacksBlank = isEventStream && heard.count == 0 && times.blankLines == 0 &&
                            ((isTheirEnd && hasManyLines) || (times.dataLines > 1 && waitedLong));
    if (lacksBlank)
        findings.append(makeFinding(FindingCase::NoBlankLine, {numberText(times.dataLines)}));
    if (!isTheirEnd || !times.answer.isWanted())
        return;
    const bool isAnswer = times.answer.request.hasBody || times.hasDialect;
    if (heard.end == JudgedEnd::CutOff || heard.end == JudgedEnd::CodingBroken) {
        const bool isCoding = heard.end == JudgedEnd::CodingBroken;
        const FindingCase answerCase = isCoding ? FindingCase::CutCodingAnswer : FindingCase::CutAnswer;
        const FindingCase streamCase = isCoding ? FindingCase::CutCodingStream : FindingCase::CutStream;
        Finding finding = makeFinding(isAnswer ? answerCase : streamCase, {bytesText(times.bytes)}, {},
                                      intermediaryRemedy(times.answer.head, IntermediaryTopic::Idle));
        finding.evidence.addByte(times.bytes);
        finding.evidence.addTime(*heard.ended - heard.asked);
        findings.append(finding);
    }
    if (isEventStream && times.isWithinEvent && !lacksBlank) {
        Finding finding = makeFinding(FindingCase::Unfinished, {bytesText(times.blockBytes)});
        finding.evidence.addByte(times.bytes - times.blockBytes);
        findings.append(finding);
    }
}

} // namespace helio
