// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QDateTime>

#include <chrono>
#include <optional>

namespace helio {

/// How long a `Retry-After` header asks to wait (RFC 9110, 10.2.3): whole seconds, or an HTTP date in any of its three
/// forms, seen from `now`. A date that has passed is no time at all; more than `most` counts as that. Nothing when the
/// value is neither.
std::optional<std::chrono::milliseconds> retryAfter(QByteArrayView value, const QDateTime &now,
                                                    std::chrono::milliseconds most);

} // namespace helio
