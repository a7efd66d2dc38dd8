// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace helio {

/// Whether there is somebody at standard input who can be asked.
bool canAskForPassword();
/// Asks on standard error and reads a line of the terminal at standard input, which does not show it. Nothing when it
/// was interrupted, or is no terminal.
std::optional<QString> askForPassword(const QString &question);

} // namespace helio
