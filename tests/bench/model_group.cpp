// SPDX-License-Identifier: GPL-3.0-or-later
#include "groupmeasuring.h"
#include "groupmodel.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>

// The model of a group: how many hubs and Redis carry so many subscribers, and what is full first. See Usage.
// HELIO_TEST_PROGRAM names the `helio` that `check` measures.

using namespace helio::test;

namespace {

constexpr const char *Usage =
    "model_group [NAME=VALUE…]   for 10,000, 100,000 and 1,000,000 subscribers, or for subscribers=N\n"
    "model_group check [TURNS]   measures what things cost here, in small groups of `helio serve` processes, and\n"
    "                            compares the model with other small groups: ends with 1 where they are more than\n"
    "                            20 % apart. Costs are printed as costs=FILE reads them.\n\n"
    "  costs   a file of lines NAME VALUE; without it, those of tests/bench/groupmodel.h\n"
    "  hubs    so many, instead of as few as carry it\n"
    "and, as groupmodel.h explains them: subscribers, events, share, together, ownIds, bytes, minutes, fullness,\n"
    "clients, gigabits; and each cost by its name.\n";
constexpr double Tolerance = 0.2;
/// As where a Redis has much to do.
constexpr double ManyTogether = 20;

struct Asked
{
    GroupCosts costs;
    GroupLoad load;
    std::optional<double> subscribers;
    double hubs = 0;
};

[[noreturn]] void fail(const std::string &message)
{
    std::fprintf(stderr, "model_group: %s\n", message.c_str());
    std::exit(2);
}

double *find(Asked &asked, const std::string &name)
{
    GroupLoad &load = asked.load;
    const std::array<std::pair<const char *, double *>, 10> values = {{{"hubs", &asked.hubs},
                                                                       {"events", &load.events},
                                                                       {"share", &load.share},
                                                                       {"together", &load.together},
                                                                       {"ownIds", &load.ownIds},
                                                                       {"bytes", &load.bytes},
                                                                       {"minutes", &load.minutes},
                                                                       {"fullness", &load.fullness},
                                                                       {"clients", &load.clients},
                                                                       {"gigabits", &load.gigabits}}};
    const auto found =
        std::find_if(values.begin(), values.end(), [&name](const auto &one) { return name == one.first; });
    if (found != values.end())
        return found->second;
    if (name == "subscribers")
        return &asked.subscribers.emplace();
    return asked.costs.find(name);
}

void set(Asked &asked, const std::string &name, const std::string &text)
{
    double *value = find(asked, name);
    if (!value)
        fail("unknown: " + name);
    char *end = nullptr;
    *value = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != '\0' || !(*value >= 0))
        fail("no number: " + name + "=" + text);
}

void readCosts(Asked &asked, const std::string &path)
{
    std::ifstream file(path);
    if (!file)
        fail("cannot read " + path);
    std::string name;
    std::string value;
    while (file >> name >> value)
        set(asked, name, value);
}

Asked askedBy(int argc, char *argv[])
{
    Asked asked;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        const size_t equals = argument.find('=');
        if (equals == std::string::npos)
            fail("neither check nor NAME=VALUE: " + argument + "; see --help");
        const std::string name = argument.substr(0, equals);
        const std::string value = argument.substr(equals + 1);
        if (name == "costs")
            readCosts(asked, value);
        else
            set(asked, name, value);
    }
    return asked;
}

void print(const Asked &asked, double subscribers)
{
    GroupLoad load = asked.load;
    load.subscribers = subscribers;
    const GroupModel model(asked.costs);
    GroupPlan plan;
    if (asked.hubs > 0)
        plan.use = model.use(load, asked.hubs);
    else
        plan = model.plan(load);
    load.subscribers /= plan.groups;
    load.events /= plan.groups;
    const GroupUse &use = plan.use;
    const auto [first, times] = model.breaksFirst(load, use.hubs);
    load.together = std::max(load.together, ManyTogether);
    const auto [then, more] = model.breaksFirst(load, use.hubs);
    std::printf("%.0f subscribers, %.0f events a second, each to %.0f of them:\n", subscribers, asked.load.events,
                subscribers * load.share);
    std::printf("  %d Redis, %.0f hubs%s\n", plan.groups, use.hubs * plan.groups,
                plan.groups > 1 ? ": groups of their own, divided by channel" : "");
    std::printf("  Redis %.0f %% of a core, a hub %.0f %%; network of a hub %.0f %%, of Redis %.0f %%\n",
                use.redis * 100, use.hub * 100, use.hubNetwork * 100, use.redisNetwork * 100);
    std::printf("  %.0f MiB for the clients of a hub, %.0f MiB in Redis for %.0f minutes\n", use.hubMiB, use.redisMiB,
                load.minutes);
    std::printf("  an event is out after %.0f ms of work of each hub\n", use.spreadSeconds * 1000);
    std::printf("  a hub dies: the others have its clients after %.1f s of work\n", use.returnSeconds);
    std::printf("  full first: %s, at %.1f times these events; where %.0f come together, %s, at %.1f times\n",
                first.c_str(), times, load.together, then.c_str(), more);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const std::string first = argc > 1 ? argv[1] : "";
    if (first == "-h" || first == "--help") {
        std::fputs(Usage, stdout);
        return 0;
    }
    if (first == "check") {
        Swarm::openFileLimit();
        return checkModel({}, argc > 2 ? std::max(1, std::atoi(argv[2])) : 3, Tolerance) ? 0 : 1;
    }
    const Asked asked = askedBy(argc, argv);
    if (asked.subscribers) {
        print(asked, *asked.subscribers);
        return 0;
    }
    for (const double subscribers : {10'000., 100'000., 1'000'000.})
        print(asked, subscribers);
    return 0;
}
