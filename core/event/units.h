// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace helio {

/// `250ms`, `15s`, `10m`, `24h`, `7d`: a whole number and its unit. Nothing for anything else, or more than 10,000
/// days.
std::optional<std::chrono::milliseconds> parseDuration(const QString &text);
/// `1048576`, `64KiB`, `1MiB`, `2GiB` (and KB, MB, GB as powers of 1000): bytes. Nothing for anything else, or more
/// than 2^60.
std::optional<qint64> parseSize(const QString &text);

} // namespace helio
