// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/groupreport.h"

#include "event/timeforpeople.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/look/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace helio {

namespace {

struct GroupReportText
{
    Q_DECLARE_TR_FUNCTIONS(helio::GroupReport)
};

/// So many names stand in a sentence.
constexpr qsizetype MostHubNames = 5;

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
    const QString line =
        GroupReportText::tr("Bridge to Flask-SSE for %1: %2. By this hub: %3 heard, %4 said, %5 not taken.")
            .arg(format::oneLine(bridge.channels.join(", "), 200), leader, format::count(bridge.heard),
                 format::count(bridge.said), format::count(bridge.dropped));
    return withReason(line, visibleLine(bridge.problem));
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

std::optional<GroupReport> GroupReport::of(const HubState &hub)
{
    if (!hub.group() || !hub.isServing())
        return {};
    const GroupInfo &group = *hub.group();
    GroupReport report;
    QStringList silent = namesOf(group, Tone::Failed);
    for (const MissingHubs::Hub &missing : hub.missingHubs())
        silent.append(missing.last.name);
    const QStringList behind = namesOf(group, Tone::Waiting);
    const int hubs = int(group.hubs.size());
    const bool isLogWell = !tellOfLog(report, group, hub.totals().store);
    if (isLogWell) {
        report.word = GroupReportText::tr("%Ln hub(s)", nullptr, hubs);
        report.sentence = GroupReportText::tr("%Ln hub(s) share one history, and each has what any of them publishes.",
                                              nullptr, hubs);
        if (!silent.isEmpty() || !behind.isEmpty() || !group.notice.isEmpty() ||
            (group.bridge && !group.bridge->problem.isEmpty()))
            report.tone = Tone::Waiting;
    }
    auto add = [&report, isSaid = !isLogWell](const QString &brief, const QString &whole) mutable {
        if (isSaid) {
            report.more += whole;
            return;
        }
        isSaid = true;
        report.word = brief;
        report.sentence = whole;
    };
    if (const int count = int(silent.size()); count > 0)
        add(GroupReportText::tr("%Ln hub(s) silent", nullptr, count),
            GroupReportText::tr("%Ln hub(s) are silent: %1.", nullptr, count).arg(listed(silent)));
    if (const int count = int(behind.size()); count > 0)
        add(GroupReportText::tr("%Ln hub(s) behind", nullptr, count),
            GroupReportText::tr("%Ln hub(s) are behind the others: %1.", nullptr, count).arg(listed(behind)));
    if (const QStringList versions = versionsOf(group); versions.size() > 1)
        report.more += GroupReportText::tr("Their versions differ: %1.").arg(listed(versions));
    if (!group.notice.isEmpty())
        report.more += group.notice;
    if (group.unlisted > 0)
        report.more += GroupReportText::tr("%Ln client(s) of the other hubs are too many to be listed.", nullptr,
                                           int(std::min<qint64>(group.unlisted, 1'000'000'000)));
    report.more += GroupReportText::tr("Redis at %1, mode streams, stream %2: %3 entries read, %4 not taken.")
                       .arg(visibleLine(group.address), format::oneLine(group.stream, 200),
                            format::count(group.received), format::count(group.dropped));
    if (group.bridge)
        report.more += lineOf(*group.bridge, group);
    return report;
}

} // namespace helio
