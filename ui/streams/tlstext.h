// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QSslError>
#include <QString>

class QSslSocket;

namespace helio {

/// What a connection by TLS shows of its server, for people, translated.
class TlsText
{
    Q_DECLARE_TR_FUNCTIONS(helio::TlsText)
public:
    /// Protocol, cipher and certificate of a connection that is encrypted.
    static QString session(const QSslSocket &socket);
    /// Why the certificate of `host` is not trusted, and what to do about it. `errors` as the socket reported them.
    static QString problem(const QSslSocket &socket, const QString &host, const QList<QSslError> &errors);
};

} // namespace helio
