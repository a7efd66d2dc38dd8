// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/inspection.h"

#include "hub/backplanepublishing.h"
#include "hub/channels.h"
#include "hub/clients.h"
#include "hub/clock.h"
#include "hub/departures.h"
#include "hub/slices.h"
#include "hub/subscriber.h"
#include "hub/traffic.h"
#include "hub/turns.h"

#include <QTimer>

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// 10,000 clients' kernel figures take a second in all, of which the hub gives a hundredth.
constexpr int KernelAsksAtOnce = 100;
constexpr std::chrono::milliseconds KernelAskInterval = 10ms;

/// Adds the backplane's listeners to each channel; channels that only it knows come behind.
void addElsewhere(HubSnapshot &snapshot)
{
    if (!snapshot.backplane)
        return;
    QHash<QByteArray, qint64> left = snapshot.backplane->subscribers;
    for (ChannelInfo &channel : snapshot.channels) {
        if (left.contains(channel.name))
            channel.elsewhere = left.take(channel.name);
    }
    for (auto at = left.cbegin(); at != left.cend(); ++at) {
        ChannelInfo channel;
        channel.name = at.key();
        channel.elsewhere = at.value();
        snapshot.channels.append(channel);
    }
}

StoreInfo::State stateOf(StoreState::Kind kind)
{
    switch (kind) {
    case StoreState::Kind::Ok:
        return StoreInfo::State::Ok;
    case StoreState::Kind::Away:
        return StoreInfo::State::Away;
    case StoreState::Kind::Full:
        return StoreInfo::State::Full;
    case StoreState::Kind::Broken:
        return StoreInfo::State::Broken;
    }
    Q_UNREACHABLE();
}

/// 262 ms, in microseconds.
constexpr int SlowCommitPower = 18;

SpreadInfo spreadOf(const LatencyHistogram &histogram)
{
    SpreadInfo spread{histogram.count(), histogram.sum(), histogram.quantile(0.5), histogram.quantile(0.99),
                      histogram.maximum()};
    for (int power = 0; spread.below.isEmpty() || spread.below.constLast() < spread.count; ++power)
        spread.below.append(histogram.countBelowPowerOfTwo(power));
    return spread;
}

} // namespace

Inspection::Inspection(const Subjects &subjects)
    : of_(subjects)
    , startedAt_(subjects.clock.wallMilliseconds())
    , inspections_(new Slices("inspection", this))
    , kernelTimer_(new QTimer(this))
{
    kernelTimer_->setSingleShot(true);
    connect(kernelTimer_, &QTimer::timeout, this, &Inspection::askKernelOfSome);
}

HubTotals Inspection::totals() const
{
    HubTotals totals;
    totals.startedAt = startedAt_;
    totals.clients = of_.clients.count();
    totals.channels = qint64(of_.channels.all().size());
    of_.traffic.addTo(totals, of_.clock.steadyNanoseconds());
    totals.historyEvents = history_.events;
    totals.historyBytes = history_.bytes;
    totals.disconnects = of_.departures.counts();
    totals.lastSubscribedChannel = lastSubscribedChannel_;
    for (const LongTurns &one : Turns::ofThisThread().all())
        totals.longTurns.append(one);
    totals.troubles.slowClients = of_.departures.slowClients();
    totals.troubles.crowds = of_.clients.crowds();
    totals.store = storeInfo();
    return totals;
}

void Inspection::countWork(const StoreWork &work)
{
    if (!commits_)
        commits_ = std::make_unique<Commits>();
    commits_->events += quint64(work.events);
    commits_->time.record(work.time.count());
    commits_->groups.record(work.events);
    commits_->last = work;
}

StoreInfo Inspection::storeInfo() const
{
    StoreInfo info;
    info.kind = of_.storeKind;
    info.state = stateOf(storeState_.kind);
    info.problem = storeState_.problem;
    info.notice = storeState_.notice;
    info.elsewhere = of_.storeNotice;
    info.oldestAt = history_.oldest.time();
    if (history_.disk)
        info.disk = {history_.disk->usedBytes, history_.disk->fileBytes, history_.disk->logBytes};
    if (info.disk && commits_) {
        info.disk->commits = commits_->time.count();
        info.disk->committedEvents = commits_->events;
        info.disk->slowCommits = commits_->time.count() - commits_->time.countBelowPowerOfTwo(SlowCommitPower);
        info.disk->commitTime = spreadOf(commits_->time);
        info.disk->groupEvents = spreadOf(commits_->groups);
        info.disk->waitingAppends = commits_->last.waitingAppends;
        info.disk->waitingBytes = commits_->last.waitingBytes;
    }
    return info;
}

void Inspection::visitChannels(ChannelQuery query, std::function<void(const ChannelInfo &)> visit,
                               std::function<void(const QByteArray &)> done)
{
    inspections_->add([this, query = std::move(query), visit = std::move(visit), done = std::move(done),
                       visited = qsizetype(0), lastVisited = QByteArray()]() mutable {
        const Channels::Order &channels = of_.channels.byName();
        auto at = channels.upper_bound(query.after);
        QByteArray passed = query.after; // channels come and go between two steps
        for (const StepTime step; at != channels.cend() && !step.isOver(); ++at) {
            const HubChannel &channel = **at;
            if (query.pattern && !query.pattern->matches(channel.name)) {
                passed = channel.name;
                continue;
            }
            if (query.limit > 0 && visited == query.limit) {
                done(lastVisited);
                return false;
            }
            visit(of_.channels.infoOf(channel, of_.clock.steadyNanoseconds()));
            ++visited;
            passed = lastVisited = channel.name;
        }
        query.after = passed;
        if (at != channels.cend())
            return true;
        done({});
        return false;
    });
}

void Inspection::visitClients(ClientQuery query, std::function<void(const ClientInfo &)> visit,
                              std::function<void(const ClientCounts &)> done)
{
    std::vector<std::weak_ptr<Subscriber>> all;
    all.reserve(of_.clients.connected().size());
    for (const auto &[id, subscriber] : of_.clients.connected())
        all.push_back(subscriber);
    if (query.needsKernel() && kernelQueue_.empty()) {
        kernelQueue_ = all;
        askKernelOfSome();
    }
    struct Asking
    {
        int left;                                     ///< that may be asked about at once
        bool isOfAll;                                 ///< the others are asked about later
        std::vector<std::weak_ptr<Subscriber>> later; ///< them
    };
    // While those of a call before are asked about, others are not.
    const bool isOfAll = query.limit == 0 && kernelQueue_.empty();
    const auto asking = std::make_shared<Asking>(Asking{isOfAll ? KernelAsksAtOnce : 0, isOfAll, {}});
    const bool isPage = query.limit > 0;
    const auto listing = std::make_shared<ClientListing>(std::move(all), std::move(query), of_.clock);
    const auto visitOne = [this, isPage, asking, visit = std::move(visit)](Subscriber &subscriber) {
        if (isPage || asking->left-- > 0)
            subscriber.askKernel();
        else if (asking->isOfAll)
            asking->later.push_back(subscriber.weak_from_this());
        visit(subscriber.info(of_.clock.steadyNanoseconds()));
    };
    inspections_->add([this, listing, visitOne, asking, done = std::move(done)] {
        if (listing->advance(visitOne))
            return true;
        if (kernelQueue_.empty() && !asking->later.empty()) {
            kernelQueue_ = std::move(asking->later);
            kernelTimer_->start(KernelAskInterval);
        }
        done(listing->counts());
        return false;
    });
}

std::optional<ClientInfo> Inspection::client(const QByteArray &id) const
{
    const auto subscriber = of_.clients.connected(id);
    if (!subscriber)
        return {};
    subscriber->askKernel();
    return subscriber->info(of_.clock.steadyNanoseconds());
}

void Inspection::makeSnapshot(bool withClients, std::function<void(const HubSnapshot &)> done)
{
    const auto snapshot = std::make_shared<HubSnapshot>(HubSnapshot{totals(), {}, {}, of_.clock.wallMilliseconds()});
    snapshot->backplane = of_.backplane.info();
    const auto finish = [snapshot, done = std::move(done)] {
        addElsewhere(*snapshot);
        done(*snapshot);
    };
    const auto addClients = [this, withClients, snapshot, finish] {
        if (!withClients) {
            finish();
            return;
        }
        snapshot->clients.emplace();
        visitClients(
            {}, [snapshot](const ClientInfo &client) { snapshot->clients->append(client); },
            [finish](const ClientCounts &) { finish(); });
    };
    visitChannels(
        {}, [snapshot](const ChannelInfo &channel) { snapshot->channels.append(channel); },
        [addClients](const QByteArray &) { addClients(); });
}

QList<ChannelLatency> Inspection::channelLatencies() const
{
    QList<ChannelLatency> latencies;
    for (const BusiestChannels::Measured &one : of_.channels.busiest().all())
        latencies.append({one.channel->name, one.channel->latency});
    return latencies;
}

void Inspection::askKernelOfSome()
{
    for (int i = 0; i < KernelAsksAtOnce && !kernelQueue_.empty(); ++i) {
        if (const auto subscriber = kernelQueue_.back().lock())
            subscriber->askKernel();
        kernelQueue_.pop_back();
    }
    if (!kernelQueue_.empty())
        kernelTimer_->start(KernelAskInterval);
}

} // namespace helio
