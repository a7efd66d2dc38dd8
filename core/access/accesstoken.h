// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace helio {

/// Longer ones are not read.
inline constexpr qsizetype MaximumTokenBytes = 8 * 1024;

/// A new token: 256 bits from OpenSSL's random generator as text, to be shown once. Empty in the case, not seen in
/// practice, that the system has no randomness to give.
QByteArray makeToken();

/// What is kept of a token: its SHA-256, 64 hexadecimal digits in lower case.
QByteArray tokenDigest(QByteArrayView token);
/// The same in lower case; empty when `text` is no digest, or that of an empty token.
QByteArray normalizedDigest(QByteArrayView text);

/// The index of `digest` among `digests`, or -1. Takes as long whichever it is, and if it is none.
qsizetype indexOfDigest(const QByteArrayList &digests, QByteArrayView digest);

/// Whether both are the same. Takes as long wherever they differ; their lengths are no secret.
bool isSameSecret(QByteArrayView a, QByteArrayView b);

} // namespace helio
