// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace helio::fuzz {

/// The work that an input may cost: so much in any case, and so much for each of its bytes. What is more is a finding
/// as a crash is. Processor time of this thread is what counts, so a busy machine changes nothing; the figures are for
/// builds with sanitizers, and still far below what anything quadratic takes.
class WorkBudget
{
public:
    static constexpr int64_t InAnyCase = 500'000'000; ///< nanoseconds: a sanitizer tidies up now and then
    static constexpr int64_t ForEachByte = 20'000;

    explicit WorkBudget(size_t inputBytes)
        : end_(now() + InAnyCase + ForEachByte * int64_t(inputBytes))
    {}
    WorkBudget(const WorkBudget &) = delete;
    WorkBudget &operator=(const WorkBudget &) = delete;
    ~WorkBudget()
    {
        if (const int64_t over = now() - end_; over > 0) {
            std::fprintf(stderr, "an input took %lld ms more than its budget\n",
                         static_cast<long long>(over / 1'000'000));
            std::abort();
        }
    }

private:
    static int64_t now()
    {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
    }

    int64_t end_;
};

inline void require(bool condition, const char *what)
{
    if (condition)
        return;
    std::fputs(what, stderr);
    std::abort();
}

} // namespace helio::fuzz
