// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace helio {

/// `helio history`: looks at a file of history, prints what is in it, or makes it small. Answers the exit code.
int runHistory(const QStringList &arguments);

} // namespace helio
