// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace helio {

/// `helio publish`: gives one event, or the lines of standard input, to a hub. `arguments` stand behind the command's
/// name. Answers the exit code.
int runPublish(const QStringList &arguments);

} // namespace helio
