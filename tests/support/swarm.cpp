// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/swarm.h"

#include <QEventLoop>
#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <array>

#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

namespace helio::test {

using namespace std::chrono_literals;

namespace {
constexpr size_t BufferBytes = 64 * 1024;
constexpr int EventsPerDispatch = 512;
constexpr auto Tick = 10ms;
} // namespace

qint64 Swarm::openFileLimit()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return qint64(limit.rlim_cur);
}

Swarm::Swarm(quint16 port, QObject *parent)
    : QObject(parent)
    , port_(port)
    , epoll_(::epoll_create1(EPOLL_CLOEXEC))
    , notifier_(new QSocketNotifier(epoll_, QSocketNotifier::Read, this))
    , timer_(new QTimer(this))
    , buffer_(BufferBytes)
    , chance_(quint32(qEnvironmentVariableIntValue("HELIOGRAPH_SEED")))
{
    openFileLimit();
    connect(notifier_, &QSocketNotifier::activated, this, &Swarm::dispatch);
    connect(timer_, &QTimer::timeout, this, &Swarm::tick);
    timer_->setTimerType(Qt::PreciseTimer);
    timer_->start(Tick);
}

Swarm::~Swarm()
{
    clear();
    notifier_->setEnabled(false);
    ::close(epoll_);
}

SwarmClient &Swarm::add(const SwarmPlan &plan)
{
    clients_.push_back(std::make_unique<SwarmClient>(*this, plan, quint32(clients_.size())));
    due_.push_back(clients_.back().get());
    startSome();
    return *clients_.back();
}

void Swarm::add(int count, const SwarmPlan &plan)
{
    for (int i = 0; i < count; ++i)
        add(plan);
}

void Swarm::clear()
{
    waiting_.clear();
    due_.clear();
    clients_.clear();
    connecting_ = 0;
}

size_t Swarm::count(SwarmClient::State state) const
{
    return size_t(std::count_if(clients_.cbegin(), clients_.cend(),
                                [state](const auto &client) { return client->state() == state; }));
}

SwarmClient::Counts Swarm::counts() const
{
    SwarmClient::Counts sum;
    for (const auto &client : clients_) {
        const SwarmClient::Counts &one = client->counts();
        sum.connections += one.connections;
        sum.refusals += one.refusals;
        sum.events += one.events;
        sum.gaps += one.gaps;
        sum.shutdowns += one.shutdowns;
        sum.cuts += one.cuts;
        sum.ends += one.ends;
        sum.resets += one.resets;
        sum.bytes += one.bytes;
    }
    return sum;
}

QString Swarm::problem() const
{
    const auto found = std::find_if(clients_.cbegin(), clients_.cend(),
                                    [](const auto &client) { return !client->problem().isEmpty(); });
    return found == clients_.cend() ? QString() : (*found)->problem();
}

bool Swarm::waitFor(const std::function<bool()> &enough, std::chrono::milliseconds deadline)
{
    if (enough())
        return true;
    bool done = false;
    QEventLoop loop;
    QTimer::singleShot(deadline, &loop, &QEventLoop::quit);
    connect(this, &Swarm::ticked, &loop, [&] {
        done = enough();
        if (done)
            loop.quit();
    });
    loop.exec();
    return done;
}

void Swarm::connectLater(SwarmClient &client, std::chrono::milliseconds after)
{
    waiting_.emplace(Clock::now() + after, &client);
}

void Swarm::watch(int socket, quint32 number, quint32 events, bool isNew)
{
    // The descriptor's number with the client's: what was fetched for a socket that a client has closed since must not
    // be taken for its next one's.
    epoll_event event{};
    event.events = events;
    event.data.u64 = quint64(socket) << 32 | number;
    ::epoll_ctl(epoll_, isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, &event);
}

void Swarm::dispatch()
{
    std::array<epoll_event, EventsPerDispatch> events;
    const int count = ::epoll_wait(epoll_, events.data(), EventsPerDispatch, 0);
    for (int i = 0; i < count; ++i) {
        const quint64 key = events[size_t(i)].data.u64;
        const auto number = quint32(key);
        if (number < clients_.size() && clients_[number]->socket_ == int(key >> 32))
            clients_[number]->handle(events[size_t(i)].events);
    }
    startSome();
}

void Swarm::tick()
{
    const auto now = Clock::now();
    while (!waiting_.empty() && waiting_.begin()->first <= now) {
        due_.push_back(waiting_.begin()->second);
        waiting_.erase(waiting_.begin());
    }
    startSome();
    for (const auto &client : clients_)
        client->tick();
    Q_EMIT ticked();
}

void Swarm::startSome()
{
    while (!due_.empty() && connecting_ < connectingAtOnce_) {
        SwarmClient *client = due_.front();
        due_.pop_front();
        if (client->state() == SwarmClient::State::Waiting) {
            ++connecting_;
            client->connect();
        }
    }
}

} // namespace helio::test
