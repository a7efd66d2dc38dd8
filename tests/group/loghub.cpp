// SPDX-License-Identifier: GPL-3.0-or-later
#include "loghub.h"

#include "fakegroup.h"
#include "hub/store.h"

#include <algorithm>

namespace helio::test {

using namespace std::chrono_literals;

namespace {

constexpr int PatienceMs = 30'000;

RedisConnection::Options quickOptions(std::chrono::milliseconds silence)
{
    RedisConnection::Options options = RedisGroupLog::usualOptions();
    options.silence = silence;
    options.firstDelay = 5ms;
    options.longestDelay = 50ms;
    return options;
}

RedisUrl urlOf(const QString &text)
{
    QString problem;
    const auto url = RedisUrl::parse(text, problem);
    if (!url)
        qFatal("%s", qPrintable(problem));
    return *url;
}

} // namespace

LogHub::LogHub(const QString &url, const QByteArray &hub, LogOptions options, std::chrono::milliseconds silence)
    : options_(std::move(options))
    , log_(std::make_unique<RedisGroupLog>(urlOf(url), quickOptions(silence)))
{
    options_.hub = hub;
    log_->setLineListener(this);
}

void LogHub::hubsChanged(const QList<HubPresence> &hubs)
{
    present = hubs;
    std::sort(present.begin(), present.end(), [](const auto &a, const auto &b) { return a.hub < b.hub; });
}

bool LogHub::join()
{
    open();
    return waitForJoins(1);
}

bool LogHub::waitForJoins(qsizetype count)
{
    return QTest::qWaitFor([&] { return joins.size() >= count; }, PatienceMs);
}

bool LogHub::waitForEntries(qsizetype count)
{
    return QTest::qWaitFor([&] { return entries.size() >= count; }, PatienceMs);
}

bool LogHub::waitForWords(const QString &text)
{
    return QTest::qWaitFor([&] { return !words.filter(text).isEmpty(); }, PatienceMs);
}

template <typename Result>
std::optional<Result> LogHub::wait(const std::function<void(std::function<void(Result)>)> &ask)
{
    const auto answer = std::make_shared<std::optional<Result>>();
    ask([answer](const Result &result) {
        if (answer->has_value())
            qFatal("It was answered twice.");
        *answer = result;
    });
    return QTest::qWaitFor([&] { return answer->has_value(); }, PatienceMs) ? *answer : std::nullopt;
}

std::optional<QList<LogAnswer>> LogHub::append(const QList<LogRequest> &group)
{
    return wait<QList<LogAnswer>>([&](auto done) { log_->append(group, done); });
}

LogAnswer LogHub::append(quint64 number, const Publication &publication)
{
    const auto answers = append({{number, {publication}}});
    return answers && answers->size() == 1 ? answers->constFirst() : LogAnswer{.outcome = LogAnswer::Outcome::Cut};
}

std::optional<Position> LogHub::note(LogEntry::Kind kind, const Selection &of)
{
    return wait<std::optional<Position>>([&](auto done) { log_->note(kind, of, done); }).value_or(std::nullopt);
}

LogPiece LogHub::range(Position after, Position upTo, qsizetype count)
{
    return wait<LogPiece>([&](auto done) { log_->range(after, upTo, count, done); })
        .value_or(LogPiece{.isFailed = true});
}

LogPiece LogHub::pick(const QList<Position> &positions)
{
    return wait<LogPiece>([&](auto done) { log_->pick(positions, done); }).value_or(LogPiece{.isFailed = true});
}

IndexPiece LogHub::index(std::optional<Position> before)
{
    return wait<IndexPiece>([&](auto done) { log_->index(before, done); }).value_or(IndexPiece{.isFailed = true});
}

GroupLog::IdPlace LogHub::findOwn(const QByteArray &channel, const QByteArray &id)
{
    return wait<GroupLog::IdPlace>([&](auto done) { log_->findOwn(channel, id, done); })
        .value_or(GroupLog::IdPlace{.isFailed = true});
}

GroupLog::IdPlace LogHub::findOnWire(const QByteArray &id)
{
    return wait<GroupLog::IdPlace>([&](auto done) { log_->findOnWire(id, done); })
        .value_or(GroupLog::IdPlace{.isFailed = true});
}

PutBack LogHub::putBack(Position from, const QList<StoredEventPtr> &events)
{
    return wait<PutBack>([&](auto done) { log_->putBack(from, false, toPutBack(events), done); })
        .value_or(PutBack{.outcome = PutBack::Outcome::Over});
}

qsizetype LogHub::remove(const QList<Position> &positions)
{
    return wait<qsizetype>([&](auto done) { log_->remove(positions, done); }).value_or(0);
}

bool LogHub::close(std::chrono::milliseconds deadline)
{
    return wait<bool>([&](auto done) { log_->close(deadline, [done] { done(true); }); }).has_value();
}

void LogHub::restoring(const LogHead &head)
{
    restorings.append(head);
    if (onRestoring)
        onRestoring(head);
}

LogRequest requestOf(quint64 number, qsizetype events, const QByteArray &channel)
{
    LogRequest request = {number};
    for (qsizetype i = 0; i < events; ++i)
        request.publications.append(
            {.channel = channel, .data = QByteArray::number(number) + '-' + QByteArray::number(i)});
    return request;
}

StoredEventPtr storedEvent(Position position, const QByteArray &data, const QByteArray &ownId)
{
    StoredEvent stored = {position, {"sse", ownId.isEmpty() ? position.toId() : ownId, {}, data}, 0, ownId};
    return std::make_shared<const StoredEvent>(stored);
}

QList<LogEntry> entriesIn(RedisServer &server)
{
    QList<LogEntry> entries;
    for (const RespValue &entry : server.ask({"XRANGE", "heliograph", "-", "+"}).items)
        entries.append(LogEntry::read(entry, 1 << 20));
    return entries;
}

QByteArrayList dataOf(const QList<LogEntry> &entries)
{
    QByteArrayList data;
    for (const LogEntry &entry : entries)
        data.append(entry.event.data);
    return data;
}

} // namespace helio::test
