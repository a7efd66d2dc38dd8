// SPDX-License-Identifier: GPL-3.0-or-later
#include "servedgroup.h"

#include "fakegroup.h"
#include "group/groupstore.h"

#include <QTimer>

namespace helio::test {

namespace {

struct OwnGroup
{
    FakeGroup group;
};

class ServedGroupLog : private OwnGroup, public FakeGroupLog
{
public:
    explicit ServedGroupLog(const Clock &clock)
        : FakeGroupLog(group)
        , clock_(clock)
        , began_(clock.wallMilliseconds() - clock.uptimeMilliseconds())
    {
        QObject::connect(&timer_, &QTimer::timeout, &timer_, [this] { serve(); });
        timer_.start(0);
    }

private:
    void serve()
    {
        group.time = began_ + clock_.uptimeMilliseconds();
        if (!isJoined())
            join();
        settle();
        look();
    }

    const Clock &clock_;
    qint64 began_;
    QTimer timer_;
};

} // namespace

MadeStore makeServedGroupStore(const HistoryLimits &limits, const Clock &clock)
{
    return std::make_unique<GroupStore>(limits, clock, std::make_unique<ServedGroupLog>(clock), LogOptions{.hub = "a"});
}

MadeStore makeServedGroupStoreWithLittleMemory(HistoryLimits limits, const Clock &clock)
{
    limits.memoryBytes = 1'000;
    return makeServedGroupStore(limits, clock);
}

} // namespace helio::test
