// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/streams/streamrequest.h"

#include <QStringList>

namespace helio {

/// What each of these streams is called, everywhere in the window: the name that the user gave it; else host and port,
/// with the path, then the query, as far as they are needed to tell it from the others. No two are the same: what
/// nothing tells apart has a number. Without credentials.
QStringList streamNames(const QList<StreamRequest> &requests);

} // namespace helio
