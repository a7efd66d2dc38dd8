// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace helio {

/// `path`, percent-encoded, without its segments `.` and `..` (RFC 3986, 5.2.4). One that is none of a whole URL, since
/// it does not begin with a slash, stays as it is.
QString withoutDotSegments(const QString &path);

/// `url` as QNetworkAccessManager must be given it, so that what goes out is its path as it stands there: Qt's own way
/// with dots leaves empty segments that were not there, and takes away those at the beginning that were. Without user
/// info, which the manager would keep for other requests, and answer challenges of whoever asks with.
QUrl requestUrl(const QUrl &url);

} // namespace helio
