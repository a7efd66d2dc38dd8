// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/eventfeed.h"

#include <QHash>

#include <deque>
#include <memory>
#include <mutex>

namespace helio {

/// Carries events from feeds in any thread to one reader in this object's thread. Bounded: when the bytes waiting pass
/// the limit, the oldest events go and are counted, and the feed never waits. filled() comes once when the queue turns
/// from empty to filled, never once per event; the reader then takes everything on its own tick.
class FeedQueue : public QObject
{
    Q_OBJECT
public:
    struct Item
    {
        int source = 0; ///< as given to attach()
        ReceivedEvent received;
        bool isBeside = false; ///< it did not come over the source's own connection
    };
    /// How many events of a source were dropped, by source; without what came beside its connection.
    using Losses = QHash<int, quint64>;

    /// What one waiting event counts beside its bytes: the item, four strings' headers.
    static constexpr qsizetype ItemOverheadBytes = 200;

    explicit FeedQueue(qsizetype maximumBytes, QObject *parent = nullptr);
    ~FeedQueue() override;

    /// Lets the feed's events flow in, marked with `source`, until detach() or the end of the feed or this queue. May
    /// be called for a feed that lives in another thread. A feed that is attached already gets the new `source`, and
    /// nothing more comes in under the old one.
    void attach(EventFeed *feed, int source);
    /// The same for a feed that brings something beside the source's own connection.
    void attachBeside(EventFeed *feed, int source);
    /// Nothing more of this feed comes in after this returned; what waits stays. Does nothing when it is not attached.
    void detach(EventFeed *feed);
    /// How many feeds are attached; a feed that was destroyed is not.
    int attachedCount() const;

    /// Everything that waits, in order of arrival. `lost`, if given, is what was dropped since the last call: all of it
    /// came before what is taken.
    std::deque<Item> takeAll(Losses *lost = nullptr);
    /// How many events were dropped for lack of room since the queue was made.
    quint64 droppedCount() const;

Q_SIGNALS:
    /// The queue was empty and is not any more; emitted in this object's thread.
    void filled();

private:
    void attach(EventFeed *feed, int source, bool isBeside);

    struct Shared;
    std::shared_ptr<Shared> shared_; ///< feeds hold it too, so that a batch under way outlives this object
};

} // namespace helio
