// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/eventfeed.h"

/// A feed that says what a test wants.
class TestFeed : public helio::EventFeed
{
public:
    helio::ReadyState readyState() const override { return helio::ReadyState::Open; }

    /// One batch of events with this data.
    void say(const QByteArrayList &data)
    {
        QList<helio::ReceivedEvent> events;
        for (const QByteArray &each : data)
            events.append({{{}, {}, {}, each}, 0});
        Q_EMIT eventsArrived(events);
    }
};

/// More bytes than any test puts into a queue.
inline constexpr qsizetype Plenty = 1024 * 1024 * 1024;
