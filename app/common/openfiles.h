// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace helio {

/// Raises the soft limit of open files to the hard one. Answers how many clients fit then, the program's own files left
/// aside; a large number where the system has no such limit.
qint64 raiseOpenFileLimit();

} // namespace helio
