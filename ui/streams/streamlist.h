// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/feedqueue.h"
#include "ui/streams/sources.h"
#include "ui/streams/streamconnection.h"

#include <QDeadlineTimer>
#include <QSet>
#include <QTimer>

#include <map>

namespace helio {

class StreamStory;

/// How a stream came to rest; what is kept of it for the next start.
struct StreamRest
{
    enum class Cause {
        None,    ///< it does something, or was not opened, or waits for something else than its user
        User,    ///< who closed it
        Ended,   ///< by itself
        Refused, ///< by the server, or given up
    };
    Cause cause = Cause::None;
    QString problem = {}; ///< Refused: why, for people

    friend bool operator==(const StreamRest &, const StreamRest &) = default;
};

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
        Closed,  ///< by the user, or not opened; stateText() says which
        Ended,   ///< by itself, as a stream that was asked for with POST does
        Refused, ///< by the server, or given up; problem() says why
    };
    Q_ENUM(State)
    /// It does nothing any more until it is opened again.
    static bool isAtRest(State state);

    /// Both are borrowed.
    StreamList(StreamOpener &opener, FeedQueue &queue, QObject *parent = nullptr);
    ~StreamList() override;

    int open(const StreamRequest &request);
    /// Takes it into the list without opening it; `isWanted`: it will be, by reopen(), as soon as it can.
    int add(const StreamRequest &request, bool isWanted = false);
    /// Asks for it otherwise from now on; it is opened anew, or stays closed where its request is not repeatable. The
    /// story goes on, and so does the last event ID unless the address or that ID are others now.
    void edit(int id, const StreamRequest &request);
    /// What its requests carry beside its own headers, in place of those of the same names: a session that was begun by
    /// another request. A stream that is wanted, or was refused, is asked anew by it, from its beginning. Forgotten
    /// when it is edited.
    void setSession(int id, const QList<std::pair<QByteArray, QByteArray>> &headers);
    void close(int id);
    void reopen(int id);
    void remove(int id);

    /// The stream lacks secrets that were kept elsewhere: it stays closed, and reopen() asks for them instead.
    void setSecretsMissing(int id, const QString &problem);
    /// Fills in what the stream was asked with before, without opening it; nothing is missing any more.
    void supply(int id, const StreamRequest &request);
    bool areSecretsMissing(int id) const;
    /// It shall be open as soon as what it lacks is there; until then nobody is asked.
    void setWanted(int id);

    /// A stream that is at rest waits, still wanted, until it is reopened or openPaused() is called.
    void pause(int id);
    bool isPaused(int id) const;
    /// How it came to rest, now or before it was put into the list.
    StreamRest rest(int id) const;
    /// A stream that is closed came to rest so before it was put into the list, e.g. in an earlier run.
    void setRest(int id, const StreamRest &rest);
    /// Opens all that are paused; those that lack their secrets as soon as these come.
    void openPaused();

    QList<int> ids() const;
    bool contains(int id) const { return streams_.contains(id); }
    QUrl url(int id) const;
    StreamRequest request(int id) const;
    /// What happened to it; null when there is no such stream.
    StreamStory *story(int id) const;
    StreamTotals totals(int id) const;
    /// What is known of what is wrong with it; empty when there is no such stream. Numbers of events count from when it
    /// was opened, or asked for otherwise.
    SourceReport report(int id) const;
    /// Whether the user wants it open, whatever became of that; not when it has ended as it should.
    bool isWanted(int id) const;
    /// Tries `request` without opening it; null where that cannot be done.
    std::unique_ptr<StreamTest> test(const StreamRequest &request) { return opener_.test(request); }
    /// Unique: the URL without scheme and credentials, with a number behind it when that is taken.
    QString name(int id) const;
    State state(int id) const;
    int secondsToAttempt(int id) const;
    /// Of the answer that refused it; 0 where there is none.
    int refusedStatus(int id) const;
    /// What went wrong last, for people; empty when nothing did.
    QString problem(int id) const;
    /// The state as a word, e.g. `open`, `again in 3 s`.
    QString stateText(int id) const;
    /// What came of an open stream that brought no event yet: `3,312 B, no event yet: no blank line came`. Empty for
    /// any other.
    QString waitingText(int id) const;

Q_SIGNALS:
    void added(int id);
    void changed(int id);
    /// report() is another.
    void reported(int id);
    void removed(int id);
    /// Another connection asks for it: it is judged anew, and its events count from one again.
    void renewed(int id);
    /// The stream was asked for otherwise: its address or its name may be others.
    void edited(int id);
    /// Its name is another, as other streams came, went, or were edited; changed() follows.
    void renamed(int id);
    /// Somebody wants to reopen a stream that lacks its secrets.
    void secretsNeeded(int id);
    /// Several are about to be opened, by openPaused().
    void openingPaused();

private:
    /// Why one is closed.
    enum class Hold {
        None,          ///< it was not opened, or its secrets are missing
        User,          ///< who closed it
        NotRepeatable, ///< its request does not go out by itself
        Paused,        ///< pause()
    };
    struct Stream
    {
        StreamRequest request;
        QList<std::pair<QByteArray, QByteArray>> session; ///< setSession()
        QString name;
        State state = State::Closed;
        QDeadlineTimer nextAttempt;
        QString problem;
        int refusedStatus = 0;
        std::unique_ptr<StreamStory> story;
        std::unique_ptr<StreamConnection> connection;
        SourceReport report;
        bool isWanted = false;
        Hold hold = Hold::None;
        StreamRest restBefore; ///< setRest(), until it is opened, closed or edited
        bool lacksSecrets = false;
    };

    void connectTo(int id, const StreamRequest &request);
    static void hold(Stream &stream, Hold hold);
    static void applyRest(Stream &stream);
    void dropConnection(Stream &stream);
    void renew(int id, const StreamRequest &asked);
    void follow(int id, StreamConnection *connection);
    void takeStories();
    void reportWaiting();
    void nameAll();

    StreamOpener &opener_;
    FeedQueue &queue_;
    std::map<int, Stream> streams_;
    QSet<int> readyStories_; ///< whose stories wait to be taken
    QTimer storyTick_;
    int nextId_ = HubSource + 1;
};

} // namespace helio
