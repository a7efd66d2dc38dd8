// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/clientlisting.h"

namespace helio {

/// Reads what `sort` of `/api/clients` has: the name of one of a row's members, `-` before it for the greatest first.
/// Empty when all is well, else what is wrong with it, in English.
QString readSort(QByteArray value, ClientQuery &query);

} // namespace helio
