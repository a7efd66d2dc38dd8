// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/watchedwires.h"

#include <algorithm>
#include <utility>

namespace helio {

namespace {

using Candidates = QHash<quint64, WatchedRequest::Candidate>;

constexpr int Strikes = 2;
constexpr std::chrono::milliseconds AskedAgainAfter{100};

} // namespace

WatchedWires &WatchedWires::ofProcess()
{
    static WatchedWires wires;
    return wires;
}

void WatchedWires::add(WatchedRequest &request, quint16 port)
{
    const std::lock_guard lock(mutex_);
    request = {};
    for (const Wire &wire : wiresTo(port)) {
        if (const auto known = trafficOf(wire))
            request.before.insert(wire.cookie, *known);
    }
    requests_.push_back(&request);
}

void WatchedWires::remove(WatchedRequest &request)
{
    const std::lock_guard lock(mutex_);
    if (std::erase(requests_, &request) == 0)
        return;
    // Whether its connection is among those nobody knows any more.
    for (auto cookie = request.cut.keyBegin(); cookie != request.cut.keyEnd(); ++cookie)
        forgetCut(*cookie);
}

void WatchedWires::onAnswer(WatchedRequest &request, quint16 port)
{
    const std::lock_guard lock(mutex_);
    request.isAnswered = true;
    find(request, port);
}

bool WatchedWires::check(WatchedRequest &request, quint16 port)
{
    const std::lock_guard lock(mutex_);
    if (!request.isAnswered)
        find(request, port);
    update(request);
    if (isSurelyCut(request)) {
        claimCut(request);
        return true;
    }
    const auto candidates = request.candidates;
    return std::any_of(candidates.cbegin(), candidates.cend(), [this](const WatchedRequest::Candidate &candidate) {
        return candidate.strikes >= Strikes && cutUnlessHeard(candidate.wire);
    });
}

void WatchedWires::share(WatchedRequest &request)
{
    const std::lock_guard lock(mutex_);
    shared_.removeIf([](QHash<quint64, Wire>::iterator entry) { return !trafficOf(*entry); });
    const auto candidates = std::exchange(request.candidates, {});
    for (const WatchedRequest::Candidate &candidate : candidates) {
        shared_.insert(candidate.wire.cookie, candidate.wire);
        for (WatchedRequest *const other : requests_)
            other->candidates.remove(candidate.wire.cookie);
    }
}

bool WatchedWires::wasCut(WatchedRequest &request)
{
    const std::lock_guard lock(mutex_);
    if (request.isHeard || request.cut.isEmpty())
        return false;
    claimCut(request);
    return true;
}

/// Whether as many connections were cut as there are requests whose they may have been. Those that have heard something
/// since are not among them.
bool WatchedWires::isSurelyCut(const WatchedRequest &request) const
{
    QSet<quint64> cut;
    qsizetype suspects = 0;
    for (const WatchedRequest *const each : requests_) {
        const bool isSuspect = std::any_of(each->cut.keyBegin(), each->cut.keyEnd(),
                                           [&request](quint64 cookie) { return request.cut.contains(cookie); });
        if (!isSuspect)
            continue;
        ++suspects;
        cut.unite(QSet<quint64>(each->cut.keyBegin(), each->cut.keyEnd()));
    }
    return suspects > 0 && suspects <= cut.size();
}

/// One of those that were cut was its.
void WatchedWires::claimCut(WatchedRequest &request)
{
    forgetCut(request.cut.cbegin().key());
    request.cut.clear();
}

void WatchedWires::forgetCut(quint64 cookie)
{
    for (WatchedRequest *const request : requests_)
        request->cut.remove(cookie);
}

void WatchedWires::find(WatchedRequest &request, quint16 port)
{
    for (const Wire &wire : wiresTo(port)) {
        if (request.candidates.contains(wire.cookie) || shared_.contains(wire.cookie) ||
            canBeOnlyAnothers(wire.cookie, request))
            continue;
        const auto now = traffic(wire, true);
        const auto before = request.before.constFind(wire.cookie);
        const bool isKnown = before != request.before.cend();
        if (!now || (isKnown && before->sent == now->sent))
            continue;
        // What came before counts for nothing: the connection may have been used for other answers.
        request.candidates.insert(wire.cookie, {wire, isKnown ? before->received : 0, now->read, 0});
    }
}

void WatchedWires::update(WatchedRequest &request)
{
    const bool isHeard = std::exchange(request.isHeard, false);
    request.cut.removeIf([isHeard](QHash<quint64, int>::iterator checks) { return (*checks)++ > 0 && isHeard; });
    request.candidates.removeIf([&](Candidates::iterator entry) {
        WatchedRequest::Candidate &candidate = *entry;
        const auto now = traffic(candidate.wire, isHeard);
        // It is closed. If it was that of an answer, its owner will hear so; until then none of the others is it.
        if (!now)
            return !request.isAnswered || isHeard;
        if (now->received < candidate.before + request.heardBytes)
            return true;
        if (isHeard) {
            candidate.baseline = now->read;
            candidate.strikes = 0;
        } else if (now->read > candidate.baseline + MaximumUnheardBytes) {
            ++candidate.strikes;
        }
        return false;
    });
    if (!request.isAnswered || request.candidates.size() > 1) {
        request.candidates.removeIf(
            [&](Candidates::iterator entry) { return canBeOnlyAnothers(entry.key(), request); });
    }
}

/// Whether another request, which has its connection, can have no other than this.
bool WatchedWires::canBeOnlyAnothers(quint64 cookie, const WatchedRequest &request) const
{
    return std::any_of(requests_.cbegin(), requests_.cend(), [&](const WatchedRequest *other) {
        return other != &request && other->isAnswered && other->candidates.size() == 1 &&
               other->candidates.contains(cookie);
    });
}

/// True: there is but one request whose it may have been.
bool WatchedWires::cutUnlessHeard(const Wire &wire)
{
    std::vector<WatchedRequest *> owners;
    QSet<quint64> theirs;
    for (WatchedRequest *const request : requests_) {
        const auto found = request->candidates.constFind(wire.cookie);
        if (found == request->candidates.cend())
            continue;
        if (found->strikes < Strikes)
            return false;
        owners.push_back(request);
        for (auto cookie = request->candidates.keyBegin(); cookie != request->candidates.keyEnd(); ++cookie)
            theirs.insert(*cookie);
    }
    // With more connections than requests one of them is nobody's that is watched, and may be this.
    const auto holders = std::count_if(requests_.cbegin(), requests_.cend(), [&theirs](const WatchedRequest *request) {
        return std::any_of(request->candidates.keyBegin(), request->candidates.keyEnd(),
                           [&theirs](quint64 cookie) { return theirs.contains(cookie); });
    });
    if (owners.empty() || theirs.size() > holders)
        return false;
    cut(wire);
    for (WatchedRequest *const owner : owners) {
        owner->candidates.remove(wire.cookie);
        if (owners.size() > 1)
            owner->cut.insert(wire.cookie, 0);
    }
    return owners.size() == 1;
}

std::optional<WireTraffic> WatchedWires::traffic(const Wire &wire, bool isFresh)
{
    const auto now = std::chrono::steady_clock::now();
    if (now - askedAt_ > AskedAgainAfter) {
        asked_.clear();
        askedAt_ = now;
    }
    const auto known = asked_.constFind(wire.cookie);
    if (!isFresh && known != asked_.cend())
        return *known;
    return *asked_.insert(wire.cookie, trafficOf(wire));
}

} // namespace helio
