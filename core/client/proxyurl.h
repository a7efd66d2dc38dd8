// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkProxy>
#include <QString>
#include <QUrl>

#include <optional>

namespace helio {

/// `text` as curl takes a proxy, `[SCHEME://][USER:PASSWORD@]HOST[:PORT]`: with the scheme http or socks5 (`socks5h`
/// is that, too) and a port, 1080 where none is named. Nothing for any other scheme, or without a host.
std::optional<QUrl> proxyUrl(const QString &text, const QString &usualScheme = QStringLiteral("http"));
/// The proxy at such a URL.
QNetworkProxy proxyAt(const QUrl &url);

} // namespace helio
