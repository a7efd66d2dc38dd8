// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"

#include <QStringList>

namespace helio {

/// What became of an event, in words: `35 acknowledged`, `1 queued`, and what each of them means. Nothing for what
/// happened to nobody.
struct DeliveryParts
{
    QStringList parts;
    QStringList details;

    static DeliveryParts of(const DeliveryInfo &delivery);
    /// Nothing will become of it but what did.
    static bool isSettled(const DeliveryInfo &delivery);
};

} // namespace helio
