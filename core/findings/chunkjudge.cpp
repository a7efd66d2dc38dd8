// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/chunkjudge.h"

#include "findings/findingtable.h"
#include "findings/findingtexts.h"
#include "findings/intermediary.h"

#include <algorithm>

namespace helio {

Moment ChunkJudge::leastSilence(const JudgedDial &dial)
{
    return dial.tcp ? std::max(LeastSilence, 4 * *dial.tcp) : UnknownTcpSilence;
}

void ChunkJudge::onHead(Moment now, const JudgedDial &dial, bool isCoded)
{
    *this = {};
    isCoded_ = isCoded;
    leastSilence_ = leastSilence(dial);
    mss_ = dial.mss < LargestMss ? quint64(std::max<qsizetype>(dial.mss, 0)) : 0;
    begin_ = last_ = now;
}

void ChunkJudge::onBytes(qsizetype size, Moment now, Trust trust, bool isWithinLine, quint64 events)
{
    const Moment gap = now - last_;
    if (trust == Trust::Late) {
        // Two pieces may have become one, or a silence shorter.
        isKnown_ = false;
        if (gap > leastSilence_)
            pieceBytes_ = pieceEvents_ = 0;
    } else if (gap > leastSilence_) {
        endPiece(gap);
    }
    last_ = now;
    bytes_ += quint64(size);
    pieceBytes_ += quint64(size);
    pieceEvents_ += events;
    isWithinLine_ = isWithinLine;
}

void ChunkJudge::endPiece(Moment silence)
{
    const quint64 bytes = std::exchange(pieceBytes_, 0);
    const bool hasEvent = std::exchange(pieceEvents_, 0) > 0;
    const bool isKnown = std::exchange(isKnown_, true);
    if (isCoded_) {
        if (bytes > 0 && isWithinLine_)
            codedSilence_ = std::max(codedSilence_, silence);
        return;
    }
    if (bytes == 0)
        return;
    const bool isFirst = std::exchange(isFirst_, false);
    if (!isKnown)
        return;
    const bool mayBeLoss = mss_ > 0 && bytes % mss_ == 0 && silence < RetransmissionSilence;
    Piece piece;
    piece.bytes = bytes;
    piece.offset = bytes_;
    piece.time = last_ - begin_;
    piece.silence = silence;
    piece.isFirst = isFirst;
    piece.isProof = isWithinLine_ && hasEvent && !mayBeLoss && bytes + (isFirst ? FirstMayLack : 0) >= SmallestPiece;
    piece.endsAtLine = !isWithinLine_;
    std::rotate(pieces_.begin(), pieces_.begin() + 1, pieces_.end());
    pieces_.back() = piece;
    count_ = std::min(count_ + 1, pieces_.size());

    const Piece *const end = pieces_.data() + pieces_.size();
    const Piece *first = nullptr;
    if (count_ >= 3 && proves(end - 3, end))
        first = end - 3;
    else if (count_ >= 4 && proves(end - 4, end))
        first = end - 4;
    if (!first)
        return;
    if (provedCount_ == 0) {
        shortest_ = Moment::max();
        provedCount_ = quint64(end - first) - 1;
        for (const Piece *at = first; at < end - 1; ++at) {
            shortest_ = std::min(shortest_, at->silence);
            longest_ = std::max(longest_, at->silence);
            evidence_.addByte(at->offset);
            evidence_.addTime(at->time);
        }
    }
    ++provedCount_;
    provedBytes_ = piece.bytes;
    shortest_ = std::min(shortest_, piece.silence);
    longest_ = std::max(longest_, piece.silence);
    evidence_.addByte(piece.offset);
    evidence_.addTime(piece.time);
}

/// Equal within 64 bytes or 2 %; the first may lack what the head took of its buffer.
bool ChunkJudge::fit(const Piece *first, const Piece *end) const
{
    quint64 least = ~quint64(0);
    quint64 most = 0;
    for (const Piece *at = first; at < end; ++at) {
        if (at->isFirst)
            continue;
        least = std::min(least, at->bytes);
        most = std::max(most, at->bytes);
    }
    const quint64 tolerance = std::max(SizeTolerance, most / 50);
    if (most < SmallestPiece || most - least > tolerance)
        return false;
    return std::all_of(first, end, [&](const Piece &piece) {
        return !piece.isFirst || (piece.bytes <= most + tolerance && piece.bytes + FirstMayLack + tolerance >= most);
    });
}

/// Three that begin within a line; of four, one may have met a line's end by chance.
bool ChunkJudge::proves(const Piece *first, const Piece *end) const
{
    const auto proofs = std::count_if(first, end, [](const Piece &piece) { return piece.isProof; });
    const auto others = std::count_if(first, end, [](const Piece &piece) { return piece.endsAtLine; });
    return proofs == 3 && proofs + others == end - first && fit(first, end);
}

void ChunkJudge::addFindings(QList<Finding> &findings, const JudgedHead &head, Moment now, Trust trust) const
{
    if (provedCount_ > 0) {
        Finding finding =
            makeFinding(FindingCase::BufferedCut,
                        {numberText(provedBytes_), timeText(shortest_), timeText(longest_), intermediariesNamed(head)},
                        {}, intermediaryRemedy(head, IntermediaryTopic::Buffering));
        finding.evidence = evidence_;
        findings.append(finding);
    }
    Moment coded = codedSilence_;
    if (isCoded_ && isWithinLine_ && trust == Trust::Timely)
        coded = std::max(coded, now - last_);
    if (coded >= CodedSilence) {
        findings.append(makeFinding(FindingCase::BufferedCoding,
                                    {foreignText(head.coding()), timeText(coded), intermediariesNamed(head)}, {},
                                    intermediaryRemedy(head, IntermediaryTopic::Buffering)));
    }
}

bool ChunkJudge::mayStillProve() const
{
    if (provedCount_ > 0 || pieceBytes_ == 0)
        return false;
    if (isWithinLine_)
        return true;
    if (isCoded_)
        return false;
    const quint64 other = count_ > 0 ? pieces_.back().bytes : pieceBytes_;
    const quint64 difference = other > pieceBytes_ ? other - pieceBytes_ : pieceBytes_ - other;
    return pieceBytes_ >= SmallestPiece && difference <= std::max(SizeTolerance, other / 50);
}

} // namespace helio
