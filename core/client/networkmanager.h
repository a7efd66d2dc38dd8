// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkAccessManager>

namespace helio {

/// How requests of this project name themselves.
inline constexpr char UserAgent[] = "Heliograph/" HELIOGRAPH_VERSION;

/// A manager as this project's requests want it: this machine is asked directly, everything else by way of the proxies
/// of the system. It serves at most six connections to one host, and costs a thread.
QNetworkAccessManager *makeNetworkManager(QObject *parent);

} // namespace helio
