// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/eventfeed.h"

#include <QUrl>

#include <chrono>
#include <optional>

namespace helio {

/// One thing that happened to a connection. Secrets are masked before they come here. What a kind does not name is
/// empty.
struct StoryEntry
{
    enum class Kind {
        Request,  ///< `method`, `url`, `headers`, `lastEventId` in `text`
        Redirect, ///< `status`, `url`: where it leads
        Answer,   ///< `status`, `text`: its reason, `headers`
        Opened,
        FirstEvent, ///< of the connection; `text`: its type
        Comment,    ///< `text`; the same again is counted
        Heartbeat,  ///< an event that is one, `text`: its type; the same again is counted
        Retry,      ///< `time`
        Lost,       ///< `error`; the stream comes back by itself
        Refused,    ///< `error`: closed by the server, or given up
        Waiting,    ///< for the next attempt in `time`; `count` attempts failed in a row
        Closed,     ///< by the user
        Ended,      ///< properly, of a source that does not come back
        Missed,     ///< `count` entries came faster than they could be kept
    };

    Kind kind = Kind::Opened;
    qint64 at = 0; ///< nanoseconds since 1970-01-01T00:00Z
    QByteArray method = {};
    QUrl url = {};
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    int status = 0;
    QByteArray text = {};
    std::chrono::milliseconds time{0};
    FeedError error = {};
    quint64 count = 1;  ///< how often it happened
    qint64 lastAt = 0;  ///< the last time; 0: only once
    quint64 events = 0; ///< Lost, Refused, Closed, Ended: what the connection had brought
    quint64 bytes = 0;
    qint64 openedAt = 0; ///< the same; 0: it was not open

    /// What it costs to keep.
    qsizetype byteCount() const;
    /// Takes `next` in when it is the same once more (comments and heartbeats). Answers whether it was.
    bool fold(const StoryEntry &next);
};

/// Where a stream stands.
struct StreamTotals
{
    qint64 openedAt = 0; ///< nanoseconds since 1970; 0: it is not open
    quint64 attempts = 0;
    quint64 events = 0;
    quint64 bytes = 0;
    QByteArray lastEventId = {};
    std::chrono::milliseconds reconnectionTime{0};
    std::optional<std::chrono::milliseconds> heartbeat = {}; ///< nothing: none was learned
};

} // namespace helio

Q_DECLARE_METATYPE(helio::StoryEntry)
