// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accessfile.h"
#include "options.h"
#include "redisfile.h"
#include "settingsfile.h"

namespace helio {

/// The hub inside with what keeps its rules, its Redis and its settings in the file.
class HubInside
{
public:
    /// `mostClients`: more cannot be had here.
    HubInside(const Options &options, qint64 mostClients);

    LocalHub &hub() { return hub_; }
    AccessFile &access() { return access_; }
    SettingsFile &settings() { return settings_; }

private:
    LocalHub hub_;
    AccessFile access_;
    RedisFile redis_;
    SettingsFile settings_;
};

} // namespace helio
