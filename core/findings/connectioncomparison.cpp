// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/comparison.h"
#include "findings/findingtable.h"
#include "findings/findingtexts.h"

#include <QHash>

#include <algorithm>

namespace helio {

namespace {

constexpr Moment AtOnce = std::chrono::seconds(5);
constexpr Moment SameTime = std::chrono::seconds(1);
constexpr Moment ClearlyLonger = std::chrono::milliseconds(500);

/// It ended by itself, and nothing had announced that.
bool endedUnannounced(const Heard &heard)
{
    return heard.head && heard.ended && heard.status == 200 && isTheirs(heard.end) && !heard.hasEndMark &&
           heard.request.isGet() && !heard.request.isMcp;
}

bool isNear(Moment one, Moment other)
{
    return std::chrono::abs(one - other) <= SameTime;
}

/// The silence before the end was the longest: what cuts the idle would have cut earlier ones.
bool endedIdle(const Heard &heard)
{
    const auto silence = heard.silenceAtEnd();
    return silence && *silence >= AtOnce && *silence >= heard.longestSilence + ClearlyLonger;
}

/// Its first two events have the ids of the other's first two, and are others.
bool idsBeginAnew(const QList<HeardEvent> &before, const QList<HeardEvent> &after)
{
    if (before.size() < 3 || after.size() < 2 || before[0].number != 1 || before[0].id == 0 || before[1].id == 0 ||
        before[0].id == before[1].id)
        return false;
    return after[0].id == before[0].id && after[1].id == before[1].id &&
           (after[0].content != before[0].content || after[1].content != before[1].content);
}

} // namespace

QList<Finding> compareEnds(const Heard &first, const Heard &second)
{
    if (!endedUnannounced(first) || !endedUnannounced(second))
        return {};
    const Moment age = *second.age();
    if (age < AtOnce && *first.age() < AtOnce)
        return {makeFinding(FindingCase::EndsAtOnce, {timeText(age)})};
    if (endedIdle(first) && endedIdle(second)) {
        const Moment silence = *second.silenceAtEnd();
        if (isNear(silence, *first.silenceAtEnd()))
            return {makeFinding(FindingCase::IdleCut, {timeText(silence)})};
    }
    if (age >= AtOnce && isNear(age, *first.age()))
        return {makeFinding(FindingCase::AgeLimit, {timeText(age)})};
    return {};
}

QList<Finding> compareResumed(const Heard &before, const Heard &resumed)
{
    const QByteArray &asked = resumed.request.lastEventId;
    const QList<HeardEvent> earlier = before.inOrder();
    const QList<HeardEvent> later = resumed.inOrder();
    if (asked.isEmpty() || later.isEmpty())
        return {};
    if (idsBeginAnew(earlier, later))
        return {makeFinding(FindingCase::IdsPerConnection, {foreignText(asked)})};
    const quint64 askedId = heardHash(asked);
    const auto isAsked = [askedId](const HeardEvent &event) { return event.id == askedId; };
    const auto last = std::find_if(earlier.rbegin(), earlier.rend(), isAsked);
    if (last == earlier.rend())
        return {};
    const auto behind = last.base();
    QHash<quint64, quint64> upToAsked; // content by id
    for (auto at = earlier.begin(); at != behind; ++at)
        upToAsked.insert(at->id, at->content);
    const HeardEvent &first = later.first();
    if (first.id != 0 && upToAsked.contains(first.id)) {
        // The same id on other content is another fault.
        if (first.id != askedId && upToAsked.value(first.id) != first.content)
            return {};
        if (first.id == askedId && upToAsked.value(first.id) != first.content)
            return {}; // an event without an id behind it: the id stands on
        Finding finding = makeFinding(FindingCase::ResumeBefore, {foreignText(asked)});
        finding.evidence.addEvent(first.number);
        return {finding};
    }
    if (earlier.end() - behind < 2)
        return {};
    const quint64 next = behind[0].id;
    const quint64 second = behind[1].id;
    const bool hasIds = next != 0 && second != 0 && next != second && next != askedId && second != askedId;
    const bool leftOut = std::none_of(later.begin(), later.end(), [&](const HeardEvent &event) {
        return event.id == next || event.id == second || event.content == behind[0].content;
    });
    const bool wentOn = std::any_of(later.begin(), later.end(), [](const HeardEvent &event) { return event.id != 0; });
    if (!hasIds || !leftOut || !wentOn)
        return {};
    return {makeFinding(FindingCase::ResumeMissed, {foreignText(asked)})};
}

} // namespace helio
