// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace helio {

/// Whether what may be a secret may go from one to the other: scheme, host and port are the same.
bool isSameOrigin(const QUrl &one, const QUrl &other);

/// Which URL an event source asks, through redirects and over reconnections, and whether its credentials may go there.
/// A value. Followed by hand because QNetworkAccessManager takes `Authorization` along to other origins.
class Redirects
{
public:
    /// As many as the Fetch standard allows in a row.
    static constexpr int MaximumInARow = 20;

    explicit Redirects(const QUrl &url);

    /// The URL to ask now.
    const QUrl &target() const { return target_; }
    /// Whether what may be a secret (credentials, headers of the user's own) may go to target(): not once a redirect
    /// has left their origin.
    bool mayCarryCredentials() const { return mayCarryCredentials_; }

    /// Another attempt: asks the original URL again, or where it has moved to for good (301, 308).
    void startOver();
    /// Whether `status` is one of 301, 302, 303, 307, 308.
    static bool isRedirect(int status);
    /// Follows a redirect to `location`, the header's raw value. Answers an empty string, or for people why it cannot.
    QString follow(int status, const QByteArray &location);

private:
    QUrl original_;
    QUrl lasting_; ///< original_, or where it has moved to for good
    QUrl target_;
    int inARow_ = 0;
    bool onlyPermanent_ = true; ///< a temporary redirect makes all behind it temporary
    bool mayCarryCredentials_ = true;
};

} // namespace helio
