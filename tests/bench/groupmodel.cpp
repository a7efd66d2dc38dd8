// SPDX-License-Identifier: GPL-3.0-or-later
#include "groupmodel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace helio::test {

namespace {

struct Name
{
    const char *text;
    double GroupCosts::*value;
};

constexpr std::array Names = {
    Name{"redisRound", &GroupCosts::redisRound},     Name{"redisEvent", &GroupCosts::redisEvent},
    Name{"redisOwnId", &GroupCosts::redisOwnId},     Name{"readerRound", &GroupCosts::readerRound},
    Name{"readerEvent", &GroupCosts::readerEvent},   Name{"publishRound", &GroupCosts::publishRound},
    Name{"publishEvent", &GroupCosts::publishEvent}, Name{"hubRound", &GroupCosts::hubRound},
    Name{"hubEvent", &GroupCosts::hubEvent},         Name{"clientRound", &GroupCosts::clientRound},
    Name{"clientEvent", &GroupCosts::clientEvent},   Name{"connect", &GroupCosts::connect},
    Name{"clientKiB", &GroupCosts::clientKiB},       Name{"kernelKiB", &GroupCosts::kernelKiB},
};

constexpr double Microseconds = 1e-6;
/// An entry of a stream in Redis, beside its data.
constexpr double EntryBytes = 50;
/// Each client gets a heartbeat that often; it costs what a round does.
constexpr double HeartbeatSeconds = 15;
constexpr int MaximumHubs = 10'000;
constexpr int MaximumGroups = 1'000;

double shareOf(double bytesASecond, double gigabits)
{
    return bytesASecond * 8 / (gigabits * 1e9);
}

} // namespace

double *GroupCosts::find(const std::string &name)
{
    const auto found = std::find_if(Names.begin(), Names.end(), [&name](const Name &one) { return name == one.text; });
    return found == Names.end() ? nullptr : &(this->*found->value);
}

std::string GroupCosts::text() const
{
    std::string text;
    for (const Name &name : Names) {
        std::array<char, 64> line{};
        std::snprintf(line.data(), line.size(), "%-13s %.1f\n", name.text, this->*name.value);
        text += line.data();
    }
    return text;
}

std::pair<std::string, double> GroupUse::fullest() const
{
    const std::array<std::pair<std::string, double>, 4> all = {{{"Redis", redis},
                                                                {"the hubs", hub},
                                                                {"the network of the hubs", hubNetwork},
                                                                {"the network of Redis", redisNetwork}}};
    return *std::max_element(all.begin(), all.end(),
                             [](const auto &one, const auto &other) { return one.second < other.second; });
}

double GroupModel::redisOf(double events, double hubs) const
{
    return costs_.redisRound + events * costs_.redisEvent + hubs * (costs_.readerRound + events * costs_.readerEvent);
}

double GroupModel::publisherOf(double events, double clients) const
{
    return costs_.publishRound + events * costs_.publishEvent +
           clients * (costs_.clientRound + events * costs_.clientEvent);
}

double GroupModel::hubOf(double events, double clients) const
{
    return costs_.hubRound + events * costs_.hubEvent + clients * (costs_.clientRound + events * costs_.clientEvent);
}

GroupUse GroupModel::use(const GroupLoad &load, double hubs) const
{
    GroupUse use;
    use.hubs = hubs;
    const double together = std::max(1.0, load.together);
    const double rounds = load.events / together;
    const double reached = load.subscribers * load.share / hubs; // of each hub's clients
    // Publishers are spread over the hubs: each takes its part of the rounds, and reads the others.
    const double taken = rounds / hubs;
    use.redis = Microseconds * (rounds * redisOf(together, hubs) + load.events * load.ownIds * costs_.redisOwnId);
    // What comes together is of many channels, so that each client gets its part by itself.
    const double delivered = load.events * reached + load.subscribers / hubs / HeartbeatSeconds;
    use.hub = Microseconds * (taken * publisherOf(together, 0) + (rounds - taken) * hubOf(together, 0) +
                              delivered * (costs_.clientRound + costs_.clientEvent));
    use.spreadSeconds = Microseconds * reached * (costs_.clientRound + costs_.clientEvent);
    use.hubNetwork = shareOf(load.events * reached * load.bytes, load.gigabits);
    use.redisNetwork = shareOf(load.events * hubs * (load.bytes + EntryBytes), load.gigabits);
    use.hubMiB = load.subscribers / hubs * (costs_.clientKiB + costs_.kernelKiB) / 1024;
    use.redisMiB = load.events * load.minutes * 60 * (load.bytes + EntryBytes) / 1024 / 1024;
    use.returnSeconds =
        hubs > 1 ? Microseconds * load.subscribers / hubs / (hubs - 1) * costs_.connect / std::max(0.05, 1 - use.hub)
                 : Microseconds * load.subscribers * costs_.connect / std::max(0.05, 1 - use.hub);
    return use;
}

GroupPlan GroupModel::plan(const GroupLoad &load) const
{
    GroupPlan plan;
    for (plan.groups = 1; plan.groups < MaximumGroups; ++plan.groups) {
        GroupLoad part = load;
        part.subscribers /= plan.groups;
        part.events /= plan.groups;
        const double least = std::max(1.0, std::ceil(part.subscribers / load.clients));
        for (double hubs = least; hubs < MaximumHubs; ++hubs) {
            plan.use = use(part, hubs);
            if (plan.use.redis > load.fullness || plan.use.redisNetwork > load.fullness)
                break; // more hubs are more readers
            if (plan.use.hub <= load.fullness && plan.use.hubNetwork <= load.fullness)
                return plan;
        }
    }
    return plan;
}

std::pair<std::string, double> GroupModel::breaksFirst(const GroupLoad &load, double hubs) const
{
    const auto [name, share] = use(load, hubs).fullest();
    return {name, 1 / share};
}

} // namespace helio::test
