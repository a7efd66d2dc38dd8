// SPDX-License-Identifier: GPL-3.0-or-later
#include "publishingbench.h"

#include "support/loadpublisher.h"
#include "support/swarm.h"

#include <QElapsedTimer>

#include <algorithm>
#include <memory>

namespace helio::test {

using namespace std::chrono_literals;

double median(Figures figures)
{
    std::sort(figures.begin(), figures.end());
    return figures.empty() ? 0 : figures[figures.size() / 2];
}

PublishingBench::PublishingBench(const QStringList &options)
    : hub_(options)
{
    if (!hub_.start())
        qFatal("%s", qPrintable(hub_.report()));
}

double PublishingBench::publishesPerSecond(int publishers)
{
    Swarm loop(hub_.port());
    std::vector<std::unique_ptr<LoadPublisher>> all;
    for (int number = 1; number <= publishers; ++number) {
        LoadPublisher::Plan plan;
        plan.number = number;
        plan.batch = 1;
        all.push_back(std::make_unique<LoadPublisher>(hub_.port(), plan));
        all.back()->start();
    }
    const auto published = [&all] {
        qint64 sum = 0;
        for (const auto &one : all)
            sum += one->published();
        return sum;
    };
    loop.waitFor([&] { return published() > 2 * publishers; });
    QElapsedTimer timer;
    timer.start();
    const qint64 before = published();
    loop.waitFor([&timer] { return timer.elapsed() >= 2000; });
    return double(published() - before) * 1000 / double(timer.elapsed());
}

double PublishingBench::delay()
{
    Swarm swarm(hub_.port());
    Figures delays;
    SwarmPlan plan;
    plan.query = "channel=" + QByteArray(DefaultChannel);
    plan.observer = [&delays](SwarmClient &, const Event &event) {
        delays.push_back(double(LoadPublisher::now() - LoadPublisher::publishedAt(event)) / 1e6);
    };
    swarm.add(plan);
    swarm.waitFor([&swarm] { return swarm.allStream(); });
    LoadPublisher::Plan published;
    published.batch = 1;
    published.pause = 10ms;
    LoadPublisher publisher(hub_.port(), published);
    publisher.start();
    swarm.waitFor([&delays] { return delays.size() >= 200; });
    return median(delays);
}

std::pair<double, double> inTurn(int rounds, const std::function<double(PublishingBench &)> &measure,
                                 const std::function<QStringList()> &one, const std::function<QStringList()> &other)
{
    Figures ofOne, ofOther;
    for (int round = 0; round < rounds; ++round) {
        PublishingBench first(one());
        ofOne.push_back(measure(first));
        PublishingBench second(other());
        ofOther.push_back(measure(second));
    }
    return {median(ofOne), median(ofOther)};
}

} // namespace helio::test
