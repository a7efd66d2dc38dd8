// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

namespace helio {

/// Whom to trust, and as whom to show up, over TLS. A value; made empty it is what the system does.
struct TlsSettings
{
    QList<QSslCertificate> authorities;        ///< the only ones that are trusted; empty: those of the system
    QList<QSslCertificate> clientCertificates; ///< the client's own first, then its chain; empty: none is shown
    QSslKey clientKey;                         ///< of the first client certificate

    /// Reads PEM files; an empty name leaves its part empty. `keyFile` may be empty when the certificate's file holds
    /// the key too. Where a file is no good, `problem` becomes one sentence for people that names it, and the answer is
    /// empty.
    static TlsSettings fromFiles(const QString &authorityFile, const QString &certificateFile, const QString &keyFile,
                                 const QByteArray &passphrase, QString &problem);

    /// What Qt wants. The client certificate is left out where the client shall not be known.
    QSslConfiguration configuration(bool withClientCertificate) const;

    /// Whether both trust and show the same.
    friend bool operator==(const TlsSettings &, const TlsSettings &) = default;
};

} // namespace helio
