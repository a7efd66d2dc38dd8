// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/finding.h"
#include "ui/streams/streamrequest.h"

#include <QByteArrayList>

#include <optional>

namespace helio {

/// The request with which a stream of another content type is read all the same, as an event stream or as the JSON
/// lines that it is; nothing where that is no remedy, or it is asked for so already.
std::optional<StreamRequest> readAnyway(const Finding &finding, const StreamRequest &request);
/// Whether it is a matter of how the stream is asked for.
bool isOfRequest(FindingCode code);
/// Whether a block of nginx' configuration would end it. `intermediaries`: who stands between, as SourceReport has
/// them.
bool isOfNginx(FindingCode code, const QByteArrayList &intermediaries);
/// That block: the location of `url`, with all that an event stream needs.
QString nginxBlock(const QUrl &url);

} // namespace helio
