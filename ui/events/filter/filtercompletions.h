// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/filter/filterterm.h"

#include <QHash>
#include <QStringList>

namespace helio {

/// The names that a filter may ask for, by field; fields that have none are offered without.
using KnownNames = QHash<FieldTerm::Field, QStringList>;

/// What may stand where one writes in a filter's text: `length` characters from `at` on, up to the cursor, are replaced
/// by one of `candidates`.
struct FilterCompletions
{
    qsizetype at = 0;
    qsizetype length = 0;
    QStringList candidates; ///< empty where nothing can be offered

    static FilterCompletions of(const QString &text, qsizetype cursor, const QList<FieldTerm::Field> &fields,
                                const KnownNames &known);
};

} // namespace helio
