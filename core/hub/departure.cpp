// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/departure.h"

namespace helio {

QString departureName(Departure departure)
{
    switch (departure) {
    case Departure::ClosedByPeer:
        return QStringLiteral("closed by peer");
    case Departure::PollEnded:
        return QStringLiteral("poll ended");
    case Departure::TooSlow:
        return QStringLiteral("too slow");
    case Departure::Stalled:
        return QStringLiteral("stalled");
    case Departure::Vanished:
        return QStringLiteral("vanished");
    case Departure::Kicked:
        return QStringLiteral("kicked");
    case Departure::Drained:
        return QStringLiteral("drained");
    case Departure::Expired:
        return QStringLiteral("expired");
    case Departure::Revoked:
        return QStringLiteral("revoked");
    case Departure::HistoryUnreadable:
        return QStringLiteral("history unreadable");
    case Departure::OverTheLimit:
        return QStringLiteral("over the limit");
    }
    Q_UNREACHABLE();
}

} // namespace helio
