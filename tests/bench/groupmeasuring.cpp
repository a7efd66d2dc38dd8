// SPDX-License-Identifier: GPL-3.0-or-later
#include "groupmeasuring.h"

#include "support/processfigures.h"

#include <QElapsedTimer>
#include <QHostAddress>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace helio::test {

using namespace std::chrono_literals;

namespace {

constexpr int DataBytes = 100;
/// Of the rounds that the costs are taken from.
constexpr int Few = 1;
constexpr int Many = 20;

/// What each round costs, and each event of it: from rounds of Few and of Many.
struct Line
{
    double round = 0;
    double event = 0;
};

Line lineOf(double few, double many)
{
    const double event = (many - few) / (Many - Few);
    return {few - event * Few, event};
}

/// Of some turns.
using Turns = std::vector<MeasuredGroup::Use>;

/// The least of them: whatever disturbs only adds.
MeasuredGroup::Use least(const Turns &turns)
{
    const auto of = [&turns](double MeasuredGroup::Use::*value) {
        double smallest = turns[0].*value;
        for (const MeasuredGroup::Use &use : turns)
            smallest = std::min(smallest, use.*value);
        return smallest;
    };
    return {of(&MeasuredGroup::Use::redis), of(&MeasuredGroup::Use::publisher), of(&MeasuredGroup::Use::others)};
}

qint64 processOf(RedisServer &redis)
{
    const QByteArray said = redis.ask({"INFO", "server"}).text;
    const qsizetype at = said.indexOf("process_id:") + 11;
    return said.mid(at, said.indexOf('\r', at) - at).toLongLong();
}

bool agrees(const char *what, double modelled, double measured, double tolerance)
{
    const double apart = modelled / measured - 1;
    const bool isNear = std::abs(apart) <= tolerance;
    std::printf("  %-22s %8.0f us modelled, %8.0f us measured, %+5.1f %%%s\n", what, modelled, measured, apart * 100,
                isNear ? "" : "  NOT within the bound");
    return isNear;
}

} // namespace

MeasuredGroup::MeasuredGroup(int hubs, int clients)
    : clients_(clients)
{
    if (!redis_.start())
        qFatal("%s", qPrintable(redis_.report()));
    redisProcess_ = processOf(redis_);
    for (int i = 0; i < hubs; ++i) {
        hubs_.push_back(std::make_unique<HelioProcess>(QStringList{
            QStringLiteral("--redis"), redis_.url(), QStringLiteral("--redis-mode"), QStringLiteral("streams")}));
        if (!hubs_.back()->start())
            qFatal("%s", qPrintable(hubs_.back()->report()));
    }
    swarm_ = std::make_unique<Swarm>(hubs_[0]->port());
    for (const auto &hub : hubs_) {
        SwarmPlan plan;
        plan.query = "channel=load";
        plan.port = hub->port();
        swarm_->add(clients, plan);
    }
    if (!swarm_->waitFor([this] { return swarm_->allStream(); }))
        qFatal("%s", qPrintable(swarm_->problem()));
    socket_.connectToHost(QHostAddress(QHostAddress::LocalHost), hubs_[0]->port());
    swarm_->waitFor([this] { return socket_.state() == QAbstractSocket::ConnectedState; });
    // A hub takes streams before it is in the group.
    const auto areHeard = [this] {
        const auto &all = swarm_->clients();
        return std::all_of(all.begin(), all.end(), [](const auto &client) { return client->counts().events > 0; });
    };
    for (int i = 0; i < 100 && !areHeard(); ++i) {
        publish(Few, false, [] { return true; });
        swarm_->waitFor(areHeard, 200ms);
    }
    rest(1s); // what is under way
    for (int i = 0; i < 20; ++i)
        publishAndWait(Many, false); // what only the first ones cost
}

void MeasuredGroup::rest(std::chrono::milliseconds time)
{
    QElapsedTimer timer;
    timer.start();
    swarm_->waitFor([&timer, time] { return timer.elapsed() >= time.count(); });
}

std::vector<double> MeasuredGroup::usedNow() const
{
    const auto of = [](qint64 process) { return double(threadTime(process).count()) / 1e3; };
    std::vector<double> used = {of(redisProcess_)};
    for (const auto &hub : hubs_)
        used.push_back(of(hub->process().processId()));
    return used;
}

std::vector<double> MeasuredGroup::idleInASecond()
{
    std::vector<double> used = usedNow();
    QElapsedTimer timer;
    timer.start();
    rest(2s);
    const std::vector<double> now = usedNow();
    for (size_t i = 0; i < used.size(); ++i)
        used[i] = (now[i] - used[i]) * 1e3 / double(timer.elapsed());
    return used;
}

void MeasuredGroup::publishAndWait(int events, bool ownIds)
{
    const quint64 wanted = swarm_->counts().events + quint64(events) * swarm_->size();
    publish(events, ownIds, [this, wanted] { return swarm_->counts().events >= wanted; });
}

void MeasuredGroup::publish(int events, bool ownIds, const std::function<bool()> &isEnough)
{
    QByteArray body;
    for (int i = 0; i < events; ++i) {
        body += R"({"channel":"load","data":")" + QByteArray(DataBytes, 'x') + '"';
        if (ownIds)
            body += R"(,"id":"own )" + QByteArray::number(++serial_) + '"';
        body += "}\n";
    }
    socket_.write(
        "POST /publish HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: " +
        QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QByteArray answer;
    const bool isDone = swarm_->waitFor([&] {
        answer += socket_.readAll();
        return !answer.isEmpty() && isEnough();
    });
    if (!isDone || !answer.startsWith("HTTP/1.1 200 "))
        qFatal("a round was not delivered: %s", answer.constData());
}

MeasuredGroup::Use MeasuredGroup::measure(int events, int rounds, bool ownIds)
{
    const std::vector<double> idle = idleInASecond();
    const std::vector<double> before = usedNow();
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < rounds; ++i)
        publishAndWait(events, ownIds);
    const double seconds = double(timer.elapsed()) / 1e3;
    std::vector<double> used = usedNow();
    for (size_t i = 0; i < used.size(); ++i)
        used[i] = (used[i] - before[i] - idle[i] * seconds) / rounds;
    Use use = {used[0], used[1], 0};
    for (size_t i = 2; i < used.size(); ++i)
        use.others += used[i] / double(used.size() - 2);
    return use;
}

std::pair<double, double> MeasuredGroup::measureClients(int count)
{
    const qint64 hub = hubs_[0]->process().processId();
    const qint64 memory = residentBytes(hub);
    const auto used = threadTime(hub);
    Swarm more(hubs_[0]->port());
    SwarmPlan plan;
    plan.query = "channel=quiet";
    more.add(count, plan);
    more.waitFor([&more] { return more.allStream(); });
    return {double((threadTime(hub) - used).count()) / 1e3 / count, double(residentBytes(hub) - memory) / 1024 / count};
}

bool checkModel(GroupCosts costs, int turns, double tolerance)
{
    constexpr int Rounds = 200;
    // None of them has next to nothing to do: whoever sleeps most of the time pays more for each waking.
    constexpr int Clients = 20;
    MeasuredGroup one(1, Clients);
    MeasuredGroup four(4, Clients);
    MeasuredGroup heard(2, 150);
    std::vector<std::unique_ptr<MeasuredGroup>> others;
    const std::vector<int> together = {5, 10, 2};
    others.push_back(std::make_unique<MeasuredGroup>(2, 40));
    others.push_back(std::make_unique<MeasuredGroup>(3, 150));
    others.push_back(std::make_unique<MeasuredGroup>(6, 20));

    // In turn, so that all see the same machine.
    Turns oneFew, oneMany, oneOwn, fourFew, fourMany, heardFew, heardMany;
    std::vector<Turns> compared(others.size());
    for (int turn = 0; turn < turns; ++turn) {
        oneFew.push_back(one.measure(Few, Rounds));
        oneMany.push_back(one.measure(Many, Rounds));
        oneOwn.push_back(one.measure(Many, Rounds, true));
        fourFew.push_back(four.measure(Few, Rounds));
        fourMany.push_back(four.measure(Many, Rounds));
        heardFew.push_back(heard.measure(Few, Rounds));
        heardMany.push_back(heard.measure(Many, Rounds));
        for (size_t i = 0; i < others.size(); ++i)
            compared[i].push_back(others[i]->measure(together[i], Rounds));
    }

    const Line ofOne = lineOf(least(oneFew).redis, least(oneMany).redis);
    const Line ofFour = lineOf(least(fourFew).redis, least(fourMany).redis);
    const Line publisher = lineOf(least(fourFew).publisher, least(fourMany).publisher);
    const Line hub = lineOf(least(fourFew).others, least(fourMany).others);
    const Line heardHub = lineOf(least(heardFew).others, least(heardMany).others);
    costs.readerRound = (ofFour.round - ofOne.round) / 3;
    costs.readerEvent = std::max(0.0, (ofFour.event - ofOne.event) / 3); // little beside the machine's noise
    costs.redisRound = ofOne.round - costs.readerRound;
    costs.redisEvent = ofOne.event - costs.readerEvent;
    costs.redisOwnId = (least(oneOwn).redis - least(oneMany).redis) / Many;
    const int more = heard.clients() - Clients;
    costs.clientRound = (heardHub.round - hub.round) / more;
    costs.clientEvent = (heardHub.event - hub.event) / more;
    costs.hubRound = hub.round - Clients * costs.clientRound;
    costs.hubEvent = hub.event - Clients * costs.clientEvent;
    costs.publishRound = publisher.round - Clients * costs.clientRound;
    costs.publishEvent = publisher.event - Clients * costs.clientEvent;
    std::tie(costs.connect, costs.clientKiB) = one.measureClients(2'000);
    std::printf("%s", costs.text().c_str());

    const GroupModel model(costs);
    bool isGood = true;
    for (size_t i = 0; i < others.size(); ++i) {
        const MeasuredGroup &group = *others[i];
        const MeasuredGroup::Use use = least(compared[i]);
        std::printf("%d hubs, %d clients at each, %d events a round\n", group.hubs(), group.clients(), together[i]);
        isGood &= agrees("Redis", model.redisOf(together[i], group.hubs()), use.redis, tolerance);
        isGood &=
            agrees("the publishers' hub", model.publisherOf(together[i], group.clients()), use.publisher, tolerance);
        isGood &= agrees("each other hub", model.hubOf(together[i], group.clients()), use.others, tolerance);
    }
    return isGood;
}

} // namespace helio::test
