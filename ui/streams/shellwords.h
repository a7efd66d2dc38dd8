// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace helio {

/// A command line taken apart as a POSIX shell (and bash's `$'…'`) does it, with nothing run and nothing put in: no
/// variables, no globs.
struct ShellWords
{
    QStringList words; ///< of the first command
    QStringList notes; ///< for people: what a shell would have done, and was not done here
    QString problem;   ///< for people: why the line cannot be read; empty when it can
};

/// Reads `text` to the end of its first command. The words together are never longer than the text.
ShellWords splitAsShell(QStringView text);

} // namespace helio
