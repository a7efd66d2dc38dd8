// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/rulepolicy.h"
#include "tomldocument.h"

namespace helio {

/// What a `[[token]]` says for `rule`.
TomlEntries tokenEntries(const TokenRule &rule);
/// What `[anonymous]` says for `rule`.
TomlEntries anonymousEntries(const AnonymousRule &rule);

} // namespace helio
