// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/accesspolicy.h"

namespace helio {

AccessAnswer OpenPolicy::judge(const AccessRequest &) const
{
    return Grant::everything();
}

} // namespace helio
