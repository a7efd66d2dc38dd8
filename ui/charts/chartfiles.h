// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/timechart.h"

/// Charts as files.
namespace helio::chartfiles {

/// The values of `from` to `to` (RFC 4180, UTF-8): the time as ISO 8601 in UTC with milliseconds, then a column for
/// each line; empty where it has no value of that very millisecond. What lies so far back that only extremes are kept
/// gives those.
QByteArray csv(const QList<TimeChart::Line> &lines, qint64 from, qint64 to);
/// Empty when the image is.
QByteArray png(const QImage &image);
/// `title 2026-01-02 030405.csv`, local time, without what file systems do not take.
QString name(const QString &title, qint64 at, const QString &suffix);
/// Writes all of it or nothing. Gives why it could not, for people; empty when it is done.
QString write(const QString &path, const QByteArray &content);

} // namespace helio::chartfiles
