// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSslConfiguration>

#include <chrono>

/// A certificate for `localhost` and 127.0.0.1 that vouches for itself, and its key.
struct OwnCertificate
{
    QByteArray certificate; ///< PEM
    QByteArray key;         ///< likewise

    /// Both times from now on; may be negative.
    static OwnCertificate make(std::chrono::hours validFrom, std::chrono::hours validTo);

    QSslConfiguration server() const;
    QList<QSslCertificate> authorities() const;
};
