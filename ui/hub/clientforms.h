// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"

namespace helio {

/// Clients as an array of JSON, one a line, with the members that `/api/clients` has.
QByteArray clientsAsJson(const QList<ClientInfo> &clients);
/// Those that left, in the same way, with the members of `/api/disconnects`.
QByteArray departuresAsJson(const QList<DepartureInfo> &departures);

} // namespace helio
