// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lens/lens.h"
#include "ui/events/eventselection.h"
#include "ui/lens/streammoments.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <deque>
#include <functional>

namespace helio {

/// What became of one message while events were read.
struct MessageChange
{
    quint64 message = 0;     ///< LensMessage::number
    bool isRebuilt = false;  ///< some of its parts do not begin as they did, or stand elsewhere
    bool hasGrown = false;   ///< parts are longer, or more
    bool hasChanged = false; ///< something else of it: its head, its state

    friend bool operator==(const MessageChange &, const MessageChange &) = default;
};

/// Feeds a lens with the events of one source or channel: with those that the window holds, oldest first, and with what
/// comes. It works in slices of a few milliseconds, between which the program does what is due, and copies nothing but
/// the events that are its own. The numbers of events that messages have are sequence numbers of the ring.
///
/// Of a stream it is given the story, too, so that messages know their request and their end. Both are merged by their
/// times; as the story is reported later than events are, what could be decided by it waits up to StoryDelay.
class LensFeed : public QObject
{
    Q_OBJECT
public:
    /// Time since some moment, rising: for slices.
    using Clock = std::function<std::chrono::nanoseconds()>;
    /// Nanoseconds since 1970-01-01T00:00Z, as events have them.
    using WallClock = std::function<qint64()>;

    /// How long one slice may work before others get their turn.
    static constexpr std::chrono::milliseconds SliceTime{8};
    static constexpr int EventsBetweenChecks = 64;
    static constexpr std::chrono::milliseconds NoticedTime{300};
    /// What the messages of one subject may take, all together; those that were let go of are counted by
    /// droppedCount().
    static constexpr LensBounds Bounds{.messageBytes = 64 * 1024 * 1024, .allBytes = 128 * 1024 * 1024};
    /// An entry of a story is reported at most so long after it happened, unless the machine is very busy.
    static constexpr std::chrono::milliseconds StoryDelay{400};

    /// `ring` is borrowed and must outlive this object.
    explicit LensFeed(const EventRing &ring, QObject *parent = nullptr);
    /// The machine's own clocks if none were set.
    void setClocks(const Clock &clock, const WallClock &wallClock);

    /// What a stream was asked for with, from `from` on (nanoseconds since 1970).
    struct Body
    {
        qint64 from = 0;
        QByteArray body;
    };
    /// Which events are read, and by which lens; all that was read before is forgotten. `bodies`: those of the stream's
    /// requests, by their times, as `mcp` pairs them with answers. An empty selection reads nothing.
    struct Subject
    {
        EventSelection events;
        QList<Body> bodies = {};
        std::optional<Dialect> dialect = {}; ///< nothing: it is found out
    };
    enum class Start {
        Now,
        WhenWanted, ///< by start(); until then the events cost nothing
    };
    void follow(const Subject &subject, const DialectLibrary &library, Start start = Start::Now);
    /// Somebody looks: reads what the ring holds of the subject, and goes on. Nothing where it was started.
    void start();
    /// Entries of the stream's story, in order; those from before follow() was called too.
    void addStory(const QList<StoryEntry> &entries);

    enum class AnswerComes {
        Beside,   ///< by the request's own connection
        ByStream, ///< by the stream's, and no more when that ends
    };
    /// What went out beside the stream's connection, at `at`. Its answer's head is read, too, if it says anything.
    void addSent(qint64 at, const QByteArray &body, AnswerComes answer = AnswerComes::Beside);
    /// From `at` on nothing more comes in answer to that; `why`, for people. Nothing for what was answered.
    void addUnanswered(qint64 at, const QByteArray &body, const QString &why);
    /// Events of the subject were dropped on their way to the ring, before those that have not come to it yet.
    void addLoss();

    /// There may be more events: reads what one slice can, and goes on by itself.
    void readOn();
    /// All that is in the ring was read, as far as it can be yet.
    bool hasReadAll() const { return next_ >= ring_.next(); }
    double progress() const; ///< 0 to 1, of the ring
    /// What the ring held when it began to read is not read yet, and has been read for longer than one notices.
    bool isCatchingUp() const;

    const Lens &lens() const { return *lens_; }
    const Subject &subject() const { return subject_; }
    /// When the head of an answer came that was read last, in nanoseconds since 1970; 0: none was.
    qint64 headTime() const { return headTime_; }
    /// What that one says, of a refusal too; empty: none was read.
    const LensHead &head() const { return head_; }
    /// Of all that is followed, how many events the lens was fed with.
    quint64 readCount() const { return readCount_; }
    /// How many messages were let go of, the oldest ones.
    quint64 droppedCount() const { return lens_->messages().empty() ? 0 : lens_->messages().front().number; }
    /// Events of the ring that went before they were read.
    quint64 missedCount() const { return missedCount_; }

Q_SIGNALS:
    /// Another subject: there is no message any more.
    void restarted();
    /// The dialect got known, or it is known that none fits.
    void detected();
    /// By one slice, each message once, in the order of their numbers. Messages may have been let go of.
    void messagesChanged(const QList<helio::MessageChange> &changes);
    void readingChanged(); ///< progress() is another, or hasReadAll()

private:
    void workSoon();
    void work();
    void read(const EventView &event, quint64 sequence);
    bool mustWait(qint64 eventTime) const;
    void noteLosses();
    void applyMoments(qint64 until);
    void apply(const StreamMoment &moment);
    QByteArray bodyAt(qint64 time) const;
    void noteChanges();
    void report();
    bool isOfNoDialect() const { return !lens_->isDetecting() && !lens_->dialect(); }
    qint64 wallTime() const;

    const EventRing &ring_;
    Clock clock_;
    WallClock wallClock_;
    Subject subject_;
    std::optional<Lens> lens_;
    StreamMoments moments_;
    bool isStarted_ = false;
    bool isFirstSlice_ = true;
    bool hasStory_ = false;      ///< the subject is a stream
    bool isRedirected_ = false;  ///< the next request is the same
    bool isWithin_ = false;      ///< a connection that brought its first event
    std::optional<qint64> lost_; ///< when the connection was that another one may go on with
    LensHead head_;
    qint64 headTime_ = 0;
    bool wasDetecting_ = false;
    bool hadReadAll_ = true;
    std::optional<std::chrono::nanoseconds> catchesUpSince_; ///< by clock_

    quint64 next_ = 0; ///< the sequence number that is read next
    quint64 begin_ = 0;
    size_t place_ = 0; ///< of the ring
    quint64 readCount_ = 0;
    quint64 missedCount_ = 0;
    std::deque<quint64> losses_;   ///< before which sequence numbers events were dropped
    QList<MessageChange> changes_; ///< of this slice
    QTimer nextSlice_;
};

} // namespace helio
