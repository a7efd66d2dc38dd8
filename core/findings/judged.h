// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/streamformat.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

/// What a StreamJudge is told of requests and answers: plain values, filled by who makes the request.
namespace helio {

/// A moment of a monotonic clock, since any zero; the same clock for all that one judge or comparison is told.
using Moment = std::chrono::nanoseconds;

/// Whether the moment of some bytes says when they arrived.
enum class Trust {
    Timely,
    Late, ///< our own loop was more than 50 ms late, or our buffer was full: the time between the bytes before and
          ///< these says nothing
};

struct JudgedRequest
{
    QByteArray method = QByteArrayLiteral("GET");
    QByteArray url;                                  ///< as it may be shown: without password
    StreamFormat format = StreamFormat::EventStream; ///< how the body is read
    bool hasBody = false;
    bool isMcp = false;            ///< Model Context Protocol: a JSON answer is right, and polling too
    bool acceptsJson = false;      ///< it names JSON in `Accept`: a JSON answer is right
    QByteArray lastEventId;        ///< what was sent as Last-Event-ID; empty: none
    QByteArray acceptEncoding;     ///< what was sent; empty: none
    QByteArray origin;             ///< of a page that wants to read it (`--origin`); empty: not asked for
    bool sendsCredentials = false; ///< a cookie or Authorization
    qint64 wallClock = 0;          ///< of the request, in ms since 1970, as publishers' clocks have it; 0: not known

    bool isGet() const { return method == "GET" && !hasBody; }
};

/// The steps to a connection, each with what it took; nothing where it was not taken or its time is not known. For the
/// request's own connection where that is known, else of a probe.
struct JudgedDial
{
    enum class Step { Name, Tcp, Proxy, Tls, Answer };
    enum class Cause {
        Other, ///< `detail` says it
        NotFound,
        TimedOut,
        Refused,     ///< the port is closed
        NoRoute,     ///< host or network cannot be reached
        Reset,       ///< closed or reset before the step was done
        ProxyStatus, ///< the proxy refused: `detail` is its status line
        // of TLS: the certificate
        Untrusted, ///< made by an authority that is not trusted here
        SelfSigned,
        OtherName, ///< it is for other names: `detail` lists them
        Expired,   ///< `detail` says since when
        NotYetValid,
        Revoked,
        // of TLS otherwise
        Handshake, ///< no TLS there, or no version and cipher in common
    };
    struct Failure
    {
        Step step;
        Cause cause;
        QString detail; ///< as the system or the library says it; may be empty
    };
    /// What the server offers by ALPN.
    enum class Protocol { Unknown, Http1Alone, Http2 };

    std::optional<std::chrono::nanoseconds> name;
    std::optional<std::chrono::nanoseconds> tcp;
    std::optional<std::chrono::nanoseconds> tls;
    qsizetype mss = 0; ///< bytes of a TCP segment; 0: not known
    Protocol offers = Protocol::Unknown;
    std::optional<Failure> failure;
};

struct JudgedRedirect
{
    int status = 0;
    QByteArray from;               ///< URL as it may be shown
    QByteArray to;                 ///< likewise
    bool dropsCredentials = false; ///< to another origin: what was to identify us stayed behind
    bool isLoop = false;           ///< was not followed: it leads back, or there were too many
};

struct JudgedHead
{
    using Field = std::pair<QByteArray, QByteArray>;

    int status = 0;
    QByteArray reason;   ///< may be empty
    QList<Field> fields; ///< names and values as they came

    /// All values of a field, whatever the case of its name, joined with ", "; empty when it is not there.
    QByteArray field(QByteArrayView name) const;
    bool hasField(QByteArrayView name) const;
    /// The content type without parameters, in lower case.
    QByteArray type() const;
    /// The parameter `charset` of the content type, in lower case and without quotes; empty when there is none.
    QByteArray charset() const;
    /// The content coding, in lower case; empty when there is none but `identity`.
    QByteArray coding() const;
};

/// How a connection ended.
enum class JudgedEnd {
    Complete,       ///< its length was reached, or its last chunk came
    CutOff,         ///< reset, a chunk broken or missing, or too few bytes
    CloseDelimited, ///< closed, with neither length nor chunks: whole or not, nobody can say
    CodingBroken,   ///< its content coding was wrong or cut
    ByUs,           ///< we had enough
    TimedOut,       ///< we did not wait longer
    TooLarge,       ///< a bound of ours was passed
    Unknown,        ///< it ended, and nobody could say how
};

/// Whether an end was the other side's, or something's on the way.
bool isTheirs(JudgedEnd end);

} // namespace helio
