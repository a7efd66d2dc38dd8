// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/comparison.h"
#include "findings/figures.h"
#include "findings/finding.h"

#include <QMetaType>

namespace helio {

/// How far a check is.
struct CheckProgress
{
    enum class Step {
        Watching,
        Resuming,  ///< asks again with a Last-Event-ID
        Repeating, ///< asks again, as the stream ended at once
    };

    Step step = Step::Watching;
    std::chrono::milliseconds elapsed{0}; ///< of the whole check
    std::chrono::milliseconds watch{0};   ///< how long it watches, as it seems now
    quint64 events = 0;
    quint64 bytes = 0;
};

/// What a check found.
struct CheckReport
{
    QList<Finding> findings;                     ///< worst first
    StreamFigures figures;                       ///< of the first request
    std::optional<RouteDifference> routes;       ///< with `against`
    std::optional<StreamFigures> againstFigures; ///< likewise
    QByteArray dialect;                          ///< empty: none is known
    int lateTurns = 0;                           ///< how often this machine was too busy to measure
    bool wasCancelled = false;

    /// Whether there is an error or a warning.
    bool hasFault() const;
    /// `ok`, `notes`, `warnings`, `errors`.
    const char *verdict() const;
};

} // namespace helio

Q_DECLARE_METATYPE(helio::CheckProgress)
Q_DECLARE_METATYPE(helio::CheckReport)
