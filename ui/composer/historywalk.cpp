// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/historywalk.h"

namespace helio {

bool HistoryWalk::isSame(const Draft &a, const Draft &b)
{
    return a.data == b.data && a.type == b.type && a.id == b.id && a.retry == b.retry;
}

bool HistoryWalk::isWalking(const Draft &present) const
{
    return at_ > 0 && isSame(drafts_.at(at_), present);
}

const Draft *HistoryWalk::older(const QList<KeptItem> &history, const Draft &present)
{
    if (!isWalking(present)) {
        drafts_ = {present};
        at_ = 0;
        for (const KeptItem &item : history) {
            if (!isSame(item.draft, drafts_.constLast()))
                drafts_.append(item.draft);
        }
    }
    return at_ + 1 < drafts_.size() ? &drafts_.at(++at_) : nullptr;
}

const Draft *HistoryWalk::newer(const Draft &present)
{
    return isWalking(present) ? &drafts_.at(--at_) : nullptr;
}

const Draft *HistoryWalk::written(const Draft &present) const
{
    return isWalking(present) ? &drafts_.constFirst() : nullptr;
}

} // namespace helio
