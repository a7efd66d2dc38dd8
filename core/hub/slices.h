// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <chrono>
#include <deque>
#include <functional>

class QTimer;

namespace helio {

/// The time that one step of a job has: it does one thing after the other, some microseconds each, until this is over.
class StepTime
{
public:
    bool isOver() const { return std::chrono::steady_clock::now() >= end_; }

private:
    std::chrono::steady_clock::time_point end_ = std::chrono::steady_clock::now() + std::chrono::microseconds(500);
};

/// Long work in short turns: what is due for thousands at once (heartbeats, chunks of history, figures of each client)
/// must not hold up the event that comes in meanwhile. Between two turns the event loop does what the sockets brought.
class Slices : public QObject
{
    Q_OBJECT
public:
    /// Does one short step of its work; true when there is more to do.
    using Job = std::function<bool()>;

    /// `name`: for Turns.
    explicit Slices(const char *name, QObject *parent = nullptr);

    /// The job's steps come from the event loop on, in turn with those of the others, until it says that it is done.
    void add(Job job);

private:
    void run();

    const char *name_;
    std::deque<Job> jobs_;
    QTimer *timer_; ///< runs while there are jobs
};

} // namespace helio
