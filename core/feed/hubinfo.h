// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/message.h"
#include "event/selection.h"
#include "feed/eventfeed.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QHash>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>

namespace helio {

/// What a hub reports of itself: values, the same for the hub inside and for a remote one, in the shapes of
/// `/api/channels`, `/api/clients` and `/api/stats`. Times are milliseconds since 1970-01-01T00:00Z unless the name
/// says otherwise.

struct ChannelInfo
{
    QByteArray name;
    qint64 subscribers = 0;
    quint64 events = 0; ///< published since the hub started
    quint64 bytes = 0;  ///< of data published since the hub started
    double eventsPerSecond = 0;
    QByteArray lastEventId;
    qint64 historyEvents = 0;
    qint64 historyBytes = 0;
    QByteArray oldestId; ///< of the history; empty when it holds nothing
    qint64 oldestAt = 0; ///< when that was published; 0 when it holds nothing
    /// Who listens there by the backplane, or at the other hubs of the group, beside this hub; nothing where it is not
    /// known.
    std::optional<qint64> elsewhere = {};
};

struct ClientInfo
{
    QByteArray id;
    QString remoteAddress; ///< address and port
    QByteArray userAgent;
    QByteArray origin; ///< the web page's origin; empty when no browser asked
    QByteArrayList channels;
    QByteArrayList patterns;
    QString subject; ///< of its token; empty without one
    qint64 connectedAt = 0;
    QByteArray lastEventId; ///< of the last event written to it
    quint64 sentEvents = 0; ///< taken by the kernel
    quint64 sentBytes = 0;
    qint64 queuedEvents = 0; ///< waiting here
    qint64 queuedBytes = 0;
    qint64 oldestQueuedMs = 0; ///< age of the oldest event that waits
    quint64 gapsReported = 0;

    /// What the kernel reported of the connection.
    struct Kernel
    {
        qint64 unacknowledgedBytes = 0; ///< taken by the kernel, not acknowledged by the peer
        qint64 roundTripMicroseconds = 0;
        qint64 takenAt = 0; ///< when it was asked
    };
    std::optional<Kernel> kernel; ///< nothing where it was not asked yet, or does not report it
    /// The name of its hub, where that is one of several with one history; the client's id begins with that hub's.
    QString hub = {};
};

/// Turns of the hub's event loop that took longer than 100 ms: nobody else had one meanwhile.
struct LongTurns
{
    QByteArray name; ///< what ran in them; one of few
    quint64 count = 0;
    qint64 longestMs = 0;
    qint64 longestCpuMs = 0; ///< time of the processor within it, as far as the system reports it
};

/// What goes wrong at a hub, or may soon. All lists are short: the hub keeps the largest and the latest.
struct HubTroubles
{
    /// A client that was closed for reading too slowly, or taking nothing.
    struct Slow
    {
        QByteArray name;    ///< its subject, or without one its address
        quint64 closed = 0; ///< how often
    };
    /// Streams of one browser's pages: of one origin, address and program, as many as a browser opens over HTTP/1.1.
    struct Crowd
    {
        QByteArray origin;
        QByteArray address;
        QByteArray userAgent;
        qint64 streams = 0;
    };
    /// One that was made to last and is in use.
    struct Token
    {
        QByteArray name;        ///< its subject; empty: it has none
        qint64 secondsLeft = 0; ///< 0: it has ended
    };

    quint64 freshGaps = 0; ///< of HubTotals::gaps, told for what had been trimmed within the last two minutes
    QList<Slow> slowClients;
    QList<Crowd> crowds;
    QHash<QByteArray, quint64> refused; ///< requests since the start, by reason; for programs, not translated
    QList<Token> tokens;
    QByteArrayList openAt; ///< where others reach it while no rule says who may do what
};

/// How figures of one kind are spread.
struct SpreadInfo
{
    quint64 count = 0;
    quint64 sum = 0;
    qint64 p50 = 0;
    qint64 p99 = 0;
    qint64 maximum = 0;
    QList<quint64> below = {}; ///< at n: how many were less than 2^n; empty when there were none
};

/// What keeps the hub's history.
struct StoreInfo
{
    enum class State { Ok, Away, Full, Broken }; ///< as StoreState::Kind

    QByteArray kind = QByteArrayLiteral("memory"); ///< or "sqlite"; for programs, not translated
    State state = State::Ok;
    QString problem = {};   ///< for people, translated; empty while it is Ok
    QString notice = {};    ///< the same: what is to be known although it works, as that its file was damaged
    QString elsewhere = {}; ///< the same: why it is another than was asked for
    qint64 oldestAt = 0;    ///< when history begins; 0: it holds nothing

    /// What it takes on a disk, and what writing there took since the hub started.
    struct Disk
    {
        qint64 usedBytes = 0; ///< of the file's pages
        qint64 fileBytes = 0; ///< of the file, with pages that are free
        qint64 logBytes = 0;  ///< what was written and is not yet in the file
        quint64 commits = 0;
        quint64 committedEvents = 0;
        quint64 slowCommits = 0;     ///< that took longer than 2^18 µs, which is 262 ms
        SpreadInfo commitTime = {};  ///< microseconds of each commit
        SpreadInfo groupEvents = {}; ///< events of each commit
        qint64 waitingAppends = 0;   ///< that came while the last one was under way
        qint64 waitingBytes = 0;     ///< of them
    };
    std::optional<Disk> disk = {}; ///< nothing where history is in memory alone
};

struct HubTotals
{
    qint64 startedAt = 0;
    qint64 clients = 0;
    qint64 channels = 0;
    quint64 published = 0;      ///< events
    quint64 publishedBytes = 0; ///< of data
    quint64 delivered = 0;      ///< events taken by the kernel, over all clients
    quint64 deliveredBytes = 0;
    quint64 gaps = 0;
    double publishedPerSecond = 0;
    double deliveredPerSecond = 0;
    double deliveredBytesPerSecond = 0;
    qint64 historyEvents = 0;
    qint64 historyBytes = 0;
    qint64 latencyP50Us = 0; ///< publish to the kernel's acceptance, microseconds; of all since the start
    qint64 latencyP99Us = 0;
    qint64 latencyMaxUs = 0;

    /// The same of live events alone, within the last whole second.
    struct RecentLatency
    {
        qint64 p50Us = 0;
        qint64 p99Us = 0;
    };
    std::optional<RecentLatency> recentLatency = {}; ///< nothing when there were none
    QList<LongTurns> longTurns = {};                 ///< only what was long at least once
    QHash<QString, quint64> disconnects;             ///< by reason
    QByteArray lastSubscribedChannel;                ///< the first name of the last subscription; empty before any
    qint64 clientQueueBytes = 1024 * 1024;           ///< so much may wait for one client before it is disconnected
    HubTroubles troubles;
    StoreInfo store;
};

/// What joins the hub with others: Redis.
struct BackplaneInfo
{
    enum class State {
        Connecting, ///< for the first time, or anew
        Open,       ///< events go both ways
        Away,       ///< `problem` says why; it is tried again
    };
    State state = State::Connecting;
    QString address;         ///< without a password
    Message problem;         ///< for people; empty unless Away
    qint64 awayMs = 0;       ///< how long events have not gone both ways; 0 while Open
    QByteArrayList channels; ///< names and globs that go by it
    quint64 received = 0;    ///< events that came by it, the hub's own among them
    quint64 sent = 0;
    quint64 dropped = 0; ///< that could not be taken
    quint64 gaps = 0;    ///< how often something may have been missed
    /// Who else listens there, by channel: its own count of subscribers, this hub's not among them.
    QHash<QByteArray, qint64> subscribers;
};

/// The hubs that have one history together, as one of them sees it.
struct GroupInfo
{
    struct Hub
    {
        QByteArray id = {}; ///< made anew at each of its starts
        QString name = {};  ///< for people, e.g. `web1:7373`
        QString version = {};
        QStringList urls = {}; ///< where it serves
        qint64 startedAt = 0;
        qint64 clients = 0;
        qint64 channels = 0;
        qint64 lagMs = 0; ///< how old the last event that it read was then
        /// Names and globs of Flask-SSE's channels that it would speak, too, in order; nothing: it does not say.
        std::optional<QByteArrayList> bridged = {};
        bool isSelf = false;
        bool isSilent = false; ///< it did not answer when it was asked last
    };
    enum class State {
        Joining,   ///< for the first time
        Open,      ///< what one publishes, all have
        Restoring, ///< what they have together came back with less, and is filled up; nobody publishes
        Away,      ///< `problem` says why; it is tried again
    };
    State state = State::Joining;
    QString address = {};   ///< of what they have together, without a password
    QByteArray stream = {}; ///< its key
    QString problem = {};   ///< for people, translated; empty unless Away
    QString notice = {};    ///< the same: what is to be known although it works, as that the log may be evicted
    qint64 awayMs = 0;      ///< how long it has not been Open; 0 while it is
    QList<Hub> hubs = {};   ///< by name; this hub among them
    quint64 received = 0;   ///< events that came, the hub's own among them
    quint64 dropped = 0;    ///< entries that could not be taken
    qint64 unlisted = 0;    ///< clients of the other hubs that a snapshot leaves out, as they are too many

    /// One of them stands between their channels and Flask-SSE's.
    struct Bridge
    {
        QByteArrayList channels = {}; ///< names and globs that this hub would speak, too
        QByteArray leader = {};       ///< the id of the hub that does; empty: none that is known
        bool isOurs = false;          ///< this hub does it
        QString problem = {};         ///< for people, translated: what is wrong with it here; may be empty
        quint64 heard = 0;            ///< by this hub: messages of Flask's channels, without what it said there
        quint64 said = 0;             ///< events that it published there
        quint64 dropped = 0;          ///< messages that could not be taken, and events that the log let go before
        quint64 gaps = 0;             ///< how often it told that some may be missing

        bool operator==(const Bridge &other) const = default;
    };
    std::optional<Bridge> bridge = {}; ///< where there is to be one
};

struct HubSnapshot
{
    HubTotals totals;
    QList<ChannelInfo> channels;
    /// Only when asked for; those of all hubs of its group, of the others as they were some seconds ago.
    std::optional<QList<ClientInfo>> clients;
    qint64 takenAt = 0;
    std::optional<BackplaneInfo> backplane = {}; ///< where there is one
    std::optional<GroupInfo> group = {};         ///< where it is one of several
};

/// What became of one event on its way to the clients, as far as the hub remembers them: those connected now, and the
/// last that went. A client that came back counts for each of its connections.
struct DeliveryInfo
{
    QByteArray eventId;
    bool isHeld = false;     ///< history holds the event; else nothing more is known
    qint64 subscribers = 0;  ///< connections it was for: the sum of all below
    qint64 queued = 0;       ///< waits here: the client has not read what came before, or is behind in its replay
    qint64 written = 0;      ///< the kernel has it, the client's system has not acknowledged it
    qint64 acknowledged = 0; ///< the client's system has it
    qint64 lost = 0;         ///< trimmed before the client came to it, or the client went before
    QString problem = {};    ///< for people, translated: why nothing is known at all; empty otherwise
};

/// A client that is gone.
struct DepartureInfo
{
    quint64 number = 0; ///< rises by one with each; the hub's start begins anew with 1
    ClientInfo client;  ///< as it was at the end
    qint64 endedAt = 0;
    QByteArray reason; ///< as in `/api/disconnects`, e.g. "closed by peer"; for programs, not translated
};

/// Who is kept away from streams.
struct BanInfo
{
    QString key; ///< a subject or an address
    qint64 endsAt = 0;
};

/// What came of disconnecting some clients.
struct DisconnectOutcome
{
    struct Refusal
    {
        QByteArray id;
        QString detail; ///< for people: why it stays, or why it was not kept away
    };
    qsizetype disconnected = 0;
    QList<Refusal> refused;
};

/// What became of the last events that a client was to get, oldest first.
struct ClientHistory
{
    struct Event
    {
        QByteArray id;
        QByteArray channel;
        QByteArray fate;    ///< as in `/api/explain`, e.g. "acknowledged"; for programs, not translated
        qint64 takenAt = 0; ///< by the kernel; 0: not, or not known
    };
    QByteArray clientId;
    QList<Event> events;
    QString problem; ///< for people, translated: why nothing is known; empty otherwise
};

/// What to bring of a hub's history: the last events of it that are meant by all of this.
struct HistoryQuery
{
    Selection selection = {}; ///< empty: of all channels
    QByteArray before = {};   ///< the id of an event: those that stand before it; empty: to the end
    qint64 since = 0;         ///< those stored at that time or later
    qsizetype limit = 1'000;  ///< at most so many; a hub sends no more than 1,000, and fewer when they are large
    quint64 ticket = 0;       ///< of who asks; comes back with the page
};

struct HistoryPage
{
    quint64 ticket = 0;
    QList<ReceivedEvent> events = {}; ///< in order; `receivedAt` is when the hub stored it
    bool isAtBeginning = false;       ///< nothing that was asked for stands before them
    QString problem = {};             ///< why nothing came, for people, translated; empty otherwise
};

} // namespace helio

Q_DECLARE_METATYPE(helio::ClientHistory)
Q_DECLARE_METATYPE(helio::DeliveryInfo)
Q_DECLARE_METATYPE(helio::DisconnectOutcome)
Q_DECLARE_METATYPE(helio::HistoryPage)
Q_DECLARE_METATYPE(helio::HubSnapshot)
