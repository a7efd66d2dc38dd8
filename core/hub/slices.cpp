// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/slices.h"

#include "hub/turns.h"

#include <QTimer>

namespace helio {

using namespace std::chrono_literals;

namespace {
/// How long a turn may take; the last step of it may end later.
constexpr std::chrono::microseconds TurnTime = 1ms;
} // namespace

Slices::Slices(const char *name, QObject *parent)
    : QObject(parent)
    , name_(name)
    , timer_(new QTimer(this)) // not a queued call: those come before what the sockets bring
{
    connect(timer_, &QTimer::timeout, this, &Slices::run);
}

void Slices::add(Job job)
{
    jobs_.push_back(std::move(job));
    timer_->start(0);
}

void Slices::run()
{
    const Turn turn(name_);
    const auto end = std::chrono::steady_clock::now() + TurnTime;
    // Each job at most once: what it goes on to ask for is the next turn's.
    for (size_t left = jobs_.size(); left > 0 && std::chrono::steady_clock::now() < end; --left) {
        Job job = std::move(jobs_.front());
        jobs_.pop_front();
        if (job())
            jobs_.push_back(std::move(job));
    }
    if (jobs_.empty())
        timer_->stop();
}

} // namespace helio
