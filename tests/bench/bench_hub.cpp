// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hubbench.h"
#include "store/memorystore.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <ctime>

// What the hub's thread takes without sockets: keeping events in memory, and giving history to clients who come back.
// Processor time, so that a busy machine counts less; the best of some rounds.
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
    HubBench::settle();
    Start start;
    start.kind = Start::Kind::Earliest;
    std::vector<LinePtr> lines;
    const double begin = secondsNow();
    for (int i = 0; i < ReplayClients; ++i)
        lines.push_back(bench.subscribe(replay.entries, start, false));
    for (qint64 left = qint64(replay.events) * ReplayClients; left > 0;) {
        HubBench::settle();
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
    return 0;
}
