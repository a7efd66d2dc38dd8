// SPDX-License-Identifier: GPL-3.0-or-later
#include "publishingbench.h"
#include "support/swarm.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <memory>

#include <fcntl.h>
#include <unistd.h>

// What history in a file costs: publishes a second by 1, 64 and 512 publishers who wait for each answer, and how long
// an event takes to a subscriber at 100 events a second, with history in memory and in a file in turn.
// HELIO_TEST_PROGRAM names the `helio` that is measured.
//
//   bench_durable FOLDER [ROUNDS]      FOLDER: on the disk that is meant

using namespace helio;
using namespace helio::test;

namespace {

/// Of a write of 4 KiB behind the last, as SQLite's log has it; milliseconds.
double syncTime(const QString &folder)
{
    const QByteArray path = (folder + QStringLiteral("/sync")).toLocal8Bit();
    const int file = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        qFatal("cannot write into %s", qPrintable(folder));
    const QByteArray page(4096, 'x');
    Figures figures;
    for (int i = 0; i < 200; ++i) {
        QElapsedTimer timer;
        timer.start();
        if (::pwrite(file, page.constData(), size_t(page.size()), qint64(i) * page.size()) != page.size() ||
            ::fdatasync(file) != 0)
            qFatal("cannot write into %s", qPrintable(folder));
        figures.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    ::close(file);
    ::unlink(path.constData());
    return median(figures);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    if (argc < 2) {
        std::fprintf(stderr, "bench_durable FOLDER [ROUNDS]\n");
        return 2;
    }
    Swarm::openFileLimit();
    const QString folder = QString::fromLocal8Bit(argv[1]);
    const int rounds = argc > 2 ? std::max(1, atoi(argv[2])) : 3;
    const double sync = syncTime(folder);
    std::printf("a sync takes %.3f ms here\n", sync);
    std::unique_ptr<QTemporaryDir> kept;
    const auto inMemory = [] { return QStringList(); };
    const auto inFile = [&] { // each time a new one
        kept = std::make_unique<QTemporaryDir>(folder + QStringLiteral("/bench-XXXXXX"));
        return QStringList{QStringLiteral("--store"),
                           QStringLiteral("sqlite:") + kept->filePath(QStringLiteral("history.db"))};
    };
    double costInMemory = 0; // ms of a publish, with 64 publishers
    for (const int publishers : {1, 64, 512}) {
        const auto [memory, file] = inTurn(
            rounds, [publishers](PublishingBench &bench) { return bench.publishesPerSecond(publishers); }, inMemory,
            inFile);
        std::printf("%3d publishers: %8.0f/s in memory, %8.0f/s in a file, %.2f of it\n", publishers, memory, file,
                    file / memory);
        if (publishers == 64) {
            costInMemory = 1000 / memory;
            // By the disk: a group of 64 each sync; by the hub: as in memory, and what the file costs.
            const double possible = std::min(0.7 / costInMemory, 64 / (sync + 64 * 1.4 * costInMemory)) * 1000;
            std::printf("                 disk and hub allow %8.0f/s: %.2f of that (at least 0.8 is wanted)\n",
                        possible, file / possible);
        }
    }
    const auto [memory, file] = inTurn(
        rounds, [](PublishingBench &bench) { return bench.delay(); }, inMemory, inFile);
    std::printf("to a subscriber: %.3f ms in memory, %.3f ms in a file (at most %.3f is wanted)\n", memory, file,
                memory + 1.5 * sync + 1);
    const double after = syncTime(folder);
    std::printf("a sync takes %.3f ms at the end\n", after);
    return 0;
}
