// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace helio {

// The syntax of HTTP/1.1 (RFC 9110, RFC 9112), as far as what reads heads and what reads bodies both need it.

/// Where `bytes` stand in `text` from `from` on; -1 when they do not.
qsizetype indexOfBytes(QByteArrayView text, QByteArrayView bytes, qsizetype from = 0);
/// A method, or a field's name.
bool isToken(QByteArrayView text);
/// Whether `text` is `lowerCase`, in capitals or not.
bool isSameWord(QByteArrayView text, QByteArrayView lowerCase);
/// Without the spaces and tabs around it.
QByteArrayView trimmedBlanks(QByteArrayView text);
/// Control characters but the tab: some readers end a line or a value there.
bool hasControl(QByteArrayView text);
/// Whether a line holds what some other reader would take for its end.
bool hasStrayEnd(QByteArrayView line);
/// Digits alone, to the base of 10 or 16; nothing when there are none, others, or too many.
std::optional<qsizetype> numberOf(QByteArrayView digits, int base);

} // namespace helio
