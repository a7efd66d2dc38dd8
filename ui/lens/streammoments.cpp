// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/streammoments.h"

#include <algorithm>
#include <utility>

namespace helio {

std::optional<StreamMoment> momentOf(const StoryEntry &entry)
{
    using Kind = StreamMoment::Kind;
    switch (entry.kind) {
    case StoryEntry::Kind::Request:
        return StreamMoment{.kind = Kind::Request, .at = entry.at, .resumes = !entry.text.isEmpty()};
    case StoryEntry::Kind::Answer:
        return StreamMoment{.kind = Kind::Head, .at = entry.at, .head = entry.headers};
    case StoryEntry::Kind::FirstEvent:
        return StreamMoment{.kind = Kind::FirstEvent, .at = entry.at};
    case StoryEntry::Kind::Lost:
        return StreamMoment{.kind = Kind::Lost, .at = entry.at};
    case StoryEntry::Kind::Refused:
    case StoryEntry::Kind::Ended:
        return StreamMoment{
            .kind = Kind::Ended, .at = entry.at, .lacksEvents = entry.error.failure == Failure::TooLarge};
    case StoryEntry::Kind::Closed:
        return StreamMoment{.kind = Kind::Closed, .at = entry.at};
    case StoryEntry::Kind::Redirect:
        return StreamMoment{.kind = Kind::Redirect, .at = entry.at};
    case StoryEntry::Kind::Opened:
    case StoryEntry::Kind::Comment:
    case StoryEntry::Kind::Heartbeat:
    case StoryEntry::Kind::Retry:
    case StoryEntry::Kind::Waiting:
    case StoryEntry::Kind::Missed:
        break;
    }
    return {};
}

void StreamMoments::add(const StoryEntry &entry)
{
    std::optional<StreamMoment> moment = momentOf(entry);
    if (!moment)
        return;
    add(std::move(*moment));
}

void StreamMoments::add(StreamMoment moment)
{
    const auto behind = std::find_if(waiting_.rbegin(), waiting_.rend(),
                                     [&moment](const StreamMoment &each) { return each.at <= moment.at; });
    waiting_.insert(behind.base(), std::move(moment));
    if (waiting_.size() > MaximumWaiting)
        waiting_.pop_front();
}

std::optional<StreamMoment> StreamMoments::take(qint64 until)
{
    if (waiting_.empty() || waiting_.front().at > until)
        return {};
    StreamMoment moment = std::move(waiting_.front());
    waiting_.pop_front();
    return moment;
}

} // namespace helio
