// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/idjudge.h"

#include "findings/findingtable.h"
#include "findings/findingtexts.h"

namespace helio {

void IdJudge::onRequest()
{
    slots_.clear();
    previous_ = 0;
    latest_.clear();
}

void IdJudge::onEvent(const QByteArray &id, const HeardEvent &event, quint64 number)
{
    ++events_;
    if (latest_.size() == 3)
        latest_.removeFirst();
    latest_.append(id.size() <= LongestKeptId ? id : QByteArray());
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
        Finding finding = makeFinding(FindingCase::RepeatedId, {numberText(repeated_), foreignText(firstRepeated_),
                                                                numberText(evidence_.events.first())});
        finding.evidence = evidence_;
        findings.append(finding);
    }
}

QByteArray IdJudge::resumeId() const
{
    const bool isFit = latest_.size() == 3 && !latest_.contains(QByteArray()) && latest_[0] != latest_[1] &&
                       latest_[1] != latest_[2] && latest_[0] != latest_[2];
    return isFit ? latest_.first() : QByteArray();
}

} // namespace helio
