// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/eventsourceoptions.h"
#include "ui/streams/streamrequest.h"

namespace helio {

/// What an event source needs to ask for `request`; reads its files. `problem` becomes one sentence for people when
/// one of them is no good, else empty.
EventSourceOptions optionsFor(const StreamRequest &request, QString &problem);

/// The proxy as Qt wants it; nothing: the system's.
std::optional<QNetworkProxy> proxyFor(const StreamProxy &proxy);

} // namespace helio
