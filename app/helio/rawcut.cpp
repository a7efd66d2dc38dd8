// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawcut.h"

namespace helio {

void RawCut::startOver()
{
    parser_ = EventStreamParser();
}

QByteArrayView RawCut::take(QByteArrayView chunk)
{
    if (!left_)
        return chunk;
    if (*left_ <= 0)
        return chunk.first(0);
    const EventStreamParser before = parser_;
    parser_.feed(chunk);
    const qsizetype events = parser_.takeAll().size();
    if (events < *left_) {
        left_ = *left_ - events;
        return chunk;
    }
    parser_ = before;
    for (qsizetype end = 1; end <= chunk.size(); ++end) {
        parser_.feed(chunk.sliced(end - 1, 1));
        left_ = *left_ - parser_.takeAll().size();
        if (*left_ > 0)
            continue;
        const bool isCutCrLf = end < chunk.size() && chunk[end - 1] == '\r' && chunk[end] == '\n';
        return chunk.first(isCutCrLf ? end + 1 : end);
    }
    return chunk;
}

} // namespace helio
