// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/hubjudge.h"

namespace helio {

void HubJudge::onFigures(const JudgedHub &figures, std::chrono::nanoseconds now)
{
    samples_.append({now, figures});
}

QList<Finding> HubJudge::findings() const
{
    return {};
}

} // namespace helio
