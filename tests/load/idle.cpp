// SPDX-License-Identifier: GPL-3.0-or-later
// What idle clients cost a hub: prints figures, judges nothing.
//   load_idle [CLIENTS] [SECONDS] [OPTIONS of helio serve…]
#include "load/loadbench.h"
#include "support/processfigures.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

namespace {

void print(const QString &line)
{
    std::printf("%s\n", qPrintable(line));
    std::fflush(stdout);
}

int measure(LoadBench &bench, int clients, std::chrono::seconds time)
{
    if (!bench.start()) {
        print(bench.error());
        return 1;
    }
    const qint64 process = bench.hub().process().processId();
    const qint64 before = bench.residentBytes();
    SwarmPlan plan;
    plan.query = "channel=idle";
    bench.swarm().add(clients, plan);
    qint64 late = 0;
    plan.query = "channel=busy";
    plan.observer = [&late](SwarmClient &, const Event &event) {
        late = std::max(late, LoadPublisher::now() - LoadPublisher::publishedAt(event));
    };
    bench.swarm().add(10, plan);
    QElapsedTimer timer;
    timer.start();
    if (!bench.swarm().waitFor([&] { return bench.swarm().allStream(); })) {
        print(QStringLiteral("not all clients got in: ") + bench.swarm().problem());
        return 1;
    }
    print(QStringLiteral("%1 clients got in within %2 ms").arg(clients + 10).arg(timer.elapsed()));
    const auto wait = [&](std::chrono::milliseconds duration) {
        bench.swarm().waitFor([] { return false; }, duration);
    };
    wait(2s); // for what follows a burst of connections
    print(QStringLiteral("resident: %1 KiB before, %2 KiB more with them")
              .arg(before / 1024)
              .arg((bench.residentBytes() - before) / 1024));
    const auto cpuBefore = cpuTime(process);
    const qint64 bytesBefore = bench.swarm().counts().bytes;
    timer.restart();
    wait(time);
    const double elapsed = double(timer.elapsed());
    if (!bench.hub().process().isRunning()) {
        print(bench.hub().report());
        return 1;
    }
    print(QStringLiteral("idle: %1 % of a core over %2 s; %3 bytes of heartbeats")
              .arg(100 * double((cpuTime(process) - cpuBefore).count()) / elapsed, 0, 'f', 2)
              .arg(elapsed / 1000, 0, 'f', 1)
              .arg(bench.swarm().counts().bytes - bytesBefore));

    LoadPublisher::Plan load;
    load.channels = {"busy"};
    load.batch = 1;
    load.events = 1000;
    load.pause = 1ms;
    bench.publish(load);
    bench.waitForPublishers();
    print(QStringLiteral("1,000 events to ten of them: %1 ms at worst").arg(double(late) / 1e6, 0, 'f', 2));
    for (const char *path : {"/api/clients", "/api/stats", "/metrics"}) {
        timer.restart();
        bench.ask(path);
        print(QStringLiteral("GET %1: %2 ms").arg(QLatin1String(path)).arg(timer.elapsed()));
    }
    late = 0;
    load.number = 2;
    bench.publish(load);
    while (!bench.publishersFinished())
        bench.ask("/api/clients");
    print(QStringLiteral("the same while /api/clients is read all the time: %1 ms at worst")
              .arg(double(late) / 1e6, 0, 'f', 2));
    timer.restart();
    const auto exitCode = bench.hub().stop();
    print(QStringLiteral("drained within %1 ms, exit code %2").arg(timer.elapsed()).arg(exitCode.value_or(-1)));
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int clients = arguments.value(1, QStringLiteral("10000")).toInt();
    const int seconds = arguments.value(2, QStringLiteral("30")).toInt();
    if (clients <= 0 || seconds <= 0) {
        print(QStringLiteral("usage: load_idle [CLIENTS] [SECONDS] [OPTIONS of helio serve…]"));
        return 2;
    }
    LoadBench bench(arguments.mid(3));
    return measure(bench, clients, std::chrono::seconds(seconds));
}
