// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/hubjudge.h"

#include "findings/findingtable.h"
#include "findings/findingtexts.h"

#include <QCoreApplication>

#include <algorithm>

namespace helio {

namespace {

constexpr std::chrono::minutes SampleDistance{1};
/// Of the lists of channels that differ, so that each of them is seen to.
constexpr qsizetype MostLists = 5;
constexpr qsizetype MostListBytes = 60;

quint64 gained(quint64 then, quint64 now)
{
    return now >= then ? now - then : now; // the hub began anew
}

quint64 closedBefore(const QList<JudgedHub::Client> &clients, const QByteArray &name)
{
    const auto found = std::find_if(clients.begin(), clients.end(),
                                    [&name](const JudgedHub::Client &client) { return client.name == name; });
    return found == clients.end() ? 0 : found->closed;
}

quint64 refusedBefore(const QList<JudgedHub::Refusal> &refusals, const QByteArray &reason)
{
    const auto found = std::find_if(refusals.begin(), refusals.end(),
                                    [&reason](const JudgedHub::Refusal &refusal) { return refusal.reason == reason; });
    return found == refusals.end() ? 0 : found->count;
}

quint64 droppedByBridge(const JudgedHub &hub)
{
    return hub.group ? hub.group->bridgeDropped : 0;
}

/// The first of them, which are many at times.
QByteArray few(const QByteArrayList &names)
{
    constexpr qsizetype Most = 5;
    return names.mid(0, Most).join(", ") + (names.size() > Most ? ", ..." : "");
}

/// Begins when it is so, and ends when it is not.
void note(std::optional<std::chrono::nanoseconds> &since, bool isSo, std::chrono::nanoseconds now)
{
    if (!isSo)
        since.reset();
    else if (!since)
        since = now;
}

Message whoWasClosed(const JudgedHub &then, const JudgedHub &now)
{
    QByteArrayList names;
    for (const JudgedHub::Client &client : now.slowClients) {
        if (gained(closedBefore(then.slowClients, client.name), client.closed) > 0)
            names.append(client.name);
    }
    return nameText(few(names));
}

} // namespace

void HubJudge::onFigures(const JudgedHub &figures, std::chrono::nanoseconds now)
{
    // The oldest sample is the one that all is compared with: it must not be younger than the window, once there is
    // one.
    if (samples_.size() >= 2 && samples_.last().time - samples_[samples_.size() - 2].time < SampleDistance)
        samples_.last() = {now, figures};
    else
        samples_.append({now, figures});
    while (samples_.size() > 2 && now - samples_[1].time >= Window)
        samples_.removeFirst();
    note(unledSince_, figures.group && figures.group->bridge && !figures.group->bridge->isLed, now);
    note(unlikeSince_, figures.group && figures.group->alike.size() > 1, now);
}

QList<Finding> HubJudge::findings()
{
    if (samples_.isEmpty())
        return {};
    QList<Finding> findings;
    const JudgedHub &now = samples_.last().figures;
    addGained(findings);
    for (const JudgedHub::Tabs &tabs : now.tabs) {
        if (tabs.streams != ManyTabs)
            continue;
        Finding finding = makeFinding(FindingCase::SixTabs, {foreignText(tabs.address),
                                                             numberText(quint64(tabs.streams)), nameText(tabs.origin)});
        finding.subject = tabs.origin + ' ' + tabs.address + ' ' + tabs.program;
        finding.evidence.addLine(tabs.program);
        findings.append(finding);
    }
    if (now.redisAway)
        findings.append(
            makeFinding(FindingCase::RedisAway, {timeText(*now.redisAway), foreignText(now.redisReason.toUtf8())}));
    if (now.group)
        addGroup(findings, *now.group);
    else
        addStore(findings);
    if (now.isOpenToNetwork)
        findings.append(makeFinding(FindingCase::OpenToNetwork, {nameText(now.listensOn)}));
    for (const JudgedHub::Token &token : now.tokens) {
        if (token.left >= TokenEndsSoon)
            continue;
        Finding finding = token.left.count() > 0
                              ? makeFinding(FindingCase::TokenEndsSoon, {foreignText(token.name), timeText(token.left)})
                              : makeFinding(FindingCase::TokenEnded, {foreignText(token.name)});
        finding.subject = token.name;
        findings.append(finding);
    }
    sortFindings(findings);
    revisions_.number(findings);
    return findings;
}

/// Its log is the store.
void HubJudge::addGroup(QList<Finding> &findings, const JudgedHub::Group &group) const
{
    const JudgedHub &now = samples_.last().figures;
    const Message why = foreignText(now.storeReason.toUtf8());
    if (group.away)
        findings.append(
            makeFinding(FindingCase::GroupRedisAway, {timeText(*group.away), foreignText(group.reason.toUtf8())}));
    else if (now.store == JudgedHub::Store::Full)
        findings.append(makeFinding(FindingCase::GroupLogFull, {why}));
    else if (now.store != JudgedHub::Store::Ok) // it is read, and takes nothing
        findings.append(makeFinding(FindingCase::GroupLogBroken, {why}));
    else if (group.lag >= FarBehind)
        findings.append(makeFinding(FindingCase::GroupHubBehind, {timeText(group.lag)}));
    for (const JudgedHub::Group::Missing &hub : group.missing) {
        Finding finding = makeFinding(FindingCase::GroupHubSilent,
                                      {nameText(hub.name), timeText(hub.time), numberText(quint64(hub.clients))});
        finding.subject = hub.name;
        findings.append(finding);
    }
    if (group.versions.size() > 1)
        findings.append(makeFinding(FindingCase::GroupVersionsDiffer, {nameText(group.versions.join(", "))}));
    if (unlikeSince_ && samples_.last().time - *unlikeSince_ >= BridgePatience)
        addLists(findings, group.alike);
    if (!group.notice.isEmpty())
        findings.append(makeFinding(FindingCase::GroupLogEvictable, {foreignText(group.notice.toUtf8())}));
    if (group.bridge)
        addBridge(findings, *group.bridge);
}

void HubJudge::addLists(QList<Finding> &findings, const QList<JudgedHub::Group::Alike> &lists) const
{
    QStringList all;
    for (const JudgedHub::Group::Alike &list : lists.mid(0, MostLists))
        all.append(QStringLiteral("%1 [%2]").arg(foreignText(few(list.hubs), MostListBytes).english(),
                                                 foreignText(list.channels.join(", "), MostListBytes).english()));
    if (lists.size() > MostLists)
        all.append(QStringLiteral("…"));
    Finding finding = makeFinding(FindingCase::GroupBridgesDiffer, {all.join(QStringLiteral("; "))});
    for (const JudgedHub::Group::Alike &list : lists)
        finding.evidence.addLine(few(list.hubs) + " [" + list.channels.join(", ") + ']');
    findings.append(finding);
}

/// A follower's problem may be that the hub which is the bridge has another list: that the lists differ is said of all
/// hubs. Where these two have the same, or one does not say, it is another one.
void HubJudge::addBridge(QList<Finding> &findings, const JudgedHub::Group::Bridge &bridge) const
{
    const bool isAnothers = bridge.isLed && !bridge.isOurs;
    if (isAnothers && bridge.isUnlike)
        return;
    const Message channels = foreignText(bridge.channels.join(", "));
    const auto unled = unledSince_ ? samples_.last().time - *unledSince_ : std::chrono::nanoseconds(0);
    if (!bridge.problem.isEmpty())
        findings.append(makeFinding(isAnothers ? FindingCase::GroupBridgeCannotFollow : FindingCase::GroupBridgeFails,
                                    {channels, foreignText(bridge.problem.toUtf8())}));
    else if (unledSince_ && unled >= BridgePatience)
        findings.append(makeFinding(FindingCase::GroupBridgeMissing, {channels, timeText(unled)}));
}

void HubJudge::addStore(QList<Finding> &findings) const
{
    const JudgedHub &now = samples_.last().figures;
    const auto add = [&findings](FindingCase what, const QString &why) {
        findings.append(makeFinding(what, {foreignText(why.toUtf8())}));
    };
    switch (now.store) {
    case JudgedHub::Store::Ok:
        break;
    case JudgedHub::Store::Away:
        add(FindingCase::StoreAway, now.storeReason);
        break;
    case JudgedHub::Store::Full:
        add(FindingCase::StoreFull, now.storeReason);
        break;
    case JudgedHub::Store::Broken:
        add(FindingCase::StoreBroken, now.storeReason);
        break;
    }
    if (!now.storeDamage.isEmpty())
        add(FindingCase::StoreDamaged, now.storeDamage);
    if (!now.storeElsewhere.isEmpty())
        add(FindingCase::StoreElsewhere, now.storeElsewhere);
}

/// What counters gained since the oldest sample. One sample alone says nothing of when that was.
void HubJudge::addGained(QList<Finding> &findings) const
{
    const JudgedHub &then = samples_.first().figures;
    const JudgedHub &now = samples_.last().figures;
    const Message time = timeText(samples_.last().time - samples_.first().time);
    if (const quint64 closed = gained(then.slowClosed, now.slowClosed))
        findings.append(makeFinding(FindingCase::SlowClients, {numberText(closed), time, whoWasClosed(then, now)}));
    if (const quint64 told = gained(then.gapsTold, now.gapsTold))
        findings.append(makeFinding(FindingCase::GapsTold, {timesText(told), time}));
    if (const quint64 trimmed = gained(then.gapsTrimmedNow, now.gapsTrimmedNow))
        findings.append(makeFinding(FindingCase::HistoryTooShort, {timesText(trimmed), time}));
    const quint64 slow = gained(then.slowCommits, now.slowCommits);
    if (const quint64 commits = gained(then.commits, now.commits); slow >= ManySlowCommits && slow * 100 > commits)
        findings.append(makeFinding(FindingCase::StoreSlow, {numberText(slow), numberText(commits), time}));
    if (const quint64 dropped = gained(droppedByBridge(then), droppedByBridge(now))) {
        Finding finding = makeFinding(FindingCase::GroupBridgeDrops, {numberText(dropped), time});
        finding.subject = "dropped";
        findings.append(finding);
    }
    for (const JudgedHub::Refusal &refusal : now.refusals) {
        const quint64 count = gained(refusedBefore(then.refusals, refusal.reason), refusal.count);
        if (count < ManyRefusals)
            continue;
        Finding finding =
            makeFinding(FindingCase::RefusedClients, {numberText(count), time, foreignText(refusal.reason)});
        finding.subject = refusal.reason;
        findings.append(finding);
    }
    if (const quint64 held = gained(then.heldUp, now.heldUp)) {
        Message doing;
        if (!now.heldUpBy.isEmpty())
            doing = findingText(QT_TRANSLATE_NOOP("helio::Findings", "It was doing: %1"), {foreignText(now.heldUpBy)});
        findings.append(makeFinding(FindingCase::HubHeldUp, {timesText(held), time, timeText(now.longestHold), doing}));
    }
}

} // namespace helio
