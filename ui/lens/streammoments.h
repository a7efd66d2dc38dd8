// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lens/dialect.h"
#include "ui/streams/storyentry.h"

#include <deque>
#include <optional>

namespace helio {

/// What of a stream's story a lens must know, between its events.
struct StreamMoment
{
    enum class Kind {
        Request,    ///< it went out; `resumes`: it asks to go on after an event
        Redirect,   ///< the next request is the same one, to another place
        Head,       ///< `head` came
        FirstEvent, ///< of the connection
        Lost,       ///< the connection ended, and another one may go on with it
        Ended,      ///< nobody goes on with it; `lacksEvents`: as one was too large to be read
        Closed,     ///< by the user
        Sent,       ///< `body` went out as a request of its own; `isBeside`: its answer comes by that, too
        Unanswered, ///< nothing more comes in answer to that `body`: `why`, for people
    };

    Kind kind = Kind::Request;
    qint64 at = 0; ///< nanoseconds since 1970-01-01T00:00Z
    bool resumes = false;
    LensHead head = {};
    QByteArray body = {};
    QString why = {};
    bool lacksEvents = false;
    bool isBeside = true;

    friend bool operator==(const StreamMoment &, const StreamMoment &) = default;
};

/// Nothing for what a lens need not know.
std::optional<StreamMoment> momentOf(const StoryEntry &entry);

/// The moments of one stream that wait to be taken, in the order of their times. Bounded: the oldest go. A value.
class StreamMoments
{
public:
    static constexpr size_t MaximumWaiting = 10'000;

    void add(const StoryEntry &entry);
    /// It may lie before what was added already.
    void add(StreamMoment moment);
    /// The next one, at `until` or before; nothing when there is none.
    std::optional<StreamMoment> take(qint64 until);
    bool isEmpty() const { return waiting_.empty(); }
    void clear() { waiting_.clear(); }

private:
    std::deque<StreamMoment> waiting_;
};

} // namespace helio
