// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace helio {

/// `helio token`: makes a token, shows it once, and prints what of it goes into the configuration. Answers the exit
/// code.
int runToken(const QStringList &arguments);

} // namespace helio
