// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/curleasy.h"
#include "doctor/tlswatch.h"

namespace helio {

/// The steps that a transfer took to its connection, so far.
JudgedDial dialOf(const CurlEasy &transfer);
/// The same of one that ended with `result` before an answer's head.
JudgedDial failedDial(const CurlEasy &transfer, CURLcode result, const TlsWatch &tls);
/// The same of one for which nobody waits longer: without a failure where the request went out.
JudgedDial overdueDial(const CurlEasy &transfer, const TlsWatch &tls);

} // namespace helio
