// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace helio {

class HubControl;

/// Why the hub takes no event now, and what to do, for people, translated; empty when it does.
QString whyNotPublished(const HubControl &hub);

} // namespace helio
