// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/eventfeed.h"

namespace helio {

/// The hub's own tap: every event the hub takes, in its order, in one batch per commit. It outlives hubs: one may stop
/// and another start behind it.
class HubTap : public EventFeed
{
    Q_OBJECT
public:
    using EventFeed::EventFeed;

    ReadyState readyState() const override { return readyState_; }
    void setReadyState(ReadyState state)
    {
        if (readyState_ == state)
            return;
        readyState_ = state;
        Q_EMIT readyStateChanged(state);
    }

private:
    ReadyState readyState_ = ReadyState::Closed;
};

} // namespace helio
