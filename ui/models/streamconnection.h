// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/eventfeed.h"

#include <QUrl>

#include <chrono>
#include <memory>

namespace helio {

/// What to open, as the *Open a stream* dialog asks for it.
struct StreamRequest
{
    QUrl url;
    QByteArray lastEventId;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray bearerToken = {}; ///< for this session: it is kept nowhere
};

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

Q_SIGNALS:
    void stateChanged(helio::ReadyState state);
    void failed(const helio::FeedError &error);
    void reconnectScheduled(std::chrono::milliseconds delay, int failedAttempts);
};

/// Makes connections, so that the window needs no network and tests need none either.
class StreamOpener
{
public:
    virtual ~StreamOpener() = default;
    /// A connection that is not open yet.
    virtual std::unique_ptr<StreamConnection> connection(const StreamRequest &request) = 0;
};

} // namespace helio
