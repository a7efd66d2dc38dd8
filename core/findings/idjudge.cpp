// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/idjudge.h"

#include "findings/findingtable.h"
#include "findings/findingtexts.h"

namespace helio {

void IdJudge::onRequest()
{
    slots_.clear();
    previous_ = 0;
    latest_ = {};
    next_ = 0;
}

void IdJudge::onEvent(const QByteArray &id, const HeardEvent &event, quint64 number)
{
    ++events_;
    // The bytes, not the value: it shares memory with all that came with it.
    QByteArray &latest = latest_[next_];
    next_ = (next_ + 1) % latest_.size();
    latest.resize(0);
    if (id.size() <= LongestKeptId)
        latest.append(QByteArrayView(id));
    if (event.id == 0) {
        previous_ = 0;
        return;
    }
    hasId_ = true;
    if (event.id == previous_)
        return; // a checkpoint, or an id that stands on
    previous_ = event.id;
    if (slots_.empty())
        slots_.resize(Slots);
    Slot &slot = slots_[event.id % Slots];
    if (slot.id != event.id) {
        slot = {event.id, event.content};
        return;
    }
    if (slot.content == event.content)
        return; // the same event again: a replay
    if (repeated_++ == 0)
        firstRepeated_ = id.first(std::min(id.size(), Evidence::MaximumLineBytes));
    evidence_.addEvent(number);
}

void IdJudge::addFindings(QList<Finding> &findings, bool asksForIds) const
{
    if (events_ > 0 && !hasId_ && asksForIds)
        findings.append(makeFinding(FindingCase::NoIds));
    if (repeated_ > 0) {
        Finding finding = makeFinding(FindingCase::RepeatedId, {timesText(repeated_), foreignText(firstRepeated_),
                                                                numberText(evidence_.events.first())});
        finding.evidence = evidence_;
        findings.append(finding);
    }
}

QByteArray IdJudge::resumeId() const
{
    const QByteArray &first = latest_[next_];
    const QByteArray &second = latest_[(next_ + 1) % latest_.size()];
    const QByteArray &third = latest_[(next_ + 2) % latest_.size()];
    const bool areThere = !first.isEmpty() && !second.isEmpty() && !third.isEmpty();
    return areThere && first != second && second != third && first != third ? first : QByteArray();
}

} // namespace helio
