// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hubbench.h"
#include "store/memorystore.h"
#include "store/sqlitestore.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>

// What the hub's thread takes without sockets: keeping events in memory, and giving history to clients who come back.
// Processor time, so that a busy machine counts less; the best of some rounds. Then a file of history, by the wall's
// time.
//
//   bench_hub [ROUNDS]

using namespace helio;
using namespace helio::test;

namespace {

/// Of this thread's processor time.
double secondsNow()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

double bestOf(int rounds, const auto &measure)
{
    double best = measure();
    for (int round = 1; round < rounds; ++round)
        best = std::min(best, measure());
    return best;
}

class Deaf : public StoreListener
{
    void committed(const QList<Committed> &) override {}
    void lost(Position, const Selection &) override {}
    void figuresChanged(const QList<ChannelFigures> &, const StoreFigures &) override {}
    void stateChanged(const StoreState &) override {}
};

struct Appends
{
    const char *name;
    int channels;
    qint64 maximumEvents; ///< of each channel
    bool haveOwnIds;
};

constexpr int AppendCount = 400'000;

double secondsOfAppends(const Appends &appends)
{
    SettableClock clock;
    HistoryLimits limits;
    limits.maximumEvents = appends.maximumEvents;
    limits.maximumBytes = qint64(1) << 30;
    MemoryStore store(limits, clock);
    Deaf listener;
    store.open(listener, [](const OpenResult &) {});
    QList<Publication> publication{{{}, "price", QByteArray(200, 'x'), {}, {}}};
    QByteArrayList channels;
    for (int i = 0; i < appends.channels; ++i)
        channels.append("channel." + QByteArray::number(i));
    const double begin = secondsNow();
    for (int i = 0; i < AppendCount; ++i) {
        publication[0].channel = channels[i % appends.channels];
        if (appends.haveOwnIds)
            publication[0].id = "own-" + QByteArray::number(i);
        store.append(quint64(i) + 1, publication, [](const AppendResult &) {});
    }
    return secondsNow() - begin;
}

/// Wall time: what a disk takes.
double secondsNowOfWall()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// A file of history in the folder for temporary files, which is on a disk where that is.
class FileBench
{
public:
    explicit FileBench(qint64 memoryBytes)
    {
        HistoryLimits limits;
        limits.memoryBytes = memoryBytes;
        limits.maximumEvents = 1'000'000;
        store = makeSqliteStore(folder_.filePath(QStringLiteral("history.db")))(limits, clock_).store;
        store->open(listener_, [](const OpenResult &) {});
    }
    /// So many publishers publish one event each, again and again, in all so many.
    void append(int events, int publishers)
    {
        int asked = 0;
        int answered = 0;
        std::function<void()> ask = [&] {
            if (asked++ < events)
                store->append(quint64(asked), {{"a", "price", QByteArray(200, 'x'), {}, {}}},
                              [&](const AppendResult &) {
                                  ++answered;
                                  ask();
                              });
        };
        for (int i = 0; i < publishers; ++i)
            ask();
        while (answered < events)
            QCoreApplication::processEvents();
    }
    /// All of it, chunk by chunk.
    int readAll()
    {
        int events = 0;
        bool isOver = false;
        Selection selection;
        selection.addChannel("a");
        std::function<void(Position)> readOn = [&](Position after) {
            store->read({selection, after, ~quint64(0)}, [&](const ReadResult &chunk) {
                events += int(chunk.events.size());
                isOver = chunk.atEnd || chunk.outcome != ReadOutcome::Done;
                if (!isOver)
                    QMetaObject::invokeMethod(
                        &context_, [&, next = chunk.next] { readOn(next); }, Qt::QueuedConnection);
            });
        };
        readOn({});
        while (!isOver)
            QCoreApplication::processEvents();
        return events;
    }
    std::unique_ptr<Store> store;

private:
    QTemporaryDir folder_;
    Clock clock_;
    Deaf listener_;
    QObject context_;
};

void measureFile()
{
    for (const int publishers : {1, 64, 512}) {
        FileBench bench(64 << 20);
        const int events = publishers == 1 ? 1'000 : 20'000;
        const double begin = secondsNowOfWall();
        bench.append(events, publishers);
        std::printf("%-15s %7.1f thousand appends/s of %d publishers\n", "in a file",
                    events / (secondsNowOfWall() - begin) / 1e3, publishers);
    }
    FileBench bench(1 << 10);
    bench.append(50'000, 1'000);
    const double begin = secondsNowOfWall();
    const int events = bench.readAll();
    std::printf("%-15s %7.0f thousand events/s read\n", "in a file", events / (secondsNowOfWall() - begin) / 1e3);
}

struct Replay
{
    const char *name;
    QByteArrayList entries;
    int events;
    qsizetype bytes; ///< of each
};

constexpr int ReplayClients = 2'000;

double secondsOfReplay(const Replay &replay)
{
    HubBench bench;
    QList<Publication> publications;
    for (int i = 0; i < replay.events; ++i)
        publications.append({"a", {}, QByteArray(replay.bytes, 'x'), {}, {}});
    bench.publish(publications);
    bench.settle();
    Start start;
    start.kind = Start::Kind::Earliest;
    std::vector<LinePtr> lines;
    const double begin = secondsNow();
    for (int i = 0; i < ReplayClients; ++i)
        lines.push_back(bench.subscribe(replay.entries, start, false));
    for (qint64 left = qint64(replay.events) * ReplayClients; left > 0;) {
        bench.settle();
        for (const LinePtr &line : lines) {
            line->takeWaiting();
            for (const FramePtr &frame : std::exchange(line->taken, {}))
                left -= frame->events;
        }
    }
    return secondsNow() - begin;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const int rounds = argc > 1 ? std::max(1, QByteArray(argv[1]).toInt()) : 3;
    for (const Appends &appends :
         {Appends{"one channel", 1, 10'000, false}, Appends{"1,000 channels", 1'000, 100, false},
          Appends{"latest values", 1'000, 1, false}, Appends{"own ids", 1, 10'000, true}}) {
        const double seconds = bestOf(rounds, [&] { return secondsOfAppends(appends); });
        std::printf("%-15s %7.0f thousand appends/s\n", appends.name, AppendCount / seconds / 1e3);
    }
    for (const Replay &replay : {Replay{"1,000 of 200 B", {"a"}, 1'000, 200}, Replay{"by pattern", {"~a*"}, 1'000, 200},
                                 Replay{"100 of 8 KiB", {"a"}, 100, 8 << 10}}) {
        const double seconds = bestOf(rounds, [&] { return secondsOfReplay(replay); });
        std::printf("%-15s %7.0f ms for %d clients to come back\n", replay.name, seconds * 1e3, ReplayClients);
    }
    measureFile();
    return 0;
}
