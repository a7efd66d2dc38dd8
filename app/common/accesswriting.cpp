// SPDX-License-Identifier: GPL-3.0-or-later
#include "accesswriting.h"

namespace helio {

TomlEntries tokenEntries(const TokenRule &rule)
{
    return {{"name", tomlString(rule.name)},
            {"sha256", tomlString(QString::fromLatin1(rule.sha256))},
            {"publish", tomlList(rule.publish)},
            {"subscribe", tomlList(rule.subscribe)},
            {"admin", rule.admin ? QStringLiteral("true") : QStringLiteral("false")}};
}

TomlEntries anonymousEntries(const AnonymousRule &rule)
{
    return {{"publish", tomlList(rule.publish)}, {"subscribe", tomlList(rule.subscribe)}};
}

} // namespace helio
