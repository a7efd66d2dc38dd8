// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>
#include <optional>

namespace helio {

/// Inflates a body that a server compressed, as it comes: each byte that can be told from what was fed is there before
/// more is fed. Bounded whatever comes: it keeps the window of the format, and gives out `ChunkBytes` at a time.
class Inflater
{
public:
    static constexpr qsizetype ChunkBytes = 64 * 1024;

    enum class Coding {
        Gzip,    ///< RFC 1952, several members too
        Deflate, ///< RFC 1950; and without its head and tail, RFC 1951, as some servers send it
    };
    /// What a `Content-Encoding` names; nothing for `identity`, for none, and for what is not known here.
    static std::optional<Coding> codingOf(QByteArrayView contentEncoding);

    explicit Inflater(Coding coding);
    ~Inflater();
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;

    /// Takes the next bytes of the body; what was fed before has to be read out.
    void feed(const QByteArray &bytes);
    /// The next bytes that they say; empty: more must be fed, or hasFailed().
    QByteArray next();
    /// What was fed is no such coding; nothing more comes.
    bool hasFailed() const { return hasFailed_; }
    /// The coding has come to its proper end, or nothing was fed.
    bool isComplete() const { return isComplete_; }

private:
    struct Stream;

    Coding coding_;
    std::unique_ptr<Stream> stream_;
    QByteArray input_;
    QByteArray head_; ///< of a Deflate whose form is not known yet: at most two bytes
    bool isFormKnown_;
    bool hasFailed_ = false;
    bool isComplete_ = true;
};

} // namespace helio
