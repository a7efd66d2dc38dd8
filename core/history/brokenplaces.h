// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/database.h"

#include <QList>

#include <optional>

namespace helio {

/// How one steps around what cannot be read of a file's events. Positions are packed.

/// A read of the rows from `from` on failed at the first of them: the first place from which on they can be read again.
/// Nothing: there is none.
std::optional<qint64> firstReadableBehind(Database &view, qint64 from);

/// How many events stand from `from` on and before `before`, by the index alone, in `channels` (empty: in all of them).
/// Nothing where the index cannot be read either.
std::optional<qint64> eventsByIndex(Database &view, qint64 from, qint64 before, const QList<qint64> &channels);

} // namespace helio
