// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/bodyscanner.h"
#include "server/scannedrequest.h"

#include <optional>
#include <utility>

namespace helio {

/// Bounds HTTP/1.1 requests (RFC 9112), reads their heads and has a BodyScanner frame their bodies, before Qt
/// HttpServer's parser sees any: that has no limits of its own and lets pass what makes two readers of the same bytes
/// disagree, such as several lengths, a length together with a transfer coding, bad chunk sizes, folded lines. A value;
/// its bytes may be fed in any portions.
class RequestScanner
{
public:
    static constexpr qsizetype MaximumHeadBytes = 32 * 1024;
    static constexpr qsizetype MaximumFields = 100;

    enum class Phase {
        Idle,    ///< no byte of a request yet
        Head,    ///< within the head
        Body,    ///< within the body
        Ready,   ///< take() gives the request
        Refused, ///< refusal() says why; nothing more is read
    };

    explicit RequestScanner(qsizetype maximumBodyBytes);

    /// Takes more bytes. What follows a request that is ready waits until it is taken.
    void feed(QByteArrayView bytes);
    Phase phase() const { return phase_; }
    /// The request, when Ready; the scanner goes on with what came behind it.
    ScannedRequest take();
    const Refusal &refusal() const { return refusal_; }
    /// The request as far as it was read, when it cannot be taken: an answer to it may want to know who asked. Its head
    /// is whole from phase Body on.
    const ScannedRequest &unfinished() const { return request_; }
    /// True once for each request that waits for `100 Continue` before it sends its body.
    bool takeExpectsContinue() { return std::exchange(expectsContinue_, false); }
    /// How much of the body has come.
    qsizetype bodyBytes() const { return body_.bytes(); }
    /// The memory that is held here: of the request being read, and of what waits behind it, which only whoever feeds
    /// bounds.
    qsizetype heldBytes() const
    {
        return buffer_.capacity() + body_.heldBytes() + request_.body.capacity() + request_.fields.lines().capacity();
    }
    /// Lets go of all that was read. Nothing more is.
    void abandon();

private:
    void scan();
    bool scanHead();
    bool parseHead(QByteArrayView head);
    bool parseRequestLine(QByteArrayView line);
    bool parseField(QByteArrayView line);
    bool parseOnlyField(QByteArrayView name);
    bool judgeHost();
    bool beginBody();
    void scanBody();
    bool refuse(int status, const QString &detail);

    Phase phase_ = Phase::Idle;
    QByteArray buffer_;
    qsizetype searched_ = 0; ///< how far the end of the head was searched for
    Refusal refusal_;
    bool expectsContinue_ = false;

    // of the request being read
    ScannedRequest request_; ///< its body is in body_ until it is whole
    BodyScanner body_;
    qsizetype fieldCount_ = 0;
    quint32 onlyFields_ = 0; ///< those seen of which there may be one: a bit each
    bool isHttp10_ = false;
    bool hasAuthority_ = false; ///< the target names the host
    QByteArray hostField_;
    bool chunked_ = false;
    std::optional<qsizetype> contentLength_;
    bool keepAlive_ = true;
};

} // namespace helio
