// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/fakeline.h"
#include "group/grouppeers.h"
#include "serverbench.h"

#include <memory>
#include <vector>

namespace helio::test {

/// Hubs `a`, `b`, … of one group in the test's own thread, by name `web-a`, `web-b`, … Each has its history for itself:
/// what is tested is what they say to one another.
class GroupBench
{
public:
    explicit GroupBench(int hubs);
    ~GroupBench();

    ServerBench &hub(int index) { return *benches_.at(size_t(index)); }
    /// One more comes.
    void add();
    /// The last goes.
    void removeLast();
    /// Until each knows so many, itself among them; 0: all of these.
    bool waitForHubs(qsizetype count = 0);

    FakeExchange exchange;
    GroupInfo health{.state = GroupInfo::State::Open, .address = QStringLiteral("redis://log"), .stream = "heliograph"};

private:
    std::vector<std::unique_ptr<GroupLine>> lines_;
    std::vector<std::unique_ptr<ServerBench>> benches_;
};

} // namespace helio::test
