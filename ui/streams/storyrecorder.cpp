// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/storyrecorder.h"

#include "feed/walltime.h"

#include <utility>

namespace helio {

namespace {

/// A copy of its own: it must not hold on to the chunk of the stream that it came in.
QByteArray cut(const QByteArray &text)
{
    if (text.size() <= StoryRecorder::MaximumTextBytes)
        return {text.constData(), text.size()};
    return QByteArray(text.constData(), StoryRecorder::MaximumTextBytes) + "\u2026";
}

HeaderList masked(const HeaderList &headers)
{
    HeaderList shown;
    for (const auto &[name, value] : headers) {
        if (shown.size() == StoryRecorder::MaximumHeaders)
            break;
        shown.append({cut(name), cut(maskedHeader(name, value))});
    }
    return shown;
}

QByteArray valueOf(const HeaderList &headers, const char *wanted)
{
    for (const auto &[name, value] : headers) {
        if (name.compare(wanted, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

} // namespace

StoryRecorder::StoryRecorder(EventSource &source, const EventSourceOptions &options)
    : QObject(&source)
    , source_(source)
    , heartbeatTypes_(options.heartbeatTypes)
{
    totals_.lastEventId = options.lastEventId;
    totals_.reconnectionTime = options.reconnectionTime;
    connect(&source, &EventSource::requestSent, this, &StoryRecorder::onRequest);
    connect(&source, &EventSource::answerArrived, this, &StoryRecorder::onAnswer);
    connect(&source, &EventSource::redirected, this, [this](int status, const QUrl &to) {
        add({.kind = StoryEntry::Kind::Redirect, .url = maskedUrl(to), .status = status});
    });
    connect(&source, &EventSource::commentArrived, this, [this](const QByteArray &comment, qint64 at) {
        add({.kind = StoryEntry::Kind::Comment, .at = at, .text = cut(comment)});
    });
    connect(&source, &EventSource::reconnectionTimeArrived, this,
            [this](std::chrono::milliseconds time) { add({.kind = StoryEntry::Kind::Retry, .time = time}); });
    connect(&source, &EventSource::reconnectScheduled, this, [this](std::chrono::milliseconds delay, int failed) {
        add({.kind = StoryEntry::Kind::Waiting, .time = delay, .count = quint64(failed)});
    });
    connect(&source, &EventSource::ended, this, [this] { add(endOf(StoryEntry::Kind::Ended)); });
    connect(&source, &EventFeed::eventsArrived, this, &StoryRecorder::onEvents);
    connect(&source, &EventFeed::readyStateChanged, this, &StoryRecorder::onState);
    connect(&source, &EventFeed::errorOccurred, this, &StoryRecorder::onError);
}

QList<StoryEntry> StoryRecorder::takeStory()
{
    QList<StoryEntry> story;
    const std::lock_guard lock(mutex_);
    story.reserve(qsizetype(waiting_.size()) + 1);
    if (missed_ > 0)
        story.append({.kind = StoryEntry::Kind::Missed, .at = waiting_.front().at, .count = std::exchange(missed_, 0)});
    for (StoryEntry &entry : waiting_)
        story.append(std::move(entry));
    waiting_.clear();
    return story;
}

StreamTotals StoryRecorder::totals() const
{
    const std::lock_guard lock(mutex_);
    return totals_;
}

void StoryRecorder::noteClose()
{
    if (source_.readyState() != ReadyState::Closed)
        add(endOf(StoryEntry::Kind::Closed));
}

void StoryRecorder::onRequest(const SentRequest &request)
{
    add({.kind = StoryEntry::Kind::Request,
         .method = request.method,
         .url = maskedUrl(request.url),
         .headers = masked(request.headers),
         .text = cut(valueOf(request.headers, "Last-Event-ID"))});
    connectionEvents_ = 0;
    openedAt_ = 0;
    bytesBefore_ = source_.receivedBytes();
    const std::lock_guard lock(mutex_);
    ++totals_.attempts;
}

void StoryRecorder::onAnswer(const ReceivedAnswer &answer)
{
    add({.kind = StoryEntry::Kind::Answer,
         .headers = masked(answer.headers),
         .status = answer.status,
         .text = cut(answer.reason.toUtf8())});
}

void StoryRecorder::onEvents(const QList<ReceivedEvent> &events)
{
    if (connectionEvents_ == 0) {
        const ReceivedEvent &first = events.constFirst();
        add({.kind = StoryEntry::Kind::FirstEvent, .at = first.receivedAt, .text = cut(first.event.type)});
    }
    connectionEvents_ += quint64(events.size());
    for (const ReceivedEvent &received : events) {
        if (!received.event.type.isEmpty() && heartbeatTypes_.contains(received.event.type))
            add({.kind = StoryEntry::Kind::Heartbeat, .at = received.receivedAt, .text = cut(received.event.type)});
    }
    const std::lock_guard lock(mutex_);
    totals_.events += quint64(events.size());
    totals_.bytes = source_.receivedBytes();
    totals_.lastEventId = source_.lastEventId();
    totals_.heartbeat = source_.heartbeat();
}

void StoryRecorder::onState(ReadyState state)
{
    if (state == ReadyState::Open) {
        openedAt_ = wallNow();
        add({.kind = StoryEntry::Kind::Opened, .at = openedAt_});
    }
    const std::lock_guard lock(mutex_);
    totals_.openedAt = state == ReadyState::Open ? openedAt_ : 0;
}

void StoryRecorder::onError(const FeedError &error)
{
    StoryEntry entry = endOf(error.failure == Failure::Transient ? StoryEntry::Kind::Lost : StoryEntry::Kind::Refused);
    entry.error = error;
    entry.error.message.truncate(MaximumTextBytes);
    add(std::move(entry));
    openedAt_ = 0;
}

StoryEntry StoryRecorder::endOf(StoryEntry::Kind kind) const
{
    StoryEntry entry{.kind = kind};
    if (openedAt_ == 0)
        return entry;
    entry.events = connectionEvents_;
    entry.bytes = source_.receivedBytes() - bytesBefore_;
    entry.openedAt = openedAt_;
    return entry;
}

void StoryRecorder::add(StoryEntry entry)
{
    if (entry.at == 0)
        entry.at = wallNow();
    bool isFirst = false;
    {
        const std::lock_guard lock(mutex_);
        totals_.bytes = source_.receivedBytes();
        totals_.reconnectionTime = source_.reconnectionTime();
        totals_.heartbeat = source_.heartbeat();
        isFirst = waiting_.empty();
        if (!isFirst && waiting_.back().fold(entry))
            return;
        waiting_.push_back(std::move(entry));
        if (waiting_.size() > MaximumWaiting) {
            waiting_.pop_front();
            ++missed_;
        }
    }
    if (isFirst)
        Q_EMIT filled();
}

} // namespace helio
