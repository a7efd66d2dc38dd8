// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace helio {

/// The names that a filter may ask for.
struct KnownNames
{
    QStringList channels;
    QStringList types;
    QStringList sources;
};

/// What may stand where one writes in a filter's text: `length` characters from `at` on, up to the cursor, are replaced
/// by one of `candidates`.
struct FilterCompletions
{
    qsizetype at = 0;
    qsizetype length = 0;
    QStringList candidates; ///< empty where nothing can be offered

    static FilterCompletions of(const QString &text, qsizetype cursor, const KnownNames &known);
};

} // namespace helio
