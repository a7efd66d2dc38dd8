// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

/// Figures and bytes as people read them, in the language of the window (QLocale's default).
namespace helio::format {

QString count(quint64 number);            ///< 812,345
QString shortNumber(double number);       ///< 0.4, 120, 4.4k, 1.2M
QString rate(double perSecond);           ///< 120/s, 4.4k/s
QString bytes(double bytes);              ///< 212 B, 1.4 KB, 3.0 MB (1 KB is 1,024 B)
QString bytesPerSecond(double bytes);     ///< 3.0 MB/s
QString milliseconds(qint64 nanoseconds); ///< 4, 0.25
QString timeOfDay(qint64 nanoseconds);    ///< 12:01:03.221, local time
QString dateAndTime(qint64 milliseconds); ///< 2025-11-21 12:01:03, local time
QString moment(qint64 milliseconds);      ///< 12:01:03 for today, else with the date
QString duration(qint64 milliseconds);    ///< 3 s, 4 min, 2 h 5 min, 3 d

/// Text of others as it may stand on one line among our own: line ends as ⏎, tabs as ⇥, other control characters as
/// their pictures (␀ …), and what isUnseen() as ‹U+202E›. What is visible stays as it is.
QString visible(const QString &text);
/// Whether it shows nothing, or moves what stands beside it: C1 controls, marks and overrides of direction, characters
/// without width, separators of lines and paragraphs, and their like. Those of ASCII are not among them.
bool isUnseen(char32_t character);
/// ‹U+202E›, with four digits at least.
QString unseenMark(char32_t character);

/// Bytes as one line of text, visible(), at most about `maximumBytes` of it, then an ellipsis.
QString oneLine(QByteArrayView utf8, qsizetype maximumBytes);

} // namespace helio::format
