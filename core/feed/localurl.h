// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

namespace helio {

/// The URL of a hub as programs on its own machine reach it: one that listens on every address (0.0.0.0, [::]) is at
/// none of them, and refuses to be called by such a name.
inline QString localUrl(const QString &url)
{
    QUrl local(url);
    if (local.host() == QLatin1String("0.0.0.0"))
        local.setHost(QStringLiteral("127.0.0.1"));
    else if (local.host() == QLatin1String("::"))
        local.setHost(QStringLiteral("::1"));
    return local.toString(QUrl::FullyEncoded);
}

} // namespace helio
