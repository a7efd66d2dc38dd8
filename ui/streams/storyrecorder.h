// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/eventsource.h"
#include "ui/streams/storyentry.h"

#include <deque>
#include <mutex>

namespace helio {

/// Writes down what happens to an event source, in its thread, for a reader in another one. Bounded: what is the same
/// again is counted, and when too much waits, the oldest goes and is counted too.
class StoryRecorder : public QObject
{
    Q_OBJECT
public:
    /// So many entries wait for their reader.
    static constexpr size_t MaximumWaiting = 500;
    /// Of a comment, a reason, and the value of a header.
    static constexpr qsizetype MaximumTextBytes = 1024;
    static constexpr qsizetype MaximumHeaders = 64;

    /// Becomes the source's child. `options` are those of the source.
    StoryRecorder(EventSource &source, const EventSourceOptions &options);

    /// May be called from any thread.
    QList<StoryEntry> takeStory();
    /// May be called from any thread.
    StreamTotals totals() const;
    /// The source's owner is about to close it: its end is written down as the user's.
    void noteClose();

Q_SIGNALS:
    /// takeStory() has something again after it had nothing.
    void filled();

private:
    void onRequest(const SentRequest &request);
    void onAnswer(const ReceivedAnswer &answer);
    void onEvents(const QList<ReceivedEvent> &events);
    void onState(ReadyState state);
    void onError(const FeedError &error);
    StoryEntry endOf(StoryEntry::Kind kind) const;
    void add(StoryEntry entry);

    EventSource &source_;
    QByteArrayList heartbeatTypes_;
    qint64 openedAt_ = 0;
    quint64 connectionEvents_ = 0;
    quint64 bytesBefore_ = 0; ///< that came before this connection

    mutable std::mutex mutex_; ///< for what follows
    std::deque<StoryEntry> waiting_;
    quint64 missed_ = 0;
    StreamTotals totals_;
};

} // namespace helio
