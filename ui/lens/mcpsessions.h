// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lens/mcpcall.h"
#include "ui/lens/mcpsubjects.h"

#include <QSet>

#include <functional>
#include <map>

namespace helio {

class LensFeed;
struct LensMessage;
class StreamList;

/// What is sent by hand to streams that speak MCP, and what it goes by: of each stream its session, the version of the
/// protocol, and which ids were used. It speaks of the stream that the feed follows. A stream that is asked for with
/// GET goes by a session that was begun here, too: many servers refuse it without one.
class McpSessions : public QObject
{
    Q_OBJECT
public:
    /// Has what a feed brings taken for a stream's, beside what its connection does.
    using Join = std::function<void(EventFeed *feed, int stream)>;

    static constexpr qsizetype MaximumSent = 1000; ///< requests that are remembered, of a stream

    /// All are borrowed.
    McpSessions(StreamList &streams, LensFeed &feed, const Join &join, QObject *parent = nullptr);
    ~McpSessions() override;
    /// Of what is sent from now on.
    void setLimits(const McpLimits &limits) { limits_ = limits; }

    /// What the next request goes by: what the stream's own answers said last, or those to what was sent here; else
    /// what the stream's headers name.
    McpSession session() const;
    /// Where the next request goes: the stream's address, or what the old form of HTTP and SSE named for it.
    QUrl target() const;
    /// The number that no request of the stream had as its id.
    quint64 nextId() const;
    /// Which method comes next, as far as that can be known: to begin, to list, and what was listed.
    QString nextMethod() const;
    /// The tool or prompt, or the resource's address, that nextMethod() is about; empty where none is known.
    QString nextSubject() const;
    /// The arguments that nextSubject() needs, as JSON.
    QString nextArguments() const;

    /// Sends a body to the stream, once. Where that cannot be done, or an id in it was used before, stateText() says
    /// so.
    void send(const QByteArray &body);
    /// Whether something that was sent to the stream is not over yet.
    bool isRunning() const;
    /// Gives up what was sent for that message, else what was sent last, and tells the server so.
    void cancel(const LensMessage *message);
    /// What becomes, or became, of what was sent last to the stream; empty when nothing was.
    QString stateText() const;

    /// The feed follows a stream anew: it is told what was sent, and what got no answer.
    void tellFeed();
    /// The request by which a message was sent from here; nothing for any other message.
    std::optional<StreamRequest> requestOf(const LensMessage &message) const;

Q_SIGNALS:
    /// stateText() or isRunning() may be another.
    void stateChanged();

private:
    struct Sent
    {
        qint64 at; ///< nanoseconds since 1970-01-01T00:00Z
        StreamRequest request;
        qint64 endedAt = 0;
        QString problem = {}; ///< why it has no answer
        McpAnswer answer = McpAnswer::Own;
    };
    struct KeptSession
    {
        QByteArray id;
        QByteArray ofStream; ///< what the stream's own heads said then
    };
    struct OfStream
    {
        QList<Sent> sent;
        QSet<QByteArray> usedIds;        ///< as JSON
        quint64 lastId = 0;              ///< the largest of those that are numbers
        qint64 editedAt = 0;             ///< a session from before is of another request
        std::optional<KeptSession> kept; ///< begun by a request that was sent here
        QByteArray lent;                 ///< the session by which the stream itself is asked for
        bool wasOpenByIt = false;        ///< the server knew it then
        QByteArray version;              ///< that it agreed on
        QByteArray overId;               ///< of the session that the server does not know any more
        McpSubjects subjects;
        QString outcome;
    };
    struct Running
    {
        McpCall *call;
        int stream;
        qint64 sentAt;
        QByteArray body;
        QByteArray method;
        QByteArray sessionId; ///< by which it went
        QByteArray ownId;     ///< what the stream's own heads said then
        bool isQuiet;         ///< nobody asked for it
    };

    int stream() const;
    const OfStream &ofStream() const;
    QByteArray endpoint() const;
    OfStream *find(int stream);
    McpSession ownSession(const OfStream &of) const;
    void tellFeed(const Sent &sent);
    void noteIds(OfStream &of, const QByteArray &body);
    void noteRequest(int stream);
    void lendSession(int stream);
    void onStreamChanged(int stream);
    QString whyNot(const QByteArray &body) const;
    void post(const QByteArray &body, bool isQuiet);
    void onHead(const Running &running, int status, const LensHead &head);
    void onEvents(const Running &running, const QList<ReceivedEvent> &events);
    void onFinished(const Running &running, const QString &problem);
    void say(int stream, const QString &outcome);

    StreamList &streams_;
    LensFeed &feed_;
    Join join_;
    McpLimits limits_;
    quint64 startSeconds_;
    std::map<int, OfStream> all_;
    QList<Running> running_; ///< in the order in which they were sent
    QTimer clock_;           ///< runs while something is awaited
};

} // namespace helio
