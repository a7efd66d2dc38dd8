// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/pattern.h"

namespace helio {

/// Patterns that together match what a pattern of both lists matches, and never more. They match less only where it
/// would take thousands of patterns to say it, as of two that are full of stars.
QList<Pattern> commonPatterns(const QList<Pattern> &ones, const QList<Pattern> &others);

} // namespace helio
