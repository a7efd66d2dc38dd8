// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/problemlinks.h"

#include "ui/doctor/problemspanel.h"
#include "ui/doctor/streamfindings.h"
#include "ui/events/eventspanel.h"
#include "ui/hub/channelspanel.h"
#include "ui/hub/clientstab.h"
#include "ui/navigator/navigatorpanel.h"
#include "ui/streams/connectionpanel.h"
#include "ui/streams/sources.h"
#include "ui/window/monitor.h"
#include "ui/window/tabs.h"

namespace helio {

ProblemLinks::ProblemLinks(const Parts &parts, QObject *parent)
    : QObject(parent)
    , parts_(parts)
{
    auto *findings = new StreamFindings(parts.monitor.problems());
    parts.connection.addAboveStory(findings);
    findings->showStream(parts.connection.stream());
    connect(&parts.connection, &ConnectionPanel::streamShown, findings, &StreamFindings::showStream);
    connect(findings, &StreamFindings::problemChosen, this, [this](const Problem &problem) {
        parts_.tabs.showPanel(&parts_.problems);
        parts_.problems.showProblem(problem);
    });
    connect(&parts.problems, &ProblemsPanel::evidenceRequested, this, &ProblemLinks::showEvidence);
    connect(&parts.problems, &ProblemsPanel::reopeningNeeded, this, &ProblemLinks::showConnection);
}

void ProblemLinks::showEvidence(const Problem &problem)
{
    if (problem.source == HubSource)
        showHub(problem.finding.code);
    else if (!showEvent(problem))
        showConnection(problem.source);
}

bool ProblemLinks::showEvent(const Problem &problem)
{
    parts_.monitor.drain(); // what was found may be in what waits
    for (const quint64 number : problem.finding.evidence.events) {
        const auto sequence =
            parts_.monitor.places().sequenceOf(problem.source, number, parts_.monitor.events().ring());
        if (!sequence)
            continue;
        parts_.tabs.showPanel(&parts_.events);
        if (parts_.events.selectEvent(*sequence))
            return true;
    }
    return false;
}

void ProblemLinks::showConnection(int stream)
{
    parts_.navigator.selectStream(stream);
    parts_.connection.showStream(stream);
    parts_.tabs.showPanel(&parts_.connection);
    parts_.connection.setFocus();
}

void ProblemLinks::showHub(FindingCode code)
{
    using Code = FindingCode;
    const bool isOfGroup = code == Code::GroupRedisAway || code == Code::GroupHubBehind ||
                           code == Code::GroupHubSilent || code == Code::GroupVersionsDiffer ||
                           code == Code::GroupLogEvictable || code == Code::GroupBridge ||
                           code == Code::GroupBridgesDiffer;
    // Its log is the store.
    if (isOfGroup || (code == Code::StoreFailed && parts_.monitor.hubState().group()))
        parts_.actions[ActionId::GroupOverview]->trigger();
    else if (code == Code::RedisAway)
        parts_.actions[ActionId::RedisSettings]->trigger();
    else if (code == Code::OpenToNetwork || code == Code::TokenEndsSoon)
        parts_.actions[ActionId::AccessSettings]->trigger();
    else if (code == Code::HistoryTooShort || code == Code::StoreFailed || code == Code::StoreDamaged ||
             code == Code::StoreElsewhere || code == Code::StoreSlow)
        parts_.tabs.showPanel(parts_.tabs.panel<ChannelsPanel>());
    else
        parts_.tabs.showPanel(parts_.tabs.panel<ClientsTab>());
}

} // namespace helio
