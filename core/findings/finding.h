// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/message.h"
#include "findings/findingcase.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>

#include <chrono>

namespace helio {

/// What can be wrong with a stream or a hub, or worth knowing. codeName() has the names that people and programs see.
enum class FindingCode {
    // the way there
    Unreachable,
    TlsUntrusted,
    NoAnswer,
    // the head
    RefusedStatus,
    ToldToStayAway,
    WrongType,
    WrongCharset,
    Compressed,
    Redirected,
    RedirectLoop,
    CredentialsDropped,
    LateHead,
    Cacheable,
    Cors,
    SixConnections,
    // the body
    Silent,
    NoBlankLine,
    OddLines,
    Buffered,
    Bursts,
    AllAtOnce,
    // the end
    Cut,
    Unfinished,
    NoEndMark,
    StreamError,
    StoppedEarly,
    DeltaMismatch,
    EndsAtOnce,
    IdleCut,
    AgeLimit,
    // what is in it
    NoHeartbeat,
    HeartbeatAsEvent,
    NoIds,
    RepeatedId,
    ResumeIgnored,
    IdsPerConnection,
    HarmfulRetry,
    InvalidUtf8,
    IdWithNul,
    MixedData,
    LargeEvent,
    // a hub's own
    SlowClients,
    GapsTold,
    SixTabs,
    HistoryTooShort,
    RedisAway,
    GroupRedisAway,
    GroupHubBehind,
    GroupHubSilent,
    GroupVersionsDiffer,
    GroupLogEvictable,
    GroupBridge,
    GroupBridgesDiffer,
    StoreFailed,
    StoreDamaged,
    StoreElsewhere,
    StoreSlow,
    OpenToNetwork,
    TokenEndsSoon,
    RefusedClients,
    HubHeldUp,
};

/// From worst to least. A healthy stream has neither errors nor warnings.
enum class Severity { Error, Warning, Note };

/// Where a finding can be seen. All lists are short, at most Evidence::MaximumEntries, and may be empty.
struct Evidence
{
    static constexpr qsizetype MaximumEntries = 16;
    static constexpr qsizetype MaximumLineBytes = 200;

    QList<quint64> events;                  ///< numbers, from 1, counted over all connections of a stream
    QList<quint64> bytes;                   ///< offsets in the body of the latest connection, its coding undone
    QList<std::chrono::milliseconds> times; ///< since the request of the latest connection
    QList<QByteArray> lines;                ///< of the answer's head or body, cut off at MaximumLineBytes

    bool isEmpty() const { return events.isEmpty() && bytes.isEmpty() && times.isEmpty() && lines.isEmpty(); }
    /// Each adds what still has room.
    void addEvent(quint64 number);
    void addByte(quint64 offset);
    void addTime(std::chrono::nanoseconds sinceRequest);
    void addLine(QByteArrayView line);

    friend bool operator==(const Evidence &, const Evidence &) = default;
};

/// One thing that is so, what to do about it, and where it can be seen. A value. Code and subject are its identity: a
/// finding that grows stays the same one, with another revision.
struct Finding
{
    FindingCode code;
    QByteArray subject; ///< what of, where a code can be found of several things; mostly empty
    Severity severity;
    Message words;  ///< what is so, with its figures
    Message remedy; ///< what to do, and where
    Evidence evidence;
    quint64 revision = 1;   ///< rises whenever severity, words or remedy become others
    FindingCase which = {}; ///< in which way it was found, for who offers a remedy that acts

    bool isSameAs(const Finding &other) const { return code == other.code && subject == other.subject; }
};

/// Worst first, in the order of the codes within a severity.
void sortFindings(QList<Finding> &findings);
/// Adds those of `more` that `findings` has not yet. Of two that are the same the worse one stays; of equally bad ones
/// that of `findings`.
void addFindings(QList<Finding> &findings, const QList<Finding> &more);

} // namespace helio

Q_DECLARE_METATYPE(helio::Finding)
