// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridgedhubs.h"

#include "redis/redisbackplane.h"
#include "support/rawclient.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>

namespace helio::test {

namespace {

constexpr int Patience = 30'000;

} // namespace

FlaskSide::FlaskSide(RedisServer &server)
    : server_(server)
{}

bool FlaskSide::listen(const QByteArrayList &names)
{
    QString problem;
    Selection channels;
    readRedisChannels(names, channels);
    connection_ =
        std::make_unique<RedisConnection>(*RedisUrl::parse(server_.url(), problem), RedisConnection::Role::Subscriber,
                                          RedisConnection::Options(), [] { return 0.5; });
    listening_ = std::make_unique<FlaskListening>(*connection_, channels);
    QObject::connect(listening_.get(), &FlaskListening::begun, listening_.get(), [this] { hasBegun_ = true; });
    QObject::connect(listening_.get(), &FlaskListening::heard, listening_.get(),
                     [this](const QList<FlaskHeard> &messages) { heard += messages; });
    connection_->open();
    return QTest::qWaitFor([this] { return hasBegun_; }, Patience);
}

qint64 FlaskSide::say(const QByteArray &channel, const QByteArray &message)
{
    return server_.ask({"PUBLISH", channel, message}).number;
}

bool FlaskSide::waitFor(qsizetype count)
{
    return QTest::qWaitFor([&] { return heard.size() >= count; }, Patience);
}

QByteArrayList FlaskSide::data() const
{
    QByteArrayList data;
    for (const FlaskHeard &one : heard)
        data.append(one.publication.data);
    return data;
}

BridgedHubs::BridgedHubs(const QString &url, int count, const QStringList &more)
{
    const QStringList options = {QStringLiteral("--redis"),        url,
                                 QStringLiteral("--redis-mode"),   QStringLiteral("streams"),
                                 QStringLiteral("--redis-bridge"), QStringLiteral("sse"),
                                 QStringLiteral("--redis-bridge"), QStringLiteral("users.*")};
    for (int i = 0; i < count; ++i)
        hubs_.push_back(std::make_unique<HelioProcess>(options + more));
}

bool BridgedHubs::start()
{
    for (const auto &hub : hubs_) {
        if (!hub->start())
            return false;
    }
    // In this order: to a log that was begun before the bridge came, that tells a loss.
    return waitForLeader() && waitUntilAllTakeEvents();
}

bool BridgedHubs::waitUntilAllTakeEvents()
{
    return waitUntilTheyTakeEvents(others(hubs_.size()));
}

bool BridgedHubs::waitUntilTheyTakeEvents(const std::vector<size_t> &among)
{
    return std::all_of(among.cbegin(), among.cend(), [this](size_t i) { return waitUntilTakesEvents(port(i)); });
}

std::vector<size_t> BridgedHubs::others(size_t but) const
{
    std::vector<size_t> others;
    for (size_t i = 0; i < hubs_.size(); ++i) {
        if (i != but)
            others.push_back(i);
    }
    return others;
}

QJsonObject BridgedHubs::group(size_t i) const
{
    RawClient client;
    const auto answer = client.ask(port(i), RawClient::request("GET", "/api/hub"));
    return answer ? QJsonDocument::fromJson(answer->body).object().value(QLatin1String("group")).toObject()
                  : QJsonObject();
}

QJsonObject BridgedHubs::bridge(size_t i) const
{
    return group(i).value(QLatin1String("bridge")).toObject();
}

std::optional<size_t> BridgedHubs::waitForLeader(const std::vector<size_t> &among)
{
    std::optional<size_t> leader;
    static_cast<void>(QTest::qWaitFor(
        [&] {
            for (const size_t i : among) {
                if (bridge(i).value(QLatin1String("self")).toBool())
                    leader = i;
            }
            return leader.has_value();
        },
        Patience));
    return leader;
}

std::optional<size_t> BridgedHubs::waitForLeader()
{
    return waitForLeader(others(hubs_.size()));
}

bool BridgedHubs::waitForWords(size_t i, const QByteArray &words)
{
    ChildProcess &process = hubs_[i]->process();
    return process.waitForOutput([&] { return process.standardError().contains(words); },
                                 std::chrono::milliseconds(Patience));
}

QString BridgedHubs::report() const
{
    QString report;
    for (const auto &hub : hubs_)
        report += hub->report() + u'\n';
    return report;
}

} // namespace helio::test
