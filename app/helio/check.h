// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace helio {

/// `helio check`: watches a stream and says what is wrong with it. `arguments` stand behind the command's name. Answers
/// the exit code.
int runCheck(const QStringList &arguments);

} // namespace helio
