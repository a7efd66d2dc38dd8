// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/groupreport.h"

#include "event/pluralform.h"
#include "event/timeforpeople.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/look/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace helio {

namespace {

struct GroupReportText
{
    Q_DECLARE_TR_FUNCTIONS(helio::GroupReport)
};

/// So many names stand in a sentence.
constexpr qsizetype MostHubNames = 5;
constexpr qsizetype MostListBytes = 200;

QString listed(const QStringList &names)
{
    QStringList few;
    for (const QString &name : names.mid(0, MostHubNames))
        few.append(visibleLine(name));
    if (names.size() > MostHubNames)
        few.append(QStringLiteral("…"));
    return few.join(QStringLiteral(", "));
}

QStringList namesOf(const GroupInfo &group, Tone tone)
{
    QStringList names;
    for (const GroupInfo::Hub &hub : group.hubs) {
        if (GroupReport::toneOf(hub) == tone)
            names.append(hub.name);
    }
    return names;
}

QStringList versionsOf(const GroupInfo &group)
{
    QStringList versions;
    for (const GroupInfo::Hub &hub : group.hubs) {
        if (!hub.version.isEmpty() && !versions.contains(hub.version))
            versions.append(hub.version);
    }
    versions.sort();
    return versions;
}

QString listed(const QList<GroupReport::Alike> &bridges)
{
    QStringList lists;
    for (const GroupReport::Alike &list : bridges.mid(0, MostHubNames))
        lists.append(
            QStringLiteral("%1 [%2]").arg(listed(list.hubs), format::oneLine(list.channels.join(", "), MostListBytes)));
    if (bridges.size() > MostHubNames)
        lists.append(QStringLiteral("…"));
    return lists.join(QStringLiteral("; "));
}

QString withReason(const QString &sentence, const QString &reason)
{
    return reason.isEmpty() ? sentence : sentence + u' ' + reason;
}

/// Of the log that the hubs have together, where that is not as it should be.
bool tellOfLog(GroupReport &report, const GroupInfo &group, const StoreInfo &store)
{
    switch (group.state) {
    case GroupInfo::State::Joining:
        report.tone = Tone::Waiting;
        report.word = GroupReportText::tr("joining");
        report.sentence = GroupReportText::tr("This hub is joining the group.");
        return true;
    case GroupInfo::State::Restoring:
        report.tone = Tone::Waiting;
        report.word = GroupReportText::tr("Redis restoring");
        report.sentence =
            GroupReportText::tr("Redis came back with less than the hubs hold, and they put it back. Until that is "
                                "done, publishing is refused; streams stay open.");
        return true;
    case GroupInfo::State::Away:
        report.tone = Tone::Failed;
        report.word = GroupReportText::tr("Redis away");
        report.sentence = withReason(
            GroupReportText::tr("Redis has been away for %1: publishing is refused, streams stay open, and the hub "
                                "goes on by itself when it is back.")
                .arg(timeForPeople(std::chrono::milliseconds(group.awayMs))),
            group.problem);
        return true;
    case GroupInfo::State::Open:
        break;
    }
    if (store.state == StoreInfo::State::Ok)
        return false;
    report.tone = Tone::Failed;
    if (store.state == StoreInfo::State::Full) {
        report.word = GroupReportText::tr("Redis full");
        report.sentence =
            withReason(GroupReportText::tr("Redis is full: publishing is refused until there is room; streams go on."),
                       store.problem);
    } else {
        report.word = GroupReportText::tr("publishing refused");
        report.sentence = withReason(
            GroupReportText::tr("What is published cannot be written to Redis, so it is refused; streams go on."),
            store.problem);
    }
    return true;
}

QString lineOf(const GroupInfo::Bridge &bridge, const GroupInfo &group)
{
    QString leader = GroupReportText::tr("no hub at the moment");
    if (bridge.isOurs) {
        leader = GroupReportText::tr("this hub");
    } else if (!bridge.leader.isEmpty()) {
        const auto found = std::find_if(group.hubs.cbegin(), group.hubs.cend(),
                                        [&bridge](const GroupInfo::Hub &hub) { return hub.id == bridge.leader; });
        leader = found == group.hubs.cend() ? format::oneLine(bridge.leader, 200) : visibleLine(found->name);
    }
    return GroupReportText::tr("Bridge to Flask-SSE for %1: %2. By this hub: %3 heard, %4 said, %5 not taken.")
        .arg(format::oneLine(bridge.channels.join(", "), MostListBytes), leader, format::count(bridge.heard),
             format::count(bridge.said), format::count(bridge.dropped));
}

/// What is not as it should be although the log is.
struct Trouble
{
    Tone tone;
    QString brief; ///< a few words
    QString whole; ///< a sentence
};

bool isAnothers(const GroupInfo::Bridge &bridge)
{
    return !bridge.isOurs && !bridge.leader.isEmpty();
}

/// Of one that does not work now.
void addBridge(QList<Trouble> &troubles, const GroupInfo::Bridge &bridge)
{
    if (isAnothers(bridge))
        return;
    if (const QString problem = visibleLine(bridge.problem); !problem.isEmpty())
        troubles.append({Tone::Failed, GroupReportText::tr("bridge fails"),
                         withReason(GroupReportText::tr("The bridge to Flask-SSE does not work at this hub: events are "
                                                        "held up or lost."),
                                    problem)});
    else if (!bridge.isOurs)
        troubles.append({Tone::Waiting, GroupReportText::tr("no bridge"),
                         GroupReportText::tr("No hub is the bridge to Flask-SSE at the moment: what is said on its "
                                             "channels is lost, and what the hubs are given waits.")});
}

/// Of one that works elsewhere. That its list is another one is said where the lists are.
void addFollower(QList<Trouble> &troubles, const GroupInfo &group)
{
    const QString problem = visibleLine(group.bridge->problem);
    if (isAnothers(*group.bridge) && !problem.isEmpty() && !GroupReport::isUnlikeBridge(group))
        troubles.append(
            {Tone::Waiting, GroupReportText::tr("bridge not ready here"),
             withReason(GroupReportText::tr("Another hub is the bridge to Flask-SSE; this one could not take "
                                            "its place."),
                        problem)});
}

/// Worst first.
QList<Trouble> troublesOf(const GroupInfo &group, const QList<MissingHubs::Hub> &missing)
{
    QList<Trouble> troubles;
    // Without a log there is no bridge, which needs no words of its own.
    const bool hasBridge = group.bridge && group.state == GroupInfo::State::Open;
    if (hasBridge)
        addBridge(troubles, *group.bridge);
    QStringList silent = namesOf(group, Tone::Failed);
    for (const MissingHubs::Hub &hub : missing)
        silent.append(hub.last.name);
    if (const int count = int(silent.size()); count > 0)
        troubles.append({Tone::Waiting, GroupReportText::tr("%Ln hub(s) silent", nullptr, count),
                         GroupReportText::tr("%Ln hub(s) are silent: %1.", nullptr, count).arg(listed(silent))});
    const QStringList behind = namesOf(group, Tone::Waiting);
    if (const int count = int(behind.size()); count > 0)
        troubles.append(
            {Tone::Waiting, GroupReportText::tr("%Ln hub(s) behind", nullptr, count),
             GroupReportText::tr("%Ln hub(s) are behind the others: %1.", nullptr, count).arg(listed(behind))});
    if (hasBridge)
        addFollower(troubles, group);
    if (const QList<GroupReport::Alike> bridges = GroupReport::bridgesOf(group); bridges.size() > 1)
        troubles.append({Tone::Waiting, GroupReportText::tr("bridges differ"),
                         GroupReportText::tr("The hubs' lists of channels to bridge differ, and only that of the hub "
                                             "that is the bridge counts: %1.")
                             .arg(listed(bridges))});
    return troubles;
}

} // namespace

Tone GroupReport::toneOf(const GroupInfo::Hub &hub)
{
    if (hub.isSilent)
        return Tone::Failed;
    return hub.lagMs >= MostLagMs ? Tone::Waiting : Tone::Open;
}

QString GroupReport::wordOf(const GroupInfo::Hub &hub)
{
    if (hub.isSilent)
        return GroupReportText::tr("silent");
    return hub.lagMs >= MostLagMs ? GroupReportText::tr("behind") : GroupReportText::tr("there");
}

QList<GroupReport::Alike> GroupReport::bridgesOf(const GroupInfo &group)
{
    QList<Alike> lists;
    for (const GroupInfo::Hub &hub : group.hubs) {
        if (!hub.bridged)
            continue;
        const auto found = std::find_if(lists.begin(), lists.end(),
                                        [&hub](const Alike &list) { return list.channels == *hub.bridged; });
        if (found == lists.end())
            lists.append({*hub.bridged, {hub.name}});
        else
            found->hubs.append(hub.name);
    }
    return lists;
}

bool GroupReport::isUnlikeBridge(const GroupInfo &group)
{
    std::optional<QByteArrayList> here, there;
    for (const GroupInfo::Hub &hub : group.hubs) {
        if (hub.isSelf)
            here = hub.bridged;
        if (group.bridge && hub.id == group.bridge->leader)
            there = hub.bridged;
    }
    return here && there && *here != *there;
}

std::optional<GroupReport> GroupReport::of(const HubState &hub)
{
    if (!hub.group() || !hub.isServing())
        return {};
    const GroupInfo &group = *hub.group();
    GroupReport report;
    const bool isLogWell = !tellOfLog(report, group, hub.totals().store);
    if (isLogWell) {
        const int hubs = int(group.hubs.size());
        report.tone = group.notice.isEmpty() ? Tone::Open : Tone::Waiting;
        report.word = GroupReportText::tr("%Ln hub(s)", nullptr, hubs);
        report.sentence = GroupReportText::tr("%Ln hub(s) share one history, and each has what any of them publishes.",
                                              nullptr, hubs);
    }
    bool isSaid = !isLogWell;
    for (const Trouble &trouble : troublesOf(group, hub.missingHubs())) {
        if (std::exchange(isSaid, true)) {
            report.more += trouble.whole;
            continue;
        }
        report.tone = trouble.tone;
        report.word = trouble.brief;
        report.sentence = trouble.whole;
    }
    if (const QStringList versions = versionsOf(group); versions.size() > 1)
        report.more += GroupReportText::tr("Their versions differ: %1.").arg(listed(versions));
    if (!group.notice.isEmpty())
        report.more += group.notice;
    if (group.unlisted > 0)
        report.more += GroupReportText::tr("%Ln client(s) of the other hubs are too many to be listed.", nullptr,
                                           pluralCount(group.unlisted));
    report.more += GroupReportText::tr("Redis at %1, mode streams, stream %2: entries read: %3, not taken: %4.")
                       .arg(visibleLine(group.address), format::oneLine(group.stream, 200),
                            format::count(group.received), format::count(group.dropped));
    if (group.bridge)
        report.more += lineOf(*group.bridge, group);
    return report;
}

} // namespace helio
