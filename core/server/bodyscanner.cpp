// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/bodyscanner.h"

#include "server/httpsyntax.h"

#include <algorithm>
#include <utility>

namespace helio {

namespace {

/// A chunk's size line, extensions included, and all lines behind the last chunk.
constexpr qsizetype MaximumChunkLineBytes = 1024;
constexpr qsizetype MaximumTrailerBytes = 8 * 1024;
/// The extensions of all chunks together: nobody sends any, and they are no way to send without end.
constexpr qsizetype MaximumExtensionBytes = 16 * 1024;

} // namespace

bool BodyScanner::beginFixed(qsizetype length)
{
    if (length > maximumBytes_)
        return refuse(
            413,
            QStringLiteral("The body has %1 bytes; at most %2 are taken (max_body).").arg(length).arg(maximumBytes_));
    part_ = Part::Fixed;
    left_ = length;
    return true;
}

void BodyScanner::beginChunked()
{
    part_ = Part::ChunkSize;
    searched_ = extensionBytes_ = trailerBytes_ = 0;
}

BodyScanner::Progress BodyScanner::scan(QByteArray &input)
{
    while (part_ != Part::End) {
        if (part_ == Part::Fixed || part_ == Part::ChunkData) {
            input.remove(0, takeFront(input));
            if (left_ > 0)
                return Progress::Unfinished;
            part_ = part_ == Part::Fixed ? Part::End : Part::ChunkEnd;
            continue;
        }
        const auto line = takeLine(input);
        if (isRefused_ || (line && !scanLine(*line)))
            return Progress::Refused;
        if (!line)
            return Progress::Unfinished;
    }
    return Progress::Whole;
}

QByteArray BodyScanner::take()
{
    return std::exchange(body_, {});
}

qsizetype BodyScanner::takeFront(QByteArrayView bytes)
{
    if (part_ != Part::Fixed && part_ != Part::ChunkData)
        return 0;
    const qsizetype taken = std::min(left_, bytes.size());
    if (const qsizetype needed = body_.size() + taken; needed > body_.capacity()) {
        const qsizetype most = part_ == Part::Fixed ? body_.size() + left_ : maximumBytes_;
        body_.reserve(std::min(std::max(needed, 2 * body_.size()), most));
    }
    body_.append(bytes.first(taken));
    left_ -= taken;
    return taken;
}

/// Nothing when its end has not come, or when it may not come any more: isRefused_ then.
std::optional<QByteArray> BodyScanner::takeLine(QByteArray &input)
{
    const qsizetype end = indexOfBytes(input, "\r\n", std::max<qsizetype>(searched_ - 1, 0));
    if ((end < 0 ? input.size() - 1 : end) > MaximumChunkLineBytes) {
        refuse(400, QStringLiteral("A line of the chunked body is longer than %1 bytes.").arg(MaximumChunkLineBytes));
        return {};
    }
    if (end >= 0) {
        const QByteArray line = input.first(end);
        input.remove(0, end + 2);
        searched_ = 0;
        return line;
    }
    if (input.indexOf('\n', searched_) >= 0) // it would wait for an end that never comes
        refuse(400, QStringLiteral("A line of the chunked body ends with LF alone; HTTP wants CR LF."));
    else if (part_ == Part::ChunkEnd && !input.isEmpty() && input != "\r")
        refuse(400, QStringLiteral("A chunk of the body is longer than it says."));
    searched_ = input.size();
    return {};
}

bool BodyScanner::scanLine(QByteArrayView line)
{
    if (hasStrayEnd(line))
        return refuse(400, QStringLiteral("A line of the chunked body has a CR, LF or NUL in it."));
    switch (part_) {
    case Part::ChunkSize:
        return scanChunkSize(line);
    case Part::ChunkEnd:
        if (!line.isEmpty())
            return refuse(400, QStringLiteral("A chunk of the body is longer than it says."));
        part_ = Part::ChunkSize;
        return true;
    case Part::Trailer:
        return scanTrailer(line);
    case Part::Fixed:
    case Part::ChunkData:
    case Part::End:
        break;
    }
    Q_UNREACHABLE();
}

bool BodyScanner::scanChunkSize(QByteArrayView line)
{
    const qsizetype semicolon = line.indexOf(';');
    QByteArrayView digits = line;
    if (semicolon >= 0) {
        digits = line.first(semicolon);
        while (!digits.isEmpty() && (digits.back() == ' ' || digits.back() == '\t')) // allowed before extensions alone
            digits.chop(1);
        extensionBytes_ += line.size() - digits.size();
    }
    if (extensionBytes_ > MaximumExtensionBytes || hasControl(line))
        return refuse(400, QStringLiteral("The chunks of the body have more, or other, extensions than are let pass."));
    const auto size = numberOf(digits, 16);
    if (!size)
        return refuse(400, QStringLiteral("A chunk of the body does not begin with its size."));
    if (*size > maximumBytes_ - body_.size())
        return refuse(413, QStringLiteral("The body has more than %1 bytes, which is all that is taken (max_body).")
                               .arg(maximumBytes_));
    left_ = *size;
    part_ = *size == 0 ? Part::Trailer : Part::ChunkData;
    return true;
}

bool BodyScanner::scanTrailer(QByteArrayView line)
{
    trailerBytes_ += line.size() + 2;
    if (trailerBytes_ > MaximumTrailerBytes)
        return refuse(431,
                      QStringLiteral("The fields behind the body are larger than %1 bytes.").arg(MaximumTrailerBytes));
    if (line.isEmpty()) {
        part_ = Part::End;
        return true;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon)) || hasControl(line))
        return refuse(400, QStringLiteral("A field behind the body is not of the form NAME: VALUE."));
    return true;
}

bool BodyScanner::refuse(int status, const QString &detail)
{
    isRefused_ = true;
    refusal_ = {status, detail};
    body_ = {};
    return false;
}

} // namespace helio
