// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/traffic.h"

#include "event/event.h"
#include "hub/transport.h"

namespace helio {

void Traffic::countPublished(const Event &event, qint64 now)
{
    ++published_;
    publishedRate_.count(now);
    publishedBytes_ += quint64(event.data.size());
}

void Traffic::countTaken(const Frame &frame, qint64 now)
{
    delivered_ += frame.events;
    deliveredBytes_ += quint64(frame.bytes.size());
    deliveredRate_.count(now, frame.events);
    deliveredBytesRate_.count(now, quint64(frame.bytes.size()));
    if (frame.kind != Frame::Kind::Live)
        return;
    const qint64 microseconds = (now - frame.publishedAt) / 1000;
    latency_.record(microseconds);
    latencyOfThisSecond_.record(microseconds);
    if (frame.channelLatency)
        frame.channelLatency->record(microseconds);
}

void Traffic::update()
{
    recentLatency_.reset();
    if (const LatencyHistogram &second = latencyOfThisSecond_; second.count() > 0)
        recentLatency_ = {second.quantile(0.5), second.quantile(0.99)};
    latencyOfThisSecond_ = {};
}

void Traffic::addTo(HubTotals &totals, qint64 now) const
{
    totals.published = published_;
    totals.publishedBytes = publishedBytes_;
    totals.delivered = delivered_;
    totals.deliveredBytes = deliveredBytes_;
    totals.gaps = gaps_;
    totals.troubles.freshGaps = freshGaps_;
    totals.publishedPerSecond = publishedRate_.perSecond(now);
    totals.deliveredPerSecond = deliveredRate_.perSecond(now);
    totals.deliveredBytesPerSecond = deliveredBytesRate_.perSecond(now);
    totals.latencyP50Us = latency_.quantile(0.5);
    totals.latencyP99Us = latency_.quantile(0.99);
    totals.latencyMaxUs = latency_.maximum();
    totals.recentLatency = recentLatency_;
}

} // namespace helio
