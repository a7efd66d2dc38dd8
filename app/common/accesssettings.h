// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/rulepolicy.h"
#include "tomlreading.h"

#include <QDir>

namespace helio {

/// `anonymous`, `token`, `jwt`: the sections that say who may.
bool isAccessSection(const QString &name);
/// Reads one of them over `rules`; paths in it are relative to `folder`. Throws BadKey.
void readAccessSection(AccessRules &rules, const QString &name, const toml::node &node, toml::source_index line,
                       const QDir &folder);

} // namespace helio
