// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/reconnectpolicy.h"

#include <QRandomGenerator>

#include <algorithm>

namespace helio {

using std::chrono::milliseconds;

namespace {

milliseconds anyTimeUpTo(milliseconds bound)
{
    return milliseconds(QRandomGenerator::global()->bounded(qint64(bound.count()) + 1));
}

} // namespace

ReconnectPolicy::ReconnectPolicy(int maximumReconnects, Jitter jitter, milliseconds maximumBackOff)
    : maximumReconnects_(maximumReconnects)
    , jitter_(jitter ? std::move(jitter) : Jitter(anyTimeUpTo))
    , maximumBackOff_(std::max(maximumBackOff, milliseconds::zero()))
{}

std::optional<milliseconds> ReconnectPolicy::nextDelay(milliseconds reconnectionTime)
{
    if (maximumReconnects_ != NoLimit && reconnects_ >= maximumReconnects_)
        return {};
    const bool first = reconnects_++ == 0;
    if (first)
        return reconnectionTime;
    const milliseconds start = std::max(reconnectionTime, SmallestBackOff);
    backOff_ = std::min(backOff_ == milliseconds::zero() ? start : 2 * backOff_, maximumBackOff_);
    return reconnectionTime + std::clamp(jitter_(backOff_), milliseconds::zero(), backOff_);
}

void ReconnectPolicy::startAnew()
{
    reconnects_ = 0;
    backOff_ = milliseconds::zero();
}

} // namespace helio
