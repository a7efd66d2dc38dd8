// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/loadbench.h"

#include "support/processfigures.h"
#include "support/rawclient.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>

namespace helio::test {

using namespace std::chrono_literals;

bool LoadBench::isFull()
{
    return qEnvironmentVariable("HELIOGRAPH_LOAD") == QLatin1String("full");
}

void LoadBench::report(const QString &figure)
{
    qInfo("%s: %s", QTest::currentTestFunction(), qPrintable(figure));
}

LoadBench::LoadBench(const QStringList &options)
    : hub_(options)
{}

LoadBench::~LoadBench() = default;

bool LoadBench::start()
{
    Swarm::openFileLimit();
    if (!hub_.start()) {
        error_ = hub_.report();
        return false;
    }
    swarm_ = std::make_unique<Swarm>(hub_.port());
    return true;
}

LoadPublisher &LoadBench::publish(const LoadPublisher::Plan &plan)
{
    publishers_.push_back(std::make_unique<LoadPublisher>(hub_.port(), plan));
    publishers_.back()->start();
    return *publishers_.back();
}

bool LoadBench::publishersFinished() const
{
    return std::all_of(publishers_.cbegin(), publishers_.cend(),
                       [](const auto &publisher) { return publisher->isFinished(); });
}

bool LoadBench::waitForPublishers(std::chrono::milliseconds deadline)
{
    swarm_->waitFor([this] { return publishersFinished() || !hub_.process().isRunning(); }, deadline);
    if (!publishersFinished())
        error_ = QStringLiteral("the publishers are not finished in time; ") + hub_.report();
    for (const auto &publisher : publishers_) {
        if (!publisher->problem().isEmpty())
            error_ = publisher->problem();
    }
    return error_.isEmpty();
}

QJsonObject LoadBench::ask(const QByteArray &path)
{
    RawClient client(30s);
    const auto response = client.ask(hub_.port(), RawClient::request("GET", path, {"Connection: close"}));
    if (!response || response->status != 200) {
        error_ = QString::fromUtf8(path) + QStringLiteral(": ") + client.error();
        return {};
    }
    return QJsonDocument::fromJson(response->body).object();
}

Reference LoadBench::everything()
{
    Swarm one(hub_.port());
    SwarmPlan plan;
    plan.query = "pattern=*&poll=1&lastEventId=earliest";
    plan.returns = false;
    plan.keepsEvents = true;
    const SwarmClient &client = one.add(plan);
    if (!one.waitFor([&] { return client.state() == SwarmClient::State::Ended; }) || client.counts().ends != 1)
        error_ = QStringLiteral("a replay of everything did not come to its end");
    return Reference(client.events());
}

qint64 LoadBench::residentBytes() const
{
    return test::residentBytes(const_cast<HelioProcess &>(hub_).process().processId());
}

bool LoadBench::knowsMemory()
{
#ifdef LOAD_SANITIZED
    return false;
#else
    return true;
#endif
}

QString LoadBench::problemWith(const Reference &reference, Reference::Begin begin) const
{
    for (const auto &client : swarm_->clients()) {
        if (!client->plan().keepsJournal)
            continue;
        const QString problem = reference.problemWith(client->journal(), selectionOf(client->plan().query), begin);
        if (!problem.isEmpty()) {
            return QStringLiteral("client %1 (%2), after %3 connections: %4")
                .arg(client->number())
                .arg(QString::fromUtf8(client->plan().query))
                .arg(client->counts().connections)
                .arg(problem);
        }
    }
    return {};
}

bool LoadBench::allHaveLast(const Reference &reference) const
{
    return std::all_of(swarm_->clients().cbegin(), swarm_->clients().cend(), [&](const auto &client) {
        if (!client->plan().keepsJournal)
            return true;
        const Event *last = reference.last(selectionOf(client->plan().query));
        return !last || client->lastEventId() == last->id;
    });
}

} // namespace helio::test
