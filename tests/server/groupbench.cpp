// SPDX-License-Identifier: GPL-3.0-or-later
#include "groupbench.h"

#include "store/memorystore.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

namespace helio::test {

namespace {

/// The first has a list, the second has none, and the others do not say.
std::optional<QByteArrayList> bridgedBy(const QByteArray &id)
{
    if (id == "a")
        return QByteArrayList{"users.*", "sse"};
    return id == "b" ? std::optional(QByteArrayList()) : std::nullopt;
}

} // namespace

GroupBench::GroupBench(int hubs)
{
    for (int i = 0; i < hubs; ++i)
        add();
}

GroupBench::~GroupBench()
{
    benches_.clear(); // their peers borrow the lines
}

void GroupBench::add()
{
    const QByteArray id(1, char('a' + int(benches_.size())));
    lines_.push_back(exchange.makeLine(id));
    HubConfig config;
    config.hub.clientPrefix = id + '.';
    // Else nobody on this machine could be kept away.
    config.server.trustedProxies = {QHostAddress::parseSubnet(QStringLiteral("127.0.0.1"))};
    config.makeStore = [this, id, line = lines_.back().get()](const HistoryLimits &limits, const Clock &clock) {
        MadeStore made = makeMemoryStore(limits, clock);
        made.peers = std::make_unique<GroupPeers>(*line,
                                                  GroupInfo::Hub{.id = id,
                                                                 .name = QStringLiteral("web-") + QString::fromUtf8(id),
                                                                 .version = QStringLiteral("1.2"),
                                                                 .bridged = bridgedBy(id)},
                                                  [this] { return health; });
        return made;
    };
    benches_.push_back(std::make_unique<ServerBench>(config));
}

void GroupBench::removeLast()
{
    benches_.pop_back();
    lines_.pop_back();
}

bool GroupBench::waitForHubs(qsizetype count)
{
    return QTest::qWaitFor(
        [this, count] {
            return std::all_of(benches_.cbegin(), benches_.cend(), [this, count](const auto &bench) {
                const QJsonObject group = bench->json("/api/hub").value(QStringLiteral("group")).toObject();
                return group.value(QStringLiteral("hubs")).toArray().size() ==
                       (count > 0 ? count : qsizetype(benches_.size()));
            });
        },
        20'000);
}

} // namespace helio::test
