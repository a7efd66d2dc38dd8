// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/groupchaos.h"

#include <QElapsedTimer>

#include <csignal>

namespace helio::test {

using namespace std::chrono_literals;

namespace {

constexpr int Hubs = 3;
constexpr int Channels = 3;

} // namespace

GroupChaos::GroupChaos(const Plan &plan)
    : plan_(plan)
    , chance_(plan.seed)
{
    redis_.setArguments(plan.redis);
    const QStringList options = {QStringLiteral("--redis"),      plan.url.isEmpty() ? redis_.url() : plan.url,
                                 QStringLiteral("--redis-mode"), QStringLiteral("streams"),
                                 QStringLiteral("--max-events"), QStringLiteral("10000000"),
                                 QStringLiteral("--max-bytes"),  QStringLiteral("8GiB")};
    for (int i = 0; i < Hubs; ++i)
        hubs_.push_back(std::make_unique<HelioProcess>(options + plan.hub));
}

GroupChaos::~GroupChaos() = default;

bool GroupChaos::start()
{
    if (plan_.url.isEmpty() && !redis_.start())
        return fail(redis_.report());
    for (const auto &hub : hubs_) {
        if (!hub->start())
            return fail(hub->report());
    }
    swarm_ = std::make_unique<Swarm>(hubs_[0]->port());
    return startClients();
}

void GroupChaos::addWitness(const QByteArray &query, std::vector<int> channels)
{
    SwarmPlan plan;
    plan.query = query;
    plan.lastEventId = "earliest"; // so that nothing is missed before the first
    for (const auto &hub : hubs_)
        plan.ports.push_back(hub->port());
    plan.cutEvery = witnesses_.size() % 2 ? 20'000 : 0;
    witnesses_.push_back(std::make_unique<GroupWitness>(*swarm_, plan, Channels, std::move(channels)));
}

bool GroupChaos::startClients()
{
    for (int i = 0; i < 3; ++i) {
        addWitness("pattern=*", {0, 1, 2});
        addWitness("channel=a&channel=b", {0, 1});
        addWitness("channel=c", {2});
        addWitness("pattern=*&envelope=1", {0, 1, 2});
    }
    if (!swarm_->waitFor([this] { return swarm_->allStream(); }))
        return fail(QStringLiteral("not all clients stream; ") + swarm_->problem());
    for (int number = 1; number <= plan_.publishers; ++number) {
        LoadPublisher::Plan plan;
        plan.number = number;
        plan.channels = {"a", "b", "c"};
        plan.inTurn = true;
        plan.batch = number * 2 - 1;
        plan.pause = 2ms;
        plan.ownIdEvery = 1; // so that what was published and not answered is not published twice
        plan.cutEvery = 40;
        plan.retriesFull = true;
        for (const auto &hub : hubs_)
            plan.ports.push_back(hub->port());
        publishers_.push_back(std::make_unique<LoadPublisher>(hubs_[0]->port(), plan));
        publishers_.back()->start();
    }
    return publishesOn(50) || fail(QStringLiteral("nothing is published at the beginning"));
}

bool GroupChaos::run()
{
    for (int i = 0; i < plan_.steps; ++i) {
        if (!step())
            return false;
        if (!publishesOn(20 + chance(300)))
            return fail(QStringLiteral("publishing does not go on"));
    }
    return true;
}

GroupChaos::Deed GroupChaos::drawDeed()
{
    const auto deed = Deed(chance(int(plan_.together ? Deed::Last : Deed::KillRedisAndHub)));
    // Where nobody keeps anything, an event that was given out and is published again under its id stands where it did
    // not before; who resumes behind it misses what others published meanwhile, and nobody knows.
    const bool keepsNothing = plan_.redis.isEmpty() && plan_.url.isEmpty();
    return deed == Deed::KillAll && keepsNothing ? Deed::KillRedisAndTwo : deed;
}

bool GroupChaos::step()
{
    const int hub = chance(Hubs);
    const int other = (hub + 1 + chance(Hubs - 1)) % Hubs;
    switch (drawDeed()) {
    case Deed::KillHub:
        note(QStringLiteral("kill hub %1").arg(hub));
        return kill({hub}, false);
    case Deed::KillTwoHubs:
        note(QStringLiteral("kill hubs %1, %2").arg(hub).arg(other));
        return kill({hub, other}, false);
    case Deed::StopHub:
        note(QStringLiteral("stop hub %1").arg(hub));
        if (!hubs_[size_t(hub)]->stop(20s))
            return fail(QStringLiteral("hub %1 does not end").arg(hub));
        pause(300);
        return restart(hub);
    case Deed::HoldHub:
        note(QStringLiteral("hold hub %1").arg(hub));
        hubs_[size_t(hub)]->process().sendSignal(SIGSTOP);
        pause(1'000);
        hubs_[size_t(hub)]->process().sendSignal(SIGCONT);
        return true;
    case Deed::KillRedis:
        note(QStringLiteral("kill Redis"));
        return kill({}, true);
    case Deed::KillRedisTwice:
        note(QStringLiteral("kill Redis twice"));
        if (!kill({}, true))
            return false;
        pause(1'500); // perhaps before all is put back
        return kill({}, true);
    case Deed::HoldRedis:
        note(QStringLiteral("hold Redis"));
        redis_.hold();
        pause(1'200);
        redis_.letGo();
        return true;
    case Deed::FillRedis:
        note(QStringLiteral("fill Redis"));
        return setMaximumMemory("1") && (pause(1'200), setMaximumMemory("0"));
    case Deed::KillAll:
        note(QStringLiteral("kill all"));
        return kill({0, 1, 2}, true);
    case Deed::KillRedisAndHub:
        note(QStringLiteral("kill Redis and hub %1").arg(hub));
        return kill({hub}, true);
    case Deed::KillRedisAndTwo:
        note(QStringLiteral("kill Redis and hubs %1, %2").arg(hub).arg(other));
        return kill({hub, other}, true);
    case Deed::Last:
        break;
    }
    Q_UNREACHABLE();
}

/// And starts them again, the hubs while Redis is away or when it is back.
bool GroupChaos::kill(const std::vector<int> &hubs, bool withRedis)
{
    if (withRedis) {
        redis_.kill();
        ++redisKills_;
    }
    for (const int hub : hubs) {
        hubs_[size_t(hub)]->kill();
        ++hubKills_;
    }
    pause(500);
    const bool areHubsFirst = chance(2) == 0;
    const auto startRedis = [&] {
        return !withRedis || redis_.start() || fail(QStringLiteral("Redis does not start; ") + redis_.report());
    };
    if (!areHubsFirst && !startRedis())
        return false;
    for (const int hub : hubs) {
        if (!restart(hub))
            return false;
    }
    return !areHubsFirst || startRedis();
}

/// 1: it takes nothing more; 0: all that comes.
bool GroupChaos::setMaximumMemory(const QByteArray &bytes)
{
    const RespValue reply = redis_.ask({"CONFIG", "SET", "maxmemory", bytes});
    return reply.text == "OK" || fail(QStringLiteral("Redis: ") + QString::fromUtf8(shown(reply)));
}

bool GroupChaos::restart(int hub)
{
    return hubs_[size_t(hub)]->restart() ||
           fail(QStringLiteral("hub %1 does not start; %2").arg(hub).arg(hubs_[size_t(hub)]->report()));
}

void GroupChaos::pause(int atMost)
{
    swarm_->waitFor([] { return false; }, std::chrono::milliseconds(1 + chance(atMost)));
}

int GroupChaos::chance(int below)
{
    return std::uniform_int_distribution<int>(0, below - 1)(chance_);
}

qint64 GroupChaos::published() const
{
    qint64 sum = 0;
    for (const auto &publisher : publishers_)
        sum += publisher->published();
    return sum;
}

bool GroupChaos::publishesOn(qint64 more)
{
    const qint64 enough = published() + more;
    const auto areWell = [this] {
        return std::all_of(publishers_.cbegin(), publishers_.cend(),
                           [](const auto &publisher) { return publisher->problem().isEmpty(); });
    };
    return swarm_->waitFor([&] { return published() >= enough || !areWell(); }, 30s) && areWell();
}

bool GroupChaos::finish()
{
    for (const auto &publisher : publishers_)
        publisher->stop();
    const auto areFinished = [this] {
        return std::all_of(publishers_.cbegin(), publishers_.cend(),
                           [](const auto &publisher) { return publisher->isFinished(); });
    };
    if (!swarm_->waitFor(areFinished, 30s))
        return fail(QStringLiteral("the publishers are not finished in time"));
    for (const auto &witness : witnesses_)
        swarm_->at(witness->client().number()).setCutEvery(0);
    // Where something is missing at the end, no gap tells of it before more comes: then this waits in vain.
    const auto haveLast = [this] {
        return std::all_of(witnesses_.cbegin(), witnesses_.cend(), [this](const auto &witness) {
            for (size_t i = 0; i < publishers_.size(); ++i) {
                if (!witness->hasLast(int(i) + 1, publishers_[i]->published()))
                    return false;
            }
            return true;
        });
    };
    swarm_->waitFor(haveLast, 10s);
    return swarm_->problem().isEmpty() || fail(swarm_->problem());
}

QString GroupChaos::problemOfWitnesses() const
{
    for (const auto &witness : witnesses_) {
        for (size_t i = 0; i < publishers_.size(); ++i) {
            const auto findings = witness->judge(int(i) + 1, publishers_[i]->published());
            if (!findings.problem.isEmpty())
                return QStringLiteral("client %1 (%2), after %3 connections and %4 gaps: %5")
                    .arg(witness->client().number())
                    .arg(QString::fromUtf8(witness->client().plan().query))
                    .arg(witness->client().counts().connections)
                    .arg(witness->client().counts().gaps)
                    .arg(findings.problem);
        }
    }
    return {};
}

GroupWitness::Findings GroupChaos::findings() const
{
    GroupWitness::Findings sum;
    for (const auto &witness : witnesses_) {
        for (size_t i = 0; i < publishers_.size(); ++i) {
            const auto one = witness->judge(int(i) + 1, publishers_[i]->published());
            sum.missing += one.missing;
            sum.again += one.again;
        }
    }
    return sum;
}

QList<Event> GroupChaos::everythingOf(const HelioProcess &hub, QString &problem)
{
    Swarm one(hub.port());
    SwarmPlan plan;
    plan.query = "pattern=*&poll=1&lastEventId=earliest";
    plan.returns = false;
    plan.keepsEvents = true;
    const SwarmClient &client = one.add(plan);
    if (!one.waitFor([&] { return client.state() == SwarmClient::State::Ended; }) || client.counts().ends != 1)
        problem = QStringLiteral("a replay of everything did not come to its end");
    return client.events();
}

QString GroupChaos::problemOfHubs(bool all)
{
    QString problem;
    const QList<Event> held = everythingOf(*hubs_[0], problem);
    for (size_t i = 0; i < publishers_.size() && problem.isEmpty() && all; ++i)
        problem = LoadPublisher::problemWith(held, int(i) + 1, publishers_[i]->published());
    for (size_t i = 1; i < hubs_.size() && problem.isEmpty(); ++i) {
        if (everythingOf(*hubs_[i], problem) != held)
            problem += QStringLiteral("hub %1 holds something else than hub 0").arg(i);
    }
    return problem;
}

void GroupChaos::note(const QString &what)
{
    deeds_.append(QStringLiteral("%1 (at %2 events, %3 gaps)").arg(what).arg(published()).arg(gaps()));
}

bool GroupChaos::fail(const QString &what)
{
    error_ = what;
    return false;
}

QString GroupChaos::report() const
{
    const GroupWitness::Findings sum = findings();
    qint64 retries = 0;
    for (const auto &publisher : publishers_)
        retries += publisher->retries();
    return QStringLiteral("seed %1: %2 events acknowledged, %3 requests given again; %4 kills of hubs, %5 of Redis; %6 "
                          "connections, %7 gaps, where %8 are missing and %9 came again; ")
               .arg(plan_.seed)
               .arg(published())
               .arg(retries)
               .arg(hubKills_)
               .arg(redisKills_)
               .arg(swarm_->counts().connections)
               .arg(gaps())
               .arg(sum.missing)
               .arg(sum.again) +
           deeds_.join(QStringLiteral(", "));
}

QString GroupChaos::error() const
{
    QString text = error_;
    for (const auto &publisher : publishers_) {
        if (!publisher->problem().isEmpty())
            text += u'\n' + publisher->problem();
    }
    text += QStringLiteral("\n%1").arg(deeds_.join(u'\n'));
    for (const auto &hub : hubs_)
        text += u'\n' + hub->report();
    return text + u'\n' + redis_.report();
}

} // namespace helio::test
