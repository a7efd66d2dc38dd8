// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/turns.h"

#include <algorithm>
#include <utility>

#ifdef Q_OS_LINUX
#    include <ctime>
#endif

namespace helio {

namespace {

constexpr qint64 LimitNanoseconds = std::chrono::nanoseconds(Turns::Limit).count();

#ifdef Q_OS_LINUX
qint64 read(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

/// As of the kernel's last tick, some milliseconds ago: a few nanoseconds to read.
qint64 wallNow()
{
    return read(CLOCK_MONOTONIC_COARSE);
}

qint64 cpuNow()
{
    return read(CLOCK_THREAD_CPUTIME_ID);
}
#else
qint64 wallNow()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

qint64 cpuNow()
{
    return wallNow(); // what is not known is not excused
}
#endif

} // namespace

Turns &Turns::ofThisThread()
{
    static thread_local Turns turns;
    return turns;
}

void Turns::clear()
{
    all_.clear();
    worst_.reset();
}

std::optional<Turns::Worst> Turns::takeWorst()
{
    return std::exchange(worst_, {});
}

void Turns::begin(qint64 now)
{
    // Within a tick of the coarse clock the thread cannot have used more than that tick.
    if (std::exchange(cpuReadAt_, now) != now)
        cpu_ = cpuNow();
}

void Turns::count(const char *name, qint64 wall, qint64 cpu)
{
    const qint64 wallMs = wall / 1'000'000;
    const qint64 cpuMs = std::min(cpu / 1'000'000, wallMs);
    auto found = std::find_if(all_.begin(), all_.end(), [&](const LongTurns &one) { return one.name == name; });
    if (found == all_.end())
        found = all_.insert(all_.end(), {name, 0, 0, 0});
    ++found->count;
    found->longestMs = std::max(found->longestMs, wallMs);
    found->longestCpuMs = std::max(found->longestCpuMs, cpuMs);

    const quint64 turns = worst_ ? worst_->turns + 1 : 1;
    if (!worst_ || worst_->wallMs < wallMs)
        worst_ = {name, wallMs, cpuMs, turns};
    worst_->turns = turns;
}

Turn::Turn(const char *name)
    : turns_(Turns::ofThisThread())
    , name_(name)
    , began_(wallNow())
{
    turns_.begin(began_);
    cpuBegan_ = turns_.cpu_;
    countedBefore_ = turns_.counted_;
    countedCpuBefore_ = turns_.countedCpu_;
}

Turn::~Turn()
{
    const qint64 wall = wallNow() - began_ - (turns_.counted_ - countedBefore_);
    if (wall > LimitNanoseconds) {
        const qint64 cpu = cpuNow() - cpuBegan_ - (turns_.countedCpu_ - countedCpuBefore_);
        turns_.count(name_, wall, cpu);
        turns_.counted_ += wall;
        turns_.countedCpu_ += cpu;
    }
}

} // namespace helio
