// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/eventsourceoptions.h"

#include <QUrl>

namespace helio {

/// The value of `Authorization` that the options, or else the URL's user info, ask for; empty when neither does.
/// Headers of the owner's own are not inspected.
QByteArray authorization(const EventSourceOptions &options, const QUrl &url);

/// Whether a header of this name says who its sender is, and so is not for everybody to see: `Authorization`,
/// `Proxy-Authorization`, `Cookie`, and what services made up beside them (`X-Api-Key`, `X-Auth-Token`, …).
bool isCredential(QByteArrayView headerName);
/// Whether `token` can be sent as a bearer token: not empty, only visible ASCII.
bool isBearerToken(QStringView token);

} // namespace helio
