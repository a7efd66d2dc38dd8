// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace helio {

/// `helio serve`: runs a hub until it is asked to end. Answers the exit code.
int runServe(const QStringList &arguments);

} // namespace helio
