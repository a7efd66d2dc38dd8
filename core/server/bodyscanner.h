// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace helio {

/// Why a request is refused before anybody handles it.
struct Refusal
{
    int status = 400;
    QString detail; ///< for people
};

/// Frames the body of a request (RFC 9112, 6 and 7), of a length that was announced or in chunks, and bounds it: its
/// bytes, the lines between chunks, their extensions and the fields behind the last. A value; the bytes may come in any
/// portions, and what belongs to the next request is left where it is.
class BodyScanner
{
public:
    enum class Progress {
        Unfinished, ///< more must come
        Whole,      ///< take() gives the body
        Refused,    ///< refusal() says why; scan() is not to be called again
    };

    /// Before a body begins it is a whole one of no bytes.
    explicit BodyScanner(qsizetype maximumBytes)
        : maximumBytes_(maximumBytes)
    {}

    /// A body of that many bytes, which may be none, begins. False when they are more than are taken.
    bool beginFixed(qsizetype length);
    void beginChunked();
    /// Moves what belongs to the body out of the front of `input`, where what came is; to be called again with what was
    /// left there and what came behind it.
    Progress scan(QByteArray &input);
    /// Takes what of `bytes` belongs to the body, when its bytes come next; answers how many. scan() is to be called
    /// then.
    qsizetype takeFront(QByteArrayView bytes);

    const Refusal &refusal() const { return refusal_; }
    /// How much of the body has come.
    qsizetype bytes() const { return body_.size(); }
    /// The memory that the body takes so far: it grows with what arrives, and not with what was announced.
    qsizetype heldBytes() const { return body_.capacity(); }
    /// The body, decoded. The next one may begin.
    QByteArray take();
    /// Lets go of what was read.
    void abandon() { body_ = {}; }

private:
    enum class Part { Fixed, ChunkSize, ChunkData, ChunkEnd, Trailer, End };

    std::optional<QByteArray> takeLine(QByteArray &input);
    bool scanLine(QByteArrayView line);
    bool scanChunkSize(QByteArrayView line);
    bool scanTrailer(QByteArrayView line);
    bool refuse(int status, const QString &detail);

    qsizetype maximumBytes_;
    Part part_ = Part::End;
    qsizetype left_ = 0;     ///< of the body, or of a chunk
    qsizetype searched_ = 0; ///< how far the end of a line was searched for
    qsizetype extensionBytes_ = 0;
    qsizetype trailerBytes_ = 0;
    QByteArray body_;
    bool isRefused_ = false;
    Refusal refusal_;
};

} // namespace helio
