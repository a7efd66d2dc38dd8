// SPDX-License-Identifier: GPL-3.0-or-later
#include "storebench.h"

#include "group/redisgroupstore.h"
#include "group/servedgroup.h"
#include "hub/storeondisk.h"
#include "redis/redisserver.h"
#include "store/memorystore.h"

#include <QEventLoop>
#include <QTest>

namespace helio::test {

namespace {

/// What `call` answers; waits for it.
template <typename Result, typename Call>
Result answerOf(const Call &call)
{
    std::optional<Result> answer;
    QEventLoop loop;
    call([&](const Result &result) {
        answer = result;
        loop.quit();
    });
    if (!answer)
        loop.exec();
    return *answer;
}

} // namespace

void StoreTest::addMemoryAlone()
{
    QTest::addColumn<StoreFactory>("makeStore");
    QTest::addColumn<bool>("isOnDisk"); // its bytes are those of rows and pages
    QTest::addColumn<bool>("isInLog"); // another's clock gives positions, and own ids stand as long as the log has them
    QTest::addColumn<bool>("isInRedis"); // whose clock is no test's
    QTest::newRow("memory") << StoreFactory(makeMemoryStore) << false << false << false;
}

void StoreTest::initTestCase_data()
{
    addMemoryAlone();
    QTest::newRow("sqlite") << StoreFactory(makeStoreOnDisk) << true << false << false;
    QTest::newRow("sqlite, little in memory") << StoreFactory(makeStoreWithLittleMemory) << true << false << false;
    QTest::newRow("group") << StoreFactory(makeServedGroupStore) << true << true << false;
    QTest::newRow("group, little in memory")
        << StoreFactory(makeServedGroupStoreWithLittleMemory) << true << true << false;
    if (!RedisServer::isAvailable())
        return;
    QTest::newRow("redis") << StoreFactory(makeRedisGroupStore) << true << true << true;
    QTest::newRow("redis, little in memory")
        << StoreFactory(makeRedisGroupStoreWithLittleMemory) << true << true << true;
}

StoreBench::StoreBench(HistoryLimits limits, std::optional<qint64> madeAt)
{
    QFETCH_GLOBAL(StoreFactory, makeStore);
    makeStore_ = makeStore;
    limits_ = std::move(limits);
    clock.wall = madeAt.value_or(clock.wall);
    reopen();
}

StoreBench::StoreBench(StoreFactory makeStore, HistoryLimits limits)
    : makeStore_(std::move(makeStore))
    , limits_(std::move(limits))
{
    reopen();
}

void StoreBench::reopen()
{
    store.reset();
    store = makeStore_(limits_, clock).store;
    opened = answerOf<OpenResult>([&](auto done) { store->open(*this, done); });
}

StoreBench::~StoreBench() = default;

AppendResult StoreBench::append(const QList<Publication> &publications, quint64 ticket)
{
    auto result = answerOf<AppendResult>([&](auto done) { store->append(ticket, publications, done); });
    reports.append({Report::Kind::Answered});
    return result;
}

AppendResult StoreBench::appendArrived(const QList<Publication> &publications, quint64 ticket)
{
    auto result = answerOf<AppendResult>([&](auto done) { store->appendArrived(ticket, publications, done); });
    reports.append({Report::Kind::Answered});
    return result;
}

QByteArray StoreBench::publish(const QByteArray &channel, const QByteArray &data, const QByteArray &ownId)
{
    const AppendResult result = append({{channel, {}, data, ownId, {}}});
    return result.entries.isEmpty() ? QByteArray() : result.entries.constFirst().event->event.id;
}

void StoreBench::pass()
{
    while (store->trimByAge()) {
    }
    // What is due goes before the second, if not before the first.
    for (int i = 0; i < 2; ++i)
        answerOf<AppendResult>([&](auto done) { store->append(1, {}, done); });
}

bool StoreBench::clear(const QByteArray &channel)
{
    return answerOf<bool>([&](auto done) { store->clear(channel, done); });
}

void StoreBench::close()
{
    answerOf<bool>([&](auto done) { store->close(std::chrono::seconds(10), [done] { done(true); }); });
}

LocateResult StoreBench::locate(const Selection &selection, const Start &start)
{
    return answerOf<LocateResult>([&](auto done) { store->locate(selection, start, done); });
}

ReadResult StoreBench::read(const ReadRequest &request)
{
    return answerOf<ReadResult>([&](auto done) { store->read(request, done); });
}

FindResult StoreBench::find(const QByteArray &id)
{
    return answerOf<FindResult>([&](auto done) { store->find(id, done); });
}

HistoryReading StoreBench::readAll(const Selection &selection, const Start &start, qsizetype chunkBytes)
{
    return readOn(selection, locate(selection, start), chunkBytes);
}

HistoryReading StoreBench::readOn(const Selection &selection, LocateResult from, qsizetype chunkBytes)
{
    HistoryReading reading;
    bool gap = !from.known;
    while (true) {
        const ReadResult chunk = read({selection, from.after, from.trims, chunkBytes});
        ++reading.chunks;
        if (chunk.outcome == ReadOutcome::Failed)
            return {{HistoryReading::Failed}, reading.chunks};
        if (gap || chunk.gap)
            reading.data.append(HistoryReading::Gap);
        gap = false;
        for (const StoredEventPtr &stored : chunk.events)
            reading.data.append(stored->event.data);
        if (chunk.atEnd)
            return reading;
        from.after = chunk.next;
        from.trims = chunk.trims;
    }
}

void StoreBench::committed(const QList<Committed> &events)
{
    reports.append({Report::Kind::Committed, events});
}

void StoreBench::lost(Position at, const Selection &)
{
    reports.append({Report::Kind::Lost, {}, at});
}

void StoreBench::figuresChanged(const QList<ChannelFigures> &channels, const StoreFigures &total)
{
    all = total;
    for (const ChannelFigures &changed : channels)
        held_.insert(changed.channel, changed.held);
}

} // namespace helio::test
