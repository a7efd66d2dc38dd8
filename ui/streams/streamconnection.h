// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/sourcereport.h"
#include "feed/eventfeed.h"
#include "ui/streams/storyentry.h"
#include "ui/streams/streamrequest.h"
#include "ui/streams/streamtest.h"

#include <chrono>
#include <memory>

namespace helio {

/// One remote stream, steered from the window's thread wherever its reading is done.
class StreamConnection : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Where its events come from; lives in another thread, read it through a FeedQueue.
    virtual EventFeed *feed() = 0;
    virtual void open() = 0;
    /// Nothing more comes after it but the change to Closed.
    virtual void close() = 0;

    /// What happened since this was asked last, in order.
    virtual QList<StoryEntry> takeStory() { return {}; }
    virtual StreamTotals totals() const { return {}; }
    /// What is known of what is wrong with it, since it was made.
    virtual SourceReport takeReport() { return {}; }

Q_SIGNALS:
    void stateChanged(helio::ReadyState state);
    void failed(const helio::FeedError &error);
    void reconnectScheduled(std::chrono::milliseconds delay, int failedAttempts);
    /// takeStory() has something again after it had nothing.
    void storyFilled();
    /// takeReport() has another one than it had.
    void reported();
};

/// Makes connections, so that the window needs no network and tests need none either.
class StreamOpener
{
public:
    virtual ~StreamOpener() = default;
    /// A connection that is not open yet.
    virtual std::unique_ptr<StreamConnection> connection(const StreamRequest &request) = 0;
    /// Tries `request` without opening it; null where that cannot be done.
    virtual std::unique_ptr<StreamTest> test(const StreamRequest &) { return nullptr; }
};

} // namespace helio
