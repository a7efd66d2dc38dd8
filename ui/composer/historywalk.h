// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/keptitems.h"

namespace helio {

/// The way through what was published, from what one writes now to the oldest and back. A value.
class HistoryWalk
{
public:
    /// The one before; null at the oldest. `present`: what stands there now, which newer() gives back at the end of the
    /// way. `history`: the newest first.
    const Draft *older(const QList<KeptItem> &history, const Draft &present);
    /// The one after; null where one is not on the way.
    const Draft *newer(const Draft &present);
    /// What newer() gives back at the end of the way; null where one is not on it.
    const Draft *written(const Draft &present) const;

private:
    /// Whoever changed what came from history begins anew from there.
    bool isWalking(const Draft &present) const;
    /// Where it goes is no part of what one looks for here.
    static bool isSame(const Draft &a, const Draft &b);

    QList<Draft> drafts_; ///< what one wrote, then history
    qsizetype at_ = 0;
};

} // namespace helio
