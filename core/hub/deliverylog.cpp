// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/deliverylog.h"

#include <algorithm>

namespace helio {

DeliveryLog::DeliveryLog(Selection selection, qint64 connectedAt)
    : selection_(std::move(selection))
    , connectedAt_(connectedAt)
{}

void DeliveryLog::begin(Position position)
{
    begin_ = given_ = taken_ = position;
}

void DeliveryLog::noteGap(Position before, Position next)
{
    ++gapsReported_;
    if (gaps_.size() == KeptGaps)
        gaps_.erase(gaps_.begin());
    gaps_.push_back({before, next});
}

void DeliveryLog::noteTaken(Position position, qint64 offset, qint64 now)
{
    taken_ = position;
    const Delivery delivery{position, offset, now};
    if (deliveries_.size() < KeptDeliveries) {
        deliveries_.push_back(delivery);
        return;
    }
    forgotDeliveries_ = true;
    deliveries_[oldestDelivery_] = delivery;
    oldestDelivery_ = (oldestDelivery_ + 1) % KeptDeliveries;
}

DeliveryLog::Answer DeliveryLog::answerFor(Position position, std::optional<QByteArray> channel,
                                           std::optional<qint64> acknowledged) const
{
    if (channel && !selection_.matches(*channel))
        return {Fate::NotSelected, 0, false};
    const bool inGap = std::any_of(gaps_.cbegin(), gaps_.cend(),
                                   [&](const Gap &gap) { return position > gap.before && position < gap.next; });
    if (!channel && inGap)
        return {Fate::LostInGap, 0, false};
    if (position <= begin_)
        return {Fate::BeforeStart, 0, false};
    if (position > taken_) {
        if (ended_)
            return {Fate::NeverSent, 0, false};
        return {position > given_ ? Fate::Coming : Fate::Queued, 0, false};
    }
    Answer answer{Fate::Taken, 0, false};
    for (size_t i = 0; i < deliveries_.size(); ++i) {
        const Delivery &delivery = deliveries_[(oldestDelivery_ + i) % deliveries_.size()];
        if (delivery.position < position)
            continue;
        answer.takenAt = delivery.at;
        answer.takenBefore = i == 0 && forgotDeliveries_ && delivery.position != position;
        if (acknowledged && delivery.offset <= *acknowledged)
            answer.fate = Fate::Acknowledged;
        break;
    }
    return answer;
}

} // namespace helio
