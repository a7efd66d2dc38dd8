// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace helio {

/// What a filter's text was probably meant to be: `price>100` is a text to search for, and whoever writes it means the
/// number `$.price>100`. Empty where nothing looks so, and where the text is no filter. What stands in quotes is meant
/// as it stands.
QString suggestedFilter(const QString &text);

} // namespace helio
