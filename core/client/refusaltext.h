// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace helio {

/// So much of the body of an answer that refuses is read for what it says.
inline constexpr qsizetype MaximumRefusalBytes = 64 * 1024;

/// What the body of an answer says to people, on one line: of a JSON object `detail`, `title`, `error` (or the
/// `message` in it) or `message`, whichever is the first that is a text; else the first line of a plain text. Empty
/// where it says nothing of that kind; a body of another type does not. Cut after some 500 characters.
QString refusalText(const QByteArray &contentType, const QByteArray &body);

} // namespace helio
