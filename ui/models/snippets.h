// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QString>

namespace helio {

/// Programs in one breath that read the stream at `url`, to be copied.

/// For a web page. An EventSource tells its onmessage only of events without a type, so each of `types` gets a
/// listener.
QString javaScriptFor(const QString &url, const QByteArrayList &types);

/// For a POSIX shell; `-N` shows each event when it comes.
QString curlFor(const QString &url);

} // namespace helio
