// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/pagestreams.h"

#include "hub/subscription.h"

namespace helio {

namespace {
constexpr qsizetype MostReported = 16;
} // namespace

bool PageStreams::isCounted(const Subscription &subscription)
{
    return !subscription.origin.isEmpty() && subscription.port != 0; // a proxy does not report the client's
}

PageStreams::Page PageStreams::pageOf(const Subscription &subscription)
{
    return {subscription.origin, subscription.address.toString().toUtf8(), subscription.userAgent};
}

void PageStreams::add(const Subscription &subscription)
{
    if (!isCounted(subscription))
        return;
    const Page page = pageOf(subscription);
    noteCount(page, ++streams_[page]);
}

void PageStreams::remove(const Subscription &subscription)
{
    if (!isCounted(subscription))
        return;
    const Page page = pageOf(subscription);
    const auto found = streams_.find(page);
    if (found == streams_.end())
        return;
    const int left = --*found;
    if (left == 0)
        streams_.erase(found);
    noteCount(page, left);
}

void PageStreams::noteCount(const Page &page, int count)
{
    if (count == BrowsersMost)
        full_.insert(page);
    else
        full_.remove(page);
}

QList<HubTroubles::Crowd> PageStreams::crowds() const
{
    QList<HubTroubles::Crowd> crowds;
    for (const Page &page : full_) {
        if (crowds.size() < MostReported)
            crowds.append({page.origin, page.address, page.userAgent, BrowsersMost});
    }
    return crowds;
}

} // namespace helio
