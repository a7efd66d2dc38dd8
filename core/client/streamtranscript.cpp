// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/streamtranscript.h"

#include <algorithm>
#include <utility>

namespace helio {

StreamTranscript::StreamTranscript(qsizetype maximumBytes)
    : maximumBytes_(maximumBytes)
{}

QList<StreamTranscript::Part> StreamTranscript::feed(QByteArrayView bytes)
{
    QList<Part> parts;
    const char *at = bytes.data();
    const char *const end = at + bytes.size();
    while (at < end) {
        if (std::exchange(afterCarriageReturn_, false) && *at == '\n') {
            keep({at, 1}); // unless the block is over
            ++at;
            continue;
        }
        const char *const lineEnd = std::find_if(at, end, [](char c) { return c == '\r' || c == '\n'; });
        const QByteArrayView piece(at, lineEnd - at);
        if (lineEnd == end) {
            line_.append(piece);
            break;
        }
        at = lineEnd + 1;
        if (*lineEnd == '\r') {
            if (at == end)
                afterCarriageReturn_ = true;
            else if (*at == '\n')
                ++at;
        }
        const QByteArrayView ending(lineEnd, at - lineEnd);
        if (line_.isEmpty()) {
            takeLine(piece, ending, parts);
        } else {
            line_.append(piece);
            const QByteArray line = std::exchange(line_, {});
            takeLine(line, ending, parts);
        }
    }
    return parts;
}

void StreamTranscript::takeLine(QByteArrayView line, QByteArrayView lineEnd, QList<Part> &parts)
{
    const QByteArrayView whole = line;
    if (std::exchange(atStreamStart_, false) && line.startsWith("\xEF\xBB\xBF"))
        line = line.sliced(3);
    if (line.isEmpty()) {
        if (std::exchange(hasData_, false)) {
            keep(whole);
            keep(lineEnd);
            parts.append({Part::Kind::Event, std::move(block_)});
        }
        block_ = {};
        return;
    }
    if (line.front() == ':') {
        parts.append({Part::Kind::Comment, line.sliced(1).toByteArray()});
        if (block_.isEmpty())
            return;
    } else if (line == "data" || line.startsWith("data:")) {
        hasData_ = true;
    }
    if (block_.isEmpty())
        block_.reserve(std::min(whole.size() + 64, maximumBytes_));
    block_.append(whole.first(std::min(whole.size(), maximumBytes_ - block_.size())));
    keep(lineEnd);
}

void StreamTranscript::keep(QByteArrayView bytes)
{
    if (!block_.isEmpty())
        block_.append(bytes.first(std::min(bytes.size(), maximumBytes_ - block_.size())));
}

} // namespace helio
