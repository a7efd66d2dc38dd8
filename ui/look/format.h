// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <chrono>

/// Figures and bytes as people read them, in the language of the window (QLocale's default).
namespace helio::format {

QString count(quint64 number);            ///< 812,345
QString shortNumber(double number);       ///< 0.4, 120, 4.4k, 1.2M
QString rate(double perSecond);           ///< 120/s, 4.4k/s
QString bytes(double bytes);              ///< 212 B, 1.4 KB, 3.0 MB (1 KB is 1,024 B)
QString bytesPerSecond(double bytes);     ///< 3.0 MB/s
QString milliseconds(qint64 nanoseconds); ///< 4, 0.25
/// How long something took: 0 ms, 0.3 ms, 250 ms, then as timeForPeople() has it.
QString duration(qint64 nanoseconds);
/// Likewise, to four digits below a minute: 0.001 s, 3.21 s.
QString exactDuration(std::chrono::milliseconds time);
QString seconds(std::chrono::milliseconds time); ///< 0.001, 3.21: to four digits
QString timeOfDay(qint64 nanoseconds);           ///< 12:01:03.221, local time
QString dateAndTime(qint64 milliseconds);        ///< 2025-11-21 12:01:03, local time
QString moment(qint64 milliseconds);             ///< 12:01:03 for today, else with the date
/// 12:01:03.221 for today, else 11-28 12:01:03.221, and of another year with that, too; local time.
QString exactMoment(qint64 nanoseconds);

/// Bytes as one line of text, visibleLine(), at most about `maximumBytes` of it, then an ellipsis.
QString oneLine(QByteArrayView utf8, qsizetype maximumBytes);

} // namespace helio::format
