// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QString>

namespace helio {

/// With what a hub is joined, as a window shows and changes it: Redis.
struct BackplaneSettings
{
    QString url;      ///< without its password; `env`: from the environment; empty: the hub is alone
    QString password; ///< as it is, not percent-encoded
    QByteArrayList channels;

    /// As a URL: it is taken from the environment.
    static constexpr QLatin1String FromEnvironment{"env"};

    bool operator==(const BackplaneSettings &other) const = default;

    /// Takes the password out of a URL, from before its `@` or from `password=` in its query.
    static BackplaneSettings fromUrl(const QString &url);
    /// The URL with the password in it, percent-encoded; without one, the URL as it is.
    QString fullUrl() const;
};

} // namespace helio
