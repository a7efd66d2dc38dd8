// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace helio {

/// Why a subscriber is not one any more.
enum class Departure {
    ClosedByPeer,
    PollEnded, ///< it asked for the past alone
    TooSlow,
    Stalled,
    Vanished,
    Kicked,            ///< by an operator
    Drained,           ///< the hub stopped
    Expired,           ///< its token
    Revoked,           ///< what it was granted is granted no more
    HistoryUnreadable, ///< it was behind, and history could not be read then
    OverTheLimit,      ///< it was never let in: the hub, or its address, has as many clients as it may
};
/// A word or three for people and for `/api/disconnects`, e.g. "closed by peer". Not translated.
QString departureName(Departure departure);

} // namespace helio
