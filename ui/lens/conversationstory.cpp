// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/conversationstory.h"

#include "feed/walltime.h"
#include "ui/streams/streamlist.h"
#include "ui/streams/streamstory.h"

namespace helio {

ConversationStory::ConversationStory(StreamList &streams, LensFeed &feed, QObject *parent)
    : QObject(parent)
    , streams_(streams)
    , feed_(feed)
{
    const QList<int> ids = streams_.ids();
    for (const int id : ids)
        noteBody(id);
    connect(&streams_, &StreamList::added, this, &ConversationStory::noteBody);
    connect(&streams_, &StreamList::edited, this, &ConversationStory::noteBody);
    connect(&streams_, &StreamList::removed, this, [this](int id) { bodies_.remove(id); });
}

ConversationStory::~ConversationStory() = default;

void ConversationStory::follow(int stream)
{
    if (story_)
        story_->disconnect(this);
    story_ = streams_.story(stream);
    if (!story_)
        return;
    connect(story_, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &parent, int first, int last) {
        if (!parent.isValid())
            add(first, last);
    });
    add(0, story_->rowCount() - 1);
}

void ConversationStory::noteBody(int stream)
{
    const QByteArray body = streams_.request(stream).body;
    QList<LensFeed::Body> &all = bodies_[stream];
    if (!all.isEmpty() && all.last().body == body)
        return;
    all.append({all.isEmpty() ? 0 : wallNow(), body});
    if (all.size() > MaximumBodies)
        all.removeFirst();
}

void ConversationStory::add(int first, int last)
{
    QList<StoryEntry> entries;
    for (int row = first; row <= last; ++row) {
        if (const StoryEntry *entry = story_->entryAt(row); entry && momentOf(*entry))
            entries.append(*entry);
    }
    feed_.addStory(entries);
}

} // namespace helio
