// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/streams/streamrequest.h"

class QJsonObject;

namespace helio {

/// A request as the settings keep it: without its secrets, and without what is as it is anyway.
QJsonObject settingsOf(const StreamRequest &request);
/// The other way; what is missing or no good is as it is anyway. A URL that cannot be opened stays empty.
StreamRequest requestFrom(const QJsonObject &settings);

} // namespace helio
