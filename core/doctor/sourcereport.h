// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/streamjudge.h"

#include <QByteArrayList>

namespace helio {

/// What is known of one stream at a moment: a value that goes from its thread to the window's.
struct SourceReport
{
    QList<Finding> findings; ///< worst first
    StreamFigures figures;
    QByteArray dialect;                                 ///< empty: none is known
    std::optional<BytesWithoutEvent> bytesWithoutEvent; ///< of the open connection, while no event came
    QByteArrayList intermediaries; ///< who stands between, of those known: `nginx`, … by the latest answer
    QByteArray refusal; ///< what the body of the latest answer says that is no stream; may be cut; empty: nothing
};

} // namespace helio
