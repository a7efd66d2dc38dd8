// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>
#include <QSslError>
#include <QString>

namespace helio {

/// How a connection of an event source ended, or why an attempt to make one came to nothing: what programs ask, beside
/// the sentence that people read.
struct ConnectionEnd
{
    /// What ended it.
    enum class Cause {
        Complete,       ///< its length was reached, or its last chunk came
        CloseDelimited, ///< closed, with neither length nor chunks: whole or not, nobody can say
        CutOff,         ///< reset, a chunk broken or missing, or too few bytes
        CodingBroken,   ///< what compressed it was wrong or cut
        Refused,        ///< the answer's head is none of a stream
        TimedOut,       ///< it was silent for longer than we wait
        TooLarge,       ///< it passed a bound of ours
        Slept,          ///< this computer was asleep
        NotAsked,       ///< the request cannot be made: an address, a method or a header is none
        // No answer came.
        NameNotFound,
        ConnectionRefused, ///< the port is closed
        ConnectionTimedOut,
        ConnectionFailed, ///< no route, or else: `detail` says it
        ProxyFailed,
        TlsFailed, ///< no TLS there, or no version and cipher in common
        CertificateUntrusted,
        CertificateSelfSigned,
        CertificateOfOtherName,
        CertificateExpired,
        CertificateNotYetValid,
        CertificateRevoked,
        NoAnswer, ///< closed before the whole head of an answer
        NotHttp,
    };

    Cause cause = Cause::NoAnswer; ///< the first that was noticed
    QString detail = {};           ///< as the system or the library says it; may be empty

    /// The body came to an end that is, or may be, the one that was meant.
    bool isProper() const { return cause == Cause::Complete || cause == Cause::CloseDelimited; }
};

/// Why an attempt came to nothing, by QNetworkReply::NetworkError; `text` is Qt's own.
ConnectionEnd failedAttempt(int networkError, const QString &text);
/// The same for a certificate that was not trusted; the first of the errors counts, as elsewhere.
ConnectionEnd failedHandshake(const QList<QSslError> &errors, const QString &text);

} // namespace helio

Q_DECLARE_METATYPE(helio::ConnectionEnd)
