// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/explanation.h"

#include "json/jsonwriter.h"

namespace helio {

namespace {

QString takenText(const DeliveryLog::Answer &answer)
{
    const QString when = isoTime(answer.takenAt);
    return answer.takenBefore
               ? QStringLiteral("The kernel took it for the client's connection at %1 or before").arg(when)
               : QStringLiteral("The kernel took it for the client's connection at %1").arg(when);
}

QString fateText(const Explanation &explanation)
{
    const DeliveryLog::Answer &answer = explanation.answer;
    switch (answer.fate) {
    case Fate::NotSelected:
        return QStringLiteral("The client did not subscribe to the event's channel.");
    case Fate::BeforeStart:
        return QStringLiteral(
            "The event is older than the place where the client's stream began: it connected later, or said "
            "that it had the event.");
    case Fate::Coming:
        return QStringLiteral("The client is still being given what came before; the event follows from history.");
    case Fate::Queued:
        return QStringLiteral("The event waits here: the client has not read what was sent before.");
    case Fate::Taken:
        return takenText(answer) +
               (explanation.departure
                    ? QStringLiteral("; the client's system had not acknowledged it when the connection ended.")
                    : QStringLiteral("; the client's system has not acknowledged it yet."));
    case Fate::Acknowledged:
        return takenText(answer) +
               QStringLiteral(
                   ", and the client's system has acknowledged it. What becomes of it there is the client's.");
    case Fate::LostInGap:
        return QStringLiteral(
            "History had dropped the event when the client came to its place; a gap was told to it there.");
    case Fate::NeverSent:
        return QStringLiteral("The client was gone before the event could be sent to it.");
    }
    Q_UNREACHABLE();
}

} // namespace

QString textFor(const Explanation &explanation)
{
    switch (explanation.found) {
    case Explanation::Found::NoClient:
        return QStringLiteral("No client of that id is connected, nor among the last that were; /api/clients and "
                              "/api/disconnects list them.");
    case Explanation::Found::NoEvent:
        return QStringLiteral("History holds no event of that id (any more).");
    case Explanation::Found::NoHistory:
        return QStringLiteral("The hub's history cannot be read at the moment.");
    case Explanation::Found::Fate:
        break;
    }
    QString text = fateText(explanation);
    if (explanation.departure)
        text += u' ' + QStringLiteral("The client is gone since %1: %2.")
                           .arg(isoTime(explanation.departedAt), departureName(*explanation.departure));
    if (explanation.channel.isEmpty())
        text += u' ' + QStringLiteral("History does not hold the event any more, so its channel is not known.");
    return text;
}

QString fateName(Fate fate)
{
    switch (fate) {
    case Fate::NotSelected:
        return QStringLiteral("not selected");
    case Fate::BeforeStart:
        return QStringLiteral("before start");
    case Fate::Coming:
        return QStringLiteral("coming");
    case Fate::Queued:
        return QStringLiteral("queued");
    case Fate::Taken:
        return QStringLiteral("taken");
    case Fate::Acknowledged:
        return QStringLiteral("acknowledged");
    case Fate::LostInGap:
        return QStringLiteral("lost in gap");
    case Fate::NeverSent:
        return QStringLiteral("never sent");
    }
    Q_UNREACHABLE();
}

} // namespace helio
