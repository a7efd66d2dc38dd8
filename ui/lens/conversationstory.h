// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lens/lensfeed.h"

#include <QHash>
#include <QPointer>

namespace helio {

class StreamList;
class StreamStory;

/// Tells a feed what happened to the stream that it follows, and keeps what each stream was asked with, by its times.
class ConversationStory : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype MaximumBodies = 1000; ///< of a stream

    /// Both are borrowed.
    ConversationStory(StreamList &streams, LensFeed &feed, QObject *parent = nullptr);
    ~ConversationStory() override;

    /// The bodies of the stream's own requests.
    QList<LensFeed::Body> bodies(int stream) const { return bodies_.value(stream); }
    /// The feed follows it from now on: it is told all of it, and what comes.
    void follow(int stream);

private:
    void noteBody(int stream);
    void add(int first, int last);

    StreamList &streams_;
    LensFeed &feed_;
    QPointer<StreamStory> story_;
    QHash<int, QList<LensFeed::Body>> bodies_;
};

} // namespace helio
