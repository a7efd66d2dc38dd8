// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/explanation.h"

#include "json/jsonwriter.h"

#include <QCoreApplication>

namespace helio {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(helio::Explanation)
};

QString takenWords(const DeliveryLog::Answer &answer)
{
    const QString when = isoTime(answer.takenAt);
    return answer.takenBefore ? Words::tr("The kernel took it for the client's connection at %1 or before").arg(when)
                              : Words::tr("The kernel took it for the client's connection at %1").arg(when);
}

QString fateWords(const Explanation &explanation)
{
    const DeliveryLog::Answer &answer = explanation.answer;
    switch (answer.fate) {
    case Fate::NotSelected:
        return Words::tr("The client did not subscribe to the event's channel.");
    case Fate::BeforeStart:
        return Words::tr(
            "The event is older than the place where the client's stream began: it connected later, or said "
            "that it had the event.");
    case Fate::Coming:
        return Words::tr("The client is still being given what came before; the event follows from history.");
    case Fate::Queued:
        return Words::tr("The event waits here: the client has not read what was sent before.");
    case Fate::Taken:
        return takenWords(answer) +
               (explanation.departure
                    ? Words::tr("; the client's system had not acknowledged it when the connection ended.")
                    : Words::tr("; the client's system has not acknowledged it yet."));
    case Fate::Acknowledged:
        return takenWords(answer) +
               Words::tr(", and the client's system has acknowledged it. What becomes of it there is the client's.");
    case Fate::LostInGap:
        return Words::tr(
            "History had dropped the event when the client came to its place; a gap was told to it there.");
    case Fate::NeverSent:
        return Words::tr("The client was gone before the event could be sent to it.");
    }
    Q_UNREACHABLE();
}

} // namespace

QString wordsFor(const Explanation &explanation)
{
    switch (explanation.found) {
    case Explanation::Found::NoClient:
        return Words::tr("No client of that id is connected, nor among the last that were; /api/clients and "
                         "/api/disconnects list them.");
    case Explanation::Found::NoEvent:
        return Words::tr("History holds no event of that id (any more).");
    case Explanation::Found::Fate:
        break;
    }
    QString words = fateWords(explanation);
    if (explanation.departure)
        words += u' ' + Words::tr("The client is gone since %1: %2.")
                            .arg(isoTime(explanation.departedAt), departureName(*explanation.departure));
    if (explanation.channel.isEmpty())
        words += u' ' + Words::tr("History does not hold the event any more, so its channel is not known.");
    return words;
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
