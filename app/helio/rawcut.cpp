// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawcut.h"

namespace helio {

void RawCut::startOver()
{
    parser_ = EventStreamParser();
}

QByteArrayView RawCut::take(QByteArrayView piece)
{
    if (!left_)
        return piece;
    if (*left_ <= 0)
        return piece.first(0);
    const EventStreamParser before = parser_;
    parser_.feed(piece);
    const qsizetype events = parser_.takeAll().size();
    if (events < *left_) {
        left_ = *left_ - events;
        return piece;
    }
    parser_ = before;
    for (qsizetype end = 1; end <= piece.size(); ++end) {
        parser_.feed(piece.sliced(end - 1, 1));
        left_ = *left_ - parser_.takeAll().size();
        if (*left_ > 0)
            continue;
        const bool isCutCrLf = end < piece.size() && piece[end - 1] == '\r' && piece[end] == '\n';
        return piece.first(isCutCrLf ? end + 1 : end);
    }
    return piece;
}

} // namespace helio
