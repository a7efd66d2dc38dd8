// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/redisgrouplog.h"
#include "redis/redisserver.h"

#include <QTest>

namespace helio::test {

/// One hub's end of a group's log in a real Redis, and all that it was told of it. What it asks waits for the answer,
/// at most 30 s; then the answer is nothing.
class LogHub : public GroupLogListener, public GroupLineListener
{
public:
    /// `silence`: as of its connections; longer where a slow machine takes its time for what is much.
    explicit LogHub(const QString &url, const QByteArray &hub = "one", LogOptions options = {},
                    std::chrono::milliseconds silence = RedisGroupLog::usualOptions().silence);

    RedisGroupLog &log() { return *log_; }
    void open() { log_->open(*this, options_); }
    /// Opens it, and waits for its place.
    bool join();
    /// So often it was given a place.
    bool waitForJoins(qsizetype count);
    bool waitForEntries(qsizetype count);
    /// Away, with words that have `text` in them.
    bool waitForWords(const QString &text);
    void destroy() { log_.reset(); }

    std::optional<QList<LogAnswer>> append(const QList<LogRequest> &group);
    /// One request of one event.
    LogAnswer append(quint64 number, const Publication &publication);
    std::optional<Position> note(LogEntry::Kind kind, const Selection &of);
    LogPiece range(Position after, Position upTo, qsizetype count = 1'000);
    LogPiece pick(const QList<Position> &positions);
    IndexPiece index(std::optional<Position> before = {});
    GroupLog::IdPlace findOwn(const QByteArray &channel, const QByteArray &id);
    GroupLog::IdPlace findOnWire(const QByteArray &id);
    PutBack putBack(Position from, const QList<StoredEventPtr> &events);
    qsizetype remove(const QList<Position> &positions);
    bool close(std::chrono::milliseconds deadline = std::chrono::seconds(5));

    QList<LogJoined> joins;
    QList<LogEntry> entries;
    QList<LogHead> heads;     ///< of looked()
    StoreState lookedState;   ///< the last time
    GroupInfo::Bridge bridge; ///< as told last
    QList<LogHead> emptyings;
    QList<LogHead> restorings;
    QStringList words;          ///< of left()
    QByteArrayList messages;    ///< heard
    QList<HubPresence> present; ///< by id, as seen last
    QList<QList<BanInfo>> bans; ///< each time they were read
    bool areAllBans = false;    ///< the last time
    /// What is done within restoring().
    std::function<void(const LogHead &)> onRestoring;

    void restoring(const LogHead &head) override;
    void joined(const LogJoined &joined) override { joins.append(joined); }
    void arrived(const QList<LogEntry> &arrived) override { entries += arrived; }
    void looked(const LogHead &head, const StoreState &state) override
    {
        heads.append(head);
        lookedState = state;
    }
    void emptied(const LogHead &head) override { emptyings.append(head); }
    void left(const StoreState &state) override { words.append(state.problem); }
    void bridgeChanged(const GroupInfo::Bridge &now) override { bridge = now; }
    void heard(const QByteArray &message) override { messages.append(message); }
    void hubsChanged(const QList<HubPresence> &hubs) override;
    void bansRead(const QList<BanInfo> &read, bool areAll) override
    {
        bans.append(read);
        areAllBans = areAll;
    }

private:
    template <typename Result>
    std::optional<Result> wait(const std::function<void(std::function<void(Result)>)> &ask);

    LogOptions options_;
    std::unique_ptr<RedisGroupLog> log_;
};

/// A request of so many events, of data `NUMBER-INDEX`.
LogRequest requestOf(quint64 number, qsizetype events, const QByteArray &channel = "sse");
StoredEventPtr storedEvent(Position position, const QByteArray &data, const QByteArray &ownId = {});
/// What the log holds, by XRANGE.
QList<LogEntry> entriesIn(RedisServer &server);
QByteArrayList dataOf(const QList<LogEntry> &entries);

#define START(server) QVERIFY2((server).start(), qPrintable((server).report()))
#define JOIN(hub) QVERIFY2((hub).join(), qPrintable((hub).words.join(u'\n')))

} // namespace helio::test
