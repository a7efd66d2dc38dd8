// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "ui/look/tone.h"

namespace helio {

/// Whether a client keeps up with what it is sent.
enum class ClientPace {
    KeepsUp,
    Behind, ///< it is slow: much waits for it, or has waited long
    Ending, ///< the hub is about to end its connection for that
};

/// `queueBound`: how many bytes may wait for one client before the hub ends its connection.
ClientPace paceOf(const ClientInfo &client, qint64 queueBound);
Tone paceTone(ClientPace pace);
/// How much of `queueBound` waits, from 0 to 1.
double queueShare(const ClientInfo &client, qint64 queueBound);
/// What waits for it and how long, in words, translated; empty while it keeps up.
QString paceText(const ClientInfo &client, qint64 queueBound);

} // namespace helio
