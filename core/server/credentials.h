// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/requesttarget.h"

namespace helio {

/// The token that a request shows: that of `Authorization: Bearer`, else `access_token` of the query, else the cookie
/// `heliograph_token`; a browser's EventSource can send no field of its own. Empty when it shows none.
QByteArray shownToken(const QByteArray &authorizationField, const RequestTarget &target, const QByteArray &cookieField);

} // namespace helio
