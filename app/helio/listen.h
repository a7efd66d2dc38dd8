// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace helio {

/// `helio listen`: reads an event stream until a limit is reached, the server refuses, or the user interrupts.
/// `arguments` stand behind the command's name. Answers the exit code.
int runListen(const QStringList &arguments);

} // namespace helio
