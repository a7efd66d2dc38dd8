// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/hearingrequest.h"

namespace helio {

/// What a check is to do.
struct CheckPlan
{
    HearingRequest request;                ///< what is judged; with the origin of a page where CORS is asked for
    std::optional<HearingRequest> against; ///< the application itself, where `request` goes by way of a proxy
    std::optional<std::chrono::milliseconds>
        watch;         ///< how long; nothing: 10 s, and on to 30 s where that may show more
    bool once = false; ///< no request is made a second time
};

} // namespace helio
