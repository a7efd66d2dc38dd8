// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientpace.h"

#include "event/pluralform.h"
#include "event/timeforpeople.h"
#include "ui/look/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

struct ClientPaceText
{
    Q_DECLARE_TR_FUNCTIONS(helio::ClientPace)
};

constexpr double BehindShare = 0.5;
constexpr double EndingShare = 0.8;
// Of the 30 s after which the hub, as it is set at first, ends the connection of one who takes nothing.
constexpr std::chrono::milliseconds BehindTime = 5s;
constexpr std::chrono::milliseconds EndingTime = 20s;

} // namespace

double queueShare(const ClientInfo &client, qint64 queueBound)
{
    if (queueBound <= 0)
        return 0;
    return std::clamp(double(client.queuedBytes) / double(queueBound), 0.0, 1.0);
}

ClientPace paceOf(const ClientInfo &client, qint64 queueBound)
{
    if (client.queuedEvents == 0)
        return ClientPace::KeepsUp;
    const double share = queueShare(client, queueBound);
    const std::chrono::milliseconds waited(client.oldestQueuedMs);
    if (share >= EndingShare || waited >= EndingTime)
        return ClientPace::Ending;
    return share >= BehindShare || waited >= BehindTime ? ClientPace::Behind : ClientPace::KeepsUp;
}

Tone paceTone(ClientPace pace)
{
    switch (pace) {
    case ClientPace::KeepsUp:
        return Tone::None;
    case ClientPace::Behind:
        return Tone::Waiting;
    case ClientPace::Ending:
        return Tone::Failed;
    }
    return Tone::None;
}

QString paceText(const ClientInfo &client, qint64 queueBound)
{
    const ClientPace pace = paceOf(client, queueBound);
    if (pace == ClientPace::KeepsUp)
        return {};
    const QString waiting = ClientPaceText::tr("%Ln event(s) (%1 of %2) wait, the oldest for %3.", nullptr,
                                               pluralCount(client.queuedEvents))
                                .arg(format::bytes(double(client.queuedBytes)), format::bytes(double(queueBound)),
                                     timeForPeople(std::chrono::milliseconds(client.oldestQueuedMs)));
    return pace == ClientPace::Behind
               ? ClientPaceText::tr("Slow: %1").arg(waiting)
               : ClientPaceText::tr("So slow that the hub is about to disconnect it: %1").arg(waiting);
}

} // namespace helio
