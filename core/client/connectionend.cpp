// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/connectionend.h"

#include <QNetworkReply>

namespace helio {

namespace {

using Cause = ConnectionEnd::Cause;

Cause causeOf(QSslError::SslError error)
{
    switch (error) { // of Qt's long list the rest is an authority that is not trusted
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
        return Cause::CertificateSelfSigned;
    case QSslError::HostNameMismatch:
        return Cause::CertificateOfOtherName;
    case QSslError::CertificateExpired:
        return Cause::CertificateExpired;
    case QSslError::CertificateNotYetValid:
        return Cause::CertificateNotYetValid;
    case QSslError::CertificateRevoked:
        return Cause::CertificateRevoked;
    default:
        return Cause::CertificateUntrusted;
    }
}

} // namespace

ConnectionEnd failedAttempt(int networkError, const QString &text)
{
    switch (networkError) { // of Qt's long list the rest says itself what it is
    case QNetworkReply::HostNotFoundError:
        return {Cause::NameNotFound, {}};
    case QNetworkReply::ConnectionRefusedError:
        return {Cause::ConnectionRefused, {}};
    case QNetworkReply::TimeoutError:
        return {Cause::ConnectionTimedOut, {}};
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return {Cause::ProxyFailed, text};
    case QNetworkReply::SslHandshakeFailedError:
        return {Cause::TlsFailed, text};
    case QNetworkReply::ContentReSendError:
    case QNetworkReply::RemoteHostClosedError:
        return {Cause::NoAnswer, {}};
    case QNetworkReply::ProtocolFailure:
        return {Cause::NotHttp, {}};
    default:
        return {Cause::ConnectionFailed, text};
    }
}

ConnectionEnd failedHandshake(const QList<QSslError> &errors, const QString &text)
{
    if (errors.isEmpty())
        return {Cause::TlsFailed, text};
    return {causeOf(errors.first().error()), errors.first().errorString()};
}

} // namespace helio
