// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/feedqueue.h"
#include "ui/models/streamconnection.h"

#include <QDeadlineTimer>

#include <map>

namespace helio {

/// The remote streams of the window. Each has an id, which is also the source of its events in the queue; ids are never
/// used twice.
class StreamList : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Connecting, ///< the first attempt, or another one under way
        Waiting,    ///< for the next attempt; secondsToAttempt() counts down
        Open,
        Closed,  ///< by the user
        Refused, ///< by the server, or given up; problem() says why
    };
    Q_ENUM(State)

    /// Sources from `firstId` on are the streams'. Both are borrowed.
    StreamList(StreamOpener &opener, FeedQueue &queue, int firstId, QObject *parent = nullptr);
    ~StreamList() override;

    int open(const StreamRequest &request);
    void close(int id);
    void reopen(int id);
    void remove(int id);

    QList<int> ids() const;
    bool contains(int id) const { return streams_.contains(id); }
    QUrl url(int id) const;
    /// Unique: the URL without scheme and credentials, with a number behind it when that is taken.
    QString name(int id) const;
    State state(int id) const;
    int secondsToAttempt(int id) const;
    /// What went wrong last, for people; empty when nothing did.
    QString problem(int id) const;
    /// The state as a word, e.g. `open`, `connecting, 3 s`.
    QString stateText(int id) const;

Q_SIGNALS:
    void added(int id);
    void changed(int id);
    void removed(int id);

private:
    struct Stream
    {
        StreamRequest request;
        QString name;
        State state = State::Closed;
        QDeadlineTimer nextAttempt;
        QString problem;
        std::unique_ptr<StreamConnection> connection;
    };

    void follow(int id, StreamConnection *connection);
    void tellWaiting();
    QString uniqueName(const QUrl &url) const;

    StreamOpener &opener_;
    FeedQueue &queue_;
    std::map<int, Stream> streams_;
    int nextId_;
};

} // namespace helio
