// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/comparison.h"

#include "findings/findingtable.h"
#include "findings/findingtexts.h"
#include "findings/intermediary.h"
#include "findings/pairs.h"

#include <algorithm>

namespace helio {

namespace {

constexpr Moment EarsDifference = std::chrono::milliseconds(250);
constexpr qsizetype EarsPairs = 5;
constexpr qsizetype RoutePairs = 3;
constexpr Moment Settled = std::chrono::seconds(1); ///< behind the opening of both
constexpr Moment CodingDifference = std::chrono::seconds(1);
constexpr Moment BeginsAtOnce = std::chrono::milliseconds(500);
constexpr Moment Together = std::chrono::milliseconds(1);
constexpr Moment Apart = std::chrono::milliseconds(10);

Finding buffered(FindingCase which, QList<Message> words, const JudgedHead &through)
{
    words.append(intermediariesNamed(through));
    return makeFinding(which, words, {}, intermediaryRemedy(through, IntermediaryTopic::Buffering));
}

/// When what a request brings is due, by an ear that was open meanwhile: its first event or byte from then on. Nothing
/// when nothing came there.
std::optional<Moment> dueAfter(const Heard &open, Moment moment)
{
    std::optional<Moment> due;
    for (const HeardEvent &event : open.events) {
        if (event.isTimely && event.time >= moment && (!due || event.time < *due))
            due = event.time;
    }
    return due;
}

bool isOpenAt(const Heard &heard, Moment moment)
{
    return heard.head && *heard.head <= moment && (!heard.ended || *heard.ended > moment);
}

/// How much later than it was due `came`, or has not come by `now`.
Moment lateness(Moment due, const std::optional<Moment> &came, Moment now)
{
    return came.value_or(now) - due;
}

} // namespace

QList<Finding> compareEars(const Heard &first, const Heard &second, const JudgedHead &through)
{
    if (!first.head || !second.head || beginsAnew(first, second))
        return {};
    const Moment begin = std::max(*first.head, *second.head) + Settled;
    const QList<HeardPair> pairs = pairsOf(first, second, begin, false);
    if (pairs.size() < EarsPairs)
        return {};
    const Moment median = std::chrono::abs(medianDifference(pairs));
    if (median <= EarsDifference)
        return {};
    Finding finding =
        buffered(FindingCase::BufferedEars, {numberText(quint64(pairs.size())), timeText(median)}, through);
    for (const HeardPair &pair : pairs)
        finding.evidence.addEvent(pair.first.number);
    return {finding};
}

QList<Finding> compareCodings(const Heard &plain, const Heard &coded, const JudgedHead &through, Moment now)
{
    if (!plain.head || !plain.coding.isEmpty() || (coded.head && coded.coding.isEmpty()))
        return {};
    const Moment until = coded.ended.value_or(now);
    Moment late{0};
    if (isOpenAt(plain, coded.asked)) {
        // A head that waits for the first event, or the first bytes, are due when the open ear hears something.
        const Moment plainHead = *plain.head - plain.asked;
        if (plainHead <= BeginsAtOnce)
            late = lateness(coded.asked + plainHead, coded.head, until);
        const Moment listening = coded.head.value_or(coded.asked);
        if (const auto due = dueAfter(plain, listening); due && *due <= until)
            late = std::max(late, lateness(*due, coded.firstByte, until));
    } else if (plain.firstByte && *plain.firstByte - plain.asked <= BeginsAtOnce) {
        late = lateness(coded.asked + (*plain.firstByte - plain.asked), coded.firstByte, until);
    }
    if (late < CodingDifference)
        return {};
    const QByteArray &coding = coded.coding.isEmpty() ? coded.request.acceptEncoding : coded.coding;
    return {buffered(FindingCase::BufferedCodings, {nameText(coding), timeText(late)}, through)};
}

RouteDifference compareRoutes(const Heard &direct, const Heard &through, const JudgedHead &throughHead)
{
    RouteDifference result;
    if (!direct.head || !through.head)
        return result;
    const QList<HeardPair> pairs = pairsOf(direct, through, std::max(*direct.head, *through.head), true);
    result.paired = quint64(pairs.size());
    if (pairs.isEmpty())
        return result;
    result.median = medianDifference(pairs);
    result.longest = pairs.first().difference();
    for (qsizetype i = 0; i < pairs.size(); ++i) {
        result.longest = std::max(*result.longest, pairs[i].difference());
        if (i > 0 && std::chrono::abs(pairs[i].second.time - pairs[i - 1].second.time) <= Together &&
            pairs[i].first.time - pairs[i - 1].first.time >= Apart)
            ++result.together;
    }
    if (pairs.size() < RoutePairs || *result.median <= EarsDifference)
        return result;
    Finding finding = buffered(
        FindingCase::BufferedRoutes,
        {numberText(result.paired), timeText(*result.median), timeText(*result.longest), numberText(result.together)},
        throughHead);
    for (const HeardPair &pair : pairs)
        finding.evidence.addEvent(pair.second.number);
    result.findings.append(finding);
    return result;
}

} // namespace helio
