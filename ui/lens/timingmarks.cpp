// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/timingmarks.h"

#include "ui/lens/lensfeed.h"
#include "ui/streams/streamlist.h"
#include "ui/streams/streamstory.h"

namespace helio {

namespace {

constexpr qsizetype MaximumOfStory = 100;
constexpr qsizetype MaximumMarks = 200;

std::optional<TimingMark::Kind> kindOf(const StoryEntry &entry)
{
    if (entry.kind == StoryEntry::Kind::Request)
        return TimingMark::Kind::Request;
    if (entry.kind == StoryEntry::Kind::Answer)
        return TimingMark::Kind::Head;
    if (entry.kind == StoryEntry::Kind::FirstEvent)
        return TimingMark::Kind::FirstEvent;
    return {};
}

} // namespace

QList<TimingMark> timingMarks(const EventSelection &subject, const StreamList &streams, const LensFeed &lens)
{
    QList<TimingMark> marks;
    if (subject.isEmpty())
        return marks;
    if (const StreamStory *story = streams.story(*subject.source)) {
        // The newest connections are what one looks at.
        for (int row = story->rowCount() - 1; row >= 0 && marks.size() < MaximumOfStory; --row) {
            const StoryEntry *entry = story->entryAt(row);
            if (const auto kind = kindOf(*entry))
                marks.append({*kind, entry->at});
        }
    }
    if (lens.subject().events == subject) {
        const auto &messages = lens.lens().messages();
        for (auto message = messages.rbegin(); message != messages.rend() && marks.size() < MaximumMarks; ++message) {
            if (message->firstTextTime)
                marks.append({TimingMark::Kind::FirstText, *message->firstTextTime});
        }
    }
    return marks;
}

std::optional<qint64> newestRequest(const QList<TimingMark> &marks)
{
    std::optional<qint64> newest;
    for (const TimingMark &mark : marks) {
        if (mark.kind == TimingMark::Kind::Request && (!newest || mark.at > *newest))
            newest = mark.at;
    }
    return newest;
}

std::optional<qint64> firstOf(const QList<TimingMark> &marks, TimingMark::Kind kind, qint64 from)
{
    std::optional<qint64> first;
    for (const TimingMark &mark : marks) {
        if (mark.kind == kind && mark.at >= from && (!first || mark.at < *first))
            first = mark.at;
    }
    return first;
}

} // namespace helio
