// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubinside.h"

namespace helio {

HubInside::HubInside(const Options &options, qint64 mostClients)
    : hub_(options.settings.hubConfig(), options.settings.sourceFactory())
    , access_(hub_, options.configFile, options.settings.access)
    , redis_(hub_, options.settings, {options.configFile, options.namesRedis})
    , settings_({hub_, access_, redis_}, options.settings,
                {options.configFile, options.given, mostClients, deskDefaults()})
{
    hub_.setAccessControl(&access_);
    hub_.setBackplaneControl(&redis_);
    hub_.setSettingsControl(&settings_);
}

} // namespace helio
