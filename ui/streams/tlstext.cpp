// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/tlstext.h"

#include <QDateTime>
#include <QSslCertificate>
#include <QSslCertificateExtension>
#include <QSslCipher>
#include <QSslSocket>

namespace helio {

namespace {

QString protocolName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return QStringLiteral("TLS 1.2");
    case QSsl::TlsV1_3:
        return QStringLiteral("TLS 1.3");
    default: // of Qt's list the rest is too old to be spoken, or no protocol
        return QStringLiteral("TLS");
    }
}

QString nameOf(const QStringList &names)
{
    return names.isEmpty() ? TlsText::tr("nobody named") : names.join(QLatin1String(", "));
}

QString certificateText(const QSslCertificate &certificate)
{
    QStringList names = certificate.subjectAlternativeNames().values();
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    names.sort();
    return TlsText::tr("The certificate is for %1, from %2, until %3.")
        .arg(nameOf(names.mid(0, 6)), nameOf(certificate.issuerInfo(QSslCertificate::CommonName)),
             certificate.expiryDate().date().toString(Qt::ISODate));
}

} // namespace

QString TlsText::session(const QSslSocket &socket)
{
    return QStringLiteral("%1, %2. %3")
        .arg(protocolName(socket.sessionProtocol()), socket.sessionCipher().name(),
             certificateText(socket.peerCertificate()));
}

QString TlsText::problem(const QSslSocket &socket, const QString &host, const QList<QSslError> &errors)
{
    QString what = errors.isEmpty() ? socket.errorString() : errors.constFirst().errorString();
    for (const QSslError &error : errors) {
        // What one can do about first.
        if (error.error() == QSslError::HostNameMismatch)
            what = tr("It is not for %1.").arg(host);
        else if (error.error() == QSslError::CertificateExpired)
            what = tr("It has expired.");
        else if (error.error() == QSslError::SelfSignedCertificate ||
                 error.error() == QSslError::SelfSignedCertificateInChain ||
                 error.error() == QSslError::UnableToGetLocalIssuerCertificate ||
                 error.error() == QSslError::UnableToVerifyFirstCertificate)
            what = tr("Who signed it is not known here: name the file of that authority under TLS.");
        else
            continue;
        break;
    }
    return tr("The server's certificate is not trusted. %1 %2").arg(what, certificateText(socket.peerCertificate()));
}

} // namespace helio
