// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/inflater.h"

#include <zlib.h>

namespace helio {

namespace {

/// What zlib takes for windowBits: the largest window, and which head and tail there are.
constexpr int GzipForm = 15 + 16;
constexpr int ZlibForm = 15;
constexpr int RawForm = -15;

/// RFC 1950 2.2: method 8, and both bytes together a multiple of 31.
bool isZlibHead(const QByteArray &head)
{
    const auto first = uchar(head[0]);
    const auto second = uchar(head[1]);
    return (first & 0x0F) == Z_DEFLATED && (first * 256 + second) % 31 == 0;
}

} // namespace

struct Inflater::Stream
{
    z_stream z = {};
    bool isStarted = false;

    ~Stream()
    {
        if (isStarted)
            inflateEnd(&z);
    }
    bool start(int form)
    {
        isStarted = inflateInit2(&z, form) == Z_OK;
        return isStarted;
    }
};

std::optional<Inflater::Coding> Inflater::codingOf(QByteArrayView contentEncoding)
{
    const QByteArray name = contentEncoding.trimmed().toByteArray().toLower();
    if (name == "gzip" || name == "x-gzip")
        return Coding::Gzip;
    if (name == "deflate")
        return Coding::Deflate;
    return {};
}

Inflater::Inflater(Coding coding)
    : coding_(coding)
    , stream_(std::make_unique<Stream>())
    , isFormKnown_(coding == Coding::Gzip)
{
    if (isFormKnown_)
        hasFailed_ = !stream_->start(GzipForm);
}

Inflater::~Inflater() = default;

void Inflater::feed(const QByteArray &bytes)
{
    input_ = bytes;
    if (!isFormKnown_) {
        head_ += bytes;
        input_.clear();
        if (head_.size() < 2)
            return;
        isFormKnown_ = true;
        input_ = std::exchange(head_, {});
        hasFailed_ = !stream_->start(isZlibHead(input_) ? ZlibForm : RawForm);
    }
    stream_->z.next_in = reinterpret_cast<Bytef *>(input_.data());
    stream_->z.avail_in = uInt(input_.size());
}

QByteArray Inflater::next()
{
    z_stream &z = stream_->z;
    // zlib may still hold back output when it has taken all its input, so that it is asked once more.
    while (!hasFailed_ && isFormKnown_) {
        if (isComplete_) {
            if (z.avail_in == 0)
                return {};
            isComplete_ = false;
        }
        QByteArray output(ChunkBytes, Qt::Uninitialized);
        z.next_out = reinterpret_cast<Bytef *>(output.data());
        z.avail_out = uInt(output.size());
        const int result = inflate(&z, Z_SYNC_FLUSH);
        output.truncate(ChunkBytes - qsizetype(z.avail_out));
        if (result == Z_STREAM_END) {
            isComplete_ = true;
            // Another member may follow a gzip; what follows the others means nothing.
            if (coding_ == Coding::Gzip)
                inflateReset(&z);
            else
                z.avail_in = 0;
        } else if (result != Z_OK && result != Z_BUF_ERROR) {
            hasFailed_ = true;
        }
        if (!output.isEmpty())
            return output;
        if (result == Z_BUF_ERROR || (z.avail_in == 0 && result == Z_OK))
            return {};
    }
    return {};
}

} // namespace helio
