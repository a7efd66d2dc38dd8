// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/hubfindings.h"

#include "ui/hub/groupreport.h"
#include "ui/hub/hubstate.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace helio {

namespace {

/// As departures name these, which are counted by name.
const QString TooSlow = QStringLiteral("too slow");
const QString Stalled = QStringLiteral("stalled");
const QString OverTheLimit = QStringLiteral("over the limit");

bool isSame(const QList<Finding> &some, const QList<Finding> &others)
{
    return std::equal(
        some.cbegin(), some.cend(), others.cbegin(), others.cend(),
        [](const Finding &one, const Finding &other) { return one.isSameAs(other) && one.revision == other.revision; });
}

JudgedHub::Store storeFrom(StoreInfo::State state)
{
    switch (state) {
    case StoreInfo::State::Ok:
        return JudgedHub::Store::Ok;
    case StoreInfo::State::Away:
        return JudgedHub::Store::Away;
    case StoreInfo::State::Full:
        return JudgedHub::Store::Full;
    case StoreInfo::State::Broken:
        return JudgedHub::Store::Broken;
    }
    Q_UNREACHABLE();
}

JudgedHub::Group judgedGroup(const GroupInfo &info, const QList<MissingHubs::Hub> &missing)
{
    JudgedHub::Group group;
    if (info.state == GroupInfo::State::Away) {
        group.away = std::chrono::seconds(info.awayMs / 1000);
        group.reason = info.problem;
    }
    for (const GroupInfo::Hub &hub : info.hubs) {
        if (hub.isSelf)
            group.lag = std::chrono::milliseconds(hub.lagMs);
        if (const QByteArray version = hub.version.toUtf8(); !version.isEmpty() && !group.versions.contains(version))
            group.versions.append(version);
    }
    std::sort(group.versions.begin(), group.versions.end());
    for (const GroupReport::Alike &list : GroupReport::bridgesOf(info)) {
        group.alike.append({list.channels, {}});
        for (const QString &name : list.hubs)
            group.alike.last().hubs.append(name.toUtf8());
    }
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (const MissingHubs::Hub &hub : missing)
        group.missing.append({hub.last.name.toUtf8(),
                              std::chrono::seconds(std::max<qint64>(0, now - hub.missingAt) / 1000), hub.last.clients});
    group.notice = info.notice;
    // While the log is away there is no bridge, which needs no words of its own.
    if (info.bridge && info.state == GroupInfo::State::Open) {
        JudgedHub::Group::Bridge bridge;
        bridge.channels = info.bridge->channels;
        bridge.isOurs = info.bridge->isOurs;
        bridge.isLed = bridge.isOurs || !info.bridge->leader.isEmpty();
        bridge.isUnlike = GroupReport::isUnlikeBridge(info);
        bridge.problem = info.bridge->problem;
        group.bridge = bridge;
    }
    if (info.bridge)
        group.bridgeDropped = info.bridge->dropped;
    return group;
}

} // namespace

JudgedHub judgedHub(const HubTotals &totals, const std::optional<BackplaneInfo> &backplane,
                    const std::optional<GroupInfo> &group, const QList<MissingHubs::Hub> &missing)
{
    const HubTroubles &troubles = totals.troubles;
    JudgedHub hub;
    hub.slowClosed = totals.disconnects.value(TooSlow) + totals.disconnects.value(Stalled);
    for (const HubTroubles::Slow &one : troubles.slowClients)
        hub.slowClients.append({one.name, one.closed});
    hub.gapsTold = totals.gaps;
    hub.gapsTrimmedNow = troubles.freshGaps;
    for (const HubTroubles::Crowd &one : troubles.crowds)
        hub.tabs.append({one.origin, one.address, one.userAgent, int(one.streams)});
    if (backplane && backplane->state == BackplaneInfo::State::Away) {
        hub.redisAway = std::chrono::seconds(backplane->awayMs / 1000);
        hub.redisReason = backplane->problem.translated();
    }
    if (group)
        hub.group = judgedGroup(*group, missing);
    hub.store = storeFrom(totals.store.state);
    hub.storeReason = totals.store.problem;
    hub.storeDamage = totals.store.notice;
    hub.storeElsewhere = totals.store.elsewhere;
    if (totals.store.disk) {
        hub.commits = totals.store.disk->commits;
        hub.slowCommits = totals.store.disk->slowCommits;
    }
    hub.isOpenToNetwork = !troubles.openAt.isEmpty();
    hub.listensOn = troubles.openAt.join(", ");
    for (const HubTroubles::Token &one : troubles.tokens)
        hub.tokens.append({one.name.isEmpty() ? QByteArray("-") : one.name, std::chrono::seconds(one.secondsLeft)});
    for (auto reason = troubles.refused.cbegin(); reason != troubles.refused.cend(); ++reason)
        hub.refusals.append({reason.key(), *reason});
    if (const quint64 turnedAway = totals.disconnects.value(OverTheLimit))
        hub.refusals.append({OverTheLimit.toUtf8(), turnedAway});
    std::sort(hub.refusals.begin(), hub.refusals.end(),
              [](const JudgedHub::Refusal &a, const JudgedHub::Refusal &b) { return a.reason < b.reason; });
    for (const LongTurns &one : totals.longTurns) {
        hub.heldUp += one.count;
        if (const std::chrono::milliseconds longest(one.longestMs); longest > hub.longestHold) {
            hub.longestHold = longest;
            hub.heldUpBy = one.name;
        }
    }
    return hub;
}

HubFindings::HubFindings(const HubState &hub, QObject *parent)
    : QObject(parent)
    , hub_(hub)
{
    clock_.start();
    connect(&hub_, &HubState::changed, this, &HubFindings::judge);
}

void HubFindings::judge()
{
    const HubTotals &totals = hub_.totals();
    // Without a beginning nothing was reported yet.
    const qint64 startedAt = hub_.isServing() ? totals.startedAt : 0;
    if (std::exchange(startedAt_, startedAt) != startedAt)
        judge_ = {};
    QList<Finding> findings;
    if (startedAt != 0) {
        judge_.onFigures(judgedHub(totals, hub_.backplane(), hub_.group(), hub_.missingHubs()),
                         std::chrono::nanoseconds(clock_.nsecsElapsed()));
        findings = judge_.findings();
    }
    if (isSame(findings, findings_))
        return;
    findings_ = std::move(findings);
    Q_EMIT changed();
}

} // namespace helio
