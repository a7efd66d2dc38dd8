// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/swarmclient.h"

namespace helio::test {

/// A socket that connects to a hub as a plan says.
struct ClientSocket
{
    int descriptor = -1;
    bool isConnecting = false; ///< false: it was refused at once
    QString problem;           ///< the plan cannot be met

    static ClientSocket make(const SwarmPlan &plan, quint16 port);
};

} // namespace helio::test
